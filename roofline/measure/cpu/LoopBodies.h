//===- LoopBodies.h - The loops, for any width of vectors -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Included by one source for each instruction set and compiled for it; the
// width of the vectors is part of every type, so that no two of them share a
// function. No header of the library may be included here: its inline functions
// would be compiled for that instruction set and used everywhere.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CPU_LOOPBODIES_H
#define PERFOPT_ROOFLINE_MEASURE_CPU_LOOPBODIES_H

#include "roofline/measure/cpu/Loops.h"

// The C library's exponential, of which glibc has vector forms.
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__)
extern "C" __attribute__((simd("notinbranch"))) float expf(float) noexcept;
#else
extern "C" float expf(float) noexcept;
#endif

namespace perfopt::measure {
// Everything here has internal linkage: each instruction set has its own.
namespace {

/// A multiply-add takes 4 to 5 cycles and two start in each on the cores of the
/// last ten years: 10 chains keep both pipes busy, and 12 with factor and
/// addend still fit into 16 registers.
constexpr int kChains = 12;

template <typename Scalar, int bytes>
struct VectorOf {
  typedef Scalar type __attribute__((vector_size(bytes)));
  /// The same at any address.
  typedef Scalar unaligned
      __attribute__((vector_size(bytes), aligned(alignof(Scalar)), may_alias));
  static constexpr int lanes = bytes / static_cast<int>(sizeof(Scalar));
};

template <typename Scalar, int bytes>
Scalar fmaLoop(int64_t iterations, Scalar factor, Scalar addend) {
  using V = VectorOf<Scalar, bytes>;
  typename V::type f = typename V::type{} + factor;
  typename V::type a = typename V::type{} + addend;
  typename V::type chains[kChains];
#pragma GCC unroll 12
  for (int i = 0; i < kChains; ++i)
    chains[i] = typename V::type{} + static_cast<Scalar>(i);
  for (int64_t n = 0; n < iterations; ++n) {
#pragma GCC unroll 12
    for (int i = 0; i < kChains; ++i)
      chains[i] = chains[i] * f + a;
  }
  Scalar sum = 0;
  for (int i = 0; i < kChains; ++i)
    for (int lane = 0; lane < V::lanes; ++lane)
      sum += chains[i][lane];
  return sum;
}

template <int bytes>
uint64_t readLoop(const void *data, size_t size, int64_t times) {
  using V = typename VectorOf<uint64_t, bytes>::type;
  constexpr size_t kStreams = 8;
  static_assert(kReadGranule % (kStreams * bytes) == 0);
  const V *vectors = static_cast<const V *>(data);
  V sums[kStreams] = {};
  size_t count = size / bytes;
  for (int64_t n = 0; n < times; ++n) {
    // What was read before is unknown again.
    asm volatile("" ::: "memory");
    for (size_t i = 0; i < count; i += kStreams) {
#pragma GCC unroll 8
      for (size_t j = 0; j < kStreams; ++j)
        sums[j] += vectors[i + j];
    }
  }
  V total = {};
  for (size_t j = 0; j < kStreams; ++j)
    total += sums[j];
  uint64_t sum = 0;
  for (int lane = 0; lane < bytes / 8; ++lane)
    sum += total[lane];
  return sum;
}

template <int bytes>
void multiplyLoop(int64_t rows, int64_t columns, int64_t depth, const float *a,
                  int64_t lda, const float *packedB, float *c, int64_t ldc) {
  using Vectors = VectorOf<float, bytes>;
  using V = typename Vectors::type;
  using Memory = typename Vectors::unaligned;
  constexpr int64_t kWidth = int64_t(kStripVectors) * Vectors::lanes;
  for (int64_t column = 0; column < columns; column += kWidth) {
    const float *strip = packedB + column * depth;
    for (int64_t row = 0; row < rows; row += kStripRows) {
      V sums[kStripRows][kStripVectors] = {};
      for (int64_t k = 0; k < depth; ++k) {
        const Memory *b = reinterpret_cast<const Memory *>(strip + k * kWidth);
#pragma GCC unroll 4
        for (int i = 0; i < kStripRows; ++i) {
          float value = a[(row + i) * lda + k];
#pragma GCC unroll 2
          for (int j = 0; j < kStripVectors; ++j)
            sums[i][j] += b[j] * value;
        }
      }
      for (int i = 0; i < kStripRows; ++i) {
        Memory *out = reinterpret_cast<Memory *>(c + (row + i) * ldc + column);
        for (int j = 0; j < kStripVectors; ++j)
          out[j] += sums[i][j];
      }
    }
  }
}

void softmaxLoop(const float *in, float *out, int64_t columns) {
  float largest = in[0];
  for (int64_t i = 1; i < columns; ++i)
    largest = in[i] > largest ? in[i] : largest;
  float sum = 0;
  for (int64_t i = 0; i < columns; ++i) {
    out[i] = expf(in[i] - largest);
    sum += out[i];
  }
  float scale = 1 / sum;
  for (int64_t i = 0; i < columns; ++i)
    out[i] *= scale;
}

template <int bytes>
constexpr Loops loopsOf(const char *name) {
  return {name,
          bytes,
          fmaLoop<float, bytes>,
          fmaLoop<double, bytes>,
          2.0 * kChains * VectorOf<float, bytes>::lanes,
          2.0 * kChains * VectorOf<double, bytes>::lanes,
          readLoop<bytes>,
          multiplyLoop<bytes>,
          softmaxLoop};
}

} // namespace
} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CPU_LOOPBODIES_H
