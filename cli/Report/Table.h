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

#include "cli/Report/Tone.h"

#include <string>
#include <utility>
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
  Cell(std::string text, Tone tone = Tone::Plain)
      : text(std::move(text)), tone(tone) {}
  Cell(const char *text) : text(text) {}

  std::string text;
  Tone tone = Tone::Plain;
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

  const std::vector<Column> &columnList() const { return columns; }
  const std::vector<std::vector<Cell>> &rowList() const { return rows; }

  /// Title, rule and rows, each line ended; without trailing spaces.
  std::string str(const TableLayout &layout) const;

private:
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
};

/// `text` in the tone's ANSI colour where `color` is set, else `text`.
std::string styled(const std::string &text, Tone tone, bool color);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_TABLE_H
