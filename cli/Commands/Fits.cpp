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
  std::string_view name, option;
  std::optional<int64_t> analysis::DimensionRequest::*request;
  std::optional<FitAnswer> FitRow::*answer;
  std::optional<HeldExtent> FitsReport::*held;
  /// Where the curve is fixed first.
  std::array<int64_t, 3> nodes;
};

constexpr Axis kBatch = {"batch",
                         "--batch",
                         &analysis::DimensionRequest::batch,
                         &FitRow::batch,
                         &FitsReport::heldBatch,
                         {2, 4, 8}};
constexpr Axis kSequence = {"sequence",
                            "--seq",
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
  bool isNamed(const Axis &axis, int64_t present);
  std::optional<std::string> heldByOption(const Axis &axis, const Axis &other,
                                          bool otherIsFree) const;
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

/// Whether --dim or --input binds the extent: then it can be no other.
bool FitsFinder::isNamed(const Axis &axis, int64_t present) {
  if (options.dimensions.dims.empty() && options.dimensions.inputs.empty())
    return false;
  analysis::DimensionRequest other = options.dimensions;
  if (openSequence)
    other.seq = kSequence.nodes.front();
  other.*axis.request = present + 1;
  return !session.binds(other);
}

/// Of the two, the one that is given alone is held.
std::optional<std::string> FitsFinder::heldByOption(const Axis &axis,
                                                    const Axis &other,
                                                    bool otherIsFree) const {
  if (!given(axis) || given(other))
    return std::nullopt;
  return fmt::format("given with {}{}", axis.option,
                     otherIsFree ? "" : "; leave it out to search it");
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

  int64_t batch = asked->request.batch;
  std::optional<int64_t> sequence = asked->request.seq;
  bool batchIsNamed = isNamed(kBatch, batch);
  bool sequenceIsNamed = sequence && isNamed(kSequence, *sequence);
  constexpr const char *kNamed = "given with --dim or --input";
  if (batchIsNamed)
    report.heldBatch = HeldExtent{batch, kNamed, true};
  else if (auto reason =
               heldByOption(kBatch, kSequence, sequence && !sequenceIsNamed))
    report.heldBatch = HeldExtent{batch, *reason, true};
  else if (openSequence)
    report.heldBatch = HeldExtent{batch, "--seq searches it instead, --batch "
                                         "and --seq together search both"};
  else
    search(kBatch, batch, report);
  if (openSequence)
    report.request.seq.reset();
  if (!sequence)
    return report;
  if (sequenceIsNamed)
    report.heldSequence = HeldExtent{*sequence, kNamed, true};
  else if (auto reason = heldByOption(kSequence, kBatch, !batchIsNamed))
    report.heldSequence = HeldExtent{*sequence, *reason, true};
  else
    search(kSequence, *sequence, report);
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

bool isHeldByOption(const FitsReport &report) {
  auto byOption = [](const std::optional<HeldExtent> &held) {
    return held && held->byOption;
  };
  return byOption(report.heldBatch) || byOption(report.heldSequence);
}

} // namespace perfopt::cli
