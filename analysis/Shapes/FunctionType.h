//===- FunctionType.h - The type that a function has now -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_SHAPES_FUNCTIONTYPE_H
#define PERFOPT_ANALYSIS_SHAPES_FUNCTIONTYPE_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace perfopt::analysis {

/// Makes the function's type that of its arguments and of what it returns now.
/// A function without a body, or that returns nowhere, keeps its type.
void restateType(mlir::func::FuncOp function);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_SHAPES_FUNCTIONTYPE_H
