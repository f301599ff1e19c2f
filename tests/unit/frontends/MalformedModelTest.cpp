//===- MalformedModelTest.cpp - Files that are cut, bent or hostile -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Built with PERFOPT_SANITIZE, these also show that no byte outside the file
// is ever touched: each input lies in an allocation of exactly its size.
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/ExternalData.h"
#include "frontends/Onnx/Reader/ModelReader.h"
#include "frontends/Onnx/Reader/StructureDigest.h"
#include "frontends/Onnx/Reader/TensorValues.h"
#include "frontends/Onnx/Reader/WireReader.h"
#include "tests/unit/frontends/SampleModels.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <random>
#include <set>

namespace perfopt::onnx {
namespace {

using namespace test;
using testing::HasSubstr;
using testing::Not;

/// Decodes all that can be decoded, whether it makes sense or not.
void touch(const Tensor &tensor) {
  (void)integerValues(tensor);
  (void)floatValues(tensor);
  (void)stringValues(tensor);
}

void touch(const Graph &graph) {
  for (const Tensor &tensor : graph.initializers)
    touch(tensor);
  for (const Node &node : graph.nodes)
    for (const Attribute &attribute : node.attributes) {
      if (attribute.tensor)
        touch(*attribute.tensor);
      if (attribute.graph)
        touch(*attribute.graph);
    }
}

/// Reads a copy in an allocation of its own; true when it is accepted.
bool accepts(std::string_view bytes) {
  auto copy = std::make_unique<char[]>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.get());
  std::string_view view(copy.get(), bytes.size());
  core::Result<Model> model = readModel(view, "m.onnx");
  if (!model) {
    EXPECT_EQ(model.error().path, "m.onnx");
    EXPECT_FALSE(model.error().message.empty());
    return false;
  }
  touch(model->graph);
  (void)checkExternalData(*model, "m.onnx");
  EXPECT_EQ(structureDigest(view, model->unread).size(), 64u);
  return true;
}

std::string errorOf(const std::string &bytes) {
  core::Result<Model> model = readModel(bytes, "m.onnx");
  return model ? "no error" : model.error().str();
}

/// The fields of a model, with something of every message in them.
std::vector<Message> richModelFields() {
  Message loop =
      node("Loop", {"n"}, {"y"})
          .text(3, "loop")
          .nested(
              5,
              Message().text(1, "body").nested(6, reluGraph()).number(20, 5));
  Message constant = node("Constant", {}, {"c"});
  constant.nested(5, Message()
                         .text(1, "value")
                         .nested(5, Message()
                                        .text(1, packed({2}))
                                        .number(2, 7)
                                        .text(7, packed({1, -1}))));
  Message list = Message().text(1, "pads").number(8, 1).number(8, 300);
  Message graph =
      reluGraph()
          .nested(1, loop)
          .nested(1, constant)
          .nested(1, node("Pad", {"x"}, {"p"}).nested(5, list))
          .nested(5, floatTensor("raw", {2}, "12345678"))
          .nested(5,
                  Message().number(1, 2).number(2, 1).single(4, 1).single(4, 2))
          .nested(5, Message().number(1, 1).number(2, 8).text(6, "text"))
          .nested(5, externalTensor("outside", "w.bin", {{"length", "16"}}))
          .nested(13, value("c", tensorType(7, {-1, 2})));
  return {Message().number(1, 8), Message().text(2, "sample"),
          Message().nested(7, graph), Message().nested(8, opset("", 17)),
          Message().nested(14, entry("key", "value"))};
}

std::string richModel() {
  std::string bytes;
  for (const Message &field : richModelFields())
    bytes += field.bytes;
  return bytes;
}

TEST(MalformedModel, acceptsExactlyThePrefixesThatEndAfterWholeFields) {
  std::vector<Message> fields = richModelFields();
  std::string bytes;
  std::set<size_t> expected;
  for (size_t i = 0; i < fields.size(); ++i) {
    bytes += fields[i].bytes;
    // Field 3 is the opset import, the last that a model needs.
    if (i >= 3)
      expected.insert(bytes.size());
  }
  std::set<size_t> accepted;
  for (size_t length = 0; length <= bytes.size(); ++length)
    if (accepts(std::string_view(bytes).substr(0, length)))
      accepted.insert(length);
  EXPECT_EQ(accepted, expected);
}

TEST(MalformedModel, survivesEveryFlippedBit) {
  std::string bytes = richModel();
  ASSERT_TRUE(accepts(bytes));
  size_t refused = 0;
  for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    refused += !accepts(flipped);
  }
  EXPECT_GT(refused, 0u);
}

