//===- Spelling.h - Who wrote the parts ----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// PyTorch's exporter (torch.onnx.export with dynamo) translates one function of
// the model at a time. It names the node that makes the function's result after
// the function (node_gelu, node_pow_1) and every other one after its ONNX type
// with a number (node_Erf_4). So a GELU of node_Div_3, node_Erf_4, node_Add_6,
// node_Mul_8 and node_gelu was one call, and one of node_mul, node_pow_1,
// node_mul_1, ... was written by the model's author: eager mode runs every part
// of it. Functions that the exporter has as a script of its own are numbered
// n0, n1, ... instead. Seen in files of torch 2.15 (tests/models); other
// exporters say nothing by their names.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_RECOMPOSE_SPELLING_H
#define PERFOPT_ANALYSIS_RECOMPOSE_SPELLING_H

#include "mlir/IR/Operation.h"
#include "mlir/Support/LLVM.h"

namespace perfopt::analysis {

enum class Spelling { Unknown, ByExporter, ByModel };

/// What the names of `parts` say, the one that makes the result left out.
Spelling spellingOf(mlir::ArrayRef<mlir::Operation *> parts);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_RECOMPOSE_SPELLING_H
