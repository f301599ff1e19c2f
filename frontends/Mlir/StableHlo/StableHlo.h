//===- StableHlo.h - StableHLO in generic form ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_MLIR_STABLEHLO_STABLEHLO_H
#define PERFOPT_FRONTENDS_MLIR_STABLEHLO_STABLEHLO_H

#include "frontends/Mlir/StableHlo/Translation.h"

namespace perfopt::upstream {

/// Translates operations of stablehlo, chlo and mhlo into nn.
class StableHlo {
public:
  StableHlo();

  static bool handles(llvm::StringRef dialect);

  /// The values that stand for the results of `op`, whose operands are
  /// `operands` in the module that is built. Unset with a reason where nn has
  /// nothing for it.
  Translated translate(mlir::Operation *op, mlir::ValueRange operands,
                       mlir::Location loc, mlir::OpBuilder &builder,
                       std::string &reason) const;

private:
  TranslationTable table;
};

/// A tensor's type without StableHLO's bounds on its open extents; any other
/// type as it is.
mlir::Type withoutBounds(mlir::Type type);

} // namespace perfopt::upstream

#endif // PERFOPT_FRONTENDS_MLIR_STABLEHLO_STABLEHLO_H
