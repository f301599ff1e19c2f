//===- ModelFolder.cpp - What the stages are timed on ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "benchmarks/ModelFolder.h"

#include "benchmarks/SyntheticChain.h"
#include "frontends/Support/ModelFile.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace perfopt::benchmarks {

namespace fs = std::filesystem;

static core::Status write(const fs::path &path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file)
    return core::Error{"the file cannot be written", path.string()};
  return core::success();
}

ModelFolder::ModelFolder() {
  std::string pattern =
      (fs::temp_directory_path() / "perf-opt-benchmarks-XXXXXX").string();
  if (mkdtemp(pattern.data()))
    folder = pattern;
}

ModelFolder::~ModelFolder() {
  std::error_code ignored;
  if (!folder.empty())
    fs::remove_all(folder, ignored);
}

core::Result<std::string> ModelFolder::zoo(const std::string &name) const {
  fs::path path = fs::path(folder) / (name + ".onnx");
  if (fs::exists(path))
    return path.string();
  core::Result<frontends::ModelFile> packed = frontends::ModelFile::open(
      PERFOPT_SOURCE_DIR "/tests/models/" + name + ".onnx.xz");
  if (!packed)
    return packed.error();
  if (core::Status written = write(path, packed->bytes()); !written)
    return written.error();
  return path.string();
}

core::Result<std::string> ModelFolder::chain(int64_t nodes) const {
  fs::path path =
      fs::path(folder) / ("chain-" + std::to_string(nodes) + ".onnx");
  if (fs::exists(path))
    return path.string();
  if (core::Status written = write(path, syntheticChain(nodes)); !written)
    return written.error();
  return path.string();
}

} // namespace perfopt::benchmarks
