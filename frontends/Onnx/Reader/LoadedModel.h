//===- LoadedModel.h - An ONNX file, opened and read ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The entry to this folder. A plain file is memory-mapped and its weights are
// never touched: time and memory depend on the graph alone. Files of external
// data are never opened.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_READER_LOADEDMODEL_H
#define PERFOPT_FRONTENDS_ONNX_READER_LOADEDMODEL_H

#include "core/Support/Result.h"
#include "frontends/Onnx/Reader/Model.h"
#include "frontends/Support/ModelFile.h"

#include <string>
#include <vector>

namespace perfopt::onnx {

/// Can be moved; the records point into `file` and stay valid.
struct LoadedModel {
  frontends::ModelFile file;
  Model model;
  /// Names the structure: weights are left out (StructureDigest.h).
  std::string sha256;
  /// What is worth a remark but no error, e.g. missing external data.
  std::vector<std::string> notes;
};

/// Opens `path` (.onnx, or that with .gz, .xz or .zst), reads the records and
/// checks where external data would lie.
core::Result<LoadedModel> loadModel(const std::string &path);

/// The same for a file that is open.
core::Result<LoadedModel> loadModel(frontends::ModelFile file);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_READER_LOADEDMODEL_H
