//===- EntryLoader.h - One device entry from YAML -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The format is described in hwdb/README.md. Every number of an entry carries
// unit, kind, source and date; units are converted to SI here, once.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_ENTRYLOADER_H
#define PERFOPT_HWDB_ENTRYLOADER_H

#include "core/Schema/Device.h"
#include "core/Support/Result.h"

#include <string>

namespace perfopt::hwdb {

/// The entry in a file, whose name must be the entry's id.
core::Result<core::Device> loadEntry(const std::string &path);

/// The entry in a text; `path` only appears in errors.
core::Result<core::Device> parseEntry(const std::string &yaml,
                                      const std::string &path);

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_ENTRYLOADER_H
