//===- RefusedTable.cpp - What is known not to be inferred ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/conformance/onnx/RefusedTable.h"

#include "hwdb/Csv.h"

#include <fnmatch.h>

namespace perfopt::conformance {

core::Result<RefusedTable> RefusedTable::load(const std::string &path) {
  auto csv =
      hwdb::CsvTable::load(path, {"operator", "test", "outcome", "reason"});
  if (!csv)
    return csv.error();
  RefusedTable table;
  for (size_t i = 0; i < csv->size(); ++i) {
    Row row{csv->field(i, "operator"), csv->field(i, "test"),
            csv->field(i, "outcome"), csv->field(i, "reason")};
    if (row.op.empty() && row.test.empty())
      return csv->error(i, "expected an operator or a pattern of tests");
    if (row.outcome != "refused" && row.outcome != "open")
      return csv->error(i, "found the outcome '" + row.outcome +
                               "', expected refused or open");
    if (row.reason.empty())
      return csv->error(i, "expected a reason");
    table.rows.push_back(std::move(row));
  }
  return table;
}

static std::string describe(const Verdict &verdict) {
  switch (verdict.outcome) {
  case Outcome::Right:
  case Outcome::RightWithValues:
    return "right";
  case Outcome::Open:
    return "open: " + verdict.reason;
  case Outcome::Refused:
    return "refused: " + (verdict.op.empty() ? "" : verdict.op + ": ") +
           verdict.reason;
  case Outcome::Wrong:
    break;
  }
  return "wrong: " + verdict.reason;
}

std::string RefusedTable::judge(const std::string &name, const TestCase &test,
                                const Verdict &verdict) {
  std::string outcome = verdict.outcome == Outcome::Refused ? "refused"
                        : verdict.outcome == Outcome::Open  ? "open"
                                                            : "";
  std::string stale;
  bool listed = false;
  for (Row &row : rows) {
    bool covers =
        (row.test.empty() || fnmatch(row.test.c_str(), name.c_str(), 0) == 0) &&
        (row.op.empty() || test.operators.count(row.op));
    if (!covers)
      continue;
    ++row.covered;
    listed |= row.outcome == outcome;
    if (outcome.empty())
      stale = row.outcome;
  }
  if (verdict.outcome == Outcome::Wrong || (!outcome.empty() && !listed))
    return describe(verdict);
  if (!stale.empty())
    return "is right, but listed as " + stale + ": take its row out";
  return "";
}

std::vector<std::string> RefusedTable::unusedRows() const {
  std::vector<std::string> unused;
  for (const Row &row : rows)
    if (row.covered == 0)
      unused.push_back(row.op + "," + row.test);
  return unused;
}

} // namespace perfopt::conformance
