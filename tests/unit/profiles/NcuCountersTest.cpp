//===- NcuCountersTest.cpp - From Nsight Compute's metrics to FLOPs and bytes
//-===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Nsight/NcuCounters.h"

#include "TestData.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using core::Bytes;
using core::Flops;
using core::Pipe;
using core::Seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;
using testing::Pair;

NcuLaunch launch(std::string capability,
                 std::map<std::string, double, std::less<>> metrics) {
  NcuLaunch launch;
  launch.capability = std::move(capability);
  launch.metrics = std::move(metrics);
  return launch;
}

Counters count(const NcuLaunch &launch) {
  std::set<std::string> notes;
  return ncuCounters(launch, notes);
}

TEST(NcuCounters, Equation33TimeIsCyclesByTheirRate) {
  // 125000 cycles / 1.25e9 cycles a second = 100 us.
  EXPECT_THAT(
      ncuTime(launch("", {{"sm__cycles_elapsed.avg", 125000},
                          {"sm__cycles_elapsed.avg.per_second", 1.25e9}})),
      Optional(Seconds(100e-6)));
  EXPECT_EQ(ncuTime(launch("", {{"sm__cycles_elapsed.avg", 125000}})),
            std::nullopt);
}

TEST(NcuCounters, Equation34Fp32) {
  // 1000000 + 2 * 500000000 + 2000000 = 1003000000.
  Counters counters = count(launch(
      "7.0", {{"sm__sass_thread_inst_executed_op_fadd_pred_on.sum", 1e6},
              {"sm__sass_thread_inst_executed_op_ffma_pred_on.sum", 5e8},
              {"sm__sass_thread_inst_executed_op_fmul_pred_on.sum", 2e6}}));
  EXPECT_THAT(counters.flops, ElementsAre(Pair(Pipe::Fp32, Flops(1.003e9))));
}

TEST(NcuCounters, Equation35Fp16) {
  // 1000 + 2 * 3000 + 2000 = 9000.
  Counters counters = count(launch(
      "7.0", {{"sm__sass_thread_inst_executed_op_hadd_pred_on.sum", 1000},
              {"sm__sass_thread_inst_executed_op_hfma_pred_on.sum", 3000},
              {"sm__sass_thread_inst_executed_op_hmul_pred_on.sum", 2000}}));
  EXPECT_THAT(counters.flops, ElementsAre(Pair(Pipe::Fp16, Flops(9000))));
}

TEST(NcuCounters, PackedHalvesCountTwiceWhereNcuSaysSo) {
  // 2 * (1000 + 2000) + 4 * 3000 = 18000.
  Counters counters = count(launch(
      "9.0",
      {{"sm__sass_thread_inst_executed_op_hadd_pred_on.sum", 1000},
       {"sm__sass_thread_inst_executed_op_hfma_pred_on.sum", 3000},
       {"sm__sass_thread_inst_executed_op_hmul_pred_on.sum", 2000},
       {"derived__sm__sass_thread_inst_executed_op_hfma_pred_on_x4", 12000}}));
  EXPECT_THAT(counters.flops, ElementsAre(Pair(Pipe::Fp16, Flops(18000))));
}

TEST(NcuCounters, Fp64AndSubPartitionsCountAlike) {
  // 10 + 2 * 20 + 30 = 80.
  Counters counters = count(launch(
      "8.0", {{"smsp__sass_thread_inst_executed_op_dadd_pred_on.sum", 10},
              {"smsp__sass_thread_inst_executed_op_dfma_pred_on.sum", 20},
              {"smsp__sass_thread_inst_executed_op_dmul_pred_on.sum", 30}}));
  EXPECT_THAT(counters.flops, ElementsAre(Pair(Pipe::Fp64, Flops(80))));
}

