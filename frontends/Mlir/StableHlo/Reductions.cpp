//===- Reductions.cpp - Reductions and windows ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a reduction does is written in its region: one operation on two numbers.
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/StableHlo/Translation.h"

using namespace mlir;

namespace perfopt::upstream {

/// "add" for a region of a single stablehlo.add and its return; empty for
/// others.
static StringRef kindOf(Operation *op) {
  if (op->getNumRegions() != 1 || !op->getRegion(0).hasOneBlock())
    return {};
  Block &block = op->getRegion(0).front();
  if (block.getNumArguments() != 2 || block.getOperations().size() != 2)
    return {};
  StringRef name = block.front().getName().getStringRef();
  return name.consume_front("stablehlo.") ? name : StringRef();
}

/// The positions and values of extrema, as jax computes argmax: two operands,
/// reduced together by comparisons.
static Translated extrema(Translation &t, ArrayRef<int64_t> dims) {
  bool compares = false;
  StringRef direction;
  for (Operation &inner : t.op->getRegion(0).front())
    if (inner.getName().getStringRef() == "stablehlo.compare" && !compares) {
      compares = true;
      direction = enumText(inner.getAttr("comparison_direction"));
    }
  if (!compares || dims.size() != 1 || t.results.size() != 2)
    return t.fail("a reduction with a body of its own");
  Value x = t.operands[0];
  NamedAttribute keep = t.attribute("keepdims", 0);
  bool greatest = direction == "GT" || direction == "GE";
  Value values =
      greatest ? t.emit<nn::ReduceMaxOp>(t.results[0], {x, t.list(dims)}, keep)
               : t.emit<nn::ReduceMinOp>(t.results[0], {x, t.list(dims)}, keep);
  Type wide = t.results[1].clone(t.builder.getI64Type());
  NamedAttribute axis = t.attribute("axis", dims.front());
  Value at = greatest ? t.emit<nn::ArgMaxOp>(wide, x, {axis, keep})
                      : t.emit<nn::ArgMinOp>(wide, x, {axis, keep});
  if (wide != t.results[1])
    at = t.emit<nn::CastOp>(
        t.results[1], at,
        t.builder.getNamedAttr("to",
                               TypeAttr::get(t.results[1].getElementType())));
  return Values{values, at};
}

static Translated reduce(Translation &t) {
  auto dims = integers(t.op, "dimensions", SIZE_MAX, 0);
  int64_t rank = t.type(0).getRank();
  if (!dims ||
      llvm::any_of(*dims, [&](int64_t d) { return d < 0 || d >= rank; }))
    return t.fail("dimensions that its operand does not have");
  if (t.op->getNumRegions() != 1 || !t.op->getRegion(0).hasOneBlock())
    return t.fail("a reduction without a body");
  if (t.operands.size() == 4)
    return extrema(t, *dims);
  if (t.operands.size() != 2)
    return t.fail("a reduction of several tensors");
  if (dims->empty())
    return Values{t.operands.front()};
  Values operands{t.operands.front(), t.list(*dims)};
  NamedAttribute keep = t.attribute("keepdims", 0);
  StringRef kind = kindOf(t.op);
  if (kind == "add")
    return Values{t.emit<nn::ReduceSumOp>(t.result(), operands, keep)};
  if (kind == "maximum" || kind == "or")
    return Values{t.emit<nn::ReduceMaxOp>(t.result(), operands, keep)};
  if (kind == "minimum" || kind == "and")
    return Values{t.emit<nn::ReduceMinOp>(t.result(), operands, keep)};
  if (kind == "multiply")
    return Values{t.emit<nn::ReduceProdOp>(t.result(), operands, keep)};
  return t.fail("a reduction with a body of its own");
}

/// A running sum: windows that reach from the first element to the current one.
static bool isRunningSum(ArrayRef<int64_t> window, ArrayRef<int64_t> shape,
                         ArrayRef<int64_t> padding, int64_t &axis) {
  axis = -1;
  for (auto [dim, extent] : llvm::enumerate(window)) {
    if (extent == 1)
      continue;
    bool reaches = extent == shape[dim] &&
                   padding[2 * dim] + padding[2 * dim + 1] == extent - 1;
    if (axis >= 0 || !reaches)
      return false;
    axis = dim;
  }
  return axis >= 0;
}

static Translated reduceWindow(Translation &t) {
  if (t.operands.size() != 2)
    return t.fail("windows over several tensors");
  size_t rank = t.type(0).getRank();
  auto window = integers(t.op, "window_dimensions", rank, 1);
  auto strides = integers(t.op, "window_strides", rank, 1);
  auto padding = integers(t.op, "padding", 2 * rank, 0);
  auto base = integers(t.op, "base_dilations", rank, 1);
  auto dilations = integers(t.op, "window_dilations", rank, 1);
  if (!window || !strides || !padding || !base || !dilations ||
      t.result().getRank() != int64_t(rank))
    return t.fail("windows that could not be read");
  if (llvm::any_of(*base, [](int64_t d) { return d != 1; }))
    return t.fail("windows over a tensor that is spread apart");
  StringRef kind = kindOf(t.op);
  int64_t axis = -1;
  if (kind == "add" &&
      isRunningSum(*window, t.type(0).getShape(), *padding, axis))
    return Values{
        t.emit<nn::CumSumOp>(t.result(), {t.operands.front(), t.list({axis})})};
  // Spatial dimensions last; nn has two in front of them.
  Integers order, spatial, pads, ends, extents, steps, apart;
  for (int64_t dim = 0; dim < int64_t(rank); ++dim) {
    bool plain = (*window)[dim] == 1 && (*strides)[dim] == 1 &&
                 (*padding)[2 * dim] == 0 && (*padding)[2 * dim + 1] == 0;
    (plain && order.size() < 2 ? order : spatial).push_back(dim);
  }
  if (order.size() < 2 || spatial.empty())
    return t.fail("windows over fewer than two plain dimensions");
  for (int64_t dim : spatial) {
    extents.push_back((*window)[dim]);
    steps.push_back((*strides)[dim]);
    pads.push_back((*padding)[2 * dim]);
    ends.push_back((*padding)[2 * dim + 1]);
    apart.push_back((*dilations)[dim]);
  }
  pads.append(ends.begin(), ends.end());
  order.append(spatial.begin(), spatial.end());
  Integers back(rank);
  SmallVector<int64_t> shape;
  for (auto [i, from] : llvm::enumerate(order)) {
    back[from] = i;
    shape.push_back(t.result().getDimSize(from));
  }
  Value x = t.transpose(t.operands.front(), order);
  RankedTensorType type = t.result().clone(shape);
  SmallVector<NamedAttribute> attributes{
      t.attribute("kernel_shape", extents), t.attribute("strides", steps),
      t.attribute("pads", pads), t.attribute("dilations", apart)};
  Value y;
  if (kind == "maximum" || kind == "minimum") {
    OperationState state(t.loc, nn::MaxPoolOp::getOperationName());
    state.addOperands(x);
    state.addTypes({type, type.clone(t.builder.getI64Type())});
    state.addAttributes(attributes);
    y = t.builder.create(state)->getResult(0);
  } else if (kind == "add") {
    // A sum costs what a mean does; the division follows by itself.
    attributes.push_back(t.attribute("count_include_pad", 1));
    y = t.emit<nn::AveragePoolOp>(type, x, attributes);
  } else {
    return t.fail("windows with a body of their own");
  }
  return Values{t.transpose(y, back)};
}

static Translated topK(Translation &t) {
  if (t.results.size() != 2)
    return t.fail("without positions");
  OperationState state(t.loc, nn::TopKOp::getOperationName());
  state.addOperands({t.operands.front(), t.list({integer(t.op, "k", 1)})});
  Type wide = t.results[1].clone(t.builder.getI64Type());
  state.addTypes({t.results[0], wide});
  Operation *op = t.builder.create(state);
  Value at = op->getResult(1);
  if (wide != t.results[1])
    at = t.emit<nn::CastOp>(
        t.results[1], at,
        t.builder.getNamedAttr("to",
                               TypeAttr::get(t.results[1].getElementType())));
  return Values{op->getResult(0), at};
}

void addReductionRules(TranslationTable &table) {
  table["reduce"] = {reduce, 2};
  table["reduce_window"] = {reduceWindow, 2};
  table["top_k"] = {topK, 1};
}

} // namespace perfopt::upstream
