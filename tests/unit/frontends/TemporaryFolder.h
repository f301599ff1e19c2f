//===- TemporaryFolder.h - A folder for one test --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_UNIT_FRONTENDS_TEMPORARYFOLDER_H
#define PERFOPT_TESTS_UNIT_FRONTENDS_TEMPORARYFOLDER_H

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace perfopt::onnx::test {

/// Named after the test and the process; removed with all that is in it.
class TemporaryFolder {
public:
  TemporaryFolder() {
    const auto *info = testing::UnitTest::GetInstance()->current_test_info();
    path = std::filesystem::path(testing::TempDir()) /
           (std::string("perfopt-") + info->test_suite_name() + "-" +
            info->name() + "-" + std::to_string(getpid()));
    std::filesystem::create_directories(path);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;

  /// Writes a file, with the folders around it, and gives its path.
  std::string write(const std::string &name, std::string_view bytes) const {
    std::filesystem::create_directories((path / name).parent_path());
    std::ofstream file(path / name, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    EXPECT_TRUE(file.good());
    return path / name;
  }
  std::string operator/(const std::string &name) const { return path / name; }

  std::filesystem::path path;
};

} // namespace perfopt::onnx::test

#endif // PERFOPT_TESTS_UNIT_FRONTENDS_TEMPORARYFOLDER_H
