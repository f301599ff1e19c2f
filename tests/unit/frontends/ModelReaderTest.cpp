//===- ModelReaderTest.cpp ------------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/ModelReader.h"
#include "tests/unit/frontends/SampleModels.h"

#include <gmock/gmock.h>

namespace perfopt::onnx {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A graph of one node with one attribute.
Message modelWithAttribute(const Message &attribute) {
  return model(Message().nested(1, node("Op", {}, {}).nested(5, attribute)));
}

/// The bytes are to outlive the records.
Model readOk(const std::string &bytes) {
  core::Result<Model> model = readModel(bytes, "test.onnx");
  EXPECT_TRUE(bool(model)) << model.error().str();
  return model ? std::move(*model) : Model();
}

TEST(ModelReader, readsTheHeader) {
  std::string bytes = Message()
                          .number(1, 10)
                          .text(2, "pytorch")
                          .text(3, "2.15.0")
                          .text(4, "org.example")
                          .number(5, 3)
                          .text(6, "a doc string is passed over")
                          .nested(7, reluGraph())
                          .nested(8, opset("", 20))
                          .nested(8, opset("com.microsoft", 1))
                          .nested(14, entry("key", "value"))
                          .bytes;
  Model model = readOk(bytes);
  EXPECT_EQ(model.irVersion, 10);
  EXPECT_EQ(model.producer, "pytorch");
  EXPECT_EQ(model.producerVersion, "2.15.0");
  EXPECT_EQ(model.domain, "org.example");
  EXPECT_EQ(model.modelVersion, 3);
  ASSERT_EQ(model.opsetImports.size(), 2u);
  EXPECT_EQ(model.opsetImports[0].domain, "");
  EXPECT_EQ(model.opsetImports[0].version, 20);
  EXPECT_EQ(model.opsetImports[1].domain, "com.microsoft");
  EXPECT_EQ(find(model.metadata, "key"), "value");
  EXPECT_EQ(find(model.metadata, "other"), std::nullopt);
  EXPECT_EQ(model.graph.name, "relu");
}

TEST(ModelReader, readsNodes) {
  std::string bytes =
      model(Message().nested(1, node("Clip", {"x", "", "max"}, {"y"})
                                    .text(3, "clip_0")
                                    .text(7, "my.domain")
                                    .text(8, "fast")
                                    .nested(9, entry("namespace", "dropped"))))
          .bytes;
  Model model = readOk(bytes);
  ASSERT_EQ(model.graph.nodes.size(), 1u);
  const Node &clip = model.graph.nodes[0];
  EXPECT_EQ(clip.opType, "Clip");
  EXPECT_EQ(clip.name, "clip_0");
  EXPECT_EQ(clip.domain, "my.domain");
  EXPECT_EQ(clip.overload, "fast");
  EXPECT_THAT(clip.inputs, ElementsAre("x", "", "max"));
  EXPECT_THAT(clip.outputs, ElementsAre("y"));
  EXPECT_EQ(clip.attribute("nothing"), nullptr);
}

TEST(ModelReader, readsScalarAttributes) {
  Message op = node("Op", {}, {});
  op.nested(5, Message().text(1, "f").single(2, 0.5f).number(20, 1));
  op.nested(5, Message().text(1, "i").number(3, -7).number(20, 2));
  op.nested(5, Message().text(1, "s").text(4, "SAME_UPPER").number(20, 3));
  op.nested(5, Message().text(1, "r").number(20, 2).text(21, "axis"));
  std::string bytes = model(Message().nested(1, op)).bytes;
  Model model = readOk(bytes);
  const Node &node = model.graph.nodes.at(0);
  ASSERT_EQ(node.attributes.size(), 4u);
  EXPECT_EQ(node.attribute("f")->kind, Attribute::Kind::Float);
  EXPECT_EQ(node.attribute("f")->f, 0.5f);
  EXPECT_EQ(node.attribute("i")->kind, Attribute::Kind::Int);
  EXPECT_EQ(node.attribute("i")->i, -7);
  EXPECT_EQ(node.attribute("s")->kind, Attribute::Kind::String);
  EXPECT_EQ(node.attribute("s")->s, "SAME_UPPER");
  EXPECT_EQ(node.attribute("r")->kind, Attribute::Kind::Int);
  EXPECT_EQ(node.attribute("r")->refAttrName, "axis");
}

TEST(ModelReader, readsListAttributesPackedAndUnpacked) {
  Message op = node("Op", {}, {});
  op.nested(5, Message().text(1, "a").number(8, 1).number(8, -1));
  op.nested(5, Message().text(1, "b").text(8, packed({3, 300, -1})));
  op.nested(5, Message().text(1, "c").single(7, 1.5f).single(7, -2.0f));
  op.nested(5, Message().text(1, "d").text(
                   7, littleEndian<float>(std::vector<float>{0.25f, 4.0f})));
  op.nested(5, Message().text(1, "e").text(9, "one").text(9, ""));
  std::string bytes = model(Message().nested(1, op)).bytes;
  Model model = readOk(bytes);
  const Node &node = model.graph.nodes.at(0);
  EXPECT_THAT(node.attribute("a")->ints, ElementsAre(1, -1));
  EXPECT_THAT(node.attribute("b")->ints, ElementsAre(3, 300, -1));
  EXPECT_THAT(node.attribute("c")->floats, ElementsAre(1.5f, -2.0f));
  EXPECT_THAT(node.attribute("d")->floats, ElementsAre(0.25f, 4.0f));
  EXPECT_THAT(node.attribute("e")->strings, ElementsAre("one", ""));
}

TEST(ModelReader, infersTheKindThatOldFilesLeaveOut) {
  std::string bytes =
      modelWithAttribute(Message().text(1, "a").number(8, 1)).bytes;
  Model model = readOk(bytes);
  EXPECT_EQ(model.graph.nodes.at(0).attributes.at(0).kind,
            Attribute::Kind::Ints);
}

TEST(ModelReader, readsAttributesThatHoldRecords) {
  Message op = node("If", {"cond"}, {"y"});
  op.nested(5,
            Message().text(1, "t").nested(5, floatTensor("t0", {1}, "abcd")));
  op.nested(5, Message().text(1, "g").nested(6, reluGraph()));
  op.nested(5, Message()
                   .text(1, "tensors")
                   .nested(10, floatTensor("t1", {}, ""))
                   .nested(10, floatTensor("t2", {}, "")));
  op.nested(5, Message().text(1, "graphs").nested(11, reluGraph()));
  op.nested(5, Message().text(1, "tp").nested(14, tensorType(7, {2})));
  op.nested(5, Message().text(1, "tps").nested(15, tensorType(7, {3})));
  Message sparse =
      Message().nested(1, floatTensor("values", {1}, "abcd")).number(3, 9);
  op.nested(5, Message().text(1, "sp").nested(22, sparse));
  op.nested(5, Message().text(1, "sps").nested(23, sparse));
  std::string bytes = model(Message().nested(1, op)).bytes;
  Model model = readOk(bytes);
  const Node &node = model.graph.nodes.at(0);
  EXPECT_EQ(node.attribute("t")->tensor->name, "t0");
  EXPECT_EQ(node.attribute("g")->graph->nodes.at(0).opType, "Relu");
  EXPECT_EQ(node.attribute("tensors")->rare->tensors.at(1).name, "t2");
  EXPECT_EQ(node.attribute("graphs")->rare->graphs.at(0).name, "relu");
  EXPECT_EQ(node.attribute("tp")->rare->type->shape->at(0).value, 2);
  EXPECT_EQ(node.attribute("tps")->rare->types.at(0).shape->at(0).value, 3);
  EXPECT_EQ(node.attribute("sp")->rare->sparseTensor->values.name, "values");
  EXPECT_THAT(node.attribute("sps")->rare->sparseTensors.at(0).dims,
              ElementsAre(9));
  EXPECT_EQ(node.attribute("sps")->kind, Attribute::Kind::SparseTensors);
}

TEST(ModelReader, tellsScalarUnknownRankAndUnknownExtentApart) {
  Message unranked = Message().nested(1, Message().number(1, 1));
  Message unknownExtent = Message().nested(
      1,
      Message().number(1, 1).nested(
          2, Message().nested(1, Message()).nested(1, Message().text(2, ""))));
  std::string bytes =
      model(Message()
                .nested(11, value("scalar", tensorType(1, {})))
                .nested(11, value("unranked", unranked))
                .nested(11, value("extent", unknownExtent))
                .nested(11, value("dynamic", tensorType(7, {-1, 0, 3})))
                .nested(11, Message().text(1, "untyped")))
          .bytes;
  Model model = readOk(bytes);
  const auto &inputs = model.graph.inputs;
  ASSERT_EQ(inputs.size(), 5u);
  ASSERT_TRUE(inputs[0].type.shape.has_value());
  EXPECT_THAT(*inputs[0].type.shape, IsEmpty());
  EXPECT_FALSE(inputs[1].type.shape.has_value());
  ASSERT_EQ(inputs[2].type.shape->size(), 2u);
  EXPECT_EQ(inputs[2].type.shape->at(0).kind, Dim::Kind::Unknown);
  EXPECT_EQ(inputs[2].type.shape->at(1).kind, Dim::Kind::Unknown);
  const auto &dynamic = *inputs[3].type.shape;
  EXPECT_EQ(inputs[3].type.elementType, DataType::Int64);
  EXPECT_EQ(dynamic.at(0).kind, Dim::Kind::Param);
  EXPECT_EQ(dynamic.at(0).param, "dim1");
  EXPECT_EQ(dynamic.at(1).kind, Dim::Kind::Value);
  EXPECT_EQ(dynamic.at(1).value, 0);
  EXPECT_EQ(dynamic.at(2).value, 3);
  EXPECT_EQ(inputs[4].type.kind, Type::Kind::None);
}

TEST(ModelReader, readsEveryKindOfType) {
  Message tensor = tensorType(1, {2});
  Message sequence = Message().nested(4, Message().nested(1, tensor));
  Message optional = Message().nested(9, Message().nested(1, sequence));
  Message map = Message().nested(5, Message().number(1, 8).nested(2, tensor));
  Message opaque = Message().nested(7, Message().text(1, "d").text(2, "n"));
  Message sparse = Message().nested(8, Message().number(1, 10));
  std::string bytes = model(Message()
                                .nested(11, value("a", optional))
                                .nested(11, value("b", map))
                                .nested(11, value("c", opaque))
                                .nested(11, value("d", sparse)))
                          .bytes;
  Model model = readOk(bytes);
  const Type &outer = model.graph.inputs.at(0).type;
  EXPECT_EQ(outer.kind, Type::Kind::Optional);
  EXPECT_EQ(outer.element->kind, Type::Kind::Sequence);
  EXPECT_EQ(outer.element->element->kind, Type::Kind::Tensor);
  const Type &pairs = model.graph.inputs.at(1).type;
  EXPECT_EQ(pairs.kind, Type::Kind::Map);
  EXPECT_EQ(pairs.elementType, DataType::String);
  EXPECT_EQ(pairs.element->shape->at(0).value, 2);
  EXPECT_EQ(model.graph.inputs.at(2).type.opaqueDomain, "d");
  EXPECT_EQ(model.graph.inputs.at(2).type.opaqueName, "n");
  EXPECT_EQ(model.graph.inputs.at(3).type.kind, Type::Kind::SparseTensor);
  EXPECT_EQ(model.graph.inputs.at(3).type.elementType, DataType::Float16);
}

TEST(ModelReader, keepsTheLastOfSeveralTypes) {
  Message both = Message()
                     .nested(4, Message().nested(1, tensorType(1, {})))
                     .nested(1, Message().number(1, 7));
  std::string bytes = model(Message().nested(11, value("x", both))).bytes;
  Model model = readOk(bytes);
  EXPECT_EQ(model.graph.inputs.at(0).type.kind, Type::Kind::Tensor);
  EXPECT_EQ(model.graph.inputs.at(0).type.element, nullptr);
}

TEST(ModelReader, readsInitializersWithoutDecodingThem) {
  Message unpackedDims = Message().number(1, 2).number(1, 3).number(2, 11);
  std::string bytes =
      model(Message()
                .nested(5, floatTensor("raw", {2, 1}, "12345678")
                               .nested(16, entry("k", "v")))
                .nested(5, unpackedDims.text(8, "unpacked"))
                .nested(
                    5, externalTensor("outside", "w.bin", {{"offset", "4096"}}))
                .nested(15, Message()
                                .nested(1, floatTensor("sp", {1}, "abcd"))
                                .nested(2, Message().number(1, 1).number(2, 7))
                                .text(3, packed({5, 6}))))
          .bytes;
  Model model = readOk(bytes);
  const auto &tensors = model.graph.initializers;
  ASSERT_EQ(tensors.size(), 3u);
  EXPECT_THAT(tensors[0].dims, ElementsAre(2, 1));
  EXPECT_EQ(tensors[0].payload.at(0).bytes, "12345678");
  EXPECT_EQ(find(tensors[0].metadata, "k"), "v");
  // The payload is where it was, not a copy.
  EXPECT_GE(tensors[0].payload[0].bytes.data(), bytes.data());
  EXPECT_LT(tensors[0].payload[0].bytes.data(), bytes.data() + bytes.size());
  EXPECT_THAT(tensors[1].dims, ElementsAre(2, 3));
  EXPECT_EQ(tensors[1].dataType, DataType::Double);
  EXPECT_THAT(tensors[1].payload, IsEmpty());
  EXPECT_TRUE(tensors[2].external);
  EXPECT_EQ(find(tensors[2].externalData, "location"), "w.bin");
  EXPECT_EQ(find(tensors[2].externalData, "offset"), "4096");
  const SparseTensor &sparse = model.graph.sparseInitializers.at(0);
  EXPECT_EQ(sparse.values.name, "sp");
  EXPECT_EQ(sparse.indices.dataType, DataType::Int64);
  EXPECT_THAT(sparse.dims, ElementsAre(5, 6));
}

TEST(ModelReader, readsFunctions) {
  Message function =
      Message()
          .text(1, "Swish")
          .text(4, "X")
          .text(5, "Y")
          .text(6, "alpha")
          .nested(7, node("Sigmoid", {"X"}, {"S"}))
          .nested(7, node("Mul", {"X", "S"}, {"Y"}))
          .nested(9, opset("", 18))
          .text(10, "my.ops")
          .nested(11, Message().text(1, "beta").single(2, 1.0f).number(20, 1))
          .nested(12, value("S", tensorType(1, {})))
          .text(13, "v2")
          .nested(14, entry("k", "v"));
  std::string bytes = model(reluGraph()).nested(25, function).bytes;
  Model model = readOk(bytes);
  ASSERT_EQ(model.functions.size(), 1u);
  const Function &swish = model.functions[0];
  EXPECT_EQ(swish.name, "Swish");
  EXPECT_EQ(swish.domain, "my.ops");
  EXPECT_EQ(swish.overload, "v2");
  EXPECT_THAT(swish.inputs, ElementsAre("X"));
  EXPECT_THAT(swish.outputs, ElementsAre("Y"));
  EXPECT_THAT(swish.attributes, ElementsAre("alpha"));
  EXPECT_EQ(swish.attributeDefaults.at(0).f, 1.0f);
  EXPECT_EQ(swish.nodes.at(1).opType, "Mul");
  EXPECT_EQ(swish.opsetImports.at(0).version, 18);
  EXPECT_EQ(swish.valueInfo.at(0).name, "S");
  EXPECT_EQ(find(swish.metadata, "k"), "v");
}

TEST(ModelReader, readsAModelWithMissingInitializers) {
  // Nothing defines "weight": whoever uses the records has to notice.
  std::string bytes =
      model(Message().nested(1, node("MatMul", {"x", "weight"}, {"y"}))).bytes;
  Model model = readOk(bytes);
  EXPECT_THAT(model.graph.initializers, IsEmpty());
  EXPECT_THAT(model.graph.nodes.at(0).inputs, ElementsAre("x", "weight"));
}

TEST(ModelReader, skipsUnknownFieldsOfEveryWireType) {
  Message unknown = node("Relu", {"x"}, {"y"})
                        .number(1000, 5)
                        .text(1001, "later")
                        .single(1002, 1)
                        .wide(1003, 1);
  std::string bytes = model(Message().nested(1, unknown)).bytes;
  Model model = readOk(bytes);
  EXPECT_EQ(model.graph.nodes.at(0).opType, "Relu");
}

TEST(ModelReader, mergesAGraphThatOccursTwice) {
  std::string bytes = model(reluGraph()).nested(7, reluGraph()).bytes;
  Model model = readOk(bytes);
  EXPECT_EQ(model.graph.nodes.size(), 2u);
}

TEST(ModelReader, keepsDimsThatMakeNoSense) {
  std::string bytes =
      model(
          Message().nested(5, floatTensor("t", {-3, int64_t(1) << 62, 16}, "")))
          .bytes;
  Model model = readOk(bytes);
  EXPECT_THAT(model.graph.initializers.at(0).dims,
              ElementsAre(-3, int64_t(1) << 62, 16));
}

TEST(ModelReader, acceptsOldModelsWithoutOpsetImport) {
  std::string bytes = Message().number(1, 2).nested(7, reluGraph()).bytes;
  EXPECT_EQ(readOk(bytes).irVersion, 2);
}

TEST(ModelReader, refusesNewModelsWithoutOpsetImport) {
  std::string bytes = Message().number(1, 8).nested(7, reluGraph()).bytes;
  core::Result<Model> model = readModel(bytes, "m.onnx");
  ASSERT_FALSE(bool(model));
  EXPECT_THAT(model.error().str(),
              HasSubstr("m.onnx: the model imports no operator set"));
}

TEST(ModelReader, readsAMillionNodes) {
  constexpr size_t kNodes = 1000000;
  Message graph;
  std::string conv = Message()
                         .nested(1, node("Conv", {"x", "w", "b"}, {"y"})
                                        .nested(5, Message()
                                                       .text(1, "strides")
                                                       .number(8, 2)
                                                       .number(8, 2)
                                                       .number(20, 7)))
                         .bytes;
  graph.bytes.reserve(kNodes * conv.size());
  for (size_t i = 0; i < kNodes; ++i)
    graph.raw(conv);
  std::string bytes = model(graph).bytes;
  Model model = readOk(bytes);
  ASSERT_EQ(model.graph.nodes.size(), kNodes);
  EXPECT_EQ(model.graph.nodes.back().opType, "Conv");
  EXPECT_THAT(model.graph.nodes.back().attributes.at(0).ints,
              ElementsAre(2, 2));
}

} // namespace
} // namespace perfopt::onnx
