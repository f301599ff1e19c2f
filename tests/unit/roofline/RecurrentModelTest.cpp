//===- RecurrentModelTest.cpp - Tests of recurrent layers -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/RecurrentModel.h"
#include "tests/unit/roofline/Samples.h"

#include <gtest/gtest.h>

using namespace perfopt;
using namespace perfopt::roofline;

static core::Kernel lstm(int64_t steps) {
  core::Kernel kernel;
  kernel.family = core::KernelFamily::Recurrent;
  kernel.type = core::ElementType::F16;
  kernel.problem = {{"steps", steps}, {"batch", 1}, {"input", 512},
                    {"hidden", 512},  {"gates", 4}, {"directions", 1}};
  // Weights of both products, 4 * 512 * 512 values of 2 B each, and the states.
  double weights = 4.0 * 512 * 512 * 2;
  kernel.flops = core::Flops(2.0 * steps * 4 * 512 * (512 + 512));
  kernel.bytesRead = core::Bytes(2 * weights + steps * 512 * 2.0);
  kernel.bytesWritten = core::Bytes(steps * 512 * 2.0);
  return kernel;
}

static Demand demandOf(const core::Kernel &kernel, const core::Device &device) {
  return recurrentDemand(*recurrentSize(kernel), kernel, core::Pipe::Fp16Tensor,
                         *Ceilings::of(device), {});
}

TEST(RecurrentModel, StepsWaitForEachOther) {
  Demand ten = demandOf(lstm(10), samples::a100());
  Demand thousand = demandOf(lstm(1000), samples::a100());
  // 990 more steps, each at least a memory round trip of 2 * 0.4 us.
  EXPECT_GE(core::microseconds(thousand.total() - ten.total()), 990 * 0.8);
}

TEST(RecurrentModel, WeightsBeyondTheL2AreReadAtEveryStep) {
  core::Kernel kernel = lstm(100);
  core::Device device = samples::a100();
  // 4 * 512 * 512 * 2 B = 2.1 MB fit the 40 MiB of the L2.
  EXPECT_DOUBLE_EQ(demandOf(kernel, device).bytesHbm.value(),
                   kernel.bytes().value());
  device.l2Capacity = samples::measured<core::Bytes>(1e6);
  // 99 steps read 2097152 B again.
  EXPECT_DOUBLE_EQ(demandOf(kernel, device).bytesHbm.value(),
                   kernel.bytes().value() + 99 * 2097152.0);
}
