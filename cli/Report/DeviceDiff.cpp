//===- DeviceDiff.cpp - Two hardware entries side by side -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/DeviceDiff.h"

#include "cli/Report/DeviceFigures.h"
#include "cli/Report/Table.h"
#include "cli/Report/Text.h"
#include "core/Support/Json.h"

#include <fmt/format.h>

#include <algorithm>

namespace perfopt::cli {

using namespace core;
using Json = nlohmann::ordered_json;

std::optional<double> FigureDiff::ratio() const {
  if (!a || !b || a->value == 0)
    return std::nullopt;
  return b->value / a->value;
}

static std::vector<DeviceFigure> everyFigure(const Device &device) {
  std::vector<DeviceFigure> figures = deviceFigures(device);
  std::vector<DeviceFigure> further = furtherFigures(device);
  figures.insert(figures.end(), further.begin(), further.end());
  return figures;
}

std::vector<FigureDiff> diffDevices(const Device &a, const Device &b) {
  std::vector<FigureDiff> rows;
  auto sides = [&](const Device &device,
                   std::optional<FigureDiff::Side> FigureDiff::*side) {
    auto rowOf = [&](const std::string &name) -> FigureDiff & {
      auto found = std::ranges::find(rows, name, &FigureDiff::name);
      return found == rows.end() ? rows.emplace_back() : *found;
    };
    if (device.smCount > 0) {
      FigureDiff &row = rowOf("units");
      row.name = "units";
      row.label = device.kind == DeviceKind::Cpu ? "cores" : "multiprocessors";
      row.unit = "1";
      row.*side = {static_cast<double>(device.smCount),
                   std::to_string(device.smCount), std::nullopt};
    }
    for (const DeviceFigure &figure : everyFigure(device)) {
      FigureDiff &row = rowOf(figure.name);
      row.name = figure.name;
      row.label = figure.label;
      row.unit = figure.unit;
      row.*side = {figure.value, figure.exact, figure.from.origin};
    }
  };
  sides(a, &FigureDiff::a);
  sides(b, &FigureDiff::b);
  return rows;
}

std::string renderDeviceDiff(const Device &a, const Device &b, int width) {
  Table table({{.title = "figure", .shrinkTo = 16},
               {printable(a.id), Align::Right},
               {printable(b.id), Align::Right},
               {"ratio", Align::Right}});
  auto shown = [](const std::optional<FigureDiff::Side> &side) {
    if (!side)
      return std::string("- ");
    bool isMarked = side->origin && *side->origin != Origin::Measured;
    return side->shown + (isMarked ? "*" : " ");
  };
  for (const FigureDiff &row : diffDevices(a, b)) {
    std::optional<double> ratio = row.ratio();
    table.addRow({printable(row.label), shown(row.a), shown(row.b),
                  ratio ? fmt::format("{:.3f}", *ratio) : "-"});
  }
  TableLayout layout;
  layout.width = width;
  layout.indent = 0;
  std::string text = table.str(layout);
  for (const std::string &line :
       wrap("ratio: the second over the first; * from a datasheet or derived, "
            "not measured",
            width))
    text += line + '\n';
  return text;
}

Json deviceDiffJson(const Device &a, const Device &b) {
  auto side = [](const std::optional<FigureDiff::Side> &side) {
    return side ? Json{{"value", numberToJson(side->value)},
                       {"kind",
                        side->origin ? Json(name(*side->origin)) : Json()}}
                : Json();
  };
  Json figures = Json::array();
  for (const FigureDiff &row : diffDevices(a, b)) {
    std::optional<double> ratio = row.ratio();
    figures.push_back({{"name", row.name},
                       {"unit", row.unit},
                       {"a", side(row.a)},
                       {"b", side(row.b)},
                       {"ratio", ratio ? numberToJson(*ratio) : Json()}});
  }
  return {{"schema", kDeviceDiffSchema},
          {"a", a.id},
          {"b", b.id},
          {"figures", std::move(figures)}};
}

} // namespace perfopt::cli
