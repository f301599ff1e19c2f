//===- Window.h - Extents under sliding windows
//---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What convolutions and pooling have in common: strides, dilations and padding
// along spatial extents, and how many windows fit.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_WINDOW_H
#define PERFOPT_DIALECTS_NN_WINDOW_H

#include "dialects/NN/TypeInference.h"

#include "mlir/IR/Diagnostics.h"

namespace perfopt::nn {

/// What a window op does along its spatial extents.
struct Window {
  Shape kernel, strides, dilations, padsBegin, padsEnd;
};

/// ONNX's window attributes as they stand; unset where omitted.
struct WindowAttributes {
  using Ints = std::optional<llvm::ArrayRef<int64_t>>;
  Ints strides, dilations, pads;

  template <typename Adaptor>
  static WindowAttributes of(Adaptor op) {
    return {op.getStrides(), op.getDilations(), op.getPads()};
  }
};

/// `count` entries of the attribute `what`, `fallback` where it is omitted.
mlir::FailureOr<Shape> windowInts(OptionalLoc loc, llvm::StringRef what,
                                  std::optional<llvm::ArrayRef<int64_t>> values,
                                  size_t count, int64_t fallback,
                                  int64_t minimum);

mlir::FailureOr<Window> readWindow(OptionalLoc loc,
                                   const WindowAttributes &attributes,
                                   llvm::ArrayRef<int64_t> kernel);

/// Windows that fit along spatial extent `i` (ONNX Conv and MaxPool).
mlir::FailureOr<int64_t> windowsAlong(OptionalLoc loc, int64_t extent,
                                      const Window &window, size_t i,
                                      llvm::StringRef autoPad, bool ceilMode);

/// Fails unless x is [N, C, d...] and w, where given, of the same rank.
mlir::LogicalResult checkImage(OptionalLoc loc, mlir::RankedTensorType x,
                               mlir::RankedTensorType w);

/// Fails unless `group` divides the input's channels and they are as many as
/// the filter expects.
mlir::LogicalResult checkChannels(OptionalLoc loc, int64_t channels,
                                  int64_t group, int64_t expected);

/// kernel_shape repeats the filter's window where it is given.
mlir::LogicalResult checkFilter(OptionalLoc loc, mlir::RankedTensorType w,
                                std::optional<llvm::ArrayRef<int64_t>> kernel);

mlir::LogicalResult checkAutoPad(OptionalLoc loc, llvm::StringRef autoPad);

/// [N, channels, windows...]
mlir::LogicalResult appendWindows(OptionalLoc loc, const Window &window,
                                  mlir::RankedTensorType x, int64_t channels,
                                  llvm::StringRef autoPad, bool ceilMode,
                                  mlir::Type element, Types &types);

/// The result of convolving x [N, C, d...] with w [M, C / group, k...].
struct ConvolutionForm {
  int64_t group = 1;
  llvm::StringRef autoPad = "NOTSET";
  WindowAttributes window;
  std::optional<llvm::ArrayRef<int64_t>> kernelShape;
};
mlir::LogicalResult inferConvolution(OptionalLoc loc, mlir::Value x,
                                     mlir::Value w, const ConvolutionForm &form,
                                     mlir::Type element, Types &types);
mlir::LogicalResult inferConvolution(OptionalLoc loc, mlir::RankedTensorType x,
                                     mlir::RankedTensorType w,
                                     const ConvolutionForm &form,
                                     mlir::Type element, Types &types);

/// With the operator's auto_pad.
template <typename Adaptor>
ConvolutionForm convolutionFormOf(Adaptor op) {
  return {static_cast<int64_t>(op.getGroup()), op.getAutoPad(),
          WindowAttributes::of(op), op.getKernelShape()};
}

/// The result of pooling x [N, C, d...].
struct PoolingForm {
  llvm::StringRef autoPad = "NOTSET";
  WindowAttributes window;
  std::optional<llvm::ArrayRef<int64_t>> kernelShape;
  bool ceilMode = false;
};
mlir::LogicalResult inferPooling(OptionalLoc loc, mlir::RankedTensorType x,
                                 const PoolingForm &form, mlir::Type element,
                                 Types &types);

/// [N, d..., C] as [N, C, d...]; any rank below 3 as it is.
mlir::RankedTensorType channelsFirst(mlir::RankedTensorType type);
/// [N, C, d...] as [N, d..., C].
mlir::RankedTensorType channelsLast(mlir::RankedTensorType type);

} // namespace perfopt::nn

#endif // PERFOPT_DIALECTS_NN_WINDOW_H
