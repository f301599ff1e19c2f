//===- LargestFit.h - The largest extent that still fits ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_MEMORY_LARGESTFIT_H
#define PERFOPT_PREDICTORS_MEMORY_LARGESTFIT_H

#include "core/Schema/Device.h"
#include "core/Support/Result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace perfopt::predictors {

/// A board, or one of the slices into which it can be cut.
struct FitPlace {
  const core::Device *device = nullptr;
  /// Of the slice; empty for the whole board.
  std::string slice;
  /// What an application can use of it.
  core::Bytes capacity;
};

/// The board itself, then each of its MIG profiles; none without a capacity.
std::vector<FitPlace> fitPlaces(const core::Device &device);

/// The largest extent in [1, `most`] for which `fits` holds, by doubling and
/// bisection; 0 where not even 1 fits. Assumes that what fits does so in any
/// smaller extent. Fails where `fits` does.
core::Result<int64_t>
largestFit(int64_t most,
           const std::function<core::Result<bool>(int64_t extent)> &fits);

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_MEMORY_LARGESTFIT_H
