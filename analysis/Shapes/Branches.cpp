//===- Branches.cpp - The body of an If that is taken ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Shapes/Expansion.h"

#include "dialects/Interfaces/CostOpInterface.h"
#include "dialects/NN/ConstantValue.h"

#include "mlir/IR/Diagnostics.h"

#include <tuple>

using namespace mlir;

namespace perfopt::analysis {

namespace {

/// Diagnostics of a body that may turn out not to be taken.
class HeldDiagnostics {
public:
  explicit HeldDiagnostics(MLIRContext *context)
      : handler(context, [this](Diagnostic &diagnostic) {
          held.push_back(std::move(diagnostic));
          return success();
        }) {}

  /// Lets go of the diagnostics, to be reported once this is gone.
  std::vector<Diagnostic> take() { return std::move(held); }

private:
  std::vector<Diagnostic> held;
  ScopedDiagnosticHandler handler;
};

/// One body after inference.
struct Branch {
  Region *region = nullptr;
  /// Its operators contradict their operands: it is written for other types.
  bool impossible = false;
  std::vector<Diagnostic> diagnostics;
  /// Operators without a cost, FLOPs, bytes, operators: compared in this order.
  /// What has no known cost may be larger than anything that has.
  std::tuple<int64_t, double, double, int64_t> cost;
};

void addUp(Branch &branch) {
  int64_t uncounted = 0, operators = 0;
  double flops = 0, bytes = 0;
  for (Operation &op : branch.region->front().without_terminator()) {
    if (isa<nn::ConstantOp, nn::WeightOp>(op))
      continue;
    ++operators;
    auto interface = dyn_cast<dialects::CostOpInterface>(op);
    auto cost = interface ? interface.getCost() : std::nullopt;
    uncounted += !cost;
    if (cost) {
      flops += cost->flops.value();
      bytes += cost->read.value() + cost->written.value();
    }
    auto opaque = dyn_cast<nn::OpaqueOp>(op);
    branch.impossible |= opaque && opaque.getReason().starts_with("invalid: ");
  }
  branch.cost = {uncounted, flops, bytes, operators};
}

int64_t wholeFlops(const Branch &branch) {
  return static_cast<int64_t>(std::min(std::get<1>(branch.cost), 9e18));
}

} // namespace

LogicalResult Expansion::takeBranch(nn::IfOp op, Region &branch) {
  Block &body = branch.front();
  Operation *yield = &body.back();
  op->getBlock()->getOperations().splice(op->getIterator(),
                                         body.getOperations(), body.begin(),
                                         yield->getIterator());
  Values values(yield->getOperands());
  replace(op, values);
  return success();
}

LogicalResult Expansion::expandIf(nn::IfOp op) {
  auto inferBody = [&](Region &region) {
    for (Operation &inner :
         llvm::make_early_inc_range(region.front().without_terminator()))
      if (failed(infer(&inner)))
        return failure();
    return success();
  };
  auto known = nn::constantIntegers(op.getCondition());
  if (known && known->size() == 1) {
    Region &taken = known->front() ? op.getThenBranch() : op.getElseBranch();
    for (Operation &inner : taken.front())
      warnOfOpaque(&inner);
    if (failed(inferBody(taken)))
      return failure();
    return takeBranch(op, taken);
  }

  Branch branches[2];
  for (unsigned i = 0; i < 2; ++i) {
    Branch &branch = branches[i];
    branch.region = &op->getRegion(i);
    HeldDiagnostics held(op->getContext());
    branch.impossible = failed(inferBody(*branch.region));
    addUp(branch);
    branch.diagnostics = held.take();
  }
  bool second = branches[0].impossible || (!branches[1].impossible &&
                                           branches[1].cost > branches[0].cost);
  Branch &taken = branches[second ? 1 : 0], &other = branches[second ? 0 : 1];
  for (Diagnostic &diagnostic : taken.diagnostics)
    op->getContext()->getDiagEngine().emit(std::move(diagnostic));
  if (taken.impossible)
    return giveUp(op, "neither branch holds for the types of its values");
  for (Operation &inner : taken.region->front())
    warnOfOpaque(&inner);
  if (!isRepeat && !other.impossible && taken.cost != other.cost)
    emitWarning(op.getLoc())
        << "If: which branch is taken depends on data; the one that costs more "
           "is counted, "
        << (second ? "else" : "then") << " with " << wholeFlops(taken)
        << " FLOPs against " << wholeFlops(other);
  return takeBranch(op, *taken.region);
}

} // namespace perfopt::analysis
