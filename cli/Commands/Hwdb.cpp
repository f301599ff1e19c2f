//===- Hwdb.cpp - perf-opt hwdb ------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/DatabaseArguments.h"
#include "cli/Commands/HwdbCommands.h"
#include "cli/Commands/Output.h"
#include "cli/Report/DeviceSheet.h"
#include "cli/Report/JsonReport.h"
#include "core/Schema/DeviceJson.h"
#include "hwdb/MigPackings.h"

#include <memory>

namespace perfopt::cli {

namespace {

struct HwdbArguments {
  DatabaseArguments database;
  std::string device;
  std::string format = "text";
};

int list(const HwdbArguments &arguments) {
  core::Result<hwdb::Database> database = arguments.database.open();
  if (!database)
    return fail(database.error());
  core::Result<std::vector<core::Device>> devices = database->all();
  if (!devices)
    return fail(devices.error());
  if (arguments.format == "text")
    return writeOutput("", renderDeviceList(*devices, terminalWidth(100)));
  nlohmann::ordered_json array = nlohmann::ordered_json::array();
  for (const core::Device &device : *devices)
    array.push_back(core::toJson(device));
  return writeOutput("", printJson(array));
}

int show(const HwdbArguments &arguments) {
  core::Result<hwdb::Database> database = arguments.database.open();
  if (!database)
    return fail(database.error());
  core::Result<core::Device> device = database->find(arguments.device);
  if (!device)
    return fail(device.error());
  core::Result<std::vector<core::Price>> prices = database->prices(*device);
  if (!prices)
    return fail(prices.error());
  std::vector<hwdb::MigPacking> packings = hwdb::packings(*device);
  return writeOutput("", arguments.format == "json"
                             ? printJson(deviceSheetJson(*device, packings))
                             : renderDeviceSheet(*device, terminalWidth(100),
                                                 *prices, packings));
}

void addFormat(CLI::App &command, HwdbArguments &arguments) {
  command.add_option("-f,--format", arguments.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  arguments.database.addTo(command);
}

} // namespace

void addHwdbCommand(CLI::App &app, Command &chosen) {
  CLI::App *command = app.add_subcommand(
      "hwdb", "the hardware database: measured ceilings with their sources");
  command->require_subcommand(1);
  command->footer(R"(
examples:
  perf-opt hwdb list
  perf-opt hwdb show a100
  perf-opt hwdb diff a100 h100
  perf-opt hwdb lint mine.yaml
  perf-opt hwdb measure --check -o my-gpu.yaml

exit codes: 0 fine, 1 lint found faults, 2 usage, 3 bad input)");

  auto listed = std::make_shared<HwdbArguments>();
  CLI::App *listCommand = command->add_subcommand("list", "every device");
  addFormat(*listCommand, *listed);
  listCommand->footer("\nexit codes: 0 fine, 2 usage, 3 bad input");
  listCommand->callback(
      [&chosen, listed] { chosen = [listed] { return list(*listed); }; });

  auto shown = std::make_shared<HwdbArguments>();
  CLI::App *showCommand = command->add_subcommand(
      "show", "one device: every number with its kind, source and date");
  showCommand->add_option("device", shown->device, "id, name or alias")
      ->required();
  addFormat(*showCommand, *shown);
  showCommand->footer("\nexit codes: 0 fine, 2 usage, 3 bad input");
  showCommand->callback(
      [&chosen, shown] { chosen = [shown] { return show(*shown); }; });

  addHwdbDiff(*command, chosen);
  addHwdbLint(*command, chosen);
  addHwdbSchema(*command, chosen);
  addHwdbMeasure(*command, chosen);
}

} // namespace perfopt::cli
