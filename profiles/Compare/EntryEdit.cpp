//===- EntryEdit.cpp - A database entry with corrected ceilings -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Compare/EntryEdit.h"

#include "profiles/Join/Alignment.h"

#include <fmt/format.h>

#include <algorithm>

namespace perfopt::profiles {

using core::Error;
using core::Result;

namespace {

using Lines = std::vector<std::string>;

Lines splitLines(const std::string &text) {
  Lines lines;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string joinLines(const Lines &lines) {
  std::string text;
  for (const std::string &line : lines)
    text += line + '\n';
  return text;
}

size_t indentation(const std::string &line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool startsKey(const std::string &line, size_t indent, const std::string &key) {
  return indentation(line) == indent &&
         std::string_view(line).substr(indent).starts_with(key + ":");
}

/// The lines of a mapping's key: its own and those indented more.
struct Block {
  size_t begin = 0, end = 0;
};

std::optional<Block> findBlock(const Lines &lines, Block within, size_t indent,
                               const std::string &key) {
  for (size_t i = within.begin; i < within.end; ++i) {
    if (!startsKey(lines[i], indent, key))
      continue;
    size_t end = i + 1;
    while (end < within.end && !lines[end].empty() &&
           indentation(lines[end]) > indent)
      ++end;
    return Block{i, end};
  }
  return std::nullopt;
}

constexpr const char *kSourceKey = "compare";

std::string quoted(const std::string &text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\')
      result += '\\';
    result += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return result + '"';
}

/// The unit that entries use: tera for FLOPs, giga for bytes, whole digits
/// that the interval supports.
std::string number(double value) { return fmt::format("{:.4g}", value); }

Lines figureLines(const CeilingChange &change, const RefitSource &source) {
  bool bytes = change.section == "bandwidths";
  bool integers = change.key.starts_with("int");
  double scale = bytes ? 1e9 : 1e12;
  const char *unit = bytes ? "GB/s" : integers ? "TOP/s" : "TFLOP/s";
  return {
      fmt::format("  {}:", change.key),
      fmt::format("    {{value: {}, unit: {}, kind: measured, source: {}, "
                  "date: {},",
                  number(change.proposed / scale), unit, kSourceKey,
                  source.date),
      fmt::format(
          "     conditions: {}}}",
          quoted(fmt::format(
              "median over {} kernels of {} distinct problems that "
              "run into it, 95 % interval {} to {}; was {}",
              change.kernels, change.problems, number(change.low / scale),
              number(change.high / scale), number(change.current / scale))))};
}

} // namespace

Result<std::string> editEntry(const std::string &entry,
                              const std::vector<CeilingChange> &changes,
                              const RefitSource &source) {
  Lines lines = splitLines(entry);
  for (const CeilingChange &change : changes) {
    auto section = findBlock(lines, {0, lines.size()}, 0, change.section);
    auto figure =
        section ? findBlock(lines, *section, 2, change.key) : std::nullopt;
    if (!figure)
      return Error{fmt::format("the entry has no figure '{}' on a line of its "
                               "own below '{}'",
                               change.key, change.section)};
    Lines replacement = figureLines(change, source);
    lines.erase(lines.begin() + figure->begin, lines.begin() + figure->end);
    lines.insert(lines.begin() + figure->begin, replacement.begin(),
                 replacement.end());
  }
  auto sources = findBlock(lines, {0, lines.size()}, 0, "sources");
  if (!sources)
    return Error{"the entry has no block 'sources'"};
  if (auto old = findBlock(lines, *sources, 2, kSourceKey)) {
    lines.erase(lines.begin() + old->begin, lines.begin() + old->end);
    sources->end -= old->end - old->begin;
  }
  lines.insert(lines.begin() + sources->end,
               fmt::format("  {}: {}", kSourceKey, quoted(source.citation)));
  return joinLines(lines);
}

std::string unifiedDiff(const std::string &before, const std::string &after,
                        const std::string &path) {
  if (before == after)
    return "";
  Lines a = splitLines(before), b = splitLines(after);
  auto common = align(static_cast<int>(a.size()), static_cast<int>(b.size()),
                      [&](int i, int j) { return a[i] == b[j] ? 1 : 0; });

  struct DiffLine {
    char mark;
    std::string text;
    size_t before, after; // lines of either side that precede it
  };
  std::vector<DiffLine> all;
  size_t i = 0, j = 0;
  auto drain = [&](size_t toI, size_t toJ) {
    for (; i < toI; ++i)
      all.push_back({'-', a[i], i, j});
    for (; j < toJ; ++j)
      all.push_back({'+', b[j], i, j});
  };
  for (auto [sameA, sameB] : common) {
    drain(sameA, sameB);
    all.push_back({' ', a[i], i, j});
    ++i, ++j;
  }
  drain(a.size(), b.size());

  constexpr size_t kContext = 3;
  // `patch -p1` finds relative names only; one that is absolute is handed over.
  std::string text = path.starts_with('/')
                         ? fmt::format("--- {}\n+++ {}\n", path, path)
                         : fmt::format("--- a/{}\n+++ b/{}\n", path, path);
  for (size_t at = 0; at < all.size();) {
    if (all[at].mark == ' ') {
      ++at;
      continue;
    }
    size_t begin = at > kContext ? at - kContext : 0;
    // Changes with at most twice the context between them share a hunk.
    size_t last = at;
    for (size_t next = at; next < all.size() && next <= last + 2 * kContext + 1;
         ++next)
      if (all[next].mark != ' ')
        last = next;
    size_t end = std::min(last + kContext + 1, all.size());
    size_t removed = 0, added = 0;
    std::string body;
    for (size_t k = begin; k < end; ++k) {
      removed += all[k].mark != '+';
      added += all[k].mark != '-';
      body += all[k].mark + all[k].text + '\n';
    }
    text += fmt::format("@@ -{},{} +{},{} @@\n", all[begin].before + 1, removed,
                        all[begin].after + 1, added);
    text += body;
    at = end;
  }
  return text;
}

} // namespace perfopt::profiles
