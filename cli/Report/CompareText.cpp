//===- CompareText.cpp - The prediction beside a measurement, as text -----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/CompareReport.h"

#include "cli/Report/Text.h"
#include "cli/Report/TextWriter.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace perfopt::cli {

using namespace core;
using profiles::ComparedRow;

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

double msOrUnknown(const std::optional<Seconds> &time) {
  return time ? milliseconds(*time) : kUnknown;
}

/// "x1.32": how many times the predicted time was measured.
std::string ratioText(Seconds predicted, Seconds measured) {
  if (predicted.value() <= 0 || measured.value() <= 0)
    return "-";
  return fmt::format("x{:.2f}", measured / predicted);
}

std::string signedMs(Seconds time) {
  return fmt::format("{:+.3f}", milliseconds(time));
}

void writeHead(TextWriter &out, const CompareReport &report) {
  const profiles::Profile &profile = report.profile;
  out.heading(fmt::format("{} against {}", printable(report.model.name),
                          printable(profile.path)));
  out.fact("profile",
           fmt::format(
               "{}; {} {}; {}{}", name(profile.format), report.run.units.size(),
               profile.onHost ? "operators a run on the host" : "units a run",
               fmt::format("times are medians of {} runs, ", report.run.runs),
               report.run.runsFrom));
  out.fact("measured on", profile.device.empty()
                              ? profile.onHost ? "the host's processor"
                                               : "a device it does not name"
                              : printable(profile.device));
  out.fact("predicted",
           fmt::format("{} ({}), batch {}, {} runtime, predictor {}",
                       report.device.name, report.device.id,
                       report.request.batch, report.request.runtime,
                       report.provenance.predictor));
}

template <typename Q>
Cell orUnknown(const std::optional<Q> &value) {
  return value ? Cell(format(*value)) : Cell("-");
}

std::string quotientText(double predicted, std::optional<double> measured) {
  return measured && predicted > 0
             ? fmt::format("x{:.2f}", *measured / predicted)
             : std::string("-");
}

/// Rows of predicted and measured sums. The ratio is left out where the sums
/// are not of the same things.
class TotalsTable {
public:
  explicit TotalsTable(bool hasRatios) : hasRatios(hasRatios) {}

  template <typename Q>
  void add(const char *what, Q predicted, const std::optional<Q> &measured) {
    std::optional<double> value;
    if (measured)
      value = measured->value();
    table.addRow({what, format(predicted), orUnknown(measured),
                  hasRatios ? quotientText(predicted.value(), value) : "-"});
  }

  void addCounters(Flops flops, Bytes hbm, Bytes l2, Bytes l1,
                   const std::optional<Flops> &measuredFlops,
                   const std::optional<Bytes> &measuredHbm,
                   const std::optional<Bytes> &measuredL2,
                   const std::optional<Bytes> &measuredL1) {
    add("FLOPs", flops, measuredFlops);
    add("bytes, device memory", hbm, measuredHbm);
    add("bytes, L2", l2, measuredL2);
    add("bytes, L1", l1, measuredL1);
  }

  Table table{{{.title = ""},
               {"predicted", Align::Right},
               {"measured", Align::Right},
               {"ratio", Align::Right}}};

private:
  bool hasRatios;
};

void writeTotals(TextWriter &out, const CompareReport &report) {
  const profiles::ComparisonTotals &totals = report.comparison.totals;
  out.subheading("in total");
  bool same = totals.isMatchedInFull();
  TotalsTable whole(same);
  // Of the latter a time may be unknown, and with it the sum.
  whole.add("time of kernels", totals.predicted,
            same ? totals.matched.measured : std::optional(totals.measured));
  whole.add("from start to end", report.latency.value, totals.measuredSpan);
  whole.addCounters(totals.countedFlops, totals.predictedHbm,
                    totals.predictedL2, totals.predictedL1,
                    totals.measuredFlops, totals.dram, totals.l2, totals.l1);
  out.table(whole.table);
  out.fact("matched",
           fmt::format("{} of {} kernels with {} of {} units; without a "
                       "counterpart: {} predicted, {} measured",
                       totals.kernelsMatched, totals.kernels,
                       totals.unitsMatched, totals.units,
                       format(totals.predictedOnly),
                       format(totals.measuredOnly)));
  if (same || totals.kernelsMatched == 0)
    return;
  const profiles::MatchedTotals &both = totals.matched;
  out.subheading("of what was matched");
  TotalsTable matched(true);
  matched.add("time of kernels", both.predicted, both.measured);
  matched.addCounters(both.countedFlops, both.predictedHbm, both.predictedL2,
                      both.predictedL1, both.counters.totalFlops(),
                      both.counters.dram, both.counters.l2, both.counters.l1);
  out.table(matched.table);
}

