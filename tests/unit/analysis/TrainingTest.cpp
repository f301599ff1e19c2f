//===- TrainingTest.cpp - Launches of optimizers, borders of segments ----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Training/Training.h"
#include "analysis/Cost/CostModels.h"
#include "analysis/Training/Checkpoints.h"
#include "analysis/Training/Optimizer.h"
#include "dialects/NN/NNOps.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace mlir;

namespace perfopt::analysis {
namespace {

TEST(ForeachLaunches, SmallTensorsFillALaunchByTheirNumber) {
  std::vector<int64_t> tensors(129, 64);
  EXPECT_EQ(foreachLaunches(tensors, 1), 2); // 110 and 19
  EXPECT_EQ(foreachLaunches(tensors, 2), 3); // 64, 64 and 1
  EXPECT_EQ(foreachLaunches(tensors, 3), 3); // 48, 48 and 33
  EXPECT_EQ(foreachLaunches(tensors, 4), 4); // 36, 36, 36 and 21
}

TEST(ForeachLaunches, LargeTensorsFillALaunchByTheirBlocks) {
  constexpr int64_t kBlock = 65536;
  EXPECT_EQ(foreachLaunches({320 * kBlock}, 2), 1);
  EXPECT_EQ(foreachLaunches({320 * kBlock + 1}, 2), 2);
  // 300 blocks and 20 of the next tensor's 30; then the 10 that are left.
  EXPECT_EQ(foreachLaunches({300 * kBlock, 30 * kBlock}, 2), 2);
  EXPECT_EQ(foreachLaunches({}, 2), 0);
  EXPECT_EQ(foreachLaunches({0, 0}, 2), 0);
}

/// A chain of relus of 64 elements.
std::string chain(int length) {
  std::string text =
      "func.func @main(%v0: tensor<64xf32>) -> tensor<64xf32> {\n";
  for (int i = 0; i < length; ++i)
    text += "  %v" + std::to_string(i + 1) + " = nn.relu %v" +
            std::to_string(i) + " : (tensor<64xf32>) -> tensor<64xf32>\n";
  return text + "  return %v" + std::to_string(length) +
         " : tensor<64xf32>\n}\n";
}

class TrainingTest : public testing::Test {
protected:
  TrainingTest() {
    DialectRegistry registry;
    registerNNCostModels(registry);
    context.appendDialectRegistry(registry);
    context.loadDialect<nn::NNDialect, func::FuncDialect>();
  }
  func::FuncOp parse(const std::string &text) {
    module = parseSourceString<ModuleOp>(text, &context);
    return module->lookupSymbol<func::FuncOp>("main");
  }
  SmallVector<Segment> segments(const std::string &text) {
    SmallVector<Operation *> ops;
    for (Operation &op : parse(text).getBody().front().without_terminator())
      ops.push_back(&op);
    return chooseSegments(ops);
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

using Checkpoints = TrainingTest;
using KeepForBackward = TrainingTest;

TEST_F(Checkpoints, SegmentsCoverEverythingOnce) {
  for (int length : {1, 2, 3, 4, 9, 10, 64, 100}) {
    SmallVector<Segment> found = segments(chain(length));
    // sqrt(n) of them, to the nearest.
    EXPECT_EQ(found.size(), size_t(std::lround(std::sqrt(double(length)))));
    size_t reached = 0;
    for (const Segment &segment : found) {
      EXPECT_EQ(segment.begin, reached);
      EXPECT_GT(segment.end, segment.begin);
      reached = segment.end;
    }
    EXPECT_EQ(reached, size_t(length));
  }
}

TEST_F(Checkpoints, BordersLieWhereFewBytesCross) {
  // One element crosses behind the second operator, elsewhere 64.
  SmallVector<Segment> found = segments(R"(
    func.func @main(%x: tensor<64xf32>, %axes: tensor<1xi64>) -> tensor<64xf32> {
      %0 = nn.relu %x : (tensor<64xf32>) -> tensor<64xf32>
      %1 = nn.reduce_sum %0, %axes : (tensor<64xf32>, tensor<1xi64>) -> tensor<1xf32>
      %2 = nn.add %x, %1 : (tensor<64xf32>, tensor<1xf32>) -> tensor<64xf32>
      %3 = nn.relu %2 : (tensor<64xf32>) -> tensor<64xf32>
      %4 = nn.relu %3 : (tensor<64xf32>) -> tensor<64xf32>
      return %4 : tensor<64xf32>
    })");
  ASSERT_EQ(found.size(), 2u); // sqrt(5) = 2.2
  EXPECT_EQ(found[0].end, 2u);
}

TEST_F(KeepForBackward, AModelWithoutParametersKeepsNothing) {
  func::FuncOp function = parse(chain(3));
  keepForBackward(*module);
  EXPECT_TRUE(succeeded(verify(*module)));
  EXPECT_EQ(function.getNumResults(), 1u);
}

TEST_F(KeepForBackward, KeepsWhatRulesReadAndLeavesTheForwardAlone) {
  func::FuncOp function = parse(R"(
    func.func @main(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
      %w = nn.weight "w" : tensor<8x8xf32>
      %0 = nn.matmul %x, %w : (tensor<4x8xf32>, tensor<8x8xf32>) -> tensor<4x8xf32>
      %1 = nn.gelu %0 : (tensor<4x8xf32>) -> tensor<4x8xf32>
      %2 = nn.tanh %1 : (tensor<4x8xf32>) -> tensor<4x8xf32>
      return %2 : tensor<4x8xf32>
    })");
  keepForBackward(*module);
  ASSERT_TRUE(succeeded(verify(*module)));
  // The result, which tanh keeps itself, and what gelu reads.
  Operation *end = function.getBody().front().getTerminator();
  ASSERT_EQ(end->getNumOperands(), 2u);
  EXPECT_TRUE(end->getOperand(0).getDefiningOp<nn::TanhOp>());
  EXPECT_TRUE(end->getOperand(1).getDefiningOp<nn::MatMulOp>());
  // The weight, three operators, the return.
  EXPECT_EQ(llvm::range_size(function.getBody().front()), 5u);
}

} // namespace
} // namespace perfopt::analysis
