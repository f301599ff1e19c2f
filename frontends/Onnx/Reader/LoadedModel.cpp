//===- LoadedModel.cpp - An ONNX file, opened and read --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/LoadedModel.h"

#include "frontends/Onnx/Reader/ExternalData.h"
#include "frontends/Onnx/Reader/ModelReader.h"
#include "frontends/Onnx/Reader/StructureDigest.h"

namespace perfopt::onnx {

core::Result<LoadedModel> loadModel(const std::string &path) {
  core::Result<frontends::ModelFile> file = frontends::ModelFile::open(path);
  if (!file)
    return file.error();
  return loadModel(std::move(*file));
}

core::Result<LoadedModel> loadModel(frontends::ModelFile file) {
  const std::string path = file.path();
  core::Result<Model> model = readModel(file.bytes(), path);
  if (!model)
    return model.error();
  core::Result<std::vector<std::string>> notes =
      checkExternalData(*model, path);
  if (!notes)
    return notes.error();
  std::string sha256 = structureDigest(file.bytes(), model->unread);
  return LoadedModel{std::move(file), std::move(*model), std::move(sha256),
                     std::move(*notes)};
}

} // namespace perfopt::onnx
