//===- SyntheticChain.cpp - ONNX models of any length ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "benchmarks/SyntheticChain.h"

#include "tests/unit/frontends/SampleModels.h"

#include <array>
#include <functional>
#include <limits>
#include <random>

namespace perfopt::benchmarks {

namespace {

using onnx::test::Message;
using Dims = std::vector<int64_t>;

// AttributeProto: name = 1, i = 3, ints = 8, type = 20 (onnx.proto).
Message integer(std::string_view name, int64_t value) {
  return Message().text(1, name).number(3, value).number(20, 2);
}

Message integers(std::string_view name, const Dims &values) {
  Message attribute;
  attribute.text(1, name);
  for (int64_t value : values)
    attribute.number(8, value);
  return attribute.number(20, 7);
}

constexpr int64_t kFloat = 1, kInt64 = 7; // TensorProto.DataType
constexpr int64_t kChannels = 64, kSide = 16;
const Dims kShape = {1, kChannels, kSide, kSide};

/// Writes a graph node by node; `x` is the chain's value so far.
class Writer {
public:
  std::string x = "x";
  int64_t nodes = 0;

  /// A node with one result, whose type the file declares where `result` gives
  /// its extents, as exporters do.
  std::string add(std::string_view op, const std::vector<std::string> &inputs,
                  const std::vector<Message> &attributes = {},
                  const Dims &result = kShape, int64_t element = kFloat);
  /// The same, as the chain's next value.
  void step(std::string_view op, const std::vector<std::string> &inputs,
            const std::vector<Message> &attributes = {});
  std::string numbers(const Dims &values);
  std::string scalar(float value);
  std::string weight(const Dims &dims);
  /// The chain's value up to 31 steps ago, like the start of a residual.
  const std::string &earlier() const {
    return recent[(steps * 7) % recent.size()];
  }
  std::string finish();

private:
  std::string constant(const Message &tensor, const Dims &dims,
                       int64_t element);

