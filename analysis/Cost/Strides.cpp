//===- Strides.cpp - Where views lie in memory ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Strides.h"

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/Slicing.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace perfopt::analysis {

/// Longer chains of views are taken to be contiguous.
static constexpr int kMaxChain = 32;

static Strides contiguousStrides(ArrayRef<int64_t> shape) {
  Strides strides(shape.size(), 1);
  for (size_t i = shape.size(); i-- > 1;)
    strides[i - 1] = strides[i] * std::max<int64_t>(shape[i], 1);
  return strides;
}

std::optional<Strides> viewStrides(ArrayRef<int64_t> from,
                                   ArrayRef<int64_t> strides,
                                   ArrayRef<int64_t> shape) {
  // Of one element or none every shape is a view.
  if (from.empty() || llvm::is_contained(from, 0))
    return contiguousStrides(shape);
  // Neighbouring extents that lie one in the other form a chunk; the new shape
  // must not cross chunks.
  Strides result(shape.size(), 1);
  int64_t next = static_cast<int64_t>(shape.size()) - 1;
  int64_t chunkBase = strides.empty() ? 1 : strides.back();
  int64_t chunkSize = 1;
  for (int64_t i = static_cast<int64_t>(from.size()) - 1; i >= 0; --i) {
    chunkSize *= from[i];
    bool ends =
        i == 0 || (from[i - 1] != 1 && strides[i - 1] != chunkSize * chunkBase);
    if (!ends)
      continue;
    int64_t covered = 1;
    while (next >= 0 && (covered < chunkSize || shape[next] == 1)) {
      result[next] = covered * chunkBase;
      covered *= shape[next];
      --next;
    }
    if (covered != chunkSize)
      return std::nullopt;
    if (i > 0) {
      chunkBase = strides[i - 1];
      chunkSize = 1;
    }
  }
  return next < 0 ? std::optional<Strides>(result) : std::nullopt;
}

static std::optional<Strides> stridesOf(Value value, int budget);

static std::optional<Strides>
viewedStrides(Operation *op, RankedTensorType result, int budget) {
  auto source = nn::rankedType(op->getOperand(0));
  if (!source || !source.hasStaticShape())
    return std::nullopt;
  std::optional<Strides> strides = stridesOf(op->getOperand(0), budget - 1);
  if (!strides)
    return std::nullopt;
  return llvm::TypeSwitch<Operation *, std::optional<Strides>>(op)
      .Case<nn::TransposeOp>([&](nn::TransposeOp transpose) {
        Strides permuted;
        for (int64_t i = 0; i < source.getRank(); ++i) {
          int64_t axis = source.getRank() - 1 - i;
          if (auto perm = transpose.getPerm())
            axis = *nn::normalizeAxis((*perm)[i], source.getRank());
          permuted.push_back((*strides)[axis]);
        }
        return permuted;
      })
      .Case<nn::ExpandOp>([&](nn::ExpandOp) {
        Strides expanded(result.getRank(), 0);
        int64_t offset = result.getRank() - source.getRank();
        for (int64_t i = 0; i < source.getRank(); ++i)
          if (source.getDimSize(i) == result.getDimSize(i + offset))
            expanded[i + offset] = (*strides)[i];
        return expanded;
      })
      .Case<nn::SliceOp>([&](nn::SliceOp slice) -> std::optional<Strides> {
        auto axes = nn::constantIntegers(slice.getAxes());
        auto steps = nn::constantIntegers(slice.getSteps());
        for (size_t i = 0; steps && i < steps->size(); ++i) {
          int64_t axis = axes && i < axes->size() ? (*axes)[i] : int64_t(i);
          auto position = nn::normalizeAxis(axis, source.getRank());
          // Of a single element the stride does not matter, nor does its size.
          if (!position || result.getDimSize(*position) <= 1)
            continue;
          int64_t &stride = (*strides)[*position];
          stride = nn::multiplyExtents(stride, (*steps)[i]);
          if (ShapedType::isDynamic(stride))
            return std::nullopt;
        }
        return *strides;
      })
      .Case<nn::SplitOp>([&](Operation *) { return *strides; })
      .Case<nn::ReshapeOp, nn::FlattenOp, nn::SqueezeOp, nn::UnsqueezeOp>(
          [&](Operation *) {
            auto viewed =
                viewStrides(source.getShape(), *strides, result.getShape());
            return viewed ? *viewed : contiguousStrides(result.getShape());
          })
      .Case<nn::IdentityOp, nn::DropoutOp>(
          [&](Operation *) { return *strides; })
      .Default(
          [&](Operation *) { return contiguousStrides(result.getShape()); });
}

/// PyTorch's fused attention works on [batch, seq, heads, dim], forward and
/// backward, and shows it as [batch, heads, seq, dim].
static bool isFusedAttention(Operation *op) {
  if (auto forward = dyn_cast_or_null<nn::TrainingForwardOp>(op))
    return forward.getOf() == nn::AttentionOp::getOperationName();
  if (auto gradient = dyn_cast_or_null<nn::GradientOp>(op))
    return gradient.getOf() == nn::AttentionOp::getOperationName() &&
           gradient.getFamily() == "attention";
  return isa_and_nonnull<nn::AttentionOp>(op);
}

static std::optional<Strides> stridesOf(Value value, int budget) {
  auto type = nn::rankedType(value);
  if (!type || !type.hasStaticShape())
    return std::nullopt;
  Operation *op = value.getDefiningOp();
  if (type.getRank() == 4 && isFusedAttention(op)) {
    ArrayRef<int64_t> s = type.getShape();
    Strides inner = contiguousStrides({s[0], s[2], s[1], s[3]});
    return Strides{inner[0], inner[2], inner[1], inner[3]};
  }
  bool isView =
      budget > 0 &&
      isa_and_nonnull<nn::TransposeOp, nn::ExpandOp, nn::SplitOp, nn::SliceOp,
                      nn::ReshapeOp, nn::FlattenOp, nn::SqueezeOp,
                      nn::UnsqueezeOp, nn::IdentityOp, nn::DropoutOp>(op);
  return isView ? viewedStrides(op, type, budget)
                : contiguousStrides(type.getShape());
}

std::optional<Strides> stridesOf(Value value) {
  return stridesOf(value, kMaxChain);
}

bool isContiguous(Value value) {
  auto type = nn::rankedType(value);
  std::optional<Strides> strides = stridesOf(value);
  if (!strides)
    return true;
  Strides expected = contiguousStrides(type.getShape());
  for (auto [extent, have, want] :
       llvm::zip_equal(type.getShape(), *strides, expected))
    if (extent > 1 && have != want)
      return false;
  return true;
}

} // namespace perfopt::analysis
