//===- DayValidator.h - Options that take a day ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_DAYVALIDATOR_H
#define PERFOPT_CLI_COMMANDS_DAYVALIDATOR_H

#include "hwdb/Lint/Dates.h"

#include <CLI/CLI.hpp>

#include <string>

namespace perfopt::cli {

inline CLI::Validator dayValidator() {
  auto check = [](std::string &text) -> std::string {
    return hwdb::parseDays(text) ? "" : "expected a day such as 2026-11-27";
  };
  return CLI::Validator(check, "DAY");
}

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_DAYVALIDATOR_H
