//===- ModelReader.cpp - From the bytes of a file to records --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/ModelReader.h"

#include "frontends/Onnx/Reader/ForeignFile.h"
#include "frontends/Onnx/Reader/RecordReaders.h"

#include <fmt/format.h>

#include <limits>

namespace perfopt::onnx {

/// True when the file has a graph.
static bool readModelFields(WireReader &in, Model &model) {
  bool hasGraph = false;
  while (in.next()) {
    switch (in.field()) {
    case 1:
      in.read(model.irVersion);
      break;
    case 2:
      in.read(model.producer);
      break;
    case 3:
      in.read(model.producerVersion);
      break;
    case 4:
      in.read(model.domain);
      break;
    case 5:
      in.read(model.modelVersion);
      break;
    case 7:
      hasGraph = true;
      readMessage(in, model.graph, "graph");
      break;
    case 8:
      appendMessage(in, model.opsetImports, "opset import");
      break;
    case 14:
      appendMessage(in, model.metadata, "metadata entry");
      break;
    case 25:
      appendMessage(in, model.functions, "function");
      break;
    default:
      passOver(in);
    }
  }
  return hasGraph;
}

/// Why a file without a graph is none that can be used.
static std::string describeNoModel(std::string_view bytes,
                                   const WireState &state) {
  std::string_view foreign = describeForeignFile(bytes);
  if (!foreign.empty())
    return fmt::format("expected an ONNX model, found {}", foreign);
  return fmt::format("expected an ONNX model, found {}",
                     state.failed ? "bytes that are none: " + state.message()
                                  : "a file without a graph; it may have been "
                                    "cut off, or be of another format");
}

core::Result<Model> readModel(std::string_view bytes, const std::string &path) {
  if (bytes.empty())
    return core::Error{"expected an ONNX model, found an empty file", path};
  if (bytes.size() > size_t(std::numeric_limits<int>::max()))
    return core::Error{
        fmt::format("the file has {} bytes, but a protobuf message ends at "
                    "2^31 - 1; save the weights as external data",
                    bytes.size()),
        path};

  WireState state{bytes.data()};
  WireReader in(bytes, state);
  Model model;
  bool hasGraph = readModelFields(in, model);
  if (!hasGraph || (state.failed && model.irVersion == 0))
    return core::Error{describeNoModel(bytes, state), path};
  if (state.failed)
    return core::Error{state.message(), path};
  // Writers put the import after the graph, so that this finds files which
  // were cut off there.
  if (model.opsetImports.empty() && model.irVersion >= 3)
    return core::Error{
        fmt::format("the model imports no operator set, as IR version {} must; "
                    "the file may have been cut off",
                    model.irVersion),
        path};
  model.unread = std::move(state.unread);
  return model;
}

} // namespace perfopt::onnx
