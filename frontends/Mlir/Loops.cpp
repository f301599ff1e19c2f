//===- Loops.cpp - Loops and branches -------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loop that says how often it runs is written out round by round, so that
// everything further down sees a straight line. Which branch is taken is
// decided here, or it stays unknown.
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/FunctionImporter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;

namespace perfopt::upstream {

/// A loop that would become more operators is reported instead.
static constexpr int64_t kMaxUnrolled = 200000;

bool FunctionImporter::isTooLong(int64_t trips, Region &body) {
  int64_t operators = 0;
  body.walk([&](Operation *) { ++operators; });
  return trips > kMaxUnrolled / std::max<int64_t>(operators, 1);
}

void FunctionImporter::bindArgument(Value argument, Value value,
                                    std::optional<int64_t> number) {
  values.map(argument, value);
  scalars.set(argument, number);
}

LogicalResult FunctionImporter::bindArguments(Block &block,
                                              ValueRange sources) {
  if (block.getNumArguments() != sources.size())
    return failure();
  // All at once: a round may exchange two variables.
  SmallVector<std::pair<Value, std::optional<int64_t>>> next;
  for (Value source : sources)
    next.push_back({values.lookupOrNull(source), scalars.get(source)});
  for (auto [argument, entry] : llvm::zip_equal(block.getArguments(), next)) {
    if (!entry.first)
      return failure();
    bindArgument(argument, entry.first, entry.second);
  }
  return success();
}

LogicalResult FunctionImporter::importFor(Operation *op) {
  auto loop = cast<scf::ForOp>(op);
  auto first = scalars.get(loop.getLowerBound());
  auto end = scalars.get(loop.getUpperBound());
  auto step = scalars.get(loop.getStep());
  if (!first || !end || !step || *step < 1)
    return importOpaque(op, "how often it runs is not in the file");
  int64_t span = 0;
  if (__builtin_sub_overflow(*end, *first, &span))
    return importOpaque(op, "how often it runs is not in the file");
  int64_t trips = span <= 0 ? 0 : (span - 1) / *step + 1;
  if (isTooLong(trips, loop.getRegion()))
    return importOpaque(op, "runs " + std::to_string(trips) +
                                " times: too long to be written out");
  Block &body = *loop.getBody();
  SmallVector<Value> carried = llvm::to_vector(loop.getInitArgs());
  for (int64_t round = 0; round < trips; ++round) {
    int64_t position = *first + round * *step;
    Value index = arith::ConstantOp::create(
        builder, op->getLoc(),
        builder.getIntegerAttr(loop.getInductionVar().getType(), position));
    SmallVector<std::pair<Value, std::optional<int64_t>>> next;
    for (Value value : carried)
      next.push_back({values.lookupOrNull(value), scalars.get(value)});
    bindArgument(loop.getInductionVar(), index, position);
    for (auto [argument, entry] :
         llvm::zip_equal(loop.getRegionIterArgs(), next)) {
      if (!entry.first)
        return failure();
      bindArgument(argument, entry.first, entry.second);
    }
    if (failed(importBlock(body)))
      return failure();
    carried.assign(body.getTerminator()->operand_begin(),
                   body.getTerminator()->operand_end());
  }
  Values results;
  for (auto [result, value] : llvm::zip_equal(op->getResults(), carried)) {
    results.push_back(values.lookup(value));
    scalars.set(result, scalars.get(value));
  }
  return bindResults(op, results);
}

std::optional<int64_t> FunctionImporter::tripsOfWhile(Block &condition,
                                                      Block &body,
                                                      ValueRange inits) {
  // The values of the variables alone are followed, round by round.
  Scalars trial = scalars;
  auto step = [&](Block &block, ValueRange sources) {
    SmallVector<std::optional<int64_t>> next;
    for (Value source : sources)
      next.push_back(trial.get(source));
    if (next.size() != block.getNumArguments())
      return false;
    for (auto [argument, number] : llvm::zip_equal(block.getArguments(), next))
      trial.set(argument, number);
    return true;
  };
  Operation *test = condition.getTerminator();
  // scf.condition passes values on; the others pass all variables.
  bool passes = isa<scf::ConditionOp>(test);
  if (test->getNumOperands() < 1)
    return std::nullopt;
  for (int64_t trips = 0; trips <= kMaxUnrolled; ++trips) {
    ValueRange sources =
        trips == 0 ? inits : ValueRange(body.getTerminator()->getOperands());
    if (!step(condition, sources))
      return std::nullopt;
    std::optional<int64_t> goesOn = trial.get(test->getOperand(0));
    if (!goesOn)
      return std::nullopt;
    if (*goesOn == 0)
      return trips;
    ValueRange passed = passes ? ValueRange(test->getOperands().drop_front())
                               : ValueRange(condition.getArguments());
    if (!step(body, passed))
      return std::nullopt;
  }
  return std::nullopt;
}

LogicalResult FunctionImporter::importWhile(Operation *op) {
  if (op->getNumRegions() != 2 || !op->getRegion(0).hasOneBlock() ||
      !op->getRegion(1).hasOneBlock())
    return importOpaque(op, "a loop without a condition and a body");
  Block &condition = op->getRegion(0).front(), &body = op->getRegion(1).front();
  if (condition.empty() || body.empty())
    return importOpaque(op, "a loop without a condition and a body");
  Operation *test = condition.getTerminator();
  bool passes = isa<scf::ConditionOp>(test);
  auto trips = tripsOfWhile(condition, body, op->getOperands());
  if (!trips)
    return importOpaque(op, "how often it runs is not in the file");
  if (isTooLong(*trips, op->getRegion(1)))
    return importOpaque(op, "runs " + std::to_string(*trips) +
                                " times: too long to be written out");
  ValueRange carried = op->getOperands();
  ValueRange passed = passes ? ValueRange(test->getOperands().drop_front())
                             : ValueRange(condition.getArguments());
  auto broken = [&] {
    return emitError(locationOf(op))
           << "its regions take other values than they are given";
  };
  for (int64_t round = 0;; ++round) {
    if (failed(bindArguments(condition, carried)))
      return broken();
    // What the condition computes beside the decision is passed on, too.
    if (passes && failed(importBlock(condition)))
      return failure();
    if (round == *trips)
      break;
    if (failed(bindArguments(body, passed)))
      return broken();
    if (failed(importBlock(body)))
      return failure();
    carried = body.getTerminator()->getOperands();
  }
  Values results;
  for (Value value : passed) {
    Value mapped = values.lookupOrNull(value);
    if (!mapped)
      return broken();
    results.push_back(mapped);
  }
  if (passed.size() == op->getNumResults())
    for (auto [result, value] : llvm::zip_equal(op->getResults(), passed))
      scalars.set(result, scalars.get(value));
  return bindResults(op, results);
}

LogicalResult FunctionImporter::importBranch(Operation *op) {
  auto choice =
      op->getNumOperands() > 0 ? scalars.get(op->getOperand(0)) : std::nullopt;
  if (!choice)
    return importOpaque(op, "which branch runs depends on data");
  // The first region of an if is for true; that of a case for 0, and the last
  // for every number that has none.
  int64_t regions = op->getNumRegions();
  int64_t taken = *choice;
  if (op->getName().getStringRef() != "stablehlo.case")
    taken = *choice ? 0 : 1;
  else if (taken < 0 || taken >= regions)
    taken = regions - 1;
  if (taken >= regions || op->getRegion(taken).empty())
    return bindResults(op, {});
  Block &block = op->getRegion(taken).front();
  // tosa.cond_if passes what the branches use as arguments.
  if (block.getNumArguments() > 0 &&
      failed(bindArguments(block, op->getOperands().drop_front())))
    return emitError(locationOf(op))
           << "its branch takes other values than it is given";
  if (block.empty() || failed(importBlock(block)))
    return failure();
  Values results;
  if (failed(operandsOf(block.getTerminator(), results)))
    return failure();
  if (op->getNumResults() == block.getTerminator()->getNumOperands())
    for (auto [result, value] : llvm::zip_equal(
             op->getResults(), block.getTerminator()->getOperands()))
      scalars.set(result, scalars.get(value));
  return bindResults(op, results);
}

} // namespace perfopt::upstream
