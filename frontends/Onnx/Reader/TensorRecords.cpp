//===- TensorRecords.cpp - Tensors and types from fields ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/RecordReaders.h"

#include <algorithm>

namespace perfopt::onnx {

static void addUnread(WireReader &in, std::string_view bytes) {
  if (bytes.size() > kUnreadThreshold)
    in.shared().unread.push_back(bytes);
}

void passOver(WireReader &in) { addUnread(in, in.skip()); }

void readRecord(WireReader &in, StringEntry &entry) {
  while (in.next()) {
    switch (in.field()) {
    case 1:
      in.read(entry.key);
      break;
    case 2:
      in.read(entry.value);
      break;
    default:
      passOver(in);
    }
  }
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

void readRecord(WireReader &in, Dim &dim) {
  while (in.next()) {
    switch (in.field()) {
    case 1:
      dim.kind = Dim::Kind::Value;
      in.read(dim.value);
      break;
    case 2:
      in.read(dim.param);
      // A name without a letter names nothing.
      dim.kind = dim.param.empty() ? Dim::Kind::Unknown : Dim::Kind::Param;
      break;
    default:
      passOver(in);
    }
  }
}

void readRecord(WireReader &in, std::vector<Dim> &shape) {
  while (in.next()) {
    if (in.field() == 1)
      appendMessage(in, shape, "dim");
    else
      passOver(in);
  }
}

namespace {
/// The message inside TypeProto; its fields 1 and 2 depend on the kind.
struct TypeBody {
  Type &type;
};
} // namespace

static void readRecord(WireReader &in, TypeBody body) {
  Type &type = body.type;
  while (in.next()) {
    switch (type.kind) {
    case Type::Kind::Tensor:
    case Type::Kind::SparseTensor:
      if (in.field() == 1)
        in.readEnum(type.elementType);
      else if (in.field() == 2)
        readMessage(in, type.shape ? *type.shape : type.shape.emplace(),
                    "shape");
      else
        passOver(in);
      break;
    case Type::Kind::Sequence:
    case Type::Kind::Optional:
      if (in.field() == 1)
        readOptional(in, type.element, "element type");
      else
        passOver(in);
      break;
    case Type::Kind::Map:
      if (in.field() == 1)
        in.readEnum(type.elementType);
      else if (in.field() == 2)
        readOptional(in, type.element, "value type");
      else
        passOver(in);
      break;
    case Type::Kind::Opaque:
      if (in.field() == 1)
        in.read(type.opaqueDomain);
      else if (in.field() == 2)
        in.read(type.opaqueName);
      else
        passOver(in);
      break;
    case Type::Kind::None:
      passOver(in);
    }
  }
}

static Type::Kind typeKind(int field) {
  switch (field) {
  case 1:
    return Type::Kind::Tensor;
  case 4:
    return Type::Kind::Sequence;
  case 5:
    return Type::Kind::Map;
  case 7:
    return Type::Kind::Opaque;
  case 8:
    return Type::Kind::SparseTensor;
  case 9:
    return Type::Kind::Optional;
  default:
    return Type::Kind::None;
  }
}

void readRecord(WireReader &in, Type &type) {
  while (in.next()) {
    Type::Kind kind = typeKind(in.field());
    if (kind == Type::Kind::None) {
      passOver(in);
      continue;
    }
    // The kinds share a oneof: the last one replaces what was read before.
    if (type.kind != kind) {
      type = Type();
      type.kind = kind;
    }
    TypeBody body{type};
    readMessage(in, body, "type");
  }
}

void readRecord(WireReader &in, ValueInfo &value) {
  while (in.next()) {
    switch (in.field()) {
    case 1:
      in.read(value.name);
      break;
    case 2:
      readMessage(in, value.type, "type");
      break;
    case 4:
      appendMessage(in, value.metadata, "metadata entry");
      break;
    default:
      passOver(in);
    }
  }
}

//===----------------------------------------------------------------------===//
// Tensors
//===----------------------------------------------------------------------===//

static void readRawData(WireReader &in, Tensor &tensor) {
  PayloadRun run;
  in.read(run.bytes);
  // Not a repeated field: the last one counts.
  auto earlier = std::find_if(
      tensor.payload.begin(), tensor.payload.end(),
      [](const PayloadRun &other) { return other.storage == Storage::Raw; });
  if (earlier != tensor.payload.end())
    tensor.payload.erase(earlier);
  tensor.payload.push_back(run);
}

static void readTypedData(WireReader &in, Storage storage, Tensor &tensor) {
  PayloadRun run{storage, in.skip(), false};
  run.tagged = storage == Storage::String || in.type() != WireType::Bytes;
  if (!run.tagged) {
    tensor.payload.push_back(run);
    return;
  }
  run.bytes = in.wholeField();
  if (!tensor.payload.empty()) {
    PayloadRun &last = tensor.payload.back();
    const char *lastEnd = last.bytes.data() + last.bytes.size();
    if (last.tagged && last.storage == storage && lastEnd == run.bytes.data()) {
      last.bytes = {last.bytes.data(), last.bytes.size() + run.bytes.size()};
      return;
    }
  }
  tensor.payload.push_back(run);
}

void readRecord(WireReader &in, Tensor &tensor) {
  while (in.next()) {
    switch (in.field()) {
    case 1:
      in.append(tensor.dims);
      break;
    case 2:
      in.readEnum(tensor.dataType);
      break;
    case 4:
      readTypedData(in, Storage::Float, tensor);
      break;
    case 5:
      readTypedData(in, Storage::Int32, tensor);
      break;
    case 6:
      readTypedData(in, Storage::String, tensor);
      break;
    case 7:
      readTypedData(in, Storage::Int64, tensor);
      break;
    case 8:
      in.read(tensor.name);
      break;
    case 9:
      readRawData(in, tensor);
      break;
    case 10:
      readTypedData(in, Storage::Double, tensor);
      break;
    case 11:
      readTypedData(in, Storage::Uint64, tensor);
      break;
    case 13:
      appendMessage(in, tensor.externalData, "external data entry");
      break;
    case 14: {
      int64_t location = 0;
      in.read(location);
      tensor.external = location == 1;
      break;
    }
    case 16:
      appendMessage(in, tensor.metadata, "metadata entry");
      break;
    default:
      passOver(in);
    }
  }
  for (const PayloadRun &run : tensor.payload)
    addUnread(in, run.bytes);
}

void readRecord(WireReader &in, SparseTensor &tensor) {
  while (in.next()) {
    switch (in.field()) {
    case 1:
      readMessage(in, tensor.values, "values");
      break;
    case 2:
      readMessage(in, tensor.indices, "indices");
      break;
    case 3:
      in.append(tensor.dims);
      break;
    default:
      passOver(in);
    }
  }
}

} // namespace perfopt::onnx
