//===- Names.cpp - Matching names as people type them ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Support/Names.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace perfopt::core {

std::string normalizeName(std::string_view name) {
  std::string result;
  for (unsigned char c : name)
    if (std::isalnum(c))
      result += static_cast<char>(std::tolower(c));
  return result;
}

static size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t(0));
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substitute});
    }
  }
  return row[b.size()];
}

std::vector<std::string>
nearestNames(std::string_view name, const std::vector<std::string> &candidates,
             size_t limit) {
  std::string wanted = normalizeName(name);
  struct Scored {
    size_t distance;
    const std::string *candidate;
  };
  std::vector<Scored> scored;
  for (const std::string &candidate : candidates) {
    std::string text = normalizeName(candidate);
    bool contains = !wanted.empty() && (text.find(wanted) != std::string::npos ||
                                        wanted.find(text) != std::string::npos);
    size_t distance = contains ? 0 : editDistance(wanted, text);
    if (contains || distance * 2 <= std::max(wanted.size(), text.size()))
      scored.push_back({distance, &candidate});
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const Scored &a, const Scored &b) {
                     return a.distance < b.distance;
                   });
  std::vector<std::string> result;
  for (const Scored &entry : scored) {
    if (result.size() == limit)
      break;
    result.push_back(*entry.candidate);
  }
  return result;
}

std::string joinAlternatives(const std::vector<std::string> &items) {
  std::string text;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0)
      text += i + 1 == items.size() ? " or " : ", ";
    text += items[i];
  }
  return text;
}

} // namespace perfopt::core
