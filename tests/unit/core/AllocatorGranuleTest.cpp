//===- AllocatorGranuleTest.cpp - Tests of what a request takes ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Support/AllocatorGranule.h"

#include <gtest/gtest.h>

namespace perfopt::core {
namespace {

TEST(AllocatorGranule, RequestsAreRoundedUp) {
  EXPECT_EQ(roundedToGranule(Bytes()), Bytes());
  EXPECT_EQ(roundedToGranule(Bytes(1)), Bytes(512));
  EXPECT_EQ(roundedToGranule(Bytes(512)), Bytes(512));
  // 2 * 512 = 1024; half a byte, as 4-bit numbers leave it, starts another.
  EXPECT_EQ(roundedToGranule(Bytes(512.5)), Bytes(1024));
}

} // namespace
} // namespace perfopt::core
