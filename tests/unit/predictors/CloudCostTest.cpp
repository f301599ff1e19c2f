//===- CloudCostTest.cpp - Tests of cloud cost ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Deployment/CloudCost.h"

#include <gtest/gtest.h>

using namespace perfopt;
using namespace perfopt::predictors;
using core::Price;
using core::Seconds;
using core::UsdPerHour;

static Price price(std::string instance, double perHour, std::string date,
                   int gpus = 1, std::string pricing = "on-demand") {
  Price price;
  price.provider = "cloud";
  price.instance = std::move(instance);
  price.gpus = gpus;
  price.perHour = UsdPerHour(perHour);
  price.pricing = std::move(pricing);
  price.date = std::move(date);
  return price;
}

TEST(CloudCost, GivesTheThesisFigures) {
  // 3.4.5: GCP A100, 0.037 s * 10^4 / 3600 * 2.93 = 0.3011 $
  auto a100 = cloudCosts(Seconds(0.037), 1, {price("A100", 2.93, "2022")});
  ASSERT_EQ(a100.size(), 1u);
  EXPECT_NEAR(a100[0].per10000.value(), 0.301, 0.0005);
  EXPECT_NEAR(a100[0].per1000.value(), 0.0301, 0.00005);
  // c5.4xlarge, 5.15 s * 10^4 / 3600 * 0.68 = 9.7278 $
  auto cpu = cloudCosts(Seconds(5.15), 1, {price("c5.4xlarge", 0.68, "2022")});
  EXPECT_NEAR(cpu[0].per10000.value(), 9.728, 0.0005);
}

TEST(CloudCost, ABatchSharesTheRun) {
  auto costs = cloudCosts(Seconds(0.036), 16, {price("a", 4, "2024")});
  // 4 $/h * 0.036 s / 16 * 1000 / 3600 = 0.0025 $
  EXPECT_NEAR(costs[0].per1000.value(), 0.0025, 1e-12);
  EXPECT_NEAR(costs[0].per10000.value(), 0.025, 1e-12);
}

TEST(CloudCost, AnInstanceIsSharedByItsGpus) {
  auto costs = cloudCosts(Seconds(1), 1, {price("p4d", 32.77, "2022", 8)});
  EXPECT_DOUBLE_EQ(costs[0].perGpuHour.value(), 32.77 / 8);
}

TEST(CloudCost, ListsTheNewestFirst) {
  auto costs =
      cloudCosts(Seconds(1), 1,
                 {price("old", 1, "2022-05"), price("dear", 5, "2026-08"),
                  price("cheap", 3, "2026-08")});
  EXPECT_EQ(costs[0].price.instance, "cheap");
  EXPECT_EQ(costs[1].price.instance, "dear");
  EXPECT_EQ(costs[2].price.instance, "old");
}

TEST(CloudCost, OnlyTheNewestRowOfAnOfferCounts) {
  auto latest = latestPrices({price("p4d", 32.77, "2022-01", 8),
                              price("p4d", 21.96, "2026-08", 8),
                              price("p4d", 9, "2023", 8, "spot")});
  ASSERT_EQ(latest.size(), 2u);
  EXPECT_DOUBLE_EQ(latest[0].perHour.value(), 21.96);
  EXPECT_EQ(latest[1].pricing, "spot");
}

TEST(CloudCost, SizesOfAnInstanceAreOffersOfTheirOwn) {
  // A provider that names no instances, only how many GPUs they have.
  EXPECT_EQ(
      latestPrices({price("", 1.1, "2024"), price("", 8.8, "2024", 8)}).size(),
      2u);
}
