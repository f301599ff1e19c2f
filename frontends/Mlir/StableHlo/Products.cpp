//===- Products.cpp - Products, convolutions, batch norms -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/StableHlo/Translation.h"

using namespace mlir;

namespace perfopt::upstream {

/// Dimensions of an operand that are neither paired nor summed; unset where a
/// dimension is out of range or named twice.
static std::optional<Integers> freeDimensions(int64_t rank,
                                              ArrayRef<int64_t> batch,
                                              ArrayRef<int64_t> contracting) {
  SmallVector<bool> used(rank, false);
  for (ArrayRef<int64_t> list : {batch, contracting})
    for (int64_t dim : list) {
      if (dim < 0 || dim >= rank || used[dim])
        return std::nullopt;
      used[dim] = true;
    }
  Integers rest;
  for (int64_t dim = 0; dim < rank; ++dim)
    if (!used[dim])
      rest.push_back(dim);
  return rest;
}

static Integers joined(std::initializer_list<ArrayRef<int64_t>> lists) {
  Integers all;
  for (ArrayRef<int64_t> list : lists)
    all.append(list.begin(), list.end());
  return all;
}

/// Letters for an einsum.
static Translated asEinsum(Translation &t, const DotDimensions &dot,
                           ArrayRef<int64_t> lhsFree,
                           ArrayRef<int64_t> rhsFree) {
  char next = 'a';
  std::string lhs(t.type(0).getRank(), '?'), rhs(t.type(1).getRank(), '?');
  std::string result;
  size_t letters = dot.lhsBatch.size() + dot.lhsContracting.size() +
                   lhsFree.size() + rhsFree.size();
  if (letters > 26)
    return t.fail("a product over more than 26 dimensions");
  for (auto [l, r] : llvm::zip_equal(dot.lhsBatch, dot.rhsBatch))
    result += lhs[l] = rhs[r] = next++;
  for (int64_t dim : lhsFree)
    result += lhs[dim] = next++;
  for (int64_t dim : rhsFree)
    result += rhs[dim] = next++;
  for (auto [l, r] : llvm::zip_equal(dot.lhsContracting, dot.rhsContracting))
    lhs[l] = rhs[r] = next++;
  auto equation = t.builder.getStringAttr(lhs + "," + rhs + "->" + result);
  return Values{t.emit<nn::EinsumOp>(
      t.result(), t.operands, t.builder.getNamedAttr("equation", equation))};
}

/// A product of matrices where one extent a side is free and one is summed, an
/// einsum otherwise.
static Translated product(Translation &t, const DotDimensions &dot) {
  if (dot.lhsBatch.size() != dot.rhsBatch.size() ||
      dot.lhsContracting.size() != dot.rhsContracting.size())
    return t.fail("dimensions that do not pair up");
  auto lhsFree =
      freeDimensions(t.type(0).getRank(), dot.lhsBatch, dot.lhsContracting);
  auto rhsFree =
      freeDimensions(t.type(1).getRank(), dot.rhsBatch, dot.rhsContracting);
  if (!lhsFree || !rhsFree)
    return t.fail("dimensions that the operands do not have");
  bool oneSummed = dot.lhsContracting.size() == 1;
  // Without paired dimensions the left's free ones are rows.
  bool rows = dot.lhsBatch.empty() ? !lhsFree->empty() : lhsFree->size() == 1;
  if (!oneSummed || !rows || rhsFree->size() != 1)
    return asEinsum(t, dot, *lhsFree, *rhsFree);
  Value lhs = t.transpose(t.operands[0],
                          joined({dot.lhsBatch, *lhsFree, dot.lhsContracting}));
  Value rhs = t.transpose(t.operands[1],
                          joined({dot.rhsBatch, dot.rhsContracting, *rhsFree}));
  return Values{t.emit<nn::MatMulOp>(t.result(), {lhs, rhs})};
}

static Translated dotGeneral(Translation &t) {
  auto dot = parseDotDimensions(t.op->getAttr("dot_dimension_numbers"));
  if (!dot)
    return t.fail("its attribute dot_dimension_numbers could not be read");
  return product(t, *dot);
}

/// The last extent of the left with the first of the right.
static Translated dot(Translation &t) {
  if (t.type(0).getRank() == 0 || t.type(1).getRank() == 0)
    return t.fail("a product of scalars");
  return product(t, {{}, {}, {t.type(0).getRank() - 1}, {0}});
}

static Translated einsum(Translation &t) {
  auto config = t.op->getAttrOfType<StringAttr>("einsum_config");
  if (!config)
    return t.fail("without its attribute einsum_config");
  return Values{t.emit<nn::EinsumOp>(
      t.result(), t.operands, t.builder.getNamedAttr("equation", config))};
}

//===----------------------------------------------------------------------===//
// Convolutions
//===----------------------------------------------------------------------===//

struct ConvWindow {
  Integers strides, low, high, lhsDilation, rhsDilation, reversal;
};

static std::optional<ConvWindow> windowOf(Translation &t, size_t spatial) {
  auto strides = integers(t.op, "window_strides", spatial, 1);
  auto padding = integers(t.op, "padding", 2 * spatial, 0);
  auto lhsDilation = integers(t.op, "lhs_dilation", spatial, 1);
  auto rhsDilation = integers(t.op, "rhs_dilation", spatial, 1);
  auto reversal = integers(t.op, "window_reversal", spatial, 0);
  if (!strides || !padding || !lhsDilation || !rhsDilation || !reversal)
    return std::nullopt;
  ConvWindow window{*strides, {}, {}, *lhsDilation, *rhsDilation, *reversal};
  for (size_t i = 0; i < spatial; ++i) {
    window.low.push_back((*padding)[2 * i]);
    window.high.push_back((*padding)[2 * i + 1]);
  }
  for (const Integers *list :
       {&window.strides, &window.lhsDilation, &window.rhsDilation})
    if (llvm::any_of(*list,
                     [](int64_t n) { return n < 1 || n > nn::kMaxAttribute; }))
      return std::nullopt;
  return window;
}

static Integers orderOf(const ConvDimensions::Operand &operand, bool kernel) {
  Integers order = kernel ? Integers{operand.feature, operand.batch}
                          : Integers{operand.batch, operand.feature};
  order.append(operand.spatial.begin(), operand.spatial.end());
  return order;
}

/// Where the input is spread apart, a transposed convolution: each of its
/// elements meets the whole window, and the zeros in between meet none.
static Value transposedConv(Translation &t, Value input, Value kernel,
                            const ConvWindow &window, RankedTensorType type) {
  Integers pads, more, extra;
  auto shape = nn::rankedType(kernel).getShape();
  for (size_t i = 0; i < window.low.size(); ++i) {
    if (ShapedType::isDynamic(shape[i + 2]) || window.strides[i] != 1)
      return {};
    int64_t reach = (shape[i + 2] - 1) * window.rhsDilation[i];
    int64_t end = reach - window.high[i];
    pads.push_back(reach - window.low[i]);
    more.push_back(std::max<int64_t>(end, 0));
    extra.push_back(std::max<int64_t>(-end, 0));
  }
  if (llvm::any_of(pads, [](int64_t pad) { return pad < 0; }))
    return {};
  pads.append(more.begin(), more.end());
  Integers swap{1, 0};
  for (int64_t i = 2; i < static_cast<int64_t>(shape.size()); ++i)
    swap.push_back(i);
  return t.emit<nn::ConvTransposeOp>(
      type, {input, t.transpose(kernel, swap)},
      {t.attribute("strides", window.lhsDilation), t.attribute("pads", pads),
       t.attribute("output_padding", extra),
       t.attribute("dilations", window.rhsDilation)});
}

static Translated convolution(Translation &t) {
  auto dims = parseConvDimensions(t.op->getAttr("dimension_numbers"));
  if (!dims)
    return t.fail("its attribute dimension_numbers could not be read");
  size_t spatial = dims->input.spatial.size();
  int64_t rank = static_cast<int64_t>(spatial) + 2;
  Integers input = orderOf(dims->input, false);
  Integers kernel = orderOf(dims->kernel, true);
  Integers output = orderOf(dims->output, false);
  if (spatial == 0 || t.type(0).getRank() != rank ||
      t.type(1).getRank() != rank || t.result().getRank() != rank ||
      !isPermutation(input, rank) || !isPermutation(kernel, rank) ||
      !isPermutation(output, rank))
    return t.fail("dimension_numbers that the operands do not have");
  auto window = windowOf(t, spatial);
  if (!window)
    return t.fail("a window that could not be read");
  if (integer(t.op, "batch_group_count", 1) != 1)
    return t.fail("batch_group_count, as in the gradient of a convolution");
  int64_t groups = integer(t.op, "feature_group_count", 1);

  // nn has [batch, features, spatial...].
  Value x = t.transpose(t.operands[0], input);
  Value w = t.transpose(t.operands[1], kernel);
  SmallVector<int64_t> shape, back(rank);
  for (auto [i, from] : llvm::enumerate(output)) {
    shape.push_back(t.result().getDimSize(from));
    back[from] = i;
  }
  RankedTensorType type = t.result().clone(shape);
  Value y;
  if (llvm::any_of(window->lhsDilation, [](int64_t d) { return d != 1; })) {
    if (groups != 1)
      return t.fail("a transposed convolution in groups");
    y = transposedConv(t, x, w, *window, type);
    if (!y)
      return t.fail("a transposed convolution with strides or a crop");
  } else {
    Integers pads = joined({window->low, window->high});
    y = t.emit<nn::ConvOp>(type, {x, w},
                           {t.attribute("group", groups),
                            t.attribute("strides", window->strides),
                            t.attribute("pads", pads),
                            t.attribute("dilations", window->rhsDilation)});
  }
  return Values{t.transpose(y, back)};
}

/// Operand, scale, offset, mean, variance as in nn, with the features anywhere.
static Translated batchNorm(Translation &t) {
  int64_t rank = t.result().getRank();
  int64_t feature = integer(t.op, "feature_index", 1);
  if (t.type(0).getRank() != rank || rank < 2 || feature < 0 || feature >= rank)
    return t.fail("features that the operand does not have");
  Integers order{0, feature}, back(rank);
  if (feature == 0)
    return t.fail("features in front of the batch");
  for (int64_t i = 1; i < rank; ++i)
    if (i != feature)
      order.push_back(i);
  for (auto [i, from] : llvm::enumerate(order))
    back[from] = i;
  Values operands = t.operands;
  operands.resize(5);
  operands[0] = t.transpose(operands[0], order);
  Value y =
      t.emit<nn::BatchNormalizationOp>(operands.front().getType(), operands);
  return Values{t.transpose(y, back)};
}

void addProductRules(TranslationTable &table) {
  table["dot_general"] = {dotGeneral, 2};
  table["dot"] = {dot, 2};
  table["einsum"] = {einsum, 2};
  table["convolution"] = {convolution, 2};
  table["batch_norm_inference"] = {batchNorm, 5};
}

} // namespace perfopt::upstream
