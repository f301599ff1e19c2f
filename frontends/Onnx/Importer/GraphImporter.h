//===- GraphImporter.h - Nodes in order, values by name -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_GRAPHIMPORTER_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_GRAPHIMPORTER_H

#include "frontends/Onnx/Importer/OperatorTable.h"
#include "frontends/Onnx/Importer/TypeConstraints.h"
#include "frontends/Onnx/Reader/Model.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <optional>
#include <string>
#include <vector>

namespace perfopt::onnx {

/// Opset versions by domain; "" is ai.onnx.
using Opsets = llvm::StringMap<int64_t>;
Opsets collectOpsets(const std::vector<OpsetImport> &imports);

/// "ai.onnx" is also written as "".
llvm::StringRef normalizedDomain(llvm::StringRef domain);
/// What a function is found by.
std::string functionKey(llvm::StringRef domain, llvm::StringRef name,
                        llvm::StringRef overload);

/// Imports the nodes of a graph, of its subgraphs and of the functions that it
/// calls, at the builder's insertion point.
class GraphImporter {
public:
  GraphImporter(const Model &model, mlir::OpBuilder &builder);

  /// Makes `value` what `name` stands for.
  void define(llvm::StringRef name, mlir::Value value);
  /// The types that the file declares for the graph's values.
  void declareTypes(const std::vector<ValueInfo> &infos);

  mlir::LogicalResult importInitializers(const Graph &graph);
  mlir::LogicalResult importNodes(llvm::ArrayRef<const Node *> nodes,
                                  const Opsets &opsets);
  /// Null after an error was reported.
  mlir::Value lookup(llvm::StringRef name, mlir::Location user);

private:
  /// Names of one graph: that of the model, a subgraph, a function's body.
  struct Scope {
    llvm::StringMap<mlir::Value> values;
    llvm::StringMap<mlir::TensorType> declared;
  };
  /// What the nodes of a function's body take from its call.
  struct Call {
    /// The caller's values of attributes, else the function's defaults.
    llvm::StringMap<const Attribute *> attributes;
    /// Inputs that the call leaves out.
    llvm::StringSet<> omitted;
  };
  /// An attribute under the node's name for it; from the call where the node
  /// refers to one there.
  struct NodeAttribute {
    std::string_view name;
    const Attribute *value;
  };

  mlir::LogicalResult importNode(const Node &node, const Opsets &opsets);
  mlir::LogicalResult importOperands(const Node &node, mlir::Location loc,
                                     llvm::SmallVectorImpl<mlir::Value> &into);
  mlir::LogicalResult importConstant(const Node &node, mlir::Location loc);
  mlir::LogicalResult importOpaque(const Node &node, mlir::Location loc,
                                   llvm::StringRef reason);
  mlir::LogicalResult importContribNode(const Node &node,
                                        OperatorRequest &request,
                                        mlir::Location loc);
  mlir::LogicalResult createOperator(const OperatorEntry &entry,
                                     OperatorRequest &request, const Node &node,
                                     mlir::Location loc);
  /// An error; inside of a body an nn.opaque whose reason says so.
  mlir::LogicalResult reportInvalid(const Node &node, mlir::Location loc,
                                    llvm::StringRef reason);
  /// Binds the results to the node's outputs, checks them against the declared
  /// types and fills in what inference left open.
  void defineResults(const Node &node, mlir::ValueRange results,
                     mlir::Location loc);
  mlir::Location location(const Node &node);
  const mlir::Value *findValue(llvm::StringRef name) const;
  mlir::TensorType declaredType(llvm::StringRef name) const;
  llvm::SmallVector<NodeAttribute> attributesOf(const Node &node) const;
  /// Null when the node has none of that name.
  const Attribute *attributeOf(const Node &node, llvm::StringRef name) const;

  // FunctionInliner.cpp
  const Function *findFunction(const Node &node) const;
  mlir::LogicalResult inlineFunction(const Function &function, const Node &node,
                                     mlir::Location loc);

  // ControlFlowImporter.cpp
  mlir::LogicalResult importControlFlow(const Node &node, const Opsets &opsets,
                                        mlir::Location loc);
  mlir::LogicalResult importBody(const Node &node, llvm::StringRef attribute,
                                 mlir::TypeRange arguments,
                                 const Opsets &opsets, mlir::Location loc,
                                 mlir::Region &body);
  /// Nothing is done when the node is about no sequence or optional; else it is
  /// handled and `done` set.
  mlir::LogicalResult importOptional(const Node &node, mlir::Location loc,
                                     bool &done);

  const Model &model;
  mlir::OpBuilder &builder;
  OperatorTable table;
  TypeConstraints constraints;
  llvm::StringMap<const Function *> functions;
  /// From the outermost graph, or function body, inwards.
  std::vector<Scope> scopes;
  /// Null outside of functions.
  const Call *call = nullptr;
  /// Where weights and constants of subgraphs go: in front of the outermost
  /// operator with bodies, so that a body that runs often has them once.
  std::optional<mlir::OpBuilder::InsertPoint> outside;
  /// Of initializers, as PyTorch's exporter notes them: PARAMETER, BUFFER, ...
  llvm::StringMap<llvm::StringRef> signatureKinds;
  /// Outputs that the nn operator does not have, with the operator's name.
  llvm::StringMap<llvm::StringRef> missingOutputs;
  unsigned depth = 0;
  /// Nodes of functions so far.
  size_t inlined = 0;
};

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_GRAPHIMPORTER_H
