//===- ImporterScaleTest.cpp - Very many nodes ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Anything that recurses along a chain overflows the stack here; anything
// quadratic runs into the time limit of the test.
//
//===----------------------------------------------------------------------===//

#include "tests/unit/frontends/ImportHarness.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace perfopt::onnx {
namespace {

using namespace test;

#ifdef __SANITIZE_ADDRESS__
constexpr size_t kMany = 100'000, kVeryMany = 100'000;
#else
constexpr size_t kMany = 200'000, kVeryMany = 1'000'000;
#endif

/// x [4] through operators one after the other.
class Chain {
public:
  explicit Chain(size_t length) {
    names.reserve(length + 1);
    for (size_t i = 0; i <= length; ++i)
      names.push_back("v" + std::to_string(i));
    model.irVersion = 10;
    model.opsetImports.push_back({"", 17});
    model.graph.nodes.resize(length);
    for (size_t i = 0; i < length; ++i) {
      Node &node = model.graph.nodes[i];
      node.opType = "Relu";
      node.inputs = {names[i]};
      node.outputs = {names[i + 1]};
    }
    model.graph.inputs.push_back(tensor(names.front()));
    model.graph.outputs.push_back(tensor(names.back()));
  }

  Model model;

private:
  static ValueInfo tensor(std::string_view name) {
    ValueInfo info;
    info.name = name;
    info.type.kind = Type::Kind::Tensor;
    info.type.elementType = DataType::Float;
    Dim four;
    four.kind = Dim::Kind::Value;
    four.value = 4;
    info.type.shape = std::vector<Dim>{four};
    return info;
  }

  std::vector<std::string> names;
};

void expectChain(const Outcome &outcome, size_t length) {
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_EQ(outcome.workload->operators.size(), length);
  EXPECT_EQ(outcome.workload->edges.size(), length - 1);
  // 4 comparisons a node
  EXPECT_EQ(outcome.workload->totals.flops.value(), 4.0 * length);
}

TEST(ImporterScale, analysesAMillionNodes) {
  Chain chain(kVeryMany);
  ImportHarness harness;
  expectChain(harness.run(chain.model), kVeryMany);
}

TEST(ImporterScale, sortsNodesThatComeInReverse) {
  Chain chain(kMany);
  std::reverse(chain.model.graph.nodes.begin(), chain.model.graph.nodes.end());
  ImportHarness harness;
  expectChain(harness.run(chain.model), kMany);
}

TEST(ImporterScale, followsALongChainOfViews) {
  Chain chain(kMany);
  for (size_t i = 0; i + 1 < kMany; ++i)
    chain.model.graph.nodes[i].opType = "Transpose";
  ImportHarness harness;
  Outcome outcome = harness.run(chain.model);
  ASSERT_TRUE(outcome.workload) << outcome.error();
  // Views launch nothing; one relu is left.
  EXPECT_EQ(outcome.workload->kernels.size(), 1u);
}

TEST(ImporterScale, readsOneValueVeryOften) {
  Chain chain(kMany);
  for (Node &node : chain.model.graph.nodes)
    node.inputs = chain.model.graph.nodes.front().inputs;
  chain.model.graph.outputs.clear();
  for (Node &node : chain.model.graph.nodes) {
    ValueInfo output;
    output.name = node.outputs.front();
    chain.model.graph.outputs.push_back(std::move(output));
  }
  ImportHarness harness;
  Outcome outcome = harness.run(chain.model);
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_EQ(outcome.workload->kernels.size(), kMany);
}

} // namespace
} // namespace perfopt::onnx
