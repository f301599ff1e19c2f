//===- ChartTitle.h - What stands above every chart -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_CHARTTITLE_H
#define PERFOPT_CLI_REPORT_CHARTTITLE_H

#include "cli/Report/Report.h"

#include <string>
#include <string_view>

namespace perfopt::cli {

/// "Roofline of resnet50 on Tesla T4".
std::string chartTitle(std::string_view what, const core::Workload &workload,
                       const core::Device &device);

/// "batch of 16, sequence 128, f16, eager runtime".
std::string runCaption(const core::Request &request);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_CHARTTITLE_H