TEST(NcuCounters, AMissingOperandLeavesFlopsUnknown) {
  std::set<std::string> notes;
  // Doubles are there in full: their 4 FLOPs are not the whole.
  EXPECT_THAT(
      ncuCounters(
          launch("7.0",
                 {{"sm__sass_thread_inst_executed_op_ffma_pred_on.sum", 5},
                  {"sm__sass_thread_inst_executed_op_fadd_pred_on.sum", 5},
                  {"sm__sass_thread_inst_executed_op_dadd_pred_on.sum", 1},
                  {"sm__sass_thread_inst_executed_op_dmul_pred_on.sum", 1},
                  {"sm__sass_thread_inst_executed_op_dfma_pred_on.sum", 1}}),
          notes)
          .flops,
      IsEmpty());
  EXPECT_THAT(
      notes,
      ElementsAre(HasSubstr(
          "sm__sass_thread_inst_executed_op_fmul_pred_on.sum is missing")));
}

TEST(NcuCounters, RooflineSectionsCollectRatesAndCycles) {
  // (2 + 2 * 8 + 1) a cycle * 1000 cycles = 19000.
  Counters counters = count(launch(
      "8.0",
      {{"smsp__sass_thread_inst_executed_op_fadd_pred_on.sum.per_cycle_elapsed",
        2},
       {"smsp__sass_thread_inst_executed_op_ffma_pred_on.sum.per_cycle_elapsed",
        8},
       {"smsp__sass_thread_inst_executed_op_fmul_pred_on.sum.per_cycle_elapsed",
        1},
       {"smsp__cycles_elapsed.avg", 1000}}));
  EXPECT_THAT(counters.flops, ElementsAre(Pair(Pipe::Fp32, Flops(19000))));
}

TEST(NcuCounters, CyclesMayBeThoseOfTheSmOrARateByTheTime) {
  using Metrics = std::map<std::string, double, std::less<>>;
  // 1 FMA a cycle * 1000 cycles = 2000 FLOPs; the second are 1e9 / s * 1 us.
  for (Metrics cycles : {Metrics{{"sm__cycles_elapsed.max", 1000}},
                         Metrics{{"smsp__cycles_elapsed.avg.per_second", 1e9},
                                 {"gpu__time_duration.sum", 1e-6}}}) {
    for (const char *op : {"fadd", "fmul", "ffma"})
      cycles[fmt::format(
          "smsp__sass_thread_inst_executed_op_{}_pred_on.sum.per_cycle_elapsed",
          op)] = op == std::string("ffma");
    Counters counters = count(launch("8.0", cycles));
    ASSERT_TRUE(counters.flops.contains(Pipe::Fp32));
    EXPECT_DOUBLE_EQ(counters.flops[Pipe::Fp32].value(), 2000);
  }
}

TEST(NcuCounters, RatesWithoutCyclesSayWhatToCollect) {
  std::set<std::string> notes;
  EXPECT_THAT(ncuCounters(launch("8.0", {{"smsp__sass_thread_inst_executed_op_"
                                          "ffma_pred_on.sum.per_cycle_elapsed",
                                          2}}),
                          notes)
                  .flops,
              IsEmpty());
  EXPECT_THAT(notes, ElementsAre(HasSubstr("collect sm__cycles_elapsed.max")));
}

TEST(NcuCounters, Equation36OnVoltaAndTuring) {
  for (const char *capability : {"7.0", "7.5"}) {
    // 2000000 * 512 = 1.024e9.
    Counters counters =
        count(launch(capability, {{"sm__inst_executed_pipe_tensor.sum", 2e6}}));
    EXPECT_THAT(counters.flops,
                ElementsAre(Pair(Pipe::Fp16Tensor, Flops(1.024e9))));
  }
}

