//===- Analyze.cpp - perf-opt analyze ------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Graph/OperatorGraph.h"
#include "cli/Commands/Commands.h"
#include "cli/Commands/DatabaseArguments.h"
#include "cli/Commands/DeviceOverrides.h"
#include "cli/Commands/Fits.h"
#include "cli/Commands/ModelArguments.h"
#include "cli/Commands/OptionConflicts.h"
#include "cli/Commands/Output.h"
#include "cli/Commands/TextArguments.h"
#include "cli/Model/LoadModel.h"
#include "cli/Model/ModelSession.h"
#include "cli/Report/CsvReport.h"
#include "cli/Report/HtmlReport.h"
#include "cli/Report/JsonReport.h"
#include "cli/Report/MemoryChart.h"
#include "cli/Report/RooflineChart.h"
#include "cli/Report/RooflineCsv.h"
#include "cli/Report/TextReport.h"
#include "cli/Symbolic/Describe.h"
#include "predictors/Builtin.h"
#include "predictors/Deployment/Carbon.h"
#include "predictors/Deployment/CloudCost.h"
#include "predictors/Deployment/Mig.h"
#include "predictors/Deployment/TrainingRun.h"

#include <fmt/core.h>

#include <memory>

namespace perfopt::cli {

namespace {

struct AnalyzeArguments {
  ModelArguments model;
  DatabaseArguments database;
  std::vector<std::string> devices{"a100-sxm4-40gb"};
  std::string predictor{predictors::kDefaultPredictor};
  TextArguments text;
  DeviceOverrides overrides;
  std::string format = "text", table = "kernels", region = "World";
  std::optional<double> pue, maxUnmodelled;
  std::string loading = "lazy", memoryChart;
  bool fits = false;
  int top = 10;
  bool symbolic = false;
};

void addOptions(CLI::App &command, AnalyzeArguments &arguments) {
  arguments.model.addTo(command);
  arguments.model.training.addStepsTo(command);
  command
      .add_option(
          "-d,--device", arguments.devices,
          "devices, comma-separated, or all; `perf-opt hwdb list` names "
          "them")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->capture_default_str();
  command
      .add_option("-p,--predictor", arguments.predictor,
                  "see `perf-opt predictors list`")
      ->capture_default_str();
  command
      .add_option("-f,--format", arguments.format,
                  "text, json, csv, html (a page with charts that needs no "
                  "network) or svg (the roofline of one device)")
      ->check(CLI::IsMember({"text", "json", "csv", "html", "svg"}))
      ->capture_default_str();
  command
      .add_option("--table", arguments.table,
                  "what --format csv lists: kernels, or the roofs and points "
                  "of the roofline")
      ->check(CLI::IsMember({"kernels", "roofline"}))
      ->capture_default_str();
  arguments.text.addTo(command);
  command
      .add_option("--top", arguments.top,
                  "rows of the table of slowest kernels")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();
  command
      .add_option("--region", arguments.region,
                  "electricity grid: a country (DEU) or cloud region "
                  "(europe-west1)")
      ->capture_default_str();
  command
      .add_option("--pue", arguments.pue,
                  "power usage effectiveness of the data centre (default: the "
                  "region's, else 1)")
      ->check(CLI::Range(1.0, 10.0));
  arguments.overrides.addContextTo(command);
  command
      .add_option("--module-loading", arguments.loading,
                  "which of the entry's contexts counts: lazy loads a kernel "
                  "when it is first used, eager all at the start "
                  "(CUDA_MODULE_LOADING)")
      ->check(CLI::IsMember({"lazy", "eager"}))
      ->capture_default_str();
  command.add_option("--memory-chart", arguments.memoryChart,
                     "also draw the memory over the run into this SVG file; "
                     "for one device");
  command.add_flag(
      "--fits", arguments.fits,
      "instead of a report: the largest batch and sequence on each "
      "device and each of its MIG slices; --batch or --seq alone "
      "is held while the other is searched");
  arguments.overrides.addLaunchTo(command);
  command
      .add_option("--max-unmodelled", arguments.maxUnmodelled,
                  "exit 1 when more than this percentage is not modelled")
      ->check(CLI::Range(0.0, 100.0));
  command.add_flag("--symbolic", arguments.symbolic,
                   "FLOPs, bytes and memory as polynomials in batch and "
                   "sequence, and from which sizes on kernels are "
                   "compute-bound");
  arguments.database.addTo(command);
  command.footer(R"(
examples:
  perf-opt analyze resnet50.onnx --batch 32 --device a100-sxm4-40gb
  perf-opt analyze bert.onnx --batch 8 --seq 128 --dtype fp16 --device a100,h100,l4
  perf-opt analyze model.onnx --device all --format json -o report.json
  perf-opt analyze model.onnx --format html -o report.html
  perf-opt analyze model.onnx --device a100 --format svg -o roofline.svg
  perf-opt analyze model.onnx --format csv --table roofline
  perf-opt analyze model.onnx --device all --fits
  perf-opt analyze model.onnx --batch 32 --memory-chart memory.svg

exit codes: 0 fine, 1 a check failed, 2 usage, 3 bad input; with --fits, 1 says
that not even 1 fits anywhere)");
}

/// Puts what the command line says in place of the entry's figures.
void applyOverrides(const AnalyzeArguments &arguments, core::Device &device) {
  if (arguments.loading == "eager" && device.contextMemoryEager)
    device.contextMemory = device.contextMemoryEager;
  else if (arguments.loading == "eager")
    printWarnings({device.id + ": the entry has no context of eager loading, "
                               "the lazy one counts; give --context-mb"});
  arguments.overrides.apply(device);
}

/// Says so when launches decide: then the host's work for each operator, which
/// no entry knows, decides with them.
void noteLaunchBound(const AnalyzeArguments &arguments,
                     core::Prediction &prediction) {
  core::Seconds launches;
  for (const core::KernelPrediction &kernel : prediction.kernels)
    if (kernel.bound == core::Bound::Launch)
      launches += kernel.time;
  double share = launches / prediction.latency.value;
  constexpr double kWorthSaying = 0.2;
  if (share > kWorthSaying && !arguments.overrides.launchMicroseconds)
    prediction.diagnostics.push_back(fmt::format(
        "{:.0f} % of the time is launches, at the driver's interval. What a "
        "framework does on the host for each operator comes on top and is not "
        "modelled: give --launch-us where it is known",
        100 * share));
}

/// The dearest chain of kernels that wait for each other.
std::optional<core::Seconds> criticalPath(const analysis::OperatorGraph &graph,
                                          const core::Workload &workload,
                                          const core::Prediction &prediction) {
  if (prediction.kernels.empty())
    return std::nullopt;
  // A kernel's time stands at its first operator.
  std::vector<core::Seconds> times(graph.operatorCount());
  for (const core::KernelPrediction &kernel : prediction.kernels)
    times[workload.kernels[kernel.kernel].operators.front()] = kernel.time;
  return graph.criticalPath(times).weight;
}

/// Everything about one device; an error where a number that is asked for
/// cannot be had.
core::Result<DeviceReport> analyzeOn(core::Device device,
                                     const core::Workload &workload,
                                     const analysis::OperatorGraph &graph,
                                     const predictors::Predictor &predictor,
                                     const hwdb::Database &database,
                                     const AnalyzeArguments &arguments) {
  applyOverrides(arguments, device);
  core::Result<core::Prediction> prediction =
      predictor.predict(workload, device);
  if (!prediction)
    return prediction.error();
  DeviceReport report;
  report.prediction = std::move(*prediction);
  noteLaunchBound(arguments, report.prediction);
  report.criticalPath = criticalPath(graph, workload, report.prediction);
  const core::Prediction &predicted = report.prediction;
  report.mig = predictors::adviseMig(predicted.memory.total.value,
                                     predicted.utilization, device);

  core::Result<std::vector<core::Price>> prices = database.prices(device);
  if (!prices)
    return prices.error();
  report.cost = predictors::cloudCosts(predicted.latency.value,
                                       workload.request.samples(),
                                       predictors::latestPrices(*prices));
  core::Result<core::GridIntensity> grid = database.grid(arguments.region);
  if (!grid)
    return grid.error();
  predictors::CarbonOptions carbon;
  carbon.pue = arguments.pue;
  report.carbon =
      predictors::carbonFootprint(predicted.energy.value, *grid, carbon);
  if (auto training = workload.request.training; training && training->steps)
    report.run = predictors::trainingRun(*training->steps, predicted,
                                         report.cost, report.carbon);
  report.device = std::move(device);
  return report;
}

TextOptions textOptions(const AnalyzeArguments &arguments) {
  TextOptions text = arguments.text.options();
  text.top = arguments.top;
  return text;
}

/// The polynomials of the model around what was asked for.
core::Result<analysis::SymbolicWorkload>
deriveSymbolic(ModelSession &session, const analysis::PipelineOptions &options,
               const core::Request &request) {
  auto countAt = [&](const analysis::SymbolPoint &point) {
    analysis::PipelineOptions sized = options;
    sized.dimensions.batch = point.batch;
    if (request.seq)
      sized.dimensions.seq = point.seq;
    return session.analyze(sized);
  };
  return analysis::SymbolicWorkload::derive(countAt, symbolPoint(request),
                                            request.seq.has_value());
}

/// Adds the polynomials and every device's crossover points to the report.
core::Status addSymbolic(const ModelArguments &model,
                         const analysis::PipelineOptions &options,
                         AnalyzeReport &report) {
  auto session = ModelSession::open(model.model, model.weights);
  if (!session)
    return session.error();
  const core::Request &request = report.workload.request;
  core::Result<analysis::SymbolicWorkload> symbolic =
      deriveSymbolic(**session, options, request);
  if (!symbolic)
    return symbolic.error();
  report.symbolic = describe(*symbolic, symbolPoint(request));
  for (DeviceReport &device : report.devices) {
    core::Result<std::vector<GroupCrossovers>> crossovers =
        findCrossovers(*symbolic, symbolPoint(request), device.device);
    if (!crossovers)
      return crossovers.error();
    device.crossovers = std::move(*crossovers);
  }
  return core::success();
}

std::string render(const AnalyzeReport &report,
                   const AnalyzeArguments &arguments) {
  if (arguments.format == "json")
    return printJson(renderJson(report));
  if (arguments.format == "csv")
    return arguments.table == "roofline" ? renderRooflineCsv(report)
                                         : renderCsv(report);
  if (arguments.format == "html")
    return renderHtml(report);
  if (arguments.format == "svg")
    return drawRooflineChart(report.workload, report.devices.front()).file();
  return renderText(report, textOptions(arguments));
}

/// A drawing is of one device.
core::Status checkDrawings(const AnalyzeArguments &arguments, size_t devices) {
  if (devices == 1)
    return core::success();
  if (!arguments.memoryChart.empty())
    return core::Error{fmt::format(
        "--memory-chart draws one device, found {}; name one with --device",
        devices)};
  if (arguments.format == "svg")
    return core::Error{
        fmt::format("--format svg draws one device, found {}; name one with "
                    "--device, or ask for --format html, which draws them all",
                    devices)};
  return core::success();
}

/// --fits, which answers another question with the same arguments.
int runFits(const AnalyzeArguments &arguments,
            const analysis::PipelineOptions &options,
            std::vector<core::Device> devices) {
  for (core::Device &device : devices)
    applyOverrides(arguments, device);
  core::Result<FitsReport> report = findFits(arguments.model, options, devices);
  if (!report)
    return fail(report.error());
  if (std::string held = whyNothingIsFree(*report); !held.empty())
    return fail({held, arguments.model.model},
                isHeldByOption(*report) ? kUsage : kBadInput);
  std::string text = arguments.format == "json"
                         ? printJson(renderFitsJson(*report))
                     : arguments.format == "csv"
                         ? renderFitsCsv(*report)
                         : renderFitsText(*report, textOptions(arguments));
  if (int code = writeOutput(arguments.text.output, text))
    return code;
  return fitsAnywhere(*report) ? kSuccess : kCheckFailed;
}

/// Everything that is wrong with the command line alone.
core::Status checkCommandLine(const AnalyzeArguments &arguments,
                              const CLI::App &command) {
  if (core::Status status = checkAnalyzeOptions(command); !status)
    return status;
  std::string report =
      arguments.text.output.empty() ? "-" : arguments.text.output;
  if (arguments.memoryChart == report)
    return core::Error{"--memory-chart " + arguments.memoryChart +
                       " is where the report goes; give another file"};
  return core::success();
}

int run(const AnalyzeArguments &arguments, const CLI::App &command) {
  if (core::Status status = checkCommandLine(arguments, command); !status)
    return fail(status.error(), kUsage);
  core::Result<analysis::PipelineOptions> options = arguments.model.options();
  if (!options)
    return fail(options.error(), kUsage);
  predictors::Registry registry = predictors::makeBuiltinRegistry();
  auto predictor = registry.find(arguments.predictor);
  if (!predictor)
    return fail(predictor.error(), kUsage);
  for (const std::string &path : {arguments.text.output, arguments.memoryChart})
    if (core::Status status = checkWritable(path); !status)
      return fail(status.error());
  core::Result<hwdb::Database> database = arguments.database.open();
  if (!database)
    return fail(database.error());
  core::Result<std::vector<core::Device>> devices =
      findDevices(*database, arguments.devices);
  if (!devices)
    return fail(devices.error());

  if (arguments.fits)
    return runFits(arguments, *options, std::move(*devices));
  if (core::Status status = checkDrawings(arguments, devices->size()); !status)
    return fail(status.error(), kUsage);

  core::Result<core::Workload> workload =
      loadWorkload(arguments.model.model, *options, arguments.model.weights);
  if (!workload)
    return fail(workload.error());
  AnalyzeReport report;
  report.workload = std::move(*workload);
  core::Result<analysis::OperatorGraph> graph =
      analysis::OperatorGraph::build(report.workload);
  if (!graph)
    return fail(graph.error());
  report.longestChain = static_cast<int>(graph->longestChain().size());
  for (core::Device &device : *devices) {
    core::Result<DeviceReport> one =
        analyzeOn(std::move(device), report.workload, *graph, predictor->get(),
                  *database, arguments);
    if (!one)
      return fail(one.error());
    report.devices.push_back(std::move(*one));
  }
  if (arguments.symbolic)
    if (core::Status status = addSymbolic(arguments.model, *options, report);
        !status)
      return fail(status.error());
  if (arguments.format == "csv")
    printWarnings(report.workload.diagnostics);
  if (int code = writeOutput(arguments.text.output, render(report, arguments)))
    return code;
  if (!arguments.memoryChart.empty())
    if (int code = writeOutput(
            arguments.memoryChart,
            drawMemoryChart(report.workload, report.devices.front()).file()))
      return code;

  double unmodelled = report.workload.totals.unmodelledFlopsPct;
  if (arguments.maxUnmodelled && unmodelled > *arguments.maxUnmodelled)
    return fail({fmt::format("{:.3g} % of the model is not modelled, more than "
                             "the {:.3g} % that --max-unmodelled allows",
                             unmodelled, *arguments.maxUnmodelled)},
                kCheckFailed);
  return kSuccess;
}

} // namespace

void addAnalyzeCommand(CLI::App &app, Command &chosen) {
  CLI::App *command = app.add_subcommand(
      "analyze", "latency, memory, energy, MIG profile and cost of a model");
  auto arguments = std::make_shared<AnalyzeArguments>();
  addOptions(*command, *arguments);
  command->callback([&chosen, arguments, command] {
    chosen = [arguments, command] { return run(*arguments, *command); };
  });
}

} // namespace perfopt::cli
