//===- WireReader.h - Protobuf's wire format, field by field --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Walks the fields of one message without building anything: strings and
// nested messages are views into the bytes, what is passed over is not read.
// A generated parser would copy every weight.
//
// Failure sticks: the first one is kept in the state that all readers of a
// file share, and every `next()` then answers false.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_READER_WIREREADER_H
#define PERFOPT_FRONTENDS_ONNX_READER_WIREREADER_H

#include <google/protobuf/io/coded_stream.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::onnx {

/// What the readers of one file share.
struct WireState {
  /// Offsets in messages count from here.
  const char *fileBegin = nullptr;
  /// Messages around the one being read.
  int depth = 0;
  /// See Model::unread.
  std::vector<std::string_view> unread = {};

  bool failed = false;
  /// "truncated at byte 12"
  std::string failure = {};
  /// "length 400 exceeds the 12 bytes that are left"
  std::string cause = {};
  /// "graph node 17 attribute 2", outermost first.
  std::string place = {};

  void addPlace(std::string_view outer);
  /// The whole failure in one line.
  std::string message() const;
};

/// As many messages as protobuf's own parsers accept inside each other.
inline constexpr int kMaxNesting = 100;

enum class WireType { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };

class WireReader {
public:
  /// Reads the fields of `message`, which must be shorter than 2 GiB.
  WireReader(std::string_view message, WireState &state);

  /// Goes to the next field; false at the end and after a failure. Each field
  /// is then to be read, appended or skipped once.
  bool next();
  int field() const { return fieldNumber; }
  WireType type() const { return wireType; }

  /// One value; a field of another wire type is a failure.
  void read(int64_t &value);
  void read(float &value);
  void read(double &value);
  void read(std::string_view &value);
  template <typename Enum>
  void readEnum(Enum &value) {
    int64_t number = 0;
    read(number);
    value = static_cast<Enum>(static_cast<int32_t>(number));
  }

  /// One value, or several in a packed field.
  void append(std::vector<int64_t> &values);
  void append(std::vector<float> &values);
  void append(std::vector<double> &values);
  void append(std::vector<std::string_view> &values);

  /// Passes over the field; its bytes without the tag (and length).
  std::string_view skip();

  /// The bytes of the current field from its tag to where reading stands.
  std::string_view wholeField() const;

  WireState &shared() { return *state; }
  void fail(std::string_view failure, std::string cause);

private:
  bool expect(WireType expected);
  template <typename T>
  void readFixed(WireType expected, T &value);
  template <typename T>
  void appendFixed(WireType single, std::vector<T> &values);
  std::string_view remaining() const;

  WireState *state;
  /// Only inspecting its position needs it to be mutable.
  mutable google::protobuf::io::CodedInputStream stream;
  const char *fieldBegin = nullptr;
  int fieldNumber = 0;
  WireType wireType = WireType::Varint;
};

/// Decodes a packed field of varints or of little-endian numbers; false, with
/// what came before the damage, when the bytes do not hold whole values.
bool decodePacked(std::string_view packed, std::vector<int64_t> &values);
bool decodePacked(std::string_view packed, std::vector<float> &values);
bool decodePacked(std::string_view packed, std::vector<double> &values);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_READER_WIREREADER_H
