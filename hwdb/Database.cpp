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
#include <functional>

using namespace perfopt::core;
namespace fs = std::filesystem;

namespace perfopt::hwdb {

Result<Database> Database::open(std::string root) {
  return open(std::vector{std::move(root)});
}

Result<Database> Database::open(const std::vector<std::string> &roots) {
  Database database;
  for (const std::string &root : roots)
    if (Status added = database.addLayer(root); !added)
      return added.error();
  std::ranges::sort(database.files, {}, &EntryFile::id);
  for (size_t i = 0; i < database.files.size(); ++i)
    database.aliasOrder.push_back(i);
  std::ranges::stable_sort(
      database.aliasOrder, std::greater(),
      [&](size_t file) { return database.files[file].layer; });
  return database;
}

Status Database::addLayer(std::string root) {
  roots.push_back(std::move(root));
  const fs::path folder = roots.back();
  fs::path devices = folder / "devices";
  std::error_code status;
  bool hasTables = fs::exists(folder / "prices" / "prices.csv", status) ||
                   fs::exists(folder / "grid", status);
  if (!fs::is_directory(devices, status) && fs::is_directory(folder, status))
    devices = folder;
  status.clear();
  size_t entries = 0;
  fs::recursive_directory_iterator file(devices, status), end;
  for (; !status && file != end; file.increment(status)) {
    if (file->path().extension() != ".yaml")
      continue;
    ++entries;
    std::string id = file->path().stem().string();
    std::erase_if(files, [&](const EntryFile &below) {
      return below.id == id && below.layer + 1 < roots.size();
    });
    files.push_back({id, file->path().string(), roots.size() - 1});
  }
  if (status)
    return Error{"cannot list the hardware database: " + status.message(),
                 devices.string()};
  if (entries == 0 && !hasTables)
    return Error{"the hardware database has no entries; expected "
                 "<vendor>/<id>.yaml",
                 devices.string()};
  return success();
}

/// The part of an entry in which its names stand: what is in front of the
/// sources, which cite other boards, where name and aliases are there.
static std::string_view namesPart(std::string_view text) {
  size_t sources = text.find("\nsources:");
  size_t name = text.find("\nname:");
  size_t aliases = text.find("\naliases:");
  return std::max(name, aliases) < sources ? text.substr(0, sources) : text;
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
  for (size_t index : aliasOrder) {
    const EntryFile &file = files[index];
    Result<std::string> text = readTextFile(file.path);
    if (!text)
      return text.error();
    // Parsing is slow. A name stands in the text in one piece, also after both
    // have been normalised, so most files need none.
    if (normalizeName(namesPart(*text)).find(wanted) == std::string::npos)
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

std::string Database::entryPath(std::string_view id) const {
  auto file = std::ranges::find(files, id, &EntryFile::id);
  return file == files.end() ? "" : file->path;
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

std::vector<std::string> Database::tables(std::string_view name) const {
  std::vector<std::string> paths;
  for (auto root = roots.rbegin(); root != roots.rend(); ++root) {
    std::string path = fmt::format("{}/{}", *root, name);
    std::error_code status;
    // The lowest one is asked even if it is not there, for its error.
    if (fs::exists(path, status) || root + 1 == roots.rend())
      paths.push_back(std::move(path));
  }
  return paths;
}

Result<std::vector<Price>> Database::prices(const Device &device) const {
  std::vector<Price> all;
  for (const std::string &path : tables("prices/prices.csv")) {
    Result<std::vector<Price>> some = readPrices(path, device);
    if (!some)
      return some.error();
    all.insert(all.end(), some->begin(), some->end());
  }
  return all;
}

/// The first table's answer; where none has one, what the last one says.
template <typename T>
static Result<T>
lookUp(const std::vector<std::string> &tables, std::string_view name,
       Result<T> (*read)(const std::string &, std::string_view)) {
  for (size_t i = 0; i + 1 < tables.size(); ++i)
    if (Result<T> found = read(tables[i], name))
      return found;
  return read(tables.back(), name);
}

Result<GridIntensity> Database::grid(std::string_view region) const {
  return lookUp(tables("grid/grid.csv"), region, readGrid);
}

Result<PueEntry> Database::pue(std::string_view provider) const {
  return lookUp(tables("grid/pue.csv"), provider, readPue);
}

} // namespace perfopt::hwdb
