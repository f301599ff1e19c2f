//===- ImporterTest.cpp - Models that are odd, contradictory or hostile ---===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each goes from its bytes to a workload, or to an error that names the node
// and the reason.
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

constexpr int kFloat = 1, kInt64 = 7, kDouble = 11;

Message named(Message node, std::string_view name) {
  return node.text(3, name);
}

Message intAttribute(std::string_view name, int64_t value) {
  return Message().text(1, name).number(3, value).number(20, 2);
}

Message textAttribute(std::string_view name, std::string_view value) {
  return Message().text(1, name).text(4, value).number(20, 3);
}

Message floatAttribute(std::string_view name, float value) {
  return Message().text(1, name).single(2, value).number(20, 1);
}

Message int64Tensor(std::string_view name, const std::vector<int64_t> &dims,
                    const std::vector<int64_t> &values) {
  return Message()
      .text(1, packed(dims))
      .number(2, kInt64)
      .text(7, packed(values))
      .text(8, name);
}

/// A weight without values.
Message weight(std::string_view name, const std::vector<int64_t> &dims,
               int elementType = kFloat) {
  return Message().text(1, packed(dims)).number(2, elementType).text(8, name);
}

/// Inputs x [2, 3] and z [2, 3], output y of unknown shape.
Message graph(const std::vector<Message> &nodes) {
  Message message;
  for (const Message &node : nodes)
    message.nested(1, node);
  return message.text(2, "graph")
      .nested(11, value("x", tensorType(kFloat, {2, 3})))
      .nested(11, value("z", tensorType(kFloat, {2, 3})))
      .nested(12, value("y", Message().nested(1, Message().number(1, kFloat))));
}

class Importer : public testing::Test {
protected:
  Outcome run(const Message &model, analysis::PipelineOptions options = {}) {
    Outcome outcome = harness.run(model.bytes, options);
    expectSound(outcome);
    return outcome;
  }
  std::string errorOf(const Message &model,
                      analysis::PipelineOptions options = {}) {
    return run(model, options).error();
  }

  ImportHarness harness;
};

TEST_F(Importer, countsAPlainModel) {
  Outcome outcome = run(model(
      graph({node("Add", {"x", "z"}, {"s"}), node("Relu", {"s"}, {"y"})})));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_THAT(outcome.warnings, IsEmpty());
  // 2*3 additions and 2*3 comparisons
  EXPECT_EQ(outcome.workload->totals.flops.value(), 12);
  // Two operands read and one result written, then one and one: 5 * 4 B * 2*3
  EXPECT_EQ(outcome.workload->totals.bytes.value(), 120);
  EXPECT_EQ(outcome.workload->edges.size(), 1u);
}

//===----------------------------------------------------------------------===//
// Names and order
//===----------------------------------------------------------------------===//

TEST_F(Importer, namesAValueThatNobodyDefines) {
  EXPECT_THAT(errorOf(model(graph({node("Add", {"x", "w"}, {"y"})}))),
              HasSubstr("y: value 'w' is used, but no input, initializer or "
                        "earlier node defines it"));
  EXPECT_THAT(errorOf(model(graph({node("Relu", {"x"}, {"other"})}))),
              HasSubstr("value 'y' is used, but"));
}

TEST_F(Importer, refusesCycles) {
  EXPECT_THAT(
      errorOf(model(graph({named(node("Add", {"x", "b"}, {"a"}), "first"),
                           named(node("Relu", {"a"}, {"b"}), "second"),
                           node("Relu", {"b"}, {"y"})}))),
      HasSubstr("the graph has a cycle through node 'first'"));
  EXPECT_THAT(
      errorOf(model(graph({named(node("Add", {"x", "y"}, {"y"}), "self")}))),
      HasSubstr("the graph has a cycle through node 'self'"));
}

TEST_F(Importer, sortsNodesWithAWarning) {
  Outcome outcome = run(
      model(graph({node("Relu", {"b"}, {"y"}), node("Sigmoid", {"a"}, {"b"}),
                   node("Exp", {"x"}, {"a"})})));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_THAT(outcome.warning(), HasSubstr("the nodes are not sorted"));
  ASSERT_EQ(outcome.workload->operators.size(), 3u);
  EXPECT_EQ(outcome.workload->operators[0].op, "nn.exp");
  EXPECT_EQ(outcome.workload->operators[2].op, "nn.relu");
}

