//===- Normalization.cpp - Layer, RMS, group, instance normalisation ------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From their moments to one operator, with or without scale and bias, computed
// in the input's type or in f32 between casts.
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Matching.h"
#include "analysis/Recompose/Moments.h"
#include "analysis/Recompose/Patterns.h"
#include "analysis/Recompose/Session.h"
#include "analysis/Shapes/PerChannel.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

APFloat asFloat(double number) { return APFloat(static_cast<float>(number)); }

/// The values that are there, for Found::inputs.
SmallVector<Value, 6> present(std::initializer_list<Value> values) {
  SmallVector<Value, 6> result;
  for (Value value : values)
    if (value)
      result.push_back(value);
  return result;
}

std::optional<ArrayRef<int64_t>> staticShape(Value value) {
  auto type = nn::rankedType(value);
  return type && type.hasStaticShape() ? std::optional(type.getShape())
                                       : std::nullopt;
}

/// The extents from `axis` on, with extents of 1 in front.
bool coversFrom(Value parameter, ArrayRef<int64_t> shape, int64_t axis) {
  auto own = staticShape(parameter);
  if (!own)
    return false;
  ArrayRef<int64_t> expected = shape.drop_front(axis);
  ArrayRef<int64_t> rest = *own;
  while (rest.size() > expected.size() && rest.front() == 1)
    rest = rest.drop_front();
  return rest == expected;
}

bool isTrailing(ArrayRef<int64_t> axes, int64_t rank) {
  for (auto [i, axis] : llvm::enumerate(axes))
    if (axis != rank - static_cast<int64_t>(axes.size() - i))
      return false;
  return !axes.empty();
}

/// Over the last extents: layer_normalization or rms_normalization.
bool formTrailing(Value result, const Affine &affine,
                  const Normalized &normalized, Session &session) {
  Value x = inTypeOf(normalized.x, result);
  auto shape = x ? staticShape(x) : std::nullopt;
  if (!shape || !isTrailing(normalized.axes, shape->size()))
    return false;
  int64_t axis = normalized.axes.front();
  for (Value parameter : {affine.scale, affine.bias})
    if (parameter && !coversFrom(parameter, *shape, axis))
      return false;
  if (affine.bias && (!normalized.isCentered || !affine.scale))
    return false;

  Found found{normalized.isCentered ? Function::LayerNormalization
                                    : Function::RmsNormalization,
              {result},
              present({x, affine.scale, affine.bias}),
              {}};
  // PyTorch takes its own rms_norm apart before an exporter sees it, so that
  // the parts have names of their own. Its last product reads the scale second;
  // models that write the function themselves (those of Hugging Face) put the
  // scale first.
  if (!normalized.isCentered)
    found.spelling = affine.scale && !affine.scaleFirst ? Spelling::Unknown
                                                        : Spelling::ByModel;
  return session.form(found, [&](OpBuilder &b, Location loc) -> Value {
    auto from = b.getI64IntegerAttr(axis - int64_t(shape->size()));
    Value scale = affine.scale ? withoutCasts(affine.scale)
                               : createFilled(b, loc, shape->back(), 1, x);
    if (normalized.isCentered)
      return nn::LayerNormalizationOp::create(b, loc, x, scale, affine.bias,
                                              from.getInt(),
                                              asFloat(normalized.epsilon))
          .getY();
    return nn::RmsNormalizationOp::create(b, loc, x, scale, from.getInt(),
                                          asFloat(normalized.epsilon));
  });
}

/// The first operator that makes `value` [batch, groups, rest...] of another
/// tensor, and back: null where `value` is no reshape.
Value reshapedFrom(Value value) {
  auto reshape = value.getDefiningOp<nn::ReshapeOp>();
  return reshape ? reshape.getX() : Value();
}

bool isFilledWith(Value value, double number) {
  auto constant = value.getDefiningOp<nn::ConstantOp>();
  auto dense = constant ? dyn_cast<DenseElementsAttr>(constant.getValue())
                        : DenseElementsAttr();
  return dense && dense.isSplat() && isa<FloatType>(dense.getElementType()) &&
         dense.getSplatValue<APFloat>().convertToDouble() == number;
}

