//===- Training.cpp - Counting rules of derived operators -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a derived operator costs was worked out where it was derived
// (analysis/Training), and stands on it.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

using namespace mlir;

namespace perfopt::analysis {

template <typename Op>
static MaybeCost derivedCost(Op op) {
  if (!op.getRule())
    return std::nullopt;
  std::optional<Traffic> traffic = compulsoryTraffic(op);
  if (!traffic)
    return std::nullopt;
  if (!op.getFamily())
    traffic = Traffic();
  if (op.getRead())
    traffic->read = core::Bytes(double(*op.getRead()));
  if (op.getWritten())
    traffic->written = core::Bytes(double(*op.getWritten()));
  return OpCost{core::Flops(double(op.getFlops())),
                core::Macs(double(op.getMacs())), traffic->read,
                traffic->written, *op.getRule()};
}

template <typename Op>
static MaybeShape derivedKernel(Op op) {
  auto family = op.getFamily() ? core::parseKernelFamily(op.getFamily()->str())
                               : std::nullopt;
  if (!family || !op.getRule())
    return std::nullopt;
  KernelShape kernel;
  kernel.family = *family;
  kernel.launches = static_cast<int>(op.getLaunches());
  kernel.allowTf32 = op.getAllowTf32();
  if (DictionaryAttr problem = op.getProblemAttr())
    for (NamedAttribute entry : problem)
      if (auto size = dyn_cast<IntegerAttr>(entry.getValue()))
        kernel.problem.push_back({entry.getName().getValue(), size.getInt()});
  return kernel;
}

template <typename Op>
static void attachDerived(MLIRContext &context) {
  attachRule<Op, derivedCost<Op>, derivedKernel<Op>, savesNothing>(context);
}

/// accumulate_c1: one addition an element; the sum is read and written, the
/// addend read.
static MaybeCost accumulateCost(nn::AccumulateOp op) {
  return costWithTraffic(op, elements(op.getY()), 0, "accumulate_c1");
}

static MaybeShape accumulateKernel(nn::AccumulateOp op) {
  return elementsKernel(core::KernelFamily::Elementwise, op.getY());
}

void attachTrainingRules(MLIRContext &context) {
  attachDerived<nn::GradientOp>(context);
  attachDerived<nn::TrainingForwardOp>(context);
  attachDerived<nn::OptimizerOp>(context);
  attachRule<nn::AccumulateOp, accumulateCost, accumulateKernel, savesNothing>(
      context);
}

} // namespace perfopt::analysis
