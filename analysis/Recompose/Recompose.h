//===- Recompose.h - Putting together what exporters took apart -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_RECOMPOSE_RECOMPOSE_H
#define PERFOPT_ANALYSIS_RECOMPOSE_RECOMPOSE_H

#include "mlir/IR/BuiltinOps.h"

#include <cstdint>

namespace perfopt::analysis {

/// Which functions are put together. One that the file's opset has as an
/// operator would have been written as that operator: spelled out in such a
/// file, it is what the model itself runs, as several kernels.
struct RecomposeOptions {
  bool layerNormalization = true;
  bool gelu = true;
  bool swish = true;
  bool attention = true;

  /// ONNX has LayerNormalization from opset 17 on, Gelu from 20, Attention from
  /// 23, Swish from 24.
  static RecomposeOptions forOpset(int64_t opset) {
    return {opset < 17, opset < 20, opset < 24, opset < 23};
  }
};

/// Replaces spelled-out functions by their operators. A convolution loses a
/// bias that is all zeros, which PyTorch's exporter adds where the model has
/// none.
void recompose(mlir::ModuleOp module, const RecomposeOptions &options);

/// The opset of ai.onnx that the module's nn.model names, or that of the newest
/// ONNX that is known where it names none.
int64_t opsetOf(mlir::ModuleOp module);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_RECOMPOSE_RECOMPOSE_H
