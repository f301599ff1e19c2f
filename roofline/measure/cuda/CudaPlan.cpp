//===- CudaPlan.cpp - Sizes and sums of the CUDA kit ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cuda/CudaPlan.h"
#include "roofline/measure/Statistics.h"

#include <algorithm>

using perfopt::core::Bytes;

namespace perfopt::measure {

FmaLaunch fillingLaunch(int smCount, int threadsPerSm, int64_t iterations,
                        int chains, int lanes) {
  constexpr int64_t kThreads = 256;
  return {smCount * std::max<int64_t>(1, threadsPerSm / kThreads), kThreads,
          iterations, chains, lanes};
}

std::vector<Bytes> streamSizes(Bytes freeMemory, Bytes l2) {
  std::vector<Bytes> sizes;
  for (Bytes size = core::mebibytes(48); size <= core::mebibytes(49152);
       size = size * 2)
    if (size <= 0.9 * freeMemory && size >= 4 * l2)
      sizes.push_back(size);
  if (sizes.empty())
    return sizes;
  Bytes least = std::min(32 * l2, sizes.back());
  std::erase_if(sizes, [&](Bytes size) { return size < least; });
  return sizes;
}

Plateau streamBandwidth(std::span<const BandwidthPoint> points) {
  std::vector<double> rates;
  for (const BandwidthPoint &point : points)
    rates.push_back(point.bandwidth.value());
  return {core::BytesPerSecond(summarize(std::move(rates)).median),
          points.front().buffer, points.back().buffer,
          static_cast<int>(points.size())};
}

const core::Figure<core::BytesPerSecond> *memoryCeiling(
    const std::map<std::string, core::Figure<core::BytesPerSecond>> &streams) {
  const core::Figure<core::BytesPerSecond> *fastest = nullptr;
  for (const auto &[name, figure] : streams)
    if (name != kHbmWrite && (!fastest || fastest->value < figure.value))
      fastest = &figure;
  return fastest;
}

int64_t productSize(Bytes freeMemory, Bytes operandElement,
                    Bytes resultElement) {
  int64_t size = 16384;
  auto needs = [&](int64_t n) {
    return (2 * operandElement + resultElement) * (double(n) * double(n));
  };
  while (size > 256 && needs(size) > 0.5 * freeMemory)
    size /= 2;
  return size;
}

core::Flops productFlops(int64_t n) {
  return core::Flops(2.0 * double(n) * double(n) * double(n));
}

CacheRanges cacheRanges(Bytes l1, Bytes l2) {
  return {core::mebibytes(1.0 / 64), 0.5 * l1, 4 * l1, 0.4 * l2};
}

std::vector<Bytes> cacheSizes(const CacheRanges &ranges, int perDoubling,
                              Bytes step) {
  return growingSizes(ranges.l1From, ranges.l2To, perDoubling, step);
}

core::BytesPerSecond cacheBandwidth(Bytes buffer, int smCount,
                                    core::Seconds onePass) {
  return buffer * smCount / onePass;
}

} // namespace perfopt::measure
