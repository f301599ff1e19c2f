//===- Checker.cpp - Does inference give the stored outputs' types --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/conformance/onnx/Checker.h"

#include "analysis/Cost/CostModels.h"
#include "analysis/Workload/Pipeline.h"
#include "dialects/NN/NNOps.h"
#include "frontends/Onnx/Importer/Importer.h"
#include "frontends/Onnx/Importer/TypeConversion.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Verifier.h"

using namespace mlir;

namespace perfopt::conformance {

namespace {

std::string text(Type type) {
  std::string out;
  llvm::raw_string_ostream(out) << type;
  return out;
}

/// The first error that is reported while it lives.
class FirstError {
public:
  explicit FirstError(MLIRContext *context)
      : handler(context, [this](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() == DiagnosticSeverity::Error &&
              message.empty())
            message = diagnostic.str();
          return success();
        }) {}

  std::string message;

private:
  ScopedDiagnosticHandler handler;
};

/// What an optional holds; the value itself for others.
const StoredValue &unwrap(const StoredValue &value) {
  bool holds =
      value.kind == onnx::Type::Kind::Optional && value.elements.size() == 1;
  return holds ? value.elements.front() : value;
}

/// Arguments of the elements' types instead of a sequence of unknown length.
void bindSequence(func::FuncOp function, unsigned index,
                  const StoredValue &sequence, OpBuilder &builder) {
  Block &body = function.getBody().front();
  BlockArgument argument = body.getArgument(index);
  SmallVector<Value> elements;
  for (const StoredValue &element : sequence.elements)
    if (auto type = onnx::convertType(element.tensor, builder.getContext()))
      elements.push_back(body.addArgument(type, function.getLoc()));
  if (elements.size() == sequence.elements.size())
    argument.replaceAllUsesWith(nn::SequenceConstructOp::create(
        builder, function.getLoc(), argument.getType(), elements, TypeAttr()));
}

/// Gives the function's arguments the types of the stored inputs; where asked,
/// also their values.
void bindInputs(ModuleOp module, const onnx::Graph &graph, const DataSet &set,
                bool values) {
  MLIRContext *context = module.getContext();
  auto function = module.lookupSymbol<func::FuncOp>("main");
  OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
  llvm::StringMap<const StoredValue *> stored;
  for (size_t i = 0; i < set.inputs.size(); ++i)
    stored[graph.inputs[i].name] = &set.inputs[i].value;
  SmallVector<BlockArgument> arguments(function.getArguments());
  for (auto [i, argument] : llvm::enumerate(arguments)) {
    auto name = function.getArgAttrOfType<StringAttr>(i, nn::kArgumentName);
    const StoredValue *given = name ? stored.lookup(name) : nullptr;
    const StoredValue *value = given ? &unwrap(*given) : nullptr;
    if (value && value->kind == onnx::Type::Kind::Sequence &&
        isa<nn::SequenceType>(argument.getType()))
      bindSequence(function, i, *value, builder);
    if (!value || value->kind != onnx::Type::Kind::Tensor)
      continue;
    RankedTensorType type = onnx::convertType(value->tensor, context);
    if (!type)
      continue;
    argument.setType(type);
    DenseElementsAttr numbers =
        values ? onnx::convertValues(value->tensor, context)
               : DenseElementsAttr();
    if (numbers)
      argument.replaceAllUsesWith(nn::ConstantOp::create(
          builder, name ? function.getLoc() : builder.getUnknownLoc(), type,
          numbers));
  }
  SmallVector<Attribute> attributes;
  if (ArrayAttr given = function.getAllArgAttrs())
    llvm::append_range(attributes, given);
  attributes.resize(function.getBody().getNumArguments(),
                    DictionaryAttr::get(context));
  function.setType(
      FunctionType::get(context, function.getBody().front().getArgumentTypes(),
                        function.getResultTypes()));
  function.setAllArgAttrs(ArrayRef(attributes));
}

/// How the inferred type and the stored value agree.
struct Agreement {
  Outcome outcome = Outcome::Right;
  std::string reason;

