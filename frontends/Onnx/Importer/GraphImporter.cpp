//===- GraphImporter.cpp - Nodes in order, values by name -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/GraphImporter.h"

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"
#include "frontends/Onnx/Importer/Captures.h"
#include "frontends/Onnx/Importer/Contrib.h"
#include "frontends/Onnx/Importer/Refusals.h"
#include "frontends/Onnx/Importer/TypeConversion.h"
#include "frontends/Onnx/Importer/Upgrade.h"
#include "frontends/Onnx/Importer/WeightRoles.h"

using namespace mlir;

namespace perfopt::onnx {

StringRef normalizedDomain(StringRef domain) {
  return domain == "ai.onnx" ? "" : domain;
}

std::string functionKey(StringRef domain, StringRef name, StringRef overload) {
  return (normalizedDomain(domain) + Twine('\0') + name + Twine('\0') +
          overload)
      .str();
}

Opsets collectOpsets(const std::vector<OpsetImport> &imports) {
  Opsets opsets;
  for (const OpsetImport &import : imports)
    opsets[normalizedDomain(import.domain)] = import.version;
  return opsets;
}

GraphImporter::GraphImporter(const Model &model, OpBuilder &builder)
    : model(model), builder(builder), scopes(1) {
  for (const Function &function : model.functions)
    functions[functionKey(function.domain, function.name, function.overload)] =
        &function;
}

void GraphImporter::define(StringRef name, Value value) {
  if (!name.empty())
    scopes.back().values[name] = value;
}

void GraphImporter::declareTypes(const std::vector<ValueInfo> &infos) {
  for (const ValueInfo &info : infos) {
    if (TensorType type = convertType(info.type, builder.getContext()))
      scopes.back().declared[info.name] = type;
    if (auto kind = find(info.metadata,
                         "pkg.torch.export.graph_signature.InputSpec.kind"))
      signatureKinds[info.name] = *kind;
  }
}

Location GraphImporter::location(const Node &node) {
  StringRef name = node.name;
  if (name.empty() && !node.outputs.empty())
    name = node.outputs.front();
  if (name.empty())
    name = node.opType;
  return NameLoc::get(builder.getStringAttr(name));
}

const Value *GraphImporter::findValue(StringRef name) const {
  for (const Scope &scope : llvm::reverse(scopes))
    if (auto entry = scope.values.find(name); entry != scope.values.end())
      return &entry->second;
  return nullptr;
}

TensorType GraphImporter::declaredType(StringRef name) const {
  return scopes.back().declared.lookup(name);
}

Value GraphImporter::lookup(StringRef name, Location user) {
  if (const Value *value = findValue(name))
    return *value;
  auto missing = missingOutputs.find(name);
  if (missing == missingOutputs.end()) {
    emitError(user)
        << "value '" << name
        << "' is used, but no input, initializer or earlier node "
           "defines it; is the graph unsorted, cyclic or truncated?";
    return {};
  }
  emitWarning(user) << "output '" << name << "' of " << missing->second
                    << " is not modelled";
  auto opaque = nn::OpaqueOp::create(
      builder, user, TypeRange{nn::UnknownType::get(builder.getContext())},
      ValueRange{}, missing->second, "", "this output is not modelled");
  define(name, opaque.getResult(0));
  return opaque.getResult(0);
}

//===----------------------------------------------------------------------===//
// Initializers
//===----------------------------------------------------------------------===//

LogicalResult GraphImporter::importInitializers(const Graph &graph) {
  WeightRoles roles = WeightRoles::of(graph);

  auto import = [&](StringRef name, RankedTensorType type,
                    DenseElementsAttr small) -> LogicalResult {
    Location loc = NameLoc::get(builder.getStringAttr(name));
    if (!type)
      return emitError(loc) << "initializer '" << name
                            << "' has a negative extent, more than 2^56 "
                               "elements or an element "
                               "type that cannot be read";
    bool isFloat = isa<FloatType>(type.getElementType());
    bool isConstant = !isFloat && !roles.quantized.contains(name);
    StringRef noted = signatureKinds.lookup(name);
    // A learnable scalar is a weight like any other.
    bool isScalar = type.getRank() == 0 && noted != "PARAMETER";
    if (small && (isConstant || isScalar)) {
      define(name, nn::ConstantOp::create(builder, loc, type, small));
      return success();
    }
    bool used = (isFloat && !roles.state.contains(name)) ||
                roles.quantized.contains(name);
    bool parameter = noted.empty() ? used : noted == "PARAMETER";
    auto weight = nn::WeightOp::create(builder, loc, type, name,
                                       parameter ? "parameter" : "buffer",
                                       isFloat ? small : DenseElementsAttr());
    define(name, weight);
    return success();
  };

  OpBuilder::InsertionGuard guard(builder);
  if (outside)
    builder.restoreInsertionPoint(*outside);
  MLIRContext *context = builder.getContext();
  for (const Tensor &tensor : graph.initializers) {
    RankedTensorType type = convertType(tensor, context);
    std::optional<int64_t> count = type ? nn::elementCount(type) : std::nullopt;
    bool isFloat = type && isa<FloatType>(type.getElementType());
    // Factors and scales are a few numbers; more of them are weights.
    constexpr int64_t kMaxFloats = 16;
    bool isSmall = count && (!isFloat || *count <= kMaxFloats);
    if (failed(import(tensor.name, type,
                      isSmall ? convertValues(tensor, context)
                              : DenseElementsAttr())))
      return failure();
  }
  for (const SparseTensor &sparse : graph.sparseInitializers) {
    RankedTensorType type;
    if (llvm::all_of(sparse.dims, [](int64_t extent) { return extent >= 0; })) {
      SmallVector<mlir::Type, 1> types;
      mlir::Type element = convertElementType(sparse.values.dataType, context);
      if (element && succeeded(nn::appendTensor(std::nullopt, sparse.dims,
                                                element, types)))
        type = cast<RankedTensorType>(types.front());
    }
    if (failed(import(sparse.values.name, type, {})))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Nodes
//===----------------------------------------------------------------------===//

LogicalResult GraphImporter::importNodes(ArrayRef<const Node *> nodes,
                                         const Opsets &opsets) {
  for (const Node *node : nodes)
    if (failed(importNode(*node, opsets)))
      return failure();
  return success();
}

SmallVector<GraphImporter::NodeAttribute>
GraphImporter::attributesOf(const Node &node) const {
  SmallVector<NodeAttribute> attributes;
  for (const Attribute &attribute : node.attributes) {
    const Attribute *value = &attribute;
    if (!attribute.refAttrName.empty())
      value = call ? call->attributes.lookup(attribute.refAttrName) : nullptr;
    if (value)
      attributes.push_back({attribute.name, value});
  }
  return attributes;
}

const Attribute *GraphImporter::attributeOf(const Node &node,
                                            StringRef name) const {
  for (NodeAttribute attribute : attributesOf(node))
    if (StringRef(attribute.name) == name)
      return attribute.value;
  return nullptr;
}

LogicalResult GraphImporter::importOperands(const Node &node, Location loc,
                                            SmallVectorImpl<Value> &into) {
  for (std::string_view input : node.inputs) {
    Value value;
    bool omitted = input.empty() ||
                   (call && call->omitted.contains(input) && !findValue(input));
    if (!omitted && !(value = lookup(input, loc)))
      return failure();
    into.push_back(value);
  }
  return success();
}

LogicalResult GraphImporter::importNode(const Node &node,
                                        const Opsets &opsets) {
  Location loc = location(node);
  if (const Function *function = findFunction(node))
    return inlineFunction(*function, node, loc);
  StringRef opType = node.opType;
  StringRef domain = normalizedDomain(node.domain);
  bool contrib = isContrib(domain, opType);
  if (!domain.empty() && !contrib)
    return importOpaque(node, loc, refusalReason(node.domain, opType));
  if (opType == "Constant")
    return importConstant(node, loc);
  if (opType == "If" || opType == "Loop" || opType == "Scan" ||
      opType == "SequenceMap")
    return importControlFlow(node, opsets, loc);
  bool done = false;
  if (failed(importOptional(node, loc, done)))
    return failure();
  if (done)
    return success();

  OperatorRequest request;
  if (failed(importOperands(node, loc, request.operands)))
    return failure();
  for (NodeAttribute attribute : attributesOf(node))
    if (mlir::Attribute converted =
            convertAttribute(*attribute.value, builder.getContext()))
      request.attributes.set(attribute.name, converted);

  if (contrib)
    return importContribNode(node, request, loc);
  if (std::string reason = constraints.check(opType, request.operands);
      !reason.empty())
    return reportInvalid(node, loc, reason);

  NodeForm form{opType, opsets.lookup(""), node.outputs.size()};
  StringRef name = upgrade(form, request, builder, loc);
  if (name.empty())
    return importOpaque(node, loc, "it makes values that are no numbers");
  const OperatorEntry *entry = table.find(name);
  if (!entry)
    return importOpaque(node, loc, refusalReason("", opType));
  bool onSequences = name.contains("Sequence");
  for (Value operand : request.operands)
    if (operand && !nn::elementType(operand) &&
        !(onSequences && isa<nn::SequenceType>(operand.getType())))
      return importOpaque(node, loc, "an operand has no known type");
  return createOperator(*entry, request, node, loc);
}

LogicalResult GraphImporter::importContribNode(const Node &node,
                                               OperatorRequest &request,
                                               Location loc) {
  for (Value operand : request.operands)
    if (operand && !nn::elementType(operand))
      return importOpaque(node, loc, "an operand has no known type");
  ContribOutcome outcome = importContrib(
      normalizedDomain(node.domain), node.opType, request, table, builder, loc);
  if (!outcome.error.empty())
    return reportInvalid(node, loc, outcome.error);
  if (!outcome.refusal.empty())
    return importOpaque(node, loc, outcome.refusal);
  defineResults(node, outcome.results, loc);
  return success();
}

LogicalResult GraphImporter::createOperator(const OperatorEntry &entry,
                                            OperatorRequest &request,
                                            const Node &node, Location loc) {
  std::string reason;
  Operation *op = entry.create(builder, loc, request, reason);
  if (!op)
    return reportInvalid(node, loc, reason);
  defineResults(node, op->getResults(), loc);
  return success();
}

LogicalResult GraphImporter::reportInvalid(const Node &node, Location loc,
                                           StringRef reason) {
  // A branch may hold for other types only, and is then never taken.
  if (outside)
    return importOpaque(node, loc, ("invalid: " + reason).str());
  return emitError(loc) << "invalid " << StringRef(node.opType) << ": "
                        << reason;
}

/// What is unknown in `inferred` from `declared`.
static TensorType refine(TensorType inferred, TensorType declared) {
  if (!declared || !declared.hasRank())
    return inferred;
  if (!inferred.hasRank())
    return declared;
  SmallVector<int64_t> shape(inferred.getShape());
  for (auto [extent, known] : llvm::zip_equal(shape, declared.getShape()))
    if (ShapedType::isDynamic(extent))
      extent = known;
  return inferred.clone(shape);
}

void GraphImporter::defineResults(const Node &node, ValueRange results,
                                  Location loc) {
  for (auto [i, output] : llvm::enumerate(node.outputs)) {
    if (output.empty())
      continue;
    if (i >= results.size()) {
      missingOutputs[output] = node.opType;
      continue;
    }
    Value result = results[i];
    // Inside of bodies extents change from one iteration to the next.
    TensorType stated = outside ? TensorType() : declaredType(output);
    if (auto inferred = dyn_cast<TensorType>(result.getType());
        inferred && stated) {
      if (!nn::areCompatible(TypeRange(inferred), TypeRange(stated)))
        // Not op->emitWarning, which prints the operator: numbering its
        // operands walks the whole graph.
        emitWarning(loc) << "the file declares '" << StringRef(output)
                         << "' as " << stated << ", but it is " << inferred;
      else
        result.setType(refine(inferred, stated));
    }
    define(output, result);
  }
}

LogicalResult GraphImporter::importConstant(const Node &node, Location loc) {
  if (node.outputs.empty())
    return success();
  StringRef name = node.outputs.front();
  MLIRContext *context = builder.getContext();
  DenseElementsAttr value;
  RankedTensorType type;
  for (auto [key, given] : attributesOf(node)) {
    const Attribute &attribute = *given;
    if (key == "value" && attribute.tensor) {
      type = convertType(*attribute.tensor, context);
      value = convertValues(*attribute.tensor, context);
    } else if (key == "value_int") {
      type = RankedTensorType::get({}, builder.getI64Type());
      value = DenseElementsAttr::get(type, attribute.i);
    } else if (key == "value_float") {
      type = RankedTensorType::get({}, builder.getF32Type());
      value = DenseElementsAttr::get(type, attribute.f);
    } else if (key == "value_ints") {
      type = RankedTensorType::get({int64_t(attribute.ints.size())},
                                   builder.getI64Type());
      value = DenseElementsAttr::get(type, ArrayRef(attribute.ints));
    } else if (key == "value_floats") {
      type = RankedTensorType::get({int64_t(attribute.floats.size())},
                                   builder.getF32Type());
      value = DenseElementsAttr::get(type, ArrayRef(attribute.floats));
    }
  }
  if (value) {
    define(name, nn::ConstantOp::create(builder, loc, type, value));
  } else if (type) { // too large to matter for shapes
    OpBuilder::InsertionGuard guard(builder);
    if (outside)
      builder.restoreInsertionPoint(*outside);
    define(name, nn::WeightOp::create(builder, loc, type, name, "buffer",
                                      DenseElementsAttr()));
  } else {
    return importOpaque(node, loc, "a constant of this kind is not known");
  }
  return success();
}

LogicalResult GraphImporter::importOpaque(const Node &node, Location loc,
                                          StringRef reason) {
  SmallVector<Value> operands;
  if (failed(importOperands(node, loc, operands)))
    return failure();
  llvm::erase(operands, Value());
  for (std::string_view name : capturedNames(node)) {
    Value value = lookup(name, loc);
    if (!value)
      return failure();
    operands.push_back(value);
  }
  SmallVector<mlir::Type> types;
  for (std::string_view output : node.outputs) {
    TensorType type = declaredType(output);
    types.push_back(type ? mlir::Type(type)
                         : nn::UnknownType::get(builder.getContext()));
  }
  // Inside of bodies it may never run; inference says so where it does.
  if (!outside)
    emitWarning(loc) << StringRef(node.opType) << " is not counted: " << reason;
  auto opaque = nn::OpaqueOp::create(builder, loc, types, operands, node.opType,
                                     node.domain, reason);
  for (auto [output, value] :
       llvm::zip_equal(node.outputs, opaque.getResults()))
    define(output, value);
  return success();
}

} // namespace perfopt::onnx
