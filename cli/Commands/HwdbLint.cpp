//===- HwdbLint.cpp - perf-opt hwdb lint ----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/DatabaseArguments.h"
#include "cli/Commands/DayValidator.h"
#include "cli/Commands/HwdbCommands.h"
#include "cli/Commands/Output.h"
#include "cli/Report/DeviceLint.h"
#include "cli/Report/JsonReport.h"

#include <memory>

namespace perfopt::cli {

namespace {

struct LintArguments {
  DatabaseArguments database;
  std::vector<std::string> paths;
  std::string format = "text";
  std::string today;
  int maxPriceAgeDays = hwdb::LintOptions().maxPriceAgeDays;
};

int run(const LintArguments &arguments) {
  hwdb::LintOptions options;
  options.maxPriceAgeDays = arguments.maxPriceAgeDays;
  if (!arguments.today.empty())
    options.today = hwdb::parseDays(arguments.today)->last;
  core::Result<hwdb::LintResult> result = hwdb::lint(
      arguments.paths.empty() ? arguments.database.layers() : arguments.paths,
      options);
  if (!result)
    return fail(result.error());
  int written =
      writeOutput("", arguments.format == "json" ? printJson(lintJson(*result))
                                                 : renderLint(*result));
  if (written != kSuccess)
    return written;
  return result->findings.empty() ? kSuccess : kCheckFailed;
}

} // namespace

void addHwdbLint(CLI::App &hwdb, Command &chosen) {
  auto arguments = std::make_shared<LintArguments>();
  CLI::App *command = hwdb.add_subcommand(
      "lint", "looks for faults in entries and prices; exit 1 when it finds "
              "some");
  CLI::Option *paths = command->add_option(
      "path", arguments->paths,
      "entries, tables of prices, or folders of them (default: "
      "the whole database)");
  command
      ->add_option("--today", arguments->today,
                   "day until which prices age and after which nothing may be "
                   "dated (default: prices age until the newest one)")
      ->check(dayValidator());
  command
      ->add_option("--max-price-age", arguments->maxPriceAgeDays,
                   "days after which a price is stale")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("-f,--format", arguments->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  arguments->database.addTo(*command);
  paths->excludes("--hwdb");
  command->footer("\nexit codes: 0 no faults, 1 faults, 2 usage, 3 bad input");
  command->callback([&chosen, arguments] {
    chosen = [arguments] { return run(*arguments); };
  });
}

} // namespace perfopt::cli
