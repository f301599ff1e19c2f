//===- FunctionImporter.cpp - Functions, operator by operator -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/FunctionImporter.h"

#include "dialects/NN/NNOps.h"

#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace perfopt::upstream {

/// A model that is larger after inlining and unrolling is not taken.
static constexpr int64_t kMaxOperators = 2000000;
static constexpr size_t kMaxCallDepth = 64;

Type importedType(Type type) {
  if (auto buffer = dyn_cast<MemRefType>(type))
    return RankedTensorType::get(buffer.getShape(), buffer.getElementType());
  return withoutBounds(type);
}

FunctionImporter::FunctionImporter(ModuleOp source, OpBuilder &builder)
    : source(source), builder(builder), constants(builder) {}

void FunctionImporter::define(Value argument, Value value) {
  values.map(argument, value);
}

Value FunctionImporter::lookup(Value argument) const {
  return values.lookupOrNull(argument);
}

/// The name in the operator's location; else its own and its line.
Location FunctionImporter::locationOf(Operation *op) {
  Location loc = op->getLoc();
  if (loc->findInstanceOf<NameLoc>())
    return loc;
  StringRef name = op->getName().getStringRef();
  auto at = loc->findInstanceOf<FileLineColLoc>();
  auto text = at ? builder.getStringAttr(name + ":" + Twine(at.getLine()))
                 : builder.getStringAttr(name);
  return NameLoc::get(text, loc);
}

LogicalResult FunctionImporter::countOperator(Operation *op) {
  if (++imported <= kMaxOperators)
    return success();
  return emitError(locationOf(op))
         << "calls and loops make more than " << kMaxOperators
         << " operators of the module";
}

LogicalResult FunctionImporter::operandsOf(Operation *op, Values &operands) {
  for (Value operand : op->getOperands()) {
    Value value = values.lookupOrNull(operand);
    if (!value)
      return emitError(locationOf(op))
             << "uses a value from outside of its function";
    operands.push_back(value);
  }
  return success();
}

LogicalResult FunctionImporter::bindResults(Operation *op, ValueRange results) {
  if (results.size() != op->getNumResults())
    return emitError(locationOf(op))
           << "has " << op->getNumResults() << " results, but "
           << results.size() << " values come out of it";
  for (auto [result, value] : llvm::zip_equal(op->getResults(), results))
    values.map(result, value);
  return success();
}

LogicalResult FunctionImporter::importBody(func::FuncOp function,
                                           SmallVectorImpl<Value> &results) {
  if (!function.getBody().hasOneBlock())
    return emitError(function.getLoc())
           << "function '" << function.getName() << "' has "
           << function.getBody().getBlocks().size()
           << " blocks, expected one: structured control flow is read "
              "(mlir-opt --lift-cf-to-scf)";
  Block &block = function.getBody().front();
  if (failed(importBlock(block)))
    return failure();
  Values returned;
  if (failed(operandsOf(block.getTerminator(), returned)))
    return failure();
  results.append(returned.begin(), returned.end());
  return success();
}

LogicalResult FunctionImporter::importBlock(Block &block) {
  // The terminator of an unknown dialect is not known as one.
  for (Operation &op : llvm::drop_end(block))
    if (failed(importOperation(&op)))
      return failure();
  return success();
}

/// The values of an operator that is a constant; null for others.
static Attribute constantValue(Operation *op) {
  StringRef name = op->getName().getStringRef();
  if (name == "arith.constant" || name == "stablehlo.constant" ||
      name == "mhlo.constant")
    return op->getAttr("value");
  if (name == "tosa.const")
    return op->getAttr("values");
  return {};
}

LogicalResult FunctionImporter::importOperation(Operation *op) {
  if (failed(countOperator(op)))
    return failure();
  StringRef name = op->getName().getStringRef();
  StringRef dialect = op->getName().getDialectNamespace();
  if (dialect != "func" && dialect != "builtin" && dialect != "scf")
    used.insert(dialect.str());
  if (Attribute value = constantValue(op))
    return importConstant(op, value);
  if (auto call = dyn_cast<func::CallOp>(op))
    return importCall(op, call.getCallee());
  if (name == "stablehlo.composite" || name == "mhlo.call") {
    auto callee = op->getAttrOfType<SymbolRefAttr>(
        name == "mhlo.call" ? "callee" : "decomposition");
    if (callee)
      return importCall(op, callee.getLeafReference().getValue());
  }
  if (name == "scf.for")
    return importFor(op);
  if (name == "scf.while" || name == "stablehlo.while" ||
      name == "mhlo.while" || name == "tosa.while_loop")
    return importWhile(op);
  if (name == "scf.if" || name == "stablehlo.if" || name == "stablehlo.case" ||
      name == "tosa.cond_if")
    return importBranch(op);
  if (isa<ml_program::GlobalLoadOp, ml_program::GlobalLoadConstOp>(op)) {
    auto symbol = op->getAttrOfType<SymbolRefAttr>("global");
    auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
    if (type && symbol)
      return bindResults(
          op, constants.weight(type, symbol.getLeafReference().getValue(),
                               locationOf(op)));
  }
  if (llvm::any_of(op->getOperandTypes(), llvm::IsaPred<BaseMemRefType>) ||
      llvm::any_of(op->getResultTypes(), llvm::IsaPred<BaseMemRefType>))
    return importOnBuffers(op);
  if (StableHlo::handles(dialect)) {
    Values operands;
    std::string reason;
    if (failed(operandsOf(op, operands)))
      return failure();
    if (Translated results =
            stableHlo.translate(op, operands, locationOf(op), builder, reason))
      return bindResults(op, *results);
    return importOpaque(op, reason);
  }
  if (!op->isRegistered())
    return importOpaque(op,
                        "operators of '" + dialect.str() + "' are not known");
  // Control flow that is left is not linear.
  if (dialect == "scf" || dialect == "cf" || dialect == "affine")
    if (op->getNumRegions() > 0 || op->getNumSuccessors() > 0)
      return importOpaque(op, "how often its body runs is not followed");
  return cloneOperation(op);
}

