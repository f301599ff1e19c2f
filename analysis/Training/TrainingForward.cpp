//===- TrainingForward.cpp - Forward operators as training runs them ------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Training/TrainingForward.h"

#include "analysis/Cost/KnownBytes.h"
#include "analysis/Cost/Rules/RuleSupport.h"

#include "mlir/IR/Builders.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

/// What training changes of an operator.
struct Change {
  /// Results beyond those of the operator.
  SmallVector<Type, 2> extra;
  /// In place of the forward's, where set.
  StringRef rule;
  std::optional<double> flops, macs;
  /// Read beyond what the forward reads, in bytes; as often launched more.
  double read = 0;
  int launches = 0;
};

Type statistics(Operation *op, ArrayRef<int64_t> shape) {
  return RankedTensorType::get(shape, Float32Type::get(op->getContext()));
}

/// batch_normalization_train_c1: mean 1, variance 3, then the 4 FLOPs of
/// batch_normalization_c1: 8 FLOPs, 3 MACs an element. The statistics are
/// complete before the first element is normalised, so the input is read twice;
/// running statistics are read and written; a second launch counts the batch.
std::optional<Change> batchNormChange(nn::BatchNormalizationOp op) {
  auto shape = staticShape(op.getX());
  auto count = elements(op.getX());
  if (!shape || shape->size() < 2 || !count)
    return std::nullopt;
  Change change;
  Type perChannel = statistics(op, {(*shape)[1]});
  change.extra = {perChannel, perChannel};
  change.rule = "batch_normalization_train_c1";
  change.flops = *count * 8;
  change.macs = *count * 3;
  change.read = knownBytes(op.getX()).value();
  change.launches = 1;
  return change;
}

/// One value a row of the extents from `axis` on.
std::optional<Change> rowChange(Operation *op, int64_t axis, int results) {
  auto shape = staticShape(op->getOperand(0));
  auto position = shape ? nn::normalizeAxis(axis, shape->size()) : std::nullopt;
  if (!position)
    return std::nullopt;
  Change change;
  change.extra.assign(results, statistics(op, shape->take_front(*position)));
  return change;
}

std::optional<Change> groupChange(Operation *op, int64_t groups) {
  auto shape = staticShape(op->getOperand(0));
  if (!shape || shape->size() < 2)
    return std::nullopt;
  Change change;
  change.extra.assign(2, statistics(op, {(*shape)[0], groups}));
  return change;
}

/// The logarithm of the sum of each row of a fused attention.
std::optional<Change> attentionChange(nn::AttentionOp op) {
  auto q = staticShape(op.getQ());
  if (!q || q->size() < 3)
    return std::nullopt;
  bool packed = q->size() == 3;
  Change change;
  change.extra = {
      statistics(op, {(*q)[0], packed ? int64_t(op.getQNumHeads()) : (*q)[1],
                      (*q)[packed ? 1 : 2]})};
  return change;
}

/// dropout_train_c1: a random number compared, a product with the mask, a
/// scale: 3 FLOPs an element; the mask takes a byte.
std::optional<Change> dropoutChange(nn::DropoutOp op) {
  auto type = nn::rankedType(op.getX());
  auto count = elements(op.getX());
  if (!type || !count)
    return std::nullopt;
  Change change;
  change.rule = "dropout_train_c1";
  change.flops = *count * 3;
  change.macs = 0;
  return change;
}

/// Gates, and the cell's state of an LSTM, of every step.
std::optional<Change> recurrentChange(Operation *op, int64_t values) {
  auto y = staticShape(op->getResult(0));
  if (!y || y->size() != 4)
    return std::nullopt;
  SmallVector<int64_t> shape(*y);
  shape.back() *= values;
  Change change;
  change.extra = {
      RankedTensorType::get(shape, nn::elementType(op->getResult(0)))};
  return change;
}

std::optional<Change> changeOf(Operation *op,
                               const TrainingForwardOptions &options) {
  using namespace nn;
  // A file may ask for the statistics itself.
  bool hasStatistics = op->getNumResults() > 1 &&
                       isa<BatchNormalizationOp, LayerNormalizationOp>(op);
  if (hasStatistics)
    return std::nullopt;
  if (auto norm = dyn_cast<BatchNormalizationOp>(op))
    return options.trainingMode ? batchNormChange(norm) : std::nullopt;
  if (auto norm = dyn_cast<LayerNormalizationOp>(op))
    return rowChange(op, norm.getAxis(), 2);
  if (auto norm = dyn_cast<RmsNormalizationOp>(op))
    return rowChange(op, norm.getAxis(), 1);
  if (auto norm = dyn_cast<GroupNormalizationOp>(op))
    return groupChange(op, norm.getNumGroups());
  if (auto norm = dyn_cast<InstanceNormalizationOp>(op)) {
    auto shape = staticShape(norm.getX());
    return shape && shape->size() > 1 ? groupChange(op, (*shape)[1])
                                      : std::nullopt;
  }
  if (auto attention = dyn_cast<AttentionOp>(op))
    return attentionChange(attention);
  if (auto dropout = dyn_cast<DropoutOp>(op))
    return options.trainingMode ? dropoutChange(dropout) : std::nullopt;
  if (isa<LstmOp>(op))
    return recurrentChange(op, 5);
  if (isa<GruOp>(op))
    return recurrentChange(op, 4); // the candidate before its reset, too
  if (isa<RnnOp>(op))
    return recurrentChange(op, 1);
  return std::nullopt;
}

