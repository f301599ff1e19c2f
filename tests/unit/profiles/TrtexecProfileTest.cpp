//===- TrtexecProfileTest.cpp - trtexec's layer profile -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Trace/TrtexecProfile.h"

#include "TestData.h"

#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using test::readData;
using test::replaced;
using testing::HasSubstr;
using testing::Optional;

TEST(TrtexecProfile, ReadsAverages) {
  auto profile = readTrtexecProfile(readData("trtexec.json"), "p.json");
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_TRUE(profile->averaged);
  EXPECT_THAT(profile->runs, Optional(212));
  ASSERT_EQ(profile->events.size(), 4u);
  EXPECT_EQ(profile->events[1].name, "/conv1/Conv + /Relu");
  EXPECT_DOUBLE_EQ(profile->events[1].time->value(), 0.15e-3);
}

TEST(TrtexecProfile, NamesWhatIsMissing) {
  core::Error error =
      readTrtexecProfile(
          replaced(readData("trtexec.json"), "averageMs", "avgMs"), "p.json")
          .error();
  EXPECT_EQ(error.line, 3);
  EXPECT_THAT(error.str(), HasSubstr("event[1]"));
  EXPECT_THAT(error.str(), HasSubstr("averageMs"));
  EXPECT_THAT(readTrtexecProfile("[{\"count\": 3}]", "p.json").error().str(),
              HasSubstr("p.json: the profile has no layer"));
}

} // namespace
} // namespace perfopt::profiles
