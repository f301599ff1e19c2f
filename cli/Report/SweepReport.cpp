//===- SweepReport.cpp - One model at many sizes --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/SweepReport.h"

#include "cli/Report/RequestText.h"
#include "cli/Report/Text.h"
#include "cli/Report/TextWriter.h"
#include "cli/Report/Units.h"
#include "core/Schema/WorkloadJson.h"
#include "core/Support/Json.h"

#include <fmt/format.h>

namespace perfopt::cli {

using namespace core;

namespace {

bool sameTable(const SweepPoint &a, const SweepPoint &b) {
  return a.device == b.device && a.dtype == b.dtype;
}

std::string typeText(const SweepPoint &point) {
  return point.dtype.empty() ? "the model's own types" : point.dtype;
}

/// The points [begin, end) as one table.
void writeTable(TextWriter &out, const std::vector<SweepPoint> &points,
                size_t begin, size_t end) {
  std::vector<double> latency, rate, memory, energy;
  bool hasSeq = false, knowsEnergy = true;
  for (size_t i = begin; i < end; ++i) {
    const SweepPoint &point = points[i];
    latency.push_back(milliseconds(point.latency));
    rate.push_back(point.samplesPerSecond());
    memory.push_back(gigabytes(point.memory));
    energy.push_back(point.energy ? point.energy->value() / double(point.batch)
                                  : 0);
    hasSeq |= point.seq.has_value();
    knowsEnergy &= point.energy.has_value();
  }
  auto latencies = formatColumn(latency), rates = formatColumn(rate),
       memories = formatColumn(memory), energies = formatColumn(energy);

  std::vector<Column> columns = {{"batch", Align::Right}};
  if (hasSeq)
    columns.push_back({"seq", Align::Right});
  for (const char *title :
       {"latency ms", "samples/s", "memory GB", "fits", "J/sample"})
    columns.push_back({title, Align::Right});
  Table table(columns);
  for (size_t i = begin; i < end; ++i) {
    const SweepPoint &point = points[i];
    std::vector<Cell> row = {fmt::format("{}", point.batch)};
    if (hasSeq)
      row.push_back(point.seq ? fmt::format("{}", *point.seq) : "-");
    size_t at = i - begin;
    bool fits = !point.capacity || point.memory <= *point.capacity;
    row.insert(row.end(), {latencies[at], rates[at], memories[at],
                           !point.capacity ? Cell("-")
                           : fits          ? Cell("yes", style::kGood)
                                           : Cell("no", style::kBad),
                           knowsEnergy ? Cell(energies[at]) : Cell("-")});
    table.addRow(std::move(row));
  }
  out.table(table);
}

} // namespace

std::string renderSweepText(const SweepReport &report,
                            const TextOptions &options) {
  TextWriter out(options);
  out.heading(printable(report.model.name));
  out.fact("request", joinComma(settingPhrases(report.request)));
  const auto &points = report.points;
  for (size_t begin = 0, end; begin < points.size(); begin = end) {
    end = begin + 1;
    while (end < points.size() && sameTable(points[begin], points[end]))
      ++end;
    out.subheading(fmt::format("{}, {}", printable(points[begin].device),
                               typeText(points[begin])));
    writeTable(out, points, begin, end);
  }
  std::string how = fmt::format("{} sizes counted one by one", report.counted);
  if (report.evaluated > 0)
    how = fmt::format("{} sizes evaluated from exact polynomials, {} counted "
                      "one by one",
                      report.evaluated, report.counted);
  out.paragraph(fmt::format("{}; predictor {}", how, report.predictor));
  for (const std::string &diagnostic : report.diagnostics)
    out.item(diagnostic, style::kDoubtful);
  return out.take();
}

std::string renderSweepCsv(const SweepReport &report) {
  std::string text =
      "device,dtype,batch,seq,latency_ms,samples_per_s,memory_mb,"
      "fits,energy_j\n";
  for (const SweepPoint &point : report.points) {
    std::string fits =
        point.capacity ? (point.memory <= *point.capacity ? "1" : "0") : "";
    text += fmt::format(
        "{},{},{},{},{},{},{},{},{}\n", point.device, point.dtype, point.batch,
        point.seq ? std::to_string(*point.seq) : "",
        milliseconds(point.latency), point.samplesPerSecond(),
        megabytes(point.memory), fits,
        point.energy ? fmt::format("{}", point.energy->value()) : "");
  }
  return text;
}

nlohmann::ordered_json renderSweepJson(const SweepReport &report) {
  nlohmann::ordered_json points = nlohmann::ordered_json::array();
  for (const SweepPoint &point : report.points) {
    nlohmann::ordered_json fits;
    if (point.capacity)
      fits = point.memory <= *point.capacity;
    points.push_back(
        {{"device", point.device},
         {"dtype", point.dtype.empty() ? nlohmann::ordered_json()
                                       : nlohmann::ordered_json(point.dtype)},
         {"batch", point.batch},
         {"seq", point.seq ? nlohmann::ordered_json(*point.seq)
                           : nlohmann::ordered_json()},
         {"latency_ms", numberToJson(milliseconds(point.latency))},
         {"samples_per_s", numberToJson(point.samplesPerSecond())},
         {"memory_mb", numberToJson(megabytes(point.memory))},
         {"fits", fits},
         {"energy_j", point.energy ? numberToJson(point.energy->value())
                                   : nlohmann::ordered_json()}});
  }
  // Each point has its own.
  nlohmann::ordered_json request = toJson(report.request);
  for (const char *varied : {"batch", "seq", "dtype"})
    request.erase(varied);
  return {{"schema", kSweepSchema},           {"model", report.model.name},
          {"sha256", report.model.sha256},    {"request", std::move(request)},
          {"predictor", report.predictor},    {"evaluated", report.evaluated},
          {"counted", report.counted},        {"points", points},
          {"diagnostics", report.diagnostics}};
}

} // namespace perfopt::cli
