//===- EntryJsonSchema.h - The table of keys as JSON Schema ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_ENTRYJSONSCHEMA_H
#define PERFOPT_HWDB_ENTRYJSONSCHEMA_H

#include <nlohmann/json.hpp>

namespace perfopt::hwdb {

/// Draft 2020-12, for editors and other programs that read entries. YAML is
/// read as JSON; sources that are not listed and what the linter's other rules
/// find are beyond it.
nlohmann::ordered_json entryJsonSchema();

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_ENTRYJSONSCHEMA_H
