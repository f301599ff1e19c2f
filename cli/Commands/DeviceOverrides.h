//===- DeviceOverrides.h - Figures in place of an entry's -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_COMMANDS_DEVICEOVERRIDES_H
#define PERFOPT_CLI_COMMANDS_DEVICEOVERRIDES_H

#include "core/Schema/Device.h"

#include <CLI/CLI.hpp>

#include <optional>

namespace perfopt::cli {

/// The options --context-mb and --launch-us.
struct DeviceOverrides {
  void addContextTo(CLI::App &command);
  void addLaunchTo(CLI::App &command);
  /// Puts what was given in place of the entry's figures.
  void apply(core::Device &device) const;

  std::optional<double> contextMegabytes, launchMicroseconds;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_COMMANDS_DEVICEOVERRIDES_H
