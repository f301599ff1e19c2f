//===- Constants.h - Constants and weights --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A constant of one number, or a small one of integers, is part of the
// computation (shapes, bounds, positions) and keeps its values. A larger one is
// a weight: a type and a name, its payload is dropped. A splat carries one
// number, whatever its size; weights that were elided should be
// dense_resource<__elided__>, as mlir-opt --mlir-elide-elementsattrs-if-larger
// writes them.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_MLIR_CONSTANTS_H
#define PERFOPT_FRONTENDS_MLIR_CONSTANTS_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/StringRef.h"

namespace perfopt::upstream {

class Constants {
public:
  explicit Constants(mlir::OpBuilder &builder) : builder(builder) {}

  /// nn.constant or nn.weight of `type`, which a constant's values have, too.
  mlir::Value create(mlir::ElementsAttr values, mlir::RankedTensorType type,
                     llvm::StringRef name, mlir::Location loc);
  /// A weight that nothing but its type is known of.
  mlir::Value weight(mlir::RankedTensorType type, llvm::StringRef name,
                     mlir::Location loc);

private:
  mlir::OpBuilder &builder;
  /// Names those that have none.
  int unnamed = 0;
};

} // namespace perfopt::upstream

#endif // PERFOPT_FRONTENDS_MLIR_CONSTANTS_H