TEST(MalformedModel, survivesManyChangedBytes) {
  std::string bytes = richModel();
  std::mt19937 random(20240817);
  for (int round = 0; round < 20000; ++round) {
    std::string changed = bytes;
    for (unsigned change = 0, changes = 1 + random() % 8; change < changes;
         ++change)
      changed[random() % changed.size()] = static_cast<char>(random());
    accepts(changed);
  }
}

TEST(MalformedModel, survivesSplicedModels) {
  std::string bytes = richModel();
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    size_t begin = random() % bytes.size();
    size_t length = random() % (bytes.size() - begin);
    std::string spliced = bytes;
    spliced.insert(random() % bytes.size(), bytes, begin, length);
    accepts(spliced);
    spliced = bytes;
    spliced.erase(begin, length);
    accepts(spliced);
  }
}

TEST(MalformedModel, refusesRandomBytes) {
  std::mt19937 random(99);
  size_t accepted = 0;
  for (int round = 0; round < 50000; ++round) {
    std::string bytes(1 + random() % 200, '\0');
    for (char &byte : bytes)
      byte = static_cast<char>(random());
    accepted += accepts(bytes);
  }
  // A few random bytes can spell an empty graph ("3a 00").
  EXPECT_LT(accepted, 50u);
}

TEST(MalformedModel, saysWhereAFileIsCutOff) {
  // number 1: 2 bytes; text 2: 8 bytes; the tag and length of the graph: 2;
  // two nodes "Relu" of 2 + 12 bytes; the tag and length of the third: 2.
  // 2 + 8 + 2 + 28 + 2 = 42
  Message graph;
  for (int i = 0; i < 3; ++i)
    graph.nested(1, node("Relu", {"x"}, {"y"}));
  std::string bytes = graph.bytes.substr(0, 28 + 2 + 5);
  bytes = Message().number(1, 8).text(2, "sample").text(7, bytes).bytes;
  EXPECT_EQ(errorOf(bytes),
            "m.onnx: truncated at byte 42 while reading graph node 2: length "
            "12 exceeds the 5 bytes that are left");
  EXPECT_EQ(errorOf(bytes.substr(0, 20)),
            "m.onnx: truncated at byte 12 while reading graph: length 35 "
            "exceeds the 8 bytes that are left");
}

TEST(MalformedModel, namesTheWholeWayToTheDamage) {
  Message bad = Message().text(1, "t").nested(5, Message().text(2, "FLOAT"));
  Message branch = Message().nested(1, node("Constant", {}, {}).nested(5, bad));
  Message outer = Message().text(1, "then_branch").nested(6, branch);
  EXPECT_THAT(errorOf(model(Message()
                                .nested(1, node("Relu", {"x"}, {"y"}))
                                .nested(1, node("If", {}, {}).nested(5, outer)))
                          .bytes),
              HasSubstr("while reading graph node 1 attribute 0 graph node 0 "
                        "attribute 0 tensor: field 2 has wire type 2, "
                        "expected 0"));
}

TEST(MalformedModel, refusesHugeLengths) {
  for (uint64_t length : {uint64_t(1) << 31, (uint64_t(1) << 32) + 1,
                          uint64_t(1) << 63, ~uint64_t(0)}) {
    Message graph;
    graph.raw(Message::tag(1, 2) + varint(length));
    EXPECT_THAT(errorOf(model(graph).bytes),
                HasSubstr("length " + std::to_string(length) +
                          " exceeds the 0 bytes that are left"));
  }
}

