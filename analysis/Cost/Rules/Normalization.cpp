//===- Normalization.cpp - Counting rules of normalisations and softmax ---===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

using namespace mlir;

namespace perfopt::analysis {

/// FLOPs and MACs an element, under the label of the rule.
struct PerElement {
  double flops;
  double macs;
  const char *label;
};

// batch_normalization_c1: with stored statistics (x - mean) * (1 / std) * scale
// + b is a subtraction, two multiplications and an addition: 4 FLOPs, 2 MACs.
constexpr PerElement kBatchNorm{4, 2, "batch_normalization_c1"};
// batch_normalization_training_c1: the batch's mean and variance as in
// layer_normalization_c1, then the 4 FLOPs above.
constexpr PerElement kBatchNormTraining{8, 3,
                                        "batch_normalization_training_c1"};
// layer_normalization_c1: mean (1 addition), variance (subtract, multiply,
// add), then the 4 FLOPs of batch_normalization_c1: 8 FLOPs, 3 MACs.
constexpr PerElement kLayerNorm{8, 3, "layer_normalization_c1"};
constexpr PerElement kGroupNorm{8, 3, "group_normalization_c1"};
constexpr PerElement kInstanceNorm{8, 3, "instance_normalization_c1"};
// rms_normalization_c1: sum of squares (multiply, add), times 1 / rms, times
// scale: 4 FLOPs, 1 MAC.
constexpr PerElement kRmsNorm{4, 1, "rms_normalization_c1"};
// lp_normalization_c1: sum of powers (multiply, add) and a division.
constexpr PerElement kLpNorm{3, 1, "lp_normalization_c1"};
// mean_variance_normalization_c1: as layer_normalization_c1 without affine
// part.
constexpr PerElement kMeanVariance{6, 1, "mean_variance_normalization_c1"};
// softmax_c1: maximum, subtraction, exponential, sum, division: 5 FLOPs.
constexpr PerElement kSoftmax{5, 0, "softmax_c1"};
constexpr PerElement kLogSoftmax{5, 0, "log_softmax_c1"};
constexpr PerElement kHardmax{2, 0, "hardmax_c1"};

template <typename Op, const PerElement &Rule>
static MaybeCost perElementCost(Op op) {
  auto count = elements(op.getX());
  if (!count)
    return std::nullopt;
  return costWithTraffic(op, *count * Rule.flops, *count * Rule.macs,
                         Rule.label);
}

static MaybeCost batchNormCost(nn::BatchNormalizationOp op) {
  return op.getTrainingMode()
             ? perElementCost<nn::BatchNormalizationOp, kBatchNormTraining>(op)
             : perElementCost<nn::BatchNormalizationOp, kBatchNorm>(op);
}

/// lrn_c1: a square, `size` additions, a power and a division an element.
static MaybeCost lrnCost(nn::LrnOp op) {
  auto count = elements(op.getX());
  if (!count)
    return std::nullopt;
  return costWithTraffic(op, *count * (3 + double(op.getSize())), 0, "lrn_c1");
}

/// Elements that are normalised together: the extents from `axis` on, or the
/// one at `axis`.
static double groupSize(ArrayRef<int64_t> shape, int64_t axis,
                        bool fromAxisOn) {
  auto position = nn::normalizeAxis(axis, shape.size());
  if (!position)
    return 1;
  if (!fromAxisOn)
    return double(shape[*position]);
  double size = 1;
  for (int64_t extent : shape.drop_front(*position))
    size *= double(extent);
  return size;
}

template <typename Op>
static MaybeShape trailingNormKernel(Op op) {
  auto shape = staticShape(op.getX());
  if (!shape)
    return std::nullopt;
  auto kernel = rowsKernel(core::KernelFamily::Norm, op.getX(),
                           groupSize(*shape, op.getAxis(), true));
  // PyTorch's kernels want contiguous rows.
  if (kernel)
    addCopyIfStrided(*kernel, op.getX());
  return kernel;
}

/// One row a channel: the statistics are per channel.
template <typename Op>
static MaybeShape channelNormKernel(Op op) {
  auto shape = staticShape(op.getX());
  auto count = elements(op.getX());
  if (!shape || shape->size() < 2 || !count)
    return std::nullopt;
  return rowsKernel(core::KernelFamily::Norm, op.getX(),
                    *count / double(std::max<int64_t>(1, (*shape)[1])));
}

static MaybeShape groupNormKernel(nn::GroupNormalizationOp op) {
  auto shape = staticShape(op.getX());
  auto count = elements(op.getX());
  if (!shape || shape->empty() || !count || op.getNumGroups() < 1)
    return std::nullopt;
  auto kernel = rowsKernel(core::KernelFamily::Norm, op.getX(),
                           *count / (double(std::max<int64_t>(1, (*shape)[0])) *
                                     double(op.getNumGroups())));
  // Moments, then the affine parameters of each channel, then the elements.
  if (kernel)
    kernel->launches = 3;
  return kernel;
}

template <typename Op>
static MaybeShape softmaxKernel(Op op) {
  auto shape = staticShape(op.getX());
  if (!shape)
    return std::nullopt;
  return rowsKernel(core::KernelFamily::Softmax, op.getX(),
                    groupSize(*shape, op.getAxis(), op.getFlattened()));
}

template <typename Op>
static MaybeShape normKernelOverAll(Op op) {
  return rowsKernel(core::KernelFamily::Norm, op.getX(), 1);
}

/// Statistics of a normalisation are small: only the input is kept.
template <typename Op, const PerElement &Rule, MaybeShape (*Kernel)(Op)>
static void attachNorm(MLIRContext &context) {
  attachRule<Op, perElementCost<Op, Rule>, Kernel, savesFirstOperand>(context);
}

template <typename Op, const PerElement &Rule>
static void attachSoftmax(MLIRContext &context) {
  attachRule<Op, perElementCost<Op, Rule>, softmaxKernel<Op>, savesFirstResult>(
      context);
}

void attachNormalizationRules(MLIRContext &context) {
  attachRule<nn::BatchNormalizationOp, batchNormCost,
             channelNormKernel<nn::BatchNormalizationOp>, savesFirstOperand>(
      context);
  attachNorm<nn::LayerNormalizationOp, kLayerNorm, trailingNormKernel>(context);
  attachNorm<nn::RmsNormalizationOp, kRmsNorm, trailingNormKernel>(context);
  attachNorm<nn::GroupNormalizationOp, kGroupNorm, groupNormKernel>(context);
  attachNorm<nn::InstanceNormalizationOp, kInstanceNorm, channelNormKernel>(
      context);
  attachNorm<nn::LpNormalizationOp, kLpNorm, normKernelOverAll>(context);
  attachNorm<nn::MeanVarianceNormalizationOp, kMeanVariance, normKernelOverAll>(
      context);
  attachRule<nn::LrnOp, lrnCost, normKernelOverAll<nn::LrnOp>,
             savesFirstOperand>(context);
  attachSoftmax<nn::SoftmaxOp, kSoftmax>(context);
  attachSoftmax<nn::LogSoftmaxOp, kLogSoftmax>(context);
  attachSoftmax<nn::HardmaxOp, kHardmax>(context);
}

} // namespace perfopt::analysis
