//===- ModelFile.cpp - The bytes of a model file --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Support/ModelFile.h"

#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filter/lzma.hpp>
#include <boost/iostreams/filter/zstd.hpp>
#include <boost/iostreams/filtering_stream.hpp>

#include <fmt/format.h>

#include <zstd.h>

#include <algorithm>
#include <filesystem>

namespace perfopt::frontends {

namespace io = boost::iostreams;
namespace fs = std::filesystem;

//===----------------------------------------------------------------------===//
// Decompression
//===----------------------------------------------------------------------===//

namespace {
struct Compression {
  std::string_view suffix;
  std::string_view name;
  void (*pushFilter)(io::filtering_istream &);
  /// Whether the file is whole, where the filter does not notice; may be null.
  bool (*isWhole)(std::string_view packed);
};

/// Steps from frame to frame without decompressing any.
bool hasWholeZstdFrames(std::string_view packed) {
  while (!packed.empty()) {
    size_t frame = ZSTD_findFrameCompressedSize(packed.data(), packed.size());
    if (ZSTD_isError(frame))
      return false;
    packed.remove_prefix(frame);
  }
  return true;
}

const Compression kCompressions[] = {
    {".gz", "gzip",
     [](io::filtering_istream &in) { in.push(io::gzip_decompressor()); },
     nullptr},
    {".xz", "xz",
     [](io::filtering_istream &in) { in.push(io::lzma_decompressor()); },
     nullptr},
    {".zst", "zstd",
     [](io::filtering_istream &in) { in.push(io::zstd_decompressor()); },
     hasWholeZstdFrames},
};
} // namespace

static const Compression *findCompression(std::string_view path) {
  for (const Compression &compression : kCompressions)
    if (path.size() > compression.suffix.size() &&
        path.ends_with(compression.suffix))
      return &compression;
  return nullptr;
}

/// Throws what Boost's filters throw.
static core::Result<std::vector<char>> unpack(std::string_view packed,
                                              const Compression &compression,
                                              uint64_t limit) {
  io::filtering_istream in;
  compression.pushFilter(in);
  in.push(io::array_source(packed.data(), packed.size()));
  in.exceptions(std::ios::badbit);

  std::vector<char> unpacked;
  size_t chunk = 65536;
  while (in) {
    size_t size = unpacked.size();
    unpacked.resize(size + chunk);
    in.read(unpacked.data() + size, static_cast<std::streamsize>(chunk));
    unpacked.resize(size + in.gcount());
    if (unpacked.size() > limit)
      return core::Error{fmt::format(
          "unpacks to more than {} bytes, the limit; a model with its weights "
          "in external data is far smaller",
          limit)};
    chunk = std::max(chunk, unpacked.size() / 2);
  }
  return unpacked;
}

//===----------------------------------------------------------------------===//
// Opening
//===----------------------------------------------------------------------===//

/// The size of a regular file that is there and not empty.
static core::Result<uint64_t> checkFile(const std::string &path) {
  std::error_code error;
  fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found)
    return core::Error{"no such file", path};
  if (error)
    return core::Error{"cannot be looked at: " + error.message(), path};
  if (fs::is_directory(status))
    return core::Error{"expected a model file, found a folder", path};
  if (!fs::is_regular_file(status))
    return core::Error{"expected a model file, found a pipe or device", path};
  uint64_t size = fs::file_size(path, error);
  if (error)
    return core::Error{"cannot be looked at: " + error.message(), path};
  if (size == 0)
    return core::Error{"expected a model file, found an empty file", path};
  return size;
}

core::Result<ModelFile> ModelFile::open(const std::string &path,
                                        const ModelFileOptions &options) {
  core::Result<uint64_t> size = checkFile(path);
  if (!size)
    return size.error();
  ModelFile file;
  file.filePath = path;
  try {
    file.mapped.open(path);
  } catch (const std::exception &error) {
    return core::Error{fmt::format("cannot be read: {}", error.what()), path};
  }

  const Compression *compression = findCompression(path);
  if (!compression)
    return file;
  std::string_view packed(file.mapped.data(), file.mapped.size());
  core::Error damaged{fmt::format("expected {} data, found a file that is cut "
                                  "off, damaged or of another format",
                                  compression->name),
                      path};
  if (compression->isWhole && !compression->isWhole(packed))
    return damaged;
  try {
    core::Result<std::vector<char>> unpacked =
        unpack(packed, *compression, options.maxUnpackedBytes);
    if (!unpacked)
      return core::Error{unpacked.error().message, path};
    file.unpacked = std::move(*unpacked);
  } catch (const std::exception &) {
    return damaged;
  }
  file.mapped.close();
  if (file.unpacked.empty())
    return core::Error{"expected a model file, found an empty archive", path};
  return file;
}

std::string_view ModelFile::bytes() const {
  if (mapped.is_open())
    return {mapped.data(), mapped.size()};
  return {unpacked.data(), unpacked.size()};
}

} // namespace perfopt::frontends