bool isMatchedInFull(const profiles::FamilyRow &row) {
  return row.predictedOnly.value() <= 0 && row.measuredOnly.value() <= 0;
}

void writeFamilies(TextWriter &out, const CompareReport &report) {
  std::vector<double> predicted, measured;
  for (const profiles::FamilyRow &row : report.comparison.families) {
    predicted.push_back(milliseconds(row.predicted));
    measured.push_back(milliseconds(row.measured));
  }
  auto predictedTexts = formatColumn(predicted);
  auto measuredTexts = formatColumn(measured);
  Table table({{.title = "family"},
               {"kernels", Align::Right},
               {"launches", Align::Right},
               {"predicted ms", Align::Right},
               {"measured ms", Align::Right},
               {"difference", Align::Right},
               {"ratio", Align::Right}});
  for (size_t i = 0; i < report.comparison.families.size(); ++i) {
    const profiles::FamilyRow &row = report.comparison.families[i];
    table.addRow(
        {row.family ? std::string(name(*row.family)) : "unknown",
         std::to_string(row.kernels), fmt::format("{:.4g}", row.launches),
         predictedTexts[i], measuredTexts[i], signedMs(row.difference()),
         isMatchedInFull(row) ? ratioText(row.predicted, row.measured) : "-"});
  }
  out.subheading("by kind of kernel");
  out.table(table);
}

/// The rows of one kind, at most `top`.
std::vector<const ComparedRow *> pick(const CompareReport &report, int top,
                                      bool (*isWanted)(const ComparedRow &)) {
  std::vector<const ComparedRow *> rows;
  for (const ComparedRow &row : report.comparison.rows)
    if (isWanted(row) && static_cast<int>(rows.size()) < top)
      rows.push_back(&row);
  return rows;
}

size_t countOf(const CompareReport &report,
               bool (*isWanted)(const ComparedRow &)) {
  return std::ranges::count_if(report.comparison.rows, isWanted);
}

template <typename ValueOf>
std::vector<std::string> column(const std::vector<const ComparedRow *> &rows,
                                ValueOf valueOf) {
  std::vector<double> values;
  for (const ComparedRow *row : rows)
    values.push_back(valueOf(*row));
  return formatColumn(values);
}

std::string shareOrUnknown(const std::optional<double> &share) {
  return share ? fmt::format("{:.1f}", 100 * *share) : "-";
}

void writeMatched(TextWriter &out, const CompareReport &report, int top) {
  auto isMatched = [](const ComparedRow &row) { return row.by.has_value(); };
  std::vector<const ComparedRow *> rows = pick(report, top, isMatched);
  if (rows.empty())
    return;
  auto predicted = column(
      rows, [](const ComparedRow &row) { return msOrUnknown(row.predicted); });
  auto measured = column(
      rows, [](const ComparedRow &row) { return msOrUnknown(row.measured); });
  out.subheading(fmt::format("where the gap is: {} of {} matched", rows.size(),
                             countOf(report, isMatched)));
  Table table({{.title = "kernel", .shrinkTo = 16},
               {.title = "family", .dropOrder = 2},
               {.title = "by", .dropOrder = 3},
               {"predicted ms", Align::Right},
               {"measured ms", Align::Right},
               {"difference", Align::Right},
               {.title = "ratio", .align = Align::Right, .dropOrder = 1},
               {.title = "bound"},
               {"%roof", Align::Right},
               {.title = "measured", .shrinkTo = 12, .dropOrder = 4}});
  for (size_t i = 0; i < rows.size(); ++i) {
    const ComparedRow &row = *rows[i];
    std::string what = row.measuredNames.front();
    if (row.measuredNames.size() > 1)
      what += fmt::format(" +{}", row.measuredNames.size() - 1);
    table.addRow({printable(row.name),
                  row.family ? std::string(name(*row.family)) : "-",
                  std::string(name(*row.by)), predicted[i], measured[i],
                  signedMs(row.difference()),
                  ratioText(row.predicted.value_or(Seconds()),
                            row.measured.value_or(Seconds())),
                  std::string(name(row.bound)),
                  shareOrUnknown(row.fractionOfRoofline), printable(what)});
  }
  out.table(table);
}

