//===- Table.cpp - Columns that align -------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/Table.h"

#include "cli/Report/Text.h"

#include <fmt/color.h>

#include <algorithm>
#include <cassert>
#include <numeric>

namespace perfopt::cli {

namespace {

/// Which columns are shown, how wide, and the spaces between them.
struct Plan {
  std::vector<size_t> shown;
  std::vector<int> widths; // by column, of all columns
  int gap = 2;

  int total(const std::vector<int> &columnWidths) const {
    int sum = gap * static_cast<int>(shown.size() - 1);
    for (size_t column : shown)
      sum += columnWidths[column];
    return sum;
  }
};

std::vector<int> leastWidths(const std::vector<Column> &columns,
                             const std::vector<int> &natural) {
  std::vector<int> least = natural;
  for (size_t i = 0; i < columns.size(); ++i)
    if (columns[i].shrinkTo > 0)
      least[i] = std::min(natural[i], columns[i].shrinkTo);
  return least;
}

/// Takes columns from the widest shrinkable ones until the plan fits.
void shrink(Plan &plan, const std::vector<int> &least, int width) {
  while (plan.total(plan.widths) > width) {
    size_t widest = plan.shown.front();
    int slack = 0;
    for (size_t column : plan.shown) {
      bool canShrink = plan.widths[column] > least[column];
      if (canShrink &&
          (slack == 0 || plan.widths[column] > plan.widths[widest])) {
        widest = column;
        slack = plan.widths[column] - least[column];
      }
    }
    if (slack == 0)
      return;
    --plan.widths[widest];
  }
}

Plan makePlan(const std::vector<Column> &columns,
              const std::vector<int> &natural, int width) {
  std::vector<int> least = leastWidths(columns, natural);
  Plan plan;
  plan.widths = natural;
  plan.shown.resize(columns.size());
  std::iota(plan.shown.begin(), plan.shown.end(), size_t(0));
  for (;;) {
    for (plan.gap = 2; plan.gap > 0; --plan.gap)
      if (plan.total(least) <= width) {
        shrink(plan, least, width);
        return plan;
      }
    plan.gap = 1;
    auto last = std::max_element(
        plan.shown.begin(), plan.shown.end(), [&](size_t a, size_t b) {
          return columns[a].dropOrder < columns[b].dropOrder;
        });
    if (columns[*last].dropOrder == 0) {
      shrink(plan, least, width);
      return plan;
    }
    plan.shown.erase(last);
  }
}

/// The row as lines of the terminal: more than one where a cell wraps.
std::vector<std::vector<Cell>> splitLines(const std::vector<Column> &columns,
                                          const Plan &plan,
                                          const std::vector<Cell> &row) {
  std::vector<std::vector<Cell>> lines = {row};
  for (size_t column : plan.shown) {
    if (!columns[column].wraps)
      continue;
    std::vector<std::string> parts =
        wrap(row[column].text, plan.widths[column]);
    while (lines.size() < parts.size())
      lines.emplace_back(columns.size(), Cell(""));
    for (size_t i = 0; i < parts.size(); ++i)
      lines[i][column] = Cell(parts[i], row[column].tone);
  }
  return lines;
}

} // namespace

static fmt::text_style ansiStyle(Tone tone) {
  switch (tone) {
  case Tone::Plain:
    break;
  case Tone::Strong:
    return fmt::emphasis::bold;
  case Tone::Good:
    return fmt::fg(fmt::terminal_color::green);
  case Tone::Doubtful:
    return fmt::fg(fmt::terminal_color::yellow);
  case Tone::Bad:
    return fmt::fg(fmt::terminal_color::red) | fmt::emphasis::bold;
  case Tone::Bar:
    return fmt::fg(fmt::terminal_color::cyan);
  }
  return {};
}

std::string styled(const std::string &text, Tone tone, bool color) {
  return color ? fmt::format(ansiStyle(tone), "{}", text) : text;
}

void Table::addRow(std::vector<Cell> row) {
  assert(row.size() == columns.size() && "one cell for each column");
  rows.push_back(std::move(row));
}

std::string Table::str(const TableLayout &layout) const {
  std::vector<int> natural;
  for (size_t i = 0; i < columns.size(); ++i) {
    int width = displayWidth(columns[i].title);
    for (const std::vector<Cell> &row : rows)
      width = std::max(width, displayWidth(row[i].text));
    natural.push_back(width);
  }
  Plan plan = makePlan(columns, natural, layout.width - layout.indent);

  std::string text;
  auto appendLine = [&](auto cellOf) {
    text.append(layout.indent, ' ');
    int pending = 0; // spaces that only a further cell makes visible
    for (size_t column : plan.shown) {
      Cell cell = cellOf(column);
      std::string shown = shortenMiddle(cell.text, plan.widths[column]);
      int padding = plan.widths[column] - displayWidth(shown);
      bool right = columns[column].align == Align::Right;
      if (!shown.empty()) {
        text.append(pending + (right ? padding : 0), ' ');
        text += styled(shown, cell.tone, layout.color);
        pending = 0;
      }
      pending += plan.gap + (right && !shown.empty() ? 0 : padding);
    }
    text += '\n';
  };
  appendLine([&](size_t column) {
    return Cell(columns[column].title, Tone::Strong);
  });
  text.append(layout.indent, ' ');
  for (int i = 0; i < plan.total(plan.widths); ++i)
    text += "─";
  text += '\n';
  for (const std::vector<Cell> &row : rows)
    for (const std::vector<Cell> &line : splitLines(columns, plan, row))
      appendLine([&](size_t column) { return line[column]; });
  return text;
}

} // namespace perfopt::cli
