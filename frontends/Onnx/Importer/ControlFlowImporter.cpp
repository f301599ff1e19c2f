//===- ControlFlowImporter.cpp - Nodes with bodies, optionals -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Of what a body takes, only the element types are known here: extents may
// change from one iteration to the next, and inference finds them out.
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/GraphImporter.h"

#include "dialects/NN/NNOps.h"
#include "frontends/Onnx/Importer/NodeOrder.h"
#include "frontends/Onnx/Importer/TypeConversion.h"

using namespace mlir;

namespace perfopt::onnx {

/// What both types have in common.
static mlir::Type commonType(mlir::Type a, mlir::Type b) {
  if (a == b)
    return a;
  auto left = dyn_cast<TensorType>(a), right = dyn_cast<TensorType>(b);
  if (!left || !right || left.getElementType() != right.getElementType())
    return nn::UnknownType::get(a.getContext());
  if (!left.hasRank() || !right.hasRank() || left.getRank() != right.getRank())
    return nn::openType(a);
  SmallVector<int64_t> shape(left.getShape());
  for (auto [extent, other] : llvm::zip_equal(shape, right.getShape()))
    if (extent != other)
      extent = ShapedType::kDynamic;
  return left.clone(shape);
}

static SmallVector<mlir::Type> openTypes(TypeRange types) {
  return llvm::map_to_vector(types, nn::openType);
}

static TypeRange yieldedTypes(Region &body) {
  return body.front().getTerminator()->getOperandTypes();
}

LogicalResult GraphImporter::importBody(const Node &node, StringRef attribute,
                                        TypeRange arguments,
                                        const Opsets &opsets, Location loc,
                                        Region &body) {
  const Attribute *given = attributeOf(node, attribute);
  if (!given || !given->graph)
    return emitError(loc) << "invalid " << StringRef(node.opType)
                          << ": it has no graph '" << attribute << "'";
  const Graph &graph = *given->graph;
  if (graph.inputs.size() != arguments.size())
    return emitError(loc) << "invalid " << StringRef(node.opType)
                          << ": its graph '" << attribute << "' takes "
                          << graph.inputs.size() << " values, expected "
                          << arguments.size();
  Block &block = body.emplaceBlock();
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(&block);
  scopes.emplace_back();
  declareTypes(graph.valueInfo);
  declareTypes(graph.outputs);
  for (auto [input, type] : llvm::zip_equal(graph.inputs, arguments)) {
    mlir::Type known = type;
    if (isa<nn::UnknownType>(type))
      if (mlir::Type stated =
              convertValueType(input.type, builder.getContext()))
        known = nn::openType(stated);
    define(input.name, block.addArgument(known, loc));
  }
  FailureOr<std::vector<const Node *>> order = nodeOrder(graph, loc);
  LogicalResult imported =
      failure(failed(order) || failed(importInitializers(graph)) ||
              failed(importNodes(*order, opsets)));
  SmallVector<Value> results;
  for (const ValueInfo &output : graph.outputs) {
    if (failed(imported))
      break;
    results.push_back(lookup(output.name, loc));
    imported = success(static_cast<bool>(results.back()));
  }
  scopes.pop_back();
  if (succeeded(imported))
    nn::YieldOp::create(builder, loc, results);
  return imported;
}

/// The attribute's integers; null without them.
static DenseI64ArrayAttr intsOf(const Attribute *attribute, Builder &builder) {
  if (!attribute || attribute->kind != Attribute::Kind::Ints)
    return {};
  return builder.getDenseI64ArrayAttr(attribute->ints);
}

LogicalResult GraphImporter::importControlFlow(const Node &node,
                                               const Opsets &opsets,
                                               Location loc) {
  StringRef opType = node.opType;
  if (opType == "Scan" && opsets.lookup("") < 9)
    return importOpaque(node, loc, "the batched Scan of opset 8 is not known");
  SmallVector<Value> operands;
  if (failed(importOperands(node, loc, operands)))
    return failure();
  MLIRContext *context = builder.getContext();
  auto invalid = [&](const Twine &reason) {
    return emitError(loc) << "invalid " << opType << ": " << reason;
  };
  // Only a loop's limits may be left out.
  size_t optional = opType == "Loop" ? std::min<size_t>(operands.size(), 2) : 0;
  ArrayRef<Value> required = ArrayRef(operands).drop_front(optional);
  if (llvm::is_contained(required, Value()) ||
      (opType != "Loop" && operands.empty()))
    return invalid("an operand is missing");
  SmallVector<mlir::Type> types = openTypes(TypeRange(ValueRange(required)));

  bool outermost = !outside;
  if (outermost)
    outside = builder.saveInsertionPoint();
  Region first, second;
  LogicalResult imported = success();
  int64_t scanned = 0;
  if (opType == "If") {
    imported = failure(
        failed(importBody(node, "then_branch", {}, opsets, loc, first)) ||
        failed(importBody(node, "else_branch", {}, opsets, loc, second)));
  } else {
    if (opType == "Loop") {
      mlir::Type counter = RankedTensorType::get({}, builder.getI64Type());
      mlir::Type condition = RankedTensorType::get({}, builder.getI1Type());
      types.insert(types.begin(), {counter, condition});
    } else if (opType == "SequenceMap") {
      for (mlir::Type &type : types)
        if (auto sequence = dyn_cast<nn::SequenceType>(type))
          type = sequence.getElement();
    } else if (const Attribute *count = attributeOf(node, "num_scan_inputs")) {
      scanned = count->i;
    }
    imported = importBody(node, "body", types, opsets, loc, first);
  }
  if (outermost)
    outside.reset();
  if (failed(imported))
    return failure();

  Operation *op = nullptr;
  if (opType == "If") {
    if (yieldedTypes(first).size() != yieldedTypes(second).size())
      return invalid("its branches make different numbers of values");
    auto results = llvm::map_to_vector(
        llvm::zip_equal(yieldedTypes(first), yieldedTypes(second)),
        [](auto pair) {
          return commonType(std::get<0>(pair), std::get<1>(pair));
        });
    auto branch = nn::IfOp::create(builder, loc, results, operands.front());
    branch.getThenBranch().takeBody(first);
    branch.getElseBranch().takeBody(second);
    op = branch;
  } else if (opType == "Loop") {
    operands.resize(std::max<size_t>(operands.size(), 2));
    if (yieldedTypes(first).size() < required.size() + 1)
      return invalid("its body makes fewer values than it carries");
    auto results = openTypes(yieldedTypes(first).drop_front());
    auto loop = nn::LoopOp::create(builder, loc, results, operands[0],
                                   operands[1], required);
    loop.getBody().takeBody(first);
    op = loop;
  } else if (opType == "Scan") {
    if (scanned < 1 || scanned > static_cast<int64_t>(operands.size()))
      return invalid("num_scan_inputs is " + Twine(scanned) +
                     ", expected 1 to " + Twine(operands.size()));
    if (yieldedTypes(first).size() < operands.size() - scanned)
      return invalid("its body makes fewer values than it carries");
    auto results = openTypes(yieldedTypes(first));
    auto attribute = [&](StringRef name) {
      return intsOf(attributeOf(node, name), builder);
    };
    auto scan = nn::ScanOp::create(
        builder, loc, results, required.drop_back(scanned),
        required.take_back(scanned), attribute("scan_input_axes"),
        attribute("scan_input_directions"), attribute("scan_output_axes"),
        attribute("scan_output_directions"));
    scan.getBody().takeBody(first);
    op = scan;
  } else {
    auto results = llvm::map_to_vector(
        yieldedTypes(first), [&](mlir::Type type) -> mlir::Type {
          return nn::SequenceType::get(context, nn::openType(type));
        });
    auto map = nn::SequenceMapOp::create(builder, loc, results, required);
    map.getBody().takeBody(first);
    op = map;
  }
  defineResults(node, op->getResults(), loc);
  return success();
}

LogicalResult GraphImporter::importOptional(const Node &node, Location loc,
                                            bool &done) {
  StringRef opType = node.opType;
  bool isOptional = opType.starts_with("Optional");
  if ((!isOptional && opType != "Identity" && opType != "SequenceEmpty") ||
      node.outputs.empty())
    return success();
  SmallVector<Value> operands;
  if (failed(importOperands(node, loc, operands)))
    return failure();
  Value operand = operands.empty() ? Value() : operands.front();
  done = true;
  if (opType == "SequenceEmpty") {
    const Attribute *dtype = attributeOf(node, "dtype");
    mlir::Type element = convertElementType(
        dtype ? DataType(static_cast<int32_t>(dtype->i)) : DataType::Float,
        builder.getContext());
    if (!element)
      return importOpaque(node, loc, "it makes values that are no numbers");
    auto type = nn::SequenceType::get(builder.getContext(),
                                      UnrankedTensorType::get(element));
    define(node.outputs.front(),
           nn::SequenceConstructOp::create(builder, loc, type, ValueRange(),
                                           TypeAttr::get(element)));
  } else if (opType == "OptionalHasElement") {
    // An optional that is there has a value: one that comes in as an input is
    // taken to be given.
    auto type = RankedTensorType::get({}, builder.getI1Type());
    define(node.outputs.front(),
           nn::ConstantOp::create(
               builder, loc, type,
               DenseElementsAttr::get(type, static_cast<bool>(operand))));
  } else if (isOptional && !operand) {
    return importOpaque(node, loc, "an empty optional has no value");
  } else if (isOptional || isa<nn::SequenceType>(operand.getType())) {
    define(node.outputs.front(), operand);
  } else {
    done = false; // the identity of a tensor
  }
  return success();
}

} // namespace perfopt::onnx
