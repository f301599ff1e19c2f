//===- Lint.cpp - Every doubt about a database ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Lint/Lint.h"

#include "hwdb/EntryLoader.h"
#include "hwdb/Lint/Rules.h"
#include "hwdb/TextFile.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <tuple>

using namespace perfopt::core;
namespace fs = std::filesystem;

namespace perfopt::hwdb {

namespace {

struct Files {
  std::vector<std::string> entries;
  std::vector<std::string> prices;
};

void add(const fs::path &file, Files &files) {
  if (file.extension() == ".yaml")
    files.entries.push_back(file.string());
  else if (file.filename() == "prices.csv")
    files.prices.push_back(file.string());
}

Result<Files> filesOf(const std::vector<std::string> &paths) {
  Files files;
  for (const std::string &path : paths) {
    std::error_code status;
    if (fs::is_directory(path, status)) {
      fs::recursive_directory_iterator file(path, status), end;
      for (; !status && file != end; file.increment(status))
        add(file->path(), files);
    } else if (fs::exists(path, status)) {
      bool isTable = fs::path(path).extension() == ".csv";
      (isTable ? files.prices : files.entries).push_back(path);
    } else {
      return Error{"no such file or folder", path};
    }
    if (status)
      return Error{"cannot list the folder: " + status.message(), path};
  }
  for (std::vector<std::string> *list : {&files.entries, &files.prices}) {
    std::ranges::sort(*list);
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return files;
}

void checkEntry(LintEntry &entry, const LintOptions &options) {
  rules::schema(entry);
  rules::unusedSource(entry);
  if (options.today)
    rules::futureDate(entry, *options.today);
  if (!entry.device)
    return;
  rules::range(entry);
  rules::aboveDatasheet(entry);
  rules::sparsePeak(entry);
  rules::impossiblePeak(entry);
  rules::impossibleBandwidth(entry);
  rules::ceilingOrder(entry);
  rules::mixedFamilies(entry);
  rules::powerOrder(entry);
  rules::migSlices(entry);
  rules::accuracy(entry);
}

/// What the loader refuses must not pass for want of a rule.
void checkLoads(const std::string &text, LintEntry &entry, Findings &findings) {
  Result<Device> device = parseEntry(text, entry.path);
  bool isExplained = std::ranges::any_of(
      findings, [&](const Finding &f) { return f.path == entry.path; });
  if (!device && !isExplained)
    findings.push_back({entry.path, device.error().line, "schema", "",
                        device.error().message, "mend the entry"});
}

/// Takes away what the entry's `lint_exceptions` allow, and complains about
/// those that allow nothing.
void applyExceptions(LintEntry &entry, Findings &findings) {
  if (!entry.root.IsMap())
    return;
  YAML::Node exceptions = entry.root["lint_exceptions"];
  if (!exceptions || !exceptions.IsSequence())
    return;
  auto text = [](const YAML::Node &exception, const char *key) {
    YAML::Node value = exception.IsMap()
                           ? exception[key]
                           : YAML::Node(YAML::NodeType::Undefined);
    return value && value.IsScalar() ? value.Scalar() : std::string();
  };
  for (size_t i = 0; i < exceptions.size(); ++i) {
    std::string rule = text(exceptions[i], "rule");
    std::string at = text(exceptions[i], "at");
    size_t allowed = std::erase_if(findings, [&](const Finding &finding) {
      return finding.path == entry.path && finding.rule == rule &&
             finding.at == at;
    });
    if (allowed == 0)
      entry.complain(
          "unused-exception", fmt::format("lint_exceptions[{}]", i),
          fmt::format("nothing at '{}' breaks the rule '{}'", at, rule),
          "remove the exception");
  }
}

} // namespace

Result<LintResult> lint(const std::vector<std::string> &paths,
                        const LintOptions &options) {
  Result<Files> files = filesOf(paths);
  if (!files)
    return files.error();
  LintResult result;
  result.files = files->entries.size() + files->prices.size();
  std::vector<LintEntry> entries;
  entries.reserve(files->entries.size());
  for (const std::string &path : files->entries) {
    Result<std::string> text = readTextFile(path);
    if (!text)
      return text.error();
    entries.emplace_back(path, *text, result.findings);
    checkEntry(entries.back(), options);
    checkLoads(*text, entries.back(), result.findings);
  }
  rules::duplicateName(entries);
  for (LintEntry &entry : entries)
    applyExceptions(entry, result.findings);
  for (const std::string &path : files->prices)
    rules::stalePrice(path, options.today, options.maxPriceAgeDays,
                      result.findings);
  std::ranges::stable_sort(result.findings, {}, [](const Finding &finding) {
    return std::tie(finding.path, finding.line);
  });
  return result;
}

} // namespace perfopt::hwdb
