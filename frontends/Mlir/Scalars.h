//===- Scalars.h - Integers that are known without running ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops say how often they run in integers that are computed: a constant, a
// step added, a comparison. This computes them, without running anything else.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_MLIR_SCALARS_H
#define PERFOPT_FRONTENDS_MLIR_SCALARS_H

#include "mlir/IR/Operation.h"
#include "llvm/ADT/DenseMap.h"

#include <cstdint>
#include <optional>

namespace perfopt::upstream {

/// Values of arith, stablehlo and tosa that hold a single integer or bool.
class Scalars {
public:
  /// What an argument of a block or a loop's variable holds at the moment;
  /// unset is unknown.
  void set(mlir::Value value, std::optional<int64_t> number);

  /// Unset where it depends on data, or takes too long to find out.
  std::optional<int64_t> get(mlir::Value value) const;

private:
  std::optional<int64_t> compute(mlir::Value value, int &budget) const;

  llvm::DenseMap<mlir::Value, int64_t> known;
};

} // namespace perfopt::upstream

#endif // PERFOPT_FRONTENDS_MLIR_SCALARS_H
