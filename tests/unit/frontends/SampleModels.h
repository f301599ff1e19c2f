//===- SampleModels.h - Small ONNX models for tests -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_UNIT_FRONTENDS_SAMPLEMODELS_H
#define PERFOPT_TESTS_UNIT_FRONTENDS_SAMPLEMODELS_H

#include "tests/unit/frontends/WireWriter.h"

namespace perfopt::onnx::test {

inline Message entry(std::string_view key, std::string_view value) {
  return Message().text(1, key).text(2, value);
}

inline Message opset(std::string_view domain, int64_t version) {
  return Message().text(1, domain).number(2, version);
}

inline Message node(std::string_view opType,
                    const std::vector<std::string_view> &inputs,
                    const std::vector<std::string_view> &outputs) {
  Message message;
  for (std::string_view input : inputs)
    message.text(1, input);
  for (std::string_view output : outputs)
    message.text(2, output);
  return message.text(4, opType);
}

/// A tensor type: an extent below zero is unknown, and named after its size.
inline Message tensorType(int64_t elementType,
                          const std::vector<int64_t> &dims) {
  Message shape;
  for (int64_t dim : dims)
    shape.nested(1, dim < 0 ? Message().text(2, "dim" + std::to_string(-dim))
                            : Message().number(1, dim));
  return Message().nested(1, Message().number(1, elementType).nested(2, shape));
}

inline Message value(std::string_view name, const Message &type) {
  return Message().text(1, name).nested(2, type);
}

/// FLOAT (1) with raw data.
inline Message floatTensor(std::string_view name,
                           const std::vector<int64_t> &dims,
                           std::string_view rawData) {
  return Message()
      .text(1, packed(dims))
      .number(2, 1)
      .text(8, name)
      .text(9, rawData);
}

/// FLOAT whose values lie in another file.
inline Message
externalTensor(std::string_view name, std::string_view location,
               const std::vector<std::pair<std::string, std::string>> &more) {
  Message tensor;
  tensor.number(1, 4).number(2, 1).text(8, name);
  tensor.nested(13, entry("location", location));
  for (const auto &[key, text] : more)
    tensor.nested(13, entry(key, text));
  return tensor.number(14, 1);
}

/// IR version 8, opset 17, around a graph.
inline Message model(const Message &graph) {
  return Message()
      .number(1, 8)
      .text(2, "sample")
      .nested(7, graph)
      .nested(8, opset("", 17));
}

/// y = Relu(x)
inline Message reluGraph() {
  return Message()
      .nested(1, node("Relu", {"x"}, {"y"}))
      .text(2, "relu")
      .nested(11, value("x", tensorType(1, {1, 4})))
      .nested(12, value("y", tensorType(1, {1, 4})));
}

/// An initializer with its weights in `location` beside the relu.
inline Message externalModel(
    std::string_view location,
    const std::vector<std::pair<std::string, std::string>> &more = {}) {
  return model(reluGraph().nested(5, externalTensor("weight", location, more)));
}

} // namespace perfopt::onnx::test

#endif // PERFOPT_TESTS_UNIT_FRONTENDS_SAMPLEMODELS_H
