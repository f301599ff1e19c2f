//===- Recompose.h - Putting together what exporters took apart -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two reasons to read several operators as one function:
// - the model calls one function and the exporter spelled it out, because the
//   file's opset has no operator for it. Then every runtime runs one function;
// - the model spells it out itself, and a runtime that fuses recognises it.
// An eager runtime has the first only, so each pattern has a condition.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_RECOMPOSE_RECOMPOSE_H
#define PERFOPT_ANALYSIS_RECOMPOSE_RECOMPOSE_H

#include "mlir/IR/BuiltinOps.h"

#include <cstdint>

namespace perfopt::analysis {

/// When a function that is spelled out is put together.
enum class Recompose {
  Never,
  /// Where an exporter took it apart: the names of the parts say so, or say
  /// nothing and the file's opset has no operator for it (Spelling.h).
  SplitByExporter,
  /// Whoever spelled it out.
  Always,
};

struct RecomposeOptions {
  Recompose layerNormalization = Recompose::SplitByExporter;
  Recompose rmsNormalization = Recompose::SplitByExporter;
  Recompose groupNormalization = Recompose::SplitByExporter;
  Recompose instanceNormalization = Recompose::SplitByExporter;
  Recompose gelu = Recompose::SplitByExporter;
  Recompose swish = Recompose::SplitByExporter;
  Recompose hardSigmoid = Recompose::SplitByExporter;
  Recompose hardSwish = Recompose::SplitByExporter;
  Recompose mish = Recompose::SplitByExporter;
  Recompose softplus = Recompose::SplitByExporter;
  Recompose attention = Recompose::SplitByExporter;
  /// Keys and values that are repeated for the query heads, read once.
  Recompose groupedAttention = Recompose::SplitByExporter;
  /// Every PyTorch exporter spells LSTMCell and GRUCell out, although CUDA runs
  /// the gates of a cell as one kernel and ONNX has the operators.
  Recompose recurrentCell = Recompose::Always;
  /// PyTorch has no function for these: eager runs the parts.
  Recompose quickGelu = Recompose::Never;
  Recompose rotaryEmbedding = Recompose::Never;
  /// A batch norm into the convolution or product before it, as runtimes do
  /// that may change weights. Its parameters stay in the model's count.
  Recompose foldBatchNormalization = Recompose::Never;
  /// Products of dequantised integers as products of integers: a quantiser
  /// wrote them apart, and a runtime needs a kernel of that type to join them.
  Recompose quantizedProducts = Recompose::Never;
  /// The opset of ai.onnx that the file names.
  int64_t opset = kNewestOpset;

  static constexpr int64_t kNewestOpset = 28; // ONNX 1.23

  /// What PyTorch's eager mode runs as one function.
  static RecomposeOptions eager(int64_t opset);
  /// Everything: what a runtime that fuses has the means to recognise.
  static RecomposeOptions fusing();
};

/// Name of the discardable attribute in which a module notes what was put
/// together.
inline constexpr llvm::StringLiteral kRecomposed = "nn.recomposed";

/// Replaces spelled-out functions by their operators. A convolution loses a
/// bias that is all zeros, which PyTorch's exporter adds where the model has
/// none. The module notes one dictionary a function: function, into, count,
/// operators (of the file, that they replace).
void recompose(mlir::ModuleOp module, const RecomposeOptions &options);

/// The opset of ai.onnx that the module's nn.model names, or that of the newest
/// ONNX that is known where it names none.
int64_t opsetOf(mlir::ModuleOp module);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_RECOMPOSE_RECOMPOSE_H
