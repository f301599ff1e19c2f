//===- FunctionTypeTest.cpp - Tests of types that are restated -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Shapes/FunctionType.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

using namespace mlir;

namespace perfopt::analysis {
namespace {

class FunctionTypeTest : public testing::Test {
protected:
  FunctionTypeTest() : context(MLIRContext::Threading::DISABLED) {
    context.loadDialect<func::FuncDialect, cf::ControlFlowDialect>();
  }

  func::FuncOp parse(StringRef text) {
    module = parseSourceString<ModuleOp>(text, &context);
    return module ? module->lookupSymbol<func::FuncOp>("main")
                  : func::FuncOp();
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

/// Gives an argument of the function another type.
Type retype(func::FuncOp function, unsigned argument) {
  Type type = RankedTensorType::get({7}, Float32Type::get(function.getContext()));
  function.getArgument(argument).setType(type);
  return type;
}

TEST_F(FunctionTypeTest, FollowsArgumentsAndResults) {
  func::FuncOp main = parse(R"(
    func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
      return %x : tensor<2xf32>
    })");
  ASSERT_TRUE(main);
  Type type = retype(main, 0);
  restateType(main);
  EXPECT_EQ(main.getFunctionType().getInput(0), type);
  EXPECT_EQ(main.getFunctionType().getResult(0), type);
  EXPECT_TRUE(succeeded(verify(main)));
}

TEST_F(FunctionTypeTest, TheReturningBlockIsNeitherFirstNorLast) {
  func::FuncOp main = parse(R"(
    func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
      cf.br ^last
    ^middle:
      return %x : tensor<2xf32>
    ^last:
      cf.br ^middle
    })");
  ASSERT_TRUE(main);
  Type type = retype(main, 0);
  restateType(main);
  EXPECT_EQ(main.getFunctionType().getResult(0), type);
  EXPECT_TRUE(succeeded(verify(main)));
}

TEST_F(FunctionTypeTest, WithoutABodyItStays) {
  func::FuncOp main =
      parse("func.func private @main(tensor<2xf32>) -> tensor<3xf32>");
  ASSERT_TRUE(main);
  FunctionType before = main.getFunctionType();
  restateType(main);
  EXPECT_EQ(main.getFunctionType(), before);
}

} // namespace
} // namespace perfopt::analysis
