//===- ChartTitle.cpp - What stands above every chart ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/ChartTitle.h"

#include "cli/Report/RequestText.h"
#include "cli/Report/Text.h"

#include <fmt/format.h>

namespace perfopt::cli {

std::string chartTitle(std::string_view what, const core::Workload &workload,
                       const core::Device &device) {
  constexpr int kMostColumns = 44;
  std::string model =
      workload.model.name.empty()
          ? "model"
          : shortenMiddle(printable(workload.model.name), kMostColumns);
  return fmt::format("{} of {} on {}", what, model,
                     printable(device.name.empty() ? device.id : device.name));
}

std::string runCaption(const core::Request &request) {
  std::string sequence =
      request.seq ? fmt::format(", sequence {}", *request.seq) : "";
  std::string type =
      request.dtype ? fmt::format(", {}", name(*request.dtype)) : "";
  return fmt::format("{}{}{}, {} runtime", runPhrase(request), sequence, type,
                     request.runtime);
}

} // namespace perfopt::cli
