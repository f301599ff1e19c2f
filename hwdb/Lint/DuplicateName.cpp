//===- DuplicateName.cpp - Two entries that answer to one name ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Rules.h"

#include "core/Support/Names.h"

#include <fmt/format.h>

#include <map>

using namespace perfopt::core;

namespace perfopt::hwdb::rules {

void duplicateName(std::vector<LintEntry> &entries) {
  struct Owner {
    std::string id;
    const LintEntry *entry;
  };
  std::map<std::string, Owner> owners;
  for (LintEntry &entry : entries) {
    if (!entry.device)
      continue;
    const Device &device = *entry.device;
    auto claim = [&](const std::string &name, const std::string &key) {
      auto [owner, isNew] =
          owners.emplace(normalizeName(name), Owner{device.id, &entry});
      if (!isNew)
        entry.complain("duplicate-name", key,
                       owner->second.entry == &entry
                           ? fmt::format("'{}' stands in the entry twice", name)
                           : fmt::format("'{}' also names {} ({}:{})", name,
                                         owner->second.id,
                                         owner->second.entry->path,
                                         owner->second.entry->lineOf("id")),
                       "one name leads to one entry: remove it here or there");
    };
    claim(device.id, "id");
    if (normalizeName(device.name) != normalizeName(device.id))
      claim(device.name, "name");
    for (size_t i = 0; i < device.aliases.size(); ++i)
      claim(device.aliases[i], fmt::format("aliases[{}]", i));
  }
}

} // namespace perfopt::hwdb::rules
