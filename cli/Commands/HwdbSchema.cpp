//===- HwdbSchema.cpp - perf-opt hwdb schema ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/HwdbCommands.h"
#include "cli/Commands/Output.h"
#include "cli/Report/JsonReport.h"
#include "hwdb/EntryJsonSchema.h"

namespace perfopt::cli {

void addHwdbSchema(CLI::App &hwdb, Command &chosen) {
  hwdb.add_subcommand("schema", "what an entry may hold, as JSON Schema")
      ->callback([&chosen] {
        chosen = [] {
          return writeOutput("", printJson(hwdb::entryJsonSchema()));
        };
      });
}

} // namespace perfopt::cli
