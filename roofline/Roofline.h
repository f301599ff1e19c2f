//===- Roofline.h - The time of one kernel on one device ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The hierarchical roofline (Panner Selvam's thesis, Eq. 3.1, after Yang et
// al.):
//
//   time = max(FLOPs / ceiling(pipe), bytes_l / bandwidth_l for L1, L2, HBM)
//
// with the share of the device that the kernel's tiles or blocks keep at work
// (TileModel.h, AttentionModel.h, RecurrentModel.h, StreamModel.h), after the
// device's kernel floor, which passes before the first byte moves: measured
// times of small streaming kernels are that floor plus bytes / bandwidth.
//
// Not modelled: operands that a previous kernel left in the L2, Winograd and
// FFT convolutions, power and clock limits below the measured ceilings.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_ROOFLINE_H
#define PERFOPT_ROOFLINE_ROOFLINE_H

#include "core/Schema/Workload.h"
#include "roofline/Ceilings.h"
#include "roofline/PipeChoice.h"

namespace perfopt::roofline {

struct KernelTime {
  core::Seconds time;
  /// Of the bare roofline: FLOPs at the pipe's peak or compulsory bytes at the
  /// HBM's, whichever is slower. No implementation is faster.
  core::Seconds ideal;
  /// Launch where the floor or the launch interval is longer than the work.
  core::Bound bound = core::Bound::Unknown;
  PipeChoice pipe;
  core::Bytes bytesL1, bytesL2, bytesHbm;
  /// Attained share of the pipe's peak and of the HBM bandwidth, 0 to 1.
  double fractionOfPeak = 0;
  double fractionOfHbm = 0;
  /// Attained share of the bounding ceiling, 0 to 1; of the nearest roof where
  /// launches are the bound.
  double fractionOfCeiling = 0;
};

/// Device time of all launches of `kernel`, without gaps between launches.
core::Result<KernelTime> time(const core::Kernel &kernel,
                              const Ceilings &ceilings,
                              const Options &options = {});

/// The same for a single kernel; resolves the device first.
core::Result<KernelTime> time(const core::Kernel &kernel,
                              const core::Device &device,
                              const Options &options = {});

/// A queue of launches takes at least the launch interval for each: where that
/// is longer, it becomes the time and the bound.
KernelTime withLaunches(KernelTime time, const core::Kernel &kernel,
                        const Ceilings &ceilings);

} // namespace perfopt::roofline

#endif // PERFOPT_ROOFLINE_ROOFLINE_H
