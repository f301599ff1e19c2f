//===- AttributeText.h - Attributes of StableHLO from their text ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attributes of a dialect that is not known stay text: #stablehlo.dot<...>,
// #stablehlo.conv<...>, #stablehlo<comparison_direction LT>.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_MLIR_ATTRIBUTETEXT_H
#define PERFOPT_FRONTENDS_MLIR_ATTRIBUTETEXT_H

#include "mlir/IR/Attributes.h"
#include "mlir/IR/Operation.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>

namespace perfopt::upstream {

using Integers = llvm::SmallVector<int64_t>;

/// "LT" of #stablehlo<comparison_direction LT>; empty for anything else.
llvm::StringRef enumText(mlir::Attribute attribute);

/// Which dimensions a dot_general pairs and sums over.
struct DotDimensions {
  Integers lhsBatch, rhsBatch, lhsContracting, rhsContracting;
};
std::optional<DotDimensions> parseDotDimensions(mlir::Attribute attribute);

/// Where a convolution's dimensions are, spatial ones in their order.
struct ConvDimensions {
  struct Operand {
    int64_t batch = -1;   // of a kernel: input features
    int64_t feature = -1; // of a kernel: output features
    Integers spatial;
  };
  Operand input, kernel, output;
};
std::optional<ConvDimensions> parseConvDimensions(mlir::Attribute attribute);

/// `name = [..]` in the text of an attribute such as #stablehlo.gather<...>;
/// empty where it is left out.
Integers namedIntegers(mlir::Attribute attribute, llvm::StringRef name);

/// An attribute of integers in any of its forms (array<i64: ...>, dense<...>);
/// `count` times `fallback` where the operator has none. Unset when it is of
/// another kind or length.
std::optional<Integers> integers(mlir::Operation *op, llvm::StringRef name,
                                 size_t count, int64_t fallback);
/// One integer, `fallback` where the operator has none.
int64_t integer(mlir::Operation *op, llvm::StringRef name, int64_t fallback);

} // namespace perfopt::upstream

#endif // PERFOPT_FRONTENDS_MLIR_ATTRIBUTETEXT_H
