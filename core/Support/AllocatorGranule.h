//===- AllocatorGranule.h - What every allocation is a multiple of -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SUPPORT_ALLOCATORGRANULE_H
#define PERFOPT_CORE_SUPPORT_ALLOCATORGRANULE_H

#include "core/Support/Quantity.h"

#include <cmath>
#include <cstdint>

namespace perfopt::core {

/// Bytes; kMinBlockSize in PyTorch's c10/cuda/CUDACachingAllocator.cpp, which
/// rounds each request up to a multiple of it.
inline constexpr int64_t kAllocatorGranule = 512;

/// What one request takes of the allocator's memory.
inline Bytes roundedToGranule(Bytes bytes) {
  constexpr auto kGranule = static_cast<double>(kAllocatorGranule);
  return Bytes(std::ceil(bytes.value() / kGranule) * kGranule);
}

} // namespace perfopt::core

#endif // PERFOPT_CORE_SUPPORT_ALLOCATORGRANULE_H
