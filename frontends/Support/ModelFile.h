//===- ModelFile.h - The bytes of a model file ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Plain files are memory-mapped, never copied; they must not be cut short
// while they are open. Names that end in .gz, .xz or .zst are decompressed
// into memory.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_SUPPORT_MODELFILE_H
#define PERFOPT_FRONTENDS_SUPPORT_MODELFILE_H

#include "core/Support/Result.h"

#include <boost/iostreams/device/mapped_file.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::frontends {

struct ModelFileOptions {
  /// What a compressed file may unpack to. A protobuf message, and so an ONNX
  /// file, ends below 2 GiB.
  uint64_t maxUnpackedBytes = uint64_t(1) << 31;
};

class ModelFile {
public:
  static core::Result<ModelFile> open(const std::string &path,
                                      const ModelFileOptions &options = {});

  ModelFile(ModelFile &&) = default;
  ModelFile &operator=(ModelFile &&) = default;

  /// Valid as long as this object or what it was moved to.
  std::string_view bytes() const;
  /// As given to `open`.
  const std::string &path() const { return filePath; }

private:
  ModelFile() = default;

  std::string filePath;
  boost::iostreams::mapped_file_source mapped;
  /// Of compressed files.
  std::vector<char> unpacked;
};

} // namespace perfopt::frontends

#endif // PERFOPT_FRONTENDS_SUPPORT_MODELFILE_H
