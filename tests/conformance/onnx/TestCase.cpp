//===- TestCase.cpp - One folder of ONNX's backend tests ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/conformance/onnx/TestCase.h"

#include <algorithm>
#include <filesystem>

namespace perfopt::conformance {

namespace fs = std::filesystem;

static std::vector<fs::path> sortedEntries(const fs::path &folder) {
  std::error_code ignored;
  std::vector<fs::path> entries;
  for (const auto &entry : fs::directory_iterator(folder, ignored))
    entries.push_back(entry.path());
  std::sort(entries.begin(), entries.end());
  return entries;
}

std::vector<TestLocation> findTests(const std::string &dataFolder) {
  std::vector<TestLocation> tests;
  for (const fs::path &kind : sortedEntries(dataFolder))
    for (const fs::path &entry : sortedEntries(kind)) {
      TestLocation test;
      test.kind = kind.filename().string();
      if (entry.extension() == ".onnx") {
        test.name = entry.stem().string();
        test.model = entry.string();
        test.output = (kind / (test.name + "_output_0.pb")).string();
      } else if (fs::exists(entry / "model.onnx")) {
        test.name = entry.filename().string();
        test.model = (entry / "model.onnx").string();
        for (const fs::path &set : sortedEntries(entry))
          if (fs::is_directory(set))
            test.dataSets.push_back(set.string());
      } else {
        continue; // `real` only has addresses
      }
      tests.push_back(std::move(test));
    }
  return tests;
}

//===----------------------------------------------------------------------===//
// Loading
//===----------------------------------------------------------------------===//

static core::Result<std::vector<StoredFile>>
readValues(const std::string &prefix,
           const std::vector<onnx::ValueInfo> &declared) {
  std::vector<StoredFile> values;
  for (size_t i = 0; i < declared.size(); ++i) {
    std::string path = prefix + std::to_string(i) + ".pb";
    if (!fs::exists(path))
      break;
    core::Result<StoredFile> value = readStoredValue(path, declared[i].type);
    if (!value)
      return value.error();
    values.push_back(std::move(*value));
  }
  return values;
}

static core::Result<DataSet> readDataSet(const std::string &inputPrefix,
                                         const std::string &outputPrefix,
                                         const onnx::Graph &graph) {
  DataSet set;
  auto inputs = readValues(inputPrefix, graph.inputs);
  if (!inputs)
    return inputs.error();
  auto outputs = readValues(outputPrefix, graph.outputs);
  if (!outputs)
    return outputs.error();
  set.inputs = std::move(*inputs);
  set.outputs = std::move(*outputs);
  return set;
}

static void collectOperators(const std::vector<onnx::Node> &nodes,
                             std::set<std::string> &operators) {
  for (const onnx::Node &node : nodes) {
    std::string name(node.domain == "ai.onnx" ? std::string_view()
                                              : node.domain);
    if (!name.empty())
      name += '.';
    operators.insert(name.append(node.opType));
    for (const onnx::Attribute &attribute : node.attributes)
      if (attribute.graph)
        collectOperators(attribute.graph->nodes, operators);
  }
}

core::Result<TestCase> loadTest(const TestLocation &location) {
  core::Result<onnx::LoadedModel> model = onnx::loadModel(location.model);
  if (!model)
    return model.error();
  TestCase test{std::move(*model), {}, {}};
  onnx::Graph &graph = test.model.model.graph;
  std::vector<std::pair<std::string, std::string>> prefixes;
  for (const std::string &set : location.dataSets)
    prefixes.push_back({set + "/input_", set + "/output_"});
  if (!location.output.empty())
    prefixes.push_back(
        {"", location.output.substr(0, location.output.size() - 4)}); // 0.pb
  for (const auto &[input, output] : prefixes) {
    core::Result<DataSet> set = readDataSet(input, output, graph);
    if (!set)
      return set.error();
    test.dataSets.push_back(std::move(*set));
  }
  collectOperators(graph.nodes, test.operators);
  for (const onnx::OpsetImport &import : test.model.model.opsetImports)
    if (import.domain.empty() || import.domain == "ai.onnx")
      test.operators.insert("opset " + std::to_string(import.version));
  for (onnx::Function &function : test.model.model.functions) {
    collectOperators(function.nodes, test.operators);
    function.valueInfo.clear();
  }
  graph.valueInfo.clear();
  for (onnx::ValueInfo &output : graph.outputs)
    output.type = {};
  return test;
}

} // namespace perfopt::conformance
