//===- GraphRecords.cpp - Graphs, nodes and functions from fields ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/RecordReaders.h"

namespace perfopt::onnx {

void readRecord(WireReader &in, OpsetImport &import) {
  while (in.next()) {
    switch (in.field()) {
    case 1:
      in.read(import.domain);
      break;
    case 2:
      in.read(import.version);
      break;
    default:
      passOver(in);
    }
  }
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

/// The kind of the attribute whose value is in `field`; Undefined when the
/// field is no value.
static Attribute::Kind valueKind(int field) {
  using Kind = Attribute::Kind;
  switch (field) {
  case 2:
    return Kind::Float;
  case 3:
    return Kind::Int;
  case 4:
    return Kind::String;
  case 5:
    return Kind::Tensor;
  case 6:
    return Kind::Graph;
  case 7:
    return Kind::Floats;
  case 8:
    return Kind::Ints;
  case 9:
    return Kind::Strings;
  case 10:
    return Kind::Tensors;
  case 11:
    return Kind::Graphs;
  case 14:
    return Kind::Type;
  case 15:
    return Kind::Types;
  case 22:
    return Kind::SparseTensor;
  case 23:
    return Kind::SparseTensors;
  default:
    return Kind::Undefined;
  }
}

static void readRareValue(WireReader &in, Attribute::Kind kind,
                          Attribute &attribute) {
  using Kind = Attribute::Kind;
  if (!attribute.rare)
    attribute.rare = std::make_unique<RareValues>();
  RareValues &rare = *attribute.rare;
  switch (kind) {
  case Kind::Tensors:
    return appendMessage(in, rare.tensors, "tensor");
  case Kind::Graphs:
    return appendMessage(in, rare.graphs, "graph");
  case Kind::SparseTensor:
    return readOptional(in, rare.sparseTensor, "sparse tensor");
  case Kind::SparseTensors:
    return appendMessage(in, rare.sparseTensors, "sparse tensor");
  case Kind::Type:
    return readOptional(in, rare.type, "type");
  default:
    return appendMessage(in, rare.types, "type");
  }
}

static void readValue(WireReader &in, Attribute::Kind kind,
                      Attribute &attribute) {
  using Kind = Attribute::Kind;
  switch (kind) {
  case Kind::Float:
    return in.read(attribute.f);
  case Kind::Int:
    return in.read(attribute.i);
  case Kind::String:
    return in.read(attribute.s);
  case Kind::Tensor:
    return readOptional(in, attribute.tensor, "tensor");
  case Kind::Graph:
    return readOptional(in, attribute.graph, "graph");
  case Kind::Floats:
    return in.append(attribute.floats);
  case Kind::Ints:
    return in.append(attribute.ints);
  case Kind::Strings:
    return in.append(attribute.strings);
  case Kind::Tensors:
  case Kind::Graphs:
  case Kind::SparseTensor:
  case Kind::SparseTensors:
  case Kind::Type:
  case Kind::Types:
    return readRareValue(in, kind, attribute);
  case Kind::Undefined:
    return passOver(in);
  }
}

void readRecord(WireReader &in, Attribute &attribute) {
  auto firstValue = Attribute::Kind::Undefined;
  while (in.next()) {
    switch (in.field()) {
    case 1:
      in.read(attribute.name);
      break;
    case 20:
      in.readEnum(attribute.kind);
      break;
    case 21:
      in.read(attribute.refAttrName);
      break;
    default: {
      Attribute::Kind kind = valueKind(in.field());
      if (firstValue == Attribute::Kind::Undefined)
        firstValue = kind;
      readValue(in, kind, attribute);
    }
    }
  }
  if (attribute.kind == Attribute::Kind::Undefined)
    attribute.kind = firstValue;
}

//===----------------------------------------------------------------------===//
// Nodes, graphs, functions
//===----------------------------------------------------------------------===//

void readRecord(WireReader &in, Node &node) {
  while (in.next()) {
    switch (in.field()) {
    case 1:
      in.append(node.inputs);
      break;
    case 2:
      in.append(node.outputs);
      break;
    case 3:
      in.read(node.name);
      break;
    case 4:
      in.read(node.opType);
      break;
    case 5:
      appendMessage(in, node.attributes, "attribute");
      break;
    case 7:
      in.read(node.domain);
      break;
    case 8:
      in.read(node.overload);
      break;
    default:
      passOver(in);
    }
  }
}

void readRecord(WireReader &in, Graph &graph) {
  while (in.next()) {
    switch (in.field()) {
    case 1:
      appendMessage(in, graph.nodes, "node");
      break;
    case 2:
      in.read(graph.name);
      break;
    case 5:
      appendMessage(in, graph.initializers, "initializer");
      break;
    case 11:
      appendMessage(in, graph.inputs, "input");
      break;
    case 12:
      appendMessage(in, graph.outputs, "output");
      break;
    case 13:
      appendMessage(in, graph.valueInfo, "value info");
      break;
    case 15:
      appendMessage(in, graph.sparseInitializers, "sparse initializer");
      break;
    case 16:
      appendMessage(in, graph.metadata, "metadata entry");
      break;
    default:
      passOver(in);
    }
  }
}

void readRecord(WireReader &in, Function &function) {
  while (in.next()) {
    switch (in.field()) {
    case 1:
      in.read(function.name);
      break;
    case 4:
      in.append(function.inputs);
      break;
    case 5:
      in.append(function.outputs);
      break;
    case 6:
      in.append(function.attributes);
      break;
    case 7:
      appendMessage(in, function.nodes, "node");
      break;
    case 9:
      appendMessage(in, function.opsetImports, "opset import");
      break;
    case 10:
      in.read(function.domain);
      break;
    case 11:
      appendMessage(in, function.attributeDefaults, "attribute default");
      break;
    case 12:
      appendMessage(in, function.valueInfo, "value info");
      break;
    case 13:
      in.read(function.overload);
      break;
    case 14:
      appendMessage(in, function.metadata, "metadata entry");
      break;
    default:
      passOver(in);
    }
  }
}

} // namespace perfopt::onnx
