//===- ProblemSize.cpp - A kernel's problem size, read once ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/ProblemSize.h"

#include <algorithm>
#include <array>
#include <string_view>

using namespace perfopt;
using namespace perfopt::roofline;
using core::KernelFamily;

/// The values of `keys`, which are in alphabetical order as the map's are, so
/// that one walk finds them all. Zero where there is none.
template <size_t N>
static std::array<double, N> read(const core::Kernel &kernel,
                                  const std::array<std::string_view, N> &keys) {
  std::array<double, N> values{};
  size_t next = 0;
  for (const auto &[key, value] : kernel.problem) {
    while (next < N && keys[next] < key)
      ++next;
    if (next == N)
      break;
    if (keys[next] == key)
      values[next] = static_cast<double>(value);
  }
  return values;
}

static double orOne(double value) { return value == 0 ? 1 : value; }

template <typename... Sizes>
static bool allPositive(Sizes... sizes) {
  return ((sizes > 0) && ...);
}

static std::optional<GemmSize> convGemmSize(const core::Kernel &kernel) {
  static constexpr std::array<std::string_view, 10> keys = {
      "c", "groups", "k", "n", "o", "p", "q", "r", "s", "t"};
  auto [c, groupsOrNone, k, n, o, p, q, r, s, t] = read(kernel, keys);
  double groups = orOne(groupsOrNone);
  GemmSize size = {orOne(n) * orOne(o) * orOne(p) * q, k / groups,
                   c / groups * orOne(t) * orOne(r) * orOne(s), groups};
  return allPositive(size.m, size.n, size.k, size.batch) ? std::optional(size)
                                                         : std::nullopt;
}

std::optional<GemmSize> roofline::gemmSize(const core::Kernel &kernel) {
  if (kernel.family == KernelFamily::Conv)
    return convGemmSize(kernel);
  static constexpr std::array<std::string_view, 4> keys = {"batch", "k", "m",
                                                           "n"};
  auto [batch, k, m, n] = read(kernel, keys);
  GemmSize size = {m, n, k, orOne(batch)};
  return allPositive(m, n, k, size.batch) ? std::optional(size) : std::nullopt;
}

std::optional<AttentionSize>
roofline::attentionSize(const core::Kernel &kernel) {
  static constexpr std::array<std::string_view, 8> keys = {
      "batch", "causal",   "context", "head_dim",
      "heads", "kv_heads", "seq",     "value_dim"};
  auto [batch, causal, context, headDim, heads, kvHeads, seq, valueDim] =
      read(kernel, keys);
  AttentionSize size = {orOne(batch),
                        orOne(heads),
                        kvHeads == 0 ? orOne(heads) : kvHeads,
                        seq,
                        context == 0 ? seq : context,
                        headDim,
                        valueDim == 0 ? headDim : valueDim,
                        causal != 0};
  return allPositive(size.batch, size.heads, size.kvHeads, size.seq,
                     size.context, size.headDim, size.valueDim)
             ? std::optional(size)
             : std::nullopt;
}

std::optional<RecurrentSize>
roofline::recurrentSize(const core::Kernel &kernel) {
  static constexpr std::array<std::string_view, 6> keys = {
      "batch", "directions", "gates", "hidden", "input", "steps"};
  auto [batch, directions, gates, hidden, input, steps] = read(kernel, keys);
  RecurrentSize size = {steps,  orOne(batch), input,
                        hidden, orOne(gates), orOne(directions)};
  return allPositive(size.steps, size.batch, size.input, size.hidden,
                     size.gates, size.directions)
             ? std::optional(size)
             : std::nullopt;
}

/// Rows shorter than this share a thread block (a warp handles a softmax row of
/// up to 1024 values in PyTorch).
static constexpr double kShortRow = 1024;

StreamSize roofline::streamSize(const core::Kernel &kernel) {
  StreamSize size;
  switch (kernel.family) {
  case KernelFamily::Depthwise:
  case KernelFamily::Pool: {
    static constexpr std::array<std::string_view, 9> keys = {
        "c", "k", "n", "o", "p", "q", "r", "s", "t"};
    auto [c, k, n, o, p, q, r, s, t] = read(kernel, keys);
    double channels = k > 0 ? k : orOne(c);
    size.elements = orOne(n) * channels * orOne(o) * orOne(p) * orOne(q);
    size.window = orOne(r) * orOne(s) * orOne(t);
    break;
  }
  case KernelFamily::Norm:
  case KernelFamily::Softmax:
  case KernelFamily::Reduction: {
    static constexpr std::array<std::string_view, 2> keys = {"cols", "rows"};
    auto [cols, rows] = read(kernel, keys);
    size.elements = orOne(cols) * orOne(rows);
    // A long reduction is split over blocks; norm and softmax keep a row.
    if (kernel.family != KernelFamily::Reduction && cols >= kShortRow)
      size.rows = rows;
    break;
  }
  case KernelFamily::Gemm:
  case KernelFamily::BatchedGemm:
    if (auto gemm = gemmSize(kernel)) {
      size.elements = gemm->batch * gemm->k * std::max(gemm->m, gemm->n);
      break;
    }
    [[fallthrough]];
  default: {
    static constexpr std::array<std::string_view, 1> keys = {"elements"};
    auto [elements] = read(kernel, keys);
    // Families without sizes of their own: as many values as bytes could hold.
    size.elements = elements > 0
                        ? elements
                        : kernel.bytes().value() * 8 /
                              std::max(1, core::storageBits(kernel.type));
    break;
  }
  }
  size.elements = std::max(size.elements, 1.0);
  size.rows = std::max(size.rows, 0.0);
  return size;
}
