//===- JsonReportTest.cpp - JSON ----------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/JsonReport.h"

#include "SampleReport.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace perfopt::cli;
using nlohmann::ordered_json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {
std::vector<std::string> keys(const ordered_json &object) {
  std::vector<std::string> names;
  for (const auto &[key, value] : object.items())
    names.push_back(key);
  return names;
}
} // namespace

TEST(JsonReport, HasThePublishedNames) {
  ordered_json json = renderJson(test::sampleReport());
  EXPECT_EQ(json["schema"], "perf-opt/analyze/1");
  EXPECT_THAT(keys(json),
              ElementsAre("schema", "model", "request", "totals", "symbolic",
                          "fusions", "recomposed", "devices", "diagnostics"));
  EXPECT_THAT(keys(json["model"]),
              ElementsAre("name", "format", "sha256", "parameters", "buffers",
                          "nodes", "edges", "longest_chain"));
  EXPECT_THAT(keys(json["request"]),
              ElementsAre("batch", "seq", "dtype", "mode", "training",
                          "runtime", "keep_activations", "dims"));
  EXPECT_THAT(keys(json["totals"]),
              ElementsAre("flops", "macs", "bytes", "parameter_bytes",
                          "intensity", "kernels", "launches",
                          "unmodelled_flops_pct", "unmodelled_bytes_pct",
                          "unmodelled"));
  const ordered_json &device = json["devices"][0];
  EXPECT_THAT(keys(device),
              ElementsAre("device", "device_name", "latency_ms",
                          "throughput_per_s", "critical_path_ms", "memory_mb",
                          "fits_memory", "energy_j", "power_w", "utilization",
                          "mig", "cost", "carbon_g", "carbon", "training_run",
                          "predictor", "ceilings", "accuracy", "crossovers",
                          "kernels", "diagnostics"));
  EXPECT_THAT(keys(device["latency_ms"]),
              ElementsAre("value", "low", "high", "coverage"));
  EXPECT_THAT(keys(device["memory_mb"]),
              ElementsAre("value", "low", "high", "coverage", "weights",
                          "gradients", "optimizer_state", "activations",
                          "workspace", "fragmentation", "context", "capacity",
                          "peak", "timeline"));
  EXPECT_THAT(keys(device["memory_mb"]["peak"]),
              ElementsAre("kernel", "name", "op", "in_use", "holders"));
  EXPECT_THAT(keys(device["memory_mb"]["timeline"]),
              ElementsAre("weights", "gradients", "optimizer_state",
                          "activations", "workspace"));
  EXPECT_THAT(keys(device["mig"]),
              ElementsAre("recommended", "rule", "by_memory", "by_utilization",
                          "utilization", "profiles"));
  EXPECT_THAT(keys(device["predictor"]),
              ElementsAre("name", "version", "provenance", "out_of_range"));
  EXPECT_THAT(keys(device["accuracy"]),
              ElementsAre("mape_pct", "kind", "source", "date", "conditions",
                          "kernels"));
  EXPECT_THAT(keys(device["kernels"][0]),
              ElementsAre("name", "op", "family", "phase", "dtype", "problem",
                          "operators", "launches", "flops", "macs", "bytes",
                          "bytes_read", "bytes_written", "intensity", "bound",
                          "time_ms", "time_pct", "pipe", "ceiling", "peak_pct",
                          "ceiling_pct", "bytes_l1", "bytes_l2", "bytes_hbm"));
}

TEST(JsonReport, CountsAreIntegers) {
  ordered_json json = renderJson(test::sampleReport());
  const ordered_json &conv = json["devices"][0]["kernels"][0];
  // 2 * 16*64*112*112 * 3*7*7 = 3776446464
  EXPECT_TRUE(conv["flops"].is_number_integer());
  EXPECT_EQ(conv["flops"].dump(), "3776446464");
  EXPECT_EQ(conv["macs"].dump(), "1888223232");
  // (16*3*224*224 + 64*3*7*7) * 4 = 9671424
  EXPECT_EQ(conv["bytes_read"].dump(), "9671424");
  EXPECT_TRUE(conv["intensity"].is_number_float());
}

