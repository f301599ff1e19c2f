//===- Roofline.cpp - The time of one kernel on one device ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/Roofline.h"
#include "roofline/AttentionModel.h"
#include "roofline/RecurrentModel.h"
#include "roofline/StreamModel.h"
#include "roofline/TileModel.h"

#include <algorithm>

using namespace perfopt;
using namespace perfopt::roofline;
using core::Bound;
using core::KernelFamily;

static bool isVectorProduct(const core::Kernel &kernel, const GemmSize &size,
                            const Options &options) {
  return kernel.family != KernelFamily::Conv &&
         std::min(size.m, size.n) <= options.vectorProductRows;
}

static Demand demandOf(const core::Kernel &kernel, core::Pipe pipe,
                       const Ceilings &ceilings, const Options &options) {
  switch (kernel.family) {
  case KernelFamily::Gemm:
  case KernelFamily::BatchedGemm:
  case KernelFamily::Conv:
    if (auto size = gemmSize(kernel);
        size && !isVectorProduct(kernel, *size, options))
      return tileDemand({*size, kernel.flops, kernel.bytes(),
                         core::storageBits(kernel.type) / 8.0},
                        pipe, ceilings, options);
    break;
  case KernelFamily::Attention:
    if (auto size = attentionSize(kernel))
      return attentionDemand(*size, kernel, pipe, ceilings, options);
    break;
  case KernelFamily::Recurrent:
    if (auto size = recurrentSize(kernel))
      return recurrentDemand(*size, kernel, pipe, ceilings, options);
    break;
  default:
    break;
  }
  return streamDemand(kernel, pipe, ceilings, options);
}

/// Attained share of a level's bandwidth; 0 where the level is unknown. At most
/// 1: a tiled product may show a level to be faster than it was measured.
static double shareOf(core::Bytes bytes, core::Seconds time,
                      core::BytesPerSecond bandwidth) {
  if (bandwidth.value() <= 0 || time.value() <= 0)
    return 0;
  return std::min(1.0, bytes / time / bandwidth);
}

static double ceilingShare(const KernelTime &result, const Ceilings &ceilings) {
  double l1 = shareOf(result.bytesL1, result.time, ceilings.l1);
  double l2 = shareOf(result.bytesL2, result.time, ceilings.l2);
  switch (result.bound) {
  case Bound::Compute:
    return result.fractionOfPeak;
  case Bound::L1:
    return l1;
  case Bound::L2:
    return l2;
  case Bound::Hbm:
    return result.fractionOfHbm;
  default:
    return std::max({result.fractionOfPeak, l1, l2, result.fractionOfHbm});
  }
}

static void setFractions(KernelTime &result, core::Flops flops,
                         const Ceilings &ceilings) {
  if (result.time.value() > 0)
    result.fractionOfPeak =
        std::min(1.0, flops / result.time / ceilings.peak(result.pipe.used));
  result.fractionOfHbm = shareOf(result.bytesHbm, result.time, ceilings.hbm);
  result.fractionOfCeiling = ceilingShare(result, ceilings);
}

core::Result<KernelTime> roofline::time(const core::Kernel &kernel,
                                        const Ceilings &ceilings,
                                        const Options &options) {
  core::Result<PipeChoice> pipe = choosePipe(kernel, ceilings);
  if (!pipe)
    return pipe.error();
  Demand demand = demandOf(kernel, pipe->used, ceilings, options);
  core::Seconds floor = ceilings.kernelFloor * std::max(kernel.launches, 0);

  KernelTime result;
  result.pipe = *pipe;
  result.time = floor + demand.total();
  result.ideal = std::max(kernel.flops / ceilings.peak(pipe->used),
                          kernel.bytes() / ceilings.hbm);
  result.bound =
      floor + demand.serial > demand.slowest() ? Bound::Launch : demand.bound();
  result.bytesL1 = demand.bytesL1;
  // What device memory moves passes the L2, and a strided window may leave out
  // parts of an operand that the compulsory traffic has whole.
  result.bytesL2 = demand.bytesL2.value() > 0
                       ? std::max(demand.bytesL2, demand.bytesHbm)
                       : demand.bytesL2;
  result.bytesHbm = demand.bytesHbm;
  setFractions(result, kernel.flops, ceilings);
  return result;
}

core::Result<KernelTime> roofline::time(const core::Kernel &kernel,
                                        const core::Device &device,
                                        const Options &options) {
  core::Result<Ceilings> ceilings = Ceilings::of(device, options);
  if (!ceilings)
    return ceilings.error();
  return time(kernel, *ceilings, options);
}

KernelTime roofline::withLaunches(KernelTime result, const core::Kernel &kernel,
                                  const Ceilings &ceilings) {
  core::Seconds interval = ceilings.launchInterval * kernel.launches;
  if (interval <= result.time)
    return result;
  result.time = interval;
  result.bound = Bound::Launch;
  setFractions(result, kernel.flops, ceilings);
  return result;
}
