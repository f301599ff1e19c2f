//===- ContribExperts.cpp - Counting rules of mixtures of experts ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which experts a token chooses depends on the data: the choices of all tokens
// are taken to spread evenly, over as many experts as there are choices.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/ProductKernels.h"

#include "analysis/Cost/ElementBytes.h"

using namespace mlir;

namespace perfopt::analysis {

struct ExpertSize {
  int64_t choices, experts, in, out;

  int64_t touched() const { return std::min(choices, experts); }
};

static std::optional<ExpertSize> sizeOf(nn::MsExpertMatMulOp op) {
  auto x = staticShape(op.getX());
  auto w = staticShape(op.getW());
  auto choices = elements(op.getChoices());
  if (!x || x->empty() || !w || w->size() != 3 || !choices || w->front() < 1 ||
      *choices < 1)
    return std::nullopt;
  return ExpertSize{static_cast<int64_t>(*choices), w->front(), x->back(),
                    (*w)[1]};
}

/// expert_matmul_c1: MACs = choices * in * out, an addition a result for a
/// bias. Of matrices, biases, scales and zero points those of min(choices,
/// experts) experts are read.
static MaybeCost expertMatmulCost(nn::MsExpertMatMulOp op) {
  auto size = sizeOf(op);
  auto results = elements(op.getY());
  auto traffic = compulsoryTraffic(op);
  if (!size || !results || !traffic)
    return std::nullopt;
  double untouched = 1 - double(size->touched()) / double(size->experts);
  for (Value table : countedOperands(
           {op.getW(), op.getBias(), op.getScales(), op.getZeroPoints()}))
    if (table != op.getX() && table != op.getChoices())
      traffic->read -= *storageBytes(table.getType()) * untouched;
  double macs = *results * double(size->in);
  double bias = op.getBias() ? *results : 0;
  return OpCost{core::Flops(2 * macs + bias), core::Macs(macs), traffic->read,
                traffic->written, "expert_matmul_c1"};
}

/// One product for each expert that is touched.
static MaybeShape expertMatmulKernel(nn::MsExpertMatMulOp op) {
  auto size = sizeOf(op);
  if (!size)
    return std::nullopt;
  int64_t touched = size->touched();
  return gemmShape((size->choices + touched - 1) / touched, size->out, size->in,
                   touched);
}

/// glu_c1: swish's 5 FLOPs and a product a result.
static MaybeCost gluCost(nn::MsGluOp op) {
  auto results = elements(op.getY());
  auto activation = activationFlops(op.getActivation());
  if (!results || !activation)
    return std::nullopt;
  return costWithTraffic(op, *results * (*activation + 1), 0, "glu_c1");
}

/// expert_combine_c1: a multiply-add for each element of X.
static MaybeCost combineCost(nn::MsExpertCombineOp op) {
  auto count = elements(op.getX());
  if (!count)
    return std::nullopt;
  return costWithTraffic(op, 2 * *count, *count, "expert_combine_c1");
}

template <typename Op>
static MaybeShape elementwiseKernel(Op op) {
  return elementsKernel(core::KernelFamily::Elementwise, op.getY());
}

void attachContribExpertsRules(MLIRContext &context) {
  using namespace nn;
  attachRule<MsExpertMatMulOp, expertMatmulCost, expertMatmulKernel,
             savesOperands>(context);
  attachRule<MsGluOp, gluCost, elementwiseKernel<MsGluOp>, savesFirstOperand>(
      context);
  attachRule<MsExpertCombineOp, combineCost,
             elementwiseKernel<MsExpertCombineOp>, savesOperands>(context);
}

} // namespace perfopt::analysis