/// Counted beside measured work, where counters say anything.
void writeCounters(TextWriter &out, const CompareReport &report, int top) {
  auto isCounted = [](const ComparedRow &row) {
    return row.by.has_value() &&
           (!row.counters.flops.empty() || row.counters.dram ||
            row.counters.l2 || row.counters.l1);
  };
  std::vector<const ComparedRow *> rows = pick(report, top, isCounted);
  if (rows.empty())
    return;
  auto giga = [](const std::optional<Flops> &work) {
    return work ? work->value() / 1e9 : kUnknown;
  };
  auto mega = [](const std::optional<Bytes> &size) {
    return size ? megabytes(*size) : kUnknown;
  };
  auto counted = column(
      rows, [&](const ComparedRow &row) { return giga(row.countedFlops); });
  auto measured = column(rows, [&](const ComparedRow &row) {
    return giga(row.counters.totalFlops());
  });
  auto bytes = column(
      rows, [&](const ComparedRow &row) { return mega(row.predictedHbm); });
  auto dram = column(
      rows, [&](const ComparedRow &row) { return mega(row.counters.dram); });
  auto l2 = column(
      rows, [&](const ComparedRow &row) { return mega(row.counters.l2); });
  auto l1 = column(
      rows, [&](const ComparedRow &row) { return mega(row.counters.l1); });
  out.subheading("work: counted (c) and measured (m)");
  Table table({{.title = "kernel", .shrinkTo = 16},
               {"GFLOP c", Align::Right},
               {"GFLOP m", Align::Right},
               {"DRAM MB c", Align::Right},
               {"DRAM MB m", Align::Right},
               {.title = "L2 MB m", .align = Align::Right, .dropOrder = 1},
               {.title = "L1 MB m", .align = Align::Right, .dropOrder = 2}});
  for (size_t i = 0; i < rows.size(); ++i)
    table.addRow({printable(rows[i]->name), counted[i], measured[i], bytes[i],
                  dram[i], l2[i], l1[i]});
  out.table(table);
}

void writeLeft(TextWriter &out, const CompareReport &report, int top,
               const char *title, bool (*isLeft)(const ComparedRow &)) {
  std::vector<const ComparedRow *> rows = pick(report, top, isLeft);
  if (rows.empty())
    return;
  auto times = column(rows, [](const ComparedRow &row) {
    return msOrUnknown(row.kernels.empty() ? row.measured : row.predicted);
  });
  out.subheading(
      fmt::format("{}: {} of {}", title, rows.size(), countOf(report, isLeft)));
  Table table({{.title = "kernel", .shrinkTo = 16},
               {.title = "family"},
               {"ms", Align::Right},
               {.title = "bound"}});
  for (size_t i = 0; i < rows.size(); ++i)
    table.addRow(
        {printable(rows[i]->name),
         rows[i]->family ? std::string(name(*rows[i]->family)) : "-", times[i],
         rows[i]->kernels.empty() ? "-" : std::string(name(rows[i]->bound))});
  out.table(table);
}

void writeRefit(TextWriter &out, const CompareReport &report) {
  if (!report.refit)
    return;
  const profiles::Refit &refit = report.refit->refit;
  out.subheading("what the measurement says about the entry");
  if (!refit.refusal.empty())
    out.item("nothing is changed: " + refit.refusal, style::kDoubtful);
  for (const std::string &reason : refit.kept)
    out.item("kept " + reason);
  for (const profiles::CeilingChange &change : refit.changes) {
    auto text = [&](double value) {
      return change.section == "bandwidths" ? format(BytesPerSecond(value))
                                            : format(FlopsPerSecond(value));
    };
    out.item(fmt::format(
        "{}.{}: {} becomes {} ({} to {} with 95 %), from {} kernels of {} "
        "distinct problems",
        change.section, change.key, text(change.current), text(change.proposed),
        text(change.low), text(change.high), change.kernels, change.problems));
  }
  if (report.refit->diff.empty())
    return;
  const std::string &file = report.refit->file;
  out.item(file.starts_with('/')
               ? fmt::format("to change it: patch {} REPORT", printable(file))
               : "to change it, in this folder: patch -p1 < REPORT");
}

} // namespace

std::string renderCompareText(const CompareReport &report,
                              const TextOptions &options) {
  TextWriter out(options);
  writeHead(out, report);
  writeTotals(out, report);
  writeFamilies(out, report);
  writeMatched(out, report, options.top);
  writeCounters(out, report, options.top);
  writeLeft(
      out, report, options.top, "predicted, not measured",
      [](const ComparedRow &row) { return !row.by && !row.kernels.empty(); });
  writeLeft(
      out, report, options.top, "measured, not predicted",
      [](const ComparedRow &row) { return !row.by && row.kernels.empty(); });
  writeRefit(out, report);
  if (!report.diagnostics.empty())
    out.subheading("to be kept in mind");
  for (const std::string &diagnostic : report.diagnostics)
    out.item(printable(diagnostic), style::kDoubtful);
  std::string text = out.take();
  // Unwrapped, for `patch`, which passes over what stands above.
  if (report.refit && !report.refit->diff.empty())
    text += '\n' + report.refit->diff;
  return text;
}

} // namespace perfopt::cli
