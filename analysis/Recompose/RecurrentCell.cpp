//===- RecurrentCell.cpp - One step of an LSTM or a GRU -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// As torch.nn.LSTMCell and GRUCell are exported: a product for the input and
// one for the state, cut into gates. The result is a layer of one step, which
// counts the same products. Unrolled layers give one for each step.
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Matching.h"
#include "analysis/Recompose/Patterns.h"
#include "analysis/Recompose/Session.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

int64_t extent(Value value, int64_t axis) {
  auto type = nn::rankedType(value);
  return type && type.getRank() == 2 ? type.getDimSize(axis)
                                     : ShapedType::kDynamic;
}

/// v W' + b on matrices, W and b of the model; `rows` when W is [out, in].
struct Linear {
  Value input, weight, bias;
  bool rows = false;
};

std::optional<Linear> linearBehind(Value value) {
  Linear linear;
  if (auto gemm = value.getDefiningOp<nn::GemmOp>()) {
    if (gemm.getTransA())
      return std::nullopt;
    linear = {gemm.getA(), gemm.getB(), gemm.getC(), gemm.getTransB() != 0};
  } else {
    if (auto sum = commuted<nn::AddOp>(value, isParameter)) {
      linear.bias = sum->first;
      value = sum->second;
    }
    auto product = value.getDefiningOp<nn::MatMulOp>();
    if (!product)
      return std::nullopt;
    linear.input = product.getA();
    linear.weight = product.getB();
  }
  bool isKnown = isParameter(linear.weight) &&
                 (!linear.bias || isParameter(linear.bias)) &&
                 extent(linear.input, 0) > 0 && extent(linear.weight, 0) > 0;
  return isKnown ? std::optional(linear) : std::nullopt;
}

/// One of the equal parts into which `whole` is cut along its last extent.
struct Gate {
  Value whole;
  int64_t index = 0;
};

std::optional<Gate> gateBehind(Value value) {
  int64_t width = extent(value, 1);
  if (width <= 0)
    return std::nullopt;
  if (auto split = value.getDefiningOp<nn::SplitOp>()) {
    bool isEven = llvm::all_of(split->getResults(), [&](Value part) {
      return extent(part, 1) == width;
    });
    if (!isEven || nn::normalizeAxis(split.getAxis(), 2) != 1)
      return std::nullopt;
    return Gate{split.getX(), cast<OpResult>(value).getResultNumber()};
  }
  if (auto slice = value.getDefiningOp<nn::SliceOp>()) {
    auto starts = nn::constantIntegers(slice.getStarts());
    auto axes =
        slice.getAxes() ? nn::constantIntegers(slice.getAxes()) : std::nullopt;
    if (!starts || !axes || starts->size() != 1 || axes->size() != 1 ||
        nn::normalizeAxis(axes->front(), 2) != 1 ||
        starts->front() % width != 0)
      return std::nullopt;
    return Gate{slice.getX(), starts->front() / width};
  }
  return std::nullopt;
}

/// The gate whose activation `value` is.
template <typename Activation>
std::optional<Gate> gateOf(Value value) {
  auto activation = value.getDefiningOp<Activation>();
  return activation ? gateBehind(activation.getX()) : std::nullopt;
}

struct Layer {
  Linear input, state;
};

/// The linear one that reads a state of `hidden` values is the state's; the
/// first of two that could.
std::optional<Layer> layerOf(Value one, Value two, int64_t hidden,
                             int64_t gates) {
  auto first = linearBehind(one), second = linearBehind(two);
  if (!first || !second || extent(one, 1) != gates * hidden ||
      extent(two, 1) != gates * hidden)
    return std::nullopt;
  if (extent(first->input, 1) == hidden)
    return Layer{*second, *first};
  if (extent(second->input, 1) == hidden)
    return Layer{*first, *second};
  return std::nullopt;
}

SmallVector<Value, 6> inputsOf(const Layer &layer, Value more) {
  SmallVector<Value, 6> inputs;
  for (Value value :
       {layer.input.input, layer.input.weight, layer.input.bias,
        layer.state.input, layer.state.weight, layer.state.bias, more})
    if (value)
      inputs.push_back(value);
  return inputs;
}

