//===- ChartStyle.cpp - The colours of all charts -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/ChartStyle.h"

#include <fmt/format.h>

#include <iterator>

namespace perfopt::cli {

using namespace core;

namespace {

/// One class with its colour on light and on dark ground.
struct Ink {
  std::string_view name, light, dark;
};

constexpr Ink kFamilies[] = {
    {"f-conv", "#0067a8", "#3b9ae6"},
    {"f-depthwise", "#7fa9f5", "#86e3fa"},
    {"f-gemm", "#c2410c", "#ef5f2e"},
    {"f-batched_gemm", "#dcc3a8", "#f6dfb9"},
    {"f-attention", "#4a2a73", "#8150f5"},
    {"f-recurrent", "#6d2140", "#c03a9a"},
    {"f-norm", "#008a6c", "#12a581"},
    {"f-softmax", "#e64a86", "#e08cc0"},
    {"f-reduction", "#b8903c", "#8a6d45"},
    {"f-elementwise", "#e3a008", "#f2bd3c"},
    {"f-pool", "#35cbdc", "#d5ece0"},
    {"f-move", "#a0a4ab", "#666b75"},
    {"f-other", "#62676d", "#b0b3b8"},
};
/// Light and dark in turn from the bottom of the stack up, so that a print
/// without colour tells neighbours apart.
constexpr Ink kMemoryUses[] = {
    {"m-weights", "#2f4b7c", "#4a6fb5"},
    {"m-optimizer_state", "#a9c3e6", "#b9d0ee"},
    {"m-gradients", "#d98a1f", "#d98a1f"},
    {"m-activations", "#b9dfb4", "#a5d39f"},
    {"m-workspace", "#a02c3c", "#c8505f"},
};

/// What every chart is drawn with, of light and of dark ground.
struct Ground {
  std::string_view paper, ink, faint, grid;
};
constexpr Ground kLight = {"#ffffff", "#1f2328", "#5c6570", "#e3e6ea"};
constexpr Ground kDark = {"#16181d", "#e6e8eb", "#a0a7b0", "#2f343c"};

constexpr std::string_view kShapes = R"(.chart {
  font-family: Helvetica, Arial, 'Liberation Sans', sans-serif;
}
.chart .grid, .chart .axis, .chart .roof, .chart .spare, .chart .dashes, .chart .border, .chart .lead {
  fill: none;
  stroke-width: 1;
}
.chart .roof { stroke-width: 1.8; }
.chart .spare { stroke-dasharray: 5 4; }
.chart .dashes { stroke-dasharray: 6 4; }
.chart .border { stroke-dasharray: 2 3; }
.chart .halo { paint-order: stroke; stroke-width: 4; stroke-linejoin: round; }
.chart .mark .point { stroke-width: 0.8; fill-opacity: 0.82; }
.chart .mark .hollow, .chart .mark .reach { fill: none; stroke-width: 1.3; }
.chart .mark .reach { stroke-width: 1; stroke-opacity: 0.28; }
.chart .mark .measured { stroke-width: 2; }
.chart .mark:hover .point { fill-opacity: 1; }
.chart .mark:hover .reach { stroke-opacity: 1; stroke-width: 1.6; }
.chart .mark:hover .hollow { stroke-width: 2.4; }
)";

void appendGround(std::string &css, const Ground &ground) {
  fmt::format_to(std::back_inserter(css),
                 R"(.chart .paper {{ fill: {0}; }}
.chart .ink {{ fill: {1}; }}
.chart .faint {{ fill: {2}; }}
.chart .onmark {{ fill: {0}; }}
.chart .halo {{ stroke: {0}; }}
.chart .grid {{ stroke: {3}; }}
.chart .axis, .chart .roof, .chart .dashes {{ stroke: {1}; }}
.chart .spare, .chart .border, .chart .lead {{ stroke: {2}; }}
.chart .mark .point {{ stroke: {0}; }}
.chart g.mark .measured {{ stroke: {1}; }}
)",
                 ground.paper, ground.ink, ground.faint, ground.grid);
}

void appendColours(std::string &css, std::string_view Ink::*colour) {
  for (const Ink &ink : kFamilies)
    fmt::format_to(std::back_inserter(css),
                   ".chart .{0}, .chart .{0} .point {{ fill: {1}; }}\n"
                   ".chart .{0} .hollow, .chart .{0} .reach "
                   "{{ stroke: {1}; }}\n",
                   ink.name, ink.*colour);
  for (const Ink &ink : kMemoryUses)
    fmt::format_to(std::back_inserter(css), ".chart .{} {{ fill: {}; }}\n",
                   ink.name, ink.*colour);
}

} // namespace

std::string chartStyle() {
  std::string css(kShapes);
  appendGround(css, kLight);
  appendColours(css, &Ink::light);
  css += "@media screen and (prefers-color-scheme: dark) {\n";
  appendGround(css, kDark);
  appendColours(css, &Ink::dark);
  css += "}\n";
  return css;
}

std::string_view familyClass(KernelFamily family) {
  switch (family) {
  case KernelFamily::Gemm:
    return "f-gemm";
  case KernelFamily::BatchedGemm:
    return "f-batched_gemm";
  case KernelFamily::Conv:
    return "f-conv";
  case KernelFamily::Depthwise:
    return "f-depthwise";
  case KernelFamily::Attention:
    return "f-attention";
  case KernelFamily::Norm:
    return "f-norm";
  case KernelFamily::Softmax:
    return "f-softmax";
  case KernelFamily::Reduction:
    return "f-reduction";
  case KernelFamily::Elementwise:
    return "f-elementwise";
  case KernelFamily::Pool:
    return "f-pool";
  case KernelFamily::Recurrent:
    return "f-recurrent";
  case KernelFamily::Gather:
  case KernelFamily::Copy:
  case KernelFamily::Collective:
    return "f-move";
  case KernelFamily::Other:
    break;
  }
  return "f-other";
}

std::string_view memoryClass(MemoryUse use) {
  switch (use) {
  case MemoryUse::Weights:
    return "m-weights";
  case MemoryUse::Gradients:
    return "m-gradients";
  case MemoryUse::OptimizerState:
    return "m-optimizer_state";
  case MemoryUse::Activations:
    return "m-activations";
  case MemoryUse::Workspace:
    return "m-workspace";
  }
  return "f-other";
}

} // namespace perfopt::cli
