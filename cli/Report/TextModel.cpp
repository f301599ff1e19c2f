//===- TextModel.cpp - What was read and what was asked -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/RequestText.h"
#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>

namespace perfopt::cli {

using namespace core;

namespace {

/// Enough of the digest to tell two files apart.
constexpr size_t kDigestDigits = 8;

void writeIdentity(ReportWriter &out, const AnalyzeReport &report) {
  const Workload &workload = report.workload;
  const ModelIdentity &model = workload.model;
  std::string digest = model.sha256.substr(0, kDigestDigits);
  out.fact(
      "model",
      fmt::format("{}, {} parameters ({}), {} operators, longest chain {}{}",
                  model.format, formatCount(model.parameters),
                  format(workload.totals.parameterBytes),
                  formatCount(model.nodes), formatCount(report.longestChain),
                  digest.empty() ? "" : ", sha256 " + digest));
}

void writeRequest(ReportWriter &out, const Request &request) {
  std::vector<std::string> parts = {fmt::format("batch {}", request.batch)};
  if (request.seq)
    parts.push_back(fmt::format("sequence {}", *request.seq));
  parts.push_back(typePhrase(request));
  for (std::string &phrase : settingPhrases(request))
    parts.push_back(std::move(phrase));
  out.fact("request", joinComma(parts));
  std::vector<std::string> dims;
  for (const auto &[dim, extent] : request.dims) {
    bool said = (dim == "batch" && extent == request.batch) ||
                (dim == "seq" && extent == request.seq);
    if (!said)
      dims.push_back(fmt::format("{} = {}", dim, extent));
  }
  out.fact("dimensions", joinComma(dims));
}

void writeTotals(ReportWriter &out, const Workload &workload) {
  const Totals &totals = workload.totals;
  auto batch = static_cast<double>(workload.request.samples());
  std::string perSample =
      workload.request.samples() > 1
          ? fmt::format("; {} = {} per sample", format(totals.flops / batch),
                        format(totals.macs / batch))
          : "";
  out.fact("compute", fmt::format("{} = {}{}", format(totals.flops),
                                  format(totals.macs), perSample));
  std::string intensity =
      totals.bytes > Bytes() ? ", " + format(totals.flops / totals.bytes) : "";
  out.fact("traffic",
           fmt::format("{} compulsory{}, in {} kernels ({} launches)",
                       format(totals.bytes), intensity, workload.kernels.size(),
                       totals.launches));
}

/// "98 operators joined a kernel: pointwise 97, linear_bias 1".
void writeFusions(ReportWriter &out, const Workload &workload) {
  int64_t all = 0;
  std::vector<std::string> rules;
  size_t prefix = workload.request.runtime.size() + 1;
  for (const auto &[rule, count] : workload.fusions) {
    all += count;
    bool named = rule.starts_with(workload.request.runtime + "_");
    rules.push_back(
        fmt::format("{} {}", named ? rule.substr(prefix) : rule, count));
  }
  if (!rules.empty())
    out.fact("fused", fmt::format("{} operators joined another's kernel: {}",
                                  formatCount(all), joinComma(rules)));
}

/// Shortens the longest names until together they take at most `room` columns.
std::vector<std::string> fitNames(std::vector<std::string> names, int room) {
  std::vector<int> widths;
  for (const std::string &name : names)
    widths.push_back(displayWidth(name));
  while (std::accumulate(widths.begin(), widths.end(), 0) > room)
    --*std::max_element(widths.begin(), widths.end());
  for (size_t i = 0; i < names.size(); ++i)
    names[i] = shortenMiddle(names[i], widths[i]);
  return names;
}

/// What is held while a kernel runs, as it was asked for.
Bytes heldAt(const MemoryProfile &memory, int kernel) {
  Bytes held;
  for (const Buffer &buffer : memory.buffers)
    if (buffer.first <= kernel && (!buffer.last || *buffer.last >= kernel))
      held += buffer.bytes;
  return held;
}

/// Where most memory is in use, and the largest tensors that hold it.
void writePeak(ReportWriter &out, const Workload &workload) {
  constexpr size_t kMostHolders = 3;
  const MemoryProfile &memory = workload.memory;
  bool hasPeak =
      memory.peakKernel >= 0 &&
      static_cast<size_t>(memory.peakKernel) < workload.kernels.size();
  if (!hasPeak)
    return;
  std::string peak = fmt::format("{} with weights, at ",
                                 format(heldAt(memory, memory.peakKernel)));
  out.fact(
      "memory peak",
      peak + shortenMiddle(printable(workload.kernels[memory.peakKernel].name),
                           out.factWidth() - displayWidth(peak)));
  std::vector<std::string> names, sizes;
  constexpr std::string_view kLead = "largest: ";
  int room = out.factWidth() - static_cast<int>(kLead.size());
  for (const MemoryProfile::Holder &holder : memory.holders) {
    if (names.size() == kMostHolders)
      break;
    names.push_back(printable(holder.tensor));
    sizes.push_back(format(holder.bytes));
    room -= displayWidth(sizes.back()) + 3; // " ", and ", " to the next
  }
  names = fitNames(std::move(names), room);
  for (size_t i = 0; i < names.size(); ++i)
    names[i] += " " + sizes[i];
  if (!names.empty())
    out.fact("", fmt::format("{}{}", kLead, joinComma(names)));
}

/// "nn.resize (3), com.acme.Fancy".
std::string unmodelledNames(const Workload &workload) {
  std::map<int, std::string> opById;
  for (const Operator &op : workload.operators)
    opById.emplace(op.id, op.op);
  std::map<std::string, int> counts;
  for (int id : workload.totals.unmodelled)
    if (auto found = opById.find(id); found != opById.end())
      ++counts[found->second];
  std::vector<std::string> names;
  for (const auto &[op, count] : counts)
    names.push_back(count > 1 ? fmt::format("{} ({})", op, count) : op);
  return joinComma(names);
}

void writeUnmodelled(ReportWriter &out, const Workload &workload) {
  const Totals &totals = workload.totals;
  if (countsEverything(totals)) {
    out.fact("not counted", "nothing: every operator has a counting rule");
    return;
  }
  std::string names = unmodelledNames(workload);
  out.fact("not counted",
           fmt::format("{}{}", uncountedShare(workload),
                       names.empty() ? "" : ": " + names),
           style::kDoubtful);
}

} // namespace

void writeModel(ReportWriter &out, const AnalyzeReport &report) {
  const Workload &workload = report.workload;
  out.heading(workload.model.name.empty() ? "model" : workload.model.name);
  writeIdentity(out, report);
  writeRequest(out, workload.request);
  writeTotals(out, workload);
  writePhases(out, workload);
  writeFusions(out, workload);
  writePeak(out, workload);
  writeUnmodelled(out, workload);
  for (const std::string &diagnostic : workload.diagnostics)
    out.fact("warning", diagnostic, style::kDoubtful);
}

} // namespace perfopt::cli
