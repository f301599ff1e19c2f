//===- Movement.cpp - Elements moved, picked, repeated --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/StableHlo/Translation.h"

using namespace mlir;

namespace perfopt::upstream {

static Translated transpose(Translation &t) {
  auto order = integers(t.op, "permutation", SIZE_MAX, 0);
  if (!order || !isPermutation(*order, t.type(0).getRank()))
    return t.fail("a permutation that its operand does not have");
  return Values{t.transpose(t.operands.front(), *order)};
}

static Translated reshape(Translation &t) {
  Value y = t.reshape(t.operands.front(), t.result());
  if (!y)
    return t.fail("a reshape with several open extents");
  return Values{y};
}

/// The operand with extents of one where the result repeats it; null where the
/// dimensions make no sense.
static Value aligned(Translation &t, ArrayRef<int64_t> dims) {
  int64_t rank = t.result().getRank();
  if (static_cast<int64_t>(dims.size()) != t.type(0).getRank() ||
      llvm::any_of(dims, [&](int64_t d) { return d < 0 || d >= rank; }))
    return {};
  Integers order;
  for (size_t i = 0; i < dims.size(); ++i)
    order.push_back(i);
  llvm::sort(order, [&](int64_t a, int64_t b) { return dims[a] < dims[b]; });
  Integers missing;
  for (int64_t dim = 0; dim < rank; ++dim)
    if (!llvm::is_contained(dims, dim))
      missing.push_back(dim);
  if (missing.size() + dims.size() != static_cast<size_t>(rank))
    return {};
  return t.unsqueeze(t.transpose(t.operands.front(), order), missing);
}

static Translated broadcast(Translation &t) {
  auto dims = integers(t.op, "broadcast_dimensions", SIZE_MAX, 0);
  if (!dims || !t.result().hasStaticShape())
    return t.fail("dimensions that could not be read");
  // A number broadcasts as it is.
  Value x = t.type(0).getRank() == 0 ? t.operands.front() : aligned(t, *dims);
  if (!x)
    return t.fail("dimensions that its operand does not have");
  if (x.getType() == t.result())
    return Values{x};
  return Values{
      t.emit<nn::ExpandOp>(t.result(), {x, t.list(t.result().getShape())})};
}

/// The shape is an operand.
static Translated dynamicBroadcast(Translation &t) {
  auto dims = integers(t.op, "broadcast_dimensions", SIZE_MAX, 0);
  Value x = dims ? aligned(t, *dims) : Value();
  if (!x)
    return t.fail("dimensions that its operand does not have");
  return Values{t.emit<nn::ExpandOp>(t.result(), {x, t.operands[1]})};
}

static Translated dynamicReshape(Translation &t) {
  return Values{t.emit<nn::ReshapeOp>(t.result(), t.operands)};
}

static Value sliceOf(Translation &t, Value x, RankedTensorType type,
                     ArrayRef<int64_t> starts, ArrayRef<int64_t> ends,
                     ArrayRef<int64_t> steps) {
  Integers axes;
  for (int64_t axis = 0; axis < type.getRank(); ++axis)
    axes.push_back(axis);
  return t.emit<nn::SliceOp>(
      type, {x, t.list(starts), t.list(ends), t.list(axes), t.list(steps)},
      t.segments({1, 1, 1, 1, 1}));
}

static Translated slice(Translation &t) {
  size_t rank = t.type(0).getRank();
  auto starts = integers(t.op, "start_indices", rank, 0);
  auto limits = integers(t.op, "limit_indices", rank, 0);
  auto strides = integers(t.op, "strides", rank, 1);
  if (!starts || !limits || !strides || t.result().getRank() != int64_t(rank))
    return t.fail("bounds that could not be read");
  return Values{
      sliceOf(t, t.operands.front(), t.result(), *starts, *limits, *strides)};
}

/// Where it starts is not known before it runs; what it costs does not depend
/// on it.
static Translated dynamicSlice(Translation &t) {
  size_t rank = t.type(0).getRank();
  auto sizes = integers(t.op, "slice_sizes", rank, 0);
  if (!sizes || t.result().getRank() != int64_t(rank))
    return t.fail("sizes that could not be read");
  return Values{sliceOf(t, t.operands.front(), t.result(), Integers(rank, 0),
                        *sizes, Integers(rank, 1))};
}

static Translated reverse(Translation &t) {
  auto dims = integers(t.op, "dimensions", SIZE_MAX, 0);
  int64_t rank = t.type(0).getRank();
  if (!dims ||
      llvm::any_of(*dims, [&](int64_t d) { return d < 0 || d >= rank; }))
    return t.fail("dimensions that its operand does not have");
  Integers steps(dims->size(), -1), starts(dims->size(), -1);
  Integers ends(dims->size(), INT64_MIN / 2);
  return Values{
      t.emit<nn::SliceOp>(t.result(),
                          {t.operands.front(), t.list(starts), t.list(ends),
                           t.list(*dims), t.list(steps)},
                          t.segments({1, 1, 1, 1, 1}))};
}

static Translated pad(Translation &t) {
  size_t rank = t.type(0).getRank();
  auto low = integers(t.op, "edge_padding_low", rank, 0);
  auto high = integers(t.op, "edge_padding_high", rank, 0);
  auto interior = integers(t.op, "interior_padding", rank, 0);
  if (!low || !high || !interior)
    return t.fail("padding that could not be read");
  if (llvm::any_of(*interior, [](int64_t n) { return n != 0; }))
    return t.fail("padding between the elements");
  Integers pads = *low;
  pads.append(high->begin(), high->end());
  return Values{t.emit<nn::PadOp>(t.result(),
                                  {t.operands[0], t.list(pads), t.operands[1]},
                                  t.segments({1, 1, 1, 0}))};
}

static Translated concatenate(Translation &t) {
  int64_t axis = integer(t.op, "dimension", 0);
  if (axis < 0 || axis >= t.result().getRank())
    return t.fail("a dimension that its operands do not have");
  return Values{
      t.emit<nn::ConcatOp>(t.result(), t.operands, t.attribute("axis", axis))};
}

/// Positions along one dimension, repeated along the others.
static Translated iota(Translation &t) {
  int64_t axis = integer(t.op, "iota_dimension", 0),
          rank = t.result().getRank();
  if (axis < 0 || axis >= rank || !t.result().hasStaticShape())
    return t.fail("a dimension that its result does not have");
  auto line = RankedTensorType::get({t.result().getDimSize(axis)},
                                    t.result().getElementType());
  Value zero = t.scalar(line, 0), one = t.scalar(line, 1);
  Value end = t.scalar(line, double(line.getDimSize(0)));
  if (!zero || !one || !end)
    return t.fail("positions that are no real numbers");
  Value range = t.emit<nn::RangeOp>(line, {zero, end, one});
  Integers others;
  for (int64_t dim = 0; dim < rank; ++dim)
    if (dim != axis)
      others.push_back(dim);
  Value spread = t.unsqueeze(range, others);
  if (spread.getType() == t.result())
    return Values{spread};
  return Values{t.emit<nn::ExpandOp>(t.result(),
                                     {spread, t.list(t.result().getShape())})};
}

/// Rows of a table along one axis, picked by position.
static Translated gather(Translation &t) {
  Attribute numbers = t.op->getAttr("dimension_numbers");
  Integers collapsed = namedIntegers(numbers, "collapsed_slice_dims");
  Integers map = namedIntegers(numbers, "start_index_map");
  Integers offsets = namedIntegers(numbers, "offset_dims");
  int64_t rank = t.type(0).getRank();
  auto sizes = integers(t.op, "slice_sizes", rank, 0);
  if (!sizes || map.size() != 1 || map != collapsed || map[0] < 0 ||
      map[0] >= rank ||
      !namedIntegers(numbers, "operand_batching_dims").empty())
    return t.fail("a gather along several axes");
  int64_t axis = map[0];
  for (int64_t dim = 0; dim < rank; ++dim)
    if ((*sizes)[dim] != (dim == axis ? 1 : t.type(0).getDimSize(dim)))
      return t.fail("a gather of parts of rows");
  // The positions have an extent of one for the axis.
  auto indices = t.type(1);
  SmallVector<int64_t> shape(indices.getShape());
  int64_t vector = indices.getRank();
  if (auto opaque = dyn_cast_or_null<OpaqueAttr>(numbers)) {
    StringRef text = opaque.getAttrData();
    size_t at = text.find("index_vector_dim");
    if (at != StringRef::npos) {
      text = text.drop_front(at).split('=').second.ltrim();
      if (text.consumeInteger(10, vector))
        return t.fail("positions that could not be read");
    } else {
      vector = 0;
    }
  }
  Value positions = t.operands[1];
  if (vector >= 0 && vector < indices.getRank()) {
    if (shape[vector] != 1)
      return t.fail("a gather along several axes");
    shape.erase(shape.begin() + vector);
    positions = t.emit<nn::SqueezeOp>(indices.clone(shape),
                                      {positions, t.list(vector)});
  }
  // nn puts the positions' extents where the axis was.
  SmallVector<int64_t> expected(t.type(0).getShape().take_front(axis));
  expected.append(shape);
  llvm::append_range(expected, t.type(0).getShape().drop_front(axis + 1));
  for (auto [i, offset] : llvm::enumerate(offsets))
    if (offset != int64_t(i) + (int64_t(i) < axis ? 0 : int64_t(shape.size())))
      return t.fail("a gather that moves the table's axes");
  if (ArrayRef(expected) != t.result().getShape())
    return t.fail("a gather that moves the table's axes");
  return Values{t.emit<nn::GatherOp>(t.result(), {t.operands[0], positions},
                                     t.attribute("axis", axis))};
}

/// What is written costs what it costs wherever it goes.
static Translated scatter(Translation &t) {
  if (t.operands.size() != 3)
    return t.fail("a scatter into several tensors");
  return Values{t.emit<nn::ScatterNdOp>(t.result(), t.operands)};
}

static Translated dynamicUpdateSlice(Translation &t) {
  return Values{t.emit<nn::ScatterNdOp>(
      t.result(), {t.operands[0], t.list({0}), t.operands[1]})};
}

void addMovementRules(TranslationTable &table) {
  table["broadcast_in_dim"] = {broadcast, 1};
  table["concatenate"] = {concatenate, 1};
  table["dynamic_broadcast_in_dim"] = {dynamicBroadcast, 2};
  table["dynamic_reshape"] = {dynamicReshape, 2};
  table["dynamic_slice"] = {dynamicSlice, 1};
  table["dynamic_update_slice"] = {dynamicUpdateSlice, 2};
  table["gather"] = {gather, 2};
  table["iota"] = {iota, 0};
  table["pad"] = {pad, 2};
  table["reshape"] = {reshape, 1};
  table["reverse"] = {reverse, 1};
  table["scatter"] = {scatter, 3};
  table["slice"] = {slice, 1};
  table["transpose"] = {transpose, 1};
}

} // namespace perfopt::upstream
