//===- Rules.h - Every rule of the linter ---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_LINT_RULES_H
#define PERFOPT_HWDB_LINT_RULES_H

#include "hwdb/Lint/Dates.h"
#include "hwdb/Lint/LintEntry.h"

#include <string>
#include <vector>

namespace perfopt::hwdb::rules {

// Of the file as it is written.

/// schema, unit, missing-source, date, no-formula, file-name.
void schema(LintEntry &entry);
/// unused-source: cited by nothing.
void unusedSource(LintEntry &entry);

// Of an entry that follows the schema.

/// range: a figure that only a wrong unit explains.
void range(LintEntry &entry);
/// above-datasheet: a measured or derived ceiling above what the vendor prints.
void aboveDatasheet(LintEntry &entry);
/// sparse-peak: a printed peak twice the dense one.
void sparsePeak(LintEntry &entry);
/// impossible-peak: more than every lane's multiply-add in every cycle.
void impossiblePeak(LintEntry &entry);
/// impossible-bandwidth: more than the memory's data lines carry.
void impossibleBandwidth(LintEntry &entry);
/// ceiling-order: a nearer memory slower than a farther one, and launches.
void ceilingOrder(LintEntry &entry);
/// mixed-families: a ceiling taken from a family that is none.
void mixedFamilies(LintEntry &entry);
/// power-order: idle, busy and limit.
void powerOrder(LintEntry &entry);
/// mig-slices: instances that do not fit the board together.
void migSlices(LintEntry &entry);
/// accuracy: a mean error that its kernels do not have.
void accuracy(LintEntry &entry);
/// future-date: measured after `today`.
void futureDate(LintEntry &entry, Day today);

// Of everything together.

/// duplicate-name: two entries that answer to one name.
void duplicateName(std::vector<LintEntry> &entries);
/// stale-price, future-date: rows of prices.csv. Without `today` the newest
/// row stands for it.
void stalePrice(const std::string &path, std::optional<Day> today,
                int maxAgeDays, Findings &findings);

} // namespace perfopt::hwdb::rules

#endif // PERFOPT_HWDB_LINT_RULES_H
