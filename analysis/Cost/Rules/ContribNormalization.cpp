//===- ContribNormalization.cpp - Counting rules of ONNX Runtime's norms --===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include "analysis/Cost/ElementBytes.h"

using namespace mlir;

namespace perfopt::analysis {

static MaybeCost perElement(Operation *op, double flops, double macs,
                            StringRef label) {
  auto count = elements(op->getOperand(0));
  if (!count)
    return std::nullopt;
  return costWithTraffic(op, *count * flops, *count * macs, label);
}

/// skip_layer_normalization_c1: layer_normalization_c1 and an addition an
/// element, two with a bias.
static MaybeCost skipLayerNormCost(nn::MsSkipLayerNormalizationOp op) {
  return perElement(op, op.getBias() ? 10 : 9, 3,
                    "skip_layer_normalization_c1");
}

/// skip_rms_normalization_c1: rms_normalization_c1 and an addition an element,
/// two with a bias.
static MaybeCost skipRmsNormCost(nn::MsSkipSimplifiedLayerNormalizationOp op) {
  return perElement(op, op.getBias() ? 6 : 5, 1, "skip_rms_normalization_c1");
}

template <typename Op>
static MaybeShape rowsOf(Op op) {
  auto shape = staticShape(op.getX());
  if (!shape || shape->empty())
    return std::nullopt;
  return rowsKernel(core::KernelFamily::Norm, op.getX(), double(shape->back()));
}

/// embed_layer_normalization_c1: layer_normalization_c1 of the sum of two
/// tables' rows (an addition an element), or of three (two additions). As many
/// elements of each table are read as there are results: gather_c1.
static MaybeCost embedCost(nn::MsEmbedLayerNormalizationOp op) {
  auto results = elements(op.getY());
  auto traffic = compulsoryTraffic(op);
  if (!results || !traffic)
    return std::nullopt;
  int tables = op.getSegmentEmbedding() ? 3 : 2;
  for (Value table :
       countedOperands({op.getWordEmbedding(), op.getPositionEmbedding(),
                        op.getSegmentEmbedding()}))
    traffic->read += core::Bytes(*results / 8) *
                         double(*storageBits(nn::elementType(table))) -
                     *storageBytes(table.getType());
  return OpCost{core::Flops(*results * (8 + tables - 1)),
                core::Macs(*results * 3), traffic->read, traffic->written,
                "embed_layer_normalization_c1"};
}

static MaybeShape embedKernel(nn::MsEmbedLayerNormalizationOp op) {
  auto shape = staticShape(op.getY());
  if (!shape)
    return std::nullopt;
  return rowsKernel(core::KernelFamily::Norm, op.getY(), double(shape->back()));
}

/// x * sigmoid(x).
static double activationOf(int64_t activation) { return activation ? 5 : 0; }

/// group_norm_c1: group_normalization_c1, and 5 FLOPs an element for the
/// activation.
static MaybeCost groupNormCost(nn::MsGroupNormOp op) {
  return perElement(op, 8 + activationOf(op.getActivation()), 3,
                    "group_norm_c1");
}

/// skip_group_norm_c1: group_norm_c1 and an addition an element, two with a
/// bias.
static MaybeCost skipGroupNormCost(nn::MsSkipGroupNormOp op) {
  double sums = op.getBias() ? 2 : 1;
  return perElement(op, 8 + sums + activationOf(op.getActivation()), 3,
                    "skip_group_norm_c1");
}

template <typename Op>
static MaybeShape groupsOf(Op op) {
  auto shape = staticShape(op.getX());
  auto count = elements(op.getX());
  if (!shape || shape->empty() || !count)
    return std::nullopt;
  double rows = double(std::max<int64_t>(1, shape->front())) *
                double(std::max<int64_t>(1, op.getGroups()));
  return rowsKernel(core::KernelFamily::Norm, op.getX(), *count / rows);
}

void attachContribNormalizationRules(MLIRContext &context) {
  using namespace nn;
  attachRule<MsSkipLayerNormalizationOp, skipLayerNormCost,
             rowsOf<MsSkipLayerNormalizationOp>, savesFirstOperand>(context);
  attachRule<MsSkipSimplifiedLayerNormalizationOp, skipRmsNormCost,
             rowsOf<MsSkipSimplifiedLayerNormalizationOp>, savesFirstOperand>(
      context);
  attachRule<MsEmbedLayerNormalizationOp, embedCost, embedKernel,
             savesFirstResult>(context);
  attachRule<MsGroupNormOp, groupNormCost, groupsOf<MsGroupNormOp>,
             savesFirstOperand>(context);
  attachRule<MsSkipGroupNormOp, skipGroupNormCost, groupsOf<MsSkipGroupNormOp>,
             savesFirstOperand>(context);
}

} // namespace perfopt::analysis
