//===- WorkloadJsonTest.cpp - A workload as JSON --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Schema/WorkloadJson.h"

#include <gtest/gtest.h>

using namespace perfopt::core;

namespace {

/// One convolution, with every kind of field set and one of each left unset.
Workload sample() {
  Workload workload;
  workload.model = {"net", "onnx", "00ff", 9408, 128, 2, 1};
  workload.request.batch = 8;
  workload.request.dtype = ElementType::F16;
  workload.request.keepActivations = true;
  workload.request.dims = {{"batch", 8}};

  Operator conv;
  conv.id = 0;
  conv.name = "stem";
  conv.op = "nn.conv";
  conv.attributes = {{"stride.0", 2}, {"alpha", 0.1}};
  conv.operands = {{ElementType::F16, {8, 3, 224, 224}, true},
                   {ElementType::F16, {}, false}};
  conv.results = {{ElementType::F16, {8, 64, -1, 112}, true}};
  // 2 * 8*64*112*112 * 3*7*7 = 1888223232
  conv.flops = Flops(1888223232);
  conv.macs = Macs(944111616);
  conv.bytesRead = Bytes(2427264);
  conv.parameters = 9408;
  conv.rule = "conv_c1";
  workload.operators = {conv};
  workload.edges = {{0, 1, Bytes(12845056)}};

  Kernel kernel;
  kernel.name = "stem";
  kernel.family = KernelFamily::Conv;
  kernel.problem = {{"n", 8}, {"k", 64}};
  kernel.type = ElementType::F16;
  kernel.allowTf32 = true;
  kernel.flops = Flops(1888223232);
  kernel.macs = Macs(944111616);
  kernel.bytesRead = Bytes(2427264);
  kernel.bytesWritten = Bytes(12845056);
  kernel.launches = 2;
  kernel.phase = Phase::Backward;
  kernel.operators = {0};
  workload.kernels = {kernel};
  workload.fusions = {{"inductor_pointwise", 3}};

  workload.memory.weights = Bytes(18944);
  workload.memory.peakActivations = Bytes(15253504);
  workload.memory.gradients = Bytes(18432);
  workload.memory.optimizerState = Bytes(36864);
  workload.memory.timeline = {Bytes(15253504)};
  workload.memory.peakKernel = 0;
  workload.memory.holders = {{"stem_out", Bytes(12845056)}};
  workload.memory.buffers = {
      {"w", MemoryUse::Weights, Bytes(18816), -1, std::nullopt},
      {"stem", MemoryUse::Activations, Bytes(12845056), 0, 0}};

  workload.totals.flops = Flops(1888223232);
  workload.totals.bytes = Bytes(15272320);
  workload.totals.launches = 2;
  workload.totals.unmodelledFlopsPct = 0.5;
  workload.totals.unmodelled = {1};
  workload.recomposed = {{"GELU", "nn.gelu", 12, 60}};
  workload.diagnostics = {"stem: a warning"};
  return workload;
}

nlohmann::json sampleJson() {
  return nlohmann::json::parse(toJson(sample()).dump());
}

std::string readError(const nlohmann::json &json) {
  Result<Workload> workload = fromJson<Workload>(json);
  return workload ? "no error" : workload.error().message;
}

TEST(WorkloadJsonTest, RoundTrip) {
  std::string text = toJson(sample()).dump();
  Result<Workload> read = fromJson<Workload>(nlohmann::json::parse(text));
  ASSERT_TRUE(read) << read.error().str();
  EXPECT_EQ(toJson(*read).dump(), text);

  EXPECT_EQ(read->request.dtype, ElementType::F16);
  EXPECT_EQ(read->request.seq, std::nullopt);
  EXPECT_EQ(read->operators[0].attributes.at("alpha"), 0.1);
  EXPECT_FALSE(read->operators[0].operands[1].ranked);
  EXPECT_EQ(read->operators[0].results[0].dims[2], -1);
  EXPECT_EQ(read->operators[0].bytesWritten, std::nullopt);
  EXPECT_EQ(read->kernels[0].size("k"), 64);
  EXPECT_EQ(read->kernels[0].phase, Phase::Backward);
  EXPECT_EQ(read->memory.holders[0].tensor, "stem_out");
  EXPECT_EQ(read->memory.buffers[0].use, MemoryUse::Weights);
  EXPECT_EQ(read->memory.buffers[0].last, std::nullopt);
  EXPECT_EQ(read->memory.buffers[1].last, 0);
  ASSERT_EQ(read->recomposed.size(), 1u);
  EXPECT_EQ(read->recomposed[0].into, "nn.gelu");
  EXPECT_EQ(read->recomposed[0].operators, 60);
}

TEST(WorkloadJsonTest, TrainingRoundTrip) {
  Workload workload = sample();
  workload.request.mode = "training";
  workload.request.training = TrainingRequest{
      Optimizer::AdamW, false, /*accumulate=*/4, /*checkpointing=*/true, 1000};
  workload.request.training->masterWeights = true;
  std::string text = toJson(workload).dump();
  Result<Workload> read = fromJson<Workload>(nlohmann::json::parse(text));
  ASSERT_TRUE(read) << read.error().str();
  EXPECT_EQ(toJson(*read).dump(), text);
  ASSERT_TRUE(read->request.training);
  EXPECT_EQ(read->request.training->optimizer, Optimizer::AdamW);
  EXPECT_EQ(read->request.training->steps, 1000);
  EXPECT_TRUE(read->request.training->masterWeights);
  EXPECT_EQ(read->request.samples(), 32); // 4 batches of 8
  EXPECT_EQ(sample().request.samples(), 8);
}

TEST(WorkloadJsonTest, EmptyWorkload) {
  Result<Workload> read =
      fromJson<Workload>(nlohmann::json::parse(toJson(Workload()).dump()));
  ASSERT_TRUE(read) << read.error().str();
  EXPECT_TRUE(read->kernels.empty());
  EXPECT_EQ(read->memory.peakKernel, -1);
}

TEST(WorkloadJsonTest, UnitsAreInTheKeysAndUnsetIsNull) {
  nlohmann::json json = sampleJson();
  EXPECT_EQ(json["schema"], "perf-opt/workload/1");
  EXPECT_EQ(json["operators"][0]["flops"].dump(), "1888223232");
  EXPECT_TRUE(json["operators"][0]["bytes_written"].is_null());
  EXPECT_TRUE(json["operators"][0]["operands"][1]["dims"].is_null());
  EXPECT_TRUE(json["request"]["seq"].is_null());
  EXPECT_EQ(json["kernels"][0]["family"], "conv");
  EXPECT_EQ(json["totals"]["unmodelled_flops_pct"].dump(), "0.5");
}

TEST(WorkloadJsonTest, ErrorsNameTheKey) {
  nlohmann::json json = sampleJson();
  json["kernels"][0].erase("flops");
  EXPECT_EQ(readError(json), "kernels[0]: the key 'flops' is missing");

  json = sampleJson();
  json["kernels"][0]["flops"] = "many";
  EXPECT_EQ(readError(json),
            "kernels[0].flops: expected a number, found string");

  json = sampleJson();
  json["kernels"][0]["family"] = "gem";
  EXPECT_EQ(readError(json),
            "kernels[0].family: expected a kernel family, found 'gem'");

  json = sampleJson();
  json["operators"][0]["results"][0]["dims"][1] = 1.5;
  EXPECT_EQ(readError(json), "operators[0].results[0].dims[1]: expected a "
                             "whole number, found 1.5");

  json = sampleJson();
  json["edges"][0]["producer"] = 4294967296; // 2^32
  EXPECT_EQ(readError(json), "edges[0].producer: expected a number below 2^31, "
                             "found 4294967296");

  json = sampleJson();
  json["edges"] = 3;
  EXPECT_EQ(readError(json), "edges: expected an array, found number");

  json = sampleJson();
  json["request"]["dims"]["batch"] = nullptr;
  EXPECT_EQ(readError(json),
            "request.dims.batch: expected a number, found null");

  json = sampleJson();
  json["request"]["batch"] = 18446744073709551615u; // 2^64 - 1
  EXPECT_EQ(readError(json), "request.batch: expected a number below 2^63, "
                             "found 18446744073709551615");
}

TEST(WorkloadJsonTest, OtherSchemasAreRefused) {
  nlohmann::json json = sampleJson();
  json["schema"] = "perf-opt/workload/2";
  EXPECT_EQ(readError(json), "schema: expected 'perf-opt/workload/1', found "
                             "'perf-opt/workload/2'");
  json.erase("schema");
  EXPECT_EQ(readError(json), "the document: the key 'schema' is missing");
  EXPECT_EQ(readError(nlohmann::json::array()),
            "the document: expected an object, found array");
}

} // namespace