/// The operands of a layer of one step and one direction.
struct Operands {
  Value x, w, r, b, h;
};

Operands createOperands(OpBuilder &builder, Location loc, const Layer &layer) {
  auto step = [&](Value value) {
    return createUnsqueeze(builder, loc, value, {0});
  };
  auto weight = [&](const Linear &linear) {
    return step(linear.rows
                    ? linear.weight
                    : createTranspose(builder, loc, linear.weight, {1, 0}));
  };
  Operands operands{step(layer.input.input), weight(layer.input),
                    weight(layer.state), Value(), step(layer.state.input)};
  if (layer.input.bias || layer.state.bias) {
    int64_t width = extent(layer.input.weight, layer.input.rows ? 0 : 1);
    auto bias = [&](const Linear &linear) {
      return linear.bias ? createReshape(builder, loc, linear.bias, {width})
                         : createFilled(builder, loc, width, 0, linear.weight);
    };
    operands.b = step(nn::ConcatOp::create(
        builder, loc, ValueRange{bias(layer.input), bias(layer.state)}, 0));
  }
  return operands;
}

/// h = o tanh(c), c = f c0 + i g.
bool formLstm(Value result, Session &session) {
  auto output = result.getDefiningOp<nn::MulOp>();
  for (auto [o, squashed] : {std::pair(output.getA(), output.getB()),
                             std::pair(output.getB(), output.getA())}) {
    auto tanh = squashed.getDefiningOp<nn::TanhOp>();
    auto og = gateOf<nn::SigmoidOp>(o);
    auto cell = tanh ? tanh.getX().getDefiningOp<nn::AddOp>() : nn::AddOp();
    if (!og || !cell)
      continue;
    for (auto [kept, added] : {std::pair(cell.getA(), cell.getB()),
                               std::pair(cell.getB(), cell.getA())}) {
      auto isGate = [](Value v) {
        return gateOf<nn::SigmoidOp>(v).has_value();
      };
      auto forget = commuted<nn::MulOp>(kept, isGate);
      auto input = commuted<nn::MulOp>(added, isGate);
      auto candidate = input ? gateOf<nn::TanhOp>(input->second) : std::nullopt;
      if (!forget || !candidate)
        continue;
      auto fg = gateOf<nn::SigmoidOp>(forget->first);
      auto ig = gateOf<nn::SigmoidOp>(input->first);
      bool isOneSource = fg->whole == og->whole && ig->whole == og->whole &&
                         candidate->whole == og->whole;
      llvm::SmallDenseSet<int64_t, 4> indices{og->index, fg->index, ig->index,
                                              candidate->index};
      auto gates = og->whole.getDefiningOp<nn::AddOp>();
      auto layer =
          gates ? layerOf(gates.getA(), gates.getB(), extent(result, 1), 4)
                : std::nullopt;
      if (!isOneSource || indices.size() != 4 || !layer)
        continue;
      Value c0 = forget->second;
      Found found{
          Function::LstmCell, {cell.getY(), result}, inputsOf(*layer, c0), {}};
      return session.formAll(found, [&](OpBuilder &b, Location loc) {
        Operands operands = createOperands(b, loc, *layer);
        Value none;
        auto lstm = nn::LstmOp::create(
            b, loc, operands.x, operands.w, operands.r, operands.b, none,
            operands.h, createUnsqueeze(b, loc, c0, {0}), none,
            /*input_forget=*/0, ArrayAttr(), ArrayAttr(), ArrayAttr(),
            FloatAttr(), "forward", b.getI64IntegerAttr(extent(result, 1)),
            /*layout=*/0);
        return SmallVector<Value, 2>{
            createSqueeze(b, loc, lstm.getYC(), {0}),
            createSqueeze(b, loc, lstm.getY(), {0, 1})};
      });
    }
  }
  return false;
}

