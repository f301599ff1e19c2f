//===- ReadProfile.cpp - A profile from a file ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/ReadProfile.h"

#include "profiles/Nsight/NcuCounters.h"
#include "profiles/Nsight/NcuReport.h"
#include "profiles/Nsight/NsysSqlite.h"
#include "profiles/Nsight/NsysTables.h"
#include "profiles/Text/Delimited.h"
#include "profiles/Trace/OnnxRuntimeProfile.h"
#include "profiles/Trace/TorchTrace.h"
#include "profiles/Trace/TrtexecProfile.h"

#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace perfopt::profiles {

using core::Error;
using core::Result;

namespace {

/// More is not taken into memory.
constexpr uint64_t kMostBytes = uint64_t(4) << 30;

constexpr std::string_view kExpected =
    "expected the CSV of ncu (--csv, with --page raw or details), the CSV of "
    "nsys stats (cuda_gpu_trace or cuda_gpu_kern_sum), the SQLite export of "
    "nsys, a PyTorch profiler trace, an ONNX Runtime profile, or the JSON of "
    "trtexec --exportProfile";

Result<std::string> unpack(std::string_view packed, const std::string &path) {
  namespace io = boost::iostreams;
  std::string text;
  try {
    io::filtering_istream in;
    in.push(io::gzip_decompressor());
    in.push(io::array_source(packed.data(), packed.size()));
    in.exceptions(std::ios::badbit);
    constexpr size_t kChunk = size_t(1) << 20;
    std::string chunk(kChunk, '\0');
    while (in) {
      in.read(chunk.data(), kChunk);
      text.append(chunk, 0, in.gcount());
      if (text.size() > kMostBytes)
        return Error{
            fmt::format("unpacks to more than {} bytes, the limit", kMostBytes),
            path};
    }
  } catch (const std::exception &) {
    return Error{"the gzip data is damaged or cut off", path};
  }
  return text;
}

/// Binary reports that only NVIDIA's tools read.
Error unreadable(const std::string &path) {
  auto isNamed = [&](std::string_view suffix) {
    return path.ends_with(suffix);
  };
  if (isNamed(".ncu-rep"))
    return {"this is ncu's own format; print it with `ncu --import FILE --csv "
            "--page raw`",
            path};
  if (isNamed(".nsys-rep") || isNamed(".qdrep"))
    return {"this is nsys' own format; export it with `nsys export --type "
            "sqlite FILE`",
            path};
  return {std::string("the format is unknown; ") + std::string(kExpected),
          path};
}

/// The start of the file is enough to tell one JSON from another.
bool mentions(std::string_view text, std::string_view key) {
  constexpr size_t kLook = size_t(1) << 16;
  return text.substr(0, kLook).find(key) != std::string_view::npos;
}

Result<Profile> parseJsonProfile(std::string_view text,
                                 const std::string &path) {
  bool isArray = text[text.find_first_not_of(" \t\r\n")] == '[';
  if (isArray) {
    if (mentions(text, "\"op_name\"") || mentions(text, "\"Session\"") ||
        mentions(text, "\"Node\""))
      return readOnnxRuntimeProfile(text, path);
    if (mentions(text, "\"averageMs\"") || mentions(text, "\"timeMs\"") ||
        mentions(text, "\"count\""))
      return readTrtexecProfile(text, path);
    if (mentions(text, "\"ph\""))
      return readTorchTrace(text, path);
    // Cut off before anything tells: the parser says where.
    return readOnnxRuntimeProfile(text, path);
  }
  if (mentions(text, "\"Layers\""))
    return Error{"this is trtexec's --exportLayerInfo, which has no times; "
                 "expected --exportProfile",
                 path};
  return readTorchTrace(text, path);
}

Result<Profile> parseTable(std::string_view text, const std::string &path) {
  using Columns = std::vector<std::string>;
  auto finds = [&](bool (*isHeader)(const Columns &)) {
    // A row that is broken below the header is its reader's to report.
    auto table = DelimitedTable::find(text, path, isHeader);
    return !table || table->has_value();
  };
  if (finds(isNcuHeader)) {
    Result<NcuReport> report = readNcuReport(text, path);
    if (!report)
      return report.error();
    return profileOf(*report, path);
  }
  if (finds(isNsysTraceHeader))
    return readNsysTrace(text, path);
  if (finds(isNsysSummaryHeader))
    return readNsysSummary(text, path);
  return unreadable(path);
}

} // namespace

Result<Profile> parseProfile(std::string_view bytes, const std::string &path) {
  constexpr std::string_view kGzip = "\x1f\x8b";
  if (bytes.starts_with(kGzip)) {
    Result<std::string> text = unpack(bytes, path);
    if (!text)
      return text.error();
    // One layer of compression: a second one is no profile.
    return text->starts_with(kGzip) ? Result<Profile>(unreadable(path))
                                    : parseProfile(*text, path);
  }
  if (isSqlite(bytes))
    return readNsysSqlite(bytes, path);
  size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos)
    return Error{fmt::format("the file is empty; {}", kExpected), path};
  if (bytes[first] == '{' || bytes[first] == '[')
    return parseJsonProfile(bytes, path);
  if (bytes.find('\0') != std::string_view::npos)
    return unreadable(path);
  return parseTable(bytes, path);
}

Result<Profile> readProfile(const std::string &path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error))
    return Error{std::filesystem::exists(path, error) ? "expected a file"
                                                      : "no such file",
                 path};
  uint64_t size = std::filesystem::file_size(path, error);
  if (error || size > kMostBytes)
    return Error{error ? "cannot be looked at: " + error.message()
                       : fmt::format("has {} bytes, more than the limit of {}",
                                     size, kMostBytes),
                 path};
  std::ifstream file(path, std::ios::binary);
  std::string bytes(size, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!file || static_cast<uint64_t>(file.gcount()) != size)
    return Error{"cannot read the file", path};
  return parseProfile(bytes, path);
}

} // namespace perfopt::profiles
