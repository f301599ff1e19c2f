//===- RefitTest.cpp - Ceilings that the measurement supports -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Compare/Refit.h"

#include "TestData.h"

#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using core::KernelFamily;
using core::Pipe;
using core::Seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

core::Device board() {
  core::Device device;
  device.id = "board";
  device.name = "Board";
  device.peaks[Pipe::Fp16Tensor] = {core::FlopsPerSecond(1000), {}};
  device.bandwidths[core::MemoryLevel::Hbm] = {core::BytesPerSecond(200), {}};
  device.kernelFloor = core::Figure<Seconds>{Seconds(0.1), {}};
  return device;
}

/// `ratios[i]` is the measured by the predicted work of the i-th problem: a
/// kernel of 10.1 s predicted, of which the floor is 0.1.
struct Case {
  core::Workload workload;
  Comparison comparison;

  void add(double ratio, int problem, core::Bound bound = core::Bound::Hbm,
           double predicted = 10.1) {
    core::Kernel kernel;
    kernel.family = KernelFamily::Elementwise;
    kernel.problem["elements"] = problem;
    ComparedRow row;
    row.by = MatchedBy::Name;
    row.kernels = {static_cast<int>(workload.kernels.size())};
    row.units = {0};
    row.predicted = Seconds(predicted);
    row.measured = Seconds(0.1 + ratio * (predicted - 0.1));
    row.bound = bound;
    row.pipe = Pipe::Fp16Tensor;
    workload.kernels.push_back(kernel);
    comparison.rows.push_back(row);
  }
  Refit result(const Profile &profile = traceOf("Board")) const {
    return refit(comparison, workload, board(), profile);
  }
  static Profile traceOf(std::string device) {
    Profile profile;
    profile.format = ProfileFormat::NsysTrace;
    profile.device = std::move(device);
    return profile;
  }
};

TEST(Refit, CorrectsToTheMedianOverProblems) {
  Case one;
  const double ratios[] = {1.25, 1.25, 1.25, 1.6, 1.25, 1.0 / 0.9};
  for (int i = 0; i < 6; ++i)
    one.add(ratios[i], i);
  // A problem that occurs often counts once.
  for (int i = 0; i < 20; ++i)
    one.add(1.6, 3);
  Refit result = one.result();
  EXPECT_EQ(result.refusal, "");
  ASSERT_EQ(result.changes.size(), 1u);
  const CeilingChange &change = result.changes[0];
  EXPECT_EQ(change.section + "." + change.key, "bandwidths.hbm");
  EXPECT_EQ(change.current, 200);
  // Sorted 0.625, 0.8, 0.8, 0.8, 0.8, 0.9: median 0.8, 200 * 0.8 = 160. Of six
  // values the extremes are the 95 % interval: 2 / 2^6 = 3.1 %.
  EXPECT_NEAR(change.proposed, 160, 1e-9);
  EXPECT_NEAR(change.low, 125, 1e-9);  // 200 * 0.625
  EXPECT_NEAR(change.high, 180, 1e-9); // 200 * 0.9
  EXPECT_EQ(change.kernels, 26);
  EXPECT_EQ(change.problems, 6);
}

TEST(Refit, ComputeCeilingsToo) {
  Case one;
  for (int i = 0; i < 6; ++i)
    one.add(0.8, i, core::Bound::Compute);
  Refit result = one.result();
  ASSERT_EQ(result.changes.size(), 1u);
  EXPECT_EQ(result.changes[0].section + "." + result.changes[0].key,
            "peaks.fp16_tensor");
  EXPECT_NEAR(result.changes[0].proposed, 1250, 1e-9); // 1000 / 0.8
}

TEST(Refit, FiveProblemsAreTooFew) {
  Case one;
  for (int i = 0; i < 30; ++i)
    one.add(1.25, i % 5);
  Refit result = one.result();
  EXPECT_THAT(result.changes, IsEmpty());
  EXPECT_THAT(result.kept, ElementsAre(HasSubstr(
                               "bandwidths.hbm: 30 kernels of 5 distinct "
                               "problems run into it, expected at least 6")));
}

TEST(Refit, WhatAgreesIsKept) {
  Case one;
  const double ratios[] = {0.9, 1.3, 1.2, 1.1, 0.8, 1.25};
  for (int i = 0; i < 6; ++i)
    one.add(ratios[i], i);
  Refit result = one.result();
  EXPECT_THAT(result.changes, IsEmpty());
  EXPECT_THAT(result.kept, ElementsAre(HasSubstr("agree with it")));
}

TEST(Refit, ShortKernelsTellNothing) {
  Case one;
  // (0.9 - 0.1) / 0.1 = 8 times the floor.
  for (int i = 0; i < 10; ++i)
    one.add(1.25, i, core::Bound::Hbm, 0.9);
  for (int i = 0; i < 10; ++i)
    one.add(1.25, i, core::Bound::Launch);
  EXPECT_THAT(one.result().refusal, HasSubstr("no single kernel"));
}

TEST(Refit, RefusesTimesThatAreNotOfTheDevice) {
  Case one;
  for (int i = 0; i < 6; ++i)
    one.add(1.25, i);
  Profile host = Case::traceOf("");
  host.onHost = true;
  EXPECT_THAT(one.result(host).refusal, HasSubstr("host's processor"));
  // A processor's own times may correct the entry that was measured on it.
  core::Device processor = board();
  processor.kind = core::DeviceKind::Cpu;
  auto refusal = [&] {
    return refit(one.comparison, one.workload, processor, host).refusal;
  };
  EXPECT_THAT(refusal(), HasSubstr("does not say which processor"));
  core::Provenance measured{core::Origin::Measured,
                            "perf-opt 1.0 (`perf-opt hwdb measure`, built with "
                            "GCC 12.2.0)",
                            "2026-11-27", ""};
  processor.bandwidths[core::MemoryLevel::Hbm].from = measured;
  EXPECT_THAT(refusal(), HasSubstr("does not say which processor"));
  processor.peaks[Pipe::Fp16Tensor].from = measured;
  EXPECT_EQ(refusal(), "");
  // Corrected once, it may be corrected again.
  processor.bandwidths[core::MemoryLevel::Hbm].from.source =
      "perf-opt compare: net at batch 1 against trace.json";
  EXPECT_EQ(refusal(), "");
  Profile ncu = Case::traceOf("Board");
  ncu.disturbed = true;
  EXPECT_THAT(one.result(ncu).refusal, HasSubstr("ncu's times"));
  Profile summary = Case::traceOf("Board");
  summary.ordered = false;
  EXPECT_THAT(one.result(summary).refusal, HasSubstr("summary"));
  EXPECT_THAT(one.result(Case::traceOf("Other")).refusal,
              HasSubstr("the profile is of 'Other', not of board"));
  EXPECT_EQ(one.result(Case::traceOf("Board")).refusal, "");
}

} // namespace
} // namespace perfopt::profiles
