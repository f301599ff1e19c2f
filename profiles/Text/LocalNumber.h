//===- LocalNumber.h - Numbers in any locale ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Profilers print numbers as the locale of their host asks: 1,234.5 or 1.234,5
// or 1 234,5. A single group as in "117.344" can be read both ways; the other
// numbers of the same file, and counts that must be whole, decide.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_TEXT_LOCALNUMBER_H
#define PERFOPT_PROFILES_TEXT_LOCALNUMBER_H

#include "core/Support/Result.h"

#include <optional>
#include <string>
#include <string_view>

namespace perfopt::profiles {

/// Which character separates the fraction; the other one, spaces and
/// apostrophes separate groups of three digits.
enum class DecimalMark { Dot, Comma };

/// Collects what the numbers of a file say about their locale.
class NumberLocale {
public:
  /// `whole`: the quantity is a count, so that a fraction is impossible.
  /// `where` names the place if it contradicts another number.
  void observe(std::string_view text, bool whole, const std::string &where);

  /// The mark that all numbers agree on; `fallback` where none tells. An error
  /// where two numbers exclude each other.
  core::Result<DecimalMark> decide(DecimalMark fallback) const;

private:
  struct Witness {
    std::string text, where;
  };
  std::optional<Witness> dot, comma;
};

/// The number in a text; nothing where it is not one (empty, "n/a", "nan").
std::optional<double> parseNumber(std::string_view text, DecimalMark mark);

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_TEXT_LOCALNUMBER_H
