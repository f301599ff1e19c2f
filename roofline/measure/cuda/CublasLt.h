//===- CublasLt.h - Products of NVIDIA's library --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// cuBLASLt is loaded when the program runs: a build needs its header, and a
// machine without the library loses the tensor peaks only.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CUDA_CUBLASLT_H
#define PERFOPT_ROOFLINE_MEASURE_CUDA_CUBLASLT_H

#include "core/Support/Result.h"
#include "roofline/measure/cuda/Runtime.h"

#include <memory>
#include <optional>
#include <string>

namespace perfopt::measure {

/// What multiplies what, and in which precision sums are kept.
enum class Product {
  Fp32, // without TF32
  Tf32, // fp32 operands
  Fp16, // sums in fp32
  Bf16, // sums in fp32
  Fp8,  // e4m3, results in bf16, sums in fp32
  Int8  // results and sums in int32
};
core::Bytes operandBytes(Product product);
core::Bytes resultBytes(Product product);

class CublasLt {
public:
  static core::Result<std::unique_ptr<CublasLt>> open();
  ~CublasLt();
  CublasLt(const CublasLt &) = delete;
  CublasLt &operator=(const CublasLt &) = delete;

  /// "cuBLASLt 13.0.2"
  std::string version() const;

  using Launch = std::function<void(const void *a, const void *b, void *c)>;

  /// C (m x n) = A B with the library's best kernel for the size: those that it
  /// proposes are timed once each, on the operands given. Columns are
  /// contiguous; A is stored transposed, so that both operands are read along
  /// k, which fp8 and int8 demand. Fails where the device has no such product.
  /// The launch must outlive neither the library nor the stream.
  core::Result<Launch> prepare(Product product, int64_t m, int64_t n, int64_t k,
                               const void *a, const void *b, void *c,
                               const Stream &stream);

private:
  struct Functions;
  struct Plan;
  CublasLt(std::unique_ptr<Functions> functions, void *handle);

  std::unique_ptr<Functions> functions;
  void *handle;
  DeviceBuffer workspace;
};

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CUDA_CUBLASLT_H
