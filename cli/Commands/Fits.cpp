//===- Fits.cpp - perf-opt analyze --fits ---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/Fits.h"

#include "cli/Fits/FitSearch.h"
#include "cli/Model/ModelSession.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace perfopt::cli {

namespace {

/// One line for every few seconds that pass.
class Progress {
public:
  void tick(std::string_view what, int64_t extent) {
    ++analyses;
    auto now = std::chrono::steady_clock::now();
    if (now - last < std::chrono::seconds(3))
      return;
    last = now;
    fmt::print(stderr, "perf-opt: --fits: {} analyses, now at a {} of {}\n",
               analyses, what, extent);
  }

private:
  int analyses = 0;
  std::chrono::steady_clock::time_point last = std::chrono::steady_clock::now();
};

/// The batch or the sequence.
struct Axis {
  std::string_view name;
  std::optional<int64_t> analysis::DimensionRequest::*request;
  std::optional<FitAnswer> FitRow::*answer;
  std::optional<HeldExtent> FitsReport::*held;
  /// Where the curve is fixed first.
  std::array<int64_t, 3> nodes;
};

constexpr Axis kBatch = {"batch",
                         &analysis::DimensionRequest::batch,
                         &FitRow::batch,
                         &FitsReport::heldBatch,
                         {2, 4, 8}};
constexpr Axis kSequence = {"sequence",
                            &analysis::DimensionRequest::seq,
                            &FitRow::sequence,
                            &FitsReport::heldSequence,
                            {16, 32, 64}};

/// The last line of an error says what to do, those above where it came from.
std::string lastLine(const std::string &text) {
  size_t begin = text.find_last_of('\n');
  begin = text.find_first_not_of(" \n", begin == text.npos ? 0 : begin);
  return begin == text.npos ? text : text.substr(begin);
}

class FitsFinder {
public:
  FitsFinder(ModelSession &session, const analysis::PipelineOptions &options)
      : session(session), options(options) {}

  core::Result<FitsReport> find(const std::vector<core::Device> &devices);

private:
  core::Result<core::Workload> analyzeAsGiven();
  std::optional<std::string> whoHoldsBatch(bool hasSequence) const;
  std::optional<std::string> whoHoldsSequence() const;
  void search(const Axis &axis, int64_t present, FitsReport &report);

  bool given(const Axis &axis) const {
    return (options.dimensions.*axis.request).has_value();
  }

  ModelSession &session;
  analysis::PipelineOptions options;
  /// The file leaves the sequence open, and nobody gave one.
  bool openSequence = false;
  std::vector<predictors::FitPlace> places;
  Progress progress;
};

/// Only the answers need a sequence that is open: any does to begin with.
core::Result<core::Workload> FitsFinder::analyzeAsGiven() {
  core::Result<core::Workload> asked = session.analyze(options);
  if (asked || given(kSequence))
    return asked;
  analysis::PipelineOptions probe = options;
  probe.dimensions.seq = kSequence.nodes.front();
  core::Result<core::Workload> probed = session.analyze(probe);
  if (!probed)
    return asked;
  openSequence = true;
  return probed;
}

std::optional<std::string> FitsFinder::whoHoldsBatch(bool hasSequence) const {
  if (given(kBatch) && !given(kSequence))
    return hasSequence ? "given with --batch"
                       : "given with --batch; leave it out to search it";
  if (openSequence)
    return "give --seq to search it, too";
  return std::nullopt;
}

std::optional<std::string> FitsFinder::whoHoldsSequence() const {
  if (given(kSequence) && !given(kBatch))
    return "given with --seq";
  return std::nullopt;
}

/// An extent that the file fixes is held, for the reason that the analysis
/// states.
void FitsFinder::search(const Axis &axis, int64_t present, FitsReport &report) {
  auto analyze = [&](int64_t extent) {
    progress.tick(axis.name, extent);
    analysis::PipelineOptions at = options;
    at.dimensions.*axis.request = extent;
    return session.analyze(at);
  };
  auto answers = FitSearch(analyze, axis.nodes, kMaxExtent).search(places);
  if (!answers) {
    report.*axis.held = HeldExtent{present, lastLine(answers.error().message)};
    return;
  }
  for (size_t i = 0; i < report.rows.size(); ++i)
    report.rows[i].*axis.answer = (*answers)[i];
}

core::Result<FitsReport>
FitsFinder::find(const std::vector<core::Device> &devices) {
  core::Result<core::Workload> asked = analyzeAsGiven();
  if (!asked)
    return asked.error();
  FitsReport report;
  report.model = asked->model;
  report.request = asked->request;
  report.request.dims = options.dimensions.dims;
  for (const core::Device &device : devices)
    for (predictors::FitPlace &place : predictors::fitPlaces(device)) {
      report.rows.push_back({place.device->id, place.device->name, place.slice,
                             place.capacity, std::nullopt, std::nullopt});
      places.push_back(std::move(place));
    }

  bool hasSequence = asked->request.seq.has_value();
  if (auto holder = whoHoldsBatch(hasSequence))
    report.heldBatch = HeldExtent{asked->request.batch, *holder};
  else
    search(kBatch, asked->request.batch, report);
  if (openSequence)
    report.request.seq.reset();
  if (!hasSequence)
    return report;
  if (auto holder = whoHoldsSequence())
    report.heldSequence = HeldExtent{*asked->request.seq, *holder};
  else
    search(kSequence, *asked->request.seq, report);
  return report;
}

} // namespace

core::Result<FitsReport> findFits(const ModelArguments &model,
                                  const analysis::PipelineOptions &options,
                                  const std::vector<core::Device> &devices) {
  core::Result<std::unique_ptr<ModelSession>> session =
      ModelSession::open(model.model, model.weights);
  if (!session)
    return session.error();
  return FitsFinder(**session, options).find(devices);
}

std::string whyNothingIsFree(const FitsReport &report) {
  bool searched =
      std::any_of(report.rows.begin(), report.rows.end(),
                  [](const FitRow &row) { return row.batch || row.sequence; });
  if (searched || report.rows.empty() || !report.heldBatch)
    return {};
  std::string text =
      fmt::format("--fits has nothing to search: the batch is "
                  "held at {} ({})",
                  report.heldBatch->extent, report.heldBatch->reason);
  return report.heldSequence ? fmt::format("{}, the sequence at {} ({})", text,
                                           report.heldSequence->extent,
                                           report.heldSequence->reason)
                             : text + "; the model has no sequence";
}

} // namespace perfopt::cli
