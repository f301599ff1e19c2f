//===- SampleCompare.cpp - A hand-made comparison for the tests -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SampleCompare.h"

namespace perfopt::cli::test {

using namespace core;

CompareReport sampleCompare() {
  CompareReport report;
  report.model.name = "net, \"small\"";
  report.device.id = "board";
  report.device.name = "Board";
  report.device.peaks[Pipe::Fp32] = {FlopsPerSecond(1e12), {}};
  report.device.bandwidths[MemoryLevel::Hbm] = {BytesPerSecond(1e11), {}};
  report.latency.value = Seconds(3e-3);
  report.provenance.predictor = "roofline";
  report.profile.format = profiles::ProfileFormat::NcuRaw;
  report.profile.path = "ncu.csv";
  report.run.runs = 2;
  report.run.runsFrom = "2 equal runs of 2 events found";

  Workload workload;
  Prediction prediction;
  auto addKernel = [&](const char *name, KernelFamily family, double seconds) {
    Kernel kernel;
    kernel.name = name;
    kernel.family = family;
    kernel.flops = Flops(1e9);
    kernel.bytesRead = Bytes(5e7);
    KernelPrediction predicted;
    predicted.kernel = static_cast<int>(workload.kernels.size());
    predicted.time = Seconds(seconds);
    predicted.bound = Bound::Compute;
    predicted.pipe = Pipe::Fp32;
    predicted.bytesHbm = Bytes(5e7);
    workload.kernels.push_back(kernel);
    prediction.kernels.push_back(predicted);
  };
  addKernel("conv", KernelFamily::Conv, 1e-3);
  addKernel("fc", KernelFamily::Gemm, 2e-3);

  profiles::Unit conv;
  conv.name = "fprop";
  conv.kernels = {"fprop", "nhwcToNchw"};
  conv.family = KernelFamily::Conv;
  conv.time = Seconds(4e-3);
  conv.start = Seconds(0);
  conv.counters.flops[Pipe::Fp32] = Flops(1.2e9);
  conv.counters.dram = Bytes(6e7);
  profiles::Unit copy;
  copy.name = "[CUDA memcpy]";
  copy.time = Seconds(5e-4);
  copy.start = Seconds(4.5e-3);
  report.run.units = {conv, copy};
  profiles::Join join;
  join.pairings = {{{0}, {0}, profiles::MatchedBy::Order}};
  join.kernelsLeft = {1};
  join.unitsLeft = {1};
  report.comparison =
      profiles::compare(workload, prediction, report.device, report.run, join);
  report.refit = RefitReport{
      {{{"bandwidths", "hbm", 1e11, 0.9e11, 0.8e11, 0.95e11, 12, 6}},
       {"peaks.fp32: 3 kernels of 3 distinct problems run into it"},
       ""},
      "board.yaml",
      "--- a/board.yaml\n+++ b/board.yaml\n"};
  report.diagnostics = {"a warning"};
  return report;
}

} // namespace perfopt::cli::test
