//===- Comparison.cpp - Counted and predicted beside measured -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Compare/Comparison.h"

#include "core/Support/Names.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace perfopt::profiles {

using namespace core;

Seconds ComparedRow::difference() const {
  return measured.value_or(Seconds()) - predicted.value_or(Seconds());
}

namespace {

/// Eq. 3.1 as a time: the slower of the work at its pipe's peak and the
/// traffic at the memory's bandwidth. Unset where a ceiling is missing.
std::optional<Seconds> roofTime(const std::map<Pipe, Flops> &flops,
                                Bytes traffic, const Device &device) {
  auto hbm = device.bandwidths.find(MemoryLevel::Hbm);
  if (hbm == device.bandwidths.end())
    return std::nullopt;
  Seconds roof = traffic / hbm->second.value;
  // Pipes work beside each other.
  for (const auto &[pipe, work] : flops) {
    if (work.value() <= 0)
      continue;
    auto peak = device.peaks.find(pipe);
    if (peak == device.peaks.end())
      return std::nullopt;
    roof = std::max(roof, work / peak->second.value);
  }
  return roof;
}

class Builder {
public:
  Builder(const Workload &workload, const Prediction &prediction,
          const Device &device, const RunUnits &run)
      : workload(workload), device(device), units(run.units) {
    for (const KernelPrediction &kernel : prediction.kernels)
      byKernel[kernel.kernel] = &kernel;
  }

  ComparedRow row(const std::vector<int> &kernels,
                  const std::vector<int> &measured,
                  std::optional<MatchedBy> by) const {
    ComparedRow row;
    row.by = by;
    row.kernels = kernels;
    row.units = measured;
    if (!kernels.empty())
      addPredicted(row);
    if (!measured.empty())
      addMeasured(row);
    if (by)
      addRoofline(row);
    return row;
  }

private:
  void addPredicted(ComparedRow &row) const {
    row.predicted = Seconds();
    row.countedFlops = Flops();
    row.countedBytes = row.predictedL1 = row.predictedL2 = row.predictedHbm =
        Bytes();
    for (int index : row.kernels) {
      const Kernel &kernel = workload.kernels[index];
      row.name += (row.name.empty() ? "" : " + ") + kernel.name;
      *row.countedFlops += kernel.flops;
      *row.countedBytes += kernel.bytes();
      auto predicted = byKernel.find(index);
      if (predicted == byKernel.end())
        continue;
      *row.predicted += predicted->second->time;
      *row.predictedL1 += predicted->second->bytesL1;
      *row.predictedL2 += predicted->second->bytesL2;
      *row.predictedHbm += predicted->second->bytesHbm;
      if (row.kernels.size() == 1) {
        row.bound = predicted->second->bound;
        row.pipe = predicted->second->pipe;
      }
    }
    // Of several the one that works most names the family.
    auto most = std::ranges::max_element(
        row.kernels, {}, [&](int index) { return timeOf(index); });
    row.family = workload.kernels[*most].family;
  }

  Seconds timeOf(int kernel) const {
    auto found = byKernel.find(kernel);
    return found == byKernel.end() ? Seconds() : found->second->time;
  }

  void addMeasured(ComparedRow &row) const {
    row.measured = Seconds();
    bool first = true;
    auto addName = [&](const std::string &name) {
      if (std::ranges::find(row.measuredNames, name) == row.measuredNames.end())
        row.measuredNames.push_back(name);
    };
    for (int index : row.units) {
      const Unit &unit = units[index];
      if (row.measured && unit.time)
        *row.measured += *unit.time;
      else
        row.measured.reset();
      if (unit.kernels.empty())
        addName(unit.name);
      for (const std::string &kernel : unit.kernels)
        addName(kernel);
      if (first)
        row.counters = unit.counters;
      else
        row.counters.add(unit.counters);
      first = false;
    }
    if (row.kernels.empty()) {
      row.name = units[row.units.front()].name;
      row.family = units[row.units.front()].family;
    }
  }

  void addRoofline(ComparedRow &row) const {
    if (!row.measured || row.measured->value() <= 0)
      return;
    std::optional<Seconds> roof;
    if (row.counters.dram && !row.counters.flops.empty()) {
      roof = roofTime(row.counters.flops, *row.counters.dram, device);
      row.rooflineFromCounters = roof.has_value();
    }
    if (!roof) {
      Seconds sum;
      for (int index : row.kernels) {
        const Kernel &kernel = workload.kernels[index];
        std::map<Pipe, Flops> flops;
        auto predicted = byKernel.find(index);
        if (predicted != byKernel.end() && predicted->second->pipe)
          flops[*predicted->second->pipe] = kernel.flops;
        std::optional<Seconds> one = roofTime(flops, kernel.bytes(), device);
        if (!one)
          return;
        sum += *one;
      }
      roof = sum;
    }
    row.fractionOfRoofline = *roof / *row.measured;
  }

