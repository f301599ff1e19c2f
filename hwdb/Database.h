//===- Database.h - The hardware database ---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Opening lists the entries' files and reads none of them; each question reads
// only what it needs, so that a run about one device stays short however many
// entries there are.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_DATABASE_H
#define PERFOPT_HWDB_DATABASE_H

#include "core/Schema/Device.h"
#include "core/Support/Result.h"
#include "hwdb/Tables.h"

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::hwdb {

/// May be used from several threads: nothing changes after open().
class Database {
public:
  /// `root` holds devices/<vendor>/<id>.yaml, prices/ and grid/.
  static core::Result<Database> open(std::string root);
  /// Folders in layers, the lowest first. An entry hides the one of the same id
  /// below it, and its aliases go first; prices add up; a region or provider is
  /// looked up from the top. A layer may lack any of the three, and one without
  /// devices/ may hold its entries anywhere below it.
  static core::Result<Database> open(const std::vector<std::string> &roots);

  /// A device by id, name or alias, letter case and punctuation ignored. An
  /// unknown name is an error that lists the nearest ones.
  core::Result<core::Device> find(std::string_view name) const;
  /// Sorted.
  std::vector<std::string> ids() const;
  /// The file of the entry with this id.
  std::string entryPath(std::string_view id) const;
  /// Every entry, in the order of ids(); the first broken one is the error.
  core::Result<std::vector<core::Device>> all() const;

  /// Dated prices of instances with this board; empty when none is known.
  core::Result<std::vector<core::Price>>
  prices(const core::Device &device) const;
  /// The newest intensity of a country or cloud region, see readGrid().
  core::Result<core::GridIntensity> grid(std::string_view region) const;
  /// The newest figure of a provider, by its name in prices or its company.
  core::Result<PueEntry> pue(std::string_view provider) const;

private:
  struct EntryFile {
    std::string id;
    std::string path;
    /// Index into `roots`.
    size_t layer;
  };

  core::Status addLayer(std::string root);
  core::Error unknownDevice(std::string_view name) const;
  /// The tables called `name` that are there, from the top layer down.
  std::vector<std::string> tables(std::string_view name) const;

  std::vector<std::string> roots;
  /// By id.
  std::vector<EntryFile> files;
  /// Indices into `files`, the top layer's first: who is asked for an alias.
  std::vector<size_t> aliasOrder;
};

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_DATABASE_H
