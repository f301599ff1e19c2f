//===- MixedFamilies.cpp - Ceilings from a family that is none ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

namespace {

bool isCeiling(Regime regime) { return regime == Regime::Sustained; }

/// A family may say more than the ceiling's key does: "hbm_copy" and
/// "hbm_write" are figures of "hbm". Not so of a pipe: "fp16_tensor" is another
/// one than "fp16".
bool isOf(const std::string &measured, Pipe pipe) {
  return measured == name(pipe);
}
bool isOf(const std::string &measured, MemoryLevel level) {
  return measured == name(level) ||
         measured.starts_with(std::string(name(level)) + '_');
}

/// Something in `peaks` or `bandwidths` that is word for word a figure of a
/// family which does not measure a sustained ceiling.
template <typename Key, typename Q>
void compare(LintEntry &entry, const char *where,
             const std::map<Key, Figure<Q>> &used, const CeilingFamily &family,
             const std::map<std::string, Figure<Q>> &figures) {
  for (const auto &[key, figure] : used) {
    if (figure.from.origin != Origin::Measured)
      continue;
    auto found = std::ranges::find_if(figures, [&](const auto &measured) {
      return isOf(measured.first, key) &&
             measured.second.value == figure.value &&
             measured.second.from.source == figure.from.source;
    });
    if (found == figures.end())
      continue;
    entry.complain(
        "mixed-families", fmt::format("{}.{}", where, name(key)),
        fmt::format("{} is {} of the family '{}', whose regime is {}",
                    name(key), found->first, family.name, name(family.regime)),
        "use a sustained measurement, or the datasheet where there is none");
  }
}

} // namespace

void mixedFamilies(LintEntry &entry) {
  const Device &device = *entry.device;
  std::map<std::string, size_t> seen;
  for (size_t i = 0; i < device.families.size(); ++i) {
    const CeilingFamily &family = device.families[i];
    std::string key = fmt::format("measurements[{}]", i);
    if (auto [first, isNew] = seen.emplace(family.name, i); !isNew)
      entry.complain("mixed-families", key,
                     fmt::format("the family '{}' appears twice", family.name),
                     "give each benchmark and regime a name of its own");
    std::optional<std::string> source;
    auto check = [&](const auto &figures) {
      for (const auto &[name, figure] : figures) {
        if (source && *source != figure.from.source) {
          entry.complain(
              "mixed-families", key,
              fmt::format("the family '{}' mixes two sources", family.name),
              "a family is one benchmark: split it");
          return;
        }
        source = figure.from.source;
      }
    };
    check(family.ceilings.peaks);
    check(family.ceilings.bandwidths);
    check(family.latencies);
    if (isCeiling(family.regime))
      continue;
    compare(entry, "peaks", device.peaks, family, family.ceilings.peaks);
    compare(entry, "bandwidths", device.bandwidths, family,
            family.ceilings.bandwidths);
  }
}

} // namespace perfopt::hwdb::rules
