//===- Table.h - Columns that align ---------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lays text out in columns that keep to the given width: columns marked as
// shrinkable give way first, then the gaps between columns, then columns marked
// as optional are left out.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_TABLE_H
#define PERFOPT_CLI_REPORT_TABLE_H

#include <fmt/color.h>

#include <string>
#include <vector>

namespace perfopt::cli {

enum class Align { Left, Right };

struct Column {
  std::string title;
  Align align = Align::Left;
  /// Least width to which the column may shrink; 0 never shrinks it.
  int shrinkTo = 0;
  /// Text too long for a shrunken column is shortened in the middle, or
  /// continued on further lines.
  bool wraps = false;
  /// 0 is always shown; of the others the largest is left out first.
  int dropOrder = 0;
};

struct Cell {
  Cell(std::string text, fmt::text_style style = {})
      : text(std::move(text)), style(style) {}
  Cell(const char *text) : text(text) {}

  std::string text;
  fmt::text_style style;
};

struct TableLayout {
  int width = 100;
  int indent = 2;
  bool color = false;
};

class Table {
public:
  explicit Table(std::vector<Column> columns) : columns(std::move(columns)) {}

  /// One cell for each column.
  void addRow(std::vector<Cell> row);

  /// Title, rule and rows, each line ended; without trailing spaces.
  std::string str(const TableLayout &layout) const;

private:
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
};

/// `text` in `style` where `color` is set, else `text`.
std::string styled(const std::string &text, fmt::text_style style, bool color);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_TABLE_H
