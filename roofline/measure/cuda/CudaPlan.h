//===- CudaPlan.h - Sizes and sums of the CUDA kit ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Sizes and sums of the CUDA kit, apart from what needs a GPU.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CUDA_CUDAPLAN_H
#define PERFOPT_ROOFLINE_MEASURE_CUDA_CUDAPLAN_H

#include "core/Schema/Device.h"
#include "core/Support/Quantity.h"
#include "roofline/measure/Plateau.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::measure {

/// A launch in which every thread runs `chains` independent multiply-adds,
/// each on so many lanes, `iterations` times.
struct FmaLaunch {
  int64_t blocks = 0, threads = 0, iterations = 0;
  int chains = 0;
  int lanes = 1;

  /// A multiply-add is two operations.
  core::Flops flops() const {
    return core::Flops(2.0 * double(blocks) * double(threads) *
                       double(iterations) * chains * lanes);
  }
};

/// Enough blocks of 256 threads to fill every multiprocessor.
FmaLaunch fillingLaunch(int smCount, int threadsPerSm, int64_t iterations,
                        int chains, int lanes);

/// All buffers of a stream kernel together, as in the thesis: 48 MiB doubled up
/// to 49152 MiB, at most 9/10 of the free memory, and at least 32 times the L2,
/// which still answers part of the traffic before that. Where none is as large,
/// the largest, but none below four times the L2: that would not measure the
/// memory.
std::vector<core::Bytes> streamSizes(core::Bytes freeMemory, core::Bytes l2);

/// What a stream kernel attains over several sizes: the median, since the best
/// of many is more than the memory sustains. `points` are in rising order, one
/// at least.
Plateau streamBandwidth(std::span<const BandwidthPoint> points);

inline constexpr std::string_view kHbmWrite = "hbm_write";

/// The figure that is the memory's ceiling: the fastest stream kernel but
/// kHbmWrite. That is a memset, which may be faster than what any kernel of a
/// model moves, as it reads nothing. Null where there is none.
const core::Figure<core::BytesPerSecond> *memoryCeiling(
    const std::map<std::string, core::Figure<core::BytesPerSecond>> &streams);

/// m = n = k of the products that the tensor peaks are taken from: the 16384 of
/// the thesis, halved until operands and result take at most half of the free
/// memory.
int64_t productSize(core::Bytes freeMemory, core::Bytes operandElement,
                    core::Bytes resultElement);

/// Of n x n x n.
core::Flops productFlops(int64_t n);

/// What the blocks (one a multiprocessor) of the cache kernel read together.
struct CacheRanges {
  core::Bytes l1From, l1To;
  core::Bytes l2From, l2To;
};

/// The L1's range ends at half of what a multiprocessor has for L1 and shared
/// memory together; the L2's begins at four times that, and ends at 0.4 of the
/// L2: boards with two partitions keep what both halves read twice.
CacheRanges cacheRanges(core::Bytes l1, core::Bytes l2);

/// Buffers from the first to the last range, whole steps of a block.
std::vector<core::Bytes> cacheSizes(const CacheRanges &ranges, int perDoubling,
                                    core::Bytes step);

/// Every block reads the whole buffer.
core::BytesPerSecond cacheBandwidth(core::Bytes buffer, int smCount,
                                    core::Seconds onePass);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CUDA_CUDAPLAN_H
