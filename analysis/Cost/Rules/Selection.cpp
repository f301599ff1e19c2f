//===- Selection.cpp - Counting rules of what data choose or order -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include "analysis/Cost/ElementBytes.h"

using namespace mlir;

namespace perfopt::analysis {

/// compress_c1: no FLOPs; what is chosen is read and written, the condition is
/// read. Unset unless the condition is known.
static MaybeCost compressCost(nn::CompressOp op) {
  auto moved = storageBytes(op.getY().getType());
  auto condition = storageBytes(op.getCondition().getType());
  if (!moved || !condition)
    return std::nullopt;
  return OpCost{{}, {}, *moved + *condition, *moved, "compress_c1"};
}

/// crop_c1: no FLOPs; of the operand only what stays is read.
static MaybeCost cropCost(nn::CenterCropPadOp op) {
  auto x = staticShape(op.getX());
  auto y = staticShape(op.getY());
  auto results = elements(op.getY());
  auto written = storageBytes(op.getY().getType());
  if (!x || !y || !results || !written)
    return std::nullopt;
  double kept = 1;
  for (auto [from, to] : llvm::zip_equal(*x, *y))
    kept *= double(std::min(from, to));
  core::Bytes read(written->value() * kept / std::max(1.0, *results));
  return OpCost{{}, {}, read, *written, "crop_c1"};
}

/// tf_idf_vectorizer_c1: one look-up and count for each token, length and skip
/// of an n-gram that may start there; weights add a product for each result.
static MaybeCost tfIdfCost(nn::TfIdfVectorizerOp op) {
  auto tokens = elements(op.getX());
  auto results = elements(op.getY());
  if (!tokens || !results)
    return std::nullopt;
  double lengths =
      double(op.getMaxGramLength()) - double(op.getMinGramLength()) + 1;
  double skips = double(op.getMaxSkipCount()) + 1;
  double weighing = op.getMode() == "TF" ? 0 : *results;
  return costWithTraffic(op, *tokens * lengths * skips + weighing, 0,
                         "tf_idf_vectorizer_c1");
}

template <typename Op, core::KernelFamily Family>
static MaybeShape resultKernel(Op op) {
  return elementsKernel(Family, op.getY());
}

static void compressSaves(nn::CompressOp op, SavedValues &saved) {
  saved.push_back(op.getCondition());
}

void attachSelectionRules(MLIRContext &context) {
  using namespace nn;
  using core::KernelFamily;
  attachRule<CompressOp, compressCost,
             resultKernel<CompressOp, KernelFamily::Gather>, compressSaves>(
      context);
  attachRule<CenterCropPadOp, cropCost,
             resultKernel<CenterCropPadOp, KernelFamily::Copy>, savesNothing>(
      context);
  attachRule<TfIdfVectorizerOp, tfIdfCost,
             resultKernel<TfIdfVectorizerOp, KernelFamily::Other>,
             savesNothing>(context);
}

} // namespace perfopt::analysis
