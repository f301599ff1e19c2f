//===- Checker.h - Does inference give the stored outputs' types ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_CONFORMANCE_ONNX_CHECKER_H
#define PERFOPT_TESTS_CONFORMANCE_ONNX_CHECKER_H

#include "core/Schema/Workload.h"
#include "tests/conformance/onnx/TestCase.h"

#include "mlir/IR/MLIRContext.h"

#include <string>

namespace perfopt::conformance {

enum class Outcome {
  /// Element type, rank and every extent of every output as stored.
  Right,
  /// The same, once the values of the inputs are known (as of the input
  /// `shape` of Reshape, which models have as a constant).
  RightWithValues,
  /// What is known agrees, but an extent or the rank is not known.
  Open,
  /// An operator is not modelled, or the import fails with a reason.
  Refused,
  /// A type differs, or the analysis fails.
  Wrong
};

struct Verdict {
  Outcome outcome = Outcome::Right;
  /// Of Refused: the operator, empty where the whole model is refused.
  std::string op;
  /// In words, for what is not right.
  std::string reason;
  /// Of the last data set, where the analysis ran to its end.
  core::Workload workload;
};

class Checker {
public:
  Checker();
  Verdict check(const TestCase &test);

private:
  Verdict checkDataSet(const TestCase &test, const DataSet &set);

  mlir::MLIRContext context;
};

} // namespace perfopt::conformance

#endif // PERFOPT_TESTS_CONFORMANCE_ONNX_CHECKER_H
