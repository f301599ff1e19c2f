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

/// The shipped database, and in layers on top of it the user's own
/// ($XDG_DATA_HOME/perf-opt/hwdb, by default ~/.local/share/perf-opt/hwdb) and
/// the folders of --hwdb, the last one uppermost.
struct DatabaseArguments {
  std::vector<std::string> folders;

  void addTo(CLI::App &command);
  /// Lowest first; the first one is the shipped one.
  std::vector<std::string> layers() const;
  core::Result<hwdb::Database> open() const;
};

/// The folder that PERFOPT_HWDB names, else the one beside the installed
/// program (share/perf-opt/hwdb), else the source tree's.
std::string shippedDatabase();

/// The devices of a comma-separated list; `all` is every entry.
core::Result<std::vector<core::Device>>
findDevices(const hwdb::Database &database,
            const std::vector<std::string> &names);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_DATABASEARGUMENTS_H