/// n, h and z, where `value` is (1 - z) n + z h or (h - n) z + n.
struct Blend {
  Value candidate, state, update;
};

SmallVector<Blend, 4> blendsBehind(nn::AddOp sum) {
  SmallVector<Blend, 4> blends;
  for (auto [one, two] :
       {std::pair(sum.getA(), sum.getB()), std::pair(sum.getB(), sum.getA())}) {
    auto product = one.getDefiningOp<nn::MulOp>();
    if (!product)
      continue;
    for (auto [a, z] : {std::pair(product.getA(), product.getB()),
                        std::pair(product.getB(), product.getA())}) {
      auto difference = a.getDefiningOp<nn::SubOp>();
      if (!difference)
        continue;
      if (difference.getB() == two)
        blends.push_back({two, difference.getA(), z});
      auto isUpdate = [&](Value v) { return v == difference.getB(); };
      auto kept = isScalar(difference.getA(), 1)
                      ? commuted<nn::MulOp>(two, isUpdate)
                      : std::nullopt;
      if (kept)
        blends.push_back({z, kept->second, difference.getB()});
    }
  }
  return blends;
}

/// h = blend of n and h0 by z, n = tanh(xn + r hn), r and z sigmoids of sums.
bool formGru(Value result, Session &session) {
  for (const Blend &blend : blendsBehind(result.getDefiningOp<nn::AddOp>())) {
    auto tanh = blend.candidate.getDefiningOp<nn::TanhOp>();
    auto update = blend.update.getDefiningOp<nn::SigmoidOp>();
    auto isProduct = [](Value v) {
      return v.getDefiningOp<nn::MulOp>() != nullptr;
    };
    auto sum =
        tanh ? commuted<nn::AddOp>(tanh.getX(), isProduct) : std::nullopt;
    auto isReset = [](Value v) {
      return v.getDefiningOp<nn::SigmoidOp>() != nullptr;
    };
    auto reset = sum ? commuted<nn::MulOp>(sum->first, isReset) : std::nullopt;
    if (!update || !reset)
      continue;
    auto xn = gateBehind(sum->second), hn = gateBehind(reset->second);
    if (!xn || !hn)
      continue;
    // Both sums read a gate of the same two products.
    auto readsBoth = [&](Value gate) {
      auto both = cast<nn::SigmoidOp>(gate.getDefiningOp())
                      .getX()
                      .getDefiningOp<nn::AddOp>();
      auto one = both ? gateBehind(both.getA()) : std::nullopt;
      auto two = both ? gateBehind(both.getB()) : std::nullopt;
      return one && two && one->index == two->index &&
             one->index != xn->index &&
             ((one->whole == xn->whole && two->whole == hn->whole) ||
              (two->whole == xn->whole && one->whole == hn->whole));
    };
    auto input = linearBehind(xn->whole), state = linearBehind(hn->whole);
    int64_t hidden = extent(result, 1);
    if (!input || !state || state->input != blend.state ||
        xn->index != hn->index || extent(xn->whole, 1) != 3 * hidden ||
        extent(hn->whole, 1) != 3 * hidden || !readsBoth(reset->first) ||
        !readsBoth(update))
      continue;
    Layer layer{*input, *state};
    return session.form({Function::GruCell, {result}, inputsOf(layer, {}), {}},
                        [&](OpBuilder &b, Location loc) -> Value {
                          Operands operands = createOperands(b, loc, layer);
                          auto gru = nn::GruOp::create(
                              b, loc, operands.x, operands.w, operands.r,
                              operands.b, Value(), operands.h,
                              /*linear_before_reset=*/1, ArrayAttr(),
                              ArrayAttr(), ArrayAttr(), FloatAttr(), "forward",
                              b.getI64IntegerAttr(hidden), /*layout=*/0);
                          return createSqueeze(b, loc, gru.getY(), {0, 1});
                        });
  }
  return false;
}

} // namespace

void addRecurrentCellPatterns(Session &session) {
  session.add<nn::MulOp>(formLstm);
  session.add<nn::AddOp>(formGru);
}

} // namespace perfopt::analysis
