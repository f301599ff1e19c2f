//===- QdqGroups.h - Products between dequantisations and a quantisation --===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Quantisers write a product of 8-bit integers as DequantizeLinear of both
// operands, the product of floats, and QuantizeLinear of the result. Eager runs
// that as it is written. A runtime that fuses (ONNX Runtime, TensorRT) runs one
// kernel of 8-bit integers, which counts as the operator that says the same:
// qlinear_conv_c1, qlinear_matmul_c1 or qgemm_c1.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_QUANTIZATION_QDQGROUPS_H
#define PERFOPT_ANALYSIS_QUANTIZATION_QDQGROUPS_H

#include "dialects/Interfaces/CostOpInterface.h"

#include "mlir/IR/Operation.h"

#include <optional>

namespace perfopt::analysis {

/// A product of two dequantised tensors of 8-bit integers.
struct QdqGroup {
  /// nn.dequantize_linear; of the data operands first, then of the bias. Others
  /// may read their results, too, and a weight's may belong to load time.
  llvm::SmallVector<mlir::Operation *, 3> dequantizers;
  /// nn.conv, nn.matmul or nn.gemm.
  mlir::Operation *product = nullptr;
  /// A relu or clip behind the product; null without one.
  mlir::Operation *activation = nullptr;
  /// nn.quantize_linear, the only reader of what is before it; null where the
  /// product's result stays float.
  mlir::Operation *quantizer = nullptr;

  mlir::Operation *last() const {
    return quantizer ? quantizer : activation ? activation : product;
  }
};

/// The group around `product`. Nothing where an operand is float, of another
/// width than 8 bits or quantised in blocks, and for a convolution whose result
/// stays float: no runtime has a kernel for these.
std::optional<QdqGroup> qdqGroupAt(mlir::Operation *product);

/// The group as one kernel: integers are read and, behind a quantizer, written;
/// a weight counts with its stored type. Unset where a shape is not known.
std::optional<dialects::OpCost> fusedCost(const QdqGroup &group);
/// The product's problem, of 8-bit integers.
std::optional<dialects::KernelShape> fusedShape(const QdqGroup &group);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_QUANTIZATION_QDQGROUPS_H
