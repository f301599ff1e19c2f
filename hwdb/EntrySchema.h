//===- EntrySchema.h - Every key of an entry ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one table of what an entry may hold. The loader takes its keys from it,
// the linter checks files against it, and `perf-opt hwdb schema` prints it as
// JSON Schema (docs/schema/device.schema.json).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_ENTRYSCHEMA_H
#define PERFOPT_HWDB_ENTRYSCHEMA_H

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::hwdb {

enum class Shape {
  Text,
  Texts,
  Choice,    // one of `choices`
  Number,    // above 0
  Error,     // a number from 0
  Whole,     // from 0
  Wholes,    // a list of them
  Date,      // ISO 8601, also two around a slash
  Source,    // a key of the entry's `sources`
  Citations, // the mapping from short keys to citations
  Object,    // `members`
  Objects    // a list of them
};

struct SchemaKey {
  std::string name;
  Shape shape;
  std::string meaning;
  bool required = false;
  std::vector<std::string> choices = {};
  std::vector<SchemaKey> members = {};

  /// Of `members`, in the order of the table.
  std::vector<std::string_view> memberNames() const;
  /// The member of this name, which must be there.
  const SchemaKey &member(std::string_view name) const;
  const SchemaKey *findMember(std::string_view name) const;
};

/// A device entry; its members are the keys of the file.
const SchemaKey &entrySchema();

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_ENTRYSCHEMA_H
