//===- Text.h - Text as it stands on a terminal ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All text is UTF-8 and all widths are terminal columns: an East Asian
// character takes two, as {fmt} estimates it.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_TEXT_H
#define PERFOPT_CLI_REPORT_TEXT_H

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::cli {

/// Columns that `text` takes.
int displayWidth(std::string_view text);

/// `text` with control characters replaced by '?': names come from model files
/// and must neither move the cursor nor break a line.
std::string printable(std::string_view text);

/// At most `width` columns, with the middle replaced by "…": both ends of a
/// layer's path tell it from its neighbours.
std::string shortenMiddle(std::string_view text, int width);

/// At most `width` columns, cut at a space where that keeps most of the text,
/// with "…" for the rest: the beginning of a reference names it.
std::string shortenEnd(std::string_view text, int width);

/// Lines of at most `width` columns, broken at spaces. A longer word (a link)
/// stays whole on a line of its own.
std::vector<std::string> wrap(std::string_view text, int width);

/// A bar of `share` (0 to 1) of `width` columns in steps of an eighth of a
/// column; any positive share is visible.
std::string bar(double share, int width);

/// `items` with ", " between them.
std::string joinComma(const std::vector<std::string> &items);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_TEXT_H
