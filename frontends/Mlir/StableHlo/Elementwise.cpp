//===- Elementwise.cpp - Functions of numbers -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ConstantValue.h"
#include "frontends/Mlir/StableHlo/Translation.h"

using namespace mlir;

namespace perfopt::upstream {

static bool isBool(Value value) {
  return nn::elementType(value) && nn::elementType(value).isInteger(1);
}

/// Operands that StableHLO had to repeat to the result's shape are taken as
/// they were before, where broadcasting gives the same: they are read once.
static Values withoutRepetition(const Translation &t) {
  Values operands = t.operands;
  auto shapeOf = [&](ArrayRef<Value> values) -> FailureOr<nn::Shape> {
    nn::Shape shape;
    for (Value value : values) {
      auto joined =
          nn::broadcast(std::nullopt, shape, nn::rankedType(value).getShape());
      if (failed(joined))
        return failure();
      shape = *joined;
    }
    return shape;
  };
  for (Value &operand : operands) {
    auto repeated = operand.getDefiningOp<nn::ExpandOp>();
    if (!repeated || !nn::rankedType(repeated.getX()))
      continue;
    Value before = operand;
    operand = repeated.getX();
    auto shape = shapeOf(operands);
    if (failed(shape) || ArrayRef(*shape) != t.result().getShape())
      operand = before;
  }
  return operands;
}

template <typename Op>
static Translated direct(Translation &t) {
  if constexpr (Op::template hasTrait<OpTrait::OneOperand>())
    return Values{t.emit<Op>(t.result(), t.operands.front())};
  else
    return Values{t.emit<Op>(t.result(), withoutRepetition(t))};
}

/// One operator for numbers, another for bools.
template <typename Number, typename Bool>
static Translated byType(Translation &t) {
  return isBool(t.operands.front()) ? direct<Bool>(t) : direct<Number>(t);
}

static Translated divide(Translation &t) {
  if (Value idiom = completedIdiom(t))
    return Values{idiom};
  return direct<nn::DivOp>(t);
}

/// StableHLO has no ReLU: models write max(x, 0).
static Translated maximum(Translation &t) {
  Values operands = withoutRepetition(t);
  for (size_t side : {0, 1}) {
    auto zero = nn::constantNumbers(operands[1 - side]);
    if (isa<FloatType>(t.result().getElementType()) && zero &&
        zero->size() == 1 && zero->front() == 0 &&
        operands[side].getType() == t.result())
      return Values{t.emit<nn::ReluOp>(t.result(), operands[side])};
  }
  return direct<nn::MaxOp>(t);
}

static Translated rsqrt(Translation &t) {
  Value root = t.emit<nn::SqrtOp>(t.result(), t.operands.front());
  return Values{t.emit<nn::ReciprocalOp>(t.result(), root)};
}

static Translated cubeRoot(Translation &t) {
  Value third = t.scalar(t.result(), 1.0 / 3);
  if (!third)
    return t.fail("a cube root of numbers that are not real");
  return Values{t.emit<nn::PowOp>(t.result(), {t.operands.front(), third})};
}

/// f(x) - 1 or 1 - f(x).
template <typename Op, bool OneFirst>
static Translated offByOne(Translation &t) {
  Value one = t.scalar(t.result(), 1);
  if (!one)
    return t.fail("numbers that are not real");
  Value inner = t.emit<Op>(t.result(), t.operands.front());
  Values operands = OneFirst ? Values{one, inner} : Values{inner, one};
  return Values{t.emit<nn::SubOp>(t.result(), operands)};
}

/// erfc(-x) is 1 + erf(x): so jax writes GELU.
static Translated complementaryError(Translation &t) {
  Value one = t.scalar(t.result(), 1);
  if (!one)
    return t.fail("numbers that are not real");
  auto mirrored = [&](Value value) -> Value {
    auto negated = value.getDefiningOp<nn::NegOp>();
    return negated ? negated.getX() : Value();
  };
  Value x = mirrored(t.operands.front());
  if (auto product = t.operands.front().getDefiningOp<nn::MulOp>())
    if (Value inner = mirrored(product.getA()))
      x = t.emit<nn::MulOp>(product.getType(), {inner, product.getB()});
  if (!x)
    return offByOne<nn::ErfOp, true>(t);
  Value error = t.emit<nn::ErfOp>(t.result(), x);
  return Values{t.emit<nn::AddOp>(t.result(), {error, one})};
}

static Translated logPlusOne(Translation &t) {
  Value one = t.scalar(t.result(), 1);
  if (!one)
    return t.fail("numbers that are not real");
  Value sum = t.emit<nn::AddOp>(t.result(), {t.operands.front(), one});
  return Values{t.emit<nn::LogOp>(t.result(), sum)};
}

static Translated square(Translation &t) {
  return Values{t.emit<nn::MulOp>(t.result(), {t.operands[0], t.operands[0]})};
}

static Translated isFinite(Translation &t) {
  Value infinite = t.emit<nn::IsInfOp>(t.result(), t.operands.front());
  Value undefined = t.emit<nn::IsNanOp>(t.result(), t.operands.front());
  Value either = t.emit<nn::OrOp>(t.result(), {infinite, undefined});
  return Values{t.emit<nn::NotOp>(t.result(), either)};
}

static Translated compare(Translation &t) {
  StringRef direction = enumText(t.op->getAttr("comparison_direction"));
  if (direction == "EQ")
    return direct<nn::EqualOp>(t);
  if (direction == "LT")
    return direct<nn::LessOp>(t);
  if (direction == "LE")
    return direct<nn::LessOrEqualOp>(t);
  if (direction == "GT")
    return direct<nn::GreaterOp>(t);
  if (direction == "GE")
    return direct<nn::GreaterOrEqualOp>(t);
  if (direction != "NE")
    return t.fail("a comparison without a known direction");
  // Of bools, which differ when exactly one of them is set.
  if (isBool(t.operands.front()))
    return direct<nn::XorOp>(t);
  Value equal = t.emit<nn::EqualOp>(t.result(), withoutRepetition(t));
  return Values{t.emit<nn::NotOp>(t.result(), equal)};
}

/// StableHLO has the lower bound first.
static Translated clamp(Translation &t) {
  auto isNumber = [](Value value) {
    return nn::rankedType(value).getRank() == 0;
  };
  Values bounds{t.operands[0], t.operands[2]};
  for (Value &bound : bounds)
    if (auto repeated = bound.getDefiningOp<nn::ExpandOp>())
      if (nn::rankedType(repeated.getX()) && isNumber(repeated.getX()))
        bound = repeated.getX();
  if (llvm::all_of(bounds, isNumber))
    return Values{t.emit<nn::ClipOp>(t.result(),
                                     {t.operands[1], bounds[0], bounds[1]},
                                     t.segments({1, 1, 1}))};
  Value low = t.emit<nn::MaxOp>(t.result(), {t.operands[1], t.operands[0]});
  return Values{t.emit<nn::MinOp>(t.result(), {low, t.operands[2]})};
}

static Translated convert(Translation &t) {
  Type element = t.result().getElementType();
  if (t.type(0).getElementType() == element)
    return Values{t.operands.front()};
  return Values{
      t.emit<nn::CastOp>(t.result(), t.operands.front(),
                         t.builder.getNamedAttr("to", TypeAttr::get(element)))};
}

/// The precision is lowered in place: a change of type and back.
static Translated reducePrecision(Translation &t) {
  return Values{t.emit<nn::CastOp>(
      t.result(), t.operands.front(),
      t.builder.getNamedAttr("to",
                             TypeAttr::get(t.result().getElementType())))};
}

static Translated shiftRight(Translation &t) {
  return Values{t.emit<nn::BitShiftOp>(t.result(), withoutRepetition(t))};
}

void addElementwiseRules(TranslationTable &table) {
  auto add = [&](size_t operands, Translated (*rule)(Translation &),
                 std::initializer_list<StringRef> names) {
    for (StringRef name : names)
      table[name] = {rule, operands};
  };
  using namespace nn;
  add(1, direct<AbsOp>, {"abs"});
  add(1, direct<NegOp>, {"negate"});
  add(1, direct<CeilOp>, {"ceil"});
  add(1, direct<FloorOp>, {"floor"});
  add(1, direct<RoundOp>, {"round_nearest_even", "round_nearest_afz"});
  add(1, direct<SqrtOp>, {"sqrt"});
  add(1, direct<ExpOp>, {"exponential"});
  add(1, direct<LogOp>, {"log"});
  add(1, direct<SigmoidOp>, {"logistic"});
  add(1, direct<TanhOp>, {"tanh"});
  add(1, direct<SinOp>, {"sine"});
  add(1, direct<CosOp>, {"cosine"});
  add(1, direct<TanOp>, {"tan"});
  add(1, direct<SignOp>, {"sign"});
  add(1, direct<ErfOp>, {"erf", "erf_inv"});
  add(1, direct<AcosOp>, {"acos"});
  add(1, direct<AcoshOp>, {"acosh"});
  add(1, direct<AsinOp>, {"asin"});
  add(1, direct<AsinhOp>, {"asinh"});
  add(1, direct<AtanOp>, {"atan"});
  add(1, direct<AtanhOp>, {"atanh"});
  add(1, direct<CoshOp>, {"cosh"});
  add(1, direct<SinhOp>, {"sinh"});
  add(1, direct<IsInfOp>, {"is_inf"});
  add(1, byType<BitwiseNotOp, NotOp>, {"not"});
  add(1, rsqrt, {"rsqrt"});
  add(1, cubeRoot, {"cbrt"});
  add(1, offByOne<ExpOp, false>, {"exponential_minus_one"});
  add(1, complementaryError, {"erfc"});
  add(1, logPlusOne, {"log_plus_one"});
  add(1, square, {"square"});
  add(1, isFinite, {"is_finite"});
  add(1, convert, {"convert"});
  add(1, reducePrecision, {"reduce_precision"});
  add(2, direct<AddOp>, {"add", "broadcast_add"});
  add(2, direct<SubOp>, {"subtract", "broadcast_subtract"});
  add(2, direct<MulOp>, {"multiply", "broadcast_multiply"});
  add(2, divide, {"divide", "broadcast_divide"});
  add(2, direct<PowOp>, {"power", "broadcast_power"});
  add(2, direct<ModOp>, {"remainder", "broadcast_remainder"});
  add(2, maximum, {"maximum", "broadcast_maximum"});
  add(2, direct<MinOp>, {"minimum", "broadcast_minimum"});
  add(2, byType<BitwiseAndOp, AndOp>, {"and", "broadcast_and"});
  add(2, byType<BitwiseOrOp, OrOp>, {"or", "broadcast_or"});
  add(2, byType<BitwiseXorOp, XorOp>, {"xor", "broadcast_xor"});
  add(2, shiftRight,
      {"shift_left", "shift_right_logical", "shift_right_arithmetic"});
  add(2, compare, {"compare", "broadcast_compare"});
  add(3, direct<WhereOp>, {"select", "broadcast_select"});
  add(3, clamp, {"clamp"});
}

} // namespace perfopt::upstream
