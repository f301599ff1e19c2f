//===- Offers.cpp - Which cloud prices to show ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Offers.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace perfopt::cli {

using namespace core;

namespace {

/// Of an ISO 8601 date, of the beginning of an interval ("2022/2024"); 0 for
/// none: a price may be as old as its date allows.
int yearOf(const Price &price) {
  int year = 0;
  std::from_chars(price.date.data(), price.date.data() + price.date.size(),
                  year);
  return year;
}

std::vector<Offer> markOld(const std::vector<CloudCost> &sorted) {
  int newest = 0;
  for (const CloudCost &row : sorted)
    newest = std::max(newest, yearOf(row.price));
  std::vector<Offer> offers;
  for (const CloudCost &row : sorted) {
    int year = yearOf(row.price);
    offers.push_back({row, year == 0 || year < newest - 1});
  }
  return offers;
}

} // namespace

std::vector<CloudCost> sortedCost(std::vector<CloudCost> cost) {
  auto key = [](const CloudCost &row) {
    return std::tie(row.per1000, row.price.provider, row.price.instance,
                    row.price.region);
  };
  std::stable_sort(
      cost.begin(), cost.end(),
      [&](const CloudCost &a, const CloudCost &b) { return key(a) < key(b); });
  return cost;
}

std::vector<Offer> cheapestOffers(const std::vector<CloudCost> &cost) {
  std::vector<Offer> offers = markOld(sortedCost(cost));
  std::stable_partition(offers.begin(), offers.end(),
                        [](const Offer &offer) { return !offer.old; });
  std::set<std::string> current;
  std::set<std::pair<std::string, std::string>> seen;
  std::vector<Offer> cheapest;
  for (const Offer &offer : offers) {
    const Price &price = offer.cost.price;
    if (!offer.old)
      current.insert(price.provider);
    else if (current.count(price.provider))
      continue;
    if (seen.emplace(price.provider, price.pricing).second)
      cheapest.push_back(offer);
  }
  return cheapest;
}

std::optional<Offer> headlineOffer(const std::vector<CloudCost> &cost) {
  std::vector<Offer> offers = cheapestOffers(cost);
  for (const Offer &offer : offers)
    if (offer.cost.price.pricing == "on-demand")
      return offer;
  if (offers.empty())
    return std::nullopt;
  return offers.front();
}

} // namespace perfopt::cli
