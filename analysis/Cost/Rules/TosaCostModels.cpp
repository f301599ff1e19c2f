//===- TosaCostModels.cpp - Counting rules of tosa ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TOSA 1.0: channels last, zero points as operands, shapes as values of a type
// of their own. The counts are those of nn's operators of the same meaning.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/TosaCostModels.h"

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Cost/Rules/TosaProducts.h"
#include "analysis/Cost/Rules/UpstreamSupport.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"

#include <cmath>

using namespace mlir;

namespace perfopt::analysis {

static constexpr const char *kElementwise[] = {"tosa_elementwise_c0",
                                               "tosa_elementwise_c1",
                                               "tosa_elementwise_c2",
                                               nullptr, // none has three
                                               "tosa_elementwise_c4",
                                               "tosa_elementwise_c5"};

/// tosa_elementwise_cN: N FLOPs for each result element.
template <int FlopsPerElement>
static MaybeCost elementwise(Operation *op) {
  auto count = elements(op->getResult(0));
  if (!count)
    return std::nullopt;
  return costWith(upstreamTraffic(op), *count * FlopsPerElement, 0,
                  kElementwise[FlopsPerElement]);
}

template <core::KernelFamily Family>
static MaybeShape overResult(Operation *op) {
  return elementsKernel(Family, op->getResult(0));
}

/// tosa_reduce_c1: one operation for each input element.
static MaybeCost reduceCost(Operation *op) {
  return costWith(upstreamTraffic(op), elements(op->getOperand(0)), 0,
                  "tosa_reduce_c1");
}

static MaybeShape reduceKernel(Operation *op) {
  auto inputs = elements(op->getOperand(0));
  auto results = elements(op->getResult(0));
  if (!inputs || !results)
    return std::nullopt;
  return rowsKernel(core::KernelFamily::Reduction, op->getOperand(0),
                    *inputs / std::max(1.0, *results));
}

/// tosa_copy_c1: no FLOPs; operands once, result once.
static MaybeCost copyCost(Operation *op) {
  return costWith(upstreamTraffic(op), 0, 0, "tosa_copy_c1");
}

/// tosa_gather_c1: no FLOPs; reads what it writes, and the indices.
static MaybeCost gatherCost(tosa::GatherOp op) {
  auto moved = storageBytes(op.getOutput().getType());
  auto indices = storageBytes(op.getIndices().getType());
  if (!moved || !indices)
    return std::nullopt;
  return OpCost{{}, {}, *moved + *indices, *moved, "tosa_gather_c1"};
}

/// tosa_slice_c1: no FLOPs; reads what it writes.
static MaybeCost sliceCost(tosa::SliceOp op) {
  auto moved = storageBytes(op.getOutput().getType());
  if (!moved)
    return std::nullopt;
  return OpCost{{}, {}, *moved, *moved, "tosa_slice_c1"};
}

/// tosa_resize_c1: as resize_c1: 9 FLOPs an element (3 pairs at 3) where both
/// extents are interpolated, 3 where one is, none for the nearest.
static MaybeCost resizeCost(tosa::ResizeOp op) {
  auto x = staticShape(op.getInput());
  auto y = staticShape(op.getOutput());
  auto results = elements(op.getOutput());
  if (!x || !y || !results || x->size() != 4 || y->size() != 4)
    return std::nullopt;
  int scaled = ((*x)[1] != (*y)[1]) + ((*x)[2] != (*y)[2]);
  bool nearest = op.getMode() == tosa::ResizeMode::NEAREST_NEIGHBOR;
  double pairs = nearest ? 0 : double((1 << scaled) - 1);
  return costWith(upstreamTraffic(op), *results * pairs * 3, 0,
                  "tosa_resize_c1");
}

/// tosa_fft_c1: 5 n log2(n) FLOPs for each plane of n = height * width complex
/// numbers, half of that for real ones: the usual convention, of a radix-2
/// transform.
template <typename Op, int Parts>
static MaybeCost fftCost(Op op) {
  auto shape = staticShape(op->getOperand(0));
  if (!shape || shape->size() != 3)
    return std::nullopt;
  double plane = double((*shape)[1]) * double((*shape)[2]);
  double flops = 2.5 * Parts * plane * std::log2(std::max(plane, 1.0));
  return costWith(upstreamTraffic(op), double((*shape)[0]) * flops, 0,
                  "tosa_fft_c1");
}

template <auto Cost, auto Kernel, typename... Ops>
static void attach(MLIRContext &context) {
  (attachRule<Ops, Cost, Kernel, savesFirstOperand>(context), ...);
}

static void attachTosaRules(MLIRContext &context) {
  using namespace tosa;
  constexpr auto kEach = overResult<core::KernelFamily::Elementwise>;
  constexpr auto kCopies = overResult<core::KernelFamily::Copy>;
  attachTosaProductRules(context);
  attach<elementwise<0>, kEach, CastOp>(context);
  attach<elementwise<1>, kEach, AbsOp, AddOp, ArithmeticRightShiftOp,
         BitwiseAndOp, BitwiseNotOp, BitwiseOrOp, BitwiseXorOp, CeilOp, ClzOp,
         CosOp, EqualOp, ErfOp, ExpOp, FloorOp, GreaterEqualOp, GreaterOp,
         IntDivOp, LogOp, LogicalAndOp, LogicalLeftShiftOp, LogicalNotOp,
         LogicalOrOp, LogicalRightShiftOp, LogicalXorOp, MaximumOp, MinimumOp,
         MulOp, NegateOp, PowOp, ReciprocalOp, RsqrtOp, SelectOp, SinOp, SubOp,
         TableOp, TanhOp>(context);
  // Two bounds; a scale of its block's: multiply, or its maximum and a
  // division.
  attach<elementwise<1>, kEach, CastFromBlockScaledOp>(context);
  attach<elementwise<2>, kEach, ClampOp, CastToBlockScaledOp>(context);
  // Negate, exp, add, divide.
  attach<elementwise<4>, kEach, SigmoidOp>(context);
  // Multiply, shift, add, min, max.
  attach<elementwise<5>, kEach, RescaleOp>(context);
  attach<reduceCost, reduceKernel, ArgMaxOp, ReduceAllOp, ReduceAnyOp,
         ReduceMaxOp, ReduceMinOp, ReduceProductOp, ReduceSumOp>(context);
  attach<copyCost, kCopies, ConcatOp, PadOp, ReverseOp, ScatterOp, TileOp,
         TransposeOp>(context);
  attach<gatherCost, overResult<core::KernelFamily::Gather>, GatherOp>(context);
  attach<sliceCost, kCopies, SliceOp>(context);
  attach<resizeCost, kCopies, ResizeOp>(context);
  attach<fftCost<FFT2dOp, 2>, kEach, FFT2dOp>(context);
  attach<fftCost<RFFT2dOp, 1>, kEach, RFFT2dOp>(context);
  attach<viewCost, noLaunch, ReshapeOp, IdentityOp>(context);
  attach<hostCost, noLaunch, ConstOp, AddShapeOp, ConcatShapeOp, ConstShapeOp,
         DimOp, DivCeilShapeOp, DivFloorShapeOp, Exp2ShapeOp, Log2CeilShapeOp,
         Log2FloorShapeOp, MaxShapeOp, MinShapeOp, ModShapeOp, MulShapeOp,
         SliceShapeOp, SubShapeOp>(context);
}

void registerTosaCostModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, tosa::TosaDialect *) {
    attachTosaRules(*context);
  });
}

} // namespace perfopt::analysis
