//===- Statistics.h - Medians and their spread ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_STATISTICS_H
#define PERFOPT_ROOFLINE_MEASURE_STATISTICS_H

#include <vector>

namespace perfopt::measure {

/// Of repeated measurements, in their unit.
struct Summary {
  double median = 0;
  double lowerQuartile = 0, upperQuartile = 0;
  int count = 0;

  /// Interquartile range over the median: 0.01 is a spread of 1 %.
  double spread() const;
};

/// Quantiles are interpolated between neighbours. Zeros for no samples.
Summary summarize(std::vector<double> samples);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_STATISTICS_H
