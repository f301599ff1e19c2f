//===- FitsReport.cpp - The largest batch that fits, printed --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/FitsReport.h"

#include "cli/Report/Text.h"
#include "cli/Report/TextWriter.h"
#include "cli/Report/Units.h"
#include "core/Support/Json.h"

#include <fmt/format.h>

#include <algorithm>

namespace perfopt::cli {

using namespace core;
using Json = nlohmann::ordered_json;

bool fitsAnywhere(const FitsReport &report) {
  return std::any_of(report.rows.begin(), report.rows.end(),
                     [](const FitRow &row) { return row.batch.largest > 0; });
}

static bool hasSequence(const FitsReport &report) {
  return std::any_of(
      report.rows.begin(), report.rows.end(),
      [](const FitRow &row) { return row.sequence.has_value(); });
}

static Cell largestCell(const FitAnswer &answer) {
  if (answer.largest == 0)
    return {"none", style::kBad};
  return fmt::format("{}{}", answer.largest, answer.limitedByModel ? "*" : "");
}

static void writeTable(TextWriter &out, const FitsReport &report) {
  bool sequences = hasSequence(report);
  std::vector<Column> columns = {{.title = "device", .shrinkTo = 16},
                                 {"slice"},
                                 {"GB", Align::Right},
                                 {"largest batch", Align::Right},
                                 {"needs GB", Align::Right}};
  if (sequences) {
    columns.push_back({"longest sequence", Align::Right});
    columns.push_back({"needs GB", Align::Right});
  }
  std::vector<double> capacity, atBatch, atSequence;
  for (const FitRow &row : report.rows) {
    capacity.push_back(gigabytes(row.capacity));
    atBatch.push_back(gigabytes(row.batch.memory));
    atSequence.push_back(row.sequence ? gigabytes(row.sequence->memory) : 0);
  }
  auto capacities = formatColumn(capacity), batches = formatColumn(atBatch),
       lengths = formatColumn(atSequence);
  Table table(std::move(columns));
  for (size_t i = 0; i < report.rows.size(); ++i) {
    const FitRow &row = report.rows[i];
    std::vector<Cell> cells = {
        printable(row.device),
        row.slice.empty() ? std::string("whole") : printable(row.slice),
        capacities[i], largestCell(row.batch), batches[i]};
    if (sequences) {
      cells.push_back(row.sequence ? largestCell(*row.sequence) : Cell("-"));
      cells.push_back(row.sequence ? lengths[i] : std::string("-"));
    }
    table.addRow(std::move(cells));
  }
  out.table(table);
}

std::string renderFitsText(const FitsReport &report,
                           const TextOptions &options) {
  TextWriter out(options);
  const Request &request = report.request;
  out.heading(fmt::format("what fits: {}", report.model.name.empty()
                                               ? "model"
                                               : report.model.name));
  std::vector<std::string> asked = {request.mode, request.runtime + " runtime"};
  asked.insert(asked.begin(), request.dtype ? std::string(name(*request.dtype))
                                            : "the model's own types");
  out.fact("request", joinComma(asked));
  if (request.seq)
    out.fact("batch",
             fmt::format("the largest at a sequence of {}", *request.seq));
  if (hasSequence(report))
    out.fact("sequence",
             fmt::format("the longest at a batch of {}", request.batch));
  writeTable(out, report);
  bool limited = std::any_of(
      report.rows.begin(), report.rows.end(), [](const FitRow &row) {
        return row.batch.limitedByModel ||
               (row.sequence && row.sequence->limitedByModel);
      });
  if (limited)
    out.paragraph("* the model allows no more, however much memory there is");
  out.paragraph("GB: what an application can use; needs: what the allocator "
                "reserves and the context, at the largest that fits (at 1 "
                "where none does)");
  return out.take();
}

static Json answerJson(const FitAnswer &answer) {
  return {{"largest", answer.largest},
          {"limited_by_model", answer.limitedByModel},
          {"memory_mb", numberToJson(megabytes(answer.memory))}};
}

Json renderFitsJson(const FitsReport &report) {
  const Request &request = report.request;
  Json rows = Json::array();
  for (const FitRow &row : report.rows)
    rows.push_back(
        {{"device", row.device},
         {"device_name", row.deviceName},
         {"slice", row.slice.empty() ? Json() : Json(row.slice)},
         {"capacity_mb", numberToJson(megabytes(row.capacity))},
         {"batch", answerJson(row.batch)},
         {"sequence", row.sequence ? answerJson(*row.sequence) : Json()}});
  return {{"schema", kFitsSchema},
          {"model",
           {{"name", report.model.name},
            {"format", report.model.format},
            {"sha256", report.model.sha256}}},
          {"request",
           {{"batch", request.batch},
            {"seq", request.seq ? Json(*request.seq) : Json()},
            {"dtype", request.dtype ? Json(name(*request.dtype)) : Json()},
            {"mode", request.mode},
            {"runtime", request.runtime}}},
          {"rows", std::move(rows)}};
}

std::string renderFitsCsv(const FitsReport &report) {
  std::string text = "device,slice,capacity_mb,largest_batch,batch_memory_mb,"
                     "longest_sequence,sequence_memory_mb\n";
  for (const FitRow &row : report.rows) {
    text += fmt::format("{},{},{:.3f},{},{:.3f},", row.device, row.slice,
                        megabytes(row.capacity), row.batch.largest,
                        megabytes(row.batch.memory));
    if (row.sequence)
      text += fmt::format("{},{:.3f}", row.sequence->largest,
                          megabytes(row.sequence->memory));
    else
      text += ",";
    text += "\n";
  }
  return text;
}

} // namespace perfopt::cli
