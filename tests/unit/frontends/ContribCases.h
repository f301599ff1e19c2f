//===- ContribCases.h - Models of one operator, written briefly -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_UNIT_FRONTENDS_CONTRIBCASES_H
#define PERFOPT_TESTS_UNIT_FRONTENDS_CONTRIBCASES_H

#include "tests/unit/frontends/ImportHarness.h"

#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace perfopt::onnx::test {

/// An attribute: an integer, integers in brackets ("[2,2]") or a text.
using AttributeText = std::pair<std::string, std::string>;

/// A model of one operator with what must come of it.
///
/// An operand is a letter and its extents, "f 2x8x16"; none for a scalar, "-"
/// for one that is omitted. Inputs: f(loat), h(alf), u(int8), b (int8), a
/// (int16), I (int32), i (int64), t (bool). Weights: w of floats, q of uint8, Q
/// of int8, k of int32. c is a constant of int64 with its values, "c 4,5"; C a
/// scalar one.
struct Case {
  std::string domain, opType;
  std::vector<std::string> operands;
  std::vector<AttributeText> attributes;
  /// Extents of the first output, and totals of the workload.
  std::string result;
  double macs, flops;
  int outputs = 1;
};

std::ostream &operator<<(std::ostream &stream, const Case &of);

Outcome run(ImportHarness &harness, const Case &of);

/// Extents of the first result of the last operator: "2x8x16".
std::string resultOf(const core::Workload &workload);

} // namespace perfopt::onnx::test

#endif // PERFOPT_TESTS_UNIT_FRONTENDS_CONTRIBCASES_H