TEST(NcuCounters, OperationsOfATypeStandBeforeInstructions) {
  // One of 2 n^3 for n = 5160 or so; the instructions would give another.
  Counters counters = count(launch(
      "8.0", {{"sm__ops_path_tensor_src_fp16_dst_fp32.sum", 274877906944},
              {"sm__ops_path_tensor_src_fp16_dst_fp16.sum", 6},
              {"sm__ops_path_tensor_op_hmma_src_fp16.sum", 999},
              {"sm__ops_path_tensor_src_tf32_dst_fp32.sum", 0},
              {"sm__inst_executed_pipe_tensor.sum", 1}}));
  EXPECT_THAT(counters.flops,
              ElementsAre(Pair(Pipe::Tf32Tensor, Flops(0)),
                          Pair(Pipe::Fp16Tensor, Flops(274877906950))));
}

TEST(NcuCounters, SplitsBySparsityAreNotCountedTwice) {
  Counters counters = count(launch(
      "9.0", {{"sm__ops_path_tensor_src_bf16_dst_fp32.sum", 100},
              {"sm__ops_path_tensor_src_bf16_dst_fp32_sparsity_off.sum", 70},
              {"sm__ops_path_tensor_src_bf16_dst_fp32_sparsity_on.sum", 30},
              {"sm__ops_path_tensor_src_int8_sparsity_off.sum", 5},
              {"sm__ops_path_tensor_src_int8_sparsity_on.sum", 6},
              {"sm__ops_path_tensor_src_fp8.sum", 11},
              {"sm__ops_path_tensor_src_fp8_dst_fp16.sum", 4},
              {"sm__ops_path_tensor_src_fp8_dst_fp32.sum", 7}}));
  EXPECT_THAT(counters.flops, ElementsAre(Pair(Pipe::Bf16Tensor, Flops(100)),
                                          Pair(Pipe::Fp8Tensor, Flops(11)),
                                          Pair(Pipe::Int8Tensor, Flops(11))));
}

TEST(NcuCounters, AnA100WithoutOperationsIsApproximated) {
  std::set<std::string> notes;
  // 1000 * 2048 = 2048000.
  Counters counters = ncuCounters(
      launch("8.0", {{"sm__inst_executed_pipe_tensor_op_hmma.sum", 1000}}),
      notes);
  EXPECT_THAT(counters.flops,
              ElementsAre(Pair(Pipe::Fp16Tensor, Flops(2048000))));
  EXPECT_THAT(notes, ElementsAre(HasSubstr("2048 an instruction")));
}

/// `more` beside three FLOPs on fp32: FLOPs that must not pass for the whole.
NcuLaunch beside(std::string capability,
                 std::map<std::string, double, std::less<>> more) {
  NcuLaunch all =
      launch(std::move(capability),
             {{"sm__sass_thread_inst_executed_op_fadd_pred_on.sum", 1},
              {"sm__sass_thread_inst_executed_op_ffma_pred_on.sum", 1},
              {"sm__sass_thread_inst_executed_op_fmul_pred_on.sum", 0}});
  all.metrics.merge(more);
  return all;
}

TEST(NcuCounters, AnA100sOtherProductsAreUnknown) {
  using Metrics = std::map<std::string, double, std::less<>>;
  for (const Metrics &metrics :
       {Metrics{{"sm__inst_executed_pipe_tensor_op_hmma.sum", 0},
                {"sm__inst_executed_pipe_tensor_op_imma.sum", 1000}},
        Metrics{{"sm__inst_executed_pipe_tensor_op_hmma.sum", 1},
                {"sm__inst_executed_pipe_tensor_op_dmma.sum", 1000}},
        // Kinds are not told apart, or 4 of 5 are of another kind.
        Metrics{{"sm__inst_executed_pipe_tensor.sum", 1000}},
        Metrics{{"sm__inst_executed_pipe_tensor_op_hmma.sum", 1},
                {"sm__inst_executed_pipe_tensor.sum", 5}}}) {
    std::set<std::string> notes;
    Counters counters = ncuCounters(beside("8.0", metrics), notes);
    EXPECT_THAT(counters.flops, IsEmpty());
    EXPECT_THAT(notes, ElementsAre(HasSubstr("compute capability 8.0")));
  }
}

