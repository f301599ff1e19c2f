//===- LinalgCostTest.cpp - Every structured operator is counted ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The list of operators is linalg's own: a new one without a row fails.
//
//===----------------------------------------------------------------------===//

#include "tests/unit/analysis/UpstreamHarness.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace perfopt::analysis {
namespace {

/// One operator: attributes, operands and result, and by hand what it does:
/// iterations of its loops, arithmetic operations in each, and whether these
/// are a multiply-add.
struct Row {
  const char *attributes;
  const char *types; // inputs -> result
  double iterations;
  double flops;
  bool macs = false;
};

const std::map<std::string, Row> kRows = {
    // Element by element, 2 * 3.
    {"abs", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"add", {"", "2x3xf32 2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"ceil", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"copy", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 0}},
    {"div", {"", "2x3xf32 2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"div_unsigned", {"", "2x3xi32 2x3xi32 -> 2x3xi32", 2 * 3, 1}},
    {"elementwise",
     {"kind=#linalg.elementwise_kind<exp>", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"erf", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"exp", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"fill", {"", "f32 -> 2x3xf32", 2 * 3, 0}},
    {"floor", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"log", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"max", {"", "2x3xf32 2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"min", {"", "2x3xf32 2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"mul", {"", "2x3xf32 2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"negf", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"powf", {"", "2x3xf32 2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"reciprocal", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"round", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"rsqrt", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"select", {"", "2x3xi1 2x3xf32 2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"sqrt", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"square", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"sub", {"", "2x3xf32 2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    {"tanh", {"", "2x3xf32 -> 2x3xf32", 2 * 3, 1}},
    // A linear congruence for each position and one for the seed, then a scale
    // between the bounds: two products and sums for each of three steps of
    // integers, subtract, multiply, add, multiply, add of floats.
    {"fill_rng_2d", {"", "f64 f64 i32 -> 2x3xf32", 2 * 3, -1}},
    // Products: m 4, n 6, k 5, batch 2.
    {"batch_matmul",
     {"", "2x4x5xf32 2x5x6xf32 -> 2x4x6xf32", 2 * 4 * 5 * 6, 2, true}},
    {"batch_matvec", {"", "2x4x5xf32 2x5xf32 -> 2x4xf32", 2 * 4 * 5, 2, true}},
    {"batch_reduce_matmul",
     {"", "2x4x5xf32 2x5x6xf32 -> 4x6xf32", 2 * 4 * 5 * 6, 2, true}},
    {"batch_vecmat", {"", "2x5xf32 2x5x6xf32 -> 2x6xf32", 2 * 5 * 6, 2, true}},
    {"contract",
     {"indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) "
      "-> (k, n)>, "
      "affine_map<(m, n, k) -> (m, n)>]",
      "4x5xf32 5x6xf32 -> 4x6xf32", 4 * 5 * 6, 2, true}},
    {"dot", {"", "5xf32 5xf32 -> xf32", 5, 2, true}},
    {"matmul", {"", "4x5xf32 5x6xf32 -> 4x6xf32", 4 * 5 * 6, 2, true}},
    {"matvec", {"", "4x5xf32 5xf32 -> 4xf32", 4 * 5, 2, true}},
    {"vecmat", {"", "5xf32 5x6xf32 -> 6xf32", 5 * 6, 2, true}},
    // Tiles of 8 x 4 and 16 x 4: m 2 * 8, n 3 * 16, k 5 * 4.
    {"mmt4d",
     {"", "2x5x8x4xf32 3x5x16x4xf32 -> 2x3x8x16xf32", 2 * 8 * 3 * 16 * 5 * 4, 2,
      true}},
    {"batch_mmt4d",
     {"", "7x2x5x8x4xf32 7x3x5x16x4xf32 -> 7x2x3x8x16xf32",
      7 * 2 * 8 * 3 * 16 * 5 * 4, 2, true}},
    // Two zero points are subtracted, too.
    {"quantized_matmul",
     {"", "4x5xi8 5x6xi8 i32 i32 -> 4x6xi32", 4 * 5 * 6, 4, true}},
    {"quantized_batch_matmul",
     {"", "2x4x5xi8 2x5x6xi8 i32 i32 -> 2x4x6xi32", 2 * 4 * 5 * 6, 4, true}},
    // Convolutions: window 3, 3 x 2 or 3 x 2 x 2, 5 channels to 7.
    {"conv_1d", {"", "10xf32 3xf32 -> 8xf32", 8 * 3, 2, true}},
    {"conv_1d_ncw_fcw",
     {"", "2x5x10xf32 7x5x3xf32 -> 2x7x8xf32", 2 * 7 * 8 * 5 * 3, 2, true}},
    {"conv_1d_nwc_wcf",
     {"", "2x10x5xf32 3x5x7xf32 -> 2x8x7xf32", 2 * 8 * 7 * 5 * 3, 2, true}},
    {"conv_2d", {"", "10x10xf32 3x2xf32 -> 8x9xf32", 8 * 9 * 3 * 2, 2, true}},
    {"conv_2d_nchw_fchw",
     {"", "2x5x10x10xf32 7x5x3x2xf32 -> 2x7x8x9xf32", 2 * 7 * 8 * 9 * 5 * 3 * 2,
      2, true}},
    {"conv_2d_nchw_fchw_q",
     {"", "2x5x10x10xi8 7x5x3x2xi8 i32 i32 -> 2x7x8x9xi32",
      2 * 7 * 8 * 9 * 5 * 3 * 2, 4, true}},
    // 4 groups of 5 channels to 7.
    {"conv_2d_ngchw_fgchw",
     {"", "2x4x5x10x10xf32 7x4x5x3x2xf32 -> 2x4x7x8x9xf32",
      2 * 4 * 7 * 8 * 9 * 5 * 3 * 2, 2, true}},
    {"conv_2d_ngchw_gfchw",
     {"", "2x4x5x10x10xf32 4x7x5x3x2xf32 -> 2x4x7x8x9xf32",
      2 * 4 * 7 * 8 * 9 * 5 * 3 * 2, 2, true}},
    {"conv_2d_ngchw_gfchw_q",
     {"", "2x4x5x10x10xi8 4x7x5x3x2xi8 i32 i32 -> 2x4x7x8x9xi32",
      2 * 4 * 7 * 8 * 9 * 5 * 3 * 2, 4, true}},
    {"conv_2d_nhwgc_gfhwc",
     {"", "2x10x10x4x5xf32 4x7x3x2x5xf32 -> 2x8x9x4x7xf32",
      2 * 4 * 7 * 8 * 9 * 5 * 3 * 2, 2, true}},
    {"conv_2d_nhwgc_gfhwc_q",
     {"", "2x10x10x4x5xi8 4x7x3x2x5xi8 i32 i32 -> 2x8x9x4x7xi32",
      2 * 4 * 7 * 8 * 9 * 5 * 3 * 2, 4, true}},
    {"conv_2d_nhwc_fhwc",
     {"", "2x10x10x5xf32 7x3x2x5xf32 -> 2x8x9x7xf32", 2 * 7 * 8 * 9 * 5 * 3 * 2,
      2, true}},
    {"conv_2d_nhwc_fhwc_q",
     {"", "2x10x10x5xi8 7x3x2x5xi8 i32 i32 -> 2x8x9x7xi32",
      2 * 7 * 8 * 9 * 5 * 3 * 2, 4, true}},
    {"conv_2d_nhwc_hwcf",
     {"", "2x10x10x5xf32 3x2x5x7xf32 -> 2x8x9x7xf32", 2 * 7 * 8 * 9 * 5 * 3 * 2,
      2, true}},
    {"conv_2d_nhwc_hwcf_q",
     {"", "2x10x10x5xi8 3x2x5x7xi8 i32 i32 -> 2x8x9x7xi32",
      2 * 7 * 8 * 9 * 5 * 3 * 2, 4, true}},
    {"conv_3d",
     {"", "10x10x6xf32 3x2x2xf32 -> 8x9x5xf32", 8 * 9 * 5 * 3 * 2 * 2, 2,
      true}},
    {"conv_3d_ncdhw_fcdhw",
     {"", "2x5x10x10x6xf32 7x5x3x2x2xf32 -> 2x7x8x9x5xf32",
      2 * 7 * 8 * 9 * 5 * 5 * 3 * 2 * 2, 2, true}},
    {"conv_3d_ndhwc_dhwcf",
     {"", "2x10x10x6x5xf32 3x2x2x5x7xf32 -> 2x8x9x5x7xf32",
      2 * 7 * 8 * 9 * 5 * 5 * 3 * 2 * 2, 2, true}},
    {"conv_3d_ndhwc_dhwcf_q",
     {"", "2x10x10x6x5xi8 3x2x2x5x7xi8 i32 i32 -> 2x8x9x5x7xi32",
      2 * 7 * 8 * 9 * 5 * 5 * 3 * 2 * 2, 4, true}},
    {"depthwise_conv_1d_ncw_cw",
     {"", "2x5x10xf32 5x3xf32 -> 2x5x8xf32", 2 * 5 * 8 * 3, 2, true}},
    {"depthwise_conv_1d_nwc_wc",
     {"", "2x10x5xf32 3x5xf32 -> 2x8x5xf32", 2 * 5 * 8 * 3, 2, true}},
    {"depthwise_conv_1d_nwc_wcm",
     {"", "2x10x5xf32 3x5x7xf32 -> 2x8x5x7xf32", 2 * 5 * 7 * 8 * 3, 2, true}},
    {"depthwise_conv_2d_nchw_chw",
     {"", "2x5x10x10xf32 5x3x2xf32 -> 2x5x8x9xf32", 2 * 5 * 8 * 9 * 3 * 2, 2,
      true}},
    {"depthwise_conv_2d_nhwc_hwc",
     {"", "2x10x10x5xf32 3x2x5xf32 -> 2x8x9x5xf32", 2 * 5 * 8 * 9 * 3 * 2, 2,
      true}},
    {"depthwise_conv_2d_nhwc_hwc_q",
     {"", "2x10x10x5xi8 3x2x5xi8 i32 i32 -> 2x8x9x5xi32", 2 * 5 * 8 * 9 * 3 * 2,
      4, true}},
    {"depthwise_conv_2d_nhwc_hwcm",
     {"", "2x10x10x5xf32 3x2x5x7xf32 -> 2x8x9x5x7xf32",
      2 * 5 * 7 * 8 * 9 * 3 * 2, 2, true}},
    {"depthwise_conv_2d_nhwc_hwcm_q",
     {"", "2x10x10x5xi8 3x2x5x7xi8 i32 i32 -> 2x8x9x5x7xi32",
      2 * 5 * 7 * 8 * 9 * 3 * 2, 4, true}},
    {"depthwise_conv_3d_ncdhw_cdhw",
     {"", "2x5x10x10x6xf32 5x3x2x2xf32 -> 2x5x8x9x5xf32",
      2 * 5 * 8 * 9 * 5 * 3 * 2 * 2, 2, true}},
    {"depthwise_conv_3d_ndhwc_dhwc",
     {"", "2x10x10x6x5xf32 3x2x2x5xf32 -> 2x8x9x5x5xf32",
      2 * 5 * 8 * 9 * 5 * 3 * 2 * 2, 2, true}},
    {"depthwise_conv_3d_ndhwc_dhwcm",
     {"", "2x10x10x6x5xf32 3x2x2x5x7xf32 -> 2x8x9x5x5x7xf32",
      2 * 5 * 7 * 8 * 9 * 5 * 3 * 2 * 2, 2, true}},
    // Pooling: one operation for each element of each window.
    {"pooling_nchw_max",
     {"", "2x5x10x10xf32 3x2xf32 -> 2x5x8x9xf32", 2 * 5 * 8 * 9 * 3 * 2, 1}},
    {"pooling_nchw_sum",
     {"", "2x5x10x10xf32 3x2xf32 -> 2x5x8x9xf32", 2 * 5 * 8 * 9 * 3 * 2, 1}},
    {"pooling_ncw_max",
     {"", "2x5x10xf32 3xf32 -> 2x5x8xf32", 2 * 5 * 8 * 3, 1}},
    {"pooling_ncw_sum",
     {"", "2x5x10xf32 3xf32 -> 2x5x8xf32", 2 * 5 * 8 * 3, 1}},
    {"pooling_ndhwc_max",
     {"", "2x10x10x6x5xf32 3x2x2xf32 -> 2x8x9x5x5xf32",
      2 * 5 * 8 * 9 * 5 * 3 * 2 * 2, 1}},
    {"pooling_ndhwc_min",
     {"", "2x10x10x6x5xf32 3x2x2xf32 -> 2x8x9x5x5xf32",
      2 * 5 * 8 * 9 * 5 * 3 * 2 * 2, 1}},
    {"pooling_ndhwc_sum",
     {"", "2x10x10x6x5xf32 3x2x2xf32 -> 2x8x9x5x5xf32",
      2 * 5 * 8 * 9 * 5 * 3 * 2 * 2, 1}},
    {"pooling_nhwc_max",
     {"", "2x10x10x5xf32 3x2xf32 -> 2x8x9x5xf32", 2 * 5 * 8 * 9 * 3 * 2, 1}},
    {"pooling_nhwc_max_unsigned",
     {"", "2x10x10x5xi32 3x2xi32 -> 2x8x9x5xi32", 2 * 5 * 8 * 9 * 3 * 2, 1}},
    {"pooling_nhwc_min",
     {"", "2x10x10x5xf32 3x2xf32 -> 2x8x9x5xf32", 2 * 5 * 8 * 9 * 3 * 2, 1}},
    {"pooling_nhwc_min_unsigned",
     {"", "2x10x10x5xi32 3x2xi32 -> 2x8x9x5xi32", 2 * 5 * 8 * 9 * 3 * 2, 1}},
    {"pooling_nhwc_sum",
     {"", "2x10x10x5xf32 3x2xf32 -> 2x8x9x5xf32", 2 * 5 * 8 * 9 * 3 * 2, 1}},
    {"pooling_nwc_max",
     {"", "2x10x5xf32 3xf32 -> 2x8x5xf32", 2 * 5 * 8 * 3, 1}},
    {"pooling_nwc_max_unsigned",
     {"", "2x10x5xi32 3xi32 -> 2x8x5xi32", 2 * 5 * 8 * 3, 1}},
    {"pooling_nwc_min",
     {"", "2x10x5xf32 3xf32 -> 2x8x5xf32", 2 * 5 * 8 * 3, 1}},
    {"pooling_nwc_min_unsigned",
     {"", "2x10x5xi32 3xi32 -> 2x8x5xi32", 2 * 5 * 8 * 3, 1}},
    {"pooling_nwc_sum",
     {"", "2x10x5xf32 3xf32 -> 2x8x5xf32", 2 * 5 * 8 * 3, 1}},
};

/// Operators with a spelling of their own, and what they count.
struct Spelled {
  const char *text;
  const char *types;
  double flops, macs;
};

const std::map<std::string, Spelled> kSpelled = {
    {"broadcast",
     {"%r = linalg.broadcast ins(%0 : tensor<3xf32>) outs(%1 : "
      "tensor<2x3xf32>) dimensions = [0]",
      "3xf32 2x3xf32", 0, 0}},
    {"transpose",
     {"%r = linalg.transpose ins(%0 : tensor<2x3xf32>) outs(%1 : "
      "tensor<3x2xf32>) permutation = [1, 0]",
      "2x3xf32 3x2xf32", 0, 0}},
    // Multiply, add: 2 * 2*3.
    {"map",
     {"%r = linalg.map ins(%0, %0 : tensor<2x3xf32>, tensor<2x3xf32>) outs(%1 "
      ": tensor<2x3xf32>)\n"
      "(%a: f32, %b: f32, %c: f32) { %p = arith.mulf %a, %b : f32\n %s = "
      "arith.addf %p, %a : f32\n"
      "linalg.yield %s : f32 }",
      "2x3xf32 2x3xf32", 12, 0}},
    // One addition for each input, 2*3.
    {"reduce",
     {"%r = linalg.reduce { arith.addf } ins(%0 : tensor<2x3xf32>) outs(%1 : "
      "tensor<2xf32>) "
      "dimensions = [1]",
      "2x3xf32 2xf32", 6, 0}},
    // A matrix product, 4*5*6 multiply-adds, in half precision with a wider
    // sum: changes of type are free.
    {"generic",
     {"%r = linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, "
      "affine_map<(m, n, k) "
      "-> (k, n)>, affine_map<(m, n, k) -> (m, n)>], iterator_types = "
      "[\"parallel\", \"parallel\", "
      "\"reduction\"]} ins(%0, %1 : tensor<4x5xf16>, tensor<5x6xf16>) outs(%2 "
      ": tensor<4x6xf32>) {\n"
      "^bb0(%a: f16, %b: f16, %c: f32):\n %d = arith.extf %a : f16 to f32\n %e "
      "= arith.extf %b : f16 "
      "to f32\n %p = arith.mulf %d, %e : f32\n %s = arith.addf %c, %p : f32\n "
      "linalg.yield %s : f32\n"
      "} -> tensor<4x6xf32>",
      "4x5xf16 5x6xf16 4x6xf32", 240, 120}},
};

mlir::OwningOpRef<mlir::ModuleOp>
parseRow(mlir::MLIRContext &context, const std::string &name, const Row &row) {
  auto [inputs, result] = llvm::StringRef(row.types).split(" -> ");
  llvm::SmallVector<llvm::StringRef> tokens;
  inputs.split(tokens, ' ');
  std::string values, types, target = samples::typeText(result);
  if (result == "xf32")
    target = "tensor<f32>";
  for (size_t i = 0; i < tokens.size(); ++i) {
    values += (i ? ", %" : "%") + std::to_string(i);
    types += (i ? ", " : "") + samples::typeText(tokens[i]);
  }
  std::string body = "%init = tensor.empty() : " + target + "\n%r = linalg." +
                     name + " " + row.attributes + " ins(" + values + " : " +
                     types + ") outs(%init : " + target + ") -> " + target;
  return samples::parseAround(context, tokens, body);
}

class LinalgCost : public ::testing::Test {
protected:
  std::unique_ptr<mlir::MLIRContext> context = samples::upstreamContext();
};

void expectCounted(mlir::MLIRContext &context, llvm::StringRef fullName) {
  std::string name = fullName.drop_front(strlen("linalg.")).str();
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::optional<double> flops;
  double macs = 0;
  if (auto row = kRows.find(name); row != kRows.end()) {
    module = parseRow(context, name, row->second);
    if (row->second.flops >= 0)
      flops = row->second.iterations * row->second.flops;
    macs = row->second.macs ? row->second.iterations : 0;
  } else {
    auto spelled = kSpelled.find(name);
    ASSERT_NE(spelled, kSpelled.end())
        << "linalg has an operator that no row covers";
    llvm::SmallVector<llvm::StringRef> tokens;
    llvm::StringRef(spelled->second.types).split(tokens, ' ');
    module = samples::parseAround(context, tokens, spelled->second.text);
    flops = spelled->second.flops;
    macs = spelled->second.macs;
  }
  ASSERT_TRUE(module);
  auto op = samples::find(*module, fullName);
  ASSERT_TRUE(op);
  auto cost = op.getCost();
  ASSERT_TRUE(cost);
  if (flops)
    EXPECT_EQ(cost->flops.value(), *flops);
  else
    EXPECT_GT(cost->flops.value(), 0);
  EXPECT_EQ(cost->macs.value(), macs);
  EXPECT_GT(cost->written.value(), 0);
  EXPECT_EQ(cost->rule, "linalg_c1");
  EXPECT_TRUE(op.getKernelShape());
}

template <typename... Ops>
std::vector<std::string> namesOf() {
  return {Ops::getOperationName().str()...};
}

TEST_F(LinalgCost, CountsEveryStructuredOperator) {
  auto names = namesOf<
#define GET_OP_LIST
#include "mlir/Dialect/Linalg/IR/LinalgStructuredOps.cpp.inc"
      >();
  EXPECT_EQ(names.size(), kRows.size() + kSpelled.size());
  for (const std::string &name : names) {
    SCOPED_TRACE(name);
    expectCounted(*context, name);
  }
}

TEST_F(LinalgCost, EveryOtherOperatorIsKnown) {
  // Inside bodies only: no cost of their own.
  const std::set<std::string> inner = {"linalg.yield", "linalg.index"};
  int checked = 0;
  for (mlir::RegisteredOperationName name :
       context->getRegisteredOperations()) {
    if (name.getDialectNamespace() != "linalg" ||
        inner.contains(name.getStringRef().str()))
      continue;
    ++checked;
    EXPECT_TRUE(name.hasInterface<dialects::CostOpInterface>())
        << name.getStringRef().str();
  }
  EXPECT_GT(checked, 80);
}

dialects::OpCost costOf(mlir::MLIRContext &context,
                        llvm::ArrayRef<llvm::StringRef> types,
                        const std::string &text, llvm::StringRef name) {
  auto module = samples::parseAround(context, types, text);
  auto op = module ? samples::find(*module, name) : dialects::CostOpInterface();
  auto cost = op ? op.getCost() : std::nullopt;
  EXPECT_TRUE(cost) << text;
  return cost.value_or(dialects::OpCost{});
}

TEST_F(LinalgCost, Softmax) {
  auto cost = costOf(
      *context, {"2x3xf32", "2x3xf32"},
      "%r = linalg.softmax dimension(1) ins(%0 : tensor<2x3xf32>) outs(%1 : "
      "tensor<2x3xf32>) -> tensor<2x3xf32>",
      "linalg.softmax");
  EXPECT_EQ(cost.flops.value(), 30); // 5 * 2*3
  EXPECT_EQ(cost.read.value(), 24);  // 4 * 2*3: the destination is not read
  EXPECT_EQ(cost.written.value(), 24);
}

TEST_F(LinalgCost, WinogradTransforms) {
  // F(4, 3): alpha = 4 + 3 - 1 = 6. For each of 2*5 filters G g is 6*3 * 3 and
  // the product with G' 6*6 * 3: 2*5 * (54 + 108) = 1620.
  auto filter =
      costOf(*context, {"2x3x3x5xf32", "6x6x5x2xf32"},
             "%r = linalg.winograd_filter_transform fmr(F_4_3) ins(%0 : "
             "tensor<2x3x3x5xf32>) outs(%1 : tensor<6x6x5x2xf32>) -> "
             "tensor<6x6x5x2xf32>",
             "linalg.winograd_filter_transform");
  EXPECT_EQ(filter.macs.value(), 1620);
  EXPECT_EQ(filter.flops.value(), 2 * 1620);
  // For each of 1*1*2*5 tiles, B' d and the product with B are 6*6 * 6 each:
  // 10 * 432 = 4320.
  auto input =
      costOf(*context, {"2x6x6x5xf32", "6x6x1x1x2x5xf32"},
             "%r = linalg.winograd_input_transform fmr(F_4_3) ins(%0 : "
             "tensor<2x6x6x5xf32>) "
             "outs(%1 : tensor<6x6x1x1x2x5xf32>) -> tensor<6x6x1x1x2x5xf32>",
             "linalg.winograd_input_transform");
  EXPECT_EQ(input.macs.value(), 4320);
  // A' y is 4*6 * 6, the product with A 4*4 * 6: 1*1*2*2 * (144 + 96) = 960.
  auto output =
      costOf(*context, {"6x6x1x1x2x2xf32", "2x4x4x2xf32"},
             "%r = linalg.winograd_output_transform fmr(F_4_3) ins(%0 : "
             "tensor<6x6x1x1x2x2xf32>) outs(%1 : tensor<2x4x4x2xf32>) -> "
             "tensor<2x4x4x2xf32>",
             "linalg.winograd_output_transform");
  EXPECT_EQ(output.macs.value(), 960);
}

TEST_F(LinalgCost, PackMovesBytes) {
  auto cost = costOf(*context, {"16x8xf32", "2x2x8x4xf32"},
                     "%r = linalg.pack %0 inner_dims_pos = [0, 1] inner_tiles "
                     "= [8, 4] into %1 : "
                     "tensor<16x8xf32> -> tensor<2x2x8x4xf32>",
                     "linalg.pack");
  EXPECT_EQ(cost.flops.value(), 0);
  EXPECT_EQ(cost.read.value(), 512); // 4 * 16*8
  EXPECT_EQ(cost.written.value(), 512);
}

TEST_F(LinalgCost, DestinationsAreReadOnlyWhereTheyHoldSomething) {
  const char *product = "%r = linalg.matmul ins(%0, %1 : tensor<4x5xf32>, "
                        "tensor<5x6xf32>) outs(%d : "
                        "tensor<4x6xf32>) -> tensor<4x6xf32>";
  // 4 * (4*5 + 5*6) = 200 for the operands.
  auto fresh =
      costOf(*context, {"4x5xf32", "5x6xf32"},
             std::string("%d = arith.constant dense<0.0> : tensor<4x6xf32>\n") +
                 product,
             "linalg.matmul");
  EXPECT_EQ(fresh.read.value(), 200);
  EXPECT_EQ(fresh.written.value(), 96); // 4 * 4*6
  // A destination that came from elsewhere is added to: 4 * 4*6 more.
  auto held =
      costOf(*context, {"4x5xf32", "5x6xf32", "4x6xf32"},
             std::string(
                 "%d = tensor.cast %2 : tensor<4x6xf32> to tensor<4x6xf32>\n") +
                 product,
             "linalg.matmul");
  EXPECT_EQ(held.read.value(), 296);
}

TEST_F(LinalgCost, LookUpsReadWhatTheyTake) {
  // Rows of a table, picked by position: 3*8 elements of 4 bytes and 3
  // positions of 8.
  auto cost = costOf(*context, {"100x8xf32", "3xi64", "3x8xf32"},
                     "%r = linalg.generic {indexing_maps = [affine_map<(i, j) "
                     "-> (i)>, affine_map<(i, j) -> (i, j)>], "
                     "iterator_types = [\"parallel\", \"parallel\"]} ins(%1 : "
                     "tensor<3xi64>) outs(%2 : "
                     "tensor<3x8xf32>) {\n^bb0(%at: i64, %o: f32):\n %i = "
                     "arith.index_cast %at : i64 to index\n %j = "
                     "linalg.index 1 : index\n %e = tensor.extract %0[%i, %j] "
                     ": tensor<100x8xf32>\n linalg.yield %e : "
                     "f32\n} -> tensor<3x8xf32>",
                     "linalg.generic");
  EXPECT_EQ(cost.flops.value(), 0);
  EXPECT_EQ(cost.read.value(), 4 * 24 + 8 * 3);
  EXPECT_EQ(cost.written.value(), 96);
}

TEST_F(LinalgCost, UnknownExtentsAreNotZero) {
  auto module =
      samples::parseAround(*context, {"?x5xf32", "5x6xf32", "?x6xf32"},
                           "%r = linalg.matmul ins(%0, %1 : tensor<?x5xf32>, "
                           "tensor<5x6xf32>) outs(%2 : tensor<?x6xf32>) "
                           "-> tensor<?x6xf32>");
  ASSERT_TRUE(module);
  auto op = samples::find(*module, "linalg.matmul");
  ASSERT_TRUE(op);
  EXPECT_FALSE(op.getCost());
  EXPECT_FALSE(op.getKernelShape());
}

TEST_F(LinalgCost, ConvolutionsKnowTheirSize) {
  auto module = samples::parseAround(
      *context, {"2x11x11x5xf32", "3x3x5x7xf32", "2x5x5x7xf32"},
      "%r = linalg.conv_2d_nhwc_hwcf {strides = dense<2> : tensor<2xi64>} "
      "ins(%0, %1 : "
      "tensor<2x11x11x5xf32>, tensor<3x3x5x7xf32>) outs(%2 : "
      "tensor<2x5x5x7xf32>) -> "
      "tensor<2x5x5x7xf32>");
  ASSERT_TRUE(module);
  auto shape =
      samples::find(*module, "linalg.conv_2d_nhwc_hwcf").getKernelShape();
  ASSERT_TRUE(shape);
  EXPECT_EQ(shape->family, core::KernelFamily::Conv);
  std::map<std::string, int64_t> problem;
  for (auto [key, size] : shape->problem)
    problem[key.str()] = size;
  EXPECT_EQ(problem, (std::map<std::string, int64_t>{{"n", 2},
                                                     {"c", 5},
                                                     {"h", 11},
                                                     {"w", 11},
                                                     {"k", 7},
                                                     {"r", 3},
                                                     {"s", 3},
                                                     {"p", 5},
                                                     {"q", 5},
                                                     {"groups", 1},
                                                     {"stride_h", 2},
                                                     {"stride_w", 2}}));
}

} // namespace
} // namespace perfopt::analysis
