//===- CpuKernels.cpp - Held-back kernels on the CPU ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/CpuKernels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

using namespace perfopt;
using core::Kernel;
using core::KernelFamily;

namespace perfopt::measure {

static CpuKernel product(const Kernel &kernel, Gemm &gemm) {
  int64_t m = kernel.size("m"), n = kernel.size("n"), k = kernel.size("k");
  return {static_cast<size_t>(m * k + k * n + m * n), 0,
          [=, &gemm](float *operands, float *) {
            float *b = operands + m * k;
            gemm.multiply(m, n, k, operands, b, b + k * n);
          }};
}

static CpuKernel copy(const Kernel &kernel, ThreadTeam &team) {
  int64_t count = kernel.size("elements");
  return {static_cast<size_t>(2 * count), 0,
          [=, &team](float *operands, float *) {
            team.runShares(count, [&](int, int64_t first, int64_t last) {
              std::memcpy(operands + count + first, operands + first,
                          static_cast<size_t>(last - first) * sizeof(float));
            });
          }};
}

static CpuKernel softmax(const Kernel &kernel, ThreadTeam &team,
                         const Loops &loops) {
  int64_t rows = kernel.size("rows"), columns = kernel.size("cols");
  return {static_cast<size_t>(2 * rows * columns), 0,
          [=, &team, &loops](float *operands, float *) {
            float *out = operands + rows * columns;
            team.runShares(rows, [&](int, int64_t first, int64_t last) {
              for (int64_t row = first; row < last; ++row)
                loops.softmax(operands + row * columns, out + row * columns,
                              columns);
            });
          }};
}

namespace {

/// Stride 1, padded so that the picture keeps its size.
struct ConvSize {
  int64_t images, channels, height, width, filters, window;

  int64_t pixels() const { return height * width; }
  int64_t depth() const { return channels * window * window; }
};

} // namespace

/// One row of the column matrix: a channel shifted by a place of the window.
static void shiftedChannel(const ConvSize &size, int64_t row,
                           const float *image, float *columns) {
  int64_t place = row % (size.window * size.window);
  int64_t down = place / size.window - size.window / 2;
  int64_t right = place % size.window - size.window / 2;
  const float *channel =
      image + row / (size.window * size.window) * size.pixels();
  float *out = columns + row * size.pixels();
  int64_t first = std::max<int64_t>(0, -right);
  int64_t last = std::min(size.width, size.width - right);
  for (int64_t y = 0; y < size.height; ++y, out += size.width) {
    int64_t from = y + down;
    if (from < 0 || from >= size.height) {
      std::fill_n(out, size.width, 0.0f);
      continue;
    }
    std::fill_n(out, first, 0.0f);
    std::copy(channel + from * size.width + first + right,
              channel + from * size.width + last + right, out + first);
    std::fill(out + last, out + size.width, 0.0f);
  }
}

static CpuKernel convolution(const Kernel &kernel, ThreadTeam &team,
                             Gemm &gemm) {
  ConvSize size{kernel.size("n"), kernel.size("c"), kernel.size("h"),
                kernel.size("w"), kernel.size("k"), kernel.size("r")};
  int64_t inputs = size.images * size.channels * size.pixels();
  int64_t weights = size.filters * size.depth();
  int64_t outputs = size.images * size.filters * size.pixels();
  // A window of one pixel needs no columns: they are the image.
  bool isPointwise = size.window == 1;
  return {static_cast<size_t>(inputs + weights + outputs),
          isPointwise ? 0 : static_cast<size_t>(size.depth() * size.pixels()),
          [=, &team, &gemm](float *operands, float *workspace) {
            const float *filters = operands + inputs;
            float *out = operands + inputs + weights;
            for (int64_t i = 0; i < size.images; ++i) {
              const float *image = operands + i * size.channels * size.pixels();
              if (!isPointwise)
                team.runShares(size.depth(),
                               [&](int, int64_t first, int64_t last) {
                                 for (int64_t row = first; row < last; ++row)
                                   shiftedChannel(size, row, image, workspace);
                               });
              gemm.multiply(size.filters, size.pixels(), size.depth(), filters,
                            isPointwise ? image : workspace,
                            out + i * size.filters * size.pixels());
            }
          }};
}

core::Result<CpuKernel> implement(const Kernel &kernel, ThreadTeam &team,
                                  Gemm &gemm, const Loops &loops) {
  switch (kernel.family) {
  case KernelFamily::Gemm:
    return product(kernel, gemm);
  case KernelFamily::Conv:
    return convolution(kernel, team, gemm);
  case KernelFamily::Copy:
    return copy(kernel, team);
  case KernelFamily::Softmax:
    return softmax(kernel, team, loops);
  default:
    return core::Error{fmt::format(
        "no implementation of {} kernels to measure, expected gemm, conv, copy "
        "or softmax",
        core::name(kernel.family))};
  }
}

} // namespace perfopt::measure
