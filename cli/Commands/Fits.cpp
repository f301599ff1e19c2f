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

} // namespace

core::Result<FitsReport> findFits(const ModelArguments &model,
                                  const analysis::PipelineOptions &options,
                                  const std::vector<core::Device> &devices) {
  core::Result<std::unique_ptr<ModelSession>> session =
      ModelSession::open(model.model, model.weights);
  if (!session)
    return session.error();
  core::Result<core::Workload> asked = (*session)->analyze(options);
  if (!asked)
    return asked.error();
  FitsReport report;
  report.model = asked->model;
  report.request = asked->request;

  std::vector<predictors::FitPlace> places;
  for (const core::Device &device : devices)
    for (predictors::FitPlace &place : predictors::fitPlaces(device))
      places.push_back(std::move(place));
  Progress progress;
  auto search = [&](std::string_view what, auto member,
                    std::array<int64_t, 3> nodes) {
    auto analyze = [&, member](int64_t extent) {
      progress.tick(what, extent);
      analysis::PipelineOptions at = options;
      at.dimensions.*member = extent;
      return (*session)->analyze(at);
    };
    return FitSearch(analyze, nodes, kMaxExtent).search(places);
  };

  auto batches = search("batch", &analysis::DimensionRequest::batch, {2, 4, 8});
  if (!batches)
    return batches.error();
  for (size_t i = 0; i < places.size(); ++i)
    report.rows.push_back({places[i].device->id, places[i].device->name,
                           places[i].slice, places[i].capacity, (*batches)[i],
                           std::nullopt});
  if (!report.request.seq)
    return report;
  auto lengths =
      search("sequence", &analysis::DimensionRequest::seq, {16, 32, 64});
  // A file may fix its length: then there is nothing to search.
  if (lengths)
    for (size_t i = 0; i < places.size(); ++i)
      report.rows[i].sequence = (*lengths)[i];
  return report;
}

} // namespace perfopt::cli
