//===- ModelFolder.h - What the stages are timed on -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_BENCHMARKS_MODELFOLDER_H
#define PERFOPT_BENCHMARKS_MODELFOLDER_H

#include "core/Support/Result.h"

#include <cstdint>
#include <string>

namespace perfopt::benchmarks {

/// A temporary folder of model files, each written when it is first asked for;
/// removed with this object.
class ModelFolder {
public:
  ModelFolder();
  ~ModelFolder();
  ModelFolder(const ModelFolder &) = delete;
  ModelFolder &operator=(const ModelFolder &) = delete;

  /// The path of a model of tests/models, unpacked as a user's file is.
  core::Result<std::string> zoo(const std::string &name) const;
  core::Result<std::string> chain(int64_t nodes) const;

private:
  std::string folder;
};

} // namespace perfopt::benchmarks

#endif // PERFOPT_BENCHMARKS_MODELFOLDER_H
