//===- TextModel.cpp - What was read and what was asked -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

#include <map>

namespace perfopt::cli {

using namespace core;

namespace {

/// Enough of the digest to tell two files apart.
constexpr size_t kDigestDigits = 12;

void writeIdentity(TextWriter &out, const Workload &workload) {
  const ModelIdentity &model = workload.model;
  std::string digest = model.sha256.substr(0, kDigestDigits);
  out.fact("model",
           fmt::format("{}, {} parameters ({}), {} operators, {} edges{}",
                       model.format, formatCount(model.parameters),
                       format(workload.totals.parameterBytes),
                       formatCount(model.nodes), formatCount(model.edges),
                       digest.empty() ? "" : ", sha256 " + digest));
}

void writeRequest(TextWriter &out, const Request &request) {
  std::vector<std::string> parts = {fmt::format("batch {}", request.batch)};
  if (request.seq)
    parts.push_back(fmt::format("sequence {}", *request.seq));
  parts.push_back(request.dtype ? std::string(name(*request.dtype))
                                : "the model's own types");
  parts.push_back(request.mode);
  parts.push_back(request.runtime + " runtime");
  if (request.keepActivations)
    parts.push_back("activations kept");
  out.fact("request", joinComma(parts));
  std::vector<std::string> dims;
  for (const auto &[dim, extent] : request.dims)
    dims.push_back(fmt::format("{} = {}", dim, extent));
  out.fact("dimensions", joinComma(dims));
}

void writeTotals(TextWriter &out, const Workload &workload) {
  const Totals &totals = workload.totals;
  auto batch = static_cast<double>(workload.request.batch);
  std::string perSample =
      workload.request.batch > 1
          ? fmt::format("; {} = {} per sample", format(totals.flops / batch),
                        format(totals.macs / batch))
          : "";
  out.fact("compute", fmt::format("{} = {}{}", format(totals.flops),
                                  format(totals.macs), perSample));
  std::string intensity =
      totals.bytes > Bytes() ? ", " + format(totals.flops / totals.bytes) : "";
  out.fact("traffic",
           fmt::format("{} compulsory{}", format(totals.bytes), intensity));
  out.fact("kernels", fmt::format("{} (launches: {})", workload.kernels.size(),
                                  totals.launches));
  const MemoryProfile &memory = workload.memory;
  bool hasPeak =
      memory.peakKernel >= 0 &&
      static_cast<size_t>(memory.peakKernel) < workload.kernels.size();
  if (!hasPeak)
    return;
  std::vector<std::string> holders;
  for (const MemoryProfile::Holder &holder : memory.holders)
    if (holders.size() < 3)
      holders.push_back(
          fmt::format("{} ({})", holder.tensor, format(holder.bytes)));
  out.fact(
      "memory peak",
      fmt::format("{} of activations in {}{}", format(memory.peakActivations),
                  workload.kernels[memory.peakKernel].name,
                  holders.empty() ? "" : "; largest: " + joinComma(holders)));
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

void writeUnmodelled(TextWriter &out, const Workload &workload) {
  const Totals &totals = workload.totals;
  bool complete = totals.unmodelled.empty() && totals.unmodelledFlopsPct == 0 &&
                  totals.unmodelledBytesPct == 0;
  if (complete) {
    out.fact("not counted", "nothing: every operator has a counting rule");
    return;
  }
  std::string names = unmodelledNames(workload);
  out.fact("not counted",
           fmt::format("{} of the FLOPs, {} of the bytes{}",
                       formatShare(totals.unmodelledFlopsPct / 100),
                       formatShare(totals.unmodelledBytesPct / 100),
                       names.empty() ? "" : ": " + names),
           style::kDoubtful);
}

} // namespace

std::string runPhrase(const Request &request) {
  if (request.mode == "training")
    return fmt::format("training step of batch {}", request.batch);
  return fmt::format("batch of {}", request.batch);
}

void writeModel(TextWriter &out, const Workload &workload) {
  out.heading(workload.model.name.empty() ? "model" : workload.model.name);
  writeIdentity(out, workload);
  writeRequest(out, workload.request);
  writeTotals(out, workload);
  writeUnmodelled(out, workload);
  for (const std::string &diagnostic : workload.diagnostics)
    out.fact("warning", diagnostic, style::kDoubtful);
}

} // namespace perfopt::cli
