//===- OnnxRuntimeProfileTest.cpp - ONNX Runtime's profile ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Trace/OnnxRuntimeProfile.h"

#include "TestData.h"

#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using test::readData;
using test::replaced;
using test::replacedAll;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

core::Result<Profile> read(const std::string &text) {
  return readOnnxRuntimeProfile(text, "ort.json");
}

TEST(OnnxRuntimeProfile, KernelsStandBeforeNodes) {
  auto profile = read(readData("onnxruntime_cuda.json"));
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_FALSE(profile->onHost);
  EXPECT_THAT(profile->runs, Optional(2));
  ASSERT_EQ(profile->events.size(), 4u);
  EXPECT_EQ(profile->events[0].name, "implicit_convolve_sgemm");
  EXPECT_EQ(profile->events[0].op, "Conv");
  EXPECT_EQ(profile->events[0].run, 0);
  EXPECT_EQ(profile->events[3].run, 1);
  EXPECT_DOUBLE_EQ(profile->events[0].time->value(), 12e-6);
}

TEST(OnnxRuntimeProfile, NodesOfAGpuWithoutKernelsAreLaunches) {
  auto profile = read(
      replacedAll(readData("onnxruntime_cuda.json"), "\"Kernel\"", "\"Api\""));
  ASSERT_TRUE(profile) << profile.error().str();
  ASSERT_EQ(profile->events.size(), 4u);
  EXPECT_EQ(profile->events[0].name, "/conv1/Conv");
  EXPECT_THAT(profile->events[0].shapes,
              ElementsAre(ElementsAre(1, 3, 8, 8), ElementsAre(4, 3, 3, 3)));
  EXPECT_THAT(profile->warnings, Contains(HasSubstr("that of its launch")));
}

TEST(OnnxRuntimeProfile, NamesWhatIsMissing) {
  std::string text = readData("onnxruntime_cuda.json");
  core::Error error = read(replaced(text, "\"op_name\"", "\"op\"")).error();
  // Line 1 is the bracket, line 2 a session's event, line 3 the first node.
  EXPECT_EQ(error.line, 3);
  EXPECT_THAT(error.str(), HasSubstr("event[1].args"));
  EXPECT_THAT(error.str(), HasSubstr("op_name"));
  EXPECT_THAT(read("[]").error().str(),
              HasSubstr("no event of category Node or Kernel"));
}

} // namespace
} // namespace perfopt::profiles
