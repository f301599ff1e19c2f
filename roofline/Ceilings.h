//===- Ceilings.h - A device's roofs, ready for the inner loop ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Resolves a Device once: what is missing is found here, and pricing a kernel
// afterwards touches neither maps nor strings of the device.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_CEILINGS_H
#define PERFOPT_ROOFLINE_CEILINGS_H

#include "core/Schema/Device.h"
#include "core/Schema/Prediction.h"
#include "core/Support/Result.h"
#include "roofline/Options.h"

#include <array>
#include <string>
#include <vector>

namespace perfopt::roofline {

inline constexpr size_t kPipeCount =
    static_cast<size_t>(core::Pipe::Int8Tensor) + 1;

struct Ceilings {
  /// Fails, naming the device and everything its entry lacks, without an HBM
  /// bandwidth, an SM count or any compute peak. L1 and L2 are optional: a
  /// level without a bandwidth bounds nothing.
  static core::Result<Ceilings> of(const core::Device &device,
                                   const Options &options = {});

  bool has(core::Pipe pipe) const { return peak(pipe).value() > 0; }
  /// Zero where the device has no such pipe.
  core::FlopsPerSecond peak(core::Pipe pipe) const {
    return peaks[static_cast<size_t>(pipe)];
  }
  /// "HBM 1346 GB/s", "fp16_tensor 292.2 TFLOP/s", "launch 2.7 us".
  const std::string &text(core::Bound bound, core::Pipe pipe) const;

  std::string device;
  double smCount = 0;
  std::array<core::FlopsPerSecond, kPipeCount> peaks;
  /// Zero where unknown.
  core::BytesPerSecond l1, l2;
  core::BytesPerSecond hbm;
  /// What one SM can draw from beyond itself: its share of the L2 bandwidth.
  core::BytesPerSecond smDraw;
  /// Zero where unknown.
  core::Bytes l2Capacity;
  core::Seconds kernelFloor;
  core::Seconds launchInterval;
  /// Levels and constants that the entry lacks, and what is done without them.
  std::vector<std::string> notes;

private:
  std::array<std::string, kPipeCount> pipeTexts;
  std::string l1Text, l2Text, hbmText, launchText, unknownText;
};

} // namespace perfopt::roofline

#endif // PERFOPT_ROOFLINE_CEILINGS_H
