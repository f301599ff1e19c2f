//===- QdqGroupsTest.cpp - Which QDQ graphs are one kernel
//-----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Quantization/QdqGroups.h"

#include "analysis/Cost/CostModels.h"
#include "dialects/NN/NNOps.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

namespace perfopt::analysis {
namespace {

class QdqGroups : public testing::Test {
protected:
  QdqGroups() {
    mlir::DialectRegistry registry;
    registerNNCostModels(registry);
    registry.insert<nn::NNDialect, mlir::func::FuncDialect>();
    context.appendDialectRegistry(registry);
    context.loadAllAvailableDialects();
  }

  /// The group around the first product of `body`, a function of x, an image
  /// of u8, and f, the same of f32, with scales s and zero points z.
  std::optional<QdqGroup> groupIn(const std::string &body) {
    std::string text = R"(
      func.func @main(%x: tensor<2x8x6x6xui8>, %f: tensor<2x8x6x6xf32>) {
        %s = nn.weight "s" {kind = "buffer"} : tensor<f32>
        %z = nn.weight "z" {kind = "buffer"} : tensor<ui8>
        %wq = nn.weight "w" : tensor<16x8x3x3xui8>
        %w = nn.dequantize_linear %wq, %s, %z : (tensor<16x8x3x3xui8>, tensor<f32>, tensor<ui8>) -> tensor<16x8x3x3xf32>
        %bq = nn.weight "b" : tensor<16xi32>
        %b = nn.dequantize_linear %bq, %s : (tensor<16xi32>, tensor<f32>) -> tensor<16xf32>
        %d = nn.dequantize_linear %x, %s, %z : (tensor<2x8x6x6xui8>, tensor<f32>, tensor<ui8>) -> tensor<2x8x6x6xf32>
        )" + body + R"(
        return
      })";
    module = mlir::parseSourceString<mlir::ModuleOp>(text, &context);
    if (!module) {
      ADD_FAILURE() << "the text does not parse";
      return std::nullopt;
    }
    mlir::Operation *product = nullptr;
    module->walk([&](mlir::Operation *op) {
      if (!product && mlir::isa<nn::ConvOp, nn::MatMulOp, nn::GemmOp>(op))
        product = op;
    });
    return qdqGroupAt(product);
  }

