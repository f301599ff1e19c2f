//===- FunctionImporter.h - Functions, operator by operator ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_MLIR_FUNCTIONIMPORTER_H
#define PERFOPT_FRONTENDS_MLIR_FUNCTIONIMPORTER_H

#include "frontends/Mlir/Constants.h"
#include "frontends/Mlir/Scalars.h"
#include "frontends/Mlir/StableHlo/StableHlo.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/DenseMap.h"

#include <map>
#include <set>
#include <string>

namespace perfopt::upstream {

/// Writes the operators of a function, and of those that it calls, one after
/// the other at the builder's insertion point. Linear in the operators written.
class FunctionImporter {
public:
  FunctionImporter(mlir::ModuleOp source, mlir::OpBuilder &builder);

  /// What an argument of the function stands for.
  void define(mlir::Value argument, mlir::Value value);
  /// What stands for it now; a buffer that was written is another value.
  mlir::Value lookup(mlir::Value argument) const;
  /// The results of the function's return.
  mlir::LogicalResult importBody(mlir::func::FuncOp function,
                                 llvm::SmallVectorImpl<mlir::Value> &results);

  /// Dialects of the operators that were read.
  const std::set<std::string> &dialects() const { return used; }
  /// One warning for each dialect with operators that nothing is known of.
  void reportUnknown(mlir::Location loc) const;

private:
  mlir::LogicalResult importBlock(mlir::Block &block);
  mlir::LogicalResult importOperation(mlir::Operation *op);
  /// What stands for the terminator's operands.
  mlir::LogicalResult operandsOf(mlir::Operation *op, Values &values);
  mlir::LogicalResult bindResults(mlir::Operation *op, mlir::ValueRange values);

  mlir::LogicalResult importCall(mlir::Operation *op, mlir::StringRef callee);
  mlir::LogicalResult importFor(mlir::Operation *op);
  mlir::LogicalResult importWhile(mlir::Operation *op);
  mlir::LogicalResult importBranch(mlir::Operation *op);
  mlir::LogicalResult importConstant(mlir::Operation *op,
                                     mlir::Attribute value);
  mlir::LogicalResult importOpaque(mlir::Operation *op, llvm::StringRef reason);
  mlir::LogicalResult cloneOperation(mlir::Operation *op);
  /// What stands for the operands of `op` and for what its regions capture. A
  /// mapping of its own: an operator that is written several times has
  /// arguments of its regions of its own each time.
  mlir::FailureOr<mlir::IRMapping> surroundings(mlir::Operation *op);
  /// Buffers: an operator that writes into one makes a new tensor.
  mlir::LogicalResult importOnBuffers(mlir::Operation *op);
  bool importBufferView(mlir::Operation *op);
  /// Looks again where the buffer behind a view was written in between.
  void refreshView(mlir::Value view);

  /// Sets the variables of one more round of a loop.
  mlir::LogicalResult bindArguments(mlir::Block &block,
                                    mlir::ValueRange sources);
  void bindArgument(mlir::Value argument, mlir::Value value,
                    std::optional<int64_t> number);
  /// How often a loop runs; unset where that is not known beforehand.
  std::optional<int64_t> tripsOfWhile(mlir::Block &condition, mlir::Block &body,
                                      mlir::ValueRange inits);
  bool isTooLong(int64_t trips, mlir::Region &body);

  mlir::Location locationOf(mlir::Operation *op);
  mlir::LogicalResult countOperator(mlir::Operation *op);

  mlir::ModuleOp source;
  mlir::OpBuilder &builder;
  mlir::IRMapping values;
  Scalars scalars;
  Constants constants;
  StableHlo stableHlo;
  std::set<std::string> used;
  /// By dialect, operators that became nn.opaque and how many of each.
  std::map<std::string, std::map<std::string, int>> unknown;
  /// Buffers that are another look at a buffer, and at which.
  llvm::DenseMap<mlir::Value, mlir::Value> viewedBuffers;
  /// Functions that are being inlined.
  llvm::SmallVector<mlir::Operation *> calls;
  int64_t imported = 0;
};

/// A tensor's type for a buffer; any other type without StableHLO's bounds.
mlir::Type importedType(mlir::Type type);

} // namespace perfopt::upstream

#endif // PERFOPT_FRONTENDS_MLIR_FUNCTIONIMPORTER_H
