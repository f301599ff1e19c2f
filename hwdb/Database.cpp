//===- Database.cpp - The hardware database -------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Database.h"

#include "core/Support/Names.h"
#include "hwdb/EntryLoader.h"
#include "hwdb/TextFile.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

using namespace perfopt::core;
namespace fs = std::filesystem;

namespace perfopt::hwdb {

Result<Database> Database::open(std::string root) {
  Database database;
  database.root = std::move(root);
  fs::path devices = fs::path(database.root) / "devices";
  std::error_code status;
  fs::recursive_directory_iterator file(devices, status), end;
  for (; !status && file != end; file.increment(status))
    if (file->path().extension() == ".yaml")
      database.files.push_back(
          {file->path().stem().string(), file->path().string()});
  if (status)
    return Error{"cannot list the hardware database: " + status.message(),
                 devices.string()};
  if (database.files.empty())
    return Error{"the hardware database has no entries; expected "
                 "<vendor>/<id>.yaml",
                 devices.string()};
  std::ranges::sort(database.files, {}, &EntryFile::id);
  return database;
}

static bool answersTo(const Device &device, const std::string &normalized) {
  auto matches = [&](const std::string &name) {
    return normalizeName(name) == normalized;
  };
  return matches(device.name) || std::ranges::any_of(device.aliases, matches);
}

Result<Device> Database::find(std::string_view name) const {
  std::string wanted = normalizeName(name);
  if (wanted.empty())
    return unknownDevice(name);
  for (const EntryFile &file : files)
    if (normalizeName(file.id) == wanted)
      return loadEntry(file.path);
  for (const EntryFile &file : files) {
    Result<std::string> text = readTextFile(file.path);
    if (!text)
      return text.error();
    // Parsing is slow. A name stands in the text in one piece, also after both
    // have been normalised, so most files need none.
    if (normalizeName(*text).find(wanted) == std::string::npos)
      continue;
    Result<Device> device = loadEntry(file.path);
    if (!device || answersTo(*device, wanted))
      return device;
  }
  return unknownDevice(name);
}

Error Database::unknownDevice(std::string_view name) const {
  Result<std::vector<Device>> devices = all();
  if (!devices)
    return devices.error();
  std::vector<std::string> names = ids();
  for (const Device &device : *devices) {
    names.push_back(device.name);
    names.insert(names.end(), device.aliases.begin(), device.aliases.end());
  }
  std::vector<std::string> near = nearestNames(name, names);
  return Error{fmt::format("unknown device '{}'; expected {}", name,
                           joinAlternatives(near.empty() ? ids() : near))};
}

std::vector<std::string> Database::ids() const {
  std::vector<std::string> result;
  for (const EntryFile &file : files)
    result.push_back(file.id);
  return result;
}

Result<std::vector<Device>> Database::all() const {
  std::vector<Device> devices;
  for (const EntryFile &file : files) {
    Result<Device> device = loadEntry(file.path);
    if (!device)
      return device.error();
    devices.push_back(std::move(*device));
  }
  return devices;
}

Result<std::vector<Price>> Database::prices(const Device &device) const {
  return readPrices(root + "/prices/prices.csv", device);
}

Result<GridIntensity> Database::grid(std::string_view region) const {
  return readGrid(root + "/grid/grid.csv", region);
}

Result<PueEntry> Database::pue(std::string_view provider) const {
  return readPue(root + "/grid/pue.csv", provider);
}

} // namespace perfopt::hwdb
