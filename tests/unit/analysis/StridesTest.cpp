//===- StridesTest.cpp - When a reshape is a view -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compares with the definition: strides show the elements of a tensor under
// another shape if they lead to the same places in the same order.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Strides.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace perfopt::analysis {
namespace {

using Numbers = std::vector<int64_t>;

/// The places of all elements, in row-major order of `shape`.
Numbers places(const Numbers &shape, llvm::ArrayRef<int64_t> strides) {
  Numbers all{0};
  for (size_t i = 0; i < shape.size(); ++i) {
    Numbers longer;
    for (int64_t base : all)
      for (int64_t at = 0; at < shape[i]; ++at)
        longer.push_back(base + at * strides[i]);
    all = std::move(longer);
  }
  return all;
}

/// The only strides that can show `wanted` under `shape`: each is the step to
/// the neighbour along its extent.
Numbers candidate(const Numbers &shape, const Numbers &wanted) {
  Numbers strides(shape.size(), 0);
  int64_t inner = 1;
  for (size_t i = shape.size(); i-- > 0; inner *= shape[i])
    if (shape[i] > 1)
      strides[i] = wanted[inner] - wanted[0];
  return strides;
}

struct Layout {
  Numbers shape, strides;
};

/// Contiguous, then permuted, cut and repeated at random.
Layout randomLayout(std::mt19937 &random) {
  static constexpr int64_t extents[] = {1, 2, 3, 4, 6};
  Layout layout;
  layout.shape.resize(1 + random() % 4);
  for (int64_t &extent : layout.shape)
    extent = extents[random() % std::size(extents)];
  int64_t next = 1;
  layout.strides.assign(layout.shape.size(), 1);
  for (size_t i = layout.shape.size(); i-- > 0; next *= layout.shape[i])
    layout.strides[i] = next;
  if (random() % 2)
    for (size_t i = 0; i < layout.shape.size(); ++i) {
      size_t j = random() % layout.shape.size();
      std::swap(layout.shape[i], layout.shape[j]);
      std::swap(layout.strides[i], layout.strides[j]);
    }
  size_t one = random() % layout.shape.size();
  if (random() % 3 == 0)
    layout.shape[one] = (layout.shape[one] + 1) / 2;
  if (random() % 4 == 0 && layout.shape[one] == 1) {
    layout.shape[one] = 3;
    layout.strides[one] = 0;
  }
  return layout;
}

/// A shape of `count` elements, cut at random divisors.
Numbers randomShape(int64_t count, std::mt19937 &random) {
  Numbers shape;
  while (count > 1 || random() % 3 == 0) {
    Numbers divisors;
    for (int64_t d = 1; d <= count; ++d)
      if (count % d == 0)
        divisors.push_back(d);
    shape.push_back(divisors[random() % divisors.size()]);
    count /= shape.back();
    if (shape.size() > 6)
      shape.push_back(std::exchange(count, 1));
  }
  return shape;
}

TEST(ViewStrides, existExactlyWhenPlacesAgree) {
  std::mt19937 random(31);
  int views = 0, copies = 0;
  for (int round = 0; round < 20000; ++round) {
    Layout from = randomLayout(random);
    Numbers wanted = places(from.shape, from.strides);
    Numbers shape = randomShape(wanted.size(), random);
    SCOPED_TRACE(testing::Message()
                 << testing::PrintToString(from.shape) << " with strides "
                 << testing::PrintToString(from.strides) << " as "
                 << testing::PrintToString(shape));
    std::optional<Strides> found = viewStrides(from.shape, from.strides, shape);
    if (found) {
      ++views;
      ASSERT_EQ(found->size(), shape.size());
      ASSERT_EQ(places(shape, *found), wanted);
    } else {
      ++copies;
      ASSERT_NE(places(shape, candidate(shape, wanted)), wanted);
    }
  }
  EXPECT_GT(views, 1000);
  EXPECT_GT(copies, 1000);
}

TEST(ViewStrides, knowTheCasesOfAttention) {
  // [2, 12, 16, 64] with heads moved behind the sequence: rows of 12*64 lie
  // 16*64 apart head by head, so they cannot be one extent ...
  EXPECT_EQ(viewStrides({2, 16, 12, 64}, {12288, 64, 1024, 1}, {2, 16, 768}),
            std::nullopt);
  // ... and splitting a row into heads is a view: 768 = 12 * 64.
  EXPECT_THAT(*viewStrides({2, 16, 768}, {12288, 768, 1}, {2, 16, 12, 64}),
              testing::ElementsAre(12288, 768, 64, 1));
}

} // namespace
} // namespace perfopt::analysis
