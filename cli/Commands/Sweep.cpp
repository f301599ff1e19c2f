//===- Sweep.cpp - perf-opt sweep ----------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Symbolic/SymbolicWorkload.h"
#include "cli/Commands/Commands.h"
#include "cli/Commands/DatabaseArguments.h"
#include "cli/Commands/DeviceOverrides.h"
#include "cli/Commands/ModelArguments.h"
#include "cli/Commands/OptionConflicts.h"
#include "cli/Commands/Output.h"
#include "cli/Commands/TextArguments.h"
#include "cli/Model/ModelSession.h"
#include "cli/Report/JsonReport.h"
#include "cli/Report/Summary.h"
#include "cli/Report/SweepReport.h"
#include "predictors/Builtin.h"

#include <fmt/core.h>

#include <algorithm>
#include <memory>

namespace perfopt::cli {

namespace {

using analysis::SymbolicWorkload;
using analysis::SymbolPoint;

struct SweepArguments {
  ModelArguments model;
  DatabaseArguments database;
  std::vector<int64_t> batches{1, 2, 4, 8, 16, 32, 64, 128}, seqs;
  std::vector<std::string> dtypes;
  std::vector<std::string> devices{"a100-sxm4-40gb"};
  std::string predictor{predictors::kDefaultPredictor};
  TextArguments text;
  DeviceOverrides overrides;
  std::string format = "text";
};

/// Fewer sizes than this are counted one by one: the polynomials take more
/// samples to find.
constexpr size_t kWorthFitting = 24;

void addOptions(CLI::App &command, SweepArguments &arguments) {
  arguments.model.addModelTo(command);
  command
      .add_option("-b,--batch", arguments.batches,
                  "batch sizes, comma-separated")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::Range(int64_t(1), kMaxExtent))
      ->capture_default_str();
  command
      .add_option("-s,--seq", arguments.seqs,
                  "sequence lengths, comma-separated")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::Range(int64_t(1), kMaxExtent));
  command
      .add_option("--dtype", arguments.dtypes,
                  "floating types, comma-separated: fp32 tf32 fp16 bf16 int8 "
                  "(default: as in the file)")
      ->delimiter(',')
      ->allow_extra_args(false);
  command
      .add_option("-d,--device", arguments.devices,
                  "devices, comma-separated, or all")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->capture_default_str();
  command
      .add_option("-p,--predictor", arguments.predictor,
                  "see `perf-opt predictors list`")
      ->capture_default_str();
  command.add_option("-f,--format", arguments.format, "text, json or csv")
      ->check(CLI::IsMember({"text", "json", "csv"}))
      ->capture_default_str();
  arguments.text.addTo(command);
  arguments.overrides.addContextTo(command);
  arguments.database.addTo(command);
  command.footer(R"(
From 24 sizes on they are evaluated from polynomials in batch and sequence that are
exact (`analyze --symbolic` prints them); fewer, and those of a model without such,
are counted one by one.

examples:
  perf-opt sweep resnet50.onnx --batch 1,8,64,256 --device a100,h100
  perf-opt sweep gpt2.onnx --batch 1,4,16 --seq 128,512,1024 --dtype fp16,bf16 -f csv

exit codes: 0 fine, 2 usage, 3 bad input)");
}

std::vector<SymbolPoint> pointsOf(const SweepArguments &arguments) {
  std::vector<SymbolPoint> points;
  std::vector<int64_t> seqs = arguments.seqs;
  if (seqs.empty())
    seqs = {1};
  for (int64_t seq : seqs)
    for (int64_t batch : arguments.batches)
      points.push_back({batch, seq});
  return points;
}

/// The workloads of one element type at every size.
class Sizes {
public:
  Sizes(ModelSession &session, const SweepArguments &arguments,
        std::string dtype)
      : session(session), arguments(arguments), dtype(std::move(dtype)) {}

  /// Prepares for `points`: finds the polynomials where that saves time.
  void prepare(const std::vector<SymbolPoint> &points, SweepReport &report) {
    if (points.size() < kWorthFitting)
      return;
    auto derived = SymbolicWorkload::derive(
        [this](const SymbolPoint &point) { return count(point); },
        *std::max_element(points.begin(), points.end(), isSmaller), hasSeq());
    if (derived) {
      symbolic = std::make_unique<SymbolicWorkload>(std::move(*derived));
      scratch = symbolic->base();
    } else {
      report.diagnostics.push_back("counted size by size: " +
                                   derived.error().message);
    }
  }

  core::Result<const core::Workload *> at(const SymbolPoint &point,
                                          SweepReport &report) {
    if (symbolic && symbolic->covers(point)) {
      symbolic->evaluate(point, scratch);
      ++report.evaluated;
      return &scratch;
    }
    core::Result<core::Workload> counted = count(point);
    if (!counted)
      return counted.error();
    // Not into `scratch`: another size may have another structure.
    single = std::move(*counted);
    ++report.counted;
    return &single;
  }

private:
  static bool isSmaller(const SymbolPoint &a, const SymbolPoint &b) {
    return std::pair(a.seq, a.batch) < std::pair(b.seq, b.batch);
  }
  bool hasSeq() const { return !arguments.seqs.empty(); }

