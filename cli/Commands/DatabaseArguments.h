//===- DatabaseArguments.h - Which hardware database, which devices ------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_DATABASEARGUMENTS_H
#define PERFOPT_CLI_COMMANDS_DATABASEARGUMENTS_H

#include "core/Schema/Device.h"
#include "core/Support/Result.h"
#include "hwdb/Database.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace perfopt::cli {

/// Opens the folder that --hwdb or PERFOPT_HWDB names, else the one beside the
/// installed program (share/perf-opt/hwdb), else the source tree's.
struct DatabaseArguments {
  std::string folder;

  void addTo(CLI::App &command);
  core::Result<hwdb::Database> open() const;
};

/// The devices of a comma-separated list; `all` is every entry.
core::Result<std::vector<core::Device>>
findDevices(const hwdb::Database &database,
            const std::vector<std::string> &names);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_DATABASEARGUMENTS_H
