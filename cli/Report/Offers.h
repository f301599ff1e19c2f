//===- Offers.h - Which cloud prices to show ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_OFFERS_H
#define PERFOPT_CLI_REPORT_OFFERS_H

#include "core/Schema/Prediction.h"

#include <optional>
#include <vector>

namespace perfopt::cli {

/// By cost, then provider, instance and region.
std::vector<core::CloudCost> sortedCost(std::vector<core::CloudCost> cost);

struct Offer {
  core::CloudCost cost;
  /// Undated, or from before the year in front of the newest offer's.
  bool old = false;
};

/// The cheapest offer of each provider and kind of pricing, so that a spot
/// price does not hide what the same provider asks on demand; cheapest first,
/// old ones last. A provider's old offers are left out where it has newer ones.
std::vector<Offer> cheapestOffers(const std::vector<core::CloudCost> &cost);

/// Of those, the first on demand, else the first; unset without any.
std::optional<Offer> headlineOffer(const std::vector<core::CloudCost> &cost);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_OFFERS_H
