//===- TosaCostTest.cpp - Which operators of tosa are counted, and as what ===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/unit/analysis/UpstreamHarness.h"

#include <gtest/gtest.h>

#include <set>

namespace perfopt::analysis {
namespace {

class TosaCost : public ::testing::Test {
protected:
  dialects::OpCost costOf(llvm::ArrayRef<llvm::StringRef> types,
                          const std::string &text, llvm::StringRef name) {
    module = samples::parseAround(*context, types, text);
    op = module ? samples::find(*module, name) : dialects::CostOpInterface();
    auto cost = op ? op.getCost() : std::nullopt;
    EXPECT_TRUE(cost) << text;
    return cost.value_or(dialects::OpCost{});
  }

  std::unique_ptr<mlir::MLIRContext> context = samples::upstreamContext();
  mlir::OwningOpRef<mlir::ModuleOp> module;
  dialects::CostOpInterface op;
};

TEST_F(TosaCost, EveryOperatorHasARuleButThese) {
  // What a custom operator does, which branch runs and how often a loop does,
  // is not in the file; variables and yields do nothing; apply_scale stands
  // inside bodies of linalg.
  const std::set<std::string> without = {
      "tosa.apply_scale", "tosa.cond_if",       "tosa.custom",
      "tosa.variable",    "tosa.variable_read", "tosa.variable_write",
      "tosa.while_loop",  "tosa.yield"};
  std::set<std::string> found;
  for (mlir::RegisteredOperationName name : context->getRegisteredOperations())
    if (name.getDialectNamespace() == "tosa" &&
        !name.hasInterface<dialects::CostOpInterface>())
      found.insert(name.getStringRef().str());
  EXPECT_EQ(found, without);
}

constexpr const char *kZeros =
    "%z = \"tosa.const\"() <{values = dense<0.0> : tensor<1xf32>}> : () -> "
    "tensor<1xf32>\n";

TEST_F(TosaCost, Convolution) {
  std::string text = std::string(kZeros) +
                     "%r = tosa.conv2d %0, %1, %2, %z, %z {acc_type = f32, "
                     "dilation = array<i64: 1, 1>, pad = "
                     "array<i64: 1, 1, 1, 1>, stride = array<i64: 1, 1>} : "
                     "(tensor<2x8x8x5xf32>, "
                     "tensor<7x3x3x5xf32>, tensor<7xf32>, tensor<1xf32>, "
                     "tensor<1xf32>) -> tensor<2x8x8x7xf32>";
  auto cost =
      costOf({"2x8x8x5xf32", "7x3x3x5xf32", "7xf32"}, text, "tosa.conv2d");
  EXPECT_EQ(cost.macs.value(), 40320);            // 2*8*8*7 * 3*3*5
  EXPECT_EQ(cost.flops.value(), 2 * 40320 + 896); // and 2*8*8*7 for the bias
  // 4 * (2*8*8*5 + 7*3*3*5 + 7); zero points are not read.
  EXPECT_EQ(cost.read.value(), 4 * (640 + 315 + 7));
  EXPECT_EQ(cost.written.value(), 4 * 896);
  auto kernel = op.getKernelShape();
  ASSERT_TRUE(kernel);
  EXPECT_EQ(kernel->family, core::KernelFamily::Conv);
  EXPECT_EQ(kernel->launches, 2); // the bias
}

TEST_F(TosaCost, ABiasOfZerosIsNone) {
  std::string text = std::string(kZeros) +
                     "%b = \"tosa.const\"() <{values = dense<0.0> : "
                     "tensor<7xf32>}> : () -> tensor<7xf32>\n"
                     "%r = tosa.conv2d %0, %1, %b, %z, %z {acc_type = f32, "
                     "dilation = array<i64: 1, 1>, pad = "
                     "array<i64: 1, 1, 1, 1>, stride = array<i64: 1, 1>} : "
                     "(tensor<2x8x8x5xf32>, "
                     "tensor<7x3x3x5xf32>, tensor<7xf32>, tensor<1xf32>, "
                     "tensor<1xf32>) -> tensor<2x8x8x7xf32>";
  auto cost = costOf({"2x8x8x5xf32", "7x3x3x5xf32"}, text, "tosa.conv2d");
  EXPECT_EQ(cost.flops.value(), 2 * 40320);
  EXPECT_EQ(op.getKernelShape()->launches, 1);
}

TEST_F(TosaCost, DepthwiseConvolution) {
  std::string text = std::string(kZeros) +
                     "%r = tosa.depthwise_conv2d %0, %1, %2, %z, %z {acc_type "
                     "= f32, dilation = array<i64: 1, 1>, "
                     "pad = array<i64: 1, 1, 1, 1>, stride = array<i64: 1, 1>} "
                     ": (tensor<2x8x8x5xf32>, "
                     "tensor<3x3x5x2xf32>, tensor<10xf32>, tensor<1xf32>, "
                     "tensor<1xf32>) -> tensor<2x8x8x10xf32>";
  auto cost = costOf({"2x8x8x5xf32", "3x3x5x2xf32", "10xf32"}, text,
                     "tosa.depthwise_conv2d");
  EXPECT_EQ(cost.macs.value(), 11520); // 2*8*8*10 * 3*3
  EXPECT_EQ(op.getKernelShape()->family, core::KernelFamily::Depthwise);
}

TEST_F(TosaCost, TransposedConvolution) {
  std::string text = std::string(kZeros) +
                     "%r = tosa.transpose_conv2d %0, %1, %2, %z, %z {acc_type "
                     "= f32, out_pad = array<i64: 0, 0, 0, "
                     "0>, stride = array<i64: 2, 2>} : (tensor<1x4x4x5xf32>, "
                     "tensor<7x2x2x5xf32>, tensor<7xf32>, "
                     "tensor<1xf32>, tensor<1xf32>) -> tensor<1x8x8x7xf32>";
  auto cost = costOf({"1x4x4x5xf32", "7x2x2x5xf32", "7xf32"}, text,
                     "tosa.transpose_conv2d");
  EXPECT_EQ(cost.macs.value(), 2240); // |X| 4*4*5 * 7*2*2
}

TEST_F(TosaCost, Product) {
  std::string text = std::string(kZeros) +
                     "%r = tosa.matmul %0, %1, %z, %z : (tensor<2x4x5xf32>, "
                     "tensor<2x5x6xf32>, "
                     "tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x6xf32>";
  auto cost = costOf({"2x4x5xf32", "2x5x6xf32"}, text, "tosa.matmul");
  EXPECT_EQ(cost.macs.value(), 240); // 2 * 4*5*6
  EXPECT_EQ(cost.flops.value(), 480);
  EXPECT_EQ(op.getKernelShape()->family, core::KernelFamily::BatchedGemm);
}

TEST_F(TosaCost, PoolingReductionsAndFunctions) {
  EXPECT_EQ(costOf({"1x8x8x5xf32"},
                   "%r = tosa.max_pool2d %0 {kernel = array<i64: 2, 2>, pad = "
                   "array<i64: 0, 0, 0, 0>, "
                   "stride = array<i64: 2, 2>} : (tensor<1x8x8x5xf32>) -> "
                   "tensor<1x4x4x5xf32>",
                   "tosa.max_pool2d")
                .flops.value(),
            320); // 4*4*5 * 2*2
  EXPECT_EQ(costOf({"2x3xf32"},
                   "%r = tosa.reduce_sum %0 {axis = 1 : i32} : "
                   "(tensor<2x3xf32>) -> tensor<2x1xf32>",
                   "tosa.reduce_sum")
                .flops.value(),
            6); // 2*3
  EXPECT_EQ(
      costOf({"2x3xf32"},
             "%r = tosa.sigmoid %0 : (tensor<2x3xf32>) -> tensor<2x3xf32>",
             "tosa.sigmoid")
          .flops.value(),
      24); // 4 * 2*3
}

TEST_F(TosaCost, FourierTransforms) {
  // 5 * n log2(n), n = 4*8 = 32: 5 * 32 * 5 = 800 for each of 2 planes; half of
  // it for real numbers.
  EXPECT_EQ(
      costOf(
          {"2x4x8xf32", "2x4x8xf32"},
          "%r, %i = tosa.fft2d %0, %1 {inverse = false} : (tensor<2x4x8xf32>, "
          "tensor<2x4x8xf32>) -> (tensor<2x4x8xf32>, tensor<2x4x8xf32>)",
          "tosa.fft2d")
          .flops.value(),
      1600);
  EXPECT_EQ(costOf({"2x4x8xf32"},
                   "%r, %i = tosa.rfft2d %0 : (tensor<2x4x8xf32>) -> "
                   "(tensor<2x4x5xf32>, "
                   "tensor<2x4x5xf32>)",
                   "tosa.rfft2d")
                .flops.value(),
            800);
}

TEST_F(TosaCost, ReshapesAreViews) {
  auto cost = costOf({"2x3xf32"},
                     "%s = tosa.const_shape {values = dense<[3, 2]> : "
                     "tensor<2xindex>} : () -> "
                     "!tosa.shape<2>\n%r = tosa.reshape %0, %s : "
                     "(tensor<2x3xf32>, !tosa.shape<2>) -> "
                     "tensor<3x2xf32>",
                     "tosa.reshape");
  EXPECT_EQ(cost.read.value() + cost.written.value(), 0);
  EXPECT_FALSE(op.getKernelShape());
}

TEST_F(TosaCost, LookUpsReadWhatTheyTake) {
  auto cost = costOf(
      {"1x100x8xf32", "1x3xi32"},
      "%r = tosa.gather %0, %1 : (tensor<1x100x8xf32>, tensor<1x3xi32>) -> "
      "tensor<1x3x8xf32>",
      "tosa.gather");
  EXPECT_EQ(cost.read.value(), 4 * 24 + 4 * 3);
}

TEST_F(TosaCost, TensorsOfArith) {
  EXPECT_EQ(costOf({"2x3xf32"}, "%r = arith.addf %0, %0 : tensor<2x3xf32>",
                   "arith.addf")
                .flops.value(),
            6);
  EXPECT_EQ(
      costOf({"2x3xf32"}, "%r = math.exp %0 : tensor<2x3xf32>", "math.exp")
          .flops.value(),
      6);
  EXPECT_EQ(costOf({"2x3xf32"}, "%r = math.fma %0, %0, %0 : tensor<2x3xf32>",
                   "math.fma")
                .flops.value(),
            12);
  // Scalars are the host's.
  EXPECT_EQ(costOf({"f32"}, "%r = arith.addf %0, %0 : f32", "arith.addf")
                .flops.value(),
            0);
  EXPECT_FALSE(op.getKernelShape());
}

} // namespace
} // namespace perfopt::analysis
