//===- Output.cpp - Where results and messages go ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/Output.h"

#include <fmt/core.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace perfopt::cli {

/// Whether `path` stands for stdout.
static bool isStdout(const std::string &path) {
  return path.empty() || path == "-";
}

core::Status checkWritable(const std::string &path) {
  namespace fs = std::filesystem;
  if (isStdout(path))
    return core::success();
  std::error_code ignored;
  if (fs::is_directory(path, ignored))
    return core::Error{"cannot write: it is a folder; give a file in it", path};
  fs::path folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, ignored))
    return core::Error{
        "cannot write: there is no folder '" + folder.string() + "'", path};
  // A file that is there needs no new entry in its folder.
  std::string written = fs::exists(path, ignored) ? path
                        : folder.empty()          ? "."
                                                  : folder.string();
  if (access(written.c_str(), W_OK) != 0)
    return core::Error{"cannot write: " + std::string(std::strerror(errno)),
                       path};
  return core::success();
}

int writeOutput(const std::string &path, std::string_view text) {
  if (isStdout(path)) {
    size_t written = std::fwrite(text.data(), 1, text.size(), stdout);
    bool complete = written == text.size() && std::fflush(stdout) == 0;
    return complete
               ? kSuccess
               : fail({"cannot write: " + std::string(std::strerror(errno)),
                       "stdout"});
  }
  std::ofstream file(path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file)
    return fail({"cannot write: " + std::string(std::strerror(errno)), path});
  return kSuccess;
}

int fail(const core::Error &error, ExitCode code) {
  fmt::print(stderr, "perf-opt: error: {}\n", error.str());
  return code;
}

void printWarnings(const std::vector<std::string> &warnings) {
  for (const std::string &warning : warnings)
    fmt::print(stderr, "perf-opt: warning: {}\n", warning);
}

int terminalWidth(int fallback) {
  winsize size{};
  bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : fallback;
}

bool useColor(std::string_view when) {
  if (when != "auto")
    return when == "always";
  return isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR");
}

} // namespace perfopt::cli
