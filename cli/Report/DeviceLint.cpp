//===- DeviceLint.cpp - Findings about hardware entries -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/DeviceLint.h"

#include "cli/Report/Text.h"

#include <fmt/format.h>

namespace perfopt::cli {

using Json = nlohmann::ordered_json;

std::string renderLint(const hwdb::LintResult &result) {
  std::string text;
  for (const hwdb::Finding &finding : result.findings)
    text += printable(fmt::format("{}:{}: {}: {}{}; {}", finding.path,
                                  finding.line, finding.rule,
                                  finding.at.empty() ? "" : finding.at + ": ",
                                  finding.message, finding.remedy)) +
            '\n';
  auto plural = [](size_t count, const char *noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
  };
  return text + fmt::format("{} in {}\n",
                            plural(result.findings.size(), "finding"),
                            plural(result.files, "file"));
}

Json lintJson(const hwdb::LintResult &result) {
  Json findings = Json::array();
  for (const hwdb::Finding &finding : result.findings)
    findings.push_back({{"file", finding.path},
                        {"line", finding.line},
                        {"rule", finding.rule},
                        {"key", finding.at},
                        {"message", finding.message},
                        {"remedy", finding.remedy}});
  return {{"schema", kLintSchema},
          {"files", result.files},
          {"findings", std::move(findings)}};
}

} // namespace perfopt::cli
