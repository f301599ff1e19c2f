//===- PipeChoiceTest.cpp - Tests of the choice of pipes ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/PipeChoice.h"
#include "tests/unit/roofline/Samples.h"

#include <gmock/gmock.h>

using namespace perfopt;
using core::ElementType;
using core::Pipe;
using roofline::Ceilings;
using roofline::choosePipe;
using testing::AllOf;
using testing::HasSubstr;

static roofline::PipeChoice choose(const core::Kernel &kernel,
                                   const core::Device &device) {
  auto choice = choosePipe(kernel, *Ceilings::of(device));
  EXPECT_TRUE(choice);
  return *choice;
}

TEST(PipeChoice, MatrixKernelsUseTheirTensorPipe) {
  auto device = samples::a100();
  EXPECT_EQ(choose(samples::gemm(64, 64, 64, ElementType::F16), device).used,
            Pipe::Fp16Tensor);
  EXPECT_EQ(choose(samples::gemm(64, 64, 64, ElementType::BF16), device).used,
            Pipe::Bf16Tensor);
  EXPECT_EQ(choose(samples::gemm(64, 64, 64, ElementType::TF32), device).used,
            Pipe::Tf32Tensor);
}

TEST(PipeChoice, Fp32UsesTensorCoresOnlyWhenAllowed) {
  core::Kernel kernel = samples::gemm(64, 64, 64, ElementType::F32);
  EXPECT_EQ(choose(kernel, samples::a100()).used, Pipe::Fp32);
  kernel.allowTf32 = true;
  EXPECT_EQ(choose(kernel, samples::a100()).used, Pipe::Tf32Tensor);
  // V100 has no TF32, and the permission is no demand: nothing to report.
  auto onV100 = choose(kernel, samples::v100());
  EXPECT_EQ(onV100.used, Pipe::Fp32);
  EXPECT_FALSE(onV100.isSubstitute());
}

TEST(PipeChoice, OtherKernelsUseCudaCores) {
  core::Kernel relu = samples::relu(1000, ElementType::F16);
  EXPECT_EQ(choose(relu, samples::a100()).used, Pipe::Fp32);
  relu.type = ElementType::F32;
  relu.allowTf32 = true;
  EXPECT_EQ(choose(relu, samples::a100()).used, Pipe::Fp32);
  core::Kernel depthwise = samples::relu(1000, ElementType::BF16);
  depthwise.family = core::KernelFamily::Depthwise;
  EXPECT_EQ(choose(depthwise, samples::a100()).used, Pipe::Fp32);
}

TEST(PipeChoice, NamesTheSubstituteOfAMissingPipe) {
  auto bf16 =
      choose(samples::gemm(64, 64, 64, ElementType::BF16), samples::v100());
  EXPECT_TRUE(bf16.isSubstitute());
  EXPECT_EQ(bf16.wanted, Pipe::Bf16Tensor);
  EXPECT_EQ(bf16.used, Pipe::Fp32);

  auto i8 = choose(samples::gemm(64, 64, 64, ElementType::I8), samples::v100());
  EXPECT_EQ(i8.wanted, Pipe::Int8Tensor);
  EXPECT_EQ(i8.used, Pipe::Fp32);

  // A100 multiplies 8-bit floats in bf16.
  auto f8 = choose(samples::gemm(64, 64, 64, ElementType::F8), samples::a100());
  EXPECT_EQ(f8.used, Pipe::Bf16Tensor);
}

TEST(PipeChoice, RefusesDoublePrecisionProductsWithoutThePipe) {
  auto choice = choosePipe(samples::gemm(64, 64, 64, ElementType::F64),
                           *Ceilings::of(samples::a100()));
  ASSERT_FALSE(choice);
  EXPECT_THAT(choice.error().message,
              AllOf(HasSubstr("'a100-sxm4-40gb'"), HasSubstr("fp64"),
                    HasSubstr("'gemm'")));
  // Bound by bandwidth, an elementwise kernel is priced all the same.
  auto relu = choose(samples::relu(10, ElementType::F64), samples::a100());
  EXPECT_EQ(relu.used, Pipe::Fp32);
  EXPECT_TRUE(relu.isSubstitute());
}
