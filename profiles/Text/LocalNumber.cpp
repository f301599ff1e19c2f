//===- LocalNumber.cpp - Numbers in any locale ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Text/LocalNumber.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace perfopt::profiles {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// `text` without what separates groups in any locale and is neither dot nor
/// comma: spaces (plain, no-break U+00A0, narrow U+202F, thin U+2009) and
/// apostrophes (plain, U+2019).
std::string withoutNeutralMarks(std::string_view text) {
  constexpr std::string_view kMarks[] = {" ",      "'",      "\u00a0",
                                         "\u202f", "\u2009", "\u2019"};
  std::string plain;
  for (size_t i = 0; i < text.size();) {
    auto mark = std::ranges::find_if(kMarks, [&](std::string_view candidate) {
      return text.substr(i).starts_with(candidate);
    });
    if (mark != std::end(kMarks))
      i += mark->size();
    else
      plain += text[i++];
  }
  return plain;
}

bool looksNumeric(std::string_view text) {
  bool digits = false;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    digits |= isDigit(c);
    bool sign = (c == '-' || c == '+') &&
                (i == 0 || text[i - 1] == 'e' || text[i - 1] == 'E');
    bool exponent = (c == 'e' || c == 'E') && digits;
    if (!isDigit(c) && c != '.' && c != ',' && !sign && !exponent)
      return false;
  }
  return digits;
}

/// Whether `text` can be read with `mark` before the fraction: at most one of
/// it, behind every other mark, and groups of three digits.
bool fits(std::string_view text, DecimalMark mark) {
  char decimal = mark == DecimalMark::Dot ? '.' : ',';
  char group = mark == DecimalMark::Dot ? ',' : '.';
  if (std::ranges::count(text, decimal) > 1)
    return false;
  size_t end = text.find_first_of(std::string{decimal, 'e', 'E'});
  std::string_view whole = text.substr(0, end);
  if (end != std::string_view::npos &&
      text.find(group, end) != std::string_view::npos)
    return false;
  if (!whole.empty() && (whole[0] == '-' || whole[0] == '+'))
    whole.remove_prefix(1);
  size_t first = whole.find(group);
  if (first == std::string_view::npos)
    return true;
  // "0.123" is no group of thousands.
  if (first == 0 || first > 3 || whole[0] == '0')
    return false;
  for (size_t at = first; at < whole.size(); at += 4)
    if (whole[at] != group || at + 4 > whole.size() ||
        !std::all_of(whole.begin() + at + 1, whole.begin() + at + 4, isDigit))
      return false;
  return true;
}

bool isWhole(std::string_view text, DecimalMark mark) {
  std::optional<double> number = parseNumber(text, mark);
  return number && std::trunc(*number) == *number;
}

} // namespace

void NumberLocale::observe(std::string_view text, bool whole,
                           const std::string &where) {
  std::string plain = withoutNeutralMarks(text);
  if (!looksNumeric(plain))
    return;
  bool asDot = fits(plain, DecimalMark::Dot);
  bool asComma = fits(plain, DecimalMark::Comma);
  if (whole && asDot && asComma) {
    asDot = isWhole(plain, DecimalMark::Dot);
    asComma = isWhole(plain, DecimalMark::Comma);
  }
  if (asDot == asComma)
    return;
  std::optional<Witness> &witness = asDot ? dot : comma;
  if (!witness)
    witness = Witness{std::string(text), where};
}

core::Result<DecimalMark> NumberLocale::decide(DecimalMark fallback) const {
  if (dot && comma)
    return core::Error{fmt::format(
        "'{}' ({}) has a decimal point and '{}' ({}) a decimal comma; expected "
        "one locale in the whole file",
        dot->text, dot->where, comma->text, comma->where)};
  return dot ? DecimalMark::Dot : comma ? DecimalMark::Comma : fallback;
}

std::optional<double> parseNumber(std::string_view text, DecimalMark mark) {
  std::string plain = withoutNeutralMarks(text);
  if (!looksNumeric(plain) || !fits(plain, mark))
    return std::nullopt;
  std::erase(plain, mark == DecimalMark::Dot ? ',' : '.');
  std::ranges::replace(plain, ',', '.');
  // from_chars takes no plus sign.
  std::string_view digits = plain;
  if (digits.starts_with('+'))
    digits.remove_prefix(1);
  double value = 0;
  auto [end, status] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (status != std::errc() || end != digits.data() + digits.size() ||
      !std::isfinite(value))
    return std::nullopt;
  return value;
}

} // namespace perfopt::profiles
