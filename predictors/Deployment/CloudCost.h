//===- CloudCost.h - What inferences cost on rented GPUs ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   cost of one run       = price per GPU-hour * latency / 3600 s
//   cost of one inference = cost of one run / batch
//
// A run is one pass over one batch, an inference one sample of it. The thesis
// (3.4.5) calls a whole run an inference; with batch 1 both are the same: 10^4
// runs of 0.037 s at 2.93 $ an hour cost 0.301 $. The price of an instance is
// shared evenly by its GPUs, and the GPU is taken to be busy all the time.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_DEPLOYMENT_CLOUDCOST_H
#define PERFOPT_PREDICTORS_DEPLOYMENT_CLOUDCOST_H

#include "core/Schema/Prediction.h"

#include <cstdint>

namespace perfopt::predictors {

/// One entry for each price, newest first, then by price per GPU-hour.
std::vector<core::CloudCost> cloudCosts(core::Seconds latency, int64_t batch,
                                        const std::vector<core::Price> &prices);

/// Of each offer (provider, instance, GPUs, region, pricing) the newest row
/// only.
std::vector<core::Price> latestPrices(std::vector<core::Price> prices);

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_DEPLOYMENT_CLOUDCOST_H
