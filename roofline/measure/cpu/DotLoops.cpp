//===- DotLoops.cpp - Dot products of bytes and of bf16 -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Not run on a machine of ours yet: none had these instructions.
//
//===----------------------------------------------------------------------===//

#include <immintrin.h>

#include "roofline/measure/cpu/Loops.h"

namespace perfopt::measure {

namespace {

/// As many as of multiply-adds, see LoopBodies.h.
constexpr int kDotChains = 12;

template <typename T>
int64_t totalOf(const T (&lanes)[kDotChains * 16]) {
  T total = 0;
  for (T lane : lanes)
    total += lane;
  return static_cast<int64_t>(total);
}

__attribute__((target("avx512f,avx512vnni"))) int64_t
int8Dot(int64_t iterations) {
  __m512i unsignedBytes = _mm512_set1_epi8(3);
  __m512i signedBytes = _mm512_set1_epi8(static_cast<char>(iterations));
  __m512i sums[kDotChains];
#pragma GCC unroll 12
  for (int i = 0; i < kDotChains; ++i)
    sums[i] = _mm512_set1_epi32(i);
  for (int64_t n = 0; n < iterations; ++n) {
#pragma GCC unroll 12
    for (int i = 0; i < kDotChains; ++i)
      sums[i] = _mm512_dpbusd_epi32(sums[i], unsignedBytes, signedBytes);
  }
  alignas(64) int32_t lanes[kDotChains * 16];
  for (int i = 0; i < kDotChains; ++i)
    _mm512_store_si512(lanes + i * 16, sums[i]);
  return totalOf(lanes);
}

__attribute__((target("avx512f,avx512bf16"))) int64_t
bf16Dot(int64_t iterations) {
  __m512 ones = _mm512_set1_ps(1.0f);
  __m512bh left = _mm512_cvtne2ps_pbh(ones, ones);
  __m512 small = _mm512_set1_ps(1.0f / static_cast<float>(iterations + 1));
  __m512bh right = _mm512_cvtne2ps_pbh(small, small);
  __m512 sums[kDotChains];
#pragma GCC unroll 12
  for (int i = 0; i < kDotChains; ++i)
    sums[i] = _mm512_set1_ps(static_cast<float>(i));
  for (int64_t n = 0; n < iterations; ++n) {
#pragma GCC unroll 12
    for (int i = 0; i < kDotChains; ++i)
      sums[i] = _mm512_dpbf16_ps(sums[i], left, right);
  }
  alignas(64) float lanes[kDotChains * 16];
  for (int i = 0; i < kDotChains; ++i)
    _mm512_store_ps(lanes + i * 16, sums[i]);
  return totalOf(lanes);
}

// A lane of 32 bits takes four products of bytes or two of bf16; each product
// and each addition is one operation.
constexpr DotLoop kInt8Dot = {"AVX512-VNNI", int8Dot,
                              kDotChains * 16 * 4 * 2.0};
constexpr DotLoop kBf16Dot = {"AVX512-BF16", bf16Dot,
                              kDotChains * 16 * 2 * 2.0};

} // namespace

const DotLoop *int8DotLoop() {
  return __builtin_cpu_supports("avx512vnni") ? &kInt8Dot : nullptr;
}

const DotLoop *bf16DotLoop() {
  return __builtin_cpu_supports("avx512bf16") ? &kBf16Dot : nullptr;
}

} // namespace perfopt::measure
