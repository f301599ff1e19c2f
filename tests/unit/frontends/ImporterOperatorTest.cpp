//===- ImporterOperatorTest.cpp - Every operator with operands at random --===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operands of all kinds (open, unranked, scalar, huge, constant) and attributes
// of all kinds in every combination that chance finds: inference, folding and
// counting rules answer with types and numbers, or with a reason.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"
#include "tests/unit/frontends/ImportHarness.h"

#include <gmock/gmock.h>

#include <deque>
#include <random>
#include <set>

namespace perfopt::onnx {
namespace {

using namespace test;

constexpr int kRoundsPerOperator = 400;

struct OperatorNames {
  std::vector<std::string> operators, attributes;
};

/// As the dialect lists them: "layer_normalization" is as good a name as
/// "LayerNormalization" to the importer.
OperatorNames operatorNames() {
  mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  context.loadDialect<nn::NNDialect>();
  OperatorNames names;
  std::set<std::string> attributes;
  for (mlir::RegisteredOperationName name : context.getRegisteredOperations()) {
    if (name.getDialectNamespace() != "nn")
      continue;
    names.operators.push_back(name.stripDialect().str());
    for (mlir::StringAttr attribute : name.getAttributeNames())
      attributes.insert(attribute.str());
  }
  names.attributes.assign(attributes.begin(), attributes.end());
  return names;
}

class OperatorFuzzer {
public:
  explicit OperatorFuzzer(unsigned seed) : random(seed) { makeValues(); }

  Model make(const std::string &opType, const OperatorNames &names) {
    Model model = base();
    Node node;
    node.opType = opType;
    node.name = "under_test";
    for (size_t count = below(6); count > 0; --count)
      node.inputs.push_back(valueNames[below(valueNames.size())]);
    static constexpr std::string_view outputs[] = {"o0", "o1", "o2", "o3"};
    node.outputs.assign(outputs, outputs + 1 + below(4));
    for (size_t count = below(5); count > 0; --count)
      node.attributes.push_back(
          attribute(names.attributes[below(names.attributes.size())]));
    model.graph.nodes.push_back(std::move(node));

    // Somebody reads the result, and another operator follows.
    Node reader;
    reader.opType = below(2) ? "Relu" : "Shape";
    reader.inputs = {"o0"};
    reader.outputs = {"y"};
    model.graph.nodes.push_back(std::move(reader));
    for (std::string_view name : {"y", "o0"}) {
      ValueInfo output;
      output.name = name;
      if (below(2))
        output.type = tensorType(DataType::Float, randomDims());
      model.graph.outputs.push_back(std::move(output));
    }
    return model;
  }

private:
  size_t below(size_t limit) { return random() % limit; }

  int64_t number() {
    static constexpr int64_t numbers[] = {
        0,         1,         -1,        2,          3,
        4,         8,         -2,        -3,         63,
        INT32_MAX, INT32_MIN, 1LL << 30, 1LL << 31,  1LL << 40,
        1LL << 56, 1LL << 62, INT64_MAX, -INT64_MAX, INT64_MIN};
    // Small numbers get further.
    return numbers[below(below(3) ? 9 : std::size(numbers))];
  }

  std::vector<int64_t> randomDims() {
    std::vector<int64_t> dims(below(5));
    for (int64_t &dim : dims)
      dim = std::abs(number() % 5);
    return dims;
  }

  static Type tensorType(DataType element, const std::vector<int64_t> &dims) {
    Type type;
    type.kind = Type::Kind::Tensor;
    type.elementType = element;
    type.shape.emplace();
    for (int64_t extent : dims) {
      Dim dim;
      dim.kind = extent < 0 ? Dim::Kind::Unknown : Dim::Kind::Value;
      dim.value = extent;
      type.shape->push_back(dim);
    }
    return type;
  }

  void addInput(std::string_view name, Type type) {
    ValueInfo input;
    input.name = name;
    input.type = std::move(type);
    inputs.push_back(std::move(input));
    valueNames.push_back(name);
  }

  void addConstant(std::string_view name, std::vector<int64_t> dims,
                   const std::vector<int64_t> &values) {
    std::string &payload = payloads.emplace_back();
    for (int64_t value : values)
      payload.append(reinterpret_cast<const char *>(&value), sizeof(value));
    Tensor tensor;
    tensor.name = name;
    tensor.dims = std::move(dims);
    tensor.dataType = DataType::Int64;
    tensor.payload.push_back({Storage::Raw, payload, false});
    constants.push_back(std::move(tensor));
    valueNames.push_back(name);
  }

