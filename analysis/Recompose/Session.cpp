//===- Session.cpp - One run over a module -------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Session.h"

#include "dialects/NN/NNOps.h"

using namespace mlir;

namespace perfopt::analysis {

/// No function has more parts: what goes on longer was matched wrongly, and
/// the walk stays linear.
static constexpr size_t kMostParts = 64;

/// The operators from `results` back to `inputs`; weights and constants are no
/// parts. Nothing when they are too many or reach a block's argument.
static std::optional<llvm::SmallSetVector<Operation *, 16>>
partsOf(const Found &found) {
  llvm::SmallSetVector<Operation *, 16> parts;
  for (Value result : found.results)
    parts.insert(result.getDefiningOp());
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts.size() > kMostParts)
      return std::nullopt;
    for (Value operand : parts[i]->getOperands()) {
      if (llvm::is_contained(found.inputs, operand))
        continue;
      Operation *definition = operand.getDefiningOp();
      if (!definition || definition->getNumRegions() > 0)
        return std::nullopt;
      if (definition->getNumOperands() > 0)
        parts.insert(definition);
    }
  }
  return parts;
}

/// Nobody else reads what lies between.
static bool isClosed(const llvm::SmallSetVector<Operation *, 16> &parts,
                     ArrayRef<Value> results) {
  for (Operation *part : parts)
    for (Value value : part->getResults())
      if (!llvm::is_contained(results, value))
        for (Operation *user : value.getUsers())
          if (!parts.contains(user))
            return false;
  return true;
}

Session::Session(ModuleOp module, const RecomposeOptions &options)
    : module(module), options(options), builder(module.getContext(), this) {}

bool Session::wants(const Found &found, const Parts &parts) const {
  const FunctionTraits &function = traits(found.function);
  switch (options.*function.when) {
  case Recompose::Never:
    return false;
  case Recompose::Always:
    return true;
  case Recompose::SplitByExporter:
    break;
  }
  SmallVector<Operation *, 16> inner;
  for (Operation *part : parts)
    if (llvm::none_of(found.results, [&](Value result) {
          return result.getDefiningOp() == part;
        }))
      inner.push_back(part);
  switch (found.spelling.value_or(spellingOf(inner))) {
  case Spelling::ByExporter:
    return true;
  case Spelling::ByModel:
    return false;
  case Spelling::Unknown:
    return options.opset < function.firstOpset;
  }
  return false;
}

void Session::erase(const Parts &parts) {
  // Users come before what they use, but for values with several users.
  bool changed = true;
  llvm::SmallVector<Operation *, 16> left(parts.begin(), parts.end());
  while (changed) {
    changed = false;
    llvm::erase_if(left, [&](Operation *part) {
      if (!part->use_empty())
        return false;
      erased.insert(part);
      part->erase();
      return changed = true;
    });
  }
}

bool Session::formAll(const Found &found, Make make) {
  auto parts = partsOf(found);
  if (!parts || !isClosed(*parts, found.results) || !wants(found, *parts))
    return false;
  builder.setInsertionPoint(found.results.front().getDefiningOp());
  SmallVector<Value, 2> values =
      make(builder, found.results.back().getDefiningOp()->getLoc());
  for (auto [result, value] : llvm::zip_equal(found.results, values))
    Value(result).replaceAllUsesWith(value);
  Tally &tally = tallies[static_cast<int>(found.function)];
  ++tally.count;
  tally.operators += static_cast<int64_t>(parts->size());
  erase(*parts);
  return true;
}

bool Session::form(const Found &found, MakeOne make) {
  return formAll(found, [&](OpBuilder &b, Location loc) {
    return SmallVector<Value, 2>{make(b, loc)};
  });
}

void Session::notifyOperationInserted(Operation *op, OpBuilder::InsertPoint) {
  erased.erase(op); // a new operator at the address of an old one
  pending.push_back(op);
}

void Session::run() {
  module.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (op != module)
      pending.push_back(op);
  });
  while (!pending.empty()) {
    Operation *op = pending.pop_back_val();
    if (erased.contains(op) || op->getNumResults() == 0 || op->use_empty())
      continue;
    auto found = patterns.find(op->getName().getTypeID());
    if (found == patterns.end())
      continue;
    for (Pattern pattern : found->second)
      if (pattern(op->getResult(0), *this))
        break;
  }
  note();
}

void Session::note() {
  OpBuilder attributes(module.getContext());
  SmallVector<Attribute> rows;
  for (int i = 0; i < kFunctions; ++i) {
    if (tallies[i].count == 0)
      continue;
    const FunctionTraits &function = traits(static_cast<Function>(i));
    rows.push_back(attributes.getDictionaryAttr(
        {attributes.getNamedAttr("function",
                                 attributes.getStringAttr(function.name)),
         attributes.getNamedAttr("into",
                                 attributes.getStringAttr(function.into)),
         attributes.getNamedAttr(
             "count", attributes.getI64IntegerAttr(tallies[i].count)),
         attributes.getNamedAttr("operators", attributes.getI64IntegerAttr(
                                                  tallies[i].operators))}));
  }
  if (!rows.empty())
    module->setAttr(kRecomposed, attributes.getArrayAttr(rows));
}

} // namespace perfopt::analysis
