//===- HwdbMeasure.cpp - perf-opt hwdb measure ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/HwdbCommands.h"
#include "cli/Commands/Output.h"
#include "hwdb/EntryLoader.h"
#include "roofline/measure/EntryWriter.h"
#include "roofline/measure/cpu/CpuAcceptance.h"
#include "roofline/measure/cpu/CpuInfo.h"
#include "roofline/measure/cpu/CpuKit.h"
#include "roofline/measure/cuda/CudaKit.h"

#include <fmt/core.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <memory>
#include <unistd.h>

namespace perfopt::cli {

namespace fs = std::filesystem;

namespace {

struct MeasureArguments {
  std::string output;
  bool check = false;
  bool cpu = false;
  bool cuda = false;
  bool quick = false;
  double tdp = 0;

  bool measuresCuda() const {
    return cuda || (!cpu && measure::hasCudaDevice());
  }
};

std::string today() {
  std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[16];
  std::strftime(text, sizeof(text), "%Y-%m-%d", &utc);
  return text;
}

/// One line that is written over on a terminal, a line a step elsewhere.
measure::Progress progressOnStderr() {
  bool isTerminal = isatty(STDERR_FILENO);
  auto start = std::chrono::steady_clock::now();
  return [=](std::string_view step) {
    double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
            .count();
    std::string line = fmt::format("{:6.1f} s  {}", seconds, step);
    fmt::print(stderr, "{}{}{}", isTerminal ? "\r\033[K" : "", line,
               isTerminal ? "" : "\n");
    std::fflush(stderr);
  };
}

/// A folder holds the entry under its id; a file gives the entry its id, which
/// is how the loader wants it.
std::string settleName(const std::string &output, core::Device &device) {
  std::error_code ignored;
  if (output.empty() || output == "-")
    return output;
  if (fs::is_directory(output, ignored))
    return (fs::path(output) / (device.id + ".yaml")).string();
  device.id = fs::path(output).stem().string();
  return output;
}

/// Before the minutes that it takes.
core::Status checkOutput(const std::string &output) {
  std::error_code ignored;
  return fs::is_directory(output, ignored) ? core::success()
                                           : checkWritable(output);
}

/// Energy would be that of all cores, time that of a few.
void warnOfIdleCores() {
  auto info = measure::readCpuInfo(measure::allowedCpus());
  if (!info || !info->packageCores)
    return;
  int used = static_cast<int>(info->cpus.size());
  if (used < *info->packageCores)
    printWarnings({fmt::format(
        "this process may run on {} of the {} cores of a package, while --tdp "
        "is of the whole package: energy will be predicted too high",
        used, *info->packageCores)});
}

int measureMachine(const MeasureArguments &arguments) {
  if (core::Status status = checkOutput(arguments.output); !status)
    return fail(status.error());
  measure::MeasureOptions options;
  options.date = today();
  options.version = PERFOPT_VERSION;
  options.progress = progressOnStderr();
  if (arguments.quick)
    options.makeQuick();

  bool onCuda = arguments.measuresCuda();
  core::Result<core::Device> device =
      onCuda ? measure::measureCuda(options) : measure::measureCpu(options);
  if (!device)
    return fail(device.error());
  if (arguments.check) {
    core::Result<core::Accuracy> accuracy =
        onCuda ? measure::checkCudaEntry(*device, options)
               : measure::checkCpuEntry(*device, options);
    if (!accuracy)
      return fail(accuracy.error());
    device->accuracy = std::move(*accuracy);
  }
  if (arguments.tdp > 0)
    device->tdp = core::Figure<core::Watts>{
        core::Watts(arguments.tdp),
        {core::Origin::Datasheet, "whoever measured, with --tdp", options.date,
         "given on the command line; of "
         "the whole package or board"}};
  options.progress("done");
  if (isatty(STDERR_FILENO))
    fmt::print(stderr, "\n");

  std::string path = settleName(arguments.output, *device);
  std::string text = measure::writeEntry(*device);
  // What is written is an entry, or nothing is.
  if (auto parsed = hwdb::parseEntry(text, path); !parsed)
    return fail(parsed.error());
  if (!device->tdp)
    printWarnings({"this machine shows no power limit, which predictions of "
                   "energy need: give it with --tdp, or add tdp to the entry"});
  if (!onCuda && arguments.tdp > 0)
    warnOfIdleCores();
  return writeOutput(path, text);
}

} // namespace

void addHwdbMeasure(CLI::App &hwdb, Command &chosen) {
  auto arguments = std::make_shared<MeasureArguments>();
  CLI::App *command = hwdb.add_subcommand(
      "measure", "write an entry by measuring this machine's GPU, or its "
                 "processor where there is none");
  command->add_option(
      "-o,--output", arguments->output,
      "file, which gives the entry its id, or folder (default: stdout)");
  command->add_flag("--check", arguments->check,
                    "also time kernels that no ceiling is taken from, and "
                    "write the roofline's error on them into the entry");
  CLI::Option *cpu =
      command->add_flag("--cpu", arguments->cpu, "measure the processor");
  command->add_flag("--cuda", arguments->cuda, "measure the first CUDA device")
      ->excludes(cpu);
  command->add_flag("--quick", arguments->quick,
                    "seconds instead of minutes, with a larger spread");
  command
      ->add_option("--tdp", arguments->tdp,
                   "power limit in W from the datasheet, for machines that "
                   "do not show theirs")
      ->check(CLI::PositiveNumber);
  command->footer("\nexit codes: 0 fine, 2 usage, 3 bad input");
  command->callback([&chosen, arguments] {
    chosen = [arguments] { return measureMachine(*arguments); };
  });
}

} // namespace perfopt::cli
