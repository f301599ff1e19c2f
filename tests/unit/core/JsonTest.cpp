//===- JsonTest.cpp - Numbers and places in JSON --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Support/Json.h"

#include <gtest/gtest.h>

#include <limits>

using namespace perfopt::core;

namespace {

TEST(JsonTest, WholeNumbersPrintAsIntegers) {
  EXPECT_EQ(numberToJson(3).dump(), "3");
  EXPECT_EQ(numberToJson(-0.0).dump(), "0");
  EXPECT_EQ(numberToJson(2.5).dump(), "2.5");
  EXPECT_EQ(numberToJson(9007199254740991.0).dump(),
            "9007199254740991"); // 2^53 - 1
  // 2^53 is the first that its neighbours round to.
  EXPECT_TRUE(numberToJson(9007199254740992.0).is_number_float());
}

TEST(JsonTest, NumbersThatAreNotFiniteAreNull) {
  EXPECT_TRUE(numberToJson(std::numeric_limits<double>::infinity()).is_null());
  EXPECT_TRUE(numberToJson(std::numeric_limits<double>::quiet_NaN()).is_null());
}

TEST(JsonTest, QuantitiesAndOptionals) {
  EXPECT_EQ(toJson(Bytes(512)).dump(), "512");
  EXPECT_EQ(toJson(std::optional<Bytes>(Bytes(512))).dump(), "512");
  EXPECT_EQ(toJson(std::optional<Bytes>()).dump(), "null");
}

TEST(JsonTest, MalformedTextHasAPlace) {
  Result<nlohmann::json> json = parseJson("{\n  \"a\": 1,\n  b\n}", "m.json");
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().str(),
            "m.json:3:3: this is not JSON; expected one JSON object");
  EXPECT_FALSE(parseJson(""));
  EXPECT_FALSE(parseJson("{\"a\": 1e999}"));
  EXPECT_TRUE(parseJson("{\"a\": 1}"));
}

} // namespace
