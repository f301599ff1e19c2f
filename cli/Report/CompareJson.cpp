//===- CompareJson.cpp - The prediction beside a measurement, as JSON and CSV
//-===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/CompareReport.h"

#include "cli/Report/CsvLine.h"
#include "core/Support/Json.h"

#include <nlohmann/json.hpp>

namespace perfopt::cli {

using namespace core;
using nlohmann::ordered_json;
using profiles::ComparedRow;

namespace {

ordered_json orNull(std::string_view text) {
  return text.empty() ? ordered_json() : ordered_json(text);
}

ordered_json ms(std::optional<Seconds> time) {
  return time ? numberToJson(milliseconds(*time)) : ordered_json();
}

ordered_json familyJson(const std::optional<KernelFamily> &family) {
  return family ? ordered_json(name(*family)) : ordered_json();
}

/// Measured by predicted; null where one is missing or nothing was predicted.
ordered_json ratioJson(const std::optional<Seconds> &predicted,
                       const std::optional<Seconds> &measured) {
  if (!predicted || !measured || predicted->value() <= 0)
    return {};
  return numberToJson(*measured / *predicted);
}

ordered_json pipesJson(const profiles::Counters &counters) {
  ordered_json pipes = ordered_json::array();
  for (const auto &[pipe, flops] : counters.flops)
    pipes.push_back({{"pipe", name(pipe)}, {"flops", toJson(flops)}});
  return pipes;
}

ordered_json rowJson(const ComparedRow &row) {
  return {{"name", row.name},
          {"family", familyJson(row.family)},
          {"matched_by", row.by ? ordered_json(name(*row.by)) : ordered_json()},
          {"kernels", row.kernels},
          {"units", row.units},
          {"measured_names", row.measuredNames},
          {"predicted_ms", ms(row.predicted)},
          {"measured_ms", ms(row.measured)},
          {"difference_ms", ms(row.difference())},
          {"ratio", ratioJson(row.predicted, row.measured)},
          {"counted_flops", toJson(row.countedFlops)},
          {"measured_flops", toJson(row.counters.totalFlops())},
          {"measured_pipes", pipesJson(row.counters)},
          {"counted_bytes", toJson(row.countedBytes)},
          {"predicted_bytes",
           {{"l1", toJson(row.predictedL1)},
            {"l2", toJson(row.predictedL2)},
            {"dram", toJson(row.predictedHbm)}}},
          {"measured_bytes",
           {{"l1", toJson(row.counters.l1)},
            {"l2", toJson(row.counters.l2)},
            {"dram", toJson(row.counters.dram)}}},
          {"bound", row.kernels.empty() ? ordered_json()
                                        : ordered_json(name(row.bound))},
          {"pipe", row.pipe ? ordered_json(name(*row.pipe)) : ordered_json()},
          {"fraction_of_roofline", row.fractionOfRoofline
                                       ? numberToJson(*row.fractionOfRoofline)
                                       : ordered_json()},
          {"roofline_from_counters", row.rooflineFromCounters}};
}

ordered_json familyRowJson(const profiles::FamilyRow &row) {
  return {{"family", familyJson(row.family)},
          {"kernels", row.kernels},
          {"launches", numberToJson(row.launches)},
          {"predicted_ms", ms(row.predicted)},
          {"measured_ms", ms(row.measured)},
          {"difference_ms", ms(row.difference())},
          {"predicted_only_ms", ms(row.predictedOnly)},
          {"measured_only_ms", ms(row.measuredOnly)}};
}

ordered_json matchedJson(const profiles::MatchedTotals &totals) {
  return {{"predicted_ms", ms(totals.predicted)},
          {"measured_ms", ms(totals.measured)},
          {"counted_flops", toJson(totals.countedFlops)},
          {"measured_flops", toJson(totals.counters.totalFlops())},
          {"predicted_bytes",
           {{"l1", toJson(totals.predictedL1)},
            {"l2", toJson(totals.predictedL2)},
            {"dram", toJson(totals.predictedHbm)}}},
          {"measured_bytes",
           {{"l1", toJson(totals.counters.l1)},
            {"l2", toJson(totals.counters.l2)},
            {"dram", toJson(totals.counters.dram)}}}};
}

ordered_json totalsJson(const profiles::ComparisonTotals &totals) {
  return {
      {"predicted_ms", ms(totals.predicted)},
      {"measured_ms", ms(totals.measured)},
      {"ratio", ratioJson(totals.matched.predicted, totals.matched.measured)},
      {"matched", matchedJson(totals.matched)},
      {"predicted_only_ms", ms(totals.predictedOnly)},
      {"measured_only_ms", ms(totals.measuredOnly)},
      {"measured_span_ms", ms(totals.measuredSpan)},
      {"counted_flops", toJson(totals.countedFlops)},
      {"measured_flops", toJson(totals.measuredFlops)},
      {"counted_bytes", toJson(totals.countedBytes)},
      {"measured_bytes",
       {{"l1", toJson(totals.l1)},
        {"l2", toJson(totals.l2)},
        {"dram", toJson(totals.dram)}}},
      {"kernels", totals.kernels},
      {"kernels_matched", totals.kernelsMatched},
      {"units", totals.units},
      {"units_matched", totals.unitsMatched}};
}

ordered_json refitJson(const std::optional<RefitReport> &report) {
  if (!report)
    return {};
  ordered_json changes = ordered_json::array();
  for (const profiles::CeilingChange &change : report->refit.changes)
    changes.push_back({{"figure", change.section + "." + change.key},
                       {"current", numberToJson(change.current)},
                       {"proposed", numberToJson(change.proposed)},
                       {"low", numberToJson(change.low)},
                       {"high", numberToJson(change.high)},
                       {"kernels", change.kernels},
                       {"problems", change.problems}});
  return {{"refusal", orNull(report->refit.refusal)},
          {"changes", changes},
          {"kept", report->refit.kept},
          {"diff", orNull(report->diff)}};
}

} // namespace

ordered_json renderCompareJson(const CompareReport &report) {
  ordered_json rows = ordered_json::array(), families = rows;
  for (const ComparedRow &row : report.comparison.rows)
    rows.push_back(rowJson(row));
  for (const profiles::FamilyRow &family : report.comparison.families)
    families.push_back(familyRowJson(family));
  return {{"schema", kCompareSchema},
          {"model", report.model.name},
          {"sha256", report.model.sha256},
          {"batch", report.request.batch},
          {"runtime", report.request.runtime},
          {"device", report.device.id},
          {"predictor", report.provenance.predictor},
          {"latency_ms", ms(report.latency.value)},
          {"profile",
           {{"path", report.profile.path},
            {"format", profiles::key(report.profile.format)},
            {"device", orNull(report.profile.device)},
            {"on_host", report.profile.onHost},
            {"ordered", report.profile.ordered},
            {"runs", report.run.runs},
            {"runs_from", report.run.runsFrom}}},
          {"totals", totalsJson(report.comparison.totals)},
          {"families", families},
          {"rows", rows},
          {"refit", refitJson(report.refit)},
          {"diagnostics", report.diagnostics}};
}

std::string renderCompareCsv(const CompareReport &report) {
  auto inMs = [](const std::optional<Seconds> &time) {
    return time ? std::optional(milliseconds(*time)) : std::nullopt;
  };
  auto plain = [](const auto &quantity) {
    return quantity ? std::optional(quantity->value()) : std::nullopt;
  };
  std::string text =
      "model,device,profile,name,family,matched_by,kernels,units,"
      "measured_names,predicted_ms,measured_ms,difference_ms,counted_flops,"
      "measured_flops,counted_bytes,predicted_dram_bytes,l1_bytes,l2_bytes,"
      "dram_bytes,bound,roofline_pct\n";
  for (const ComparedRow &row : report.comparison.rows) {
    std::string names;
    for (const std::string &measured : row.measuredNames)
      names += (names.empty() ? "" : "; ") + measured;
    text += CsvLine()
                .add(report.model.name)
                .add(report.device.id)
                .add(profiles::key(report.profile.format))
                .add(row.name)
                .add(row.family ? name(*row.family) : std::string_view())
                .add(row.by ? name(*row.by) : std::string_view("none"))
                .add(int64_t(row.kernels.size()))
                .add(int64_t(row.units.size()))
                .add(names)
                .add(inMs(row.predicted))
                .add(inMs(row.measured))
                .add(milliseconds(row.difference()))
                .add(plain(row.countedFlops))
                .add(plain(row.counters.totalFlops()))
                .add(plain(row.countedBytes))
                .add(plain(row.predictedHbm))
                .add(plain(row.counters.l1))
                .add(plain(row.counters.l2))
                .add(plain(row.counters.dram))
                .add(row.kernels.empty() ? std::string_view() : name(row.bound))
                .add(row.fractionOfRoofline
                         ? std::optional(100 * *row.fractionOfRoofline)
                         : std::nullopt)
                .ended();
  }
  return text;
}

} // namespace perfopt::cli
