//===- RecurrentModel.cpp - LSTM, GRU and RNN layers ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/RecurrentModel.h"
#include "roofline/TileModel.h"

using namespace perfopt;
using namespace perfopt::roofline;

Demand roofline::recurrentDemand(const RecurrentSize &size,
                                 const core::Kernel &kernel, core::Pipe pipe,
                                 const Ceilings &ceilings,
                                 const Options &options) {
  double element = core::storageBits(kernel.type) / 8.0;
  GemmSize input = size.inputGemm(), step = size.stepGemm();
  // Elementwise gate arithmetic and biases are in the counted FLOPs.
  double scale =
      kernel.flops.value() / (input.flops() + size.steps * step.flops());

  core::Bytes hiddenWeights(step.n * step.k * step.batch * element);
  bool staysInL2 = hiddenWeights <= ceilings.l2Capacity;
  core::Bytes reread = staysInL2 ? core::Bytes() : hiddenWeights;
  // All steps but the first, whose reading is compulsory.
  core::Bytes hbm = kernel.bytes() + reread * (size.steps - 1);

  Demand whole = tileDemand(
      {input, core::Flops(input.flops() * scale), kernel.bytes(), element},
      pipe, ceilings, options);
  Demand once =
      tileDemand({step, core::Flops(step.flops() * scale), reread, element},
                 pipe, ceilings, options);

  Demand demand;
  demand.compute = whole.compute + once.compute * size.steps;
  demand.l1 = whole.l1 + once.l1 * size.steps;
  demand.l2 = whole.l2 + once.l2 * size.steps;
  demand.hbm =
      std::max(whole.hbm + once.hbm * (size.steps - 1), hbm / ceilings.hbm);
  demand.serial = whole.serial + once.serial * size.steps;
  demand.bytesL1 = whole.bytesL1 + once.bytesL1 * size.steps;
  demand.bytesL2 = whole.bytesL2 + once.bytesL2 * size.steps;
  demand.bytesHbm = hbm;
  return demand;
}
