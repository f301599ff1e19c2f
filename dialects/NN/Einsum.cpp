//===- Einsum.cpp - Reading an einsum equation ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/Einsum.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

using namespace mlir;

namespace perfopt::nn {

/// Replaces "..." by the letters of `count` dimensions, aligned at the last.
static FailureOr<std::string> expandEllipsis(OptionalLoc loc, StringRef term,
                                             int64_t count, int64_t widest) {
  size_t dots = term.find("...");
  if (dots == StringRef::npos)
    return term.str();
  if (count < 0 || widest > 10)
    return emitOptionalError(loc, "an ellipsis does not fit its operand");
  std::string letters;
  for (int64_t i = widest - count; i < widest; ++i)
    letters += static_cast<char>('0' + i);
  return (term.take_front(dots) + letters + term.drop_front(dots + 3)).str();
}

static int64_t ellipsisRank(StringRef term, RankedTensorType type) {
  return term.contains("...") ? type.getRank() - int64_t(term.size() - 3) : 0;
}

FailureOr<EinsumPlan> planEinsum(OptionalLoc loc, StringRef equation,
                                 ValueRange inputs) {
  std::string compact;
  for (char c : equation)
    if (c != ' ')
      compact += c;
  auto [left, right] = StringRef(compact).split("->");
  bool explicitOutput = StringRef(compact).contains("->");
  SmallVector<StringRef> terms;
  left.split(terms, ',');
  if (terms.size() != inputs.size() || inputs.empty())
    return emitOptionalError(loc, "the equation has ", terms.size(),
                             " terms for ", inputs.size(), " operands");

  int64_t widest = 0;
  for (auto [term, input] : llvm::zip_equal(terms, inputs)) {
    auto type = rankedType(input);
    if (!type)
      return emitOptionalError(loc, "an operand's rank is unknown");
    widest = std::max(widest, ellipsisRank(term, type));
  }

  EinsumPlan plan;
  std::map<char, int> uses;
  for (auto [term, input] : llvm::zip_equal(terms, inputs)) {
    auto type = rankedType(input);
    auto letters = expandEllipsis(loc, term, ellipsisRank(term, type), widest);
    if (failed(letters))
      return failure();
    if (static_cast<int64_t>(letters->size()) != type.getRank())
      return emitOptionalError(loc, "term '", term, "' for an operand of rank ",
                               type.getRank());
    for (auto [letter, extent] : llvm::zip_equal(*letters, type.getShape())) {
      auto [entry, isNew] = plan.extents.try_emplace(letter, extent);
      ++uses[letter];
      if (isNew || entry->second == extent || extent == 1)
        continue;
      bool replace = entry->second == 1 || ShapedType::isDynamic(entry->second);
      if (!replace && !ShapedType::isDynamic(extent))
        return emitOptionalError(loc, "'", Twine(letter), "' is both ",
                                 entry->second, " and ", extent);
      if (replace)
        entry->second = extent;
    }
    plan.inputs.push_back(*letters);
  }

  if (explicitOutput) {
    auto letters = expandEllipsis(loc, right, widest, widest);
    if (failed(letters))
      return failure();
    plan.output = *letters;
  } else {
    // Without "->": the ellipsis, then letters used once, in order.
    for (auto [letter, count] : uses)
      if (llvm::isDigit(letter) || count == 1)
        plan.output += letter;
  }
  for (char letter : plan.output)
    if (!plan.extents.count(letter))
      return emitOptionalError(loc, "'", Twine(letter),
                               "' of the result is in no operand");
  return plan;
}

} // namespace perfopt::nn
