//===- SparsePeak.cpp - Sparse figures among dense ones -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

#include <map>
#include <utility>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

namespace {

/// Dense FLOP of a multiprocessor in one cycle on FP16 inputs, full rate: the
/// datasheet peak / (multiprocessors x clock) of V100, T4, A100, A10, L4, H100,
/// B200, RTX PRO 6000, MI100, MI210 and MI300X.
const std::map<std::string, double, std::less<>> kDensePerCycle = {
    {"7.0", 1024},  {"7.5", 1024},    {"8.0", 2048},    {"8.6", 1024},
    {"8.9", 1024},  {"9.0", 4096},    {"10.0", 8192},   {"10.3", 8192},
    {"12.0", 1024}, {"gfx908", 1024}, {"gfx90a", 1024}, {"gfx942", 2048}};

/// How often that of FP16 a type runs.
const std::map<std::string, double, std::less<>> kRate = {
    {"tf32_tensor", 0.5}, {"fp16_tensor", 1}, {"bf16_tensor", 1},
    {"fp8_tensor", 2},    {"int8_tensor", 2}, {"fp4_tensor", 4}};

/// Twice is sparse; clocks differ by less than half.
constexpr double kSuspicious = 1.5;
constexpr const char *kRemedy =
    "write the dense peak: half of what is printed for 2:4 sparsity";

using Peaks = std::map<std::string, Figure<FlopsPerSecond>>;

/// Against the architecture.
void compareWithUnits(LintEntry &entry, const std::string &where,
                      const Peaks &peaks) {
  const Device &device = *entry.device;
  auto dense = kDensePerCycle.find(device.computeCapability);
  if (dense == kDensePerCycle.end() || !device.boostClock)
    return;
  double full =
      dense->second * device.smCount * device.boostClock->value.value();
  for (const auto &[pipe, figure] : peaks) {
    auto rate = kRate.find(pipe);
    if (rate == kRate.end())
      continue;
    double ratio = figure.value.value() / (full * rate->second);
    if (ratio > kSuspicious)
      entry.complain("sparse-peak", where + "." + pipe,
                     fmt::format("{} is {:.3g} times what the tensor cores do "
                                 "on dense operands at boost clock",
                                 pipe, ratio),
                     kRemedy);
  }
}

/// Against the other types: the narrower one runs twice as fast, not four
/// times.
void compareWithTypes(LintEntry &entry, const std::string &where,
                      const Peaks &peaks) {
  constexpr std::pair<const char *, const char *> kPairs[] = {
      {"fp16_tensor", "tf32_tensor"},
      {"bf16_tensor", "tf32_tensor"},
      {"fp8_tensor", "fp16_tensor"},
      {"fp16_tensor", "bf16_tensor"},
      {"bf16_tensor", "fp16_tensor"}};
  for (auto [fast, slow] : kPairs) {
    auto a = peaks.find(fast), b = peaks.find(slow);
    if (a == peaks.end() || b == peaks.end() ||
        a->second.from.origin != b->second.from.origin)
      continue;
    double expected = kRate.at(fast) / kRate.at(slow);
    double ratio = a->second.value / b->second.value / expected;
    if (ratio > kSuspicious)
      entry.complain("sparse-peak", where + "." + fast,
                     fmt::format("{} is {:.3g} times {}, expected {:.3g} times "
                                 "where both are dense",
                                 fast, ratio * expected, slow, expected),
                     kRemedy);
  }
}

} // namespace

void sparsePeak(LintEntry &entry) {
  Peaks used;
  for (const auto &[pipe, figure] : entry.device->peaks)
    used.emplace(name(pipe), figure);
  for (const auto &[where, peaks] :
       {std::pair<const char *, const Peaks *>{"peaks", &used},
        {"nominal.peaks", &entry.device->nominal.peaks}}) {
    compareWithUnits(entry, where, *peaks);
    compareWithTypes(entry, where, *peaks);
  }
}

} // namespace perfopt::hwdb::rules
