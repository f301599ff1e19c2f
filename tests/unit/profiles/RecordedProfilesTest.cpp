//===- RecordedProfilesTest.cpp - What real profilers wrote ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recorded on a processor, see data/README.md: the network is the thesis'
// U-Net, with 13 convolutions (2 in the first encoder level, 3 below it, 6 in
// the decoder, 2 heads), 11 batch norms and ReLUs, 3 poolings, 3 transposed
// convolutions and 3 concatenations.
//
//===----------------------------------------------------------------------===//

#include "profiles/Join/Units.h"
#include "profiles/ReadProfile.h"

#include "TestData.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace perfopt::profiles {
namespace {

using core::KernelFamily;
using test::dataPath;
using testing::Optional;

/// How many units of one run have this family.
size_t countOf(const RunUnits &run, KernelFamily family) {
  return std::ranges::count_if(
      run.units, [&](const Unit &unit) { return unit.family == family; });
}

RunUnits readRun(const std::string &file, size_t expectedUnits,
                 ProfileFormat format) {
  auto profile = readProfile(dataPath("recorded/" + file));
  EXPECT_TRUE(profile) << profile.error().str();
  EXPECT_EQ(profile->format, format);
  EXPECT_TRUE(profile->onHost);
  UnitOptions options;
  options.expectedUnits = expectedUnits;
  auto run = unitsOf(*profile, options);
  EXPECT_TRUE(run) << run.error().str();
  EXPECT_EQ(run->runs, 3);
  for (const Unit &unit : run->units)
    EXPECT_GT(unit.time->value(), 0) << unit.name;
  return *run;
}

TEST(RecordedProfiles, OnnxRuntimePlain) {
  RunUnits run = readRun("onnxruntime-1.31.1-unet-plain.json.gz", 44,
                         ProfileFormat::OnnxRuntime);
  // 13 + 11 + 11 + 3 + 3 + 3 = 44 nodes.
  ASSERT_EQ(run.units.size(), 44u);
  EXPECT_EQ(run.units[0].name, "node_conv2d");
  EXPECT_EQ(countOf(run, KernelFamily::Conv), 16u); // 13 + 3
  EXPECT_EQ(countOf(run, KernelFamily::Norm), 11u);
  EXPECT_EQ(countOf(run, KernelFamily::Elementwise), 11u);
  EXPECT_EQ(countOf(run, KernelFamily::Pool), 3u);
  EXPECT_EQ(countOf(run, KernelFamily::Copy), 3u);
}

TEST(RecordedProfiles, OnnxRuntimeOptimised) {
  RunUnits run = readRun("onnxruntime-1.31.1-unet-optimised.json.gz", 22,
                         ProfileFormat::OnnxRuntime);
  // Batch norms are folded and ReLUs fused; nothing of either is left.
  EXPECT_EQ(countOf(run, KernelFamily::Conv), 16u);
  EXPECT_EQ(countOf(run, KernelFamily::Norm), 0u);
  EXPECT_EQ(countOf(run, KernelFamily::Elementwise), 0u);
  EXPECT_EQ(run.units[0].name, "relu_nchwc");
}

TEST(RecordedProfiles, Torch) {
  RunUnits run =
      readRun("torch-2.15.0-unet.json.gz", 44, ProfileFormat::TorchTrace);
  EXPECT_EQ(countOf(run, KernelFamily::Conv), 16u);
  EXPECT_EQ(countOf(run, KernelFamily::Norm), 11u);
  EXPECT_EQ(countOf(run, KernelFamily::Elementwise), 11u);
  EXPECT_EQ(countOf(run, KernelFamily::Pool), 3u);
  EXPECT_EQ(countOf(run, KernelFamily::Copy), 3u);
  EXPECT_EQ(run.units[0].name, "aten::conv2d");
}

} // namespace
} // namespace perfopt::profiles
