//===- ControlFlowTest.cpp - Branches, loops and sequences ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bodies count as often as they run; what is not known to run is not modelled,
// with the reason.
//
//===----------------------------------------------------------------------===//

#include "tests/unit/frontends/ImportHarness.h"
#include "tests/unit/frontends/SampleModels.h"

#include <gmock/gmock.h>

namespace perfopt::onnx {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr int kFloat = 1, kInt64 = 7, kBool = 9;

Message anyShape(int elementType) {
  return Message().nested(1, Message().number(1, elementType));
}

Message body(const std::vector<Message> &nodes,
             const std::vector<Message> &inputs,
             const std::vector<std::string_view> &outputs) {
  Message message;
  for (const Message &node : nodes)
    message.nested(1, node);
  for (const Message &input : inputs)
    message.nested(11, input);
  for (std::string_view output : outputs)
    message.nested(12, value(output, anyShape(kFloat)));
  return message.text(2, "body");
}

Message withBody(Message node, std::string_view name, const Message &graph) {
  return node.nested(5, Message().text(1, name).nested(6, graph).number(20, 5));
}

Message withInt(Message node, std::string_view name, int64_t number) {
  return node.nested(5,
                     Message().text(1, name).number(3, number).number(20, 2));
}

Message scalar(std::string_view name, int64_t number, int type = kInt64) {
  Message tensor = Message().number(2, type);
  tensor.text(type == kInt64 ? 7 : 5, packed({number}));
  return tensor.text(8, name);
}

/// Input x [4, 4], w [4, 4] and whatever else `nodes` make of them.
Message graph(const std::vector<Message> &nodes,
              const std::vector<Message> &constants = {}) {
  Message message;
  for (const Message &node : nodes)
    message.nested(1, node);
  for (const Message &constant : constants)
    message.nested(5, constant);
  return message.text(2, "graph")
      .nested(11, value("x", tensorType(kFloat, {4, 4})))
      .nested(11, value("flag", tensorType(kBool, {})))
      .nested(12, value("y", anyShape(kFloat)));
}

class ControlFlow : public testing::Test {
protected:
  Outcome run(const Message &graph, analysis::PipelineOptions options = {}) {
    Outcome outcome = harness.run(model(graph).bytes, options);
    expectSound(outcome);
    return outcome;
  }
  static double macs(const Outcome &outcome) {
    return outcome.workload ? outcome.workload->totals.macs.value() : -1;
  }
  static double flops(const Outcome &outcome) {
    return outcome.workload ? outcome.workload->totals.flops.value() : -1;
  }
  static std::vector<std::string> operators(const Outcome &outcome) {
    std::vector<std::string> names;
    if (outcome.workload)
      for (const core::Operator &op : outcome.workload->operators)
        names.push_back(op.op);
    return names;
  }

