//===- DeviceOverrides.cpp - Figures in place of an entry's ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/DeviceOverrides.h"

namespace perfopt::cli {

static core::Provenance given(const char *option) {
  return {core::Origin::Derived, option, "", "given on the command line"};
}

void DeviceOverrides::addContextTo(CLI::App &command) {
  command
      .add_option("--context-mb", contextMegabytes,
                  "memory in front of the first tensor (CUDA context and "
                  "libraries), in decimal MB, instead of the device entry's")
      ->check(CLI::Range(0.0, 1e6));
}

void DeviceOverrides::addLaunchTo(CLI::App &command) {
  command
      .add_option(
          "--launch-us", launchMicroseconds,
          "microseconds from one launch to the next, instead of the "
          "device entry's, which is the driver's and leaves out what the "
          "framework does for each operator on the host")
      ->check(CLI::Range(0.0, 1e6));
}

void DeviceOverrides::apply(core::Device &device) const {
  if (contextMegabytes)
    device.contextMemory = core::Figure<core::Bytes>{
        core::Bytes(*contextMegabytes * 1e6), given("--context-mb")};
  if (launchMicroseconds)
    device.launchInterval = core::Figure<core::Seconds>{
        core::fromMicroseconds(*launchMicroseconds), given("--launch-us")};
}

} // namespace perfopt::cli
