//===- StreamModel.cpp - Kernels that pass over their data ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/StreamModel.h"

#include <cmath>

using namespace perfopt;
using namespace perfopt::roofline;
using core::KernelFamily;

Demand roofline::streamDemand(const core::Kernel &kernel, core::Pipe pipe,
                              const Ceilings &ceilings,
                              const Options &options) {
  StreamSize size = streamSize(kernel);
  double blocks =
      size.rows > 0 ? size.rows
                    : std::ceil(size.elements / options.streamElementsPerBlock);
  double activeSms = std::min(std::max(blocks, 1.0), ceilings.smCount);
  double share = activeSms / ceilings.smCount;

  Demand demand;
  demand.bytesHbm = kernel.bytes();
  demand.hbm = demand.bytesHbm / ceilings.hbm;
  demand.compute = kernel.flops / (ceilings.peak(pipe) * share);

  bool readsTwice = kernel.family == KernelFamily::Norm ||
                    kernel.family == KernelFamily::Softmax;
  demand.bytesL2 =
      readsTwice ? kernel.bytes() + kernel.bytesRead : kernel.bytes();
  demand.draw(demand.bytesL2 / activeSms, ceilings.smDraw,
              ceilings.l2.value() > 0);

  bool hasWindow = size.window > 1;
  double valueBytes = core::storageBits(kernel.type) / 8.0;
  demand.bytesL1 =
      hasWindow ? core::Bytes(size.elements * (size.window + 1) * valueBytes)
                : demand.bytesL2;
  if (ceilings.l1.value() > 0)
    demand.l1 = demand.bytesL1 / (ceilings.l1 * share);
  return demand;
}