  void lower(Outcome to, std::string why) {
    if (to <= outcome)
      return;
    outcome = to;
    reason = std::move(why);
  }
};

void compare(Value result, const StoredValue &given, Agreement &agreement) {
  const StoredValue &expected = unwrap(given);
  Type inferred = result.getType();
  if (expected.kind == onnx::Type::Kind::Sequence) {
    auto made = result.getDefiningOp<nn::SequenceConstructOp>();
    if (!made)
      return agreement.lower(Outcome::Open, "its elements are not known");
    size_t length = made.getElements().size();
    if (length != expected.elements.size())
      return agreement.lower(Outcome::Wrong,
                             "a sequence of " + std::to_string(length) +
                                 ", expected one of " +
                                 std::to_string(expected.elements.size()));
    for (auto [value, element] :
         llvm::zip_equal(made.getElements(), expected.elements))
      compare(value, element, agreement);
    return;
  }
  auto type = dyn_cast<TensorType>(inferred);
  if (expected.kind != onnx::Type::Kind::Tensor || !type)
    return agreement.lower(Outcome::Open, "no type is known");
  RankedTensorType stored =
      onnx::convertType(expected.tensor, inferred.getContext());
  if (!stored || type.getElementType() != stored.getElementType() ||
      failed(verifyCompatibleShape(type, stored)))
    return agreement.lower(Outcome::Wrong,
                           "found " + text(type) + ", expected " +
                               (stored ? text(stored) : "no numbers"));
  if (!type.hasRank() || !type.hasStaticShape())
    agreement.lower(Outcome::Open,
                    "found " + text(type) + ", expected " + text(stored));
}

/// Imports, binds and infers.
Verdict inferOnce(const TestCase &test, const DataSet &set, bool values,
                  MLIRContext *context) {
  FirstError error(context);
  const onnx::Graph &graph = test.model.model.graph;
  auto module = onnx::importModel(test.model, "m", context);
  if (!module)
    return {Outcome::Refused, "", error.message, {}};
  bindInputs(*module, graph, set, values);
  if (failed(analysis::lowerToTyped(*module, {})))
    return {Outcome::Refused, "", error.message, {}};
  if (failed(verify(*module)))
    return {Outcome::Wrong, "", "the module is invalid: " + error.message, {}};

  nn::OpaqueOp opaque;
  module->walk([&](nn::OpaqueOp op) { opaque = opaque ? opaque : op; });
  if (opaque) {
    std::string op =
        opaque.getDomain().empty()
            ? opaque.getOpType().str()
            : (opaque.getDomain() + "." + opaque.getOpType()).str();
    return {Outcome::Refused, op, opaque.getReason().str(), {}};
  }

  auto function = module->lookupSymbol<func::FuncOp>("main");
  auto results = function.getBody().front().getTerminator()->getOperands();
  Agreement all;
  for (size_t i = 0; i < set.outputs.size(); ++i) {
    Agreement one;
    compare(results[i], set.outputs[i].value, one);
    all.lower(one.outcome, "output '" + std::string(graph.outputs[i].name) +
                               "': " + one.reason);
  }
  return {all.outcome, "", all.reason, {}};
}

} // namespace

Checker::Checker() : context(MLIRContext::Threading::DISABLED) {
  DialectRegistry registry;
  analysis::registerNNCostModels(registry);
  context.appendDialectRegistry(registry);
}

Verdict Checker::checkDataSet(const TestCase &test, const DataSet &set) {
  Verdict verdict = inferOnce(test, set, false, &context);
  if (verdict.outcome == Outcome::Open || verdict.outcome == Outcome::Refused) {
    Verdict known = inferOnce(test, set, true, &context);
    if (known.outcome == Outcome::Right)
      known.outcome = Outcome::RightWithValues;
    if (known.outcome != Outcome::Refused)
      verdict = std::move(known);
  }
  // Whatever was inferred, the whole analysis has to come to an end.
  FirstError error(&context);
  auto module = onnx::importModel(test.model, "m", &context);
  if (!module)
    return verdict;
  bindInputs(*module, test.model.model.graph, set, false);
  auto workload = analysis::analyzeModule(*module, {});
  if (succeeded(workload))
    verdict.workload = std::move(*workload);
  else if (verdict.outcome < Outcome::Refused)
    verdict = {Outcome::Wrong, "", "the analysis fails: " + error.message, {}};
  return verdict;
}

Verdict Checker::check(const TestCase &test) {
  Verdict worst;
  for (const DataSet &set : test.dataSets) {
    Verdict verdict = checkDataSet(test, set);
    if (verdict.outcome >= worst.outcome)
      worst = std::move(verdict);
  }
  return worst;
}

} // namespace perfopt::conformance
