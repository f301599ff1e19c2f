//===- CpuKernelsTest.cpp - Tests of the kernels that are timed -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/CpuKernels.h"
#include "roofline/measure/HeldBack.h"
#include "roofline/measure/cpu/CpuInfo.h"

#include <gmock/gmock.h>

#include <random>
#include <vector>

using namespace perfopt;
using core::ElementType;
using measure::CpuKernel;
using measure::Gemm;
using measure::Loops;
using measure::ThreadTeam;

namespace {

std::vector<float> randomValues(size_t count) {
  std::mt19937 engine(7);
  std::uniform_real_distribution<float> between(-1, 1);
  std::vector<float> values(count);
  for (float &value : values)
    value = between(engine);
  return values;
}

/// By definition.
std::vector<float> product(int64_t m, int64_t n, int64_t k, const float *a,
                           const float *b) {
  std::vector<float> c(static_cast<size_t>(m * n));
  for (int64_t i = 0; i < m; ++i)
    for (int64_t j = 0; j < n; ++j) {
      double sum = 0;
      for (int64_t l = 0; l < k; ++l)
        sum += double(a[i * k + l]) * b[l * n + j];
      c[static_cast<size_t>(i * n + j)] = float(sum);
    }
  return c;
}

class CpuKernels : public testing::Test {
protected:
  ThreadTeam team{measure::allowedCpus()};
};

} // namespace

TEST_F(CpuKernels, PlainProductIsRightForWholeAndBrokenStrips) {
  for (const Loops *loops : measure::availableLoops()) {
    auto gemm = measure::makePlainGemm(team, *loops);
    for (auto [m, n, k] : {std::tuple<int64_t, int64_t, int64_t>{8, 64, 16},
                           {1, 1, 1},
                           {5, 3, 2},
                           {13, 300, 270},
                           {4, 257, 513},
                           {1, 600, 300}}) {
      std::vector<float> a = randomValues(size_t(m * k));
      std::vector<float> b = randomValues(size_t(k * n));
      std::vector<float> c(size_t(m * n), -7);
      gemm->multiply(m, n, k, a.data(), b.data(), c.data());
      EXPECT_THAT(c, testing::Pointwise(testing::FloatNear(1e-4f),
                                        product(m, n, k, a.data(), b.data())))
          << loops->name << " " << m << " " << n << " " << k;
    }
  }
}

TEST_F(CpuKernels, ConvolutionSeesZerosAroundThePicture) {
  const Loops &loops = *measure::availableLoops().back();
  auto gemm = measure::makePlainGemm(team, loops);
  // Two pictures of one channel, 2 x 2; one filter of 3 x 3.
  auto kernel = measure::implement(
      measure::convKernel(2, 1, 2, 1, 3, ElementType::F32), team, *gemm, loops);
  ASSERT_TRUE(kernel);
  EXPECT_EQ(kernel->operandValues, 8u + 9u + 8u);
  EXPECT_EQ(kernel->workspaceValues, 9u * 4u);
  std::vector<float> operands = {1,  2,  3,  4,  10, 20, 30, 40, // pictures
                                 1,  2,  3,  4,  5,  6,  7,  8,  9,
                                 -1, -1, -1, -1, -1, -1, -1, -1};
  std::vector<float> workspace(kernel->workspaceValues);
  kernel->run(operands.data(), workspace.data());
  std::vector<float> out(operands.end() - 8, operands.end());
  // Top left: 5*1 + 6*2 + 8*3 + 9*4 = 77; top right: 4*1 + 5*2 + 7*3 + 8*4 =
  // 67; bottom left: 2*1 + 3*2 + 5*3 + 6*4 = 47; bottom right: 1 + 4 + 12 + 20
  // = 37.
  EXPECT_THAT(out, testing::ElementsAre(77, 67, 47, 37, 770, 670, 470, 370));
}

TEST_F(CpuKernels, PointwiseConvolutionIsAProduct) {
  const Loops &loops = *measure::availableLoops().back();
  auto gemm = measure::makePlainGemm(team, loops);
  auto kernel = measure::implement(
      measure::convKernel(1, 2, 2, 1, 1, ElementType::F32), team, *gemm, loops);
  ASSERT_TRUE(kernel);
  EXPECT_EQ(kernel->workspaceValues, 0u);
  std::vector<float> operands = {1, 2, 3, 4, 5, 6, 7, 8, 2, 3, 0, 0, 0, 0};
  kernel->run(operands.data(), nullptr);
  // 2 * (1 2 3 4) + 3 * (5 6 7 8)
  EXPECT_THAT(std::vector<float>(operands.end() - 4, operands.end()),
              testing::ElementsAre(17, 22, 27, 32));
}

TEST_F(CpuKernels, CopyAndSoftmaxReachEveryRow) {
  const Loops &loops = *measure::availableLoops().back();
  auto gemm = measure::makePlainGemm(team, loops);
  auto copy = measure::implement(measure::copyKernel(5, ElementType::F32), team,
                                 *gemm, loops);
  ASSERT_TRUE(copy);
  std::vector<float> values = {1, 2, 3, 4, 5, 0, 0, 0, 0, 0};
  copy->run(values.data(), nullptr);
  EXPECT_THAT(std::vector<float>(values.begin() + 5, values.end()),
              testing::ElementsAre(1, 2, 3, 4, 5));

  auto softmax = measure::implement(
      measure::softmaxKernel(3, 2, ElementType::F32), team, *gemm, loops);
  ASSERT_TRUE(softmax);
  std::vector<float> rows = {0, 0, 5, 5, -1, -1, 0, 0, 0, 0, 0, 0};
  softmax->run(rows.data(), nullptr);
  EXPECT_THAT(std::vector<float>(rows.begin() + 6, rows.end()),
              testing::Each(testing::FloatNear(0.5f, 1e-6f)));
}

TEST_F(CpuKernels, RefusesWhatItCannotRun) {
  const Loops &loops = *measure::availableLoops().back();
  auto gemm = measure::makePlainGemm(team, loops);
  core::Kernel kernel;
  kernel.family = core::KernelFamily::Attention;
  auto refused = measure::implement(kernel, team, *gemm, loops);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, testing::HasSubstr("attention"));
}