IntegerAttr whole(OpBuilder &builder, double value) {
  return builder.getI64IntegerAttr(value >= 9.2e18 ? INT64_MAX
                                                   : int64_t(value));
}

} // namespace

Operation *toTrainingForward(Operation *op,
                             const TrainingForwardOptions &options) {
  std::optional<Change> change = changeOf(op, options);
  auto interface = dyn_cast<dialects::CostOpInterface>(op);
  auto cost = change && interface ? interface.getCost() : std::nullopt;
  if (!cost)
    return op;
  auto shape = interface.getKernelShape();
  if (!shape)
    shape = elementsKernel(core::KernelFamily::Elementwise, op->getOperand(0));
  if (!shape)
    return op;

  OpBuilder builder(op);
  SmallVector<Type> types(op->getResultTypes());
  llvm::append_range(types, change->extra);
  double read = cost->read.value() + shape->extraRead.value() + change->read;
  double written = cost->written.value() + shape->extraWritten.value();
  for (Type type : change->extra)
    written += knownBytes(type).value();
  if (isa<nn::DropoutOp>(op)) { // a view, as inference has it
    read = knownBytes(op->getOperand(0)).value();
    written = read + knownBytes(op->getResult(1)).value();
  } else if (isa<nn::BatchNormalizationOp>(op)) {
    for (Type running : change->extra)
      written += knownBytes(running).value();
  }
  SmallVector<NamedAttribute> problem;
  for (auto [key, size] : shape->problem)
    problem.push_back(
        builder.getNamedAttr(key, builder.getI64IntegerAttr(size)));
  auto forward = nn::TrainingForwardOp::create(
      builder, op->getLoc(), types, op->getOperands(),
      op->getName().getStringRef(), "",
      builder.getStringAttr(change->rule.empty() ? cost->rule : change->rule),
      whole(builder, change->flops.value_or(cost->flops.value())).getInt(),
      whole(builder, change->macs.value_or(cost->macs.value())).getInt(),
      whole(builder, read), whole(builder, written),
      builder.getStringAttr(core::name(shape->family)),
      builder.getDictionaryAttr(problem), shape->launches + change->launches,
      shape->allowTf32);
  op->replaceAllUsesWith(forward->getResults().take_front(op->getNumResults()));
  op->erase();
  return forward;
}

/// softmax_cross_entropy_c1: log_softmax_c1 over the last axis, then the mean
/// of one value a row: 5 FLOPs an element. Targets are integers of 8 bytes.
nn::TrainingForwardOp createLoss(Operation *before, Value output) {
  OpBuilder builder(before);
  auto type = nn::rankedType(output);
  Type scalar = RankedTensorType::get({}, builder.getF32Type());
  auto loc = NameLoc::get(builder.getStringAttr("loss"));
  std::optional<double> count = elements(output);
  int64_t cols = count && type.getRank() > 0
                     ? std::max<int64_t>(1, type.getShape().back())
                     : 1;
  double rows = count.value_or(0) / double(cols);
  SmallVector<NamedAttribute> problem = {
      builder.getNamedAttr("rows", builder.getI64IntegerAttr(int64_t(rows))),
      builder.getNamedAttr("cols", builder.getI64IntegerAttr(cols))};
  double bytes = knownBytes(output).value();
  return nn::TrainingForwardOp::create(
      builder, loc, TypeRange{scalar, output.getType()}, output, kLoss, "",
      count ? builder.getStringAttr("softmax_cross_entropy_c1") : StringAttr(),
      whole(builder, count.value_or(0) * 5).getInt(), 0,
      whole(builder, bytes + rows * 12), whole(builder, bytes + 4),
      builder.getStringAttr(core::name(core::KernelFamily::Softmax)),
      builder.getDictionaryAttr(problem), /*launches=*/2,
      /*allow_tf32=*/false);
}

} // namespace perfopt::analysis
