//===- MigTest.cpp - Tests of MIG advice ----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Deployment/Mig.h"

#include <gmock/gmock.h>

using namespace perfopt;
using core::Bytes;
using predictors::adviseMig;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

core::MigProfile profile(std::string name, int slices, double nominalGb,
                         double usableGib, int instances) {
  core::MigProfile profile;
  profile.name = std::move(name);
  profile.computeSlices = slices;
  profile.nominal = Bytes(nominalGb * 1e9);
  profile.usable = core::gibibytes(usableGib);
  profile.maxInstances = instances;
  return profile;
}

/// Sizes and counts of the NVIDIA MIG User Guide.
core::Device a100() {
  core::Device device;
  device.id = "a100-sxm4-40gb";
  device.mig = {
      profile("1g.5gb", 1, 5, 4.75, 7),    profile("1g.5gb+me", 1, 5, 4.75, 1),
      profile("1g.10gb", 1, 10, 9.75, 4),  profile("2g.10gb", 2, 10, 9.75, 3),
      profile("3g.20gb", 3, 20, 19.62, 2), profile("4g.20gb", 4, 20, 19.62, 1),
      profile("7g.40gb", 7, 40, 39.5, 1)};
  return device;
}

core::Device a30() {
  core::Device device;
  device.id = "a30";
  device.mig = {profile("1g.6gb", 1, 6, 5.81, 4),
                profile("2g.12gb", 2, 12, 11.69, 2),
                profile("4g.24gb", 4, 24, 23.44, 1)};
  return device;
}

core::MigAdvice advise(double megabytes, double utilization,
                       const core::Device &device) {
  auto advice = adviseMig(Bytes(megabytes * 1e6), utilization, device);
  EXPECT_TRUE(advice);
  return *advice;
}

} // namespace

TEST(Mig, LadderHasOneProfileForEachSize) {
  core::Device device = a100();
  std::vector<std::string> names;
  for (const core::MigProfile *profile : predictors::migLadder(device))
    names.push_back(profile->name);
  EXPECT_THAT(names, ElementsAre("1g.5gb", "2g.10gb", "3g.20gb", "7g.40gb"));
}

TEST(Mig, MemoryRuleGivesTheProfilesOfThesisTable45) {
  // Measured memory in MB and the profile, row by row.
  EXPECT_EQ(advise(3272, 0, a100()).byMemory, "1g.5gb");   // densenet121, 8
  EXPECT_EQ(advise(6294, 0, a100()).byMemory, "2g.10gb");  // densenet121, 32
  EXPECT_EQ(advise(2944, 0, a100()).byMemory, "1g.5gb");   // swin_base, 2
  EXPECT_EQ(advise(6156, 0, a100()).byMemory, "2g.10gb");  // swin_base, 16
  EXPECT_EQ(advise(1652, 0, a100()).byMemory, "1g.5gb");   // convnext_base, 4
  EXPECT_EQ(advise(30996, 0, a100()).byMemory, "7g.40gb"); // convnext_base, 128
}

TEST(Mig, MemoryRuleIsStrictAtItsBorders) {
  EXPECT_EQ(advise(4999.9, 0, a100()).byMemory, "1g.5gb");
  EXPECT_EQ(advise(5000, 0, a100()).byMemory, "2g.10gb");
  EXPECT_EQ(advise(10000, 0, a100()).byMemory, "3g.20gb");
  EXPECT_EQ(advise(20000, 0, a100()).byMemory, "7g.40gb");
  core::MigAdvice tooLarge = advise(40000, 0, a100());
  EXPECT_EQ(tooLarge.byMemory, "");
  EXPECT_EQ(tooLarge.recommended, "");
  EXPECT_THAT(tooLarge.rule, HasSubstr("not below the 40 GB"));
}

TEST(Mig, UtilisationRuleTakesAQuarterPerRung) {
  EXPECT_EQ(advise(1000, 0.011, a100()).byUtilization, "1g.5gb"); // the thesis'
  EXPECT_EQ(advise(1000, 0.2499, a100()).byUtilization, "1g.5gb");
  EXPECT_EQ(advise(1000, 0.25, a100()).byUtilization, "2g.10gb");
  EXPECT_EQ(advise(1000, 0.5, a100()).byUtilization, "3g.20gb");
  EXPECT_EQ(advise(1000, 0.75, a100()).byUtilization, "7g.40gb");
  EXPECT_EQ(advise(1000, 1, a100()).byUtilization, "7g.40gb");
  EXPECT_EQ(advise(1000, 0.3, a30()).byUtilization, "2g.12gb");
  EXPECT_EQ(advise(1000, 0.9, a30()).byUtilization, "4g.24gb");
}

TEST(Mig, RecommendsWhatSatisfiesBothRules) {
  core::MigAdvice byMemory = advise(6294, 0.1, a100());
  EXPECT_EQ(byMemory.recommended, "2g.10gb");
  EXPECT_EQ(byMemory.rule,
            "memory decides: 6294 MB; 10.0 % of the board in use needs only "
            "1g.5gb");

  core::MigAdvice byUse = advise(1652, 0.6, a100());
  EXPECT_EQ(byUse.recommended, "3g.20gb");
  EXPECT_EQ(byUse.rule, "utilisation decides: 60.0 % of the board in use; "
                        "1652 MB need only 1g.5gb");

  EXPECT_EQ(advise(331, 0.088, a100()).rule,
            "both rules agree: 331 MB, 8.8 % of the board in use");
}

TEST(Mig, AModelBetweenUsableAndNominalNeedsTheNextProfile) {
  // As a driver that keeps more of the 5 GB for itself.
  core::Device device = a100();
  device.mig[0].usable = Bytes(4.6e9);
  core::MigAdvice advice = advise(4800, 0, device);
  EXPECT_EQ(advice.byMemory, "1g.5gb");
  EXPECT_EQ(advice.recommended, "2g.10gb");
  EXPECT_THAT(advice.rule, HasSubstr("1g.5gb has only 4600 MB usable"));
}

TEST(Mig, ListsEveryProfile) {
  core::MigAdvice advice = advise(6294, 0.1, a100());
  ASSERT_EQ(advice.profiles.size(), 7u);
  EXPECT_FALSE(advice.profiles[0].fitsNominal);
  EXPECT_FALSE(advice.profiles[0].fitsUsable);
  const core::MigChoice &twoSlices = advice.profiles[3];
  EXPECT_EQ(twoSlices.profile, "2g.10gb");
  EXPECT_TRUE(twoSlices.fitsNominal);
  EXPECT_TRUE(twoSlices.fitsUsable);
  EXPECT_EQ(twoSlices.instances, 3);
  // 6294 MB / 9.75 GiB = 6.294 / 10.46898 = 0.6012
  EXPECT_NEAR(twoSlices.memoryShare, 0.6012, 0.0001);
}

TEST(Mig, HasNoAdviceForBoardsWithout) {
  EXPECT_FALSE(adviseMig(Bytes(1e9), 0.1, core::Device()));
}
