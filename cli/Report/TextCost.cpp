//===- TextCost.cpp - What it costs to rent -------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Offers.h"
#include "cli/Report/Text.h"
#include "cli/Report/TextSections.h"
#include "cli/Report/Units.h"

#include <fmt/format.h>

#include <algorithm>

namespace perfopt::cli {

using namespace core;

namespace {

/// More than this many rows would bury the cheapest.
constexpr size_t kMostOffers = 5;

template <typename AmountOf>
std::vector<std::string> amounts(const std::vector<Offer> &offers,
                                 AmountOf amountOf) {
  std::vector<double> values;
  for (const Offer &offer : offers)
    values.push_back(amountOf(offer.cost).value());
  return formatAmounts(values);
}

Cell dateCell(const Offer &offer) {
  std::string date = printable(offer.cost.price.date);
  if (date.empty())
    return {"undated", style::kDoubtful};
  return offer.old ? Cell(date + ", old", style::kDoubtful) : Cell(date);
}

} // namespace

void writeCost(ReportWriter &out, const DeviceReport &report) {
  if (!knowsLatency(report.prediction))
    return;
  if (report.cost.empty()) {
    out.fact("cloud cost", "no price known for this device");
    return;
  }
  std::vector<Offer> offers = cheapestOffers(report.cost);
  size_t hidden = offers.size() - std::min(offers.size(), kMostOffers);
  offers.resize(offers.size() - hidden);
  out.subheading("cloud cost of 1000 and 10^4 samples, GPU never idle");
  auto hourly =
      amounts(offers, [](const CloudCost &c) { return c.perGpuHour; });
  auto per1000 = amounts(offers, [](const CloudCost &c) { return c.per1000; });
  auto per10000 =
      amounts(offers, [](const CloudCost &c) { return c.per10000; });
  Table table({{.title = "provider", .shrinkTo = 8},
               {.title = "instance", .shrinkTo = 9, .dropOrder = 3},
               {.title = "region", .shrinkTo = 12, .dropOrder = 4},
               {.title = "GPUs", .align = Align::Right, .dropOrder = 5},
               {"$/GPU-h", Align::Right},
               {"$/1000", Align::Right},
               {"$/10^4", Align::Right},
               {.title = "pricing", .dropOrder = 1},
               {.title = "date"},
               {.title = "source", .dropOrder = 2}});
  for (size_t i = 0; i < offers.size(); ++i) {
    const Price &price = offers[i].cost.price;
    table.addRow({printable(price.provider),
                  printable(price.instance),
                  printable(price.region),
                  std::to_string(price.gpus),
                  hourly[i],
                  {per1000[i], style::kStrong},
                  per10000[i],
                  printable(price.pricing),
                  dateCell(offers[i]),
                  out.cite(price.source)});
  }
  out.table(table);
  if (hidden > 0)
    out.paragraph(fmt::format("and {} dearer or older; every offer is in "
                              "--format json",
                              hidden));
}

} // namespace perfopt::cli
