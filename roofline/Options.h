//===- Options.h - Assumptions of the roofline model ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Everything in the model that is neither a ceiling of the device nor counted
// from the kernel. Each is an assumption with its public origin; change it here
// and nowhere else. Tile shapes are in TileModel.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_OPTIONS_H
#define PERFOPT_ROOFLINE_OPTIONS_H

#include "core/Support/Quantity.h"

namespace perfopt::roofline {

struct Options {
  /// Duration of a kernel without work, for devices whose entry has none. An
  /// assumption: the middle of the 1.1 to 1.6 us that the shortest elementwise
  /// kernels take in the public H100 profiler traces of AMD-AGI/TraceLens
  /// (2026-08).
  core::Seconds assumedKernelFloor = core::fromMicroseconds(1.35);
  /// From one launch to the next, for devices whose entry has none. An
  /// assumption: between what RRZE-HPC/gpu-benches (2025-02) measured on A100
  /// (2.7 us), H200 (2.5), A40 (2.05) and L40 (1.64); their mean is 2.22.
  core::Seconds assumedLaunchInterval = core::fromMicroseconds(2.22);
  /// A round trip to the HBM. An assumption: pointer chases take 552 cycles at
  /// 1.41 GHz on A100 (RRZE-HPC/gpu-benches, 2025-02) = 0.39 us, and 690 at
  /// 1.98 GHz on GH200 (same source) = 0.35 us.
  core::Seconds memoryLatency = core::fromMicroseconds(0.4);
  /// Elements of k that a tile's main loop loads before its first product:
  /// three stages of 32 (multi-stage pipeline of CUTLASS' GEMM hierarchy).
  double mainLoopFill = 96;
  /// Granularity of k in the main loop.
  double mainLoopStep = 32;
  /// Warps that keep an SM's four sub-partitions busy.
  double warpsToFillSm = 4;
  /// What the softmax inside attention costs on the fp32 pipe for each score:
  /// an exponential (16 a clock and SM against 64 multiply-adds, throughput
  /// table of the CUDA C++ programming guide: 4 slots) and the multiply-add
  /// that scales it (1 slot), 2 FLOPs a slot. Not overlapped with the products.
  double softmaxFlopsPerScore = 10;
  /// Elements that one thread block of a streaming kernel covers: 256 threads
  /// of 4 elements.
  double streamElementsPerBlock = 1024;
  /// Products of at most so many rows or columns are matrix-vector products,
  /// one pass over the matrix without tensor-core tiles. Public PyTorch traces
  /// show such DRAM-bound kernels (gemvx, gemv2T) for one row; that they go up
  /// to 8 is an assumption.
  double vectorProductRows = 8;
  /// How much more than its even share of the HBM bandwidth one SM can draw,
  /// for devices without an L2 bandwidth. From a public H100 measurement: 66.7
  /// GB/s by one SM, 1992 GB/s by 132: 66.7 / (1992 / 132) = 4.42.
  double smDrawOverShare = 4.42;
};

} // namespace perfopt::roofline

#endif // PERFOPT_ROOFLINE_OPTIONS_H
