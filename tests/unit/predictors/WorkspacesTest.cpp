//===- WorkspacesTest.cpp - Tests of the libraries' workspaces ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/Workspaces.h"

#include <gtest/gtest.h>

using namespace perfopt;
using predictors::blasWorkspace;
using predictors::convWorkspace;

/// The gradient of the input of a convolution of 64 to 64 channels of 56x56
/// with a 3x3 filter of stride 1.
static core::Kernel conv3x3() {
  core::Kernel kernel;
  kernel.phase = core::Phase::Backward;
  kernel.family = core::KernelFamily::Conv;
  kernel.type = core::ElementType::F32;
  kernel.problem = {{"n", 8},  {"c", 64},       {"h", 56},       {"w", 56},
                    {"k", 64}, {"r", 3},        {"s", 3},        {"p", 56},
                    {"q", 56}, {"stride_h", 1}, {"stride_w", 1}, {"groups", 1}};
  return kernel;
}

TEST(Workspaces, BlasByArchitecture) {
  core::Device device;
  device.architecture = "Ampere";
  // (2 * 4096 + 8 * 16) * 1024 = 8519680
  EXPECT_EQ(blasWorkspace(device), core::Bytes(8519680));
  device.architecture = "Hopper";
  // 8 * 4096 * 1024 = 33554432
  EXPECT_EQ(blasWorkspace(device), core::Bytes(33554432));
}

TEST(Workspaces, OnlyProductsUseBlas) {
  core::Kernel kernel = conv3x3();
  EXPECT_FALSE(predictors::usesBlas(kernel));
  kernel.family = core::KernelFamily::BatchedGemm;
  EXPECT_TRUE(predictors::usesBlas(kernel));
  EXPECT_EQ(convWorkspace(kernel).bytes, core::Bytes());
}

TEST(Workspaces, WinogradKeepsTransformedTiles) {
  // |x| = |y| = 8*64*56*56 = 1605632, |w| = 64*64*9 = 36864
  // 4 * (2.25 * 2 * 1605632 + 4 * 36864) = 29491200
  auto workspace = convWorkspace(conv3x3());
  EXPECT_EQ(workspace.rule, "conv_ws2");
  EXPECT_EQ(workspace.bytes, core::Bytes(29491200));
}

TEST(Workspaces, TheForwardNeedsNoneInSinglePrecision) {
  core::Kernel forward = conv3x3();
  forward.phase = core::Phase::Forward;
  EXPECT_EQ(convWorkspace(forward).rule, "conv_ws4");
  EXPECT_EQ(convWorkspace(forward).bytes, core::Bytes());
}

// As analysis/Training describes it.
TEST(Workspaces, TheFiltersGradientNeedsTheSame) {
  core::Kernel filter = conv3x3();
  // 64 channels as images, 8 images as channels, a window of 56x56.
  filter.problem["n"] = 64;
  filter.problem["c"] = 8;
  filter.problem["r"] = filter.problem["s"] = 56;
  filter.problem["p"] = filter.problem["q"] = 3;
  EXPECT_EQ(convWorkspace(filter).rule, "conv_ws2");
  EXPECT_EQ(convWorkspace(filter).bytes, core::Bytes(29491200));
}

TEST(Workspaces, AStrideShowsInTheExtents) {
  core::Kernel input = conv3x3();
  input.problem["h"] = input.problem["w"] = 28; // to 56x56
  EXPECT_EQ(convWorkspace(input).rule, "conv_ws4");
}

TEST(Workspaces, HalfPrecisionConvertsItsLayout) {
  core::Kernel kernel = conv3x3();
  kernel.type = core::ElementType::F16;
  // 2 * (1605632 + 36864 + 1605632) = 6496256
  auto workspace = convWorkspace(kernel);
  EXPECT_EQ(workspace.rule, "conv_ws1");
  EXPECT_EQ(workspace.bytes, core::Bytes(6496256));
}

TEST(Workspaces, ImagesBecomeColumns) {
  core::Kernel kernel = conv3x3();
  kernel.problem["c"] = 3;
  // 4 * 8 * 3*3*3 * 56*56 = 2709504
  auto workspace = convWorkspace(kernel);
  EXPECT_EQ(workspace.rule, "conv_ws3");
  EXPECT_EQ(workspace.bytes, core::Bytes(2709504));
}

TEST(Workspaces, ImplicitProductsNeedNone) {
  for (auto [key, value] :
       {std::pair("stride_h", 2), std::pair("r", 1), std::pair("groups", 2)}) {
    core::Kernel kernel = conv3x3();
    kernel.problem[key] = value;
    EXPECT_EQ(convWorkspace(kernel).rule, "conv_ws4") << key;
    EXPECT_EQ(convWorkspace(kernel).bytes, core::Bytes()) << key;
  }
  core::Kernel depthwise = conv3x3();
  depthwise.family = core::KernelFamily::Depthwise;
  EXPECT_EQ(convWorkspace(depthwise).bytes, core::Bytes());
}
