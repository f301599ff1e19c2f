//===- NNDialect.h - The nn dialect ---------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_NNDIALECT_H
#define PERFOPT_DIALECTS_NN_NNDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/NN/NNDialect.h.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/NN/NNTypes.h.inc"

namespace perfopt::nn {

/// Names of the discardable attributes that nn puts on functions and modules.
inline constexpr llvm::StringLiteral kArgumentName = "nn.name";
inline constexpr llvm::StringLiteral kDimNames = "nn.dim_names";
inline constexpr llvm::StringLiteral kModel = "nn.model";
/// On an operator that training added: the name of its core::Phase. Operators
/// without it are of the forward pass.
inline constexpr llvm::StringLiteral kPhase = "nn.phase";
/// On a function's result that is the gradient of a parameter.
inline constexpr llvm::StringLiteral kGradient = "nn.gradient";
/// On a module whose operators are those of a training step.
inline constexpr llvm::StringLiteral kTraining = "nn.training";

/// Two lists of types agree where both know something.
bool areCompatible(mlir::TypeRange a, mlir::TypeRange b);

} // namespace perfopt::nn

#endif // PERFOPT_DIALECTS_NN_NNDIALECT_H
