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
#include "frontends/Onnx/Importer/TypeConversion.h"
#include "frontends/Onnx/Importer/Upgrade.h"

#include "llvm/ADT/StringSet.h"

using namespace mlir;

namespace perfopt::onnx {

/// Functions that call functions: deeper is a cycle or an attack.
static constexpr unsigned kMaxDepth = 64;
/// Few functions that call each other twice a level make an endless model.
static constexpr size_t kMaxInlined = size_t(1) << 20;

static StringRef normalizedDomain(StringRef domain) {
  return domain == "ai.onnx" ? "" : domain;
}

static std::string functionKey(StringRef domain, StringRef name,
                               StringRef overload) {
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
    : model(model), builder(builder) {
  for (const Function &function : model.functions)
    functions[functionKey(function.domain, function.name, function.overload)] =
        &function;
}

void GraphImporter::define(StringRef name, Value value) {
  if (!name.empty())
    values[name] = value;
}

void GraphImporter::declareTypes(const std::vector<ValueInfo> &infos) {
  for (const ValueInfo &info : infos) {
    if (TensorType type = convertType(info.type, builder.getContext()))
      declared[info.name] = type;
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

Value GraphImporter::lookup(StringRef name, Location user) {
  auto entry = values.find(name);
  if (entry != values.end())
    return entry->second;
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
  // Without notes of the exporter, running statistics and quantised weights are
  // known by their use.
  llvm::StringSet<> statistics, quantized;
  for (const Node &node : graph.nodes) {
    if (node.opType == "BatchNormalization")
      for (size_t i = 3; i < std::min<size_t>(node.inputs.size(), 5); ++i)
        statistics.insert(node.inputs[i]);
    if (node.opType == "DequantizeLinear" && !node.inputs.empty()) {
      quantized.insert(node.inputs.front());
      // Scales and zero points belong to the representation.
      for (std::string_view input : llvm::drop_begin(node.inputs))
        statistics.insert(input);
    }
  }

  auto import = [&](StringRef name, RankedTensorType type,
                    DenseElementsAttr small) -> LogicalResult {
    Location loc = NameLoc::get(builder.getStringAttr(name));
    if (!type)
      return emitError(loc) << "initializer '" << name
                            << "' has a negative extent, more than 2^56 "
                               "elements or an element "
                               "type that cannot be read";
    bool isFloat = isa<FloatType>(type.getElementType());
    bool isConstant = !isFloat && !quantized.contains(name);
    StringRef noted = signatureKinds.lookup(name);
    // A learnable scalar is a weight like any other.
    bool isScalar = type.getRank() == 0 && noted != "PARAMETER";
    if (small && (isConstant || isScalar)) {
      define(name, nn::ConstantOp::create(builder, loc, type, small));
      return success();
    }
    bool used =
        (isFloat && !statistics.contains(name)) || quantized.contains(name);
    bool parameter = noted.empty() ? used : noted == "PARAMETER";
    auto weight = nn::WeightOp::create(builder, loc, type, name,
                                       parameter ? "parameter" : "buffer",
                                       isFloat ? small : DenseElementsAttr());
    define(name, weight);
    return success();
  };

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

const Function *GraphImporter::findFunction(const Node &node) const {
  if (functions.empty())
    return nullptr;
  return functions.lookup(functionKey(node.domain, node.opType, node.overload));
}

LogicalResult GraphImporter::importNode(const Node &node,
                                        const Opsets &opsets) {
  Location loc = location(node);
  if (const Function *function = findFunction(node))
    return inlineFunction(*function, node, loc);
  StringRef opType = node.opType;
  if (!normalizedDomain(node.domain).empty())
    return importOpaque(node, loc, "operators of this domain are not known");
  if (opType == "Constant")
    return importConstant(node, loc);
  if (opType == "SplitToSequence" || opType == "SequenceAt")
    return importSequence(node, loc);

  OperatorRequest request;
  for (std::string_view input : node.inputs) {
    Value value;
    if (!input.empty() && !(value = lookup(input, loc)))
      return failure();
    request.operands.push_back(value);
  }
  for (const Attribute &attribute : node.attributes)
    if (mlir::Attribute converted =
            convertAttribute(attribute, builder.getContext()))
      request.attributes.set(attribute.name, converted);

  if (std::string reason = constraints.check(opType, request.operands);
      !reason.empty())
    return emitError(loc) << "invalid " << opType << ": " << reason;
  NodeForm form{opType, opsets.lookup(""), node.outputs.size()};
  StringRef name = upgrade(form, request, builder, loc);
  if (name.empty())
    return importOpaque(node, loc, "it makes values that are no numbers");
  const OperatorEntry *entry = table.find(name);
  if (!entry)
    return importOpaque(node, loc, "this operator is not known");
  for (Value operand : request.operands)
    if (operand && !nn::elementType(operand))
      return importOpaque(node, loc, "an operand has no known type");
  return createOperator(*entry, request, node, loc);
}

LogicalResult GraphImporter::createOperator(const OperatorEntry &entry,
                                            OperatorRequest &request,
                                            const Node &node, Location loc) {
  std::string reason;
  Operation *op = entry.create(builder, loc, request, reason);
  if (!op)
    return emitError(loc) << "invalid " << StringRef(node.opType) << ": "
                          << reason;
  defineResults(node, op);
  return success();
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

void GraphImporter::defineResults(const Node &node, Operation *op) {
  for (auto [i, output] : llvm::enumerate(node.outputs)) {
    if (output.empty())
      continue;
    if (i >= op->getNumResults()) {
      missingOutputs[output] = node.opType;
      continue;
    }
    Value result = op->getResult(i);
    TensorType stated = declared.lookup(output);
    if (auto inferred = dyn_cast<TensorType>(result.getType());
        inferred && stated) {
      if (!nn::areCompatible(TypeRange(inferred), TypeRange(stated)))
        // Not op->emitWarning, which prints the operator: numbering its
        // operands walks the whole graph.
        emitWarning(op->getLoc())
            << "the file declares '" << StringRef(output) << "' as " << stated
            << ", but it is " << inferred;
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
  for (const Attribute &attribute : node.attributes) {
    StringRef key = attribute.name;
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
  if (value)
    define(name, nn::ConstantOp::create(builder, loc, type, value));
  else if (type) // too large to matter for shapes
    define(name, nn::WeightOp::create(builder, loc, type, name, "buffer",
                                      DenseElementsAttr()));
  else
    return importOpaque(node, loc, "a constant of this kind is not known");
  return success();
}

/// The parts that SplitToSequence cuts along `axis`: as `split` lists them, or
/// chunks of a scalar `split`, the last one smaller.
static std::optional<nn::Shape> partSizes(Value x, Value split, int64_t axis) {
  auto sizes = nn::constantIntegers(split);
  auto splitType = nn::rankedType(split);
  if (!sizes || !splitType || !nn::elementType(x))
    return std::nullopt;
  if (splitType.getRank() == 1)
    return sizes;
  if (sizes->size() != 1)
    return std::nullopt;
  auto type = nn::rankedType(x);
  auto position = type ? nn::normalizeAxis(axis, type.getRank()) : std::nullopt;
  constexpr int64_t kMaxParts = 4096;
  int64_t chunk = sizes->front();
  if (!position || type.isDynamicDim(*position) || chunk < 1 ||
      type.getDimSize(*position) / chunk >= kMaxParts)
    return std::nullopt;
  nn::Shape parts;
  for (int64_t rest = type.getDimSize(*position); rest > 0; rest -= chunk)
    parts.push_back(std::min(chunk, rest));
  return parts;
}

LogicalResult GraphImporter::importSequence(const Node &node, Location loc) {
  if (node.inputs.empty() || node.outputs.empty())
    return emitError(loc) << "invalid " << StringRef(node.opType)
                          << ": operands or outputs are missing";
  StringRef source = node.inputs.front(), output = node.outputs.front();
  if (node.opType == "SequenceAt") {
    auto parts = sequences.find(source);
    Value position;
    if (node.inputs.size() > 1 && !(position = lookup(node.inputs[1], loc)))
      return failure();
    auto index = nn::constantIntegers(position);
    if (parts == sequences.end() || !index || index->size() != 1)
      return importOpaque(node, loc, "the element's position is not known");
    auto at = nn::normalizeAxis(index->front(), parts->second.size());
    if (!at)
      return emitError(loc) << "invalid SequenceAt: position " << index->front()
                            << " in a sequence of " << parts->second.size();
    define(output, parts->second[*at]);
    return success();
  }

  Value x = lookup(source, loc);
  if (!x)
    return failure();
  Value split;
  if (node.inputs.size() > 1 && !node.inputs[1].empty() &&
      !(split = lookup(node.inputs[1], loc)))
    return failure();
  const Attribute *axisAttribute = node.attribute("axis");
  int64_t axis = axisAttribute ? axisAttribute->i : 0;
  std::optional<nn::Shape> sizes = partSizes(x, split, axis);
  if (!sizes)
    return importOpaque(node, loc, "the sizes of the parts are not known");

  auto type =
      RankedTensorType::get({int64_t(sizes->size())}, builder.getI64Type());
  OperatorRequest request;
  request.operands = {x, nn::ConstantOp::create(
                             builder, loc, type,
                             DenseElementsAttr::get(type, ArrayRef(*sizes)))};
  request.attributes.set("axis", builder.getI64IntegerAttr(axis));
  std::string reason;
  Operation *op = table.find("Split")->create(builder, loc, request, reason);
  if (!op)
    return emitError(loc) << "invalid SplitToSequence: " << reason;
  sequences[output].assign(op->result_begin(), op->result_end());
  return success();
}

LogicalResult GraphImporter::importOpaque(const Node &node, Location loc,
                                          StringRef reason) {
  SmallVector<Value> operands;
  std::vector<std::string_view> inputs = node.inputs;
  llvm::append_range(inputs, capturedNames(node));
  for (std::string_view input : inputs) {
    // A sequence is no value; its parts are what the operator reads.
    if (auto parts = sequences.find(input); parts != sequences.end()) {
      llvm::append_range(operands, parts->second);
      continue;
    }
    Value value;
    if (!input.empty()) {
      if (!(value = lookup(input, loc)))
        return failure();
      operands.push_back(value);
    }
  }
  SmallVector<mlir::Type> types;
  for (std::string_view output : node.outputs) {
    TensorType type = declared.lookup(output);
    types.push_back(type ? mlir::Type(type)
                         : nn::UnknownType::get(builder.getContext()));
  }
  emitWarning(loc) << StringRef(node.opType) << " is not counted: " << reason;
  auto opaque = nn::OpaqueOp::create(builder, loc, types, operands, node.opType,
                                     node.domain, reason);
  for (auto [output, value] :
       llvm::zip_equal(node.outputs, opaque.getResults()))
    define(output, value);
  return success();
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

/// The caller's value for an attribute that refers to it, else the default of
/// the function; null when neither is given.
static const Attribute *resolve(const Attribute &attribute, const Node &caller,
                                const Function &function) {
  if (attribute.refAttrName.empty())
    return &attribute;
  if (const Attribute *given = caller.attribute(attribute.refAttrName))
    return given;
  for (const Attribute &fallback : function.attributeDefaults)
    if (fallback.name == attribute.refAttrName)
      return &fallback;
  return nullptr;
}

/// A copy of the attribute's plain values; those with graphs stay behind.
static Attribute copyPlain(const Attribute &source, std::string_view name) {
  Attribute copy;
  copy.name = name;
  copy.kind = source.kind;
  copy.f = source.f;
  copy.i = source.i;
  copy.s = source.s;
  copy.floats = source.floats;
  copy.ints = source.ints;
  copy.strings = source.strings;
  if (source.tensor)
    copy.tensor = std::make_unique<Tensor>(*source.tensor);
  return copy;
}

LogicalResult GraphImporter::inlineFunction(const Function &function,
                                            const Node &node, Location loc) {
  if (++depth > kMaxDepth)
    return emitError(loc) << "functions call each other more than " << kMaxDepth
                          << " levels deep";
  Scope inner;
  for (auto [i, name] : llvm::enumerate(function.inputs)) {
    if (i >= node.inputs.size() || node.inputs[i].empty())
      continue;
    Value value = lookup(node.inputs[i], loc);
    if (!value)
      return failure();
    inner[name] = value;
  }
  Scope outer = std::exchange(values, std::move(inner));
  // Names inside a function are its own: the graph's declarations do not hold.
  auto outerDeclared = std::exchange(declared, {});
  declareTypes(function.valueInfo);
  Opsets opsets =
      collectOpsets(function.opsetImports.empty() ? model.opsetImports
                                                  : function.opsetImports);
  LogicalResult imported = success();
  for (const Node &body : function.nodes) {
    if (++inlined > kMaxInlined)
      return emitError(loc) << "the bodies of the called functions add up to "
                               "more than "
                            << kMaxInlined << " nodes";
    Node resolved;
    resolved.opType = body.opType;
    resolved.domain = body.domain;
    resolved.overload = body.overload;
    resolved.name = body.name;
    for (std::string_view input : body.inputs) {
      // An omitted input of the call is omitted inside, too.
      bool omitted = !values.contains(input) && !sequences.contains(input) &&
                     llvm::is_contained(function.inputs, input);
      resolved.inputs.push_back(omitted ? std::string_view() : input);
    }
    resolved.outputs = body.outputs;
    for (const Attribute &attribute : body.attributes)
      if (const Attribute *value = resolve(attribute, node, function))
        resolved.attributes.push_back(copyPlain(*value, attribute.name));
    imported = importNode(resolved, opsets);
    if (failed(imported))
      break;
  }
  SmallVector<std::pair<StringRef, Value>> results;
  if (succeeded(imported))
    for (auto [i, name] : llvm::enumerate(function.outputs)) {
      if (i >= node.outputs.size() || node.outputs[i].empty())
        continue;
      Value value = lookup(name, loc);
      if (!value) {
        imported = failure();
        break;
      }
      results.push_back({node.outputs[i], value});
    }
  values = std::move(outer);
  declared = std::move(outerDeclared);
  for (auto [name, value] : results)
    define(name, value);
  --depth;
  return imported;
}

} // namespace perfopt::onnx
