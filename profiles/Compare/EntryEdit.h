//===- EntryEdit.h - A database entry with corrected ceilings -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The entry's text is edited, not written anew, so that comments and layout
// stay and the change can be read as a diff.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_COMPARE_ENTRYEDIT_H
#define PERFOPT_PROFILES_COMPARE_ENTRYEDIT_H

#include "core/Support/Result.h"
#include "profiles/Compare/Refit.h"

#include <string>
#include <vector>

namespace perfopt::profiles {

/// Where corrected figures say that they are from.
struct RefitSource {
  /// The whole citation.
  std::string citation;
  /// ISO 8601.
  std::string date;
};

/// `entry` (YAML) with the changes, each marked as measured. An error where the
/// text is not laid out as the database's entries are.
core::Result<std::string> editEntry(const std::string &entry,
                                    const std::vector<CeilingChange> &changes,
                                    const RefitSource &source);

/// A unified diff with three lines of context; empty for equal texts. For
/// `patch -p1` where `path` is relative; an absolute one must be given to
/// patch.
std::string unifiedDiff(const std::string &before, const std::string &after,
                        const std::string &path);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_COMPARE_ENTRYEDIT_H
