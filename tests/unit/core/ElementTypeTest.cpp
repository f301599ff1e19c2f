//===- ElementTypeTest.cpp - Spellings and sizes of element types ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Schema/ElementType.h"

#include <gtest/gtest.h>

using namespace perfopt::core;

namespace {

TEST(ElementTypeTest, NamesReadBack) {
  for (ElementType type :
       {ElementType::F64, ElementType::F32, ElementType::TF32, ElementType::F16,
        ElementType::BF16, ElementType::F8, ElementType::I64, ElementType::I32,
        ElementType::I16, ElementType::I8, ElementType::I4, ElementType::Bool,
        ElementType::Other})
    EXPECT_EQ(parseElementType(name(type)), type) << name(type);
}

TEST(ElementTypeTest, AcceptsOtherSpellings) {
  EXPECT_EQ(parseElementType("half"), ElementType::F16);
  EXPECT_EQ(parseElementType("float32"), ElementType::F32);
  EXPECT_EQ(parseElementType("bfloat16"), ElementType::BF16);
  EXPECT_EQ(parseElementType("int8"), ElementType::I8);
  EXPECT_EQ(parseElementType("f33"), std::nullopt);
  EXPECT_EQ(parseElementType(""), std::nullopt);
}

TEST(ElementTypeTest, StorageBits) {
  EXPECT_EQ(storageBits(ElementType::I4), 4);
  EXPECT_EQ(storageBits(ElementType::Bool), 8);
  EXPECT_EQ(storageBits(ElementType::BF16), 16);
  EXPECT_EQ(storageBits(ElementType::TF32), 32);
  EXPECT_EQ(storageBits(ElementType::I64), 64);
  EXPECT_EQ(storageBits(ElementType::Other), 0);
}

} // namespace
