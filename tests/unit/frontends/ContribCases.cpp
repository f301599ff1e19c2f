//===- ContribCases.cpp - Models of one operator, written briefly ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/unit/frontends/ContribCases.h"

#include "tests/unit/frontends/SampleModels.h"

#include <cctype>
#include <sstream>

namespace perfopt::onnx::test {

static std::vector<int64_t> numbers(const std::string &text, char separator) {
  std::vector<int64_t> values;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);)
    values.push_back(std::stoll(part));
  return values;
}

/// Of TensorProto.DataType.
static int elementType(char kind) {
  switch (kind) {
  case 'h':
    return 10;
  case 'u':
  case 'q':
    return 2;
  case 'b':
  case 'Q':
    return 3;
  case 'a':
    return 5;
  case 'I':
  case 'k':
    return 6;
  case 'i':
  case 'c':
  case 'C':
    return 7;
  case 't':
    return 9;
  default:
    return 1;
  }
}

static Message attribute(const AttributeText &text) {
  Message message;
  message.text(1, text.first);
  const std::string &value = text.second;
  if (value.starts_with("[")) {
    for (int64_t number : numbers(value.substr(1, value.size() - 2), ','))
      message.number(8, number);
    return message.number(20, 7);
  }
  if (!value.empty() && (std::isdigit(value[0]) || value[0] == '-'))
    return message.number(3, std::stoll(value)).number(20, 2);
  return message.text(4, value).number(20, 3);
}

/// Adds what operand `i` stands for to the graph; its name.
static std::string addOperand(Message &graph, const std::string &operand,
                              size_t i) {
  if (operand == "-")
    return "";
  std::string name = "v" + std::to_string(i);
  char kind = operand[0];
  std::string extents = operand.size() > 2 ? operand.substr(2) : "";
  if (kind == 'c' || kind == 'C') {
    std::vector<int64_t> values = numbers(extents, ',');
    std::vector<int64_t> dims;
    if (kind == 'c')
      dims.push_back(static_cast<int64_t>(values.size()));
    graph.nested(5, Message()
                        .text(1, packed(dims))
                        .number(2, elementType(kind))
                        .text(7, packed(values))
                        .text(8, name));
  } else if (std::string("wqQk").find(kind) != std::string::npos) {
    graph.nested(5, Message()
                        .text(1, packed(numbers(extents, 'x')))
                        .number(2, elementType(kind))
                        .text(8, name));
  } else {
    graph.nested(
        11, value(name, tensorType(elementType(kind), numbers(extents, 'x'))));
  }
  return name;
}

std::ostream &operator<<(std::ostream &stream, const Case &of) {
  stream << of.domain << ' ' << of.opType;
  for (const std::string &operand : of.operands)
    stream << ", " << operand;
  return stream;
}

Outcome run(ImportHarness &harness, const Case &of) {
  Message graph;
  std::vector<std::string> names, outputs;
  for (size_t i = 0; i < of.operands.size(); ++i)
    names.push_back(addOperand(graph, of.operands[i], i));
  for (int i = 0; i < of.outputs; ++i)
    outputs.push_back("y" + std::to_string(i));
  Message node = test::node(of.opType, {names.begin(), names.end()},
                            {outputs.begin(), outputs.end()});
  for (const AttributeText &text : of.attributes)
    node.nested(5, attribute(text));
  node.text(7, of.domain);
  graph.nested(1, node).text(2, "case");
  for (const std::string &output : outputs)
    graph.nested(12, Message().text(1, output));
  Message message = model(graph);
  message.nested(8, opset("com.microsoft", 1));
  return harness.run(message.bytes);
}

std::string resultOf(const core::Workload &workload) {
  if (workload.operators.empty() || workload.operators.back().results.empty())
    return "nothing";
  std::string text;
  for (int64_t extent : workload.operators.back().results.front().dims)
    text += (text.empty() ? "" : "x") + std::to_string(extent);
  return text;
}

} // namespace perfopt::onnx::test
