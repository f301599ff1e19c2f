//===- HwdbDiff.cpp - perf-opt hwdb diff ----------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/DatabaseArguments.h"
#include "cli/Commands/HwdbCommands.h"
#include "cli/Commands/Output.h"
#include "cli/Report/DeviceDiff.h"
#include "cli/Report/JsonReport.h"
#include "hwdb/EntryLoader.h"

#include <memory>

namespace perfopt::cli {

namespace {

struct DiffArguments {
  DatabaseArguments database;
  std::string a;
  std::string b;
  std::string format = "text";
};

/// What ends like an entry's file is one; anything else is a name.
core::Result<core::Device> deviceOf(const hwdb::Database &database,
                                    const std::string &argument) {
  return argument.ends_with(".yaml") ? hwdb::loadEntry(argument)
                                     : database.find(argument);
}

int run(const DiffArguments &arguments) {
  core::Result<hwdb::Database> database = arguments.database.open();
  if (!database)
    return fail(database.error());
  core::Result<core::Device> a = deviceOf(*database, arguments.a);
  if (!a)
    return fail(a.error());
  core::Result<core::Device> b = deviceOf(*database, arguments.b);
  if (!b)
    return fail(b.error());
  return writeOutput("", arguments.format == "json"
                             ? printJson(deviceDiffJson(*a, *b))
                             : renderDeviceDiff(*a, *b, terminalWidth(100)));
}

} // namespace

void addHwdbDiff(CLI::App &hwdb, Command &chosen) {
  auto arguments = std::make_shared<DiffArguments>();
  CLI::App *command = hwdb.add_subcommand(
      "diff", "two devices figure by figure, with the ratio");
  command
      ->add_option("first-device", arguments->a,
                   "id, name, alias, or an entry's file")
      ->required();
  command
      ->add_option("second-device", arguments->b, "the one to compare with it")
      ->required();
  command->add_option("-f,--format", arguments->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  arguments->database.addTo(*command);
  command->footer("\nexit codes: 0 fine, 2 usage, 3 bad input");
  command->callback([&chosen, arguments] {
    chosen = [arguments] { return run(*arguments); };
  });
}

} // namespace perfopt::cli
