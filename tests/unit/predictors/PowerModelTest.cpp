//===- PowerModelTest.cpp - Tests of the power model ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Analytic/PowerModel.h"
#include "tests/unit/roofline/Samples.h"

#include <gmock/gmock.h>

using namespace perfopt;
using predictors::PowerModel;
using testing::HasSubstr;

TEST(PowerModel, IsLinearBetweenIdleAndLimit) {
  PowerModel model = PowerModel::of(samples::a100());
  EXPECT_DOUBLE_EQ(model.at(0).value(), 50);
  EXPECT_DOUBLE_EQ(model.at(0.5).value(), 225); // 50 + (400 - 50) / 2
  EXPECT_DOUBLE_EQ(model.at(1).value(), 400);
  EXPECT_EQ(model.warning, "");
}

TEST(PowerModel, WarnsAboutAMissingIdlePower) {
  core::Device device = samples::a100();
  device.idlePower.reset();
  PowerModel model = PowerModel::of(device);
  EXPECT_DOUBLE_EQ(model.at(0).value(), 0);
  EXPECT_THAT(model.warning, HasSubstr("0 W"));
}

TEST(PowerModel, KnowsNoPowerWithoutALimit) {
  core::Device device = samples::a100();
  device.tdp.reset();
  PowerModel model = PowerModel::of(device);
  EXPECT_EQ(model.at(0).value(), 0);
  EXPECT_EQ(model.at(1).value(), 0);
  EXPECT_THAT(model.warning, HasSubstr("'a100-sxm4-40gb'"));
  EXPECT_THAT(model.warning, HasSubstr("tdp"));
}
