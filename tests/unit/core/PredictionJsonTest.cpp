//===- PredictionJsonTest.cpp - A prediction as JSON ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Schema/PredictionJson.h"

#include <gtest/gtest.h>

using namespace perfopt::core;

namespace {

TEST(PredictionJsonTest, KeysCarryUnits) {
  Prediction prediction;
  prediction.device = "a100-sxm4-40gb";
  prediction.latency = {Seconds(0.5), Seconds(0.25), Seconds(1), 0.9};
  prediction.energy = {Joules(100), Joules(50), Joules(200), std::nullopt};
  prediction.power = Watts(200);
  prediction.memory.total = {Bytes(2048), Bytes(1024), Bytes(4096),
                             std::nullopt};
  KernelPrediction kernel;
  kernel.time = Seconds(0.5);
  kernel.bound = Bound::Hbm;
  kernel.bytesHbm = Bytes(1e6);
  prediction.kernels = {kernel};
  prediction.provenance.predictor = "roofline";

  nlohmann::ordered_json json = toJson(prediction);
  EXPECT_EQ(json["schema"], "perf-opt/prediction/1");
  EXPECT_EQ(json["latency_s"]["coverage"], 0.9);
  EXPECT_TRUE(json["energy_j"]["coverage"].is_null());
  EXPECT_EQ(json["memory_bytes"]["value"].dump(), "2048");
  EXPECT_TRUE(json["memory_bytes"]["capacity"].is_null());
  EXPECT_EQ(json["power_w"], 200);
  EXPECT_EQ(json["kernels"][0]["time_s"], 0.5);
  EXPECT_EQ(json["kernels"][0]["bound"], "hbm");
  EXPECT_TRUE(json["kernels"][0]["pipe"].is_null());
  EXPECT_EQ(json["predictor"]["name"], "roofline");
}

} // namespace
