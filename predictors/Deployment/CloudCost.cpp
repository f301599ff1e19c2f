//===- CloudCost.cpp - What inferences cost on rented GPUs ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Deployment/CloudCost.h"

#include <algorithm>
#include <tuple>

using namespace perfopt;
using namespace perfopt::predictors;
using core::CloudCost;
using core::Price;

std::vector<CloudCost>
predictors::cloudCosts(core::Seconds latency, int64_t batch,
                       const std::vector<Price> &prices) {
  core::Seconds perInference =
      latency / static_cast<double>(std::max<int64_t>(batch, 1));
  std::vector<CloudCost> costs;
  for (const Price &price : prices) {
    CloudCost cost;
    cost.price = price;
    cost.perGpuHour = price.perHour / std::max(price.gpus, 1);
    cost.per1000 = cost.perGpuHour * (perInference * 1e3);
    cost.per10000 = cost.perGpuHour * (perInference * 1e4);
    costs.push_back(std::move(cost));
  }
  // ISO 8601 dates sort as text.
  std::stable_sort(
      costs.begin(), costs.end(), [](const CloudCost &a, const CloudCost &b) {
        return a.price.date != b.price.date ? a.price.date > b.price.date
                                            : a.perGpuHour < b.perGpuHour;
      });
  return costs;
}

std::vector<Price> predictors::latestPrices(std::vector<Price> prices) {
  auto offer = [](const Price &price) {
    return std::tie(price.provider, price.instance, price.gpus, price.region,
                    price.pricing);
  };
  std::stable_sort(
      prices.begin(), prices.end(), [&](const Price &a, const Price &b) {
        return offer(a) != offer(b) ? offer(a) < offer(b) : a.date > b.date;
      });
  auto sameOffer = [&](const Price &a, const Price &b) {
    return offer(a) == offer(b);
  };
  prices.erase(std::unique(prices.begin(), prices.end(), sameOffer),
               prices.end());
  return prices;
}
