//===- Units.h - Quantities as people read them ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Three significant digits with a decimal prefix ("1.84 GB" is 1.84e9 bytes),
// or a whole column of numbers with the same number of decimals. What is not
// finite reads "unknown".
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_UNITS_H
#define PERFOPT_CLI_REPORT_UNITS_H

#include "core/Schema/Prediction.h"
#include "core/Support/Quantity.h"

#include <cstdint>
#include <string>
#include <vector>

namespace perfopt::cli {

std::string format(core::Seconds time);
std::string format(core::Bytes size);
std::string format(core::Flops work);
std::string format(core::Macs work);
std::string format(core::Joules energy);
std::string format(core::Watts power);
std::string format(core::GramsCo2e mass);
std::string format(core::FlopsPerByte intensity);
std::string format(core::GramsCo2ePerKwh intensity);
/// What takes long: hours and minutes, below a minute as above.
std::string formatDuration(core::Seconds time);
/// What takes much: "1.20 kWh", below a watt-hour as above.
std::string formatConsumption(core::Joules energy);
/// Money with two decimals; more where it would read as nothing.
std::string format(core::Usd amount);
/// Always in TFLOP/s, and always in GB/s, as datasheets state them.
std::string format(core::FlopsPerSecond rate);
std::string format(core::BytesPerSecond rate);
/// With the prefix that suits it: rates of kernels span many decades.
std::string formatScaled(core::FlopsPerSecond rate);

/// "25.6 M"; exact below 10000.
std::string formatCount(int64_t count);
/// Three significant digits without a unit.
std::string formatNumber(double number);
/// "80.1 %" of 0.801; "<0.1 %" of what is less but not nothing.
/// A share above this is not printed in percent.
inline constexpr double kMostShare = 100;
std::string formatShare(double share);

/// "9.80 ms to 15.1 ms".
template <typename Q>
std::string formatInterval(const core::Estimate<Q> &estimate) {
  return format(estimate.low) + " to " + format(estimate.high);
}

/// The numbers of one column with the same number of decimals, four digits
/// for the largest; "<0.001" for what would read as nothing, "-" for what is
/// not finite.
std::vector<std::string> formatColumn(const std::vector<double> &numbers);
/// The same with three digits for the smallest: amounts of money, of which
/// none may read as nothing.
std::vector<std::string> formatAmounts(const std::vector<double> &numbers);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_UNITS_H
