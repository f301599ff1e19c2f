//===- TypeInferenceTest.cpp - Extents ------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/TypeInference.h"

#include "dialects/NN/NNDialect.h"

#include "mlir/IR/MLIRContext.h"

#include <gmock/gmock.h>

namespace perfopt::nn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int64_t kOpen = mlir::ShapedType::kDynamic;

class TypeInference : public testing::Test {
protected:
  mlir::RankedTensorType tensor(llvm::ArrayRef<int64_t> shape) {
    return mlir::RankedTensorType::get(shape, mlir::Float32Type::get(&context));
  }
  bool accepts(llvm::ArrayRef<int64_t> shape) {
    llvm::SmallVector<mlir::Type> types;
    return mlir::succeeded(appendTensor(
        std::nullopt, shape, mlir::Float32Type::get(&context), types));
  }
  mlir::MLIRContext context{mlir::MLIRContext::Threading::DISABLED};
};

TEST_F(TypeInference, countsElements) {
  EXPECT_EQ(elementCount(tensor({})), 1);
  EXPECT_EQ(elementCount(tensor({2, 3, 4})), 24);
  EXPECT_EQ(elementCount(tensor({0, 5})), 0);
  EXPECT_EQ(elementCount(tensor({2, kOpen})), std::nullopt);
  EXPECT_EQ(elementCount(mlir::UnrankedTensorType::get(
                mlir::Float32Type::get(&context))),
            std::nullopt);
  EXPECT_EQ(elementCount(tensor({kMaxElements})), kMaxElements);
  EXPECT_EQ(elementCount(tensor({kMaxElements, 2})), std::nullopt);
  EXPECT_EQ(elementCount(tensor({INT64_MAX, INT64_MAX})), std::nullopt);
}

TEST_F(TypeInference, multipliesExtents) {
  EXPECT_EQ(multiplyExtents(3, 4), 12);
  EXPECT_EQ(multiplyExtents(3, kOpen), kOpen);
  EXPECT_EQ(multiplyExtents(int64_t(1) << 32, int64_t(1) << 32), kOpen);
}

TEST_F(TypeInference, countsAxesFromBothEnds) {
  EXPECT_EQ(normalizeAxis(0, 3), 0);
  EXPECT_EQ(normalizeAxis(-1, 3), 2);
  EXPECT_EQ(normalizeAxis(-3, 3), 0);
  EXPECT_EQ(normalizeAxis(3, 3), std::nullopt);
  EXPECT_EQ(normalizeAxis(-4, 3), std::nullopt);
  EXPECT_EQ(normalizeAxis(0, 0), std::nullopt);
  EXPECT_EQ(normalizeAxis(INT64_MIN, 3), std::nullopt);
}

TEST_F(TypeInference, broadcastsAsNumpyDoes) {
  auto shape = [](llvm::ArrayRef<int64_t> a, llvm::ArrayRef<int64_t> b) {
    auto merged = broadcast(std::nullopt, a, b);
    return mlir::succeeded(merged) ? *merged : Shape{-7};
  };
  EXPECT_THAT(shape({3, 1, 5}, {4, 1}), ElementsAre(3, 4, 5));
  EXPECT_THAT(shape({}, {2}), ElementsAre(2));
  EXPECT_THAT(shape({}, {}), IsEmpty());
  EXPECT_THAT(shape({0}, {1}), ElementsAre(0));
  EXPECT_THAT(shape({2}, {3}), ElementsAre(-7));
  EXPECT_THAT(shape({0}, {3}), ElementsAre(-7));
  // An open extent can be 1; against another number it can only be that.
  EXPECT_THAT(shape({kOpen}, {1}), ElementsAre(kOpen));
  EXPECT_THAT(shape({kOpen}, {4}), ElementsAre(4));
  EXPECT_THAT(shape({kOpen}, {kOpen}), ElementsAre(kOpen));
}

TEST_F(TypeInference, refusesImpossibleResults) {
  EXPECT_TRUE(accepts({2, kOpen, 0}));
  EXPECT_TRUE(accepts({kMaxElements}));
  EXPECT_FALSE(accepts({kMaxElements, 2}));
  EXPECT_FALSE(accepts({2, -1}));
  EXPECT_FALSE(accepts({kOpen, INT64_MAX, 3}));
}

TEST_F(TypeInference, comparesWhatIsKnown) {
  auto compatible = [&](mlir::Type a, mlir::Type b) {
    return areCompatible(mlir::TypeRange(a), mlir::TypeRange(b));
  };
  mlir::Type any =
      mlir::UnrankedTensorType::get(mlir::Float32Type::get(&context));
  EXPECT_TRUE(compatible(tensor({2, kOpen}), tensor({2, 3})));
  EXPECT_TRUE(compatible(any, tensor({2, 3})));
  EXPECT_FALSE(compatible(tensor({2, 4}), tensor({2, 3})));
  EXPECT_FALSE(compatible(tensor({2}), tensor({2, 3})));
  EXPECT_FALSE(compatible(
      any, mlir::UnrankedTensorType::get(mlir::Float16Type::get(&context))));
  context.loadDialect<NNDialect>();
  EXPECT_TRUE(compatible(UnknownType::get(&context), tensor({2, 3})));
}

} // namespace
} // namespace perfopt::nn
