//===- Session.h - One run over a module ---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pattern finds the function's result and inputs; the session decides whether
// the operators between them may go, replaces them and keeps count.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_RECOMPOSE_SESSION_H
#define PERFOPT_ANALYSIS_RECOMPOSE_SESSION_H

#include "analysis/Recompose/Functions.h"
#include "analysis/Recompose/Spelling.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"

#include <array>
#include <optional>

namespace perfopt::analysis {

class Session;

/// Tries to read `result` as the last value of a function; true when it formed
/// something. `result` has users.
using Pattern = bool (*)(mlir::Value result, Session &session);

/// A function that was found: its results, and the values that it reads.
struct Found {
  Function function;
  /// The first to be computed comes first: there the new operators stand.
  llvm::SmallVector<mlir::Value, 2> results;
  llvm::SmallVector<mlir::Value, 6> inputs;
  /// Set where the form itself says who wrote it, whatever the names say.
  std::optional<Spelling> spelling;
};

/// Creates the operators that take over; one value for each result.
using Make = llvm::function_ref<llvm::SmallVector<mlir::Value, 2>(
    mlir::OpBuilder &builder, mlir::Location loc)>;
/// The same where there is one result.
using MakeOne = llvm::function_ref<mlir::Value(mlir::OpBuilder &builder,
                                               mlir::Location loc)>;

class Session : mlir::OpBuilder::Listener {
public:
  Session(mlir::ModuleOp module, const RecomposeOptions &options);
  Session(const Session &) = delete;

  /// `pattern` starts at results of `Roots`. Of several at one root the one
  /// that was added first goes first.
  template <typename... Roots>
  void add(Pattern pattern) {
    (patterns[mlir::TypeID::get<Roots>()].push_back(pattern), ...);
  }

  /// From the last operator to the first, so that a form with an addition
  /// behind is found before the one without.
  void run();

  /// True when the operators between inputs and results are read by nobody else
  /// and the options ask for the function; then they are gone.
  bool form(const Found &found, MakeOne make);
  bool formAll(const Found &found, Make make);

private:
  using Parts = llvm::SmallSetVector<mlir::Operation *, 16>;

  bool wants(const Found &found, const Parts &parts) const;
  void erase(const Parts &parts);
  void note();
  void notifyOperationInserted(mlir::Operation *op,
                               mlir::OpBuilder::InsertPoint) override;

  struct Tally {
    int64_t count = 0;
    int64_t operators = 0;
  };

  mlir::ModuleOp module;
  const RecomposeOptions &options;
  mlir::OpBuilder builder;
  llvm::DenseMap<mlir::TypeID, llvm::SmallVector<Pattern, 4>> patterns;
  llvm::SmallVector<mlir::Operation *> pending;
  llvm::DenseSet<mlir::Operation *> erased;
  std::array<Tally, kFunctions> tallies;
};

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_RECOMPOSE_SESSION_H
