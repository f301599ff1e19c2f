//===- Importer.cpp - From ONNX records to the nn dialect -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/Importer.h"

#include "dialects/NN/NNOps.h"
#include "frontends/Onnx/Importer/GraphImporter.h"
#include "frontends/Onnx/Importer/NodeOrder.h"
#include "frontends/Onnx/Importer/Refusals.h"
#include "frontends/Onnx/Importer/TypeConversion.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Verifier.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;

namespace perfopt::onnx {

static DictionaryAttr modelAttributes(const Model &model, StringRef name,
                                      StringRef sha256, Builder &builder) {
  NamedAttrList attributes;
  NamedAttrList opsets;
  for (const OpsetImport &import : model.opsetImports)
    opsets.set(import.domain.empty() ? StringRef("ai.onnx")
                                     : StringRef(import.domain),
               builder.getI64IntegerAttr(import.version));
  attributes.set("name", builder.getStringAttr(name));
  attributes.set("format", builder.getStringAttr("onnx"));
  attributes.set("sha256", builder.getStringAttr(sha256));
  attributes.set("ir_version", builder.getI64IntegerAttr(model.irVersion));
  attributes.set("opset", opsets.getDictionary(builder.getContext()));
  attributes.set("nodes", builder.getI64IntegerAttr(model.graph.nodes.size()));
  if (!model.producer.empty())
    attributes.set("producer",
                   builder.getStringAttr(Twine(model.producer) + " " +
                                         model.producerVersion));
  return attributes.getDictionary(builder.getContext());
}

/// nn.name and nn.dim_names of a graph input.
static DictionaryAttr argumentAttributes(const ValueInfo &input,
                                         Builder &builder) {
  NamedAttrList attributes;
  attributes.set(nn::kArgumentName, builder.getStringAttr(input.name));
  SmallVector<StringRef> names;
  if (input.type.shape)
    for (const Dim &dim : *input.type.shape)
      names.push_back(dim.kind == Dim::Kind::Param ? StringRef(dim.param)
                                                   : StringRef());
  attributes.set(nn::kDimNames, builder.getStrArrayAttr(names));
  return attributes.getDictionary(builder.getContext());
}

OwningOpRef<ModuleOp> importModel(const LoadedModel &loaded, StringRef name,
                                  MLIRContext *context) {
  for (const std::string &note : loaded.notes)
    emitRemark(NameLoc::get(StringAttr::get(context, name))) << note;
  return importModel(loaded.model, name, loaded.sha256, context);
}

OwningOpRef<ModuleOp> importModel(const Model &model, StringRef name,
                                  StringRef sha256, MLIRContext *context) {
  context->loadDialect<nn::NNDialect, func::FuncDialect>();
  const Graph &graph = model.graph;
  Location loc = NameLoc::get(StringAttr::get(context, name));

  OpBuilder builder(context);
  OwningOpRef<ModuleOp> module = ModuleOp::create(builder, loc);
  (*module)->setAttr(nn::kModel, modelAttributes(model, name, sha256, builder));

  Opsets opsets = collectOpsets(model.opsetImports);
  // Before IR version 4 every initializer is listed as an input, too.
  llvm::StringSet<> initialized;
  for (const Tensor &tensor : graph.initializers)
    initialized.insert(tensor.name);
  for (const SparseTensor &tensor : graph.sparseInitializers)
    initialized.insert(tensor.values.name);
  SmallVector<const ValueInfo *> inputs;
  SmallVector<mlir::Type> types;
  for (const ValueInfo &input : graph.inputs) {
    if (initialized.contains(input.name))
      continue;
    mlir::Type type = convertValueType(input.type, context);
    if (!type)
      emitWarning(loc)
          << "input '" << StringRef(input.name) << "' is "
          << describeType(input.type)
          << ", expected a tensor of numbers or a sequence of them: what "
             "depends on it is not counted";
    inputs.push_back(&input);
    types.push_back(type ? type : nn::UnknownType::get(context));
  }

  builder.setInsertionPointToEnd(module->getBody());
  auto function = func::FuncOp::create(builder, loc, "main",
                                       builder.getFunctionType(types, {}));
  Block *body = function.addEntryBlock();
  builder.setInsertionPointToStart(body);

  GraphImporter importer(model, builder);
  SmallVector<DictionaryAttr> attributes;
  for (auto [i, input] : llvm::enumerate(inputs)) {
    attributes.push_back(argumentAttributes(*input, builder));
    importer.define(input->name, body->getArgument(i));
  }
  // All at once: each call makes a list of all of them.
  function.setAllArgAttrs(attributes);
  importer.declareTypes(graph.valueInfo);
  importer.declareTypes(graph.outputs);
  FailureOr<std::vector<const Node *>> order = nodeOrder(graph, loc);
  if (failed(order) || failed(importer.importInitializers(graph)) ||
      failed(importer.importNodes(*order, opsets)))
    return {};

  SmallVector<Value> results;
  for (const ValueInfo &output : graph.outputs) {
    Value value = importer.lookup(output.name, loc);
    if (!value)
      return {};
    results.push_back(value);
  }
  func::ReturnOp::create(builder, loc, results);
  function.setType(
      builder.getFunctionType(types, TypeRange(ValueRange(results))));
  return module;
}

} // namespace perfopt::onnx
