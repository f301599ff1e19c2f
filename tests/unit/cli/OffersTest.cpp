//===- OffersTest.cpp - Which cloud prices are shown ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Offers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

using namespace perfopt;
using namespace perfopt::cli;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

core::CloudCost offer(std::string provider, double per1000, std::string date,
                      std::string pricing = "on-demand") {
  core::CloudCost cost;
  cost.price.provider = std::move(provider);
  cost.price.pricing = std::move(pricing);
  cost.price.date = std::move(date);
  cost.per1000 = core::Usd(per1000);
  return cost;
}

/// "Alpha 2", with the price for 1000, and "old" where it is.
std::vector<std::string> shown(const std::vector<Offer> &offers) {
  std::vector<std::string> names;
  for (const Offer &offer : offers)
    names.push_back(offer.cost.price.provider + " " +
                    std::to_string(int(offer.cost.per1000.value())) +
                    (offer.old ? " old" : ""));
  return names;
}

} // namespace

TEST(Offers, TheCheapestOfEachProviderAndPricing) {
  EXPECT_THAT(
      shown(cheapestOffers(
          {offer("Alpha", 4, "2026-01"), offer("Alpha", 3, "2026-02"),
           offer("Beta", 2, "2026-01"), offer("Alpha", 1, "2026-01", "spot")})),
      ElementsAre("Alpha 1", "Beta 2", "Alpha 3"));
}

TEST(Offers, AnOldPriceDoesNotHideACurrentOne) {
  EXPECT_THAT(shown(cheapestOffers({offer("Alpha", 1, "2022/2024"),
                                    offer("Alpha", 3, "2026-09-20/25"),
                                    offer("Alpha", 1, "2022/2024", "spot")})),
              ElementsAre("Alpha 3"));
}

TEST(Offers, OldPricesComeLastAndOnlyOfProvidersWithoutCurrentOnes) {
  // 2025 is the year in front of the newest, 2024 is older.
  EXPECT_THAT(shown(cheapestOffers(
                  {offer("Alpha", 9, "2026-01-21"), offer("Beta", 8, "2025-02"),
                   offer("Gamma", 2, "2024-12"), offer("Delta", 1, "2023/2026"),
                   offer("Epsilon", 3, "")})),
              ElementsAre("Beta 8", "Alpha 9", "Delta 1 old", "Gamma 2 old",
                          "Epsilon 3 old"));
}

TEST(Offers, ThePricesOfAnOldTableAreCurrentAmongThemselves) {
  EXPECT_THAT(shown(cheapestOffers(
                  {offer("Alpha", 2, "2022"), offer("Beta", 1, "2022/2024")})),
              ElementsAre("Beta 1", "Alpha 2"));
}

TEST(Offers, HeadlineIsOnDemandWhereThereIsSuchAnOffer) {
  std::vector<core::CloudCost> cost = {offer("Alpha", 1, "2026", "spot"),
                                       offer("Beta", 2, "2026"),
                                       offer("Gamma", 1, "2022")};
  EXPECT_EQ(headlineOffer(cost)->cost.price.provider, "Beta");
  cost.resize(1);
  EXPECT_EQ(headlineOffer(cost)->cost.price.provider, "Alpha");
  cost.clear();
  EXPECT_FALSE(headlineOffer(cost).has_value());
  EXPECT_THAT(cheapestOffers(cost), IsEmpty());
}
