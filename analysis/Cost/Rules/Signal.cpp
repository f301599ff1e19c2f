//===- Signal.cpp - Counting rules of Fourier transforms -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include "dialects/NN/ConstantValue.h"

#include <cmath>

using namespace mlir;

namespace perfopt::analysis {

/// A complex transform of n values takes about 5 n log2 n FLOPs by the fast
/// algorithm, the convention of FFT benchmarks (Frigo and Johnson, FFTW); a
/// real one half of it.
static double transformFlops(double n, bool isReal) {
  return n < 2 ? 0 : (isReal ? 2.5 : 5) * n * std::log2(n);
}

/// How many values a DFT takes along its axis, and how many transforms there
/// are.
struct TransformSize {
  double length, count;
  bool isReal;
};

static std::optional<TransformSize> transformSize(nn::DftOp op) {
  auto x = staticShape(op.getX());
  auto results = elements(op.getY());
  auto y = staticShape(op.getY());
  std::optional<int64_t> given = -2;
  if (op.getAxis())
    given = nn::constantInteger(op.getAxis());
  if (!x || !y || !results || !given)
    return std::nullopt;
  auto axis = nn::normalizeAxis(*given, y->size());
  if (!axis)
    return std::nullopt;
  bool oneSided = op.getOnesided() != 0;
  double extent = double((*y)[*axis]), components = double(y->back());
  TransformSize size;
  size.count = *results / std::max(1.0, extent * components);
  size.isReal = x->back() == 1 || (oneSided && op.getInverse());
  size.length = extent;
  // Half a spectrum came of the whole length.
  if (oneSided && !op.getInverse()) {
    auto length = nn::constantInteger(op.getDftLength());
    size.length = double(length.value_or((*x)[*axis]));
  }
  return size;
}

/// dft_c1: 5 n log2 n FLOPs for each complex transform of n values, 2.5 n log2
/// n for a real one.
static MaybeCost dftCost(nn::DftOp op) {
  auto size = transformSize(op);
  if (!size)
    return std::nullopt;
  return costWithTraffic(
      op, size->count * transformFlops(size->length, size->isReal), 0,
      "dft_c1");
}

static MaybeShape dftKernel(nn::DftOp op) {
  return elementsKernel(core::KernelFamily::Other, op.getY());
}

/// Values of one frame of an STFT.
static std::optional<double> frameLength(nn::StftOp op) {
  if (auto length = nn::constantInteger(op.getFrameLength()))
    return double(*length);
  Value measured = op.getWindow() ? op.getWindow() : op.getSignal();
  auto shape = staticShape(measured);
  if (!shape || op.getFrameLength())
    return std::nullopt;
  return double((*shape)[op.getWindow() ? 0 : 1]);
}

/// stft_c1: for each frame of n values a transform as in dft_c1 and, with a
/// window, a product for each value.
static MaybeCost stftCost(nn::StftOp op) {
  auto signal = staticShape(op.getSignal());
  auto y = staticShape(op.getY());
  auto length = frameLength(op);
  if (!signal || !y || !length)
    return std::nullopt;
  double frames = double((*y)[0]) * double((*y)[1]);
  double windowed = op.getWindow() ? *length * double(signal->back()) : 0;
  double flops =
      frames * (transformFlops(*length, signal->back() == 1) + windowed);
  return costWithTraffic(op, flops, 0, "stft_c1");
}

/// Framing and windowing, then the transforms.
static MaybeShape stftKernel(nn::StftOp op) {
  auto kernel = elementsKernel(core::KernelFamily::Other, op.getY());
  if (kernel)
    kernel->launches = 2;
  return kernel;
}

/// window_c1: a + b cos(c i) is two products, a cosine and an addition for each
/// element; Blackman's second cosine three more and an addition.
template <typename Op, int FlopsPerElement>
static MaybeCost windowCost(Op op) {
  auto count = elements(op.getY());
  return costWithTraffic(
      op, count ? std::optional(*count * FlopsPerElement) : std::nullopt, 0,
      "window_c1");
}

/// mel_weight_matrix_c1: for each element the slopes of a triangle (two
/// subtractions and divisions), their minimum, and a maximum with 0.
static MaybeCost melCost(nn::MelWeightMatrixOp op) {
  auto count = elements(op.getY());
  return costWithTraffic(op, count ? std::optional(*count * 6) : std::nullopt,
                         0, "mel_weight_matrix_c1");
}

template <typename Op>
static MaybeShape madeKernel(Op op) {
  return elementsKernel(core::KernelFamily::Elementwise, op.getY());
}

template <int FlopsPerElement, typename... Ops>
static void attachWindows(MLIRContext &context) {
  (attachRule<Ops, windowCost<Ops, FlopsPerElement>, madeKernel<Ops>,
              savesNothing>(context),
   ...);
}

void attachSignalRules(MLIRContext &context) {
  using namespace nn;
  attachRule<DftOp, dftCost, dftKernel, savesNothing>(context);
  attachRule<StftOp, stftCost, stftKernel, savesNothing>(context);
  attachWindows<4, HannWindowOp, HammingWindowOp>(context);
  attachWindows<8, BlackmanWindowOp>(context);
  attachRule<MelWeightMatrixOp, melCost, madeKernel<MelWeightMatrixOp>,
             savesNothing>(context);
}

} // namespace perfopt::analysis