/// Statistics of each group of [batch, groups, ...], however computed.
struct Grouped {
  Value x;
  double epsilon = 0;
  bool isOneOperator = false;
};

std::optional<Grouped> groupedBehind(Value value) {
  if (auto norm = value.getDefiningOp<nn::InstanceNormalizationOp>()) {
    if (!isFilledWith(norm.getScale(), 1) || !isFilledWith(norm.getB(), 0))
      return std::nullopt;
    return Grouped{norm.getX(), norm.getEpsilon().convertToDouble(), true};
  }
  auto normalized = normalizedBehind(value);
  auto shape = normalized ? staticShape(normalized->x) : std::nullopt;
  if (!shape || !normalized->isCentered || shape->size() < 3 ||
      normalized->axes.front() != 2 ||
      !isTrailing(normalized->axes, shape->size()))
    return std::nullopt;
  return Grouped{normalized->x, normalized->epsilon, false};
}

Value channelParameter(OpBuilder &b, Location loc, Value parameter,
                       int64_t channels, double otherwise, Value like) {
  if (!parameter)
    return createFilled(b, loc, channels, otherwise, like);
  parameter = withoutCasts(parameter);
  // [channels] under the extents of 1 that broadcasting wanted
  if (auto view = parameter.getDefiningOp<nn::UnsqueezeOp>())
    if (nn::rankedType(view.getX()) &&
        nn::rankedType(view.getX()).getRank() == 1)
      return view.getX();
  return nn::rankedType(parameter).getRank() == 1
             ? parameter
             : createReshape(b, loc, parameter, {channels});
}

/// [batch, channels, ...] in groups: group_normalization; over each channel
/// alone: instance_normalization.
bool formChannelwise(Value result, const Affine &affine, Session &session) {
  auto shape = staticShape(result);
  if (!shape || shape->size() < 3)
    return false;
  Value regrouped = reshapedFrom(affine.inner);
  auto grouped = groupedBehind(regrouped ? regrouped : affine.inner);
  if (!grouped)
    return false;
  Value inner = regrouped ? reshapedFrom(withoutCasts(grouped->x)) : grouped->x;
  Value x = inner ? inTypeOf(inner, result) : Value();
  auto groups = staticShape(grouped->x);
  int64_t channels = (*shape)[1];
  if (!x || staticShape(x) != shape || !groups || groups->size() < 3 ||
      (*groups)[0] != (*shape)[0] || (*groups)[1] < 1 ||
      channels % (*groups)[1] != 0)
    return false;
  for (Value parameter : {affine.scale, affine.bias})
    if (parameter && !isPerChannel(parameter, *shape, /*axis=*/1))
      return false;
  bool isInstance = (*groups)[1] == channels;
  // One operator that is left as it is has nothing to be recomposed.
  if (grouped->isOneOperator && !regrouped)
    return false;

  Found found{isInstance ? Function::InstanceNormalization
                         : Function::GroupNormalization,
              {result},
              present({x, affine.scale, affine.bias}),
              {}};
  // Nobody but exporters asks an instance norm to be a group norm.
  if (grouped->isOneOperator)
    found.spelling = Spelling::ByExporter;
  return session.form(found, [&](OpBuilder &b, Location loc) -> Value {
    Value scale = channelParameter(b, loc, affine.scale, channels, 1, x);
    Value bias = channelParameter(b, loc, affine.bias, channels, 0, x);
    if (isInstance)
      return nn::InstanceNormalizationOp::create(b, loc, x, scale, bias,
                                                 asFloat(grouped->epsilon));
    return nn::GroupNormalizationOp::create(
        b, loc, x, scale, bias, (*groups)[1], asFloat(grouped->epsilon));
  });
}

bool formNormalization(Value result, Session &session) {
  Affine affine = affineOf(result);
  auto normalized = normalizedBehind(affine.inner);
  return (normalized && formTrailing(result, affine, *normalized, session)) ||
         formChannelwise(result, affine, session);
}

} // namespace

void addNormalizationPatterns(Session &session) {
  session.add<nn::AddOp, nn::MulOp, nn::DivOp, nn::CastOp, nn::CastLikeOp,
              nn::ReshapeOp>(formNormalization);
}

} // namespace perfopt::analysis