  const Workload &workload;
  const Device &device;
  const std::vector<Unit> &units;
  std::map<int, const KernelPrediction *> byKernel;
};

/// Predicted and measured times under the family of each side.
std::vector<FamilyRow> familiesOf(const Comparison &comparison,
                                  const RunUnits &run) {
  std::map<std::optional<KernelFamily>, FamilyRow> byFamily;
  for (const ComparedRow &row : comparison.rows) {
    FamilyRow &family = byFamily[row.family];
    Seconds predicted = row.predicted.value_or(Seconds());
    Seconds measured = row.measured.value_or(Seconds());
    family.predicted += predicted;
    family.measured += measured;
    if (!row.by) {
      family.predictedOnly += predicted;
      family.measuredOnly += measured;
    }
    family.kernels += static_cast<int>(row.kernels.size());
    for (int unit : row.units)
      family.launches += run.units[unit].launches;
  }
  std::vector<FamilyRow> families;
  for (auto &[family, row] : byFamily) {
    row.family = family;
    families.push_back(row);
  }
  std::ranges::stable_sort(families, std::greater(), [](const FamilyRow &row) {
    return std::abs(row.difference().value());
  });
  return families;
}

MatchedTotals matchedOf(const Comparison &comparison) {
  MatchedTotals totals;
  bool first = true;
  for (const ComparedRow &row : comparison.rows) {
    if (!row.by)
      continue;
    totals.predicted += row.predicted.value_or(Seconds());
    totals.countedFlops += row.countedFlops.value_or(Flops());
    totals.predictedL1 += row.predictedL1.value_or(Bytes());
    totals.predictedL2 += row.predictedL2.value_or(Bytes());
    totals.predictedHbm += row.predictedHbm.value_or(Bytes());
    if (first) {
      totals.measured = row.measured;
      totals.counters = row.counters;
    } else {
      if (totals.measured && row.measured)
        *totals.measured += *row.measured;
      else
        totals.measured.reset();
      totals.counters.add(row.counters);
    }
    first = false;
  }
  return totals;
}

ComparisonTotals totalsOf(const Comparison &comparison,
                          const Workload &workload, const RunUnits &run) {
  ComparisonTotals totals;
  totals.kernels = static_cast<int>(workload.kernels.size());
  totals.units = static_cast<int>(run.units.size());
  for (const ComparedRow &row : comparison.rows) {
    totals.predicted += row.predicted.value_or(Seconds());
    totals.measured += row.measured.value_or(Seconds());
    totals.countedFlops += row.countedFlops.value_or(Flops());
    totals.countedBytes += row.countedBytes.value_or(Bytes());
    totals.predictedL1 += row.predictedL1.value_or(Bytes());
    totals.predictedL2 += row.predictedL2.value_or(Bytes());
    totals.predictedHbm += row.predictedHbm.value_or(Bytes());
    if (row.by) {
      totals.kernelsMatched += static_cast<int>(row.kernels.size());
      totals.unitsMatched += static_cast<int>(row.units.size());
    } else {
      totals.predictedOnly += row.predicted.value_or(Seconds());
      totals.measuredOnly += row.measured.value_or(Seconds());
    }
  }
  totals.matched = matchedOf(comparison);
  if (!run.units.empty()) {
    Counters sum = run.units.front().counters;
    for (size_t i = 1; i < run.units.size(); ++i)
      sum.add(run.units[i].counters);
    totals.measuredFlops = sum.totalFlops();
    totals.l1 = sum.l1;
    totals.l2 = sum.l2;
    totals.dram = sum.dram;
    // Starts count from that of the first unit.
    for (const Unit &unit : run.units)
      if (unit.start && unit.time)
        totals.measuredSpan = std::max(totals.measuredSpan.value_or(Seconds()),
                                       *unit.start + *unit.time);
  }
  return totals;
}

} // namespace

Comparison compare(const Workload &workload, const Prediction &prediction,
                   const Device &device, const RunUnits &run,
                   const Join &join) {
  Builder builder(workload, prediction, device, run);
  Comparison comparison;
  for (const Pairing &pairing : join.pairings)
    comparison.rows.push_back(
        builder.row(pairing.kernels, pairing.units, pairing.by));
  for (int kernel : join.kernelsLeft)
    comparison.rows.push_back(builder.row({kernel}, {}, std::nullopt));
  for (int unit : join.unitsLeft)
    comparison.rows.push_back(builder.row({}, {unit}, std::nullopt));
  std::ranges::stable_sort(comparison.rows, std::greater(),
                           [](const ComparedRow &row) {
                             return std::abs(row.difference().value());
                           });
  comparison.families = familiesOf(comparison, run);
  comparison.totals = totalsOf(comparison, workload, run);
  return comparison;
}

std::optional<bool> isSameDevice(const Profile &profile, const Device &device) {
  if (profile.device.empty())
    return std::nullopt;
  std::string measured = normalizeName(profile.device);
  auto isNamed = [&](const std::string &name) {
    std::string known = normalizeName(name);
    return known == measured || "nvidia" + known == measured;
  };
  return isNamed(device.name) || isNamed(device.id) ||
         std::ranges::any_of(device.aliases, isNamed);
}

} // namespace perfopt::profiles