TEST(JsonReport, UnitsAreThoseOfTheNames) {
  AnalyzeReport report = test::sampleReport();
  perfopt::core::Prediction &prediction = report.devices[0].prediction;
  prediction.latency.value = perfopt::core::Seconds(0.004);
  prediction.memory.weights = perfopt::core::Bytes(2.5e6);
  ordered_json device = renderJson(report)["devices"][0];
  EXPECT_EQ(device["latency_ms"]["value"].get<double>(), 4);
  // 16 samples / 4 ms = 4000 per second
  EXPECT_DOUBLE_EQ(device["throughput_per_s"].get<double>(), 4000);
  EXPECT_EQ(device["memory_mb"]["weights"].get<double>(), 2.5);
}

TEST(JsonReport, UnknownIsNull) {
  ordered_json json = renderJson(test::sampleReport());
  const ordered_json &bare = json["devices"][1];
  EXPECT_TRUE(bare["mig"].is_null());
  EXPECT_TRUE(bare["accuracy"].is_null());
  EXPECT_TRUE(bare["energy_j"].is_null());
  EXPECT_TRUE(bare["power_w"].is_null());
  EXPECT_TRUE(bare["carbon_g"].is_null());
  EXPECT_TRUE(bare["carbon"].is_null());
  EXPECT_TRUE(bare["cost"].is_array() && bare["cost"].empty());
  EXPECT_TRUE(json["devices"][0]["latency_ms"]["coverage"].is_null());
  EXPECT_EQ(bare["latency_ms"]["coverage"], 0.9);
}

TEST(JsonReport, NumbersThatAreNotFiniteAreNull) {
  ordered_json json = renderJson(test::awkwardReport());
  const ordered_json &device = json["devices"][0];
  EXPECT_TRUE(device["power_w"].is_null());
  // A grid was chosen, but there is no energy to multiply it with.
  EXPECT_TRUE(device["carbon_g"].is_null());
  EXPECT_TRUE(device["carbon"].is_object());
  EXPECT_TRUE(device["kernels"][1]["peak_pct"].is_null());
  // No traffic: FLOPs over nothing.
  EXPECT_TRUE(device["kernels"][2]["intensity"].is_null());
  std::string text = printJson(json);
  EXPECT_THAT(text, Not(HasSubstr(": nan")));
  EXPECT_THAT(text, Not(HasSubstr(": inf")));
}

TEST(JsonReport, OperatorsWithoutARuleAreNamed) {
  ordered_json json = renderJson(test::awkwardReport());
  const ordered_json &list = json["totals"]["unmodelled"];
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0]["op"], "com.acme.fancy");
  EXPECT_EQ(list[0]["reason"], "no rule for this operator");
  EXPECT_EQ(json["totals"]["unmodelled_flops_pct"], 3.25);
  EXPECT_EQ(json["request"]["seq"], 128);
  EXPECT_EQ(json["request"]["dtype"], "f16");
}

TEST(JsonReport, AnUnpredictedKernelKeepsItsCounts) {
  AnalyzeReport report = test::awkwardReport();
  ordered_json last = renderJson(report)["devices"][0]["kernels"].back();
  EXPECT_TRUE(last["time_ms"].is_null());
  EXPECT_EQ(last["bound"], "unknown");
  EXPECT_TRUE(last["flops"].is_number());
}

TEST(JsonReport, WithoutALatencyNothingRestsOnIt) {
  AnalyzeReport report = test::sampleReport();
  ASSERT_TRUE(report.devices[0].mig);
  report.devices[0].prediction.latency = {};
  ordered_json device = renderJson(report)["devices"][0];
  EXPECT_TRUE(device["mig"].is_null());
  EXPECT_TRUE(device["cost"].is_array() && device["cost"].empty());
  EXPECT_TRUE(device["energy_j"].is_null());
  EXPECT_TRUE(device["carbon_g"].is_null());
}

TEST(JsonReport, BytesThatAreNoUtf8StillPrint) {
  std::string text = printJson(renderJson(test::awkwardReport()));
  EXPECT_THAT(text, HasSubstr("not UTF-8: \xEF\xBF\xBD")); // U+FFFD
}

TEST(JsonReport, EmptyModel) {
  ordered_json json = renderJson(test::emptyReport());
  EXPECT_TRUE(json["totals"]["intensity"].is_null());
  const ordered_json &device = json["devices"][0];
  EXPECT_TRUE(device["kernels"].is_array() && device["kernels"].empty());
  EXPECT_TRUE(device["throughput_per_s"].is_null());
  for (const char *end : {"value", "low", "high"})
    EXPECT_TRUE(device["latency_ms"][end].is_null()) << end;
  EXPECT_TRUE(device["utilization"].is_null());
  EXPECT_TRUE(device["energy_j"].is_null());
  EXPECT_TRUE(device["fits_memory"].is_null());
}
