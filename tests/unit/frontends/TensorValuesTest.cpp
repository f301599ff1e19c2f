//===- TensorValuesTest.cpp -----------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/TensorValues.h"

#include "frontends/Onnx/Reader/ModelReader.h"
#include "tests/unit/frontends/SampleModels.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace perfopt::onnx {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A file with one initializer.
class OneTensor {
public:
  explicit OneTensor(const Message &tensor)
      : bytes(model(Message().nested(5, tensor)).bytes) {
    core::Result<Model> result = readModel(bytes, "t.onnx");
    EXPECT_TRUE(bool(result)) << result.error().str();
    if (result)
      records = std::move(*result);
  }
  const Tensor &operator*() const { return records.graph.initializers.at(0); }

private:
  std::string bytes;
  Model records;
};

Message tensor(DataType type, const std::vector<int64_t> &dims) {
  return Message()
      .text(1, packed(dims))
      .number(2, static_cast<int64_t>(type))
      .text(8, "t");
}

std::vector<int64_t> integers(const Message &message) {
  core::Result<std::vector<int64_t>> values =
      integerValues(*OneTensor(message));
  EXPECT_TRUE(bool(values)) << values.error().str();
  return values ? *values : std::vector<int64_t>();
}

std::vector<double> floats(const Message &message) {
  core::Result<std::vector<double>> values = floatValues(*OneTensor(message));
  EXPECT_TRUE(bool(values)) << values.error().str();
  return values ? *values : std::vector<double>();
}

std::string integerError(const Message &message) {
  auto values = integerValues(*OneTensor(message));
  return values ? "no error" : values.error().message;
}

std::string floatError(const Message &message) {
  auto values = floatValues(*OneTensor(message));
  return values ? "no error" : values.error().message;
}

TEST(TensorValues, multipliesDims) {
  EXPECT_EQ(elementCount({}), 1);
  EXPECT_EQ(elementCount({2, 3, 4}), 24); // 2 * 3 * 4
  EXPECT_EQ(elementCount({5, 0}), 0);
  EXPECT_EQ(elementCount({int64_t(1) << 40, int64_t(1) << 40, 0}), 0);
  EXPECT_EQ(elementCount({int64_t(1) << 62, 2}), std::nullopt); // 2^63
  EXPECT_EQ(elementCount({2, -1}), std::nullopt);
  EXPECT_EQ(elementCount({0, -1}), std::nullopt);
}

