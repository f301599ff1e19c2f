//===- FunctionInliner.cpp - Functions that the file defines --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A node that calls a function becomes the function's nodes. Names inside are
// the function's own; attributes that refer to the call's are looked up when a
// node is imported, so that graphs in attributes need no copy.
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/GraphImporter.h"

using namespace mlir;

namespace perfopt::onnx {

/// Functions that call functions: deeper is a cycle or an attack.
static constexpr unsigned kMaxDepth = 64;
/// Few functions that call each other twice a level make an endless model.
static constexpr size_t kMaxInlined = size_t(1) << 20;

const Function *GraphImporter::findFunction(const Node &node) const {
  if (functions.empty())
    return nullptr;
  return functions.lookup(functionKey(node.domain, node.opType, node.overload));
}

LogicalResult GraphImporter::inlineFunction(const Function &function,
                                            const Node &node, Location loc) {
  if (depth == kMaxDepth)
    return emitError(loc) << "functions call each other more than " << kMaxDepth
                          << " levels deep";
  inlined += function.nodes.size();
  if (inlined > kMaxInlined)
    return emitError(loc) << "the bodies of the called functions add up to "
                             "more than "
                          << kMaxInlined << " nodes";

  SmallVector<Value> operands;
  if (failed(importOperands(node, loc, operands)))
    return failure();
  Scope inner;
  Call innerCall;
  for (auto [i, name] : llvm::enumerate(function.inputs)) {
    if (i < operands.size() && operands[i])
      inner.values[name] = operands[i];
    else
      innerCall.omitted.insert(name);
  }
  for (NodeAttribute attribute : attributesOf(node))
    innerCall.attributes.try_emplace(attribute.name, attribute.value);
  for (const Attribute &fallback : function.attributeDefaults)
    innerCall.attributes.try_emplace(fallback.name, &fallback);

  std::vector<Scope> outerScopes = std::exchange(scopes, {});
  scopes.push_back(std::move(inner));
  const Call *outerCall = std::exchange(call, &innerCall);
  ++depth;

  declareTypes(function.valueInfo);
  Opsets opsets =
      collectOpsets(function.opsetImports.empty() ? model.opsetImports
                                                  : function.opsetImports);
  LogicalResult imported = success();
  for (const Node &body : function.nodes)
    if (succeeded(imported))
      imported = importNode(body, opsets);
  SmallVector<std::pair<StringRef, Value>> results;
  for (auto [i, name] : llvm::enumerate(function.outputs)) {
    if (failed(imported) || i >= node.outputs.size() || node.outputs[i].empty())
      continue;
    Value value = lookup(name, loc);
    imported = success(static_cast<bool>(value));
    results.push_back({node.outputs[i], value});
  }

  --depth;
  call = outerCall;
  scopes = std::move(outerScopes);
  for (auto [name, value] : results)
    define(name, value);
  return imported;
}

} // namespace perfopt::onnx
