//===- TensorValues.h - Decoding small constants --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shapes depend on the values of small tensors (the input of Reshape, the axes
// of Unsqueeze, ...). These are decoded on demand; storage rules as in
// onnx/onnx.proto of ONNX 1.23.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_READER_TENSORVALUES_H
#define PERFOPT_FRONTENDS_ONNX_READER_TENSORVALUES_H

#include "core/Support/Result.h"
#include "frontends/Onnx/Reader/Model.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace perfopt::onnx {

struct ValueOptions {
  /// Larger tensors are refused: they are weights.
  int64_t maxElements = 65536;
};

/// Product of the dims; unset when one is negative or the product exceeds
/// 2^63 - 1.
std::optional<int64_t> elementCount(const std::vector<int64_t> &dims);

/// Values of the signed, unsigned and bool types, in row-major order.
core::Result<std::vector<int64_t>>
integerValues(const Tensor &tensor, const ValueOptions &options = {});

/// Values of FLOAT, DOUBLE, FLOAT16, BFLOAT16 and of everything that
/// `integerValues` reads.
core::Result<std::vector<double>> floatValues(const Tensor &tensor,
                                              const ValueOptions &options = {});

/// Values of STRING; they point into the file.
core::Result<std::vector<std::string_view>>
stringValues(const Tensor &tensor, const ValueOptions &options = {});

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_READER_TENSORVALUES_H