  Message graph;
  int64_t steps = 0, weights = 0;
  std::array<std::string, 32> recent = [] {
    std::array<std::string, 32> inputs;
    inputs.fill("x");
    return inputs;
  }();
};

std::string Writer::add(std::string_view op,
                        const std::vector<std::string> &inputs,
                        const std::vector<Message> &attributes,
                        const Dims &result, int64_t element) {
  std::string output = "val_" + std::to_string(nodes);
  std::vector<std::string_view> names(inputs.begin(), inputs.end());
  Message node = onnx::test::node(op, names, {output});
  node.text(3, "node_" + std::string(op) + "_" + std::to_string(nodes));
  for (const Message &attribute : attributes)
    node.nested(5, attribute);
  graph.nested(1, node);
  graph.nested(
      13, onnx::test::value(output, onnx::test::tensorType(element, result)));
  ++nodes;
  return output;
}

void Writer::step(std::string_view op, const std::vector<std::string> &inputs,
                  const std::vector<Message> &attributes) {
  x = add(op, inputs, attributes);
  recent[steps++ % recent.size()] = x;
}

std::string Writer::constant(const Message &tensor, const Dims &dims,
                             int64_t element) {
  Message value = Message().text(1, "value").nested(5, tensor).number(20, 4);
  return add("Constant", {}, {value}, dims, element);
}

std::string Writer::numbers(const Dims &values) {
  Dims dims = {static_cast<int64_t>(values.size())};
  Message tensor;
  tensor.number(1, dims[0]).number(2, kInt64);
  tensor.text(9, onnx::test::littleEndian(values));
  return constant(tensor, dims, kInt64);
}

std::string Writer::scalar(float value) {
  Message tensor;
  tensor.number(2, kFloat).text(9, onnx::test::littleEndian(value));
  return constant(tensor, {}, kFloat);
}

std::string Writer::weight(const Dims &dims) {
  std::string name = "layer." + std::to_string(weights++) + ".weight";
  Message tensor;
  for (int64_t extent : dims)
    tensor.number(1, extent);
  tensor.number(2, kFloat).text(8, name);
  tensor.nested(13, onnx::test::entry("location", "chain.onnx.data"));
  graph.nested(5, tensor.number(14, 1));
  return name;
}

std::string Writer::finish() {
  Message type = onnx::test::tensorType(kFloat, kShape);
  graph.text(2, "chain");
  graph.nested(11, onnx::test::value("x", type));
  graph.nested(12, onnx::test::value(x, type));
  return Message()
      .number(1, 10)
      .text(2, "synthetic")
      .nested(7, graph)
      .nested(8, onnx::test::opset("", 23))
      .bytes;
}

//===----------------------------------------------------------------------===//
// Units
//===----------------------------------------------------------------------===//

const Message kPads = integers("pads", {1, 1, 1, 1});

void convolution(Writer &w) {
  w.step("Conv",
         {w.x, w.weight({kChannels, kChannels, 3, 3}), w.weight({kChannels})},
         {kPads});
}

/// PyTorch's exporter computes the zeros of a bias that is not there.
void convolutionWithoutBias(Writer &w) {
  std::string filter = w.weight({kChannels, kChannels, 3, 3});
  std::string count = w.add(
      "Shape", {filter}, {integer("start", 0), integer("end", 1)}, {1}, kInt64);
  std::string extents =
      w.add("Expand", {count, w.numbers({1})}, {}, {1}, kInt64);
  std::string zero = w.add("CastLike", {w.scalar(0), w.x}, {}, {});
  std::string bias = w.add("Expand", {zero, extents}, {}, {kChannels});
  w.step("Conv", {w.x, filter, bias}, {kPads});
}

void batchNormalization(Writer &w) {
  std::vector<std::string> inputs = {w.x};
  for (int i = 0; i < 4; ++i)
    inputs.push_back(w.weight({kChannels}));
  w.step("BatchNormalization", inputs);
}

/// y = x w' + b, as PyTorch's linear layer on more than two dimensions.
void linear(Writer &w) {
  std::string transposed = w.add("Transpose", {w.weight({kSide, kSide})},
                                 {integers("perm", {1, 0})}, {kSide, kSide});
  std::string product = w.add("MatMul", {w.x, transposed});
  w.step("Add", {product, w.weight({kSide})});
}

std::string reshaped(Writer &w, const std::string &value, const Dims &to,
                     int64_t element = kFloat) {
  return w.add("Reshape", {value, w.numbers(to)}, {}, to, element);
}

/// GPT-2's linear layer, between two views.
void gemm(Writer &w) {
  std::string rows = reshaped(w, w.x, {kChannels * kSide, kSide});
  rows = w.add("Gemm", {rows, w.weight({kSide, kSide}), w.weight({kSide})}, {},
               {kChannels * kSide, kSide});
  w.step("Reshape", {rows, w.numbers(kShape)});
}

/// A view whose batch is read from the value's own shape.
void dynamicView(Writer &w) {
  std::string shape = w.add(
      "Shape", {w.x}, {integer("start", 0), integer("end", 1)}, {1}, kInt64);
  std::string batch = w.add("Squeeze", {shape, w.numbers({0})}, {}, {}, kInt64);
  std::string extents = w.add(
      "Concat",
      {reshaped(w, batch, {1}, kInt64), w.numbers({kChannels, kSide, kSide})},
      {integer("axis", 0)}, {4}, kInt64);
  w.step("Reshape", {w.x, extents});
}

void staticView(Writer &w) {
  std::string extents =
      w.add("Concat", {w.numbers({1, kChannels}), w.numbers({kSide, kSide})},
            {integer("axis", 0)}, {4}, kInt64);
  w.step("Reshape", {w.x, extents});
}

/// Swin's shifted window: both parts along an axis, swapped.
void roll(Writer &w) {
  constexpr int64_t kHalf = kSide / 2;
  const Dims half = {1, kChannels, kSide, kHalf};
  auto part = [&](int64_t from, int64_t to) {
    std::string start = w.numbers({from}), end = w.numbers({to});
    return w.add("Slice", {w.x, start, end, w.numbers({3})}, {}, half);
  };
  std::string first = part(0, kHalf);
  std::string second = part(kHalf, std::numeric_limits<int64_t>::max());
  w.step("Concat", {second, first}, {integer("axis", 3)});
}

void scaleByRoot(Writer &w) {
  std::string like = w.add("CastLike", {w.scalar(0.125F), w.x}, {}, {});
  w.step("Mul", {w.x, w.add("Sqrt", {like}, {}, {})});
}

void squeezeAgain(Writer &w) {
  std::string wider = w.add("Unsqueeze", {w.x, w.numbers({0})}, {},
                            {1, 1, kChannels, kSide, kSide});
  w.step("Squeeze", {wider, w.numbers({0})});
}

void center(Writer &w) {
  std::string mean =
      w.add("ReduceMean", {w.x, w.numbers({-1})}, {}, {1, kChannels, kSide, 1});
  w.step("Sub", {w.x, mean});
}

using Step = std::function<void(Writer &)>;

Step unary(const char *op) {
  return [op](Writer &w) { w.step(op, {w.x}); };
}
Step withEarlier(const char *op) {
  return [op](Writer &w) { w.step(op, {w.x, w.earlier()}); };
}
Step withScalar(const char *op, float value) {
  return [=](Writer &w) { w.step(op, {w.x, w.scalar(value)}); };
}

void transpose(Writer &w) {
  w.step("Transpose", {w.x}, {integers("perm", {0, 1, 3, 2})});
}

void layerNormalization(Writer &w) {
  w.step("LayerNormalization", {w.x, w.weight({kSide}), w.weight({kSide})});
}

void attention(Writer &w) { w.step("Attention", {w.x, w.x, w.x}); }

struct Unit {
  /// How often the models have its main operator with operands of this kind
  /// (a value, a weight, a constant, what is computed from them).
  int count;
  Step write;
};

std::vector<Unit> makeUnits() {
  return {
      {792, staticView},
      {264, dynamicView},
      {613, transpose},
      {492, linear},
      {454, withEarlier("Add")},
      {413, batchNormalization},
      {374, convolutionWithoutBias},
      {206, convolution},
      {300, unary("Relu")},
      {276, withEarlier("Mul")},
      {270, layerNormalization},
      {160, gemm},
      {160, withEarlier("MatMul")},
      {131, withScalar("Mul", 0.5F)},
      {130, unary("Gelu")},
      {120, scaleByRoot},
      {117, squeezeAgain},
      {115, unary("Identity")},
      {102, roll},
      {92, unary("Softmax")},
      {88, withScalar("Div", 8)},
      {70, withScalar("Pow", 2)},
      {69, unary("Sigmoid")},
      {40, attention},
      {37, unary("Tanh")},
      {37, center},
  };
}

} // namespace

std::string syntheticChain(int64_t nodes) {
  const std::vector<Unit> units = makeUnits();
  int total = 0;
  for (const Unit &unit : units)
    total += unit.count;
  std::mt19937_64 random; // its sequence is fixed by the C++ standard
  Writer writer;
  while (writer.nodes < nodes) {
    int draw = static_cast<int>(random() % total);
    auto unit = units.begin();
    for (; draw >= unit->count; ++unit)
      draw -= unit->count;
    unit->write(writer);
  }
  return writer.finish();
}

} // namespace perfopt::benchmarks
