//===- Signal.cpp - Fourier transforms and windows of signals ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/ConstantValue.h"
#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Signal.cpp.inc"

namespace perfopt::nn {

static constexpr int64_t kDynamic = ShapedType::kDynamic;

/// What the transform's extent becomes; unset where it is not known.
static int64_t halfSpectrum(int64_t length) {
  return ShapedType::isDynamic(length) ? kDynamic : length / 2 + 1;
}

/// A positive number that an operand gives; dynamic when it is no constant.
static FailureOr<int64_t> lengthOf(OptionalLoc loc, StringRef what,
                                   Value value) {
  auto length = constantInteger(value);
  if (!length)
    return kDynamic;
  if (failed(expectAtLeast(loc, what, *length, 1)))
    return failure();
  return *length;
}

/// The last extent says whether elements are real or complex.
static LogicalResult checkComponents(OptionalLoc loc, RankedTensorType x) {
  int64_t components = x.getShape().back();
  if (ShapedType::isDynamic(components) || components == 1 || components == 2)
    return success();
  return emitOptionalError(loc, "the last extent is ", components,
                           ", expected 1 (real) or 2 (complex)");
}

LogicalResult DftOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                      Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  if (failed(expectRankAtLeast(loc, "the input", op.getX(), 2)))
    return failure();
  FailureOr<int64_t> given = lengthOf(loc, "dft_length", op.getDftLength());
  if (failed(given))
    return failure();
  if (!x)
    return appendUnranked(loc, element, types);
  if (failed(checkComponents(loc, x)))
    return failure();
  bool oneSided = op.getOnesided() != 0, inverse = op.getInverse() != 0;
  Shape shape(x.getShape());
  shape.back() = oneSided && inverse ? 1 : 2;
  std::optional<int64_t> axis = -2;
  if (op.getAxis())
    axis = constantInteger(op.getAxis());
  if (!axis) {
    std::fill(shape.begin(), shape.end() - 1, kDynamic);
    return appendTensor(loc, shape, element, types);
  }
  FailureOr<int64_t> position = expectAxis(loc, *axis, x.getRank());
  if (failed(position))
    return failure();
  if (*position == x.getRank() - 1)
    return emitOptionalError(loc, "axis ", *axis,
                             " is that of real and imaginary parts");
  int64_t length = x.getDimSize(*position);
  if (op.getDftLength())
    length = *given;
  else if (oneSided && inverse && !ShapedType::isDynamic(length))
    length = 2 * (std::min(length, kMaxElements) - 1);
  shape[*position] = oneSided && !inverse ? halfSpectrum(length) : length;
  return appendTensor(loc, shape, element, types);
}

LogicalResult StftOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                       Adaptor op, Types &types) {
  auto signal = rankedType(op.getSignal());
  Type element = elementType(op.getSignal());
  if (failed(expectRank(loc, "the signal", op.getSignal(), 3)) ||
      failed(expectRank(loc, "the window", op.getWindow(), 1)) ||
      (signal && failed(checkComponents(loc, signal))))
    return failure();
  FailureOr<int64_t> step = lengthOf(loc, "frame_step", op.getFrameStep());
  FailureOr<int64_t> frame = lengthOf(loc, "frame_length", op.getFrameLength());
  if (failed(step) || failed(frame))
    return failure();
  int64_t batch = signal ? signal.getDimSize(0) : kDynamic;
  int64_t length = signal ? signal.getDimSize(1) : kDynamic;
  if (op.getWindow()) {
    int64_t window = vectorLength(op.getWindow());
    if (failed(expectExtent(loc, "the window", window, *frame)))
      return failure();
    if (ShapedType::isDynamic(*frame))
      frame = window;
  } else if (!op.getFrameLength()) {
    frame = length;
  }
  int64_t frames = kDynamic;
  if (!ShapedType::isDynamic(length) && !ShapedType::isDynamic(*frame) &&
      !ShapedType::isDynamic(*step)) {
    if (*frame > length)
      return emitOptionalError(loc, "frames of ", *frame,
                               " do not fit into a signal of ", length);
    frames = (length - *frame) / *step + 1;
  }
  int64_t bins = op.getOnesided() ? halfSpectrum(*frame) : *frame;
  return appendTensor(loc, {batch, frames, bins, 2}, element, types);
}

/// `output_datatype`, f32 where it is not given.
template <typename Adaptor>
static Type outputElement(Adaptor op, MLIRContext *context) {
  auto type = op.getOutputDatatype();
  return type ? *type : Type(Float32Type::get(context));
}

template <typename Adaptor>
static LogicalResult inferWindowFunction(MLIRContext *context, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  FailureOr<int64_t> size = lengthOf(loc, "size", op.getSize());
  if (failed(size))
    return failure();
  return appendTensor(loc, {*size}, outputElement(op, context), types);
}

LogicalResult HannWindowOp::inferReturnTypes(MLIRContext *context,
                                             OptionalLoc loc, Adaptor op,
                                             Types &types) {
  return inferWindowFunction(context, loc, op, types);
}

LogicalResult HammingWindowOp::inferReturnTypes(MLIRContext *context,
                                                OptionalLoc loc, Adaptor op,
                                                Types &types) {
  return inferWindowFunction(context, loc, op, types);
}

LogicalResult BlackmanWindowOp::inferReturnTypes(MLIRContext *context,
                                                 OptionalLoc loc, Adaptor op,
                                                 Types &types) {
  return inferWindowFunction(context, loc, op, types);
}

LogicalResult MelWeightMatrixOp::inferReturnTypes(MLIRContext *context,
                                                  OptionalLoc loc, Adaptor op,
                                                  Types &types) {
  FailureOr<int64_t> bins = lengthOf(loc, "num_mel_bins", op.getNumMelBins());
  FailureOr<int64_t> length = lengthOf(loc, "dft_length", op.getDftLength());
  if (failed(bins) || failed(length))
    return failure();
  return appendTensor(loc, {halfSpectrum(*length), *bins},
                      outputElement(op, context), types);
}

} // namespace perfopt::nn
