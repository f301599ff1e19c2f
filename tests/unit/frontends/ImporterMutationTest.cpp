//===- ImporterMutationTest.cpp - Real models, damaged at random ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever is changed in the bytes or in the records of a model, the answer is
// a workload or a reason. Seeds are fixed, so a failure comes again;
// --gtest_shuffle --gtest_repeat=100 tries others.
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/LoadedModel.h"
#include "frontends/Onnx/Reader/ModelReader.h"
#include "tests/unit/frontends/ImportHarness.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace perfopt::onnx {
namespace {

using namespace test;

constexpr int kRounds = 60;

class Mutator {
public:
  explicit Mutator(unsigned seed) : random(seed) {}

  /// A copy of the records, with a few of them changed.
  void mutate(Model &model) {
    for (size_t changes = 1 + random() % 3; changes > 0; --changes)
      change(model);
  }

  size_t below(size_t limit) { return limit == 0 ? 0 : random() % limit; }

  template <typename T>
  T &pick(std::vector<T> &items) {
    return items[below(items.size())];
  }

  int64_t number() {
    static constexpr int64_t numbers[] = {0,
                                          1,
                                          -1,
                                          2,
                                          3,
                                          7,
                                          16,
                                          64,
                                          -2,
                                          1000,
                                          1 << 20,
                                          INT32_MAX,
                                          INT32_MIN,
                                          int64_t(1) << 32,
                                          int64_t(1) << 56,
                                          INT64_MAX,
                                          INT64_MIN};
    return numbers[below(std::size(numbers))];
  }

private:
  void change(Model &model) {
    Graph &graph = model.graph;
    switch (below(9)) {
    case 0:
      if (!graph.nodes.empty())
        changeNode(pick(graph.nodes), graph);
      return;
    case 1:
      if (!graph.initializers.empty())
        changeTensor(pick(graph.initializers));
      return;
    case 2:
      if (!graph.valueInfo.empty())
        changeType(pick(graph.valueInfo).type);
      return;
    case 3:
      if (!graph.inputs.empty())
        changeType(pick(graph.inputs).type);
      return;
    case 4:
      if (!graph.nodes.empty())
        std::swap(pick(graph.nodes), pick(graph.nodes));
      return;
    case 5:
      if (!graph.nodes.empty())
        graph.nodes.erase(graph.nodes.begin() + below(graph.nodes.size()));
      return;
    case 6:
      if (!graph.initializers.empty())
        graph.initializers.erase(graph.initializers.begin() +
                                 below(graph.initializers.size()));
      return;
    case 7:
      if (!model.opsetImports.empty())
        pick(model.opsetImports).version = number();
      return;
    default:
      // Attributes decide most, and there are most of them.
      for (int tries = 0; tries < 20 && !graph.nodes.empty(); ++tries)
        if (Node &node = pick(graph.nodes); !node.attributes.empty())
          return changeAttribute(pick(node.attributes));
    }
  }

  void changeNode(Node &node, Graph &graph) {
    Node &other = pick(graph.nodes);
    switch (below(6)) {
    case 0:
      node.opType = other.opType;
      return;
    case 1:
      if (!node.inputs.empty())
        pick(node.inputs) = other.outputs.empty() ? "" : pick(other.outputs);
      return;
    case 2:
      if (!node.inputs.empty())
        node.inputs.erase(node.inputs.begin() + below(node.inputs.size()));
      return;
    case 3:
      node.inputs.push_back(other.inputs.empty() ? "" : pick(other.inputs));
      return;
    case 4:
      node.outputs = other.outputs;
      return;
    default:
      if (!node.inputs.empty())
        std::swap(pick(node.inputs), pick(node.inputs));
    }
  }

  void changeAttribute(Attribute &attribute) {
    switch (below(4)) {
    case 0:
      attribute.i = number();
      return;
    case 1:
      attribute.kind = Attribute::Kind(below(15));
      return;
    case 2:
      if (attribute.ints.empty())
        attribute.ints.push_back(number());
      else
        pick(attribute.ints) = number();
      return;
    default:
      attribute.ints.resize(below(9), number());
    }
    if (attribute.tensor)
      changeTensor(*attribute.tensor);
  }

  void changeTensor(Tensor &tensor) {
    switch (below(3)) {
    case 0:
      if (!tensor.dims.empty())
        pick(tensor.dims) = number();
      return;
    case 1:
      tensor.dims.resize(below(6), number());
      return;
    default:
      tensor.dataType = DataType(below(28));
    }
  }

  void changeType(Type &type) {
    if (below(8) == 0)
      type.kind = Type::Kind(below(7));
    if (below(4) == 0)
      type.elementType = DataType(below(28));
    if (!type.shape)
      return;
    if (below(4) == 0)
      type.shape->resize(below(6));
    if (!type.shape->empty()) {
      Dim &dim = pick(*type.shape);
      dim.kind = Dim::Kind(below(3));
      dim.value = number();
    }
  }

  std::mt19937 random;
};

class ImporterMutation : public testing::TestWithParam<const char *> {
protected:
  void SetUp() override {
    std::string path = PERFOPT_SOURCE_DIR "/tests/models/" +
                       std::string(GetParam()) + ".onnx.xz";
    core::Result<LoadedModel> loaded = loadModel(path);
    ASSERT_TRUE(bool(loaded)) << loaded.error().str();
    bytes = std::string(loaded->file.bytes());
    options.dimensions.dims = {};
    // Language models have a length; others refuse one.
    options.dimensions.seq = 16;
    if (!harness.run(bytes, options).workload)
      options.dimensions.seq.reset();
    Outcome whole = harness.run(bytes, options);
    ASSERT_TRUE(whole.workload) << whole.error();
  }

  std::string bytes;
  ImportHarness harness;
  analysis::PipelineOptions options;
};

TEST_P(ImporterMutation, survivesChangedRecords) {
  Mutator mutator(fuzzSeed(20260817));
  int imported = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(round);
    core::Result<Model> model = readModel(bytes, "m.onnx");
    ASSERT_TRUE(bool(model));
    mutator.mutate(*model);
    Outcome outcome = harness.run(*model, options);
    expectSound(outcome);
    imported += outcome.workload.has_value();
    if (HasFailure())
      return;
  }
  // Some changes matter, others do not.
  EXPECT_GT(imported, 0);
  EXPECT_LT(imported, kRounds);
}

TEST_P(ImporterMutation, survivesChangedBytes) {
  std::mt19937 random(fuzzSeed(99));
  int refused = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(round);
    std::string changed = bytes;
    for (size_t changes = 1 + random() % 4; changes > 0; --changes)
      changed[random() % changed.size()] = static_cast<char>(random());
    Outcome outcome = harness.run(changed, options);
    expectSound(outcome);
    refused += !outcome.workload;
    if (HasFailure())
      return;
  }
  EXPECT_GT(refused, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Models, ImporterMutation,
    testing::Values("lstm", "unet_mtd", "vgg16", "llama_tiny", "gpt2_opset18",
                    "resnet50_torchscript_opset13", "mobilenetv3_large_100"),
    [](const auto &info) { return std::string(info.param); });

} // namespace
} // namespace perfopt::onnx
