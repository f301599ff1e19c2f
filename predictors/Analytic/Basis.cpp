//===- Basis.cpp - Saying what a prediction rests on ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Analytic/Basis.h"

#include <fmt/format.h>

using namespace perfopt;
using namespace perfopt::predictors;

static std::string originText(const core::Provenance &from) {
  std::string text(core::name(from.origin));
  for (const std::string *part : {&from.conditions, &from.source, &from.date})
    if (!part->empty())
      text += ", " + *part;
  return text;
}

template <typename Q>
static void describe(std::vector<std::string> &lines, std::string_view what,
                     const core::Figure<Q> &figure, double scale,
                     std::string_view unit) {
  lines.push_back(fmt::format("{} {:.6g} {} ({})", what,
                              figure.value.value() * scale, unit,
                              originText(figure.from)));
}

std::vector<std::string> predictors::describeBasis(
    const core::Device &device, const roofline::Ceilings &ceilings,
    const std::array<bool, roofline::kPipeCount> &usedPipes) {
  std::vector<std::string> lines;
  for (const auto &[pipe, peak] : device.peaks)
    if (usedPipes[static_cast<size_t>(pipe)])
      describe(lines, core::name(pipe), peak, 1e-12, "TFLOP/s");
  for (const auto &[level, bandwidth] : device.bandwidths)
    describe(lines, core::name(level), bandwidth, 1e-9, "GB/s");
  if (device.kernelFloor)
    describe(lines, "kernel floor", *device.kernelFloor, 1e6, "us");
  if (device.launchInterval)
    describe(lines, "launch interval", *device.launchInterval, 1e6, "us");
  if (device.contextMemory)
    describe(lines, "context", *device.contextMemory, 1e-6, "MB");
  if (device.idlePower)
    describe(lines, "idle power", *device.idlePower, 1, "W");
  if (device.tdp)
    describe(lines, "board power limit", *device.tdp, 1, "W");
  lines.insert(lines.end(), ceilings.notes.begin(), ceilings.notes.end());
  return lines;
}
