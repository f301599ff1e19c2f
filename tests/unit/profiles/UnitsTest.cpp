//===- UnitsTest.cpp - One run of the model, from a profile of several ----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Join/Units.h"

#include "TestData.h"
#include "profiles/ReadProfile.h"

#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using core::KernelFamily;
using core::Seconds;
using testing::Contains;
using testing::HasSubstr;

Profile sequence(const std::string &names, std::vector<double> seconds = {}) {
  Profile profile;
  profile.path = "p";
  for (size_t i = 0; i < names.size(); ++i) {
    MeasuredEvent event;
    event.name = names[i];
    event.time = Seconds(i < seconds.size() ? seconds[i] : 1);
    event.start = Seconds(10.0 * static_cast<double>(i));
    profile.events.push_back(event);
  }
  return profile;
}

std::string namesOf(const RunUnits &run) {
  std::string names;
  for (const Unit &unit : run.units)
    names += unit.name;
  return names;
}

TEST(Units, FindsWhatRepeatsBehindAWarmUp) {
  UnitOptions options;
  options.expectedUnits = 3;
  // "xy", then three times "abc": b took 5, 2, 4, of which 4 is the median.
  auto run = unitsOf(sequence("xyabcabcabc", {9, 9, 1, 5, 1, 1, 2, 1, 1, 4, 1}),
                     options);
  ASSERT_TRUE(run) << run.error().str();
  EXPECT_EQ(namesOf(*run), "abc");
  EXPECT_EQ(run->runs, 3);
  EXPECT_EQ(run->units[1].time, Seconds(4));
  EXPECT_THAT(run->warnings, Contains(HasSubstr("the first 2 of 11 events")));
  EXPECT_EQ(run->runsFrom, "3 equal runs of 3 events found");
}

TEST(Units, LayersThatRepeatInsideAModelAreNoRuns) {
  UnitOptions options;
  options.expectedUnits = 6;
  // Six kernels are expected: "ababab" is one run of three equal layers.
  auto run = unitsOf(sequence("ababab"), options);
  ASSERT_TRUE(run);
  EXPECT_EQ(namesOf(*run), "ababab");
  EXPECT_EQ(run->runs, 1);
}

TEST(Units, TheNumberOfRunsCanBeGiven) {
  UnitOptions options;
  options.runs = 3;
  auto run = unitsOf(sequence("ababab", {1, 1, 2, 1, 6, 1}), options);
  ASSERT_TRUE(run);
  EXPECT_EQ(namesOf(*run), "ab");
  EXPECT_EQ(run->units[0].time, Seconds(2));
  options.runs = 4;
  EXPECT_EQ(unitsOf(sequence("ababab"), options).error().str(),
            "p: 6 events cannot be 4 equal runs (--runs)");
}

TEST(Units, MarkedRunsThatDifferAreLeftOut) {
  Profile profile = sequence("xababc", {9, 1, 3, 3, 5, 9});
  std::optional<int> runs[] = {0, 1, 1, 2, 2, std::nullopt};
  for (size_t i = 0; i < 6; ++i)
    profile.events[i].run = runs[i];
  profile.runs = 3;
  auto run = unitsOf(profile);
  ASSERT_TRUE(run);
  EXPECT_EQ(namesOf(*run), "ab");
  EXPECT_EQ(run->runs, 2);
  // Medians of two are means: (1 + 3) / 2 and (3 + 5) / 2.
  EXPECT_EQ(run->units[0].time, Seconds(2));
  EXPECT_EQ(run->units[1].time, Seconds(4));
  EXPECT_THAT(run->warnings, Contains(HasSubstr("1 of 6 events are outside")));
  EXPECT_THAT(run->warnings, Contains(HasSubstr("1 of 3 runs differ")));
}

TEST(Units, EventsOfOneCallAreOneUnit) {
  auto profile = readProfile(test::dataPath("torch_cuda.json"));
  ASSERT_TRUE(profile);
  auto run = unitsOf(*profile);
  ASSERT_TRUE(run) << run.error().str();
  ASSERT_EQ(run->units.size(), 3u);
  const Unit &conv = run->units[0];
  EXPECT_EQ(conv.name, "aten::conv2d");
  EXPECT_EQ(conv.family, KernelFamily::Conv);
  EXPECT_EQ(conv.kernels.size(), 3u);
  EXPECT_EQ(conv.launches, 3);
  // Steps of 4 + 40 + 5 and 4 + 50 + 5 us; the median of two is 54 us.
  EXPECT_NEAR(conv.time->value(), 54e-6, 1e-12);
  EXPECT_EQ(run->runs, 2);
  EXPECT_EQ(run->runsFrom, "marked in the profile");
}

TEST(Units, SummariesAreDividedByTheRuns) {
  auto profile = readProfile(test::dataPath("nsys_kern_sum.csv"));
  ASSERT_TRUE(profile);
  UnitOptions options;
  options.runs = 10;
  auto run = unitsOf(*profile, options);
  ASSERT_TRUE(run);
  // 900000 ns and 10 launches in 10 runs.
  EXPECT_NEAR(run->units[0].time->value(), 90e-6, 1e-12);
  EXPECT_DOUBLE_EQ(run->units[0].launches, 1);
}

TEST(Units, CountersAreThoseOfOneRun) {
  Profile profile = sequence("aa");
  profile.events[0].counters.dram = core::Bytes(5);
  profile.events[1].counters.dram = core::Bytes(7);
  UnitOptions options;
  options.runs = 2;
  auto run = unitsOf(profile, options);
  ASSERT_TRUE(run);
  EXPECT_EQ(run->units[0].counters.dram, core::Bytes(7));
}

TEST(Units, AnUntimedEventLeavesItsCallUntimed) {
  Profile profile = sequence("ab");
  profile.events[0].call = profile.events[1].call = 3;
  profile.events[1].time.reset();
  auto run = unitsOf(profile);
  ASSERT_TRUE(run);
  ASSERT_EQ(run->units.size(), 1u);
  EXPECT_EQ(run->units[0].time, std::nullopt);
}

} // namespace
} // namespace perfopt::profiles
