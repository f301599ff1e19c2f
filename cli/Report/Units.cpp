//===- Units.cpp - Quantities as people read them -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string_view>

namespace perfopt::cli {

namespace {

struct Prefix {
  double factor;
  std::string_view symbol;
};

/// `value` in the largest of `prefixes` (ascending) in which it is at least
/// one.
std::string withPrefix(double value, std::string_view unit,
                       std::initializer_list<Prefix> prefixes) {
  if (!std::isfinite(value))
    return "unknown";
  const Prefix *chosen = prefixes.begin();
  // 999.5 would be printed as 1000.
  for (const Prefix &prefix : prefixes)
    if (std::abs(value) >= 0.9995 * prefix.factor)
      chosen = &prefix;
  if (value == 0)
    return fmt::format("0 {}", unit);
  return fmt::format("{} {}{}", formatNumber(value / chosen->factor),
                     chosen->symbol, unit);
}

std::string inLargeUnits(double value, std::string_view unit) {
  return withPrefix(
      value, unit,
      {{1, ""}, {1e3, "k"}, {1e6, "M"}, {1e9, "G"}, {1e12, "T"}, {1e15, "P"}});
}

/// Digits behind the point that leave `significant` digits of `value`.
int decimalsFor(double value, int significant) {
  int before = value < 1 ? 1 : static_cast<int>(std::log10(value)) + 1;
  return std::max(0, significant - before);
}

std::string withFourDigits(double value, std::string_view unit) {
  if (!std::isfinite(value))
    return "unknown";
  return fmt::format("{:.{}f} {}", value, decimalsFor(std::abs(value), 4),
                     unit);
}

std::vector<std::string> withDecimals(const std::vector<double> &numbers,
                                      int decimals) {
  double smallest = std::pow(10.0, -decimals);
  std::vector<std::string> column;
  for (double number : numbers) {
    if (!std::isfinite(number))
      column.emplace_back("-");
    else if (number == 0)
      column.emplace_back("0");
    else if (number < smallest / 2 && number > 0)
      column.push_back(fmt::format("<{:.{}f}", smallest, decimals));
    else
      column.push_back(fmt::format("{:.{}f}", number, decimals));
  }
  return column;
}

} // namespace

std::string formatNumber(double number) {
  if (!std::isfinite(number))
    return "unknown";
  double size = std::abs(number);
  if (size == 0)
    return "0";
  // {:g} would switch to exponents at 1000.
  if (size >= 99.95)
    return fmt::format("{:.0f}", number);
  if (size >= 0.001)
    return fmt::format("{:#.3g}", number);
  return fmt::format("{:.2e}", number);
}

std::string format(core::Seconds time) {
  constexpr double kNanosecond = 1e-9;
  if (time.value() > 0 && time.value() < kNanosecond)
    return "< 1 ns";
  return withPrefix(time.value(), "s", {{1e-6, "µ"}, {1e-3, "m"}, {1, ""}});
}
std::string format(core::Bytes size) { return inLargeUnits(size.value(), "B"); }
std::string format(core::Flops work) {
  return inLargeUnits(work.value(), "FLOP");
}
std::string format(core::Macs work) {
  return inLargeUnits(work.value(), "MAC");
}
std::string format(core::Joules energy) {
  return withPrefix(
      energy.value(), "J",
      {{1e-6, "µ"}, {1e-3, "m"}, {1, ""}, {1e3, "k"}, {1e6, "M"}});
}
std::string format(core::Watts power) {
  return withPrefix(power.value(), "W", {{1, ""}});
}
std::string format(core::GramsCo2e mass) {
  return withPrefix(mass.value(), "g",
                    {{1e-6, "µ"}, {1e-3, "m"}, {1, ""}, {1e3, "k"}});
}
std::string format(core::FlopsPerByte intensity) {
  return withPrefix(intensity.value(), "FLOP/B", {{1, ""}});
}
std::string format(core::GramsCo2ePerKwh intensity) {
  return withPrefix(intensity.value(), "g/kWh", {{1, ""}});
}
std::string formatDuration(core::Seconds time) {
  constexpr double kMinute = 60, kHour = 3600;
  // 59.95 would be printed as 60.0, and 59.95 minutes as well.
  if (!(time.value() >= 0.9995 * kMinute))
    return format(time);
  bool inHours = time.value() >= 0.9995 * kHour;
  return fmt::format("{} {}",
                     formatNumber(time.value() / (inHours ? kHour : kMinute)),
                     inHours ? "h" : "min");
}
std::string formatConsumption(core::Joules energy) {
  constexpr double kWattHour = 3600;
  if (!(energy.value() >= 0.9995 * kWattHour))
    return format(energy);
  return withPrefix(energy.value() / kWattHour, "Wh",
                    {{1, ""}, {1e3, "k"}, {1e6, "M"}, {1e9, "G"}});
}
std::string format(core::Usd amount) {
  return formatAmounts({amount.value()}).front() + " $";
}
std::string format(core::FlopsPerSecond rate) {
  return withFourDigits(rate.value() / 1e12, "TFLOP/s");
}
std::string format(core::BytesPerSecond rate) {
  return withFourDigits(rate.value() / 1e9, "GB/s");
}
std::string formatScaled(core::FlopsPerSecond rate) {
  return inLargeUnits(rate.value(), "FLOP/s");
}
std::string formatCount(int64_t count) {
  if (std::abs(count) < 10000)
    return std::to_string(count);
  return withPrefix(static_cast<double>(count), "",
                    {{1, ""}, {1e3, "k"}, {1e6, "M"}, {1e9, "G"}, {1e12, "T"}});
}

std::string formatShare(double share) {
  if (!std::isfinite(share))
    return "unknown";
  if (share == 0)
    return "0 %";
  if (share < 0.0005)
    return "<0.1 %";
  if (share > kMostShare)
    return fmt::format("more than {:.0f} times", kMostShare);
  return fmt::format("{:.1f} %", 100 * share);
}

std::vector<std::string> formatColumn(const std::vector<double> &numbers) {
  double largest = 0;
  for (double number : numbers)
    if (std::isfinite(number))
      largest = std::max(largest, std::abs(number));
  return withDecimals(numbers, decimalsFor(largest, 4));
}

std::vector<std::string> formatAmounts(const std::vector<double> &numbers) {
  int decimals = 2;
  for (double number : numbers)
    if (std::isfinite(number) && number > 0)
      decimals = std::max(decimals,
                          2 - static_cast<int>(std::floor(std::log10(number))));
  return withDecimals(numbers, decimals);
}

} // namespace perfopt::cli