TEST_F(Importer, takesInitializersOutOfTheInputs) {
  // As before IR version 4.
  Message message = graph({node("MatMul", {"x", "w"}, {"y"})});
  message.nested(5, weight("w", {3, 4}))
      .nested(11, value("w", tensorType(kFloat, {3, 4})));
  Outcome outcome = run(model(message));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  // 3 * 4 elements; 2*4 dot products of 3
  EXPECT_EQ(outcome.workload->model.parameters, 12);
  EXPECT_EQ(outcome.workload->totals.macs.value(), 24);
}

TEST_F(Importer, countsALearnableScalar) {
  // A gain that is learnt, as its exporter notes, and a factor that is not.
  Message note = Message()
                     .text(1, "pkg.torch.export.graph_signature.InputSpec.kind")
                     .text(2, "PARAMETER");
  Message message = graph({node("Mul", {"x", "gain"}, {"s"}),
                           node("Mul", {"s", "factor"}, {"y"})});
  std::string_view one("\0\0\x80\x3f", 4); // 1.0f
  message.nested(5, floatTensor("gain", {}, one))
      .nested(5, floatTensor("factor", {}, one))
      .nested(13, value("gain", tensorType(kFloat, {})).nested(4, note));
  Outcome outcome = run(model(message));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_EQ(outcome.workload->model.parameters, 1);
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

TEST_F(Importer, refusesOperandsThatContradictEachOther) {
  EXPECT_THAT(
      errorOf(model(graph({named(node("MatMul", {"x", "z"}, {"y"}), "fc")}))),
      HasSubstr("fc: invalid MatMul: inner extents differ: 3 and 2"));
}

TEST_F(Importer, trustsInferenceMoreThanDeclaredShapes) {
  Message message =
      graph({node("Relu", {"x"}, {"a"}), node("Relu", {"a"}, {"y"})});
  message.nested(13, value("a", tensorType(kFloat, {2, 5})));
  Outcome outcome = run(model(message));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_THAT(outcome.warning(),
              HasSubstr("the file declares 'a' as 'tensor<2x5xf32>', but it is "
                        "'tensor<2x3xf32>'"));
  EXPECT_EQ(outcome.workload->totals.flops.value(), 12); // 2 * 2*3
}

TEST_F(Importer, refusesSizesThatNoTensorHas) {
  auto withWeight = [&](const std::vector<int64_t> &dims) {
    return model(
        graph({node("Relu", {"x"}, {"y"})}).nested(5, weight("w", dims)));
  };
  constexpr auto message = "initializer 'w' has a negative extent, more than "
                           "2^56 elements or an element type that cannot be "
                           "read";
  EXPECT_THAT(errorOf(withWeight({int64_t(1) << 40, int64_t(1) << 40})),
              HasSubstr(message));
  EXPECT_THAT(errorOf(withWeight({INT64_MAX, INT64_MAX})), HasSubstr(message));
  EXPECT_THAT(errorOf(withWeight({2, -3})), HasSubstr(message));
  EXPECT_THAT(errorOf(withWeight({INT64_MIN})), HasSubstr(message));
}

TEST_F(Importer, refusesAModelLargerThanAnyMemory) {
  // 16 weights of 2^54 doubles are 16 * 2^54 * 8 = 2^61 bytes.
  Message message = graph({node("Relu", {"x"}, {"y"})});
  std::vector<std::string> names;
  for (int i = 0; i < 16; ++i)
    names.push_back("w" + std::to_string(i));
  Message sum = node("Sum", {names.begin(), names.end()}, {"large"});
  message.nested(1, sum);
  for (const std::string &name : names)
    message.nested(5, weight(name, {int64_t(1) << 54}, kDouble));
  message.nested(
      12, value("large", Message().nested(1, Message().number(1, kDouble))));
  EXPECT_THAT(errorOf(model(message)),
              HasSubstr("bytes; expected at most 2^60"));
}

TEST_F(Importer, takesNegativeExtentsOfInputsForOpen) {
  Message message;
  message.nested(1, node("Relu", {"x"}, {"y"}))
      .nested(
          11,
          value("x", Message().nested(
                         1, Message().number(1, kFloat).nested(
                                2, Message()
                                       .nested(1, Message().number(1, -1))
                                       .nested(1, Message().number(1, -1))))))
      .nested(12, value("y", Message().nested(1, Message().number(1, kFloat))));
  EXPECT_THAT(errorOf(model(message)),
              HasSubstr("not bound: extent 1 of input 'x'"));
  analysis::PipelineOptions options;
  options.dimensions.inputs["x"] = {4, 5};
  Outcome outcome = run(model(message), options);
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_EQ(outcome.workload->totals.flops.value(), 20); // 4 * 5
}

//===----------------------------------------------------------------------===//
// Operands and attributes
//===----------------------------------------------------------------------===//

TEST_F(Importer, checksTheNumberOfOperands) {
  EXPECT_THAT(errorOf(model(graph({node("Relu", {"x", "z"}, {"y"})}))),
              HasSubstr("invalid Relu: 2 operands, expected 1"));
  EXPECT_THAT(errorOf(model(graph({node("MatMul", {"", "z"}, {"y"})}))),
              HasSubstr("invalid MatMul: a required operand is omitted"));
  EXPECT_THAT(errorOf(model(graph({node("Clip", {"", "x"}, {"y"})}))),
              HasSubstr("invalid Clip: a required operand is omitted"));
}

TEST_F(Importer, checksTheTypesOfAttributes) {
  Message concat = node("Concat", {"x", "z"}, {"y"});
  EXPECT_THAT(
      errorOf(model(graph({concat.nested(5, textAttribute("axis", "one"))}))),
      HasSubstr("invalid Concat: attribute 'axis' failed to satisfy "
                "constraint: 64-bit signless integer attribute"));
  // An attribute that the operator does not have means nothing to it.
  Outcome outcome = run(model(graph(
      {node("Relu", {"x"}, {"y"}).nested(5, intAttribute("consumed", 1))})));
  EXPECT_TRUE(outcome.workload) << outcome.error();
}

TEST_F(Importer, asksForAttributesThatAreRequired) {
  for (const char *op :
       {"Concat", "Cast", "DepthToSpace", "SpaceToDepth", "LRN", "Einsum"})
    EXPECT_THAT(errorOf(model(graph({node(op, {"x"}, {"y"})}))),
                HasSubstr("requires attribute"))
        << op;
  EXPECT_THAT(errorOf(model(
                  graph({node("GroupNormalization", {"x", "z", "z"}, {"y"})}))),
              HasSubstr("requires attribute 'num_groups'"));
}

TEST_F(Importer, leavesStringsUncounted) {
  Message cast = node("Cast", {"x"}, {"y"}).nested(5, intAttribute("to", 8));
  Outcome outcome = run(model(graph({cast})));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_THAT(
      outcome.warning(),
      HasSubstr("Cast is not counted: it makes values that are no numbers"));
  EXPECT_EQ(outcome.workload->totals.unmodelled.size(), 1u);
}

//===----------------------------------------------------------------------===//
// What the vocabulary does not have
//===----------------------------------------------------------------------===//

TEST_F(Importer, keepsUnknownOperatorsWithTheirNames) {
  Message foreign = node("Attention", {"x"}, {"a"}).text(7, "com.example");
  Outcome outcome =
      run(model(graph({foreign, node("Frobnicate", {"a", "z"}, {"b"}),
                       node("Relu", {"b"}, {"y"})})));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_THAT(outcome.warning(),
              HasSubstr("a: Attention is not counted: operators of this domain "
                        "are not known"));
  EXPECT_THAT(outcome.warning(), HasSubstr("b: Frobnicate is not counted: this "
                                           "operator is not known"));
  EXPECT_THAT(outcome.warning(), HasSubstr("y: Relu is not counted: an operand "
                                           "has no known type"));
  const core::Workload &workload = *outcome.workload;
  ASSERT_EQ(workload.operators.size(), 3u);
  EXPECT_EQ(workload.operators[0].op, "com.example.Attention");
  EXPECT_EQ(workload.operators[1].op, "Frobnicate");
  EXPECT_EQ(workload.totals.unmodelled, (std::vector<int>{0, 1, 2}));
  EXPECT_EQ(workload.totals.unmodelledBytesPct, 100);
}

TEST_F(Importer, countsOnAfterAnUnknownOperatorWithADeclaredType) {
  Message message =
      graph({node("Frobnicate", {"x"}, {"a"}), node("Relu", {"a"}, {"y"})});
  message.nested(13, value("a", tensorType(kFloat, {4, 5})));
  Outcome outcome = run(model(message));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_EQ(outcome.workload->totals.flops.value(), 20); // 4 * 5
  // Uncounted are x and a, 4 * (2*3 + 4*5) = 104 bytes; the relu moves
  // 2 * 4 * 20 = 160.
  EXPECT_NEAR(outcome.workload->totals.unmodelledBytesPct,
              100.0 * 104 / (104 + 160), 1e-9);
}

TEST_F(Importer, alignsOperandsAsOpsetSixDid) {
  Message add = node("Add", {"x", "b"}, {"y"})
                    .nested(5, intAttribute("broadcast", 1))
                    .nested(5, intAttribute("axis", 0));
  Message old = Message().number(1, 3).nested(
      7, graph({add}).nested(5, weight("b", {2})));
  Outcome outcome = run(Message(old).nested(8, opset("", 6)));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  // b [2] lies along the rows of x [2, 3]: 2*3 additions.
  EXPECT_EQ(outcome.workload->totals.flops.value(), 6);
  // From opset 7 on it lies along the columns.
  EXPECT_THAT(errorOf(Message(old).nested(8, opset("ai.onnx", 7))),
              HasSubstr("extents 3 and 2 do not broadcast"));
}

TEST_F(Importer, readsTypesThatAreNamed) {
  Message cast =
      node("Cast", {"x"}, {"y"}).nested(5, textAttribute("to", "DOUBLE"));
  Outcome outcome = run(
      Message().number(1, 3).nested(7, graph({cast})).nested(8, opset("", 5)));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  // 4 B * 2*3 read, 8 B * 2*3 written
  EXPECT_EQ(outcome.workload->totals.bytes.value(), 72);
}

TEST_F(Importer, rejectsElementTypesThatOnnxDoesNotAllow) {
  Message integers =
      graph({node("Exp", {"n"}, {"y"})})
          .nested(11, value("n", tensorType(kInt64, {2, 3})));
  EXPECT_THAT(errorOf(model(integers)),
              HasSubstr("invalid Exp: operand 0 has elements of i64, expected "
                        "a floating type"));
  Message mixed = graph({node("Add", {"x", "n"}, {"y"})})
                      .nested(11, value("n", tensorType(kInt64, {2, 3})));
  EXPECT_THAT(errorOf(model(mixed)),
              HasSubstr("invalid Add: operand 1 has elements of i64, expected "
                        "f32 as operand 0 has"));
  Message repeated =
      graph({node("Concat", {"x", "z", "n"}, {"y"})
                 .nested(5, intAttribute("axis", 0))})
          .nested(11, value("n", tensorType(kDouble, {2, 3})));
  EXPECT_THAT(errorOf(model(repeated)),
              HasSubstr("invalid Concat: operand 2 has elements of f64"));
}

TEST_F(Importer, followsTensorsThroughSequences) {
  Message split = node("SplitToSequence", {"x", "two"}, {"parts"})
                      .nested(5, intAttribute("axis", 1));
  auto at = [&](int64_t position) {
    Message message = graph({split, node("SequenceAt", {"parts", "at"}, {"p"}),
                             node("Relu", {"p"}, {"y"})});
    return model(message.nested(5, int64Tensor("two", {}, {2}))
                     .nested(5, int64Tensor("at", {}, {position})));
  };
  // x is [2, 3]: chunks of two columns are [2, 2] and [2, 1].
  Outcome last = run(at(-1));
  ASSERT_TRUE(last.workload) << last.error();
  EXPECT_EQ(last.workload->totals.flops.value(), 2); // 2 * 1
  EXPECT_THAT(errorOf(at(2)),
              HasSubstr("invalid SequenceAt: position 2 in a sequence of 2"));

  // Sizes of rank 2 have no meaning, and none of them may be read.
  Message odd = graph({node("SplitToSequence", {"x", "none"}, {"y"})});
  Outcome outcome = run(model(odd.nested(5, int64Tensor("none", {0, 0}, {}))));
  EXPECT_THAT(outcome.warning(),
              HasSubstr("the sizes of the parts are not known"));
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

Message function(std::string_view name,
                 const std::vector<std::string_view> &inputs,
                 const std::vector<std::string_view> &outputs,
                 const std::vector<Message> &nodes) {
  Message message = Message().text(1, name).text(10, "local");
  for (std::string_view input : inputs)
    message.text(4, input);
  for (std::string_view output : outputs)
    message.text(5, output);
  for (const Message &node : nodes)
    message.nested(7, node);
  return message.nested(9, opset("", 17));
}

Message call(std::string_view name, const std::vector<std::string_view> &inputs,
             const std::vector<std::string_view> &outputs) {
  return node(name, inputs, outputs).text(7, "local");
}

Message withFunctions(Message message, const std::vector<Message> &functions) {
  for (const Message &function : functions)
    message.nested(25, function);
  return message;
}

TEST_F(Importer, inlinesFunctionsWithTheirAttributes) {
  // alpha comes from the caller, or is 0.25.
  Message alpha = Message().text(1, "alpha").number(20, 1).text(21, "slope");
  Message body = function("Leaky", {"a", "b"}, {"r"},
                          {node("LeakyRelu", {"a"}, {"l"}).nested(5, alpha),
                           node("Clip", {"l", "b"}, {"r"})});
  body.nested(11, floatAttribute("slope", 0.25f));
  Outcome outcome = run(withFunctions(
      model(graph(
          {call("Leaky", {"x"}, {"s"}).nested(5, floatAttribute("slope", 0.5f)),
           call("Leaky", {"s", "z"}, {"y"})})),
      {body}));
  ASSERT_TRUE(outcome.workload) << outcome.error();
  const auto &operators = outcome.workload->operators;
  ASSERT_EQ(operators.size(), 4u);
  EXPECT_EQ(operators[0].op, "nn.leaky_relu");
  EXPECT_EQ(operators[0].attributes.at("alpha"), 0.5);
  // The first call omits b, so the clip inside has one operand.
  EXPECT_EQ(operators[1].operands.size(), 1u);
  EXPECT_EQ(operators[2].attributes.at("alpha"), 0.25);
  EXPECT_EQ(operators[3].operands.size(), 2u);
}

TEST_F(Importer, refusesEndlessFunctions) {
  Message recursive = function("F", {"a"}, {"r"}, {call("F", {"a"}, {"r"})});
  EXPECT_THAT(errorOf(withFunctions(model(graph({call("F", {"x"}, {"y"})})),
                                    {recursive})),
              HasSubstr("functions call each other more than 64 levels deep"));

  // Each of 40 functions calls the next one twice: 2^40 operators.
  std::vector<std::string> names;
  for (int i = 0; i <= 40; ++i)
    names.push_back("F" + std::to_string(i));
  std::vector<Message> functions;
  for (int i = 0; i < 40; ++i)
    functions.push_back(function(
        names[i], {"a"}, {"r"},
        {call(names[i + 1], {"a"}, {"s"}), call(names[i + 1], {"s"}, {"r"})}));
  functions.push_back(
      function(names[40], {"a"}, {"r"}, {node("Identity", {"a"}, {"r"})}));
  EXPECT_THAT(errorOf(withFunctions(model(graph({call("F0", {"x"}, {"y"})})),
                                    functions)),
              HasSubstr("the bodies of the called functions add up to more "
                        "than"));
}

TEST_F(Importer, looksForNothingOutsideAFunction) {
  Message leaking = function("F", {"a"}, {"r"}, {node("Relu", {"z"}, {"r"})});
  EXPECT_THAT(errorOf(withFunctions(model(graph({call("F", {"x"}, {"y"})})),
                                    {leaking})),
              HasSubstr("value 'z' is used, but"));
}

//===----------------------------------------------------------------------===//
// Extents that were asked for
//===----------------------------------------------------------------------===//

/// x [1, 3, 4, 4], flattened and multiplied by 48 x 5 weights.
Message fixedBatch(const Message &flatten) {
  return model(Message()
                   .nested(1, flatten)
                   .nested(1, node("MatMul", {"f", "w"}, {"y"}))
                   .text(2, "graph")
                   .nested(5, weight("w", {48, 5}))
                   .nested(5, int64Tensor("shape", {2}, {1, 48}))
                   .nested(11, value("x", tensorType(kFloat, {1, 3, 4, 4})))
                   .nested(12, value("y", tensorType(kFloat, {1, 5}))));
}

TEST_F(Importer, replacesABatchThatTheFileFixes) {
  analysis::PipelineOptions options;
  options.dimensions.batch = 32;
  Outcome outcome = run(fixedBatch(node("Flatten", {"x"}, {"f"})), options);
  ASSERT_TRUE(outcome.workload) << outcome.error();
  // 32*5 dot products of 3*4*4 = 48
  EXPECT_EQ(outcome.workload->totals.macs.value(), 7680);
  EXPECT_EQ(outcome.workload->request.batch, 32);
  EXPECT_THAT(
      outcome.warnings,
      ElementsAre(HasSubstr("the file fixes extent 0 of input 'x' at 1; "
                            "it is 32 here")));
}

TEST_F(Importer, saysThatAReshapeHoldsForTheFilesBatchOnly) {
  analysis::PipelineOptions options;
  options.dimensions.batch = 32;
  Message baked = fixedBatch(node("Reshape", {"x", "shape"}, {"f"}));
  // 32 * 48 = 1536 elements
  EXPECT_THAT(errorOf(baked, options),
              HasSubstr("f: the input has 1536 elements, the shape 48\n"
                        "m: the file fixes an extent that was given, and an "
                        "operator holds for the file's extent only"));
  EXPECT_TRUE(run(baked).workload);
}

TEST_F(Importer, refusesExtentsThatNothingTakesUp) {
  Message plain = model(graph({node("Relu", {"x"}, {"y"})}));
  analysis::PipelineOptions options;
  options.dimensions.seq = 128;
  EXPECT_THAT(errorOf(plain, options),
              HasSubstr("--seq 128: the model has no sequence dimension; none "
                        "of its dimensions has a name"));
  options.dimensions.seq.reset();
  options.dimensions.dims["frames"] = 3;
  EXPECT_THAT(errorOf(plain, options),
              HasSubstr("the model has no dimension 'frames'"));
  options.dimensions.dims.clear();
  options.dimensions.inputs["w"] = {3};
  EXPECT_THAT(errorOf(plain, options),
              HasSubstr("the model has no input 'w'; its inputs are x or z"));
  options.dimensions.inputs = {{"x", {1, 2, 3}}};
  EXPECT_THAT(errorOf(plain, options),
              HasSubstr("input 'x' has rank 2, 3 extents were given"));
  options.dimensions.inputs = {{"x", {int64_t(1) << 31, int64_t(1) << 31}}};
  EXPECT_THAT(errorOf(plain, options), HasSubstr("more than 2^56 elements"));
}

TEST_F(Importer, refusesTwoExtentsForOneDimension) {
  Message message = Message()
                        .nested(1, node("Relu", {"x"}, {"y"}))
                        .nested(11, value("x", tensorType(kFloat, {-1, -2})))
                        .nested(11, value("unused", tensorType(kFloat, {-2})))
                        .nested(12, value("y", tensorType(kFloat, {-1, -2})));
  analysis::PipelineOptions options;
  options.dimensions.dims = {{"dim1", 7}, {"dim2", 8}};
  options.dimensions.inputs = {{"x", {3, 5}}};
  EXPECT_THAT(errorOf(model(message), options),
              HasSubstr("'dim1' is given as 3 and as 7"));
}

TEST_F(Importer, keepsWhatOnlyBranchesRead) {
  // x is multiplied outside; only the branch of the If reads the product.
  Message branch = Message()
                       .nested(1, node("Relu", {"product"}, {"b"}))
                       .nested(12, value("b", tensorType(kFloat, {4, 4})));
  Message conditional = node("If", {"c"}, {"y"});
  for (const char *name : {"then_branch", "else_branch"})
    conditional.nested(
        5, Message().text(1, name).nested(6, branch).number(20, 5));
  Message outer = Message()
                      .nested(1, node("MatMul", {"x", "x"}, {"product"}))
                      .nested(1, conditional)
                      .nested(11, value("x", tensorType(kFloat, {4, 4})))
                      .nested(11, value("c", tensorType(kFloat, {})))
                      .nested(12, value("y", tensorType(kFloat, {4, 4})));
  Outcome outcome = run(model(outer), {});
  ASSERT_TRUE(outcome.workload) << outcome.error();
  // 4 * 4 * 4
  EXPECT_EQ(outcome.workload->totals.macs.value(), 64);
}

} // namespace
} // namespace perfopt::onnx