TEST(NcuCounters, AnA100sKernelWithoutProductsIsKnown) {
  // 1 + 2 * 1 + 0 = 3.
  EXPECT_THAT(
      count(beside("8.0", {{"sm__inst_executed_pipe_tensor_op_hmma.sum", 0},
                           {"sm__inst_executed_pipe_tensor.sum", 0}}))
          .flops,
      ElementsAre(Pair(Pipe::Fp32, Flops(3)),
                  Pair(Pipe::Fp16Tensor, Flops(0))));
}

TEST(NcuCounters, ProductsOfIntegersOnTuringAreUnknown) {
  EXPECT_THAT(
      count(beside("7.5", {{"sm__inst_executed_pipe_tensor.sum", 10},
                           {"sm__inst_executed_pipe_tensor_op_imma.sum", 10}}))
          .flops,
      IsEmpty());
}

TEST(NcuCounters, OnHopperInstructionsSayNothing) {
  for (const char *metric :
       {"sm__inst_executed_pipe_tensor_op_gmma.sum",
        "smsp__sass_inst_executed_op_hmma.sum",
        "smsp__sass_inst_executed_op_mma.sum",
        "smsp__sass_inst_executed_op_shared_gmma.sum",
        "smsp__sass_inst_executed_op_wgmma.sum",
        "smsp__sass_inst_executed_op_utcmma.sum",
        "sm__pipe_tensor_cycles_active.avg.pct_of_peak_sustained_active",
        "sm__pipe_tensor_op_hmma_cycles_active.avg.pct_of_peak_sustained_"
        "elapsed",
        "sm__ops_path_tensor_op_hmma_src_fp16.sum"}) {
    std::set<std::string> notes;
    Counters counters = ncuCounters(beside("9.0", {{metric, 1000}}), notes);
    EXPECT_THAT(counters.flops, IsEmpty()) << metric;
    EXPECT_THAT(notes, ElementsAre(HasSubstr("compute capability 9.0")));
    // 1 + 2 * 1 + 0 = 3: they idled.
    EXPECT_THAT(count(beside("9.0", {{metric, 0}})).flops,
                ElementsAre(Pair(Pipe::Fp32, Flops(3))))
        << metric;
  }
}

TEST(NcuCounters, WhatAChipCouldDoIsNoProduct) {
  // 1 + 2 * 1 + 0 = 3.
  EXPECT_THAT(
      count(beside("9.0",
                   {{"sm__inst_executed_pipe_tensor.sum.peak_sustained", 528}}))
          .flops,
      ElementsAre(Pair(Pipe::Fp32, Flops(3))));
}

TEST(NcuCounters, OperationsThatMissTheOnesThatRanAreUnknown) {
  std::set<std::string> notes;
  // Only those on halves were collected, and others ran.
  Counters counters = ncuCounters(
      beside("9.0", {{"sm__ops_path_tensor_src_fp16_dst_fp32.sum", 0},
                     {"smsp__sass_inst_executed_op_wgmma.sum", 9}}),
      notes);
  EXPECT_THAT(counters.flops, IsEmpty());
  EXPECT_THAT(notes, ElementsAre(HasSubstr("does not tell their FLOPs")));
}

TEST(NcuCounters, OperationsOfATypeWithoutAPipeLeaveFlopsUnknown) {
  for (const char *type : {"src_int4", "src_fp64", "src_fp4_dst_fp32"}) {
    std::string metric = fmt::format("sm__ops_path_tensor_{}.sum", type);
    std::set<std::string> notes;
    Counters counters = ncuCounters(
        beside("8.0", {{metric, 8}, {"sm__ops_path_tensor_src_fp16.sum", 0}}),
        notes);
    EXPECT_THAT(counters.flops, IsEmpty()) << type;
    EXPECT_THAT(notes, ElementsAre(HasSubstr(metric)));
    notes.clear();
    // 1 + 2 * 1 + 0 = 3: none ran.
    EXPECT_THAT(ncuCounters(beside("8.0", {{metric, 0}}), notes).flops,
                ElementsAre(Pair(Pipe::Fp32, Flops(3))));
    EXPECT_THAT(notes, IsEmpty());
  }
}