TEST(TensorValues, readsRawIntegersOfEveryWidth) {
  auto raw = [](DataType type, int64_t count, const std::string &bytes) {
    return integers(tensor(type, {count}).text(9, bytes));
  };
  EXPECT_THAT(raw(DataType::Int64, 2,
                  littleEndian<int64_t>(std::vector<int64_t>{-1, 4096})),
              ElementsAre(-1, 4096));
  EXPECT_THAT(
      raw(DataType::Int32, 2, littleEndian(std::vector<int32_t>{-2, 70000})),
      ElementsAre(-2, 70000));
  EXPECT_THAT(raw(DataType::Int16, 1, littleEndian(int16_t(-300))),
              ElementsAre(-300));
  EXPECT_THAT(raw(DataType::Int8, 2, "\xff\x7f"), ElementsAre(-1, 127));
  EXPECT_THAT(raw(DataType::Uint8, 1, "\xff"), ElementsAre(255));
  EXPECT_THAT(raw(DataType::Uint16, 1, "\xff\xff"), ElementsAre(65535));
  EXPECT_THAT(raw(DataType::Uint32, 1, "\xff\xff\xff\xff"),
              ElementsAre(4294967295));
  EXPECT_THAT(raw(DataType::Uint64, 1, littleEndian(uint64_t(7))),
              ElementsAre(7));
  EXPECT_THAT(raw(DataType::Bool, 2, std::string("\1\0", 2)),
              ElementsAre(1, 0));
  // The first element is in the low bits: 0x21 is 1, 2; 0x0f is -1 (and fill).
  EXPECT_THAT(raw(DataType::Int4, 3, "\x21\x0f"), ElementsAre(1, 2, -1));
  EXPECT_THAT(raw(DataType::Uint4, 2, "\xf8"), ElementsAre(8, 15));
  // 0b11100100: 0, 1, 2, 3 from the low bits; as two's complement 0 1 -2 -1.
  EXPECT_THAT(raw(DataType::Uint2, 4, "\xe4"), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(raw(DataType::Int2, 4, "\xe4"), ElementsAre(0, 1, -2, -1));
}

TEST(TensorValues, readsTypedIntegerFields) {
  EXPECT_THAT(
      integers(tensor(DataType::Int64, {3}).text(7, packed({1, -1, 0}))),
      ElementsAre(1, -1, 0));
  EXPECT_THAT(integers(tensor(DataType::Int32, {2}).text(5, packed({-5, 6}))),
              ElementsAre(-5, 6));
  EXPECT_THAT(integers(tensor(DataType::Bool, {2}).text(5, packed({1, 0}))),
              ElementsAre(1, 0));
  EXPECT_THAT(integers(tensor(DataType::Int8, {1}).text(5, packed({-128}))),
              ElementsAre(-128));
  EXPECT_THAT(
      integers(tensor(DataType::Uint32, {1}).text(11, packed({1ll << 31}))),
      ElementsAre(2147483648));
  EXPECT_THAT(integers(tensor(DataType::Uint64, {1}).text(11, packed({9}))),
              ElementsAre(9));
  // Two elements a value, the first in the low bits.
  EXPECT_THAT(
      integers(tensor(DataType::Int4, {3}).text(5, packed({0x7f, 0x8}))),
      ElementsAre(-1, 7, -8));
}

TEST(TensorValues, readsUnpackedAndSplitFields) {
  EXPECT_THAT(integers(tensor(DataType::Int64, {3})
                           .number(7, 1)
                           .number(7, -1)
                           .number(7, 300)),
              ElementsAre(1, -1, 300));
  // A packed field in pieces, with another field and single values between.
  EXPECT_THAT(integers(tensor(DataType::Int64, {5})
                           .text(7, packed({1, 2}))
                           .number(7, 3)
                           .text(12, "a doc string")
                           .number(7, 4)
                           .text(7, packed({5}))),
              ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(
      floats(tensor(DataType::Float, {2}).single(4, 1.5f).single(4, -1)),
      ElementsAre(1.5, -1));
}

TEST(TensorValues, readsFloats) {
  auto raw = [](DataType type, int64_t count, const std::string &bytes) {
    return floats(tensor(type, {count}).text(9, bytes));
  };
  EXPECT_THAT(
      raw(DataType::Float, 2, littleEndian(std::vector<float>{0.1f, -4})),
      ElementsAre(0.1f, -4));
  EXPECT_THAT(raw(DataType::Double, 1, littleEndian(0.1)), ElementsAre(0.1));
  // 1.0, -2.0, the largest 65504, the least 2^-24, 1/3 as 0x3555, infinity.
  EXPECT_THAT(raw(DataType::Float16, 6,
                  littleEndian(std::vector<uint16_t>{0x3c00, 0xc000, 0x7bff,
                                                     0x0001, 0x3555, 0x7c00})),
              ElementsAre(1, -2, 65504, std::ldexp(1, -24), 0.333251953125,
                          std::numeric_limits<double>::infinity()));
  EXPECT_TRUE(std::isnan(raw(DataType::Float16, 1, "\1\x7c").at(0)));
  // The upper halves of 1.0f (0x3f800000) and -2.0f (0xc0000000).
  EXPECT_THAT(raw(DataType::Bfloat16, 2, "\x80\x3f" + std::string("\0\xc0", 2)),
              ElementsAre(1, -2));
  EXPECT_THAT(floats(tensor(DataType::Float, {1}).text(4, littleEndian(2.5f))),
              ElementsAre(2.5));
  EXPECT_THAT(floats(tensor(DataType::Double, {1}).text(10, littleEndian(2.5))),
              ElementsAre(2.5));
  EXPECT_THAT(floats(tensor(DataType::Float16, {1}).text(5, packed({0x3c00}))),
              ElementsAre(1));
  EXPECT_THAT(floats(tensor(DataType::Bfloat16, {1}).text(5, packed({0x3f80}))),
              ElementsAre(1));
  EXPECT_THAT(raw(DataType::Int32, 1, littleEndian(int32_t(-7))),
              ElementsAre(-7));
}

TEST(TensorValues, readsStrings) {
  OneTensor two(tensor(DataType::String, {2}).text(6, "one").text(6, ""));
  auto values = stringValues(*two);
  ASSERT_TRUE(bool(values)) << values.error().str();
  EXPECT_THAT(*values, ElementsAre("one", ""));
  EXPECT_FALSE(bool(
      stringValues(*OneTensor(tensor(DataType::String, {2}).text(6, "one")))));
  EXPECT_FALSE(bool(
      stringValues(*OneTensor(tensor(DataType::String, {1}).text(9, "one")))));
  EXPECT_FALSE(bool(stringValues(*OneTensor(tensor(DataType::Int8, {1})))));
}

TEST(TensorValues, readsEmptyTensors) {
  EXPECT_THAT(integers(tensor(DataType::Int64, {0})), IsEmpty());
  EXPECT_THAT(integers(tensor(DataType::Int64, {0}).text(9, "")), IsEmpty());
  EXPECT_THAT(floats(tensor(DataType::Float, {3, 0})), IsEmpty());
}

TEST(TensorValues, refusesDataThatDisagreesWithTheDims) {
  EXPECT_EQ(integerError(tensor(DataType::Int64, {2}).text(9, "12345678")),
            "tensor 't': it has 8 bytes of data, expected 16 for 2 elements of "
            "INT64");
  EXPECT_THAT(integerError(tensor(DataType::Int64, {})), HasSubstr("0 bytes"));
  EXPECT_THAT(integerError(tensor(DataType::Int4, {3}).text(9, "1")),
              HasSubstr("1 bytes of data, expected 2")); // ceil(3 * 4 / 8) = 2
  EXPECT_THAT(integerError(tensor(DataType::Int64, {2}).text(7, packed({1}))),
              HasSubstr("differs from the 2"));
  EXPECT_THAT(
      integerError(tensor(DataType::Int64, {1}).text(7, packed({1, 2}))),
      HasSubstr("differs from the 1"));
  EXPECT_THAT(
      integerError(tensor(DataType::Int64, {1}).text(7, std::string(99, '\1'))),
      HasSubstr("99 bytes of values, too many"));
  EXPECT_THAT(
      integerError(tensor(DataType::Int64, {1}).number(7, 1).number(7, 2)),
      HasSubstr("differs from the 1"));
  EXPECT_THAT(integerError(tensor(DataType::Int64, {1}).text(7, "\xff")),
              HasSubstr("damaged"));
  EXPECT_THAT(floatError(tensor(DataType::Float, {1}).text(4, "12345")),
              HasSubstr("damaged"));
}

TEST(TensorValues, refusesDimsThatMakeNoSense) {
  EXPECT_THAT(integerError(tensor(DataType::Int64, {-1})),
              HasSubstr("negative or their product overflows"));
  EXPECT_THAT(integerError(tensor(DataType::Int64, {1ll << 62, 1ll << 62})),
              HasSubstr("negative or their product overflows"));
  EXPECT_THAT(integerError(tensor(DataType::Int64, {1ll << 40})),
              HasSubstr("its 1099511627776 elements exceed the 65536"));
}

TEST(TensorValues, limitsWhatIsDecoded) {
  OneTensor three(tensor(DataType::Int8, {3}).text(9, "abc"));
  EXPECT_TRUE(bool(integerValues(*three, {.maxElements = 3})));
  EXPECT_FALSE(bool(integerValues(*three, {.maxElements = 2})));
}

TEST(TensorValues, refusesOtherTypesAndFields) {
  EXPECT_THAT(integerError(tensor(DataType::Float, {1}).text(9, "abcd")),
              HasSubstr("expected integers, found FLOAT"));
  EXPECT_THAT(floatError(tensor(DataType::Float8E5M2, {1}).text(9, "a")),
              HasSubstr("found FLOAT8E5M2"));
  EXPECT_THAT(floatError(tensor(static_cast<DataType>(99), {1})),
              HasSubstr("found element type 99"));
  EXPECT_THAT(integerError(tensor(DataType::Int64, {1}).text(5, packed({1}))),
              HasSubstr("in a field that INT64 does not use"));
  EXPECT_THAT(floatError(tensor(DataType::Double, {1}).text(4, "abcd")),
              HasSubstr("in a field that DOUBLE does not use"));
  EXPECT_THAT(
      integerError(
          tensor(DataType::Int8, {1}).text(9, "a").text(5, packed({1}))),
      HasSubstr("more than one field"));
  EXPECT_THAT(
      integerError(
          tensor(DataType::Uint64, {1}).text(9, std::string(8, '\xff'))),
      HasSubstr("exceeds 2^63 - 1"));
  EXPECT_THAT(floatError(externalTensor("w", "w.bin", {})),
              HasSubstr("tensor 'w': its values lie in another file"));
}

TEST(TensorValues, keepsTheLastRawData) {
  EXPECT_THAT(integers(tensor(DataType::Int8, {1}).text(9, "ab").text(9, "\3")),
              ElementsAre(3));
}

} // namespace
} // namespace perfopt::onnx
