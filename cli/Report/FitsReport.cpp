//===- FitsReport.cpp - The largest batch that fits, printed --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/FitsReport.h"

#include "cli/Report/RequestText.h"
#include "cli/Report/Text.h"
#include "cli/Report/TextWriter.h"
#include "cli/Report/Units.h"
#include "core/Schema/WorkloadJson.h"
#include "core/Support/Json.h"

#include <fmt/format.h>

#include <algorithm>

namespace perfopt::cli {

using namespace core;
using Json = nlohmann::ordered_json;

bool fitsAnywhere(const FitsReport &report) {
  auto fits = [](const std::optional<FitAnswer> &answer) {
    return answer && answer->largest > 0;
  };
  return std::any_of(
      report.rows.begin(), report.rows.end(),
      [&](const FitRow &row) { return fits(row.batch) || fits(row.sequence); });
}

namespace {

using AnswerOf = std::optional<FitAnswer> FitRow::*;

bool wasSearched(const FitsReport &report, AnswerOf answer) {
  return std::any_of(
      report.rows.begin(), report.rows.end(),
      [&](const FitRow &row) { return (row.*answer).has_value(); });
}

Cell largestCell(const FitAnswer &answer) {
  if (answer.largest == 0)
    return {"none", style::kBad};
  return fmt::format("{}{}", answer.largest, answer.limitedByModel ? "*" : "");
}

/// Two columns: the largest, and what it needs.
struct AnswerColumns {
  std::string title;
  AnswerOf answer;
  std::vector<std::string> needs;
};

std::vector<AnswerColumns> answerColumns(const FitsReport &report) {
  std::vector<AnswerColumns> all;
  for (auto &[title, answer] :
       {std::pair("largest batch", &FitRow::batch),
        std::pair("longest sequence", &FitRow::sequence)}) {
    if (!wasSearched(report, answer))
      continue;
    std::vector<double> needs;
    for (const FitRow &row : report.rows)
      needs.push_back(row.*answer ? gigabytes((row.*answer)->memory) : 0);
    all.push_back({title, answer, formatColumn(needs)});
  }
  return all;
}

void writeTable(TextWriter &out, const FitsReport &report) {
  std::vector<AnswerColumns> answers = answerColumns(report);
  std::vector<Column> columns = {
      {.title = "device", .shrinkTo = 16}, {"slice"}, {"GB", Align::Right}};
  for (const AnswerColumns &answer : answers) {
    columns.push_back({answer.title, Align::Right});
    columns.push_back({"needs GB", Align::Right});
  }
  std::vector<double> capacity;
  for (const FitRow &row : report.rows)
    capacity.push_back(gigabytes(row.capacity));
  auto capacities = formatColumn(capacity);
  Table table(std::move(columns));
  for (size_t i = 0; i < report.rows.size(); ++i) {
    const FitRow &row = report.rows[i];
    std::vector<Cell> cells = {printable(row.device),
                               row.slice.empty() ? std::string("whole")
                                                 : printable(row.slice),
                               capacities[i]};
    for (const AnswerColumns &columns : answers) {
      const std::optional<FitAnswer> &answer = row.*columns.answer;
      cells.push_back(answer ? largestCell(*answer) : Cell("-"));
      cells.push_back(answer ? columns.needs[i] : std::string("-"));
    }
    table.addRow(std::move(cells));
  }
  out.table(table);
}

std::string heldPhrase(const HeldExtent &held) {
  return fmt::format("held at {}: {}", held.extent, held.reason);
}

/// What was searched, and what was held meanwhile.
void writeSearches(TextWriter &out, const FitsReport &report) {
  const Request &request = report.request;
  if (report.heldBatch)
    out.fact("batch", heldPhrase(*report.heldBatch));
  else if (request.seq)
    out.fact("batch",
             fmt::format("the largest at a sequence of {}", *request.seq));
  if (report.heldSequence)
    out.fact("sequence", heldPhrase(*report.heldSequence));
  else if (wasSearched(report, &FitRow::sequence))
    out.fact("sequence",
             fmt::format("the longest at a batch of {}", request.batch));
}

} // namespace

std::string renderFitsText(const FitsReport &report,
                           const TextOptions &options) {
  TextWriter out(options);
  out.heading(fmt::format("what fits: {}", report.model.name.empty()
                                               ? "model"
                                               : report.model.name));
  std::vector<std::string> asked = settingPhrases(report.request);
  asked.insert(asked.begin(), typePhrase(report.request));
  out.fact("request", joinComma(asked));
  writeSearches(out, report);
  writeTable(out, report);
  bool limited = std::any_of(
      report.rows.begin(), report.rows.end(), [](const FitRow &row) {
        return (row.batch && row.batch->limitedByModel) ||
               (row.sequence && row.sequence->limitedByModel);
      });
  if (limited)
    out.paragraph("* the model allows no more, however much memory there is");
  out.paragraph("GB: what an application can use; needs: what the allocator "
                "reserves and the context, at the largest that fits (at 1 "
                "where none does)");
  return out.take();
}

static Json answerJson(const std::optional<FitAnswer> &answer) {
  if (!answer)
    return Json();
  return {{"largest", answer->largest},
          {"limited_by_model", answer->limitedByModel},
          {"memory_mb", numberToJson(megabytes(answer->memory))}};
}

static Json heldJson(const std::optional<HeldExtent> &held) {
  return held ? Json{{"extent", held->extent}, {"reason", held->reason}}
              : Json();
}

Json renderFitsJson(const FitsReport &report) {
  Json rows = Json::array();
  for (const FitRow &row : report.rows)
    rows.push_back({{"device", row.device},
                    {"device_name", row.deviceName},
                    {"slice", row.slice.empty() ? Json() : Json(row.slice)},
                    {"capacity_mb", numberToJson(megabytes(row.capacity))},
                    {"batch", answerJson(row.batch)},
                    {"sequence", answerJson(row.sequence)}});
  return {{"schema", kFitsSchema},
          {"model",
           {{"name", report.model.name},
            {"format", report.model.format},
            {"sha256", report.model.sha256}}},
          {"request", toJson(report.request)},
          {"held",
           {{"batch", heldJson(report.heldBatch)},
            {"sequence", heldJson(report.heldSequence)}}},
          {"rows", std::move(rows)}};
}

static std::string answerCsv(const std::optional<FitAnswer> &answer) {
  return answer ? fmt::format("{},{:.3f}", answer->largest,
                              megabytes(answer->memory))
                : ",";
}

std::string renderFitsCsv(const FitsReport &report) {
  std::string text = "device,slice,capacity_mb,largest_batch,batch_memory_mb,"
                     "longest_sequence,sequence_memory_mb\n";
  for (const FitRow &row : report.rows)
    text += fmt::format("{},{},{:.3f},{},{}\n", row.device, row.slice,
                        megabytes(row.capacity), answerCsv(row.batch),
                        answerCsv(row.sequence));
  return text;
}

} // namespace perfopt::cli
