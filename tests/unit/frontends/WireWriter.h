//===- WireWriter.h - Writing protobuf messages in tests ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Written from the encoding's description (protobuf.dev, "Encoding"), apart
// from the reader, so that both can be wrong in different ways only. It writes
// whatever it is told to, valid or not.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_UNIT_FRONTENDS_WIREWRITER_H
#define PERFOPT_TESTS_UNIT_FRONTENDS_WIREWRITER_H

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::onnx::test {

inline std::string varint(uint64_t value) {
  std::string text;
  for (; value >= 128; value /= 128)
    text += static_cast<char>(value % 128 + 128);
  return text + static_cast<char>(value);
}

/// The bytes of a number, lowest first.
template <typename T>
std::string littleEndian(T value) {
  uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof(T));
  std::string text;
  for (size_t i = 0; i < sizeof(T); ++i)
    text += static_cast<char>(bits >> (8 * i));
  return text;
}

template <typename T>
std::string littleEndian(const std::vector<T> &values) {
  std::string text;
  for (T value : values)
    text += littleEndian(value);
  return text;
}

inline std::string packed(const std::vector<int64_t> &values) {
  std::string text;
  for (int64_t value : values)
    text += varint(static_cast<uint64_t>(value));
  return text;
}

class Message {
public:
  Message &number(int field, int64_t value) {
    bytes += tag(field, 0) + varint(static_cast<uint64_t>(value));
    return *this;
  }
  Message &text(int field, std::string_view value) {
    bytes += tag(field, 2) + varint(value.size());
    bytes += value;
    return *this;
  }
  Message &nested(int field, const Message &message) {
    return text(field, message.bytes);
  }
  Message &single(int field, float value) {
    bytes += tag(field, 5) + littleEndian(value);
    return *this;
  }
  Message &wide(int field, double value) {
    bytes += tag(field, 1) + littleEndian(value);
    return *this;
  }
  Message &raw(std::string_view anything) {
    bytes += anything;
    return *this;
  }

  static std::string tag(int field, int wireType) {
    return varint(static_cast<uint64_t>(field) * 8 + wireType);
  }

  std::string bytes;
};

} // namespace perfopt::onnx::test

#endif // PERFOPT_TESTS_UNIT_FRONTENDS_WIREWRITER_H
