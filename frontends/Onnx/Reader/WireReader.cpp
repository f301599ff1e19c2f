//===- WireReader.cpp - Protobuf's wire format, field by field ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/WireReader.h"

#include <boost/endian/conversion.hpp>
#include <fmt/format.h>

namespace perfopt::onnx {

using google::protobuf::io::CodedInputStream;

static const uint8_t *asBytes(const char *text) {
  return reinterpret_cast<const uint8_t *>(text);
}

template <typename T>
static T loadLittleEndian(const char *from) {
  return boost::endian::endian_load<T, sizeof(T), boost::endian::order::little>(
      asBytes(from));
}

//===----------------------------------------------------------------------===//
// Failure
//===----------------------------------------------------------------------===//

void WireState::addPlace(std::string_view outer) {
  place =
      place.empty() ? std::string(outer) : fmt::format("{} {}", outer, place);
}

std::string WireState::message() const {
  return fmt::format("{} while reading {}: {}", failure,
                     place.empty() ? "the model" : place, cause);
}

void WireReader::fail(std::string_view failure, std::string cause) {
  if (state->failed)
    return;
  state->failed = true;
  state->failure = fmt::format("{} at byte {}", failure,
                               remaining().data() - state->fileBegin);
  state->cause = std::move(cause);
}

//===----------------------------------------------------------------------===//
// Fields
//===----------------------------------------------------------------------===//

WireReader::WireReader(std::string_view message, WireState &state)
    : state(&state),
      stream(asBytes(message.data()), static_cast<int>(message.size())) {}

std::string_view WireReader::remaining() const {
  const void *data = nullptr;
  int size = 0;
  stream.GetDirectBufferPointerInline(&data, &size);
  return {static_cast<const char *>(data), static_cast<size_t>(size)};
}

bool WireReader::next() {
  if (state->failed)
    return false;
  std::string_view left = remaining();
  if (left.empty())
    return false;
  fieldBegin = left.data();
  uint32_t tag = stream.ReadTagNoLastTag();
  fieldNumber = static_cast<int>(tag >> 3);
  wireType = static_cast<WireType>(tag & 7);
  if (fieldNumber == 0) {
    fail("damaged", "expected a field, found no valid tag");
    return false;
  }
  switch (wireType) {
  case WireType::Varint:
  case WireType::Fixed64:
  case WireType::Bytes:
  case WireType::Fixed32:
    return true;
  }
  fail("damaged",
       fmt::format("field {} has wire type {}, which ONNX never uses",
                   fieldNumber, tag & 7));
  return false;
}

bool WireReader::expect(WireType expected) {
  if (state->failed)
    return false;
  if (wireType == expected)
    return true;
  fail("damaged",
       fmt::format("field {} has wire type {}, expected {}", fieldNumber,
                   static_cast<int>(wireType), static_cast<int>(expected)));
  return false;
}

void WireReader::read(int64_t &value) {
  uint64_t bits = 0;
  if (!expect(WireType::Varint))
    return;
  if (stream.ReadVarint64(&bits))
    value = static_cast<int64_t>(bits);
  else
    fail("damaged",
         fmt::format("the number of field {} does not end", fieldNumber));
}

template <typename T>
void WireReader::readFixed(WireType expected, T &value) {
  if (!expect(expected))
    return;
  std::string_view left = remaining();
  if (left.size() < sizeof(T)) {
    fail("truncated", fmt::format("{} bytes exceed the {} bytes that are left",
                                  sizeof(T), left.size()));
    return;
  }
  value = loadLittleEndian<T>(left.data());
  stream.Skip(sizeof(T));
}

void WireReader::read(float &value) { readFixed(WireType::Fixed32, value); }
void WireReader::read(double &value) { readFixed(WireType::Fixed64, value); }

void WireReader::read(std::string_view &value) {
  if (!expect(WireType::Bytes))
    return;
  uint64_t length = 0;
  if (!stream.ReadVarint64(&length)) {
    fail("damaged",
         fmt::format("the length of field {} does not end", fieldNumber));
    return;
  }
  std::string_view left = remaining();
  if (length > left.size()) {
    fail("truncated",
         fmt::format("length {} exceeds the {} bytes that are left", length,
                     left.size()));
    return;
  }
  value = left.substr(0, length);
  stream.Skip(static_cast<int>(length));
}

std::string_view WireReader::skip() {
  std::string_view bytes;
  int64_t integer;
  float single;
  double wide;
  switch (wireType) {
  case WireType::Varint:
    read(integer);
    break;
  case WireType::Fixed64:
    read(wide);
    break;
  case WireType::Bytes:
    read(bytes);
    return bytes;
  case WireType::Fixed32:
    read(single);
    break;
  }
  return wholeField();
}

std::string_view WireReader::wholeField() const {
  return {fieldBegin, static_cast<size_t>(remaining().data() - fieldBegin)};
}

//===----------------------------------------------------------------------===//
// Repeated scalars
//===----------------------------------------------------------------------===//

bool decodePacked(std::string_view packed, std::vector<int64_t> &values) {
  CodedInputStream stream(asBytes(packed.data()),
                          static_cast<int>(packed.size()));
  while (stream.CurrentPosition() < static_cast<int>(packed.size())) {
    uint64_t bits = 0;
    if (!stream.ReadVarint64(&bits))
      return false;
    values.push_back(static_cast<int64_t>(bits));
  }
  return true;
}

template <typename T>
static bool decodeFixed(std::string_view packed, std::vector<T> &values) {
  for (; packed.size() >= sizeof(T); packed.remove_prefix(sizeof(T)))
    values.push_back(loadLittleEndian<T>(packed.data()));
  return packed.empty();
}

bool decodePacked(std::string_view packed, std::vector<float> &values) {
  return decodeFixed(packed, values);
}

bool decodePacked(std::string_view packed, std::vector<double> &values) {
  return decodeFixed(packed, values);
}

template <typename T>
void WireReader::appendFixed(WireType single, std::vector<T> &values) {
  if (wireType != WireType::Bytes) {
    T value{};
    readFixed(single, value);
    values.push_back(value);
    return;
  }
  std::string_view packed;
  read(packed);
  if (!decodePacked(packed, values))
    fail("damaged", fmt::format("field {} packs {} bytes, expected a multiple "
                                "of {}",
                                fieldNumber, packed.size(), sizeof(T)));
}

void WireReader::append(std::vector<float> &values) {
  appendFixed(WireType::Fixed32, values);
}

void WireReader::append(std::vector<double> &values) {
  appendFixed(WireType::Fixed64, values);
}

void WireReader::append(std::vector<int64_t> &values) {
  if (wireType != WireType::Bytes) {
    int64_t value = 0;
    read(value);
    values.push_back(value);
    return;
  }
  std::string_view packed;
  read(packed);
  if (!decodePacked(packed, values))
    fail("damaged",
         fmt::format("the last number packed in field {} does not end",
                     fieldNumber));
}

void WireReader::append(std::vector<std::string_view> &values) {
  std::string_view value;
  read(value);
  values.push_back(value);
}

} // namespace perfopt::onnx
