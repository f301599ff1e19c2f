//===- Compare.cpp - perf-opt compare -------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/Commands.h"
#include "cli/Commands/DatabaseArguments.h"
#include "cli/Commands/DayValidator.h"
#include "cli/Commands/DeviceOverrides.h"
#include "cli/Commands/ModelArguments.h"
#include "cli/Commands/OptionConflicts.h"
#include "cli/Commands/Output.h"
#include "cli/Commands/TextArguments.h"
#include "cli/Model/LoadModel.h"
#include "cli/Report/CompareReport.h"
#include "cli/Report/JsonReport.h"
#include "hwdb/EntryLoader.h"
#include "hwdb/TextFile.h"
#include "predictors/Builtin.h"
#include "profiles/Compare/EntryEdit.h"
#include "profiles/ReadProfile.h"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <chrono>
#include <filesystem>
#include <memory>

namespace perfopt::cli {

namespace {

struct CompareArguments {
  ModelArguments model;
  DatabaseArguments database;
  std::string profile;
  /// Empty: the device that the profile names; it must name one.
  std::string device;
  std::string predictor{predictors::kDefaultPredictor};
  std::optional<int> runs;
  DeviceOverrides overrides;
  TextArguments text;
  bool refit = false;
  std::string measuredOn;
  std::string format = "text";
  int top = 15;
};

void addOptions(CLI::App &command, CompareArguments &arguments) {
  arguments.model.addTo(command);
  command
      .add_option("--profile", arguments.profile,
                  "what was measured: CSV of ncu (raw or details page) or of "
                  "nsys stats (cuda_gpu_trace, cuda_gpu_kern_sum), SQLite "
                  "export of nsys, PyTorch profiler trace, ONNX Runtime "
                  "profile, trtexec --exportProfile; also .gz")
      ->required();
  command.add_option("-d,--device", arguments.device,
                     "device to predict for (default: the one that the "
                     "profile names; needed where it names none); `perf-opt "
                     "hwdb list` names them");
  command
      .add_option("-p,--predictor", arguments.predictor,
                  "see `perf-opt predictors list`")
      ->capture_default_str();
  command
      .add_option("--runs", arguments.runs,
                  "runs of the model that the profile holds (default: those "
                  "it marks, else what repeats)")
      ->check(CLI::Range(1, 1000000));
  CLI::Option *refit =
      command.add_flag("--refit", arguments.refit,
                       "propose corrected ceilings for the device's entry, as "
                       "a diff, where enough kernels support them");
  command
      .add_option("--measured-on", arguments.measuredOn,
                  "date of the measurement for --refit, as 2026-11-27 "
                  "(default: that of the profile's file)")
      ->check(dayValidator())
      ->needs(refit);
  arguments.overrides.addLaunchTo(command);
  command.add_option("-f,--format", arguments.format, "text, json or csv")
      ->check(CLI::IsMember({"text", "json", "csv"}))
      ->capture_default_str();
  arguments.text.addTo(command);
  command.add_option("--top", arguments.top, "rows of each table of kernels")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();
  arguments.database.addTo(command);
  command.footer(R"(
examples:
  perf-opt compare resnet50.onnx --batch 32 --profile trace.json.gz
  perf-opt compare bert.onnx --batch 8 --seq 128 --profile ncu.csv --device a100
  perf-opt compare model.onnx --profile trace.json --refit

exit codes: 0 fine, 2 usage, 3 bad input)");
}

/// The device asked for, else the profile's, which must be in the database.
core::Result<core::Device> chooseDevice(const CompareArguments &arguments,
                                        const profiles::Profile &profile,
                                        const hwdb::Database &database) {
  if (!arguments.device.empty())
    return database.find(arguments.device);
  core::Result<core::Device> device = database.find(profile.device);
  if (!device)
    return core::Error{device.error().message + "; give --device",
                       profile.path};
  return device;
}

void noteDifferences(const CompareArguments &arguments, CompareReport &report) {
  const profiles::Profile &profile = report.profile;
  auto note = [&](std::string text) {
    report.diagnostics.push_back(std::move(text));
  };
  if (profile.onHost && report.device.kind == core::DeviceKind::Gpu)
    note(fmt::format("the profile has times of operators on the host's "
                     "processor: they tell which operators ran, and nothing "
                     "about {}",
                     report.device.id));
  if (profiles::isSameDevice(profile, report.device) == false)
    note(fmt::format("the profile is of '{}', the prediction for {}",
                     profile.device, report.device.id));
  if (profile.onHost && profile.device.empty() &&
      report.device.kind == core::DeviceKind::Cpu)
    note(fmt::format("the profile does not say which processor it ran on; it "
                     "is held against {}",
                     report.device.id));
  bool onnxRuntime = profile.format == profiles::ProfileFormat::OnnxRuntime;
  bool tensorrt = profile.format == profiles::ProfileFormat::Trtexec;
  if (onnxRuntime && arguments.model.runtime != "onnxruntime")
    note("ONNX Runtime fuses operators: --runtime onnxruntime predicts its "
         "kernels");
  if (tensorrt && arguments.model.runtime != "tensorrt")
    note("TensorRT fuses operators: --runtime tensorrt predicts its kernels");
  if (report.comparison.totals.kernelsMatched == 0)
    note("nothing of the profile was matched: is it of this model?");
  note("a kernel's predicted time includes the wait for its launch, a measured "
       "one does not");
}

std::string dateOf(const CompareArguments &arguments) {
  if (!arguments.measuredOn.empty())
    return arguments.measuredOn;
  std::error_code error;
  auto written = std::filesystem::last_write_time(arguments.profile, error);
  auto seconds = std::chrono::time_point_cast<std::chrono::seconds>(
      std::chrono::file_clock::to_sys(written));
  return fmt::format("{:%Y-%m-%d}", fmt::gmtime(seconds));
}

/// Below the working folder relative to it, as `patch -p1` wants it; else
/// absolute.
std::string fileToPatch(const std::string &path) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path absolute = fs::weakly_canonical(path, error);
  if (error)
    return path;
  fs::path relative = absolute.lexically_proximate(
      fs::weakly_canonical(fs::current_path(error), error));
  bool isBelow = !error && relative.is_relative() && !relative.empty() &&
                 *relative.begin() != "..";
  return isBelow ? relative.string() : absolute.string();
}

core::Result<RefitReport> makeRefit(const CompareArguments &arguments,
                                    const CompareReport &report,
                                    const core::Workload &workload,
                                    const core::Device &entry,
                                    const hwdb::Database &database) {
  RefitReport result;
  result.refit =
      profiles::refit(report.comparison, workload, entry, report.profile);
  if (result.refit.changes.empty())
    return result;
  std::string path = database.entryPath(entry.id);
  core::Result<std::string> text = hwdb::readTextFile(path);
  if (!text)
    return text.error();
  profiles::RefitSource source;
  source.citation = fmt::format(
      "perf-opt compare: {} at batch {} against {} ({}), medians of {} runs",
      report.model.name, report.request.batch,
      std::filesystem::path(report.profile.path).filename().string(),
      profiles::name(report.profile.format), report.run.runs);
  source.date = dateOf(arguments);
  core::Result<std::string> edited =
      profiles::editEntry(*text, result.refit.changes, source);
  if (!edited)
    return core::Error{edited.error().message, path};
  // What is proposed must load.
  if (core::Result<core::Device> device = hwdb::parseEntry(*edited, path);
      !device)
    return device.error();
  result.file = fileToPatch(path);
  result.diff = profiles::unifiedDiff(*text, *edited, result.file);
  return result;
}

std::string render(const CompareReport &report,
                   const CompareArguments &arguments) {
  if (arguments.format == "json")
    return printJson(renderCompareJson(report));
  if (arguments.format == "csv")
    return renderCompareCsv(report);
  TextOptions text = arguments.text.options();
  text.top = arguments.top;
  return renderCompareText(report, text);
}

int run(const CompareArguments &arguments, const CLI::App &command) {
  if (core::Status status = checkCompareOptions(command); !status)
    return fail(status.error(), kUsage);
  core::Result<analysis::PipelineOptions> options = arguments.model.options();
  if (!options)
    return fail(options.error(), kUsage);
  predictors::Registry registry = predictors::makeBuiltinRegistry();
  auto predictor = registry.find(arguments.predictor);
  if (!predictor)
    return fail(predictor.error(), kUsage);
  if (core::Status status = checkWritable(arguments.text.output); !status)
    return fail(status.error());
  core::Result<hwdb::Database> database = arguments.database.open();
  if (!database)
    return fail(database.error());

  CompareReport report;
  core::Result<profiles::Profile> profile =
      profiles::readProfile(arguments.profile);
  if (!profile)
    return fail(profile.error());
  report.profile = std::move(*profile);
  if (arguments.device.empty() && report.profile.device.empty())
    return fail({"the profile does not name its device; give --device",
                 report.profile.path},
                kUsage);
  core::Result<core::Device> entry =
      chooseDevice(arguments, report.profile, *database);
  if (!entry)
    return fail(entry.error());
  report.device = *entry;
  arguments.overrides.apply(report.device);

  core::Result<core::Workload> workload =
      loadWorkload(arguments.model.model, *options, arguments.model.weights);
  if (!workload)
    return fail(workload.error());
  core::Result<core::Prediction> prediction =
      predictor->get().predict(*workload, report.device);
  if (!prediction)
    return fail(prediction.error());
  if (prediction->kernels.empty() && !workload->kernels.empty())
    return fail({fmt::format("the predictor {} answers for the whole graph "
                             "only; expected one that predicts each kernel",
                             arguments.predictor)},
                kUsage);

  profiles::UnitOptions unitOptions;
  unitOptions.runs = arguments.runs;
  unitOptions.expectedUnits = workload->kernels.size();
  core::Result<profiles::RunUnits> units =
      profiles::unitsOf(report.profile, unitOptions);
  if (!units)
    return fail(units.error());
  report.run = std::move(*units);
  report.model = workload->model;
  report.request = workload->request;
  report.latency = prediction->latency;
  report.provenance = prediction->provenance;
  report.comparison = profiles::compare(
      *workload, *prediction, report.device, report.run,
      profiles::join(*workload, report.run.units, report.profile.ordered));
  for (const auto *warnings :
       {&workload->diagnostics, &report.profile.warnings, &report.run.warnings})
    report.diagnostics.insert(report.diagnostics.end(), warnings->begin(),
                              warnings->end());
  noteDifferences(arguments, report);
  if (arguments.refit) {
    core::Result<RefitReport> refit =
        makeRefit(arguments, report, *workload, *entry, *database);
    if (!refit)
      return fail(refit.error());
    report.refit = std::move(*refit);
  }
  if (arguments.format == "csv")
    printWarnings(report.diagnostics);
  return writeOutput(arguments.text.output, render(report, arguments));
}

} // namespace

void addCompareCommand(CLI::App &app, Command &chosen) {
  CLI::App *command = app.add_subcommand(
      "compare", "the prediction beside what a profiler measured");
  auto arguments = std::make_shared<CompareArguments>();
  addOptions(*command, *arguments);
  command->callback([&chosen, arguments, command] {
    chosen = [arguments, command] { return run(*arguments, *command); };
  });
}

} // namespace perfopt::cli
