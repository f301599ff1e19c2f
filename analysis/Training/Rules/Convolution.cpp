//===- Convolution.cpp - Gradients of convolutions ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Cost/Rules/RuleSupport.h"
#include "analysis/Cost/Strides.h"
#include "analysis/Training/GradientRules.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

/// Extents of a convolution; 1 where there are fewer than three.
struct ConvSize {
  int64_t n, c, k, groups;
  int64_t x[3], y[3], w[3]; // depth, height, width
  double macs;
};

/// `x` is the larger side of a convolution: its input, or the result of a
/// transposed one.
std::optional<ConvSize> sizeOf(Value x, Value w, Value y, int64_t groups) {
  auto in = staticShape(x), filter = staticShape(w), out = staticShape(y);
  if (!in || !filter || !out || in->size() < 3 || in->size() > 5 ||
      filter->size() != in->size() || out->size() != in->size())
    return std::nullopt;
  ConvSize size{(*in)[0],  (*in)[1],  (*out)[1], groups,
                {1, 1, 1}, {1, 1, 1}, {1, 1, 1}, 1};
  size_t rank = in->size() - 2, first = 3 - rank;
  for (size_t i = 0; i < rank; ++i) {
    size.x[first + i] = (*in)[2 + i];
    size.y[first + i] = (*out)[2 + i];
    size.w[first + i] = (*filter)[2 + i];
  }
  size.macs = elements(y).value_or(0);
  for (int64_t extent : filter->drop_front())
    size.macs *= double(extent);
  return size;
}

/// A convolution in its family's terms.
void setProblem(Launch &launch, int64_t n, int64_t c, const int64_t (&x)[3],
                int64_t k, const int64_t (&w)[3], const int64_t (&y)[3],
                int64_t groups, bool depthwise) {
  launch.family =
      depthwise ? core::KernelFamily::Depthwise : core::KernelFamily::Conv;
  launch.problem = {{"n", n},           {"c", c},        {"h", x[1]},
                    {"w", x[2]},        {"k", k},        {"r", w[1]},
                    {"s", w[2]},        {"p", y[1]},     {"q", y[2]},
                    {"groups", groups}, {"stride_h", 1}, {"stride_w", 1}};
  if (x[0] > 1 || w[0] > 1 || y[0] > 1) {
    launch.problem.push_back({"d", x[0]});
    launch.problem.push_back({"t", w[0]});
    launch.problem.push_back({"o", y[0]});
  }
}

/// The sides of a convolution between `large` and `small`. The gradient of
/// `large` from that of `small` convolves it with the transposed filter:
/// `conv_dgrad_c1`; that of `small` from `large` is the convolution itself; the
/// filter's convolves `large` with `small`: `conv_wgrad_c1`. All have the MACs
/// of the forward: each product is the same three extents.
struct Sides {
  Operation *op;
  Value large, filter, small;
  std::optional<ConvSize> size;
  bool depthwise = false;

  Launch toLarge(StringRef rule) const {
    Launch launch = start(rule, "input_gradient");
    if (size)
      setProblem(launch, size->n, size->k, size->y, size->c, size->w, size->x,
                 size->groups, depthwise);
    return launch;
  }
  Launch toSmall(StringRef rule) const {
    Launch launch = start(rule, "input_gradient");
    if (size)
      setProblem(launch, size->n, size->c, size->x, size->k, size->w, size->y,
                 size->groups, depthwise);
    return launch;
  }
  /// As a product: k / groups rows, c / groups times the window columns, summed
  /// over images and places.
  Launch toFilter(StringRef rule) const {
    Launch launch = start(rule, "weight_gradient");
    if (!size)
      return launch;
    if (depthwise)
      setProblem(launch, size->n, size->c, size->x, size->k, size->w, size->y,
                 size->groups, true);
    else
      setProblem(launch, size->c / size->groups, size->n * size->groups,
                 size->x, size->k, size->y, size->w, size->groups, false);
    return launch;
  }

private:
  Launch start(StringRef rule, StringRef part) const {
    Launch launch;
    launch.part = part;
    launch.allowTf32 = true;
    if (size) {
      launch.rule = rule;
      launch.macs = size->macs;
      launch.flops = 2 * size->macs;
    }
    return launch;
  }
};

/// cuDNN wants contiguous gradients.
void addCopies(Launch &launch, ValueRange operands, Type result) {
  core::Bytes read, written;
  for (Value operand : operands) {
    auto bytes = storageBytes(operand.getType());
    if (!bytes)
      return;
    read += *bytes;
    if (isContiguous(operand))
      continue;
    read += *bytes;
    written += *bytes;
    ++launch.launches;
  }
  auto bytes = storageBytes(result);
  if (launch.launches == 1 || !bytes)
    return;
  launch.read = read;
  launch.written = written + *bytes;
}

void deriveOne(Gradients &gradients, Operation *op, Launch launch, Value target,
               Value dy, Value other) {
  if (!gradients.wants(target))
    return;
  addCopies(launch, {dy, other}, target.getType());
  gradients.add(op, target,
                gradients.derive(op, launch, {dy, other}, target.getType()));
}

void convGradient(Operation *op, Gradients &gradients) {
  auto conv = cast<nn::ConvOp>(op);
  Value dy = gradients.of(conv.getY());
  if (!dy)
    return;
  int64_t groups = conv.getGroup();
  Sides sides{op, conv.getX(), conv.getW(), conv.getY(),
              sizeOf(conv.getX(), conv.getW(), conv.getY(), groups)};
  sides.depthwise = groups > 1 && sides.size && groups == sides.size->c;
  deriveOne(gradients, op, sides.toLarge("conv_dgrad_c1"), conv.getX(), dy,
            conv.getW());
  deriveOne(gradients, op, sides.toFilter("conv_wgrad_c1"), conv.getW(), dy,
            conv.getX());
  gradients.add(op, conv.getB(), dy);
}

void convTransposeGradient(Operation *op, Gradients &gradients) {
  auto conv = cast<nn::ConvTransposeOp>(op);
  Value dy = gradients.of(conv.getY());
  if (!dy)
    return;
  int64_t groups = conv.getGroup();
  Sides sides{op, conv.getY(), conv.getW(), conv.getX(),
              sizeOf(conv.getY(), conv.getW(), conv.getX(), groups)};
  if (sides.size && staticShape(conv.getX()) && staticShape(conv.getW())) {
    sides.size->macs = elements(conv.getX()).value_or(0);
    for (int64_t extent : staticShape(conv.getW())->drop_front())
      sides.size->macs *= double(extent);
    sides.depthwise = groups > 1 && groups == sides.size->c;
  }
  deriveOne(gradients, op, sides.toSmall("conv_transpose_dgrad_c1"),
            conv.getX(), dy, conv.getW());
  deriveOne(gradients, op, sides.toFilter("conv_transpose_wgrad_c1"),
            conv.getW(), dy, conv.getX());
  gradients.add(op, conv.getB(), dy);
}

} // namespace

void addConvolutionGradients(GradientRules &rules) {
  rules.add<nn::ConvOp>(convGradient);
  rules.add<nn::ConvTransposeOp>(convTransposeGradient);
}

} // namespace perfopt::analysis