TEST(NcuCounters, OperationsMayBeRates) {
  // 20 a cycle * 1000 cycles = 20000.
  EXPECT_THAT(
      count(launch(
                "9.0",
                {{"sm__ops_path_tensor_src_bf16_dst_fp32.sum.per_cycle_elapsed",
                  20},
                 {"sm__cycles_elapsed.max", 1000}}))
          .flops,
      ElementsAre(Pair(Pipe::Bf16Tensor, Flops(20000))));
}

TEST(NcuCounters, BytesOfEachLevel) {
  Counters counters = count(launch("8.0", {{"l1tex__t_bytes.sum", 300},
                                           {"lts__t_sectors.sum", 4},
                                           {"dram__bytes_read.sum", 50},
                                           {"dram__bytes_write.sum", 7}}));
  EXPECT_THAT(counters.l1, Optional(Bytes(300)));
  EXPECT_THAT(counters.l2, Optional(Bytes(128))); // 4 * 32
  EXPECT_THAT(counters.dram, Optional(Bytes(57)));
}

TEST(NcuCounters, TheDetailsPageGivesDramBytesAsARate) {
  // 5e11 bytes a second * 2 ms = 1e9 bytes.
  Counters counters =
      count(launch("8.0", {{"Duration", 2e-3}, {"Memory Throughput", 5e11}}));
  EXPECT_THAT(counters.dram, Optional(Bytes(1e9)));
  // Percent of the peak are no rate.
  EXPECT_EQ(
      count(launch("8.0", {{"Duration", 2e-3}, {"Memory Throughput", 80}}))
          .dram,
      std::nullopt);
}

TEST(NcuCounters, ProfileOfARawPage) {
  auto report = readNcuReport(test::readData("ncu_raw.csv"), "ncu.csv");
  ASSERT_TRUE(report) << report.error().str();
  auto profile = profileOf(*report, "ncu.csv");
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_EQ(profile->format, ProfileFormat::NcuRaw);
  EXPECT_TRUE(profile->disturbed);
  EXPECT_EQ(profile->device, "Tesla V100-SXM2-16GB");
  ASSERT_EQ(profile->events.size(), 2u);
  ASSERT_TRUE(profile->events[0].time);
  EXPECT_DOUBLE_EQ(profile->events[0].time->value(), 100e-6);
  // 1000000 + 2 * 500000000 + 2000000 on fp32, and 0 on the others.
  EXPECT_THAT(profile->events[0].counters.totalFlops(),
              Optional(Flops(1.003e9)));
  // 1000 + 2 * 3000 + 2000 on fp16, 2000000 * 512 on the tensor cores.
  EXPECT_THAT(profile->events[1].counters.totalFlops(),
              Optional(Flops(9000 + 1.024e9)));
  EXPECT_THAT(profile->events[1].counters.l2, Optional(Bytes(6e6)));
}

TEST(NcuCounters, WithoutTimesAndCountersSaysWhatToCollect) {
  NcuReport report;
  report.launches = {launch("8.0", {{"launch__grid_size", 1}})};
  auto profile = profileOf(report, "ncu.csv");
  ASSERT_FALSE(profile);
  EXPECT_THAT(profile.error().str(), HasSubstr("ncu.csv: no launch has a time "
                                               "or a counter"));
  EXPECT_THAT(profile.error().message, HasSubstr("gpu__time_duration.sum"));
}

} // namespace
} // namespace perfopt::profiles
