//===- Recurrent.cpp - Counting rules of recurrent layers -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

using namespace mlir;

namespace perfopt::analysis {

/// Sizes of a recurrent layer over its sequence.
struct RecurrentSize {
  int64_t steps, batch, input, hidden, directions;
};

template <typename Op>
static std::optional<RecurrentSize> recurrentSize(Op op) {
  auto x = staticShape(op.getX());
  auto r = staticShape(op.getR());
  if (!x || !r || x->size() != 3 || r->size() != 3)
    return std::nullopt;
  bool batchFirst = op.getLayout() != 0;
  return RecurrentSize{(*x)[batchFirst ? 1 : 0], (*x)[batchFirst ? 0 : 1],
                       (*x)[2], (*r)[2], (*r)[0]};
}

/// What a cell does: `gates` products of the input and the state with a matrix
/// each, and elementwise work on every hidden value.
struct Cell {
  int64_t gates;
  double elementwiseFlops;
  const char *label;
};

// lstm_c1: 4 gates. Biases and sums 4 * 2, three sigmoids 3 * 4, two tanh 2,
// cell and output products and sum 4: 26 FLOPs a hidden value.
constexpr Cell kLstm{4, 26, "lstm_c1"};
// gru_c1: 3 gates. Biases and sums 3 * 2, two sigmoids 2 * 4, tanh 1, reset and
// interpolation 5: 20 FLOPs.
constexpr Cell kGru{3, 20, "gru_c1"};
// rnn_c1: 1 gate. Bias and sum 2, tanh 1: 3 FLOPs.
constexpr Cell kRnn{1, 3, "rnn_c1"};

/// MACs = steps * batch * directions * gates * hidden * (input + hidden).
template <typename Op, const Cell &Kind>
static MaybeCost recurrentCost(Op op) {
  auto size = recurrentSize(op);
  if (!size)
    return std::nullopt;
  double states = double(size->steps) * double(size->batch) *
                  double(size->directions) * double(size->hidden);
  double macs =
      states * double(Kind.gates) * double(size->input + size->hidden);
  return costWithTraffic(op, 2 * macs + states * Kind.elementwiseFlops, macs,
                         Kind.label);
}

/// One product for the inputs of all steps, then a product and an elementwise
/// kernel for each step.
template <typename Op, const Cell &Kind>
static MaybeShape recurrentKernel(Op op) {
  auto size = recurrentSize(op);
  if (!size)
    return std::nullopt;
  KernelShape kernel;
  kernel.family = core::KernelFamily::Recurrent;
  kernel.problem = {{"steps", size->steps}, {"batch", size->batch},
                    {"input", size->input}, {"hidden", size->hidden},
                    {"gates", Kind.gates},  {"directions", size->directions}};
  double launches = double(size->directions) * (1 + 2 * double(size->steps));
  kernel.launches = static_cast<int>(std::min<double>(launches, INT32_MAX));
  kernel.allowTf32 = true; // cuDNN's default for recurrent layers in PyTorch
  return kernel;
}

static void recurrentSaves(Operation *op, SavedValues &saved) {
  saved.push_back(op->getOperand(0));
  saved.push_back(op->getResult(0));
}

void attachRecurrentRules(MLIRContext &context) {
  attachRule<nn::LstmOp, recurrentCost<nn::LstmOp, kLstm>,
             recurrentKernel<nn::LstmOp, kLstm>, recurrentSaves>(context);
  attachRule<nn::GruOp, recurrentCost<nn::GruOp, kGru>,
             recurrentKernel<nn::GruOp, kGru>, recurrentSaves>(context);
  attachRule<nn::RnnOp, recurrentCost<nn::RnnOp, kRnn>,
             recurrentKernel<nn::RnnOp, kRnn>, recurrentSaves>(context);
}

} // namespace perfopt::analysis
