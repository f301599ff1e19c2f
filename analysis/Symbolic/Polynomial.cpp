//===- Polynomial.cpp - Exact polynomials in batch and sequence -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Symbolic/Polynomial.h"

#include <cassert>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace perfopt::analysis {

/// Wide enough for products of a count, of grid positions and of denominators:
/// 2^56 eighths, positions below 2^10 to the fifth power, 12 * 2^35 * 8.
__extension__ using Wide = __int128;

namespace {

/// Values are multiples of 1/8: a bit, where they are bytes.
constexpr int64_t kScale = 8;
constexpr double kLargestExact = 9007199254740992.0; // 2^53

/// Integer coefficients by power, over one denominator.
struct Basis {
  std::vector<Wide> numerators;
  Wide denominator = 1;
};

/// The Newton polynomial C((x - first) / step, order):
/// prod_{i < order} (x - first - i * step) / (order! * step^order).
Basis newtonBasis(const GridAxis &axis, int order) {
  Basis basis;
  basis.numerators = {1};
  for (int i = 0; i < order; ++i) {
    Wide root = axis.at(i);
    std::vector<Wide> next(basis.numerators.size() + 1);
    for (size_t power = 0; power < basis.numerators.size(); ++power) {
      next[power + 1] += basis.numerators[power];
      next[power] -= root * basis.numerators[power];
    }
    basis.numerators = std::move(next);
    basis.denominator *= Wide(i + 1) * axis.step;
  }
  return basis;
}

/// Replaces the values along one axis by their forward differences at the
/// first.
void takeDifferences(std::vector<Wide> &values, int count, int stride,
                     int start) {
  for (int order = 1; order < count; ++order)
    for (int i = count - 1; i >= order; --i)
      values[start + i * stride] -= values[start + (i - 1) * stride];
}

Wide absolute(Wide value) { return value < 0 ? -value : value; }

Wide greatestCommonDivisor(Wide a, Wide b) {
  a = absolute(a);
  b = absolute(b);
  while (b != 0) {
    Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

bool fits(Wide value) { return value == static_cast<int64_t>(value); }

std::optional<std::vector<Wide>> scaled(const std::vector<double> &values) {
  std::vector<Wide> integers;
  integers.reserve(values.size());
  for (double value : values) {
    double eighths = value * double(kScale);
    if (!(std::abs(value) <= kLargestExact) || eighths != std::floor(eighths))
      return std::nullopt;
    integers.push_back(static_cast<Wide>(eighths));
  }
  return integers;
}

double power(double base, int exponent) {
  double product = 1;
  for (int i = 0; i < exponent; ++i)
    product *= base;
  return product;
}

std::string symbolText(const char *symbol, int exponent) {
  static constexpr const char *kExponents[] = {"", "", "²", "³"};
  assert(exponent < 4 && "grids have at most four values on an axis");
  return std::string(symbol) + kExponents[exponent];
}

std::string termText(const Term &term) {
  std::string symbols;
  if (term.batchPower > 0)
    symbols += symbolText("b", term.batchPower);
  if (term.seqPower > 0)
    symbols += (symbols.empty() ? "" : "·") + symbolText("s", term.seqPower);
  std::string number = std::to_string(std::abs(term.numerator));
  if (term.denominator != 1)
    number += "/" + std::to_string(term.denominator);
  if (symbols.empty())
    return number;
  return number == "1" ? symbols : number + "·" + symbols;
}

} // namespace

std::optional<Polynomial>
Polynomial::through(const Grid &grid, const std::vector<double> &values) {
  assert(static_cast<int>(values.size()) == grid.size());
  auto differences = scaled(values);
  if (!differences)
    return std::nullopt;
  int batches = grid.batch.count, seqs = grid.seq.count;
  for (int i = 0; i < batches; ++i)
    takeDifferences(*differences, seqs, 1, i * seqs);
  for (int j = 0; j < seqs; ++j)
    takeDifferences(*differences, batches, seqs, j);

  // Everything over the denominator of the highest orders.
  Wide denominator = newtonBasis(grid.batch, batches - 1).denominator *
                     newtonBasis(grid.seq, seqs - 1).denominator;
  std::vector<Wide> numerators(values.size());
  for (int i = 0; i < batches; ++i) {
    Basis inBatch = newtonBasis(grid.batch, i);
    for (int j = 0; j < seqs; ++j) {
      Wide difference = (*differences)[i * seqs + j];
      if (difference == 0)
        continue;
      Basis inSeq = newtonBasis(grid.seq, j);
      Wide factor = difference *
                    (denominator / (inBatch.denominator * inSeq.denominator));
      for (size_t p = 0; p < inBatch.numerators.size(); ++p)
        for (size_t q = 0; q < inSeq.numerators.size(); ++q)
          numerators[p * seqs + q] +=
              factor * inBatch.numerators[p] * inSeq.numerators[q];
    }
  }

  Polynomial polynomial;
  denominator *= kScale;
  for (int q = seqs - 1; q >= 0; --q)
    for (int p = batches - 1; p >= 0; --p) {
      Wide numerator = numerators[p * seqs + q];
      if (numerator == 0)
        continue;
      Wide common = greatestCommonDivisor(numerator, denominator);
      Wide above = numerator / common, below = denominator / common;
      if (!fits(above) || !fits(below))
        return std::nullopt;
      polynomial.sorted.push_back(
          {p, q, static_cast<int64_t>(above), static_cast<int64_t>(below)});
    }
  return polynomial;
}

bool Polynomial::isConstant() const {
  return sorted.empty() || (sorted.size() == 1 && sorted[0].batchPower == 0 &&
                            sorted[0].seqPower == 0);
}

double Polynomial::at(const SymbolPoint &point) const {
  double sum = 0;
  for (const Term &term : sorted)
    sum += double(term.numerator) *
           power(double(point.batch), term.batchPower) *
           power(double(point.seq), term.seqPower) / double(term.denominator);
  return sum;
}

void Polynomial::add(const Polynomial &other, int64_t sign) {
  std::vector<Term> sum;
  auto mine = sorted.begin();
  auto isBefore = [](const Term &a, const Term &b) {
    return std::pair(a.seqPower, a.batchPower) >
           std::pair(b.seqPower, b.batchPower);
  };
  for (Term term : other.sorted) {
    while (mine != sorted.end() && isBefore(*mine, term))
      sum.push_back(*mine++);
    term.numerator *= sign;
    if (mine != sorted.end() && !isBefore(term, *mine)) {
      Wide numerator = Wide(mine->numerator) * term.denominator +
                       Wide(term.numerator) * mine->denominator;
      Wide denominator = Wide(mine->denominator) * term.denominator;
      Wide common = greatestCommonDivisor(numerator, denominator);
      term.numerator = static_cast<int64_t>(numerator / common);
      term.denominator = static_cast<int64_t>(denominator / common);
      ++mine;
    }
    if (term.numerator != 0)
      sum.push_back(term);
  }
  sum.insert(sum.end(), mine, sorted.end());
  sorted = std::move(sum);
}

Polynomial &Polynomial::operator+=(const Polynomial &other) {
  add(other, 1);
  return *this;
}

Polynomial &Polynomial::operator-=(const Polynomial &other) {
  add(other, -1);
  return *this;
}

std::string Polynomial::str() const {
  std::string text;
  for (const Term &term : sorted) {
    if (text.empty())
      text = term.numerator < 0 ? "-" : "";
    else
      text += term.numerator < 0 ? " - " : " + ";
    text += termText(term);
  }
  return text.empty() ? "0" : text;
}

} // namespace perfopt::analysis
