//===- AcceptanceTest.cpp - Tests of an entry's own error -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/Acceptance.h"
#include "roofline/measure/HeldBack.h"
#include "tests/unit/roofline/Samples.h"

#include <gmock/gmock.h>

using namespace perfopt;
using core::ElementType;
using core::Seconds;
using testing::HasSubstr;

TEST(Acceptance, MapeIsTheMeanOfRelativeErrors) {
  // |8/10 - 1| = 0.2 and |15/10 - 1| = 0.5: 35 %
  EXPECT_DOUBLE_EQ(measure::mapePct({{"a", "", Seconds(8), Seconds(10)},
                                     {"b", "", Seconds(15), Seconds(10)}}),
                   35);
  EXPECT_DOUBLE_EQ(measure::mapePct({}), 0);
}

TEST(Acceptance, ComparesTheRooflineWithWhatIsMeasured) {
  measure::MeasureOptions options;
  options.date = "2026-01-02";
  options.version = "9";
  std::vector<std::string> steps;
  options.progress = [&](std::string_view step) { steps.emplace_back(step); };
  core::Kernel copy = measure::copyKernel(1 << 28, ElementType::F32);
  auto accuracy = measure::checkEntry(
      samples::a100(), {copy},
      [](const core::Kernel &) -> core::Result<Seconds> {
        return Seconds(2e-3);
      },
      options, "by hand");
  ASSERT_TRUE(accuracy);
  ASSERT_EQ(accuracy->kernels.size(), 1u);
  EXPECT_EQ(accuracy->kernels[0].name, "copy");
  EXPECT_EQ(accuracy->kernels[0].problem, "elements 268435456, f32");
  // 2 * 4 * 2^28 B / 1346 GB/s + 2 us = 1597.47 us; against 2000 us 20.1 %.
  EXPECT_NEAR(core::microseconds(accuracy->kernels[0].predicted), 1597.5, 0.5);
  EXPECT_NEAR(accuracy->mapePct, 20.13, 0.05);
  EXPECT_EQ(accuracy->from.conditions, "by hand");
  EXPECT_EQ(accuracy->from.date, "2026-01-02");
  EXPECT_THAT(accuracy->from.source, HasSubstr("perf-opt 9"));
  EXPECT_THAT(steps, testing::ElementsAre(HasSubstr("elements 268435456")));
}

TEST(Acceptance, StopsAtAKernelThatCannotBeTimed) {
  auto accuracy = measure::checkEntry(
      samples::a100(), {measure::copyKernel(1, ElementType::F32)},
      [](const core::Kernel &) -> core::Result<Seconds> {
        return core::Error{"out of memory"};
      },
      {}, "");
  ASSERT_FALSE(accuracy);
  EXPECT_EQ(accuracy.error().message, "out of memory");
}

TEST(Acceptance, NeedsAnEntryThatPredicts) {
  core::Device device = samples::a100();
  device.bandwidths.clear();
  auto accuracy = measure::checkEntry(
      device, {},
      [](const core::Kernel &) -> core::Result<Seconds> { return Seconds(1); },
      {}, "");
  ASSERT_FALSE(accuracy);
  EXPECT_THAT(accuracy.error().message, HasSubstr("HBM bandwidth"));
}
