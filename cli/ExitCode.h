//===- ExitCode.h - What the process answers -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_EXITCODE_H
#define PERFOPT_CLI_EXITCODE_H

namespace perfopt::cli {

enum ExitCode : int {
  kSuccess = 0,
  /// A budget or check failed.
  kCheckFailed = 1,
  /// The command line makes no sense.
  kUsage = 2,
  /// A model, database entry or other input cannot be used.
  kBadInput = 3,
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_EXITCODE_H
