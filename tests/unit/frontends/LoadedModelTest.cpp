//===- LoadedModelTest.cpp ------------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/LoadedModel.h"

#include "frontends/Onnx/Reader/StructureDigest.h"
#include "tests/unit/frontends/SampleModels.h"
#include "tests/unit/frontends/TemporaryFolder.h"

#include <gmock/gmock.h>

#include <fstream>

namespace perfopt::onnx {
namespace {

using namespace test;
using testing::IsEmpty;
using testing::Not;

TEST(StructureDigest, isSha256) {
  // FIPS 180-4's example for "abc".
  EXPECT_EQ(structureDigest("abc", {}),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(StructureDigest, leavesOutRangesInAnyOrder) {
  std::string_view bytes = "xxabyyyczz";
  std::string_view y = bytes.substr(4, 3);
  EXPECT_EQ(structureDigest(bytes, {bytes.substr(8), y, bytes.substr(0, 2), y,
                                    y.substr(1, 1)}),
            structureDigest("abc", {}));
  EXPECT_EQ(structureDigest(bytes, {bytes}), structureDigest("", {}));
}

/// An initializer of `count` bytes between two named values.
std::string modelWithWeights(size_t count, char fill) {
  return model(reluGraph().nested(
                   5, floatTensor("w", {static_cast<int64_t>(count / 4)},
                                  std::string(count, fill))))
      .bytes;
}

std::string digestOf(const std::string &path) {
  core::Result<LoadedModel> model = loadModel(path);
  EXPECT_TRUE(bool(model)) << model.error().str();
  return model ? model->sha256 : "";
}

TEST(LoadedModel, digestLeavesOutLargeWeightsAlone) {
  TemporaryFolder folder;
  std::string base = digestOf(folder.write("a", modelWithWeights(2048, 'a')));
  EXPECT_EQ(base.size(), 64u);
  EXPECT_EQ(digestOf(folder.write("b", modelWithWeights(2048, 'b'))), base);
  EXPECT_NE(digestOf(folder.write("c", modelWithWeights(2052, 'a'))), base);
  // 1024 bytes are the largest constant that counts.
  EXPECT_NE(digestOf(folder.write("d", modelWithWeights(1024, 'a'))),
            digestOf(folder.write("e", modelWithWeights(1024, 'b'))));
  EXPECT_EQ(digestOf(folder.write("f", modelWithWeights(1028, 'a'))),
            digestOf(folder.write("g", modelWithWeights(1028, 'b'))));
}

TEST(LoadedModel, staysValidWhenMoved) {
  TemporaryFolder folder;
  core::Result<LoadedModel> result =
      loadModel(folder.write("m.onnx", model(reluGraph()).bytes));
  ASSERT_TRUE(bool(result)) << result.error().str();
  LoadedModel moved = std::move(*result);
  result = core::Error{"gone"};
  EXPECT_EQ(moved.model.graph.name, "relu");
  EXPECT_EQ(moved.model.graph.nodes.at(0).opType, "Relu");
}

/// Resident bytes of mapped files, from the kernel.
int64_t residentFileBytes() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word)
    if (word == "RssFile:") {
      int64_t kibibytes = 0;
      status >> kibibytes;
      return kibibytes * 1024;
    }
  ADD_FAILURE() << "no RssFile in /proc/self/status";
  return 0;
}

TEST(LoadedModel, neverTouchesWeights) {
  // 500 MB of raw data and as much packed float data, as holes in the file.
  constexpr int64_t kWeights = 500'000'000;
  Message head, tail;
  head.number(1, 8).text(2, "sample");
  Message rawHead = Message().text(1, packed({kWeights / 4})).number(2, 1);
  Message typedHead = rawHead;
  rawHead.text(8, "raw").raw(Message::tag(9, 2) + varint(kWeights));
  typedHead.text(8, "typed").raw(Message::tag(4, 2) + varint(kWeights));
  auto tensorHead = [&](const Message &tensor) {
    return Message::tag(5, 2) + varint(tensor.bytes.size() + kWeights) +
           tensor.bytes;
  };
  std::string first = tensorHead(rawHead), second = tensorHead(typedHead);
  std::string rest = reluGraph().bytes;
  head.raw(Message::tag(7, 2) +
           varint(first.size() + second.size() + 2 * kWeights + rest.size()));
  tail.nested(8, opset("", 17));

  TemporaryFolder folder;
  std::string path = folder / "large.onnx";
  {
    std::ofstream file(path, std::ios::binary);
    file << head.bytes << first;
    file.seekp(kWeights, std::ios::cur);
    file << second;
    file.seekp(kWeights, std::ios::cur);
    file << rest << tail.bytes;
    ASSERT_TRUE(file.good());
  }
  int64_t before = residentFileBytes();
  core::Result<LoadedModel> loaded = loadModel(path);
  int64_t grown = residentFileBytes() - before;
  ASSERT_TRUE(bool(loaded)) << loaded.error().str();
  const Graph &graph = loaded->model.graph;
  ASSERT_EQ(graph.initializers.size(), 2u);
  EXPECT_EQ(graph.initializers[0].payload.at(0).bytes.size(), size_t(kWeights));
  EXPECT_EQ(graph.initializers[1].payload.at(0).bytes.size(), size_t(kWeights));
  EXPECT_EQ(graph.nodes.at(0).opType, "Relu");
  // Three places of the file, and what the kernel maps around them; code of
  // libraries that runs for the first time counts as well.
  EXPECT_LT(grown, 16 * 1024 * 1024);
}

} // namespace
} // namespace perfopt::onnx
