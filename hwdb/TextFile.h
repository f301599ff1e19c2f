//===- TextFile.h - A file as text ----------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_TEXTFILE_H
#define PERFOPT_HWDB_TEXTFILE_H

#include "core/Support/Result.h"

#include <fstream>
#include <iterator>
#include <string>

namespace perfopt::hwdb {

/// Entries and tables are small: the whole file at once.
inline core::Result<std::string> readTextFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || file.bad())
    return core::Error{"cannot read the file", path};
  return text;
}

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_TEXTFILE_H
