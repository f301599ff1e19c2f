//===- TestData.h - Files of data/, and small records ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every test reads its files through here.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_UNIT_PROFILES_TESTDATA_H
#define PERFOPT_TESTS_UNIT_PROFILES_TESTDATA_H

#include "core/Schema/Workload.h"
#include "profiles/Join/Units.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::profiles::test {

inline std::string dataPath(const std::string &name) {
  return std::string(PERFOPT_TEST_DATA) + "/" + name;
}

inline std::string readData(const std::string &name) {
  std::ifstream file(dataPath(name), std::ios::binary);
  EXPECT_TRUE(file.is_open()) << name;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

/// The first occurrence of `from` replaced.
inline std::string replaced(std::string text, std::string_view from,
                            std::string_view to) {
  size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// Every occurrence of `from` replaced.
inline std::string replacedAll(std::string text, std::string_view from,
                               std::string_view to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos;
       at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

/// One operator and kernel after the other, with these names.
inline void addKernel(core::Workload &workload, const std::string &name,
                      core::KernelFamily family,
                      std::vector<std::vector<int64_t>> shapes = {}) {
  core::Operator op;
  op.id = static_cast<int>(workload.operators.size());
  op.name = name;
  for (std::vector<int64_t> &shape : shapes)
    op.operands.push_back({core::ElementType::F32, std::move(shape)});
  core::Kernel kernel;
  kernel.name = name;
  kernel.family = family;
  kernel.operators = {op.id};
  workload.operators.push_back(std::move(op));
  workload.kernels.push_back(std::move(kernel));
}

inline Unit unit(const std::string &name,
                 std::optional<core::KernelFamily> family, double seconds = 1,
                 Role role = Role::Work) {
  Unit unit;
  unit.name = name;
  unit.kernels = {name};
  unit.family = family;
  unit.role = role;
  unit.time = core::Seconds(seconds);
  return unit;
}

} // namespace perfopt::profiles::test

#endif // PERFOPT_TESTS_UNIT_PROFILES_TESTDATA_H