FailureOr<IRMapping> FunctionImporter::surroundings(Operation *op) {
  SetVector<Value> used(op->operand_begin(), op->operand_end());
  if (op->getNumRegions() > 0)
    getUsedValuesDefinedAbove(op->getRegions(), used);
  IRMapping mapping;
  for (Value value : used) {
    Value mapped = values.lookupOrNull(value);
    if (!mapped)
      return emitError(locationOf(op))
             << "uses a value from outside of its function";
    mapping.map(value, mapped);
  }
  return mapping;
}

LogicalResult FunctionImporter::cloneOperation(Operation *op) {
  FailureOr<IRMapping> mapping = surroundings(op);
  if (failed(mapping))
    return failure();
  Operation *copy = builder.clone(*op, *mapping);
  copy->setLoc(locationOf(op));
  return bindResults(op, copy->getResults());
}

LogicalResult FunctionImporter::importConstant(Operation *op, Attribute value) {
  auto elements = dyn_cast<ElementsAttr>(value);
  auto type =
      op->getNumResults() == 1
          ? dyn_cast<RankedTensorType>(importedType(op->getResult(0).getType()))
          : RankedTensorType();
  if (!elements || !type || !type.hasStaticShape()) {
    if (op->isRegistered())
      return cloneOperation(op);
    return importOpaque(op, "a constant without values");
  }
  auto named = op->getLoc()->findInstanceOf<NameLoc>();
  Location loc = locationOf(op);
  return bindResults(
      op,
      constants.create(elements, type,
                       named ? named.getName().getValue() : StringRef(), loc));
}

LogicalResult FunctionImporter::importOpaque(Operation *op, StringRef reason) {
  Values inputs;
  if (failed(operandsOf(op, inputs)))
    return failure();
  SetVector<Value> captured;
  if (op->getNumRegions() > 0)
    getUsedValuesDefinedAbove(op->getRegions(), captured);
  for (Value value : captured)
    if (Value mapped = values.lookupOrNull(value))
      inputs.push_back(mapped);
  SmallVector<Type> types;
  for (Type type : op->getResultTypes())
    types.push_back(importedType(type));
  // A buffer that it may write is another one afterwards.
  SmallVector<Value> buffers;
  for (Value operand : op->getOperands())
    if (isa<MemRefType>(operand.getType())) {
      buffers.push_back(operand);
      types.push_back(importedType(operand.getType()));
    }
  StringRef name = op->getName().getStringRef();
  auto [dialect, operation] = name.split('.');
  if (operation.empty())
    std::swap(dialect, operation);
  ++unknown[dialect.str()][operation.str()];
  auto opaque = nn::OpaqueOp::create(builder, locationOf(op), types, inputs,
                                     operation, dialect, reason);
  size_t results = op->getNumResults();
  for (auto [i, buffer] : llvm::enumerate(buffers)) {
    values.map(buffer, opaque.getResult(results + i));
  }
  return bindResults(op, opaque->getResults().take_front(results));
}

LogicalResult FunctionImporter::importCall(Operation *op, StringRef callee) {
  auto function = source.lookupSymbol<func::FuncOp>(callee);
  if (!function || function.isExternal())
    return importOpaque(op, "a function without a body");
  if (llvm::is_contained(calls, function.getOperation()) ||
      calls.size() >= kMaxCallDepth)
    return emitError(locationOf(op))
           << "function '" << callee
           << "' calls itself, or calls nest more than " << kMaxCallDepth
           << " deep";
  Values operands;
  if (failed(operandsOf(op, operands)))
    return failure();
  Block &body = function.getBody().front();
  if (operands.size() != body.getNumArguments())
    return emitError(locationOf(op))
           << "gives " << operands.size() << " arguments to '" << callee
           << "', which takes " << body.getNumArguments();
  for (auto [argument, operand, value] :
       llvm::zip_equal(body.getArguments(), op->getOperands(), operands)) {
    bindArgument(argument, value, scalars.get(operand));
  }
  calls.push_back(function);
  Values results;
  if (failed(importBody(function, results)))
    return failure();
  calls.pop_back();
  // What was written into an argument is written into what was given for it.
  for (auto [argument, operand] :
       llvm::zip_equal(body.getArguments(), op->getOperands()))
    if (isa<BaseMemRefType>(argument.getType()) &&
        values.lookupOrNull(argument) != values.lookupOrNull(operand))
      values.map(operand, values.lookup(argument));
  Operation *end = body.getTerminator();
  if (end->getNumOperands() == op->getNumResults())
    for (auto [result, returned] :
         llvm::zip_equal(op->getResults(), end->getOperands()))
      scalars.set(result, scalars.get(returned));
  return bindResults(op, results);
}

void FunctionImporter::reportUnknown(Location loc) const {
  for (const auto &[dialect, operators] : unknown) {
    int total = 0;
    std::string text;
    constexpr size_t kShown = 6;
    size_t shown = 0;
    for (const auto &[name, count] : operators) {
      total += count;
      if (++shown <= kShown)
        text += (text.empty() ? "" : ", ") + name + " (" +
                std::to_string(count) + ")";
    }
    if (shown > kShown)
      text += " and " + std::to_string(shown - kShown) + " more";
    emitWarning(loc) << total << " operators of dialect '" << StringRef(dialect)
                     << "' are not counted: " << StringRef(text);
  }
}

} // namespace perfopt::upstream
