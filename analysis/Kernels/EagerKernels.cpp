//===- EagerKernels.cpp - What PyTorch's eager mode launches --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/EagerKernels.h"

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Kernels/LoadTimeValues.h"
#include "dialects/Interfaces/CostOpInterface.h"
#include "dialects/NN/NNOps.h"
#include "dialects/Perf/PerfDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

using dialects::CostOpInterface;
using dialects::KernelShape;
using dialects::OpCost;

/// Operators that launch together, in order, and what they cost.
struct Group {
  SmallVector<Operation *, 2> ops;
  KernelShape shape;
  OpCost cost;
  std::string rule;
};

/// The addition of a bias to a product with a weight: one vector of as many
/// values as the product has columns, from the model's weights.
nn::AddOp biasOf(Operation *op, const LoadTimeValues &loadTime) {
  auto matmul = dyn_cast<nn::MatMulOp>(op);
  if (!matmul || !matmul.getY().hasOneUse() ||
      !loadTime.contains(matmul.getB()))
    return {};
  auto add = dyn_cast<nn::AddOp>(*matmul.getY().user_begin());
  if (!add)
    return {};
  Value bias = add.getA() == matmul.getY() ? add.getB() : add.getA();
  auto type = nn::rankedType(bias);
  auto result = nn::rankedType(matmul.getY());
  bool isVector = type && result && type.getRank() == 1 &&
                  result.getRank() > 0 &&
                  type.getDimSize(0) == result.getShape().back();
  return isVector && loadTime.contains(bias) &&
                 add.getType() == matmul.getType()
             ? add
             : nn::AddOp();
}

std::optional<Group> groupAt(Operation *op, const LoadTimeValues &loadTime) {
  auto interface = dyn_cast<CostOpInterface>(op);
  if (!interface || loadTime.contains(op))
    return std::nullopt;
  std::optional<OpCost> cost = interface.getCost();
  std::optional<KernelShape> shape = interface.getKernelShape();
  if (!cost || !shape)
    return std::nullopt;
  Group group{{op}, *shape, *cost, cost->rule.str()};
  group.cost.read += shape->extraRead;
  group.cost.written += shape->extraWritten;

  nn::AddOp bias = biasOf(op, loadTime);
  auto added = bias ? cast<CostOpInterface>(bias.getOperation()).getCost()
                    : std::nullopt;
  auto inner = bias ? storageBytes(bias.getType()) : std::nullopt;
  if (added && inner) {
    // The product is written and read inside the kernel.
    group.ops.push_back(bias);
    group.cost.flops += added->flops;
    group.cost.macs += added->macs;
    group.cost.read += added->read - *inner;
    group.cost.written += added->written - *inner;
    group.rule += "+" + added->rule.str();
  }
  return group;
}

/// Counts stay below 2^63 as attributes; beyond it they saturate.
int64_t whole(double value) {
  return value >= 9.2e18 ? INT64_MAX : static_cast<int64_t>(value);
}

void formKernel(const Group &group, OpBuilder &builder) {
  MLIRContext *context = builder.getContext();
  Operation *first = group.ops.front(), *last = group.ops.back();
  SmallVector<NamedAttribute> problem;
  for (auto [key, size] : group.shape.problem)
    problem.push_back(
        builder.getNamedAttr(key, builder.getI64IntegerAttr(size)));
  auto cost = perf::CostAttr::get(
      context, whole(group.cost.flops.value()), whole(group.cost.macs.value()),
      whole(group.cost.read.value()), whole(group.cost.written.value()),
      StringAttr::get(context, group.rule).getValue());

  // The first result is always written; others only where someone reads them.
  SmallVector<Value> results;
  for (auto [i, result] : llvm::enumerate(last->getResults()))
    if (i == 0 || !result.use_empty())
      results.push_back(result);

  builder.setInsertionPoint(last);
  StringRef family(core::name(group.shape.family));
  auto kernel = perf::KernelOp::create(
      builder, first->getLoc(), TypeRange(ValueRange(results)), family,
      builder.getDictionaryAttr(problem), cost, group.shape.launches,
      group.shape.allowTf32);
  Block &body = kernel.getBody().emplaceBlock();
  for (auto [result, output] : llvm::zip_equal(results, kernel.getOutputs()))
    result.replaceAllUsesWith(output);
  for (Operation *op : group.ops)
    op->moveBefore(&body, body.end());
  builder.setInsertionPointToEnd(&body);
  perf::YieldOp::create(builder, last->getLoc(), results);
}

} // namespace

void formEagerKernels(ModuleOp module) {
  module.getContext()->loadDialect<perf::PerfDialect>();
  OpBuilder builder(module.getContext());
  for (auto function : module.getOps<func::FuncOp>()) {
    LoadTimeValues loadTime(function);
    for (Block &block : function.getBody()) {
      // Collected first: forming a kernel moves operators.
      SmallVector<Operation *> ops;
      for (Operation &op : block)
        ops.push_back(&op);
      for (Operation *op : ops)
        if (op->getParentOp() == function)
          if (std::optional<Group> group = groupAt(op, loadTime))
            formKernel(*group, builder);
    }
  }
}

} // namespace perfopt::analysis
