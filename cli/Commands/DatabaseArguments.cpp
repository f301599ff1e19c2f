//===- DatabaseArguments.cpp - Which hardware database -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/DatabaseArguments.h"

#include <cstdlib>
#include <filesystem>

namespace perfopt::cli {

namespace fs = std::filesystem;

void DatabaseArguments::addTo(CLI::App &command) {
  command
      .add_option("--hwdb", folder,
                  "hardware database folder (default: the shipped one)")
      ->envname("PERFOPT_HWDB");
}

core::Result<hwdb::Database> DatabaseArguments::open() const {
  if (!folder.empty())
    return hwdb::Database::open(folder);
  std::error_code ignored;
  fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  fs::path installed = program.parent_path() / "../share/perf-opt/hwdb";
  if (!program.empty() && fs::is_directory(installed, ignored))
    return hwdb::Database::open(installed.string());
  return hwdb::Database::open(PERFOPT_SOURCE_HWDB);
}

core::Result<std::vector<core::Device>>
findDevices(const hwdb::Database &database,
            const std::vector<std::string> &names) {
  std::vector<core::Device> devices;
  for (const std::string &name : names) {
    if (name == "all" && names.size() > 1)
      return core::Error{"'all' is every device: give it alone"};
    if (name == "all")
      return database.all();
    core::Result<core::Device> device = database.find(name);
    if (!device)
      return device.error();
    devices.push_back(std::move(*device));
  }
  return devices;
}

} // namespace perfopt::cli
