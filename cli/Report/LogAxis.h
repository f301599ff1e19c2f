//===- LogAxis.h - A logarithmic axis with a tick at every decade ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_LOGAXIS_H
#define PERFOPT_CLI_REPORT_LOGAXIS_H

#include <string>
#include <vector>

namespace perfopt::cli {

class LogAxis {
public:
  /// From `low` to `high`, both above zero and `low` the lesser, along pixels
  /// from `start` to `end`, which may be the lesser.
  LogAxis(double low, double high, double start, double end);

  /// The pixel of a value above zero, and what stands at a pixel.
  double at(double value) const;
  double valueAt(double pixel) const;
  bool holds(double value) const { return value >= low && value <= high; }

  struct Tick {
    double value;
    /// "0.01", "100", "10 k", "1 T": above 100 with the unit's prefix.
    std::string label;
  };
  /// The powers of ten on the axis.
  std::vector<Tick> decades() const;
  /// 2 to 9 times the powers of ten.
  std::vector<double> betweenDecades() const;

  const double low, high, start, end;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_LOGAXIS_H