  ImportHarness harness;
};

//===----------------------------------------------------------------------===//
// If
//===----------------------------------------------------------------------===//

Message branches(std::string_view condition) {
  Message product = body({node("MatMul", {"x", "x"}, {"p"})}, {}, {"p"});
  Message relu = body({node("Relu", {"x"}, {"p"})}, {}, {"p"});
  return withBody(withBody(node("If", {condition}, {"y"}), "then_branch", relu),
                  "else_branch", product);
}

TEST_F(ControlFlow, takesTheBranchThatAConstantChooses) {
  Outcome first = run(graph({branches("c")}, {scalar("c", 1, kBool)}));
  EXPECT_THAT(operators(first), ElementsAre("nn.relu"));
  EXPECT_THAT(first.warnings, IsEmpty());
  EXPECT_EQ(flops(first), 16); // 4 * 4
  Outcome second = run(graph({branches("c")}, {scalar("c", 0, kBool)}));
  EXPECT_THAT(operators(second), ElementsAre("nn.matmul"));
  EXPECT_EQ(macs(second), 64); // 4 * 4 * 4
}

TEST_F(ControlFlow, countsTheBranchThatCostsMoreWhereDataChoose) {
  Outcome outcome = run(graph({branches("flag")}));
  EXPECT_EQ(macs(outcome), 64); // 4 * 4 * 4
  EXPECT_THAT(outcome.warning(),
              HasSubstr("the one that costs more is counted, else with 128 "
                        "FLOPs against 16"));
}

TEST_F(ControlFlow, passesOverABranchThatHoldsForOtherTypes) {
  // x has no extent of 1 to squeeze.
  Message squeeze = body({node("Squeeze", {"x", "zero"}, {"p"})}, {}, {"p"});
  Message relu = body({node("Relu", {"x"}, {"p"})}, {}, {"p"});
  Message branch =
      withBody(withBody(node("If", {"flag"}, {"y"}), "then_branch", squeeze),
               "else_branch", relu);
  Message zero = Message()
                     .text(1, packed({1}))
                     .number(2, kInt64)
                     .text(7, packed({0}))
                     .text(8, "zero");
  Outcome outcome = run(graph({branch}, {zero}));
  EXPECT_THAT(operators(outcome), ElementsAre("nn.relu"));
  EXPECT_THAT(outcome.warnings, IsEmpty());
}

//===----------------------------------------------------------------------===//
// Loop
//===----------------------------------------------------------------------===//

/// Multiplies the carried value by w, and also hands back every product.
Message loop(std::string_view trips, std::string_view condition,
             std::string_view goOn, const std::vector<Message> &more = {}) {
  std::vector<Message> nodes = {node("MatMul", {"h", "w"}, {"next"}),
                                node("Identity", {"c"}, {"same"})};
  nodes.insert(nodes.end(), more.begin(), more.end());
  Message inner =
      body(nodes,
           {value("i", tensorType(kInt64, {})),
            value("c", tensorType(kBool, {})), value("h", anyShape(kFloat))},
           {goOn, "next", "next"});
  // A weight of the body: 16 parameters, however often it runs.
  inner.nested(
      5, Message().text(1, packed({4, 4})).number(2, kFloat).text(8, "w"));
  return withBody(node("Loop", {trips, condition, "x"}, {"last", "y"}), "body",
                  inner);
}

TEST_F(ControlFlow, countsTheBodyForEveryTrip) {
  Outcome outcome = run(graph({loop("m", "", "same")}, {scalar("m", 5)}));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_THAT(outcome.warnings, IsEmpty());
  EXPECT_EQ(macs(outcome), 320); // 5 * 4*4*4
  EXPECT_EQ(outcome.workload->model.parameters, 16);
  // Five products, and the concatenation that stacks them.
  ASSERT_EQ(outcome.workload->kernels.size(), 6u);
  EXPECT_EQ(outcome.workload->kernels[2].name, "next[2]");
  // It reads and writes 5 * 4*4 floats.
  EXPECT_EQ(outcome.workload->kernels[5].bytesWritten.value(), 320);
}

TEST_F(ControlFlow, followsAConditionThatFolds) {
  // Goes on while i < 2: trips 0, 1 and 2.
  Outcome outcome =
      run(graph({loop("", "", "less", {node("Less", {"i", "two"}, {"less"})})},
                {scalar("two", 2)}));
  EXPECT_THAT(outcome.warnings, IsEmpty());
  EXPECT_EQ(macs(outcome), 192); // 3 * 4*4*4
}

TEST_F(ControlFlow, takesTheMostTripsWhereDataEndALoop) {
  Message loopOnFlag =
      loop("m", "", "go", {node("Identity", {"flag"}, {"go"})});
  Outcome outcome = run(graph({loopOnFlag}, {scalar("m", 5)}));
  EXPECT_EQ(macs(outcome), 320); // 5 * 4*4*4
  EXPECT_THAT(outcome.warning(), HasSubstr("5 trips are counted"));
}

TEST_F(ControlFlow, modelsNoLoopWithoutKnownTrips) {
  Message endless = loop("", "", "go", {node("Identity", {"flag"}, {"go"})});
  Outcome outcome = run(graph({endless}));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_THAT(outcome.warning(),
              HasSubstr("Loop is not counted: when it ends depends on data; "
                        "give --trip-count N"));
  EXPECT_EQ(outcome.workload->totals.unmodelled.size(), 1u);
  EXPECT_EQ(outcome.workload->model.parameters, 16);

  analysis::PipelineOptions options;
  options.tripCount = 7;
  EXPECT_EQ(macs(run(graph({endless}), options)), 448); // 7 * 4*4*4
}

TEST_F(ControlFlow, refusesToCopyABodyForever) {
  Outcome outcome =
      run(graph({loop("m", "", "same")}, {scalar("m", int64_t(1) << 40)}));
  EXPECT_THAT(outcome.warning(),
              HasSubstr("its trips add up to more than 2^18 operators"));
}

TEST_F(ControlFlow, refusesBodiesThatDoNotFit) {
  Message few =
      withBody(node("Loop", {"m", "", "x"}, {"y"}), "body", body({}, {}, {}));
  EXPECT_THAT(run(graph({few}, {scalar("m", 5)})).error(),
              HasSubstr("invalid Loop: its graph 'body' takes 0 values, "
                        "expected 3"));
  EXPECT_THAT(run(graph({node("If", {"flag"}, {"y"})})).error(),
              HasSubstr("invalid If: it has no graph 'then_branch'"));
}

//===----------------------------------------------------------------------===//
// Scan
//===----------------------------------------------------------------------===//

TEST_F(ControlFlow, scansSlices) {
  // h = Relu(h + row) over the 4 rows of x; the rows of h are stacked.
  Message inner =
      body({node("Add", {"h", "row"}, {"s"}), node("Relu", {"s"}, {"next"})},
           {value("h", anyShape(kFloat)), value("row", anyShape(kFloat))},
           {"next", "next"});
  Message start =
      Message().text(1, packed({4})).number(2, kFloat).text(8, "h0");
  Message scan =
      withInt(withBody(node("Scan", {"h0", "x"}, {"last", "y"}), "body", inner),
              "num_scan_inputs", 1);
  Outcome outcome = run(graph({scan}, {start}));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_THAT(outcome.warnings, IsEmpty());
  EXPECT_EQ(flops(outcome), 32); // 4 * (4 + 4)
}

//===----------------------------------------------------------------------===//
// Sequences and functions
//===----------------------------------------------------------------------===//

TEST_F(ControlFlow, knowsTheElementsOfASequence) {
  // [x, Relu(x)] without the first is one element.
  Outcome outcome = run(graph(
      {node("Relu", {"x"}, {"r"}), node("SequenceConstruct", {"x", "r"}, {"a"}),
       node("SequenceErase", {"a", "zero"}, {"b"}),
       node("SequenceInsert", {"b", "x"}, {"c"}),
       withInt(node("ConcatFromSequence", {"c"}, {"y"}), "axis", 1)},
      {scalar("zero", 0)}));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_THAT(operators(outcome), ElementsAre("nn.relu", "nn.concat"));
  // Two of 4*4 floats side by side
  EXPECT_EQ(outcome.workload->kernels[1].bytesWritten.value(), 128);
}

TEST_F(ControlFlow, mapsABodyOverASequence) {
  Message inner =
      body({node("Relu", {"e"}, {"r"})}, {value("e", anyShape(kFloat))}, {"r"});
  Outcome outcome = run(
      graph({node("SequenceConstruct", {"x", "x", "x"}, {"a"}),
             withBody(node("SequenceMap", {"a"}, {"b"}), "body", inner),
             withInt(node("ConcatFromSequence", {"b"}, {"y"}), "axis", 0)}));
  EXPECT_EQ(flops(outcome), 48); // 3 * 4*4
}

TEST_F(ControlFlow, keepsGraphsOfNodesInsideFunctions) {
  // F(a, c) = If(c, Relu(a), LeakyRelu(a, slope)): a graph that refers to an
  // attribute of the call.
  Message slope = Message().text(1, "alpha").number(20, 1).text(21, "slope");
  Message branch = withBody(
      withBody(node("If", {"c"}, {"r"}), "then_branch",
               body({node("Relu", {"a"}, {"p"})}, {}, {"p"})),
      "else_branch",
      body({node("LeakyRelu", {"a"}, {"p"}).nested(5, slope)}, {}, {"p"}));
  Message function = Message()
                         .text(1, "F")
                         .text(10, "local")
                         .text(4, "a")
                         .text(4, "c")
                         .text(5, "r")
                         .text(6, "slope")
                         .nested(7, branch)
                         .nested(9, opset("", 17));
  Message call = node("F", {"x", "zero"}, {"y"}).text(7, "local");
  call.nested(5, Message().text(1, "slope").single(2, 0.5f).number(20, 1));
  Message whole = model(graph({call}, {scalar("zero", 0, kBool)}));
  Outcome outcome = harness.run(whole.nested(25, function).bytes);
  ASSERT_TRUE(outcome.workload) << outcome.error();
  ASSERT_THAT(operators(outcome), ElementsAre("nn.leaky_relu"));
  EXPECT_EQ(outcome.workload->operators[0].attributes.at("alpha"), 0.5);
}

//===----------------------------------------------------------------------===//
// Types that are not modelled
//===----------------------------------------------------------------------===//

TEST_F(ControlFlow, saysWhichTypesAndOperatorsAreNotModelled) {
  constexpr int kString = 8;
  Message texts = Message()
                      .nested(1, node("StringNormalizer", {"x"}, {"y"}))
                      .nested(11, value("x", tensorType(kString, {3})))
                      .nested(12, value("y", tensorType(kString, {3})));
  Outcome outcome = run(texts);
  EXPECT_THAT(outcome.warning(), HasSubstr("input 'x' is a tensor of strings"));
  EXPECT_THAT(outcome.warning(), HasSubstr("StringNormalizer is not counted: "
                                           "strings are not modelled"));
  Outcome trees = run(graph({node("TreeEnsemble", {"x"}, {"y"})
                                 .text(7, "ai.onnx.ml")}));
  EXPECT_THAT(trees.warning(), HasSubstr("classical machine learning"));
}

} // namespace
} // namespace perfopt::onnx
