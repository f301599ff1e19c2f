//===- TextCost.cpp - What it costs to rent -------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

#include <algorithm>

namespace perfopt::cli {

using namespace core;

void writeCost(TextWriter &out, const DeviceReport &report) {
  if (report.cost.empty()) {
    out.fact("cloud cost", "no price known for this device");
    return;
  }
  std::vector<CloudCost> offers = cheapestOffers(sortedCost(report.cost));
  CostScale scale = costScale(offers.back().per1000);
  out.subheading(fmt::format(
      "cloud cost per {} samples of a GPU kept busy, cheapest offers",
      scale.name));
  std::vector<double> hourly, perScale;
  for (const CloudCost &offer : offers) {
    hourly.push_back(offer.perGpuHour.value());
    perScale.push_back(offer.per1000.value() * scale.thousands);
  }
  std::vector<std::string> hourlyShown = formatColumn(hourly);
  std::vector<std::string> perScaleShown = formatColumn(perScale);
  Table table({{.title = "provider", .shrinkTo = 12},
               {.title = "instance", .shrinkTo = 16},
               {.title = "region", .shrinkTo = 12},
               {.title = "GPUs", .align = Align::Right, .dropOrder = 1},
               {"$/GPU-h", Align::Right},
               {scale.title, Align::Right},
               {.title = "pricing"},
               {.title = "date"}});
  std::vector<std::string> sources;
  for (size_t i = 0; i < offers.size(); ++i) {
    const Price &price = offers[i].price;
    table.addRow({printable(price.provider),
                  printable(price.instance),
                  printable(price.region),
                  std::to_string(price.gpus),
                  hourlyShown[i],
                  {perScaleShown[i], style::kStrong},
                  printable(price.pricing),
                  printable(price.date)});
    std::string source = price.provider + ": " + price.source;
    if (std::find(sources.begin(), sources.end(), source) == sources.end())
      sources.push_back(std::move(source));
  }
  out.table(table);
  out.fact("sources", fmt::format("{}", fmt::join(sources, "; ")));
}

} // namespace perfopt::cli
