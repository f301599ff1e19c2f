//===- Mig.cpp - Which slice of a board a model needs ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Deployment/Mig.h"

#include <fmt/format.h>

#include <algorithm>

using namespace perfopt;
using namespace perfopt::predictors;
using core::MigProfile;

static bool isDoubled(const MigProfile &profile, const core::Device &device) {
  return std::any_of(device.mig.begin(), device.mig.end(),
                     [&](const MigProfile &other) {
                       return other.computeSlices == profile.computeSlices &&
                              other.nominal < profile.nominal;
                     });
}

static bool hasMediaEngines(const MigProfile &profile) {
  return profile.name.find('+') != std::string::npos;
}

std::vector<const MigProfile *>
predictors::migLadder(const core::Device &device) {
  std::vector<const MigProfile *> ladder;
  for (const MigProfile &profile : device.mig)
    if (!hasMediaEngines(profile) && !isDoubled(profile, device))
      ladder.push_back(&profile);
  std::sort(ladder.begin(), ladder.end(),
            [](const MigProfile *a, const MigProfile *b) {
              return a->nominal != b->nominal
                         ? a->nominal < b->nominal
                         : a->computeSlices < b->computeSlices;
            });
  auto sameSize = [](const MigProfile *a, const MigProfile *b) {
    return a->nominal == b->nominal;
  };
  ladder.erase(std::unique(ladder.begin(), ladder.end(), sameSize),
               ladder.end());
  return ladder;
}

static std::vector<core::MigChoice> describeAll(core::Bytes memory,
                                                const core::Device &device) {
  std::vector<core::MigChoice> choices;
  for (const MigProfile &profile : device.mig) {
    core::MigChoice choice;
    choice.profile = profile.name;
    choice.nominal = profile.nominal;
    choice.usable = profile.usable;
    choice.instances = profile.maxInstances;
    choice.fitsNominal = memory < profile.nominal;
    choice.fitsUsable = memory < profile.usable;
    if (profile.usable.value() > 0)
      choice.memoryShare = memory / profile.usable;
    choices.push_back(std::move(choice));
  }
  return choices;
}

/// Which of the two rules decides, and what the other asks for.
static std::string ruleText(core::Bytes memory, const core::MigAdvice &advice,
                            bool memoryDecides) {
  std::string size = fmt::format("{:.0f} MB", megabytes(memory));
  std::string use =
      fmt::format("{:.1f} % of the board in use", advice.utilization * 100);
  if (advice.byMemory == advice.byUtilization)
    return fmt::format("both rules agree: {}, {}", size, use);
  if (memoryDecides)
    return fmt::format("memory decides: {}; {} needs only {}", size, use,
                       advice.byUtilization);
  return fmt::format("utilisation decides: {}; {} need only {}", use, size,
                     advice.byMemory);
}

std::optional<core::MigAdvice>
predictors::adviseMig(core::Bytes memory, double utilization,
                      const core::Device &device) {
  std::vector<const MigProfile *> ladder = migLadder(device);
  if (ladder.empty())
    return std::nullopt;

  core::MigAdvice advice;
  advice.utilization = utilization;
  advice.profiles = describeAll(memory, device);

  auto byMemory = std::find_if(
      ladder.begin(), ladder.end(),
      [&](const MigProfile *profile) { return memory < profile->nominal; });
  // A quarter of the device is a rung.
  double quarters = std::clamp(utilization, 0.0, 1.0) * 4;
  auto byUtilization =
      ladder.begin() + std::min(static_cast<ptrdiff_t>(quarters),
                                static_cast<ptrdiff_t>(ladder.size()) - 1);
  advice.byUtilization = (*byUtilization)->name;
  if (byMemory == ladder.end()) {
    advice.rule =
        fmt::format("no profile is large enough: {:.0f} MB are not below the "
                    "{:.0f} GB of {}",
                    megabytes(memory), gigabytes(ladder.back()->nominal),
                    ladder.back()->name);
    return advice;
  }
  advice.byMemory = (*byMemory)->name;

  auto needed = std::max(byMemory, byUtilization);
  auto recommended =
      std::find_if(needed, ladder.end(), [&](const MigProfile *profile) {
        return memory < profile->usable;
      });
  advice.rule = ruleText(memory, advice, byMemory > byUtilization);
  if (recommended != ladder.end())
    advice.recommended = (*recommended)->name;
  if (recommended != needed)
    advice.rule += fmt::format("; but {} has only {:.0f} MB usable, {}",
                               (*needed)->name, megabytes((*needed)->usable),
                               advice.recommended.empty()
                                   ? "and nothing larger holds the model"
                                   : "so the next size that holds the model");
  return advice;
}
