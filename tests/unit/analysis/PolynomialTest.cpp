//===- PolynomialTest.cpp -------------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Symbolic/Polynomial.h"

#include <gtest/gtest.h>

namespace {

using perfopt::analysis::Grid;
using perfopt::analysis::GridAxis;
using perfopt::analysis::Polynomial;
using perfopt::analysis::SymbolPoint;
using perfopt::analysis::Term;

const Grid kGrid{{2, 1, 3}, {17, 1, 4}};

template <typename F>
std::optional<Polynomial> through(const Grid &grid, F count) {
  std::vector<double> values;
  for (int i = 0; i < grid.size(); ++i)
    values.push_back(count(double(grid.at(i).batch), double(grid.at(i).seq)));
  return Polynomial::through(grid, values);
}

TEST(Polynomial, FindsTheCoefficientsOfAttention) {
  // Two products of 12 heads over 64 values, 5 FLOPs a score of the softmax:
  // 12 * (4 * 64 + 5) = 3132 a pair of tokens.
  auto flops = through(kGrid, [](double b, double s) {
    return 3132 * b * s * s + 7077888 * b * s + 768;
  });
  ASSERT_TRUE(flops);
  EXPECT_EQ(flops->terms(),
            (std::vector<Term>{{1, 2, 3132, 1}, {1, 1, 7077888, 1},
                               {0, 0, 768, 1}}));
  EXPECT_EQ(flops->str(), "3132·b·s² + 7077888·b·s + 768");
  // 3132 * 8 * 128 * 128 + 7077888 * 8 * 128 + 768 = 7658275584
  EXPECT_EQ(flops->at({8, 128}), 7658275584.0);
}

TEST(Polynomial, KeepsFractions) {
  // The lower triangle of a square: s * (s + 1) / 2 a sample.
  auto triangle =
      through(kGrid, [](double b, double s) { return b * s * (s + 1) / 2; });
  ASSERT_TRUE(triangle);
  EXPECT_EQ(triangle->str(), "1/2·b·s² + 1/2·b·s");
  EXPECT_EQ(triangle->at({3, 100}), 3 * 100 * 101 / 2);
}

TEST(Polynomial, IsTheSameWhateverTheGrid) {
  auto count = [](double b, double s) {
    return 5 * b * b - 3 * b * s * s * s + 11;
  };
  auto fine = through(kGrid, count);
  auto coarse = through({{128, 128, 3}, {256, 256, 4}}, count);
  ASSERT_TRUE(fine && coarse);
  EXPECT_EQ(*fine, *coarse);
  EXPECT_EQ(fine->str(), "-3·b·s³ + 5·b² + 11");
}

TEST(Polynomial, TakesHalfBytes) {
  // Three 4-bit values are a byte and a half.
  auto bytes = through({{2, 1, 3}, {}}, [](double b, double) { return 1.5 * b; });
  ASSERT_TRUE(bytes);
  EXPECT_EQ(bytes->str(), "3/2·b");
}

TEST(Polynomial, RefusesWhatIsNotExact) {
  EXPECT_FALSE(
      through({{2, 1, 3}, {}}, [](double b, double) { return b / 3; }));
  // 2^53 + 1 is no double; from 2^53 on neighbours are 2 apart.
  EXPECT_FALSE(
      through({{2, 1, 3}, {}}, [](double b, double) { return b * 0x1p53; }));
}

TEST(Polynomial, ZeroHasNoTerms) {
  auto zero = through(kGrid, [](double, double) { return 0; });
  ASSERT_TRUE(zero);
  EXPECT_TRUE(zero->terms().empty());
  EXPECT_TRUE(zero->isConstant());
  EXPECT_EQ(zero->str(), "0");
}

TEST(Polynomial, AddsAndSubtracts) {
  auto a = *through(kGrid, [](double b, double s) { return b * s + b / 2; });
  auto b = *through(kGrid, [](double b, double s) { return b * s + 3 * s; });
  Polynomial sum = a;
  sum += b;
  EXPECT_EQ(sum.str(), "2·b·s + 3·s + 1/2·b");
  sum -= b;
  EXPECT_EQ(sum, a);
  sum -= a;
  EXPECT_EQ(sum.str(), "0");
}

} // namespace
