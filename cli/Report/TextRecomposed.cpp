//===- TextRecomposed.cpp - What was read as one function -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"

namespace perfopt::cli {

using namespace core;

void writeRecomposed(ReportWriter &out, const Workload &workload) {
  if (workload.recomposed.empty())
    return;
  out.subheading("functions that the file spells out, read as one operator");
  Table table({{.title = "function"},
               {"found", Align::Right},
               {"operators", Align::Right},
               {"saved", Align::Right},
               {.title = "into", .shrinkTo = 12}});
  for (const Recomposed &row : workload.recomposed)
    table.addRow({printable(row.function), std::to_string(row.count),
                  std::to_string(row.operators),
                  std::to_string(row.operators - row.count),
                  printable(row.into)});
  out.table(table);
}

} // namespace perfopt::cli