TEST(MalformedModel, refusesNumbersThatDoNotEnd) {
  Message graph;
  graph.raw(Message::tag(99, 0) + std::string(11, '\xff'));
  EXPECT_THAT(errorOf(model(graph).bytes), HasSubstr("does not end"));
  Message attribute = Message().text(1, "a").text(8, "\xff");
  EXPECT_THAT(errorOf(model(Message().nested(
                                1, node("Op", {}, {}).nested(5, attribute)))
                          .bytes),
              HasSubstr("the last number packed in field 8 does not end"));
  attribute = Message().text(1, "a").text(7, "12345");
  EXPECT_THAT(errorOf(model(Message().nested(
                                1, node("Op", {}, {}).nested(5, attribute)))
                          .bytes),
              HasSubstr("field 7 packs 5 bytes, expected a multiple of 4"));
}

TEST(MalformedModel, refusesGroupsAndFieldZero) {
  EXPECT_THAT(errorOf(model(Message().raw(Message::tag(1, 3))).bytes),
              HasSubstr("field 1 has wire type 3, which ONNX never uses"));
  EXPECT_THAT(errorOf(model(Message().raw(std::string(1, '\0'))).bytes),
              HasSubstr("found no valid tag"));
}

/// Each level is a graph, a node and an attribute: three messages.
Message nestedGraphs(int levels) {
  Message graph = reluGraph();
  for (int i = 0; i < levels; ++i)
    graph = Message().nested(
        1, Message().nested(5, Message().text(1, "body").nested(6, graph)));
  return graph;
}

TEST(MalformedModel, limitsNesting) {
  // reluGraph itself is 6 messages deep: graph, input, type, its body, shape,
  // dim. 3 * 31 + 6 = 99 and 3 * 32 + 6 = 102 against a limit of 100.
  static_assert(kMaxNesting == 100);
  EXPECT_TRUE(accepts(model(nestedGraphs(31)).bytes));
  EXPECT_THAT(errorOf(model(nestedGraphs(32)).bytes),
              HasSubstr("messages are nested more than 100 deep"));
  EXPECT_FALSE(accepts(model(nestedGraphs(2000)).bytes));
}

TEST(MalformedModel, namesFilesOfOtherFormats) {
  using namespace std::string_literals;
  struct Case {
    std::string bytes;
    std::string expected;
  };
  for (const Case &foreign :
       {Case{"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
             "Git LFS pointer"},
        Case{"PK\3\4\x14\0\0\0"s, "zip archive"},
        Case{"<!DOCTYPE html><html></html>", "web page"},
        Case{"<HTML>", "web page"},
        Case{"\x1f\x8b\x08\0"s, "compressed by gzip"},
        Case{"\xfd"s
             "7zXZ\0\0\4"s,
             "compressed by xz"},
        Case{"\x28\xb5\x2f\xfd\4"s, "compressed by zstd"},
        Case{"\x89HDF\r\n\x1a\n\0"s, "HDF5"},
        Case{"\x18\0\0\0ORTM\0\0"s, "ORT format"},
        Case{"\x1c\0\0\0TFL3\0\0"s, "TensorFlow Lite"},
        Case{"GGUF\3\0\0\0"s, "GGUF"}, Case{"\x80\2}q\0"s, "pickle"},
        Case{"\x40\0\0\0\0\0\0\0{\"a\":1}"s, "safetensors"},
        Case{"ir_version: 8\ngraph {\n}\n", "found text"},
        Case{"{\"nodes\": []}", "found text"}, Case{"", "found an empty file"},
        Case{"\1\2\3\4\5", "bytes that are none: "},
        Case{Message().number(1, 8).bytes, "a file without a graph"}}) {
    EXPECT_THAT(errorOf(foreign.bytes), HasSubstr("expected an ONNX model"));
    EXPECT_THAT(errorOf(foreign.bytes), HasSubstr(foreign.expected));
  }
}

TEST(MalformedModel, takesNoOnnxFileForAnotherFormat) {
  // The producer's name lies where other formats have their signature.
  std::string bytes = Message()
                          .number(1, 8)
                          .text(2, "ORTM")
                          .nested(7, reluGraph())
                          .nested(8, opset("", 17))
                          .bytes;
  EXPECT_EQ(bytes.substr(4, 4), "ORTM");
  EXPECT_TRUE(accepts(bytes));
}

} // namespace
} // namespace perfopt::onnx
