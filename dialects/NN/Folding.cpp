//===- Folding.cpp - Arithmetic on small constants ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Exporters compute shapes in the graph (Shape, Gather, Concat, Mul, ...). Once
// extents are known these chains fold to constants here. Only results of at
// most kMaxFoldedElements are computed; everything else is real work.
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/Folding.h"

#include "dialects/NN/NNOps.h"
#include "dialects/NN/Slicing.h"

#include <cmath>
#include <functional>
#include <numeric>

using namespace mlir;

namespace perfopt::nn {

RankedTensorType foldableType(Value result) {
  auto type = dyn_cast<RankedTensorType>(result.getType());
  std::optional<int64_t> count = type ? elementCount(type) : std::nullopt;
  if (!count || *count > kMaxFoldedElements ||
      !isa<IntegerType, FloatType>(type.getElementType()))
    return {};
  return type;
}

/// Row-major position in `shape` of the element at `position` of a result that
/// `shape` was broadcast to.
static int64_t broadcastIndex(int64_t position, ArrayRef<int64_t> result,
                              ArrayRef<int64_t> shape) {
  int64_t index = 0, scale = 1;
  for (int64_t i = result.size() - 1, j = shape.size() - 1; j >= 0; --i, --j) {
    int64_t coordinate = position % result[i];
    position /= result[i];
    if (shape[j] != 1)
      index += coordinate * scale;
    scale *= shape[j];
  }
  return index;
}

using Operands = ArrayRef<Attribute>;
using IntFunction = llvm::function_ref<int64_t(ArrayRef<int64_t>)>;
using FloatFunction = llvm::function_ref<double(ArrayRef<double>)>;

/// Whether every element of `to` finds one of `from`.
static bool broadcastsTo(RankedTensorType from, RankedTensorType to) {
  if (from.getRank() > to.getRank())
    return false;
  ArrayRef<int64_t> tail = to.getShape().take_back(from.getRank());
  return llvm::all_of(llvm::zip_equal(from.getShape(), tail), [](auto extents) {
    auto [own, wanted] = extents;
    return own == 1 || own == wanted;
  });
}

/// Elementwise with broadcasting. The element kind of the first operand decides
/// which function computes.
static OpFoldResult foldElementwise(Operands operands, Value result,
                                    IntFunction onInts,
                                    FloatFunction onFloats) {
  RankedTensorType type = foldableType(result);
  if (!type || operands.empty())
    return {};
  SmallVector<ConstantTensor> tensors;
  for (Attribute operand : operands) {
    auto tensor = ConstantTensor::from(operand);
    if (!tensor || !broadcastsTo(tensor->type, type) ||
        (!tensors.empty() && tensor->isFloat() != tensors[0].isFloat()))
      return {};
    tensors.push_back(std::move(*tensor));
  }
  ConstantTensor folded{type, {}, {}};
  bool computesFloats = tensors[0].isFloat();
  SmallVector<int64_t> ints(tensors.size());
  SmallVector<double> floats(tensors.size());
  for (int64_t i = 0, end = *elementCount(type); i < end; ++i) {
    for (auto [k, tensor] : llvm::enumerate(tensors)) {
      int64_t index =
          broadcastIndex(i, type.getShape(), tensor.type.getShape());
      if (computesFloats)
        floats[k] = tensor.floats[index];
      else
        ints[k] = tensor.ints[index];
    }
    if (!computesFloats)
      folded.isFloat() ? folded.floats.push_back(double(onInts(ints)))
                       : folded.ints.push_back(onInts(ints));
    else
      folded.isFloat() ? folded.floats.push_back(onFloats(floats))
                       : folded.ints.push_back(onFloats(floats) != 0);
  }
  return folded.toAttribute();
}

// Wrapping arithmetic: files may hold anything, and overflow must be defined.
static int64_t wrap(uint64_t value) { return static_cast<int64_t>(value); }

static int64_t sumOf(ArrayRef<int64_t> values) {
  uint64_t sum = 0;
  for (int64_t value : values)
    sum += uint64_t(value);
  return wrap(sum);
}

/// 0 for what is no integer: a negative power of anything but 1 and -1.
static int64_t power(int64_t base, int64_t exponent) {
  if (exponent < 0)
    return base == 1 ? 1 : base == -1 ? (exponent % 2 ? -1 : 1) : 0;
  uint64_t result = 1, factor = uint64_t(base);
  for (; exponent > 0; exponent >>= 1, factor *= factor)
    if (exponent & 1)
      result *= factor;
  return wrap(result);
}

#define PERFOPT_FOLD(OP, INT, FLOAT)                                           \
  OpFoldResult OP::fold(FoldAdaptor adaptor) {                                 \
    return foldElementwise(                                                    \
        adaptor.getOperands(), getResult(),                                    \
        [](ArrayRef<int64_t> v) -> int64_t { return INT; },                    \
        [](ArrayRef<double> v) -> double { return FLOAT; });                   \
  }

PERFOPT_FOLD(NegOp, wrap(0 - uint64_t(v[0])), -v[0])
PERFOPT_FOLD(AbsOp, v[0] < 0 ? wrap(0 - uint64_t(v[0])) : v[0], std::fabs(v[0]))
PERFOPT_FOLD(ReluOp, std::max<int64_t>(v[0], 0), std::max(v[0], 0.0))
PERFOPT_FOLD(NotOp, !v[0], v[0] == 0)
PERFOPT_FOLD(FloorOp, v[0], std::floor(v[0]))
PERFOPT_FOLD(RoundOp, v[0], std::nearbyint(v[0]))
PERFOPT_FOLD(CeilOp, v[0], std::ceil(v[0]))
PERFOPT_FOLD(SqrtOp, v[0], std::sqrt(v[0]))
PERFOPT_FOLD(AddOp, wrap(uint64_t(v[0]) + uint64_t(v[1])), v[0] + v[1])
PERFOPT_FOLD(SubOp, wrap(uint64_t(v[0]) - uint64_t(v[1])), v[0] - v[1])
PERFOPT_FOLD(MulOp, wrap(uint64_t(v[0]) * uint64_t(v[1])), v[0] * v[1])
PERFOPT_FOLD(AndOp, v[0] && v[1], v[0] != 0 && v[1] != 0)
PERFOPT_FOLD(OrOp, v[0] || v[1], v[0] != 0 || v[1] != 0)
PERFOPT_FOLD(XorOp, (v[0] != 0) != (v[1] != 0), (v[0] != 0) != (v[1] != 0))
PERFOPT_FOLD(SumOp, sumOf(v), std::accumulate(v.begin(), v.end(), 0.0))
PERFOPT_FOLD(PowOp, power(v[0], v[1]), std::pow(v[0], v[1]))
PERFOPT_FOLD(EqualOp, v[0] == v[1], v[0] == v[1])
PERFOPT_FOLD(LessOp, v[0] < v[1], v[0] < v[1])
PERFOPT_FOLD(LessOrEqualOp, v[0] <= v[1], v[0] <= v[1])
PERFOPT_FOLD(GreaterOp, v[0] > v[1], v[0] > v[1])
PERFOPT_FOLD(GreaterOrEqualOp, v[0] >= v[1], v[0] >= v[1])
PERFOPT_FOLD(MaxOp, *std::max_element(v.begin(), v.end()),
             *std::max_element(v.begin(), v.end()))
PERFOPT_FOLD(MinOp, *std::min_element(v.begin(), v.end()),
             *std::min_element(v.begin(), v.end()))
#undef PERFOPT_FOLD

OpFoldResult ClipOp::fold(FoldAdaptor adaptor) {
  // What is given of x, min, max; in this order.
  SmallVector<Attribute> operands{adaptor.getX()};
  bool hasMin = static_cast<bool>(getMin());
  if (hasMin)
    operands.push_back(adaptor.getMin());
  if (getMax())
    operands.push_back(adaptor.getMax());
  auto clip = [hasMin](auto v) {
    auto value = hasMin ? std::max(v[0], v[1]) : v[0];
    return v.size() > (hasMin ? 2u : 1u) ? std::min(value, v.back()) : value;
  };
  return foldElementwise(
      operands, getResult(),
      [&](ArrayRef<int64_t> v) -> int64_t { return clip(v); },
      [&](ArrayRef<double> v) -> double { return clip(v); });
}

static bool hasUnsafeDivisor(Attribute attribute) {
  auto divisor = ConstantTensor::from(attribute);
  return !divisor ||
         (!divisor->isFloat() && llvm::any_of(divisor->ints, [](int64_t value) {
           return value == 0 || value == -1;
         }));
}

OpFoldResult DivOp::fold(FoldAdaptor adaptor) {
  if (hasUnsafeDivisor(adaptor.getB()))
    return {};
  return foldElementwise(
      adaptor.getOperands(), getResult(),
      [](ArrayRef<int64_t> v) { return v[0] / v[1]; },
      [](ArrayRef<double> v) { return v[0] / v[1]; });
}

OpFoldResult ModOp::fold(FoldAdaptor adaptor) {
  if (hasUnsafeDivisor(adaptor.getB()))
    return {};
  // Integers take the sign of the divisor (fmod = 0), as in Python.
  return foldElementwise(
      adaptor.getOperands(), getResult(),
      [](ArrayRef<int64_t> v) {
        int64_t rest = v[0] % v[1];
        return rest != 0 && (rest < 0) != (v[1] < 0) ? rest + v[1] : rest;
      },
      [](ArrayRef<double> v) { return std::fmod(v[0], v[1]); });
}

OpFoldResult WhereOp::fold(FoldAdaptor adaptor) {
  RankedTensorType type = foldableType(getResult());
  auto condition = ConstantTensor::from(adaptor.getCondition());
  auto x = ConstantTensor::from(adaptor.getX());
  auto y = ConstantTensor::from(adaptor.getY());
  if (!type || !condition || !x || !y || condition->isFloat() ||
      x->isFloat() != y->isFloat())
    return {};
  ConstantTensor folded{type, {}, {}};
  for (int64_t i = 0, end = *elementCount(type); i < end; ++i) {
    bool first = condition->ints[broadcastIndex(i, type.getShape(),
                                                condition->type.getShape())];
    const ConstantTensor &source = first ? *x : *y;
    int64_t index = broadcastIndex(i, type.getShape(), source.type.getShape());
    if (folded.isFloat())
      folded.floats.push_back(source.floats[index]);
    else
      folded.ints.push_back(source.ints[index]);
  }
  return folded.toAttribute();
}

static OpFoldResult foldCast(Attribute operand, Value result) {
  RankedTensorType type = foldableType(result);
  auto tensor = ConstantTensor::from(operand);
  if (!type || !tensor)
    return {};
  ConstantTensor folded{type, {}, {}};
  bool toBool = type.getElementType().isInteger(1);
  for (int64_t i = 0, end = tensor->size(); i < end; ++i) {
    if (folded.isFloat()) {
      folded.floats.push_back(tensor->asDouble(i));
    } else if (toBool) {
      folded.ints.push_back(tensor->asDouble(i) != 0);
    } else if (tensor->isFloat()) {
      // Outside the range a conversion is undefined.
      if (!(std::fabs(tensor->floats[i]) < 9.2e18))
        return {};
      folded.ints.push_back(static_cast<int64_t>(tensor->floats[i]));
    } else {
      folded.ints.push_back(tensor->ints[i]);
    }
  }
  return folded.toAttribute();
}

OpFoldResult CastOp::fold(FoldAdaptor adaptor) {
  if (getX().getType() == getType())
    return getX();
  return foldCast(adaptor.getX(), getResult());
}

OpFoldResult CastLikeOp::fold(FoldAdaptor adaptor) {
  if (getX().getType() == getType())
    return getX();
  return foldCast(adaptor.getX(), getResult());
}

//===----------------------------------------------------------------------===//
// Shapes and views
//===----------------------------------------------------------------------===//

OpFoldResult IdentityOp::fold(FoldAdaptor) {
  return getX().getType() == getType() ? OpFoldResult(getX()) : OpFoldResult();
}

OpFoldResult ShapeOp::fold(FoldAdaptor) {
  RankedTensorType type = foldableType(getResult());
  auto x = rankedType(getX());
  if (!type || !x)
    return {};
  auto [first, count] = shapeRange(x.getRank(), getStart(), getEnd());
  ConstantTensor folded{type, {}, {}};
  for (int64_t extent : x.getShape().slice(first, count)) {
    if (ShapedType::isDynamic(extent))
      return {};
    folded.ints.push_back(extent);
  }
  return folded.toAttribute();
}

OpFoldResult SizeOp::fold(FoldAdaptor) {
  RankedTensorType type = foldableType(getResult());
  std::optional<int64_t> count = elementCount(getX().getType());
  if (!type || !count)
    return {};
  return ConstantTensor{type, {*count}, {}}.toAttribute();
}

OpFoldResult foldView(Attribute operand, Value result) {
  RankedTensorType type = foldableType(result);
  auto tensor = ConstantTensor::from(operand);
  if (!type || !tensor || tensor->size() != *elementCount(type))
    return {};
  tensor->type = type;
  return tensor->toAttribute();
}

OpFoldResult ReshapeOp::fold(FoldAdaptor adaptor) {
  return foldView(adaptor.getX(), getResult());
}
OpFoldResult SqueezeOp::fold(FoldAdaptor adaptor) {
  return foldView(adaptor.getX(), getResult());
}
OpFoldResult UnsqueezeOp::fold(FoldAdaptor adaptor) {
  return foldView(adaptor.getX(), getResult());
}

OpFoldResult foldSelection(
    Attribute operand, Value result,
    llvm::function_ref<int64_t(const ConstantTensor &, int64_t)> pick) {
  RankedTensorType type = foldableType(result);
  auto source = ConstantTensor::from(operand);
  if (!type || !source)
    return {};
  ConstantTensor folded{type, {}, {}};
  for (int64_t i = 0, end = *elementCount(type); i < end; ++i) {
    int64_t index = pick(*source, i);
    if (index < 0 || index >= source->size())
      return {};
    if (folded.isFloat())
      folded.floats.push_back(source->floats[index]);
    else
      folded.ints.push_back(source->ints[index]);
  }
  return folded.toAttribute();
}

OpFoldResult ExpandOp::fold(FoldAdaptor adaptor) {
  if (getX().getType() == getType())
    return getX();
  auto type = dyn_cast<RankedTensorType>(getType());
  return foldSelection(adaptor.getX(), getResult(),
                       [&](const ConstantTensor &source, int64_t i) {
                         return broadcastIndex(i, type.getShape(),
                                               source.type.getShape());
                       });
}

OpFoldResult SliceOp::fold(FoldAdaptor adaptor) {
  auto x = rankedType(getX());
  if (!x || !adaptor.getX())
    return {};
  SliceBounds bounds{constantIntegers(getStarts()), constantIntegers(getEnds()),
                     constantIntegers(getAxes()), constantIntegers(getSteps())};
  if (!bounds.starts || !bounds.ends || (getAxes() && !bounds.axes) ||
      (getSteps() && !bounds.steps))
    return {};
  auto ranges = sliceRanges(std::nullopt, x.getShape(), bounds);
  if (failed(ranges))
    return {};
  return foldSelection(adaptor.getX(), getResult(),
                       [&](const ConstantTensor &source, int64_t position) {
                         int64_t index = 0, scale = 1;
                         for (int64_t k = ranges->size() - 1; k >= 0; --k) {
                           const SliceRange &range = (*ranges)[k];
                           int64_t coordinate = range.start + position %
                                                                  range.count *
                                                                  range.step;
                           position /= range.count;
                           index += coordinate * scale;
                           scale *= source.type.getDimSize(k);
                         }
                         return index;
                       });
}

/// Of a vector: shapes are no more than that.
LogicalResult SplitOp::fold(FoldAdaptor adaptor,
                            SmallVectorImpl<OpFoldResult> &parts) {
  auto x = rankedType(getX());
  if (!x || x.getRank() != 1 || !adaptor.getX())
    return failure();
  int64_t start = 0;
  for (Value output : getOutputs()) {
    auto type = rankedType(output);
    if (!type || !type.hasStaticShape())
      return failure();
    OpFoldResult part =
        foldSelection(adaptor.getX(), output,
                      [&](const ConstantTensor &, int64_t i) -> int64_t {
                        return start + i;
                      });
    if (!part)
      return failure();
    parts.push_back(part);
    start += type.getDimSize(0);
  }
  return success();
}

OpFoldResult GatherOp::fold(FoldAdaptor adaptor) {
  auto indices = ConstantTensor::from(adaptor.getIndices());
  auto x = rankedType(getX());
  if (!indices || indices->isFloat() || !x || !x.hasStaticShape())
    return {};
  auto axis = normalizeAxis(getAxis(), x.getRank());
  if (!axis)
    return {};
  auto product = [](ArrayRef<int64_t> extents) {
    return std::accumulate(extents.begin(), extents.end(), int64_t(1),
                           std::multiplies<>());
  };
  int64_t extent = x.getDimSize(*axis);
  int64_t inner = product(x.getShape().drop_front(*axis + 1));
  int64_t count = indices->size();
  return foldSelection(adaptor.getX(), getResult(),
                       [&](const ConstantTensor &, int64_t i) -> int64_t {
                         int64_t index = indices->ints[i / inner % count];
                         if (index < -extent || index >= extent)
                           return -1;
                         index = index < 0 ? index + extent : index;
                         return (i / inner / count * extent + index) * inner +
                                i % inner;
                       });
}

OpFoldResult ConcatOp::fold(FoldAdaptor adaptor) {
  RankedTensorType type = foldableType(getResult());
  if (!type)
    return {};
  auto axis = normalizeAxis(getAxis(), type.getRank());
  if (!axis)
    return {};
  SmallVector<ConstantTensor> parts;
  for (Attribute input : adaptor.getInputs()) {
    auto part = ConstantTensor::from(input);
    if (!part || part->isFloat() != isa<FloatType>(type.getElementType()))
      return {};
    parts.push_back(std::move(*part));
  }
  int64_t outer = 1;
  for (int64_t extent : type.getShape().take_front(*axis))
    outer *= extent;
  ConstantTensor folded{type, {}, {}};
  for (int64_t i = 0; i < outer; ++i)
    for (const ConstantTensor &part : parts) {
      int64_t chunk = part.size() / std::max<int64_t>(outer, 1);
      if (folded.isFloat())
        llvm::append_range(folded.floats,
                           ArrayRef(part.floats).slice(i * chunk, chunk));
      else
        llvm::append_range(folded.ints,
                           ArrayRef(part.ints).slice(i * chunk, chunk));
    }
  return folded.toAttribute();
}

//===----------------------------------------------------------------------===//
// Generators
//===----------------------------------------------------------------------===//

OpFoldResult RangeOp::fold(FoldAdaptor adaptor) {
  RankedTensorType type = foldableType(getResult());
  auto start = ConstantTensor::from(adaptor.getStart());
  auto delta = ConstantTensor::from(adaptor.getDelta());
  if (!type || !start || !delta || start->size() != 1 || delta->size() != 1 ||
      start->isFloat() != delta->isFloat())
    return {};
  ConstantTensor folded{type, {}, {}};
  for (int64_t i = 0, end = *elementCount(type); i < end; ++i) {
    if (folded.isFloat())
      folded.floats.push_back(start->floats[0] + i * delta->floats[0]);
    else
      folded.ints.push_back(wrap(uint64_t(start->ints[0]) +
                                 uint64_t(i) * uint64_t(delta->ints[0])));
  }
  return folded.toAttribute();
}

OpFoldResult ConstantOfShapeOp::fold(FoldAdaptor) {
  RankedTensorType type = foldableType(getResult());
  if (!type)
    return {};
  ConstantTensor folded{type, {}, {}};
  double number = 0;
  int64_t integer = 0;
  if (getValue()) {
    auto value = ConstantTensor::from(*getValue());
    if (!value || value->size() != 1)
      return {};
    value->isFloat() ? void(number = value->floats[0])
                     : void(integer = value->ints[0]);
  }
  int64_t count = *elementCount(type);
  folded.isFloat() ? folded.floats.assign(count, number)
                   : folded.ints.assign(count, integer);
  return folded.toAttribute();
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

/// Only to a single element, the form that shape arithmetic has.
static OpFoldResult
foldFullReduction(Attribute operand, Value result,
                  llvm::function_ref<int64_t(int64_t, int64_t)> combine) {
  RankedTensorType type = foldableType(result);
  auto source = ConstantTensor::from(operand);
  if (!type || !source || source->isFloat() || source->size() == 0 ||
      *elementCount(type) != 1)
    return {};
  int64_t value = source->ints[0];
  for (int64_t next : ArrayRef(source->ints).drop_front())
    value = combine(value, next);
  return ConstantTensor{type, {value}, {}}.toAttribute();
}

OpFoldResult ReduceSumOp::fold(FoldAdaptor adaptor) {
  return foldFullReduction(
      adaptor.getX(), getResult(),
      [](int64_t a, int64_t b) { return wrap(uint64_t(a) + uint64_t(b)); });
}
OpFoldResult ReduceProdOp::fold(FoldAdaptor adaptor) {
  return foldFullReduction(
      adaptor.getX(), getResult(),
      [](int64_t a, int64_t b) { return wrap(uint64_t(a) * uint64_t(b)); });
}
OpFoldResult ReduceMaxOp::fold(FoldAdaptor adaptor) {
  return foldFullReduction(adaptor.getX(), getResult(),
                           [](int64_t a, int64_t b) { return std::max(a, b); });
}
OpFoldResult ReduceMinOp::fold(FoldAdaptor adaptor) {
  return foldFullReduction(adaptor.getX(), getResult(),
                           [](int64_t a, int64_t b) { return std::min(a, b); });
}

} // namespace perfopt::nn
