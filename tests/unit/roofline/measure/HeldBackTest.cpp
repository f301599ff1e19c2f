//===- HeldBackTest.cpp - Tests of the held-back kernels ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/HeldBack.h"

#include <gmock/gmock.h>

#include <set>

using namespace perfopt;
using core::ElementType;
using core::Kernel;

TEST(HeldBack, CountsAProduct) {
  Kernel kernel = measure::gemmKernel(2, 3, 4, ElementType::F32);
  EXPECT_DOUBLE_EQ(kernel.flops.value(), 48);        // 2 * 2*3*4
  EXPECT_DOUBLE_EQ(kernel.bytesRead.value(), 80);    // (2*4 + 4*3) * 4
  EXPECT_DOUBLE_EQ(kernel.bytesWritten.value(), 24); // 2*3 * 4
  EXPECT_EQ(measure::problemText(kernel), "m 2, n 3, k 4, f32");
}

TEST(HeldBack, CountsAConvolution) {
  Kernel kernel = measure::convKernel(32, 64, 56, 64, 3, ElementType::F16);
  // 2 * 32*56*56 pixels * 64 filters * 64*3*3
  EXPECT_DOUBLE_EQ(kernel.flops.value(), 7398752256.0);
  // (32*56*56*64 + 64*64*3*3) * 2
  EXPECT_DOUBLE_EQ(kernel.bytesRead.value(), 12918784.0);
  EXPECT_DOUBLE_EQ(kernel.bytesWritten.value(), 12845056.0);
  EXPECT_EQ(measure::problemText(kernel),
            "n 32, c 64, h 56, w 56, k 64, r 3, s 3, p 56, q 56, f16");
}

TEST(HeldBack, OthersThanTheSetInUseFillTheCachesTwice) {
  using core::mebibytes;
  // 33 MiB of caches: 66 / 4 = 16.5, so 17 others are 68 MiB.
  EXPECT_EQ(measure::coldSets(mebibytes(4), mebibytes(33)), 18u);
  // A set that exceeds the caches is not read twice in a row either.
  EXPECT_EQ(measure::coldSets(mebibytes(128), mebibytes(33)), 2u);
  EXPECT_EQ(measure::coldSets(mebibytes(4), core::Bytes()), 2u);
}

TEST(HeldBack, CountsPassesOverData) {
  Kernel copy = measure::copyKernel(1000, ElementType::F16);
  EXPECT_DOUBLE_EQ(copy.bytes().value(), 4000); // 2 * 1000 * 2
  EXPECT_DOUBLE_EQ(copy.flops.value(), 0);
  Kernel softmax = measure::softmaxKernel(10, 20, ElementType::F32);
  EXPECT_DOUBLE_EQ(softmax.flops.value(), 1000); // 5 * 200
  EXPECT_DOUBLE_EQ(softmax.bytes().value(), 1600);
  EXPECT_EQ(measure::problemText(softmax), "rows 10, cols 20, f32");
}

TEST(HeldBack, SetsHaveEveryFamilyAndNoKernelTwice) {
  for (const auto &kernels :
       {measure::heldBackCpuKernels(), measure::heldBackGpuKernels()}) {
    std::set<std::string> texts;
    std::set<core::KernelFamily> families;
    for (const Kernel &kernel : kernels) {
      texts.insert(kernel.name + measure::problemText(kernel));
      families.insert(kernel.family);
    }
    EXPECT_EQ(texts.size(), kernels.size());
    EXPECT_EQ(families.size(), 4u);
  }
}

TEST(HeldBack, HoldsNoProductThatACeilingIsTakenFrom) {
  // 16384 on GPUs, 2048 in fp32 on CPUs.
  for (const auto &[kernels, size] :
       {std::pair{measure::heldBackCpuKernels(), 2048},
        std::pair{measure::heldBackGpuKernels(), 16384}})
    for (const Kernel &kernel : kernels)
      EXPECT_FALSE(kernel.size("m") == size && kernel.size("n") == size &&
                   kernel.size("k") == size);
}
