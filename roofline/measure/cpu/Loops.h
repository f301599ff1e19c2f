//===- Loops.h - Innermost loops by instruction set -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The innermost loops exist once for each width of the vector registers. Which
// of them run is decided when the program runs, so one build measures every
// machine of its architecture.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CPU_LOOPS_H
#define PERFOPT_ROOFLINE_MEASURE_CPU_LOOPS_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace perfopt::measure {

/// Strips of the plain product: so many rows of A against so many vectors of B.
inline constexpr int kStripRows = 4;
inline constexpr int kStripVectors = 2;

/// Eight vectors of 64 bytes.
inline constexpr size_t kReadGranule = 512;

/// What one instruction set offers. Results are returned so that no compiler
/// leaves the work out.
struct Loops {
  /// "AVX2 with FMA".
  const char *name;
  int vectorBytes;

  /// Multiply-adds on registers, in enough independent chains to hide their
  /// latency; operations of one iteration follow below.
  float (*fma32)(int64_t iterations, float factor, float addend);
  double (*fma64)(int64_t iterations, double factor, double addend);
  double flopsPerIteration32, flopsPerIteration64;

  /// Reads `bytes` (a multiple of kReadGranule) so many times.
  uint64_t (*read)(const void *data, size_t bytes, int64_t times);

  /// C (rows x columns, row stride ldc) += A (rows x depth, stride lda) times
  /// the packed B: strips of kStripVectors vectors, one depth after the other.
  /// `rows` and `columns` are multiples of the strip.
  void (*multiplyStrips)(int64_t rows, int64_t columns, int64_t depth,
                         const float *a, int64_t lda, const float *packedB,
                         float *c, int64_t ldc);

  /// One row; `in` and `out` may be the same.
  void (*softmax)(const float *in, float *out, int64_t columns);
};

extern const Loops kLoopsBaseline;
#ifdef __x86_64__
extern const Loops kLoopsAvx2, kLoopsAvx512;
#endif

/// The loops that this CPU can run, narrowest first.
std::vector<const Loops *> availableLoops();

/// Products of more than one operand pair a lane, summed in 32 bits.
struct DotLoop {
  /// "AVX512-VNNI".
  const char *name;
  int64_t (*run)(int64_t iterations);
  double operationsPerIteration;
};

/// Unset (null) where the CPU has no such instructions.
const DotLoop *int8DotLoop();
const DotLoop *bf16DotLoop();

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CPU_LOOPS_H