  core::Result<core::Workload> count(const SymbolPoint &point) const {
    ModelArguments model = arguments.model;
    model.batch = point.batch;
    if (hasSeq())
      model.seq = point.seq;
    model.dtype = dtype;
    core::Result<analysis::PipelineOptions> options = model.options();
    if (!options)
      return options.error();
    return session.analyze(*options);
  }

  ModelSession &session;
  const SweepArguments &arguments;
  std::string dtype;
  std::unique_ptr<SymbolicWorkload> symbolic;
  /// What the polynomials are evaluated into, and the last size counted.
  core::Workload scratch, single;
};

SweepPoint pointOf(const core::Workload &workload, const core::Device &device,
                   const core::Prediction &prediction,
                   const std::string &dtype) {
  SweepPoint point;
  point.device = device.id;
  point.dtype = dtype;
  point.batch = workload.request.batch;
  point.seq = workload.request.seq;
  point.latency = prediction.latency.value;
  point.memory = prediction.memory.total.value;
  point.capacity = prediction.memory.capacity;
  if (knowsEnergy(prediction))
    point.energy = prediction.energy.value;
  return point;
}

int run(const SweepArguments &arguments, const CLI::App &command) {
  if (core::Status status = checkSweepOptions(command); !status)
    return fail(status.error(), kUsage);
  core::Result<analysis::PipelineOptions> shared = arguments.model.options();
  if (!shared)
    return fail(shared.error(), kUsage);
  for (const std::string &dtype : arguments.dtypes) {
    ModelArguments model = arguments.model;
    model.dtype = dtype;
    if (auto options = model.options(); !options)
      return fail(options.error(), kUsage);
  }
  predictors::Registry registry = predictors::makeBuiltinRegistry();
  auto predictor = registry.find(arguments.predictor);
  if (!predictor)
    return fail(predictor.error(), kUsage);
  if (core::Status status = checkWritable(arguments.text.output); !status)
    return fail(status.error());
  core::Result<hwdb::Database> database = arguments.database.open();
  if (!database)
    return fail(database.error());
  core::Result<std::vector<core::Device>> devices =
      findDevices(*database, arguments.devices);
  if (!devices)
    return fail(devices.error());
  for (core::Device &device : *devices)
    arguments.overrides.apply(device);
  auto session =
      ModelSession::open(arguments.model.model, arguments.model.weights);
  if (!session)
    return fail(session.error());

  SweepReport report;
  report.predictor = arguments.predictor;
  std::vector<SymbolPoint> points = pointsOf(arguments);
  std::vector<std::string> dtypes = arguments.dtypes;
  if (dtypes.empty())
    dtypes = {""};
  // One table a device and type: sorted by them, although the workload of a
  // size serves all devices.
  std::vector<std::vector<SweepPoint>> byDevice(devices->size());
  for (const std::string &dtype : dtypes) {
    Sizes sizes(**session, arguments, dtype);
    sizes.prepare(points, report);
    for (const SymbolPoint &point : points) {
      core::Result<const core::Workload *> workload = sizes.at(point, report);
      if (!workload)
        return fail(workload.error());
      report.model = (*workload)->model;
      report.request = (*workload)->request;
      for (size_t i = 0; i < devices->size(); ++i) {
        core::Result<core::Prediction> prediction =
            predictor->get().predict(**workload, (*devices)[i]);
        if (!prediction)
          return fail(prediction.error());
        byDevice[i].push_back(
            pointOf(**workload, (*devices)[i], *prediction, dtype));
      }
    }
  }
  report.request.dims = shared->dimensions.dims;
  for (std::vector<SweepPoint> &list : byDevice)
    report.points.insert(report.points.end(), list.begin(), list.end());

  if (arguments.format == "json")
    return writeOutput(arguments.text.output,
                       printJson(renderSweepJson(report)));
  if (arguments.format == "csv") {
    printWarnings(report.diagnostics);
    return writeOutput(arguments.text.output, renderSweepCsv(report));
  }
  return writeOutput(arguments.text.output,
                     renderSweepText(report, arguments.text.options()));
}

} // namespace

void addSweepCommand(CLI::App &app, Command &chosen) {
  CLI::App *command = app.add_subcommand(
      "sweep", "latency, memory and energy over batch, sequence, type, device");
  auto arguments = std::make_shared<SweepArguments>();
  addOptions(*command, *arguments);
  command->callback([&chosen, arguments, command] {
    chosen = [arguments, command] { return run(*arguments, *command); };
  });
}

} // namespace perfopt::cli
