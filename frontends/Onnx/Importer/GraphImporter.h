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

#include <vector>

namespace perfopt::onnx {

/// Opset versions by domain; "" is ai.onnx.
using Opsets = llvm::StringMap<int64_t>;
Opsets collectOpsets(const std::vector<OpsetImport> &imports);

/// Imports the nodes of a graph, and of the functions that it calls, at the
/// builder's insertion point.
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
  using Scope = llvm::StringMap<mlir::Value>;

  mlir::LogicalResult importNode(const Node &node, const Opsets &opsets);
  mlir::LogicalResult importConstant(const Node &node, mlir::Location loc);
  mlir::LogicalResult importSequence(const Node &node, mlir::Location loc);
  mlir::LogicalResult inlineFunction(const Function &function, const Node &node,
                                     mlir::Location loc);
  mlir::LogicalResult importOpaque(const Node &node, mlir::Location loc,
                                   llvm::StringRef reason);
  mlir::LogicalResult createOperator(const OperatorEntry &entry,
                                     OperatorRequest &request, const Node &node,
                                     mlir::Location loc);
  /// Binds the results to the node's outputs, checks them against the declared
  /// types and fills in what inference left open.
  void defineResults(const Node &node, mlir::Operation *op);
  mlir::Location location(const Node &node);
  const Function *findFunction(const Node &node) const;

  const Model &model;
  mlir::OpBuilder &builder;
  OperatorTable table;
  TypeConstraints constraints;
  llvm::StringMap<const Function *> functions;
  Scope values;
  llvm::StringMap<mlir::TensorType> declared;
  /// Of initializers, as PyTorch's exporter notes them: PARAMETER, BUFFER, ...
  llvm::StringMap<llvm::StringRef> signatureKinds;
  /// A tensor that SplitToSequence cut up: its parts by position.
  llvm::StringMap<llvm::SmallVector<mlir::Value>> sequences;
  /// Outputs that the nn operator does not have, with the operator's name.
  llvm::StringMap<llvm::StringRef> missingOutputs;
  unsigned depth = 0;
  /// Nodes of functions so far.
  size_t inlined = 0;
};

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_GRAPHIMPORTER_H
