//===- PerChannelTest.cpp - Tests of which extent holds the channels ------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Shapes/PerChannel.h"

#include "dialects/NN/NNOps.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"

#include <gtest/gtest.h>

using namespace mlir;

namespace perfopt::analysis {
namespace {

class PerChannel : public testing::Test {
protected:
  PerChannel()
      : context(MLIRContext::Threading::DISABLED), builder(&context),
        module(ModuleOp::create(builder.getUnknownLoc())) {
    context.loadDialect<nn::NNDialect>();
    builder.setInsertionPointToEnd(module->getBody());
  }

  Value weight(ArrayRef<int64_t> shape) {
    OperationState state(builder.getUnknownLoc(),
                         nn::WeightOp::getOperationName());
    state.addTypes(RankedTensorType::get(shape, builder.getF32Type()));
    state.addAttribute("sym", builder.getStringAttr("w"));
    return builder.create(state)->getResult(0);
  }

  /// The place of extent `axis` of `from` in `to`, behind a reshape.
  std::optional<int64_t> reshaped(ArrayRef<int64_t> from, ArrayRef<int64_t> to,
                                  int64_t axis) {
    auto list = RankedTensorType::get({static_cast<int64_t>(to.size())},
                                      builder.getI64Type());
    Value shape = nn::ConstantOp::create(builder, builder.getUnknownLoc(), list,
                                         DenseElementsAttr::get(list, to));
    return axisBehind(nn::ReshapeOp::create(builder, builder.getUnknownLoc(),
                                            weight(from), shape),
                      axis);
  }

  MLIRContext context;
  OpBuilder builder;
  OwningOpRef<ModuleOp> module;
};

TEST_F(PerChannel, OneValueForEachPositionAlongTheAxis) {
  SmallVector<int64_t> image{2, 8, 4, 8};
  EXPECT_TRUE(isPerChannel(weight({8, 1, 1}), image, 1));
  EXPECT_TRUE(isPerChannel(weight({1, 8, 1, 1}), image, 1));
  EXPECT_TRUE(isPerChannel(weight({1, 1, 8, 1, 1}), image, 1));
  EXPECT_TRUE(isPerChannel(weight({8}), image, 3));
}

TEST_F(PerChannel, WhatBroadcastingPutsElsewhereIsNone) {
  SmallVector<int64_t> image{2, 8, 4, 8};
  // As many values, of another extent.
  EXPECT_FALSE(isPerChannel(weight({8}), image, 1));
  EXPECT_FALSE(isPerChannel(weight({8, 1}), image, 1));
  // More than one value a channel, or one for all.
  EXPECT_FALSE(isPerChannel(weight({8, 4, 1}), image, 1));
  EXPECT_FALSE(isPerChannel(weight({1, 1, 1}), image, 1));
  EXPECT_FALSE(isPerChannel(weight({}), image, 1));
  EXPECT_FALSE(isPerChannel(weight({8, 1, 1}), image, 4));
}

TEST_F(PerChannel, TheAxisIsFollowedThroughViews) {
  Value image = weight({2, 8, 4, 5});
  Value last =
      nn::TransposeOp::create(builder, builder.getUnknownLoc(), image,
                              builder.getDenseI64ArrayAttr({0, 2, 3, 1}));
  EXPECT_EQ(axisBehind(last.getDefiningOp(), 1), 3);
  // Extents behind it may be joined, those in front of it too.
  EXPECT_EQ(reshaped({2, 8, 4, 5}, {2, 8, 20}, 1), 1);
  EXPECT_EQ(reshaped({2, 8, 4, 5}, {16, 4, 5}, 2), 1);
  EXPECT_EQ(reshaped({2, 8, 4, 5}, {2, 1, 8, 4, 5}, 1), 2);
  // Split, and joined with another.
  EXPECT_EQ(reshaped({2, 8, 4, 5}, {2, 2, 4, 4, 5}, 1), std::nullopt);
  EXPECT_EQ(reshaped({2, 8, 4, 5}, {16, 4, 5}, 1), std::nullopt);
}

} // namespace
} // namespace perfopt::analysis
