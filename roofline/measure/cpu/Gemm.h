//===- Gemm.h - A matrix product on the CPU -------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CPU_GEMM_H
#define PERFOPT_ROOFLINE_MEASURE_CPU_GEMM_H

#include "roofline/measure/cpu/Loops.h"
#include "roofline/measure/cpu/ThreadTeam.h"

#include <memory>
#include <string>

namespace perfopt::measure {

/// C = A B in fp32, row after row: A is m x k, B k x n.
class Gemm {
public:
  virtual ~Gemm() = default;
  /// "OpenBLAS 0.3.21 (libopenblas.so.0)"
  virtual std::string name() const = 0;
  virtual void multiply(int64_t m, int64_t n, int64_t k, const float *a,
                        const float *b, float *c) = 0;
};

/// A tuned BLAS that this machine has (OpenBLAS, MKL or BLIS), on so many
/// threads; null without one. Netlib's reference BLAS is none: it says nothing
/// about the machine. To be called before a ThreadTeam pins the caller, whose
/// affinity the library's own threads inherit.
std::unique_ptr<Gemm> loadBlas(int threads);

/// Blocked and vectorised, but not tuned: for machines without such a BLAS.
std::unique_ptr<Gemm> makePlainGemm(ThreadTeam &team, const Loops &loops);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CPU_GEMM_H
