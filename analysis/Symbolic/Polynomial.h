//===- Polynomial.h - Exact polynomials in batch and sequence -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a count becomes when batch (b) and sequence length (s) stay open. The
// coefficients are rational and exact: they are interpolated from integers on a
// regular grid by Newton's forward differences.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_SYMBOLIC_POLYNOMIAL_H
#define PERFOPT_ANALYSIS_SYMBOLIC_POLYNOMIAL_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace perfopt::analysis {

/// Where a model is counted; `seq` is 1 where it has no sequence.
struct SymbolPoint {
  int64_t batch = 1;
  int64_t seq = 1;

  bool operator==(const SymbolPoint &) const = default;
};

/// `count` values from `first` on, `step` apart.
struct GridAxis {
  int64_t first = 1;
  int64_t step = 1;
  int count = 1;

  int64_t at(int i) const { return first + i * step; }
};

/// All pairs of a batch and a sequence length, the sequence running fastest.
struct Grid {
  GridAxis batch;
  GridAxis seq;

  int size() const { return batch.count * seq.count; }
  SymbolPoint at(int i) const {
    return {batch.at(i / seq.count), seq.at(i % seq.count)};
  }
};

/// numerator / denominator * b^batchPower * s^seqPower, in lowest terms.
struct Term {
  int batchPower = 0;
  int seqPower = 0;
  int64_t numerator = 0;
  int64_t denominator = 1;

  bool operator==(const Term &) const = default;
};

class Polynomial {
public:
  Polynomial() = default;

  /// The polynomial of degree below `grid.batch.count` in b and below
  /// `grid.seq.count` in s through `values`, one for each point of the grid.
  /// Unset when a value is no multiple of 1/8 (a bit, in bytes), or too large
  /// to be exact (2^53).
  static std::optional<Polynomial> through(const Grid &grid,
                                           const std::vector<double> &values);

  /// Descending powers of s, then of b. Empty for 0.
  const std::vector<Term> &terms() const { return sorted; }
  bool isConstant() const;
  double at(const SymbolPoint &point) const;
  /// "36864·b·s² + 2359296·b", in terms of `b` and `s`; "0" for 0.
  std::string str() const;

  Polynomial &operator+=(const Polynomial &other);
  Polynomial &operator-=(const Polynomial &other);
  bool operator==(const Polynomial &other) const {
    return sorted == other.sorted;
  }

private:
  void add(const Polynomial &other, int64_t sign);

  std::vector<Term> sorted;
};

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_SYMBOLIC_POLYNOMIAL_H
