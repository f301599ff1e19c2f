//===- StoredValue.cpp - Types of the values that ONNX's tests store ------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/conformance/onnx/StoredValue.h"

#include "frontends/Onnx/Reader/RecordReaders.h"

namespace perfopt::conformance {

using onnx::WireReader;
using Kind = onnx::Type::Kind;

static void readRecord(WireReader &in, StoredValue &value);

/// The message that the current field holds, as a value of `kind`.
static void readElement(WireReader &in, Kind kind, StoredValue &parent) {
  std::string_view bytes;
  in.read(bytes);
  if (in.shared().failed)
    return;
  StoredValue &element = parent.elements.emplace_back();
  element.kind = kind;
  WireReader inner(bytes, in.shared());
  readRecord(inner, element);
}

/// Fields of SequenceProto and OptionalProto that hold values of one kind.
static Kind elementKind(Kind parent, int field) {
  bool inSequence = parent == Kind::Sequence;
  switch (field) {
  case 3:
    return Kind::Tensor;
  case 4:
    return Kind::SparseTensor;
  case 5:
    return Kind::Sequence;
  case 6:
    return Kind::Map;
  case 7:
    // An OptionalProto's 7 is an optional, too.
    return inSequence || parent == Kind::Optional ? Kind::Optional : Kind::None;
  default:
    return Kind::None;
  }
}

static void readRecord(WireReader &in, StoredValue &value) {
  if (value.kind == Kind::Tensor)
    return onnx::readRecord(in, value.tensor);
  bool holdsValues =
      value.kind == Kind::Sequence || value.kind == Kind::Optional;
  while (in.next()) {
    Kind kind = holdsValues ? elementKind(value.kind, in.field()) : Kind::None;
    if (kind == Kind::None)
      in.skip();
    else
      readElement(in, kind, value);
  }
}

core::Result<StoredFile> readStoredValue(const std::string &path,
                                         const onnx::Type &type) {
  core::Result<frontends::ModelFile> file = frontends::ModelFile::open(path);
  if (!file)
    return file.error();
  StoredFile stored;
  stored.file = std::make_unique<frontends::ModelFile>(std::move(*file));
  stored.value.kind = type.kind;
  std::string_view bytes = stored.file->bytes();
  onnx::WireState state{bytes.data()};
  WireReader in(bytes, state);
  readRecord(in, stored.value);
  if (state.failed)
    return core::Error{state.message(), path};
  // ONNX up to 1.12 stores bfloat16 as the integers of its bits.
  onnx::DataType &element = stored.value.tensor.dataType;
  if (type.elementType == onnx::DataType::Bfloat16 &&
      element == onnx::DataType::Uint16)
    element = type.elementType;
  return stored;
}

} // namespace perfopt::conformance
