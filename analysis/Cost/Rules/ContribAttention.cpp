//===- ContribAttention.cpp - Counting rules of ONNX Runtime's attentions -===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All count both products over the whole square of queries and keys as
// attention_c1 does, and what the fused kernel adds to them. A cache is read as
// far as keys are seen; where past and present share a buffer only what is new
// is written.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include "analysis/Cost/ElementBytes.h"
#include "dialects/NN/ContribAttention.h"

#include <algorithm>

using namespace mlir;

namespace perfopt::analysis {

using nn::AttentionExtents;

/// Unset where an extent is not known.
template <typename Op>
static std::optional<AttentionExtents> sizeOf(Op op) {
  auto size = nn::attentionExtents(op);
  if (failed(size))
    return std::nullopt;
  for (int64_t extent :
       {size->batch, size->heads, size->kvHeads, size->seq, size->context,
        size->added, size->present, size->headDim, size->valueDim})
    if (ShapedType::isDynamic(extent))
      return std::nullopt;
  return *size;
}

static double queriesOf(const AttentionExtents &size) {
  return double(size.batch) * double(size.heads) * double(size.seq) *
         double(size.headDim);
}

static double keysOf(const AttentionExtents &size) {
  return double(size.batch) * double(size.kvHeads) * double(size.added) *
         double(size.headDim);
}

static double valuesOf(const AttentionExtents &size) {
  return double(size.batch) * double(size.kvHeads) * double(size.added) *
         double(size.valueDim);
}

/// Both products and the softmax, and `extra` FLOPs.
static MaybeCost costOf(const AttentionExtents &size, double extra,
                        const Traffic &traffic, StringRef label) {
  double scores = double(size.batch) * double(size.heads) * double(size.seq) *
                  double(size.context);
  double macs = scores * double(size.headDim + size.valueDim);
  return OpCost{core::Flops(2 * macs + 5 * scores + extra), core::Macs(macs),
                traffic.read, traffic.written, label};
}

/// How much of an operand is read, 0 to 1.
using Part = std::pair<Value, double>;

/// Leaves of what was read the parts of the operands in `parts`, each once.
static void readParts(Traffic &traffic, ArrayRef<Part> parts) {
  SmallVector<Value> values;
  for (const Part &part : parts)
    values.push_back(part.first);
  for (Value value : countedOperands(values)) {
    const Part *part = llvm::find_if(
        parts, [&](const Part &other) { return other.first == value; });
    traffic.read -= *storageBytes(value.getType()) * (1 - part->second);
  }
}

/// Leaves `share` of what was written of each cache that somebody uses.
static void writeShare(Traffic &traffic, ArrayRef<Value> caches, double share) {
  for (Value cache : caches)
    if (!cache.use_empty())
      traffic.written -= *storageBytes(cache.getType()) * (1 - share);
}

static double shareOf(int64_t part, int64_t whole) {
  return whole > 0 ? std::clamp(double(part) / double(whole), 0.0, 1.0) : 1;
}

/// qkv_attention_c1: as attention_c1; 3 FLOPs for each element of queries and
/// keys that is rotated.
static MaybeCost qkvCost(nn::MsQkvAttentionOp op) {
  auto size = sizeOf(op);
  auto traffic = compulsoryTraffic(op);
  if (!size || !traffic)
    return std::nullopt;
  if (op.getPastPresentShareBuffer())
    writeShare(*traffic, {op.getPresent()},
               shareOf(size->added, size->present));
  double rotary = op.getDoRotary() ? 3 * (queriesOf(*size) + keysOf(*size)) : 0;
  return costOf(*size, rotary, *traffic, "qkv_attention_c1");
}

/// multi_head_attention_c1: as attention_c1; an addition for each query, key
/// and value where there is a bias.
static MaybeCost multiHeadCost(nn::MsMultiHeadAttentionOp op) {
  auto size = sizeOf(op);
  auto traffic = compulsoryTraffic(op);
  if (!size || !traffic)
    return std::nullopt;
  if (op.getPastPresentShareBuffer())
    writeShare(*traffic, {op.getPresentKey(), op.getPresentValue()},
               shareOf(size->added, size->present));
  double bias =
      op.getBias() ? queriesOf(*size) + keysOf(*size) + valuesOf(*size) : 0;
  return costOf(*size, bias, *traffic, "multi_head_attention_c1");
}

/// packed_multi_head_attention_c1: as multi_head_attention_c1 for sequences
/// without padding.
static MaybeCost packedCost(nn::MsPackedMultiHeadAttentionOp op) {
  auto size = sizeOf(op);
  auto traffic = compulsoryTraffic(op);
  if (!size || !traffic)
    return std::nullopt;
  double bias =
      op.getBias() ? queriesOf(*size) + keysOf(*size) + valuesOf(*size) : 0;
  return costOf(*size, bias, *traffic, "packed_multi_head_attention_c1");
}

/// group_query_attention_c1: as attention_c1; 3 FLOPs for each element of
/// queries and keys that is rotated, 4 for each that is normalised. Of the
/// tables of rotations the rows of the queries are read.
static MaybeCost groupQueryCost(nn::MsGroupQueryAttentionOp op) {
  auto size = sizeOf(op);
  auto traffic = compulsoryTraffic(op);
  if (!size || !traffic)
    return std::nullopt;
  SmallVector<Part, 4> parts;
  auto rows = op.getCosCache() ? staticShape(op.getCosCache()) : std::nullopt;
  if (rows && !rows->empty())
    for (Value table : {op.getCosCache(), op.getSinCache()})
      parts.push_back({table, shareOf(size->seq, rows->front())});
  // A buffer that does not grow is written where it is new, and read as far as
  // keys are seen.
  auto past = op.getPastKey() ? staticShape(op.getPastKey()) : std::nullopt;
  if (past && past->size() == 4 && (*past)[2] == size->present) {
    writeShare(*traffic, {op.getPresentKey(), op.getPresentValue()},
               shareOf(size->added, size->present));
    for (Value cache : {op.getPastKey(), op.getPastValue()})
      parts.push_back(
          {cache, shareOf(size->context - size->added, size->present)});
  }
  readParts(*traffic, parts);
  double rotated = op.getDoRotary() ? 3 : 0;
  double queries = rotated + (op.getQNormWeight() ? 4 : 0);
  double keys = rotated + (op.getKNormWeight() ? 4 : 0);
  return costOf(*size, queries * queriesOf(*size) + keys * keysOf(*size),
                *traffic, "group_query_attention_c1");
}

static MaybeShape kernelOf(const std::optional<AttentionExtents> &size,
                           bool causal) {
  if (!size)
    return std::nullopt;
  KernelShape kernel;
  kernel.family = core::KernelFamily::Attention;
  kernel.problem = {{"batch", size->batch},        {"heads", size->heads},
                    {"kv_heads", size->kvHeads},   {"seq", size->seq},
                    {"context", size->context},    {"head_dim", size->headDim},
                    {"value_dim", size->valueDim}, {"causal", causal ? 1 : 0}};
  return kernel;
}

static MaybeShape qkvKernel(nn::MsQkvAttentionOp op) {
  return kernelOf(sizeOf(op), op.getUnidirectional());
}
static MaybeShape multiHeadKernel(nn::MsMultiHeadAttentionOp op) {
  return kernelOf(sizeOf(op), op.getUnidirectional());
}
static MaybeShape packedKernel(nn::MsPackedMultiHeadAttentionOp op) {
  return kernelOf(sizeOf(op), false);
}
static MaybeShape groupQueryKernel(nn::MsGroupQueryAttentionOp op) {
  return kernelOf(sizeOf(op), op.getCausal());
}

template <typename Op>
static void attentionSaves(Op op, SavedValues &saved) {
  saved.append(op->operand_begin(), op->operand_end());
  saved.push_back(op->getResult(0));
}

//===----------------------------------------------------------------------===//
// Positions and padding
//===----------------------------------------------------------------------===//

/// relative_position_bias_c1: no FLOPs; the table is read and spread.
static MaybeCost positionCost(nn::MsRelativePositionBiasOp op) {
  return costWithTraffic(op, 0, 0, "relative_position_bias_c1");
}

static MaybeShape positionKernel(nn::MsRelativePositionBiasOp op) {
  return elementsKernel(core::KernelFamily::Gather, op.getY());
}

/// gated_relative_position_bias_c1: each query of head_dim values times the
/// gates' matrix, then a product for each element of the bias.
static MaybeCost gatedCost(nn::MsGatedRelativePositionBiasOp op) {
  auto queries = elements(op.getQueryLayer());
  auto weight = staticShape(op.getWeight());
  auto results = elements(op.getY());
  if (!queries || !weight || weight->size() != 2 || !results)
    return std::nullopt;
  double macs = *queries * double((*weight)[1]);
  return costWithTraffic(op, 2 * macs + *results, macs,
                         "gated_relative_position_bias_c1");
}

static MaybeShape gatedKernel(nn::MsGatedRelativePositionBiasOp op) {
  return elementsKernel(core::KernelFamily::Elementwise, op.getY());
}

template <typename Op>
static MaybeCost paddingCost(Op op) {
  return costWithTraffic(op, 0, 0, "copy_c1");
}

template <typename Op>
static MaybeShape paddingKernel(Op op) {
  return elementsKernel(core::KernelFamily::Copy, op.getY());
}

void attachContribAttentionRules(MLIRContext &context) {
  using namespace nn;
  attachRule<MsQkvAttentionOp, qkvCost, qkvKernel,
             attentionSaves<MsQkvAttentionOp>>(context);
  attachRule<MsMultiHeadAttentionOp, multiHeadCost, multiHeadKernel,
             attentionSaves<MsMultiHeadAttentionOp>>(context);
  attachRule<MsPackedMultiHeadAttentionOp, packedCost, packedKernel,
             attentionSaves<MsPackedMultiHeadAttentionOp>>(context);
  attachRule<MsGroupQueryAttentionOp, groupQueryCost, groupQueryKernel,
             attentionSaves<MsGroupQueryAttentionOp>>(context);
  attachRule<MsRelativePositionBiasOp, positionCost, positionKernel,
             savesNothing>(context);
  attachRule<MsGatedRelativePositionBiasOp, gatedCost, gatedKernel,
             savesOperands>(context);
  attachRule<MsRemovePaddingOp, paddingCost<MsRemovePaddingOp>,
             paddingKernel<MsRemovePaddingOp>, savesNothing>(context);
  attachRule<MsRestorePaddingOp, paddingCost<MsRestorePaddingOp>,
             paddingKernel<MsRestorePaddingOp>, savesNothing>(context);
}

} // namespace perfopt::analysis
