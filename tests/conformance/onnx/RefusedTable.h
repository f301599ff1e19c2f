//===- RefusedTable.h - What is known not to be inferred ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_CONFORMANCE_ONNX_REFUSEDTABLE_H
#define PERFOPT_TESTS_CONFORMANCE_ONNX_REFUSEDTABLE_H

#include "core/Support/Result.h"
#include "tests/conformance/onnx/Checker.h"

#include <string>
#include <vector>

namespace perfopt::conformance {

/// The rows of refused.csv. A row covers the tests whose name matches the
/// pattern `test` (* and ?; empty: any) and that have the operator `operator`
/// (empty: any), and says with which outcome: `refused`, or `open` for outputs
/// whose extents depend on data.
class RefusedTable {
public:
  static core::Result<RefusedTable> load(const std::string &path);

  /// Empty when the outcome is right and no row expects otherwise, or a row
  /// expects it; else what is wrong with it.
  std::string judge(const std::string &name, const TestCase &test,
                    const Verdict &verdict);

  /// Rows that covered no test so far, as "operator,test".
  std::vector<std::string> unusedRows() const;

private:
  struct Row {
    std::string op, test, outcome, reason;
    size_t covered = 0;
  };
  std::vector<Row> rows;
};

} // namespace perfopt::conformance

#endif // PERFOPT_TESTS_CONFORMANCE_ONNX_REFUSEDTABLE_H
