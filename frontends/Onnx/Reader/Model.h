//===- Model.h - What an ONNX file says, without its weights --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Plain records in the shape of onnx/onnx.proto (ONNX 1.23, IR version 13).
// Every string_view points into the bytes that were read, which must outlive
// the records; weights stay there and are never copied nor decoded
// (TensorValues.h decodes small constants on demand).
//
// The records hold what the file says. Nothing is checked beyond the wire
// format: names may be empty, dims negative, element types unknown.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_READER_MODEL_H
#define PERFOPT_FRONTENDS_ONNX_READER_MODEL_H

#include "frontends/Onnx/Reader/DataType.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace perfopt::onnx {

struct Graph;

struct StringEntry {
  std::string_view key;
  std::string_view value;
};

/// The value of `key`, or nothing; the last entry wins.
std::optional<std::string_view> find(const std::vector<StringEntry> &entries,
                                     std::string_view key);

struct Dim {
  enum class Kind { Unknown, Value, Param };
  Kind kind = Kind::Unknown;
  int64_t value = 0;
  std::string_view param;
};

struct Type {
  enum class Kind {
    None,
    Tensor,
    SparseTensor,
    Sequence,
    Optional,
    Map,
    Opaque
  };
  Kind kind = Kind::None;
  /// Of tensors; the key's type for maps.
  DataType elementType = DataType::Undefined;
  /// Of tensors; unset when even the rank is unknown, empty for scalars.
  std::optional<std::vector<Dim>> shape;
  /// What a sequence or optional holds, and the value's type for maps.
  std::unique_ptr<Type> element;
  std::string_view opaqueDomain;
  std::string_view opaqueName;
};

struct ValueInfo {
  std::string_view name;
  Type type;
  std::vector<StringEntry> metadata;
};

/// Which field of TensorProto holds values.
enum class Storage { Raw, Float, Int32, String, Int64, Double, Uint64 };

/// One stretch of values in the file: a packed field, or neighbouring elements
/// that each carry a tag.
struct PayloadRun {
  Storage storage = Storage::Raw;
  std::string_view bytes;
  bool tagged = false;
};

struct Tensor {
  std::string_view name;
  std::vector<int64_t> dims;
  DataType dataType = DataType::Undefined;
  /// Normally one run; empty where there are no values or they are external.
  std::vector<PayloadRun> payload;
  /// The values lie in another file (ExternalData.h).
  bool external = false;
  /// location, offset, length, ... as given.
  std::vector<StringEntry> externalData;
  std::vector<StringEntry> metadata;
};

struct SparseTensor {
  /// Its name is the initializer's name.
  Tensor values;
  Tensor indices;
  std::vector<int64_t> dims;
};

/// Values that few attributes have; apart, so that the others stay small.
struct RareValues {
  std::unique_ptr<SparseTensor> sparseTensor;
  std::unique_ptr<Type> type;
  std::vector<Tensor> tensors;
  std::vector<Graph> graphs;
  std::vector<SparseTensor> sparseTensors;
  std::vector<Type> types;
};

struct Attribute {
  enum class Kind : int32_t {
    Undefined = 0,
    Float = 1,
    Int = 2,
    String = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Ints = 7,
    Strings = 8,
    Tensors = 9,
    Graphs = 10,
    SparseTensor = 11,
    SparseTensors = 12,
    Type = 13,
    Types = 14
  };
  std::string_view name;
  /// As stated; files of IR version 1 state none, then it is that of the first
  /// value field found.
  Kind kind = Kind::Undefined;
  float f = 0;
  int64_t i = 0;
  std::string_view s;
  std::vector<float> floats;
  std::vector<int64_t> ints;
  std::vector<std::string_view> strings;
  std::unique_ptr<Tensor> tensor;
  std::unique_ptr<Graph> graph;
  /// Null where there are none.
  std::unique_ptr<RareValues> rare;
  /// Inside a function: the attribute of the caller whose value this takes.
  std::string_view refAttrName;
};

struct Node {
  std::string_view opType;
  /// Empty is ai.onnx.
  std::string_view domain;
  std::string_view overload;
  std::string_view name;
  /// An empty name is an optional input or output that was left out.
  std::vector<std::string_view> inputs;
  std::vector<std::string_view> outputs;
  std::vector<Attribute> attributes;

  /// Null when the node has none of that name.
  const Attribute *attribute(std::string_view wanted) const;
};

struct Graph {
  std::string_view name;
  std::vector<Node> nodes;
  /// Before IR version 4 these include every initializer.
  std::vector<ValueInfo> inputs;
  std::vector<ValueInfo> outputs;
  std::vector<ValueInfo> valueInfo;
  std::vector<Tensor> initializers;
  std::vector<SparseTensor> sparseInitializers;
  std::vector<StringEntry> metadata;
};

struct OpsetImport {
  std::string_view domain;
  int64_t version = 0;
};

/// An operator that the file itself defines, named by domain, name, overload.
struct Function {
  std::string_view name;
  std::string_view domain;
  std::string_view overload;
  std::vector<std::string_view> inputs;
  std::vector<std::string_view> outputs;
  /// Attributes without a default, by name.
  std::vector<std::string_view> attributes;
  std::vector<Attribute> attributeDefaults;
  std::vector<Node> nodes;
  std::vector<OpsetImport> opsetImports;
  std::vector<ValueInfo> valueInfo;
  std::vector<StringEntry> metadata;
};

struct Model {
  int64_t irVersion = 0;
  std::string_view producer;
  std::string_view producerVersion;
  std::string_view domain;
  int64_t modelVersion = 0;
  std::vector<OpsetImport> opsetImports;
  std::vector<StringEntry> metadata;
  Graph graph;
  std::vector<Function> functions;
  /// Stretches of more than kUnreadThreshold bytes that were passed over:
  /// values of tensors, and fields that these records leave out.
  std::vector<std::string_view> unread;
};

/// In bytes; what is smaller counts as structure (StructureDigest.h).
inline constexpr size_t kUnreadThreshold = 1024;

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_READER_MODEL_H