  void makeValues() {
    addInput("scalar", tensorType(DataType::Float, {}));
    addInput("vector", tensorType(DataType::Float, {4}));
    addInput("matrix", tensorType(DataType::Float, {4, 4}));
    addInput("stack", tensorType(DataType::Float16, {2, 4, 4}));
    addInput("image", tensorType(DataType::Float, {1, 4, 8, 8}));
    addInput("volume", tensorType(DataType::Float, {1, 2, 4, 4, 4}));
    addInput("empty", tensorType(DataType::Float, {2, 0, 4}));
    addInput("huge", tensorType(DataType::Double, {1LL << 28, 1LL << 28}));
    addInput("ids", tensorType(DataType::Int64, {2, 4}));
    addInput("flags", tensorType(DataType::Bool, {4}));
    addInput("bytes", tensorType(DataType::Uint8, {4, 4}));
    addInput("tiny", tensorType(DataType::Float4E2M1, {4}));
    addInput("complex", tensorType(DataType::Complex64, {4}));
    addInput("text", tensorType(DataType::String, {4}));
    Type unranked;
    unranked.kind = Type::Kind::Tensor;
    unranked.elementType = DataType::Float;
    addInput("unranked", std::move(unranked));
    addInput("nothing", Type());
    addConstant("none", {0}, {});
    addConstant("zero", {}, {0});
    addConstant("one", {1}, {1});
    addConstant("minus", {1}, {-1});
    addConstant("pair", {2}, {0, 1});
    addConstant("four", {4}, {1, 4, 8, 8});
    addConstant("square", {2, 2}, {4, 3, 2, 1});
    addConstant("extreme", {2}, {INT64_MIN, INT64_MAX});
    addConstant("eight", {8}, {0, 0, 1, 1, 0, 0, 1, 1});
    valueNames.push_back("");
  }

  Model base() const {
    Model model;
    model.irVersion = 10;
    // Old opsets take other ways through the upgrade.
    static constexpr int64_t opsets[] = {7, 9, 10, 12, 17, 23};
    model.opsetImports.push_back(
        {"", opsets[const_cast<OperatorFuzzer *>(this)->below(6)]});
    for (const ValueInfo &input : inputs) {
      ValueInfo copy;
      copy.name = input.name;
      copy.type.kind = input.type.kind;
      copy.type.elementType = input.type.elementType;
      copy.type.shape = input.type.shape;
      model.graph.inputs.push_back(std::move(copy));
    }
    model.graph.initializers = constants;
    return model;
  }

  Attribute attribute(std::string_view name) {
    static constexpr std::string_view texts[] = {
        "SAME_UPPER", "bidirectional", "linear", "ij,jk->ik", "...i->i", ""};
    Attribute attribute;
    attribute.name = name;
    // Mostly integers, the kind that most attributes have.
    static constexpr Attribute::Kind kinds[] = {
        Attribute::Kind::Int,    Attribute::Kind::Int,
        Attribute::Kind::Ints,   Attribute::Kind::Ints,
        Attribute::Kind::Float,  Attribute::Kind::String,
        Attribute::Kind::Floats, Attribute::Kind::Tensor};
    attribute.kind = kinds[below(std::size(kinds))];
    attribute.i = number();
    attribute.f = static_cast<float>(number());
    attribute.s = texts[below(std::size(texts))];
    attribute.ints.resize(below(6));
    for (int64_t &value : attribute.ints)
      value = number();
    attribute.floats.assign(below(3), 1.5f);
    attribute.tensor =
        std::make_unique<Tensor>(constants[below(constants.size())]);
    return attribute;
  }

  std::mt19937 random;
  std::vector<ValueInfo> inputs;
  std::vector<Tensor> constants;
  std::deque<std::string> payloads;
  std::vector<std::string_view> valueNames;
};

TEST(ImporterOperators, answerWithTypesAndNumbersOrWithAReason) {
  OperatorNames names = operatorNames();
  ASSERT_GT(names.operators.size(), 140u);
  // Not in the dialect, but known to the importer.
  for (const char *extra : {"Constant", "Upsample", "SplitToSequence"})
    names.operators.push_back(extra);
  ImportHarness harness;
  OperatorFuzzer fuzzer(fuzzSeed(424242));
  int counted = 0;
  for (const std::string &op : names.operators)
    for (int round = 0; round < kRoundsPerOperator; ++round) {
      SCOPED_TRACE(op + " " + std::to_string(round));
      Outcome outcome = harness.run(fuzzer.make(op, names));
      expectSound(outcome);
      counted += outcome.workload.has_value();
      if (HasFailure())
        return;
    }
  EXPECT_GT(counted, 1000);
}

} // namespace
} // namespace perfopt::onnx
