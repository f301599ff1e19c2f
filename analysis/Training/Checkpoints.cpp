//===- Checkpoints.cpp - Where activations are kept under checkpointing ---===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Training/Checkpoints.h"

#include "analysis/Cost/KnownBytes.h"

#include "llvm/ADT/DenseMap.h"

#include <cmath>

using namespace mlir;

namespace perfopt::analysis {

/// Bytes made before each place and read at or after it.
static std::vector<double> crossingBytes(ArrayRef<Operation *> ops) {
  llvm::DenseMap<Operation *, size_t> index;
  for (auto [i, op] : llvm::enumerate(ops))
    index[op] = i;
  std::vector<double> change(ops.size() + 2, 0);
  for (auto [i, op] : llvm::enumerate(ops))
    for (Value result : op->getResults()) {
      size_t last = i;
      for (Operation *user : result.getUsers())
        if (auto found = index.find(user); found != index.end())
          last = std::max(last, found->second);
      double bytes = knownBytes(result).value();
      change[i + 1] += bytes;
      change[last + 1] -= bytes;
    }
  for (size_t i = 1; i < change.size(); ++i)
    change[i] += change[i - 1];
  return change;
}

SmallVector<Segment> chooseSegments(ArrayRef<Operation *> ops) {
  if (ops.empty())
    return {};
  std::vector<double> bytes = crossingBytes(ops);
  size_t count = std::max<size_t>(
      1, static_cast<size_t>(std::lround(std::sqrt(double(ops.size())))));
  double length = double(ops.size()) / double(count);
  SmallVector<Segment> segments;
  size_t begin = 0;
  for (size_t i = 1; i < count; ++i) {
    auto first = static_cast<size_t>(length * (double(i) - 0.5));
    auto last = static_cast<size_t>(length * (double(i) + 0.5));
    size_t best = std::max(first, begin + 1);
    auto fromEven = [&](size_t at) {
      return std::abs(double(at) - length * double(i));
    };
    for (size_t at = best; at < std::min(last, ops.size()); ++at)
      if (bytes[at] < bytes[best] ||
          (bytes[at] == bytes[best] && fromEven(at) < fromEven(best)))
        best = at;
    if (best >= ops.size())
      break;
    segments.push_back({begin, best});
    begin = best;
  }
  segments.push_back({begin, ops.size()});
  return segments;
}

} // namespace perfopt::analysis
