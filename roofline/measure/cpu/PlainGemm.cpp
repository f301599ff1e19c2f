//===- PlainGemm.cpp - The product without a library ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each thread has a band of rows. Blocks of B are packed into strips, so that
// the innermost loop reads them one after the other from the L2.
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/Gemm.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace perfopt::measure {

namespace {

/// 256 x 256 values of B are 256 KiB, about half of a usual L2.
constexpr int64_t kBlockDepth = 256, kBlockColumns = 256;

class PlainGemm : public Gemm {
public:
  PlainGemm(ThreadTeam &team, const Loops &loops) : team(team), loops(loops) {}

  std::string name() const override {
    return fmt::format("no tuned BLAS was found; perf-opt's plain blocked "
                       "product, {}",
                       loops.name);
  }

  void multiply(int64_t m, int64_t n, int64_t k, const float *a, const float *b,
                float *c) override {
    int64_t strips = (m + kStripRows - 1) / kStripRows;
    team.runShares(strips, [&](int, int64_t first, int64_t last) {
      band(first * kStripRows, std::min(m, last * kStripRows), n, k, a, b, c);
    });
  }

private:
  void band(int64_t firstRow, int64_t lastRow, int64_t n, int64_t k,
            const float *a, const float *b, float *c) const;
  void pack(const float *b, int64_t n, int64_t columns, int64_t depth,
            float *packed) const;
  int64_t stripWidth() const {
    return int64_t(kStripVectors) * loops.vectorBytes / int64_t(sizeof(float));
  }

  ThreadTeam &team;
  const Loops &loops;
};

/// Fills up to whole strips with zeros.
void PlainGemm::pack(const float *b, int64_t n, int64_t columns, int64_t depth,
                     float *packed) const {
  int64_t width = stripWidth();
  for (int64_t column = 0; column < columns; column += width) {
    int64_t used = std::min(width, columns - column);
    for (int64_t row = 0; row < depth; ++row, packed += width) {
      std::memcpy(packed, b + row * n + column,
                  static_cast<size_t>(used) * sizeof(float));
      std::fill(packed + used, packed + width, 0.0f);
    }
  }
}

void PlainGemm::band(int64_t firstRow, int64_t lastRow, int64_t n, int64_t k,
                     const float *a, const float *b, float *c) const {
  int64_t rows = lastRow - firstRow, width = stripWidth();
  if (rows <= 0)
    return;
  for (int64_t row = firstRow; row < lastRow; ++row)
    std::fill_n(c + row * n, n, 0.0f);
  std::vector<float> packed(static_cast<size_t>(kBlockDepth * kBlockColumns));
  // Rows and columns beyond whole strips are computed on the side.
  int64_t wholeRows = rows / kStripRows * kStripRows;
  std::vector<float> sideA, sideC;
  for (int64_t depth = 0; depth < k; depth += kBlockDepth) {
    int64_t depths = std::min(kBlockDepth, k - depth);
    for (int64_t column = 0; column < n; column += kBlockColumns) {
      int64_t columns = std::min(kBlockColumns, n - column);
      int64_t wholeColumns = columns / width * width;
      pack(b + depth * n + column, n, columns, depths, packed.data());
      loops.multiplyStrips(wholeRows, wholeColumns, depths,
                           a + firstRow * k + depth, k, packed.data(),
                           c + firstRow * n + column, n);
      auto side = [&](int64_t row, int64_t count, int64_t fromColumn) {
        int64_t padded = (columns - fromColumn + width - 1) / width * width;
        if (count <= 0 || padded <= 0)
          return;
        int64_t paddedRows = (count + kStripRows - 1) / kStripRows * kStripRows;
        sideA.assign(static_cast<size_t>(paddedRows * depths), 0);
        sideC.assign(static_cast<size_t>(paddedRows * padded), 0);
        for (int64_t i = 0; i < count; ++i)
          std::memcpy(sideA.data() + i * depths, a + (row + i) * k + depth,
                      static_cast<size_t>(depths) * sizeof(float));
        loops.multiplyStrips(paddedRows, padded, depths, sideA.data(), depths,
                             packed.data() + fromColumn * depths, sideC.data(),
                             padded);
        for (int64_t i = 0; i < count; ++i)
          for (int64_t j = 0; j < columns - fromColumn; ++j)
            c[(row + i) * n + column + fromColumn + j] +=
                sideC[static_cast<size_t>(i * padded + j)];
      };
      side(firstRow, wholeRows, wholeColumns);
      side(firstRow + wholeRows, rows - wholeRows, 0);
    }
  }
}

} // namespace

std::unique_ptr<Gemm> makePlainGemm(ThreadTeam &team, const Loops &loops) {
  return std::make_unique<PlainGemm>(team, loops);
}

} // namespace perfopt::measure
