//===- TensorValues.cpp - Decoding small constants ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/TensorValues.h"

#include "frontends/Onnx/Reader/TensorPayload.h"

#include <bit>
#include <cmath>
#include <limits>

namespace perfopt::onnx {

//===----------------------------------------------------------------------===//
// Integers
//===----------------------------------------------------------------------===//

namespace {
struct IntegerFormat {
  int bits;
  bool isSigned;
  /// The field of TensorProto that holds it when it is not raw.
  Storage field;
};
} // namespace

static std::optional<IntegerFormat> integerFormat(DataType type) {
  switch (type) {
  case DataType::Bool:
  case DataType::Uint16:
  case DataType::Uint8:
  case DataType::Uint4:
  case DataType::Uint2:
    return IntegerFormat{storageBits(type), false, Storage::Int32};
  case DataType::Int32:
  case DataType::Int16:
  case DataType::Int8:
  case DataType::Int4:
  case DataType::Int2:
    return IntegerFormat{storageBits(type), true, Storage::Int32};
  case DataType::Int64:
    return IntegerFormat{64, true, Storage::Int64};
  case DataType::Uint32:
  case DataType::Uint64:
    return IntegerFormat{storageBits(type), false, Storage::Uint64};
  default:
    return std::nullopt;
  }
}

/// The lowest `bits` of `word` as a number.
static int64_t extend(uint64_t word, const IntegerFormat &format) {
  int unused = 64 - format.bits;
  uint64_t high = word << unused;
  return format.isSigned ? static_cast<int64_t>(high) >> unused
                         : static_cast<int64_t>(high >> unused);
}

core::Result<std::vector<int64_t>> integerValues(const Tensor &tensor,
                                                 const ValueOptions &options) {
  std::optional<IntegerFormat> format = integerFormat(tensor.dataType);
  if (!format)
    return refuse(tensor, fmt::format("expected integers, found {}",
                                      name(tensor.dataType)));
  core::Result<int64_t> count = countDecodable(tensor, options);
  if (!count)
    return count.error();

  std::vector<int64_t> values(*count);
  if (storageOf(tensor) == Storage::Raw) {
    core::Result<std::string_view> bytes = rawBytes(tensor, *count);
    if (!bytes)
      return bytes.error();
    for (int64_t i = 0; i < *count; ++i)
      values[i] = extend(loadBits(*bytes, i, format->bits), *format);
  } else if (storageOf(tensor) == format->field) {
    // Elements below 8 bits share a value of the field, as they share a byte.
    int perValue = format->bits < 8 ? 8 / format->bits : 1;
    core::Result<std::vector<int64_t>> fields =
        fieldValues<int64_t>(tensor, (*count + perValue - 1) / perValue);
    if (!fields)
      return fields.error();
    for (int64_t i = 0; i < *count; ++i) {
      auto word = static_cast<uint64_t>((*fields)[i / perValue]);
      values[i] = extend(word >> (i % perValue * format->bits), *format);
    }
  } else {
    return refuseField(tensor);
  }
  if (tensor.dataType == DataType::Uint64)
    for (int64_t value : values)
      if (value < 0)
        return refuse(tensor, "one of its values exceeds 2^63 - 1");
  return values;
}

//===----------------------------------------------------------------------===//
// Floats
//===----------------------------------------------------------------------===//

/// IEEE 754 binary16: 1 sign, 5 exponent (bias 15), 10 mantissa bits.
static double decodeHalf(uint16_t word) {
  int exponent = word >> 10 & 0x1f;
  int mantissa = word & 0x3ff;
  double magnitude;
  if (exponent == 0)
    magnitude = std::ldexp(mantissa, 1 - 15 - 10);
  else if (exponent < 0x1f)
    magnitude = std::ldexp(1024 + mantissa, exponent - 15 - 10);
  else if (mantissa == 0)
    magnitude = std::numeric_limits<double>::infinity();
  else
    magnitude = std::numeric_limits<double>::quiet_NaN();
  return word & 0x8000 ? -magnitude : magnitude;
}

/// The number that the lowest bits of `word` stand for.
static double decodeFloat(uint64_t word, DataType type) {
  switch (type) {
  case DataType::Double:
    return std::bit_cast<double>(word);
  case DataType::Float16:
    return decodeHalf(static_cast<uint16_t>(word));
  case DataType::Bfloat16: // The upper half of a float.
    return std::bit_cast<float>(static_cast<uint32_t>(word) << 16);
  default:
    return std::bit_cast<float>(static_cast<uint32_t>(word));
  }
}

template <typename T>
static core::Result<std::vector<double>>
widen(const core::Result<std::vector<T>> &values) {
  if (!values)
    return values.error();
  return std::vector<double>((*values).begin(), (*values).end());
}

/// The values of a typed field; those of 16 bits are there as bit patterns.
static core::Result<std::vector<double>> floatFields(const Tensor &tensor,
                                                     int64_t count) {
  DataType type = tensor.dataType;
  Storage storage = storageOf(tensor);
  if (type == DataType::Float && storage == Storage::Float)
    return widen(fieldValues<float>(tensor, count));
  if (type == DataType::Double && storage == Storage::Double)
    return fieldValues<double>(tensor, count);
  if (storageBits(type) != 16 || storage != Storage::Int32)
    return refuseField(tensor);
  core::Result<std::vector<int64_t>> patterns =
      fieldValues<int64_t>(tensor, count);
  if (!patterns)
    return patterns.error();
  std::vector<double> values;
  for (int64_t pattern : *patterns)
    values.push_back(decodeFloat(pattern, type));
  return values;
}

core::Result<std::vector<double>> floatValues(const Tensor &tensor,
                                              const ValueOptions &options) {
  if (integerFormat(tensor.dataType))
    return widen(integerValues(tensor, options));
  switch (tensor.dataType) {
  case DataType::Float:
  case DataType::Double:
  case DataType::Float16:
  case DataType::Bfloat16:
    break;
  default:
    return refuse(tensor, fmt::format("expected floats or integers that can be "
                                      "decoded, found {}",
                                      name(tensor.dataType)));
  }
  core::Result<int64_t> count = countDecodable(tensor, options);
  if (!count)
    return count.error();
  if (storageOf(tensor) != Storage::Raw)
    return floatFields(tensor, *count);
  core::Result<std::string_view> bytes = rawBytes(tensor, *count);
  if (!bytes)
    return bytes.error();
  std::vector<double> values(*count);
  for (int64_t i = 0; i < *count; ++i)
    values[i] = decodeFloat(loadBits(*bytes, i, storageBits(tensor.dataType)),
                            tensor.dataType);
  return values;
}

//===----------------------------------------------------------------------===//
// Strings
//===----------------------------------------------------------------------===//

core::Result<std::vector<std::string_view>>
stringValues(const Tensor &tensor, const ValueOptions &options) {
  if (tensor.dataType != DataType::String)
    return refuse(tensor, fmt::format("expected strings, found {}",
                                      name(tensor.dataType)));
  core::Result<int64_t> count = countDecodable(tensor, options);
  if (!count)
    return count.error();
  if (!tensor.payload.empty() && storageOf(tensor) != Storage::String)
    return refuseField(tensor);
  return fieldValues<std::string_view>(tensor, *count);
}

} // namespace perfopt::onnx
