//===- TorchTraceTest.cpp - PyTorch profiler's Chrome trace ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Trace/TorchTrace.h"

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
  return readTorchTrace(text, "trace.json");
}

std::vector<const MeasuredEvent *> kernelsOfRun(const Profile &profile,
                                                int run) {
  std::vector<const MeasuredEvent *> events;
  for (const MeasuredEvent &event : profile.events)
    if (event.run == run)
      events.push_back(&event);
  return events;
}

TEST(TorchTrace, JoinsKernelsToTheOutermostOperator) {
  auto profile = read(readData("torch_cuda.json"));
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_EQ(profile->device, "NVIDIA A100-SXM4-40GB");
  EXPECT_FALSE(profile->onHost);
  EXPECT_THAT(profile->runs, Optional(2));
  // 5 kernels and a copy in each of the 2 steps.
  EXPECT_EQ(profile->events.size(), 12u);
  auto first = kernelsOfRun(*profile, 0);
  ASSERT_EQ(first.size(), 5u);
  // The layout kernels and the convolution come from aten::convolution inside
  // one aten::conv2d.
  for (int i : {0, 1, 2}) {
    EXPECT_EQ(first[i]->op, "aten::conv2d");
    EXPECT_EQ(first[i]->call, first[0]->call);
    EXPECT_THAT(first[i]->ranges, ElementsAre("model"));
  }
  EXPECT_EQ(first[3]->op, "aten::relu");
  EXPECT_EQ(first[4]->op, "aten::linear");
  EXPECT_THAT(first[0]->shapes,
              ElementsAre(ElementsAre(8, 64, 56, 56), ElementsAre(64, 64, 3, 3),
                          ElementsAre(64)));
  EXPECT_DOUBLE_EQ(first[1]->time->value(), 40e-6);
}

TEST(TorchTrace, WithoutLaunchRecordsExternalIdsJoin) {
  std::string text =
      replacedAll(readData("torch_cuda.json"), "\"cuda_runtime\"", "\"other\"");
  auto profile = read(text);
  ASSERT_TRUE(profile) << profile.error().str();
  auto first = kernelsOfRun(*profile, 0);
  ASSERT_GE(first.size(), 5u);
  EXPECT_EQ(first[0]->op, "aten::conv2d");
}

TEST(TorchTrace, KernelsOfAGraphHaveNeither) {
  std::string text =
      replacedAll(readData("torch_cuda.json"), "\"cuda_runtime\"", "\"other\"");
  text = replacedAll(text, "\"External id\"", "\"Other id\"");
  auto profile = read(text);
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_EQ(profile->events.size(), 12u);
  EXPECT_THAT(profile->warnings,
              Contains(HasSubstr("10 of 10 kernels have neither a launch")));
}

TEST(TorchTrace, OldCategoriesAreRead) {
  std::string text = readData("torch_cuda.json");
  text = replacedAll(text, "\"cat\": \"kernel\"", "\"cat\": \"Kernel\"");
  text = replacedAll(text, "\"cpu_op\"", "\"Operator\"");
  text = replacedAll(text, "\"cuda_runtime\"", "\"Runtime\"");
  text = replacedAll(text, "\"External id\"", "\"external id\"");
  auto profile = read(text);
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_EQ(kernelsOfRun(*profile, 1).at(0)->op, "aten::conv2d");
}

TEST(TorchTrace, WithoutKernelsOperatorsAreMeasured) {
  auto profile =
      read(replacedAll(readData("torch_cuda.json"), "\"cat\": \"kernel\"",
                       "\"cat\": \"hidden\""));
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_TRUE(profile->onHost);
  auto first = kernelsOfRun(*profile, 0);
  ASSERT_EQ(first.size(), 3u);
  EXPECT_EQ(first[0]->name, "aten::conv2d");
  EXPECT_DOUBLE_EQ(first[0]->time->value(), 200e-6);
  EXPECT_EQ(first[2]->name, "aten::linear");
  EXPECT_THAT(profile->warnings,
              Contains(HasSubstr("launches but no kernels")));
}

TEST(TorchTrace, TheAutogradEngineIsNoOperator) {
  auto profile = read(R"({"traceEvents": [
    {"ph": "X", "cat": "cpu_op", "name":
     "autograd::engine::evaluate_function: ConvolutionBackward0",
     "pid": 1, "tid": 2, "ts": 1, "dur": 9, "args": {}},
    {"ph": "X", "cat": "cpu_op", "name": "ConvolutionBackward0",
     "pid": 1, "tid": 2, "ts": 2, "dur": 7, "args": {}},
    {"ph": "X", "cat": "cpu_op", "name": "aten::convolution_backward",
     "pid": 1, "tid": 2, "ts": 3, "dur": 5, "args": {}}]})");
  ASSERT_TRUE(profile) << profile.error().str();
  ASSERT_EQ(profile->events.size(), 1u);
  EXPECT_EQ(profile->events[0].name, "aten::convolution_backward");
}

TEST(TorchTrace, NamesWhatIsMissing) {
  std::string text = readData("torch_cuda.json");
  EXPECT_EQ(read(replaced(text, "\"traceEvents\"", "\"events\"")).error().str(),
            "trace.json:1: the trace has no key 'traceEvents'");
  // The first event with a duration is the second, behind a name.
  core::Error error = read(replaced(text, "\"dur\"", "\"length\"")).error();
  EXPECT_THAT(error.str(), HasSubstr("traceEvents[1]"));
  EXPECT_THAT(error.str(), HasSubstr("dur"));
  EXPECT_THAT(read(R"({"traceEvents": []})").error().str(),
              HasSubstr("trace.json: the trace has neither kernels nor"));
}

TEST(TorchTrace, AnErrorHasItsLine) {
  std::string text = readData("torch_cuda.json");
  core::Error error =
      read(replaced(text, "\"dur\": 900", "\"dur\": \"long\"")).error();
  // The event stands in line 10: eight keys, the array's, the name above it.
  size_t at = text.find("\"dur\": 900");
  EXPECT_EQ(error.line, 1 + std::count(text.begin(), text.begin() + at, '\n'));
  EXPECT_THAT(error.str(), HasSubstr("expected a number"));
}

} // namespace
} // namespace perfopt::profiles
