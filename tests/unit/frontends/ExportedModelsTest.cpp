//===- ExportedModelsTest.cpp - What exporters really write ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads every model of tests/models and compares it with models.json, which
// was written from the exporting side.
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/LoadedModel.h"
#include "frontends/Onnx/Reader/TensorValues.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <set>

namespace perfopt::onnx {
namespace {

const std::string kFolder = PERFOPT_SOURCE_DIR "/tests/models/";

nlohmann::json shapeOf(const ValueInfo &value) {
  nlohmann::json shape = nlohmann::json::array();
  for (const Dim &dim : *value.type.shape) {
    if (dim.kind == Dim::Kind::Value)
      shape.push_back(dim.value);
    else
      shape.push_back(dim.param);
  }
  return shape;
}

/// Elements of the initializers that the exporter marks as `kind`.
int64_t markedElements(const Graph &graph, std::string_view kind) {
  std::set<std::string_view> marked;
  for (const ValueInfo &value : graph.valueInfo)
    if (find(value.metadata,
             "pkg.torch.export.graph_signature.InputSpec.kind") == kind)
      marked.insert(value.name);
  int64_t elements = 0;
  for (const Tensor &tensor : graph.initializers)
    if (marked.contains(tensor.name))
      elements += elementCount(tensor.dims).value();
  return elements;
}

TEST(ExportedModels, agreeWithTheirExporter) {
  std::ifstream file(kFolder + "models.json");
  ASSERT_TRUE(file.good()) << kFolder << "models.json is missing";
  nlohmann::json list = nlohmann::json::parse(file).at("models");
  ASSERT_GE(list.size(), 10u);
  for (const nlohmann::json &expected : list) {
    SCOPED_TRACE(expected.at("name"));
    core::Result<LoadedModel> loaded =
        loadModel(kFolder + expected.at("file").get<std::string>());
    ASSERT_TRUE(bool(loaded)) << loaded.error().str();
    const Model &model = loaded->model;
    EXPECT_EQ(model.irVersion, expected.at("ir_version"));
    EXPECT_EQ(model.graph.nodes.size(), expected.at("nodes"));
    int64_t opset = 0;
    for (const OpsetImport &import : model.opsetImports)
      if (import.domain.empty())
        opset = import.version;
    EXPECT_EQ(opset, expected.at("opset"));

    ASSERT_EQ(model.graph.inputs.size(), expected.at("inputs").size());
    for (size_t i = 0; i < model.graph.inputs.size(); ++i) {
      EXPECT_EQ(model.graph.inputs[i].name,
                expected.at("inputs")[i].at("name"));
      EXPECT_EQ(shapeOf(model.graph.inputs[i]),
                expected.at("inputs")[i].at("shape"));
    }
    bool marksKinds =
        expected.at("exporter").get<std::string>().find("dynamo") !=
        std::string::npos;
    if (marksKinds) {
      EXPECT_EQ(markedElements(model.graph, "PARAMETER"),
                expected.at("parameters"));
    }
    for (const Node &node : model.graph.nodes)
      EXPECT_FALSE(node.opType.empty());
  }
}

} // namespace
} // namespace perfopt::onnx
