//===- CarbonTest.cpp - Tests of carbon -----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Deployment/Carbon.h"

#include <gtest/gtest.h>

using namespace perfopt;
using predictors::carbonFootprint;

static core::GridIntensity grid() {
  core::GridIntensity grid;
  grid.region = "DEU";
  grid.intensity = core::GramsCo2ePerKwh(360);
  grid.source = "a table";
  return grid;
}

TEST(Carbon, CountsTheBoardAloneWithoutAPue) {
  auto footprint = carbonFootprint(core::Joules(100), grid());
  // 100 J / 3.6e6 J per kWh * 360 g = 0.01 g
  EXPECT_DOUBLE_EQ(footprint.perRun.value(), 0.01);
  EXPECT_EQ(footprint.pue, 1);
  EXPECT_EQ(footprint.pueSource, ""); // unknown
}

TEST(Carbon, TakesTheRequestBeforeTheGrid) {
  core::GridIntensity withPue = grid();
  withPue.pue = 1.2;
  auto ofGrid = carbonFootprint(core::Joules(100), withPue);
  EXPECT_DOUBLE_EQ(ofGrid.perRun.value(), 0.012); // 0.01 g * 1.2
  EXPECT_EQ(ofGrid.pueSource, "a table");
  auto ofRequest = carbonFootprint(core::Joules(100), withPue, {.pue = 1.5});
  EXPECT_DOUBLE_EQ(ofRequest.perRun.value(), 0.015); // 0.01 g * 1.5
  EXPECT_EQ(ofRequest.pueSource, "request");
}
