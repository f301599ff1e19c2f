//===- TextSymbolic.cpp - Costs with open batch and sequence --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace perfopt::cli {

static std::string validity(const SymbolicReport &symbolic) {
  std::string sizes = "every batch";
  if (!symbolic.holdsForBatchOne)
    sizes += " from 2 on";
  if (symbolic.hasSeq)
    sizes += symbolic.seqMultiple == 1
                 ? " and sequence"
                 : fmt::format(" and sequences that are multiples of {}",
                               symbolic.seqMultiple);
  return fmt::format("{}: through {} points, equal at {} more; b is the batch{}",
                     sizes, symbolic.fitted, symbolic.verified,
                     symbolic.hasSeq ? ", s the sequence" : "");
}

void writeSymbolic(ReportWriter &out, const SymbolicReport &symbolic) {
  out.subheading("symbolic cost");
  out.fact("holds for", validity(symbolic));
  out.fact("FLOPs", symbolic.flops);
  out.fact("MACs", symbolic.macs);
  out.fact("bytes", symbolic.bytes);
  if (!symbolic.live.empty())
    out.fact("memory",
             fmt::format("{} of weights, and {} bytes at {}, where the "
                         "requested size has its peak (others may have it "
                         "elsewhere); before rounding",
                         format(symbolic.weights), symbolic.live,
                         printable(symbolic.liveKernel)));
}

static std::string crossoverText(const Crossover &crossover) {
  switch (crossover.kind) {
  case Crossover::Kind::Never:
    return "never";
  case Crossover::Kind::Always:
    return "always";
  case Crossover::Kind::From:
    return fmt::format("{}", crossover.from);
  }
  return "";
}

void writeCrossovers(ReportWriter &out, const SymbolicReport &symbolic,
                     const std::vector<GroupCrossovers> &crossovers, int top) {
  if (crossovers.empty() || top <= 0)
    return;
  std::vector<size_t> order(symbolic.groups.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return symbolic.groups[a].flopsAtRequest >
           symbolic.groups[b].flopsAtRequest;
  });
  order.resize(std::min(order.size(), static_cast<size_t>(top)));
  out.subheading(fmt::format(
      "from memory- to compute-bound: {} of {} kinds of kernels",
      order.size(), symbolic.groups.size()));
  std::vector<Column> columns = {{"kernel", Align::Left, 12},
                                 {"alike", Align::Right},
                                 {"FLOPs of one", Align::Left, 14, true},
                                 {"bytes of one", Align::Left, 14, true},
                                 {"from b", Align::Right}};
  if (symbolic.hasSeq)
    columns.push_back({"from s", Align::Right});
  Table table(columns);
  for (size_t index : order) {
    const SymbolicGroup &group = symbolic.groups[index];
    std::vector<Cell> row = {printable(group.kernel),
                             fmt::format("{}", group.kernels), group.flops,
                             group.bytes,
                             crossoverText(crossovers[index].batch)};
    if (symbolic.hasSeq)
      row.push_back(crossovers[index].seq
                        ? crossoverText(*crossovers[index].seq)
                        : std::string("-"));
    table.addRow(std::move(row));
  }
  out.table(table);
}

} // namespace perfopt::cli