  mlir::MLIRContext context{mlir::MLIRContext::Threading::DISABLED};
  mlir::OwningOpRef<mlir::ModuleOp> module;
};

const char *const kConv =
    "%y = nn.conv %d, %w, %b : (tensor<2x8x6x6xf32>, tensor<16x8x3x3xf32>, "
    "tensor<16xf32>) -> tensor<2x16x4x4xf32>\n";
const char *const kQuantize =
    "%q = nn.quantize_linear %y, %s, %z : (tensor<2x16x4x4xf32>, tensor<f32>, "
    "tensor<ui8>) -> tensor<2x16x4x4xui8>\n";

TEST_F(QdqGroups, aConvolutionIsOneKernelOfIntegers) {
  auto group = groupIn(std::string(kConv) + kQuantize);
  ASSERT_TRUE(group);
  EXPECT_EQ(group->dequantizers.size(), 3u);
  EXPECT_NE(group->quantizer, nullptr);
  EXPECT_EQ(group->activation, nullptr);
  auto cost = fusedCost(*group);
  ASSERT_TRUE(cost);
  EXPECT_EQ(cost->rule, "qlinear_conv_c1");
  // |Y| * prod(W[1:]) = 2*16*4*4 * 8*3*3 = 512 * 72
  EXPECT_EQ(cost->macs.value(), 36864);
  // 2 MACs + |Y| of the bias + 5 |Y| = 73728 + 512 + 2560
  EXPECT_EQ(cost->flops.value(), 76800);
  // X 2*8*6*6 + W 16*8*3*3 + B 4 * 16 + scale 4 + zero point 1: the weight is
  // read as it is stored, a byte a value.
  EXPECT_EQ(cost->read.value(), 576 + 1152 + 64 + 5);
  EXPECT_EQ(cost->written.value(), 512);
  auto shape = fusedShape(*group);
  ASSERT_TRUE(shape);
  EXPECT_EQ(shape->type, core::ElementType::I8);
  EXPECT_EQ(shape->family, core::KernelFamily::Conv);
  EXPECT_EQ(shape->launches, 1);
}

TEST_F(QdqGroups, anActivationBetweenBelongsToIt) {
  auto group = groupIn(std::string(kConv) + R"(
    %r = nn.relu %y : (tensor<2x16x4x4xf32>) -> tensor<2x16x4x4xf32>
    %q = nn.quantize_linear %r, %s, %z : (tensor<2x16x4x4xf32>, tensor<f32>, tensor<ui8>) -> tensor<2x16x4x4xui8>
  )");
  ASSERT_TRUE(group);
  EXPECT_NE(group->activation, nullptr);
  // 76800 as above and a comparison a result.
  EXPECT_EQ(fusedCost(*group)->flops.value(), 76800 + 512);
}

TEST_F(QdqGroups, aConvolutionMustBeQuantizedAgain) {
  EXPECT_FALSE(groupIn(kConv));
}

TEST_F(QdqGroups, whatSomebodyElseReadsStaysFloat) {
  EXPECT_FALSE(groupIn(std::string(kConv) + kQuantize + R"(
    %e = nn.exp %y : (tensor<2x16x4x4xf32>) -> tensor<2x16x4x4xf32>
  )"));
}

TEST_F(QdqGroups, aFloatOperandIsNoInteger) {
  EXPECT_FALSE(groupIn(R"(
    %y = nn.conv %f, %w : (tensor<2x8x6x6xf32>, tensor<16x8x3x3xf32>) -> tensor<2x16x4x4xf32>
  )" + std::string(kQuantize)));
}

TEST_F(QdqGroups, weightsOfFourBitsAndBlocksStayWeights) {
  EXPECT_FALSE(groupIn(R"(
    %v4 = nn.weight "v" : tensor<6x4xui4>
    %v = nn.dequantize_linear %v4, %s : (tensor<6x4xui4>, tensor<f32>) -> tensor<6x4xf32>
    %y = nn.matmul %d, %v : (tensor<2x8x6x6xf32>, tensor<6x4xf32>) -> tensor<2x8x6x4xf32>
  )"));
  EXPECT_FALSE(groupIn(R"(
    %v8 = nn.weight "v" : tensor<6x4xui8>
    %t = nn.weight "t" : tensor<3x4xf32>
    %v = nn.dequantize_linear %v8, %t {axis = 0 : i64, block_size = 2 : i64} : (tensor<6x4xui8>, tensor<3x4xf32>) -> tensor<6x4xf32>
    %y = nn.matmul %d, %v : (tensor<2x8x6x6xf32>, tensor<6x4xf32>) -> tensor<2x8x6x4xf32>
  )"));
}

TEST_F(QdqGroups, aProductMayStayFloat) {
  auto group = groupIn(R"(
    %v8 = nn.weight "v" : tensor<6x4xui8>
    %v = nn.dequantize_linear %v8, %s : (tensor<6x4xui8>, tensor<f32>) -> tensor<6x4xf32>
    %y = nn.matmul %d, %v : (tensor<2x8x6x6xf32>, tensor<6x4xf32>) -> tensor<2x8x6x4xf32>
    %r = nn.relu %y : (tensor<2x8x6x4xf32>) -> tensor<2x8x6x4xf32>
  )");
  ASSERT_TRUE(group);
  EXPECT_EQ(group->quantizer, nullptr);
  EXPECT_EQ(group->activation, nullptr);
  auto cost = fusedCost(*group);
  ASSERT_TRUE(cost);
  EXPECT_EQ(cost->rule, "matmul_integer_to_float_c1");
  // 2 * 2*8*6*4 * 6 + a product for the scale, 384 results
  EXPECT_EQ(cost->flops.value(), 4608 + 384);
  EXPECT_EQ(cost->written.value(), 4 * 384);
}

} // namespace
} // namespace perfopt::analysis
