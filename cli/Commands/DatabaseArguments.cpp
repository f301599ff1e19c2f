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
      .add_option("--hwdb", folders,
                  "folder whose entries and prices go on top of the shipped "
                  "ones; may be repeated")
      ->take_all()
      ->allow_extra_args(false);
}

/// Nothing where the variable is unset or empty.
static fs::path folderOf(const char *variable) {
  const char *value = std::getenv(variable);
  return value ? value : "";
}

std::string shippedDatabase() {
  if (fs::path named = folderOf("PERFOPT_HWDB"); !named.empty())
    return named.string();
  std::error_code ignored;
  fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  fs::path installed = program.parent_path() / "../share/perf-opt/hwdb";
  if (!program.empty() && fs::is_directory(installed, ignored))
    return installed.string();
  return PERFOPT_SOURCE_HWDB;
}

/// The user's own layer; empty where there is none.
static std::string userDatabase() {
  fs::path data = folderOf("XDG_DATA_HOME");
  if (fs::path home = folderOf("HOME"); data.empty() && !home.empty())
    data = home / ".local/share";
  fs::path folder = data / "perf-opt/hwdb";
  std::error_code ignored;
  bool isThere = !data.empty() && fs::is_directory(folder, ignored);
  return isThere ? folder.string() : "";
}

std::vector<std::string> DatabaseArguments::layers() const {
  std::vector<std::string> layers = {shippedDatabase()};
  if (std::string own = userDatabase(); !own.empty())
    layers.push_back(std::move(own));
  layers.insert(layers.end(), folders.begin(), folders.end());
  return layers;
}

core::Result<hwdb::Database> DatabaseArguments::open() const {
  return hwdb::Database::open(layers());
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
