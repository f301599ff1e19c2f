//===- TestCase.h - One folder of ONNX's backend tests --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_CONFORMANCE_ONNX_TESTCASE_H
#define PERFOPT_TESTS_CONFORMANCE_ONNX_TESTCASE_H

#include "frontends/Onnx/Reader/LoadedModel.h"
#include "tests/conformance/onnx/StoredValue.h"

#include <set>
#include <string>
#include <vector>

namespace perfopt::conformance {

/// Where a test's files are: <data>/<kind>/<name>/model.onnx and
/// test_data_set_<n> beside it; the kind `light` has <name>.onnx and
/// <name>_output_0.pb in one folder.
struct TestLocation {
  std::string kind;
  std::string name;
  std::string model;
  /// Of `light`, empty for the others.
  std::string output;
  std::vector<std::string> dataSets;
};

/// The tests of a folder of data, sorted; none when it has none.
std::vector<TestLocation> findTests(const std::string &dataFolder);

struct DataSet {
  /// By position of the graph's inputs and outputs; shorter where the test
  /// stores fewer.
  std::vector<StoredFile> inputs, outputs;
};

struct TestCase {
  /// Without the types that the file declares of what it computes, so that
  /// they cannot stand in for inference.
  onnx::LoadedModel model;
  std::vector<DataSet> dataSets;
  /// Every operator that occurs, also in subgraphs and functions, behind its
  /// domain: "Add", "ai.onnx.ml.Scaler"; and "opset 6" for what the model
  /// imports of ai.onnx.
  std::set<std::string> operators;
};

core::Result<TestCase> loadTest(const TestLocation &location);

} // namespace perfopt::conformance

#endif // PERFOPT_TESTS_CONFORMANCE_ONNX_TESTCASE_H
