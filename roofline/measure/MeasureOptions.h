//===- MeasureOptions.h - How thorough a measurement is -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_MEASUREOPTIONS_H
#define PERFOPT_ROOFLINE_MEASURE_MEASUREOPTIONS_H

#include "core/Schema/Device.h"
#include "roofline/measure/Sampling.h"

#include <string>

namespace perfopt::measure {

struct MeasureOptions {
  SamplingOptions sampling;
  /// Points of a curve to each doubling of the buffer.
  int pointsPerDoubling = 4;
  /// ISO 8601.
  std::string date;
  /// Of perf-opt.
  std::string version;
  Progress progress = [](std::string_view) {};

  /// For a first look, in seconds instead of minutes.
  void makeQuick() {
    sampling = SamplingOptions::quick();
    pointsPerDoubling = 2;
  }
};

/// "AMD EPYC 7763 64-Core Processor" is "amd-epyc-7763-64-core-processor".
std::string idOf(std::string_view name);

/// The compiler that this kit was built with: "GCC 12.2.0".
std::string compilerName();

/// Where numbers of this run come from.
core::Provenance measuredBy(const MeasureOptions &options,
                            std::string conditions);

template <typename Q>
core::Figure<Q> measured(Q value, const MeasureOptions &options,
                         std::string conditions) {
  return {value, measuredBy(options, std::move(conditions))};
}

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_MEASUREOPTIONS_H
