//===- Window.cpp - Extents under sliding windows
//-------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/Window.h"

#include "dialects/NN/Expectations.h"

#include <algorithm>

using namespace mlir;

namespace perfopt::nn {

FailureOr<Shape> windowInts(OptionalLoc loc, StringRef what,
                            std::optional<ArrayRef<int64_t>> values,
                            size_t count, int64_t fallback, int64_t minimum) {
  if (!values || values->empty())
    return Shape(count, fallback);
  if (values->size() != count)
    return emitOptionalError(loc, what, " has ", values->size(),
                             " entries, expected ", count);
  for (int64_t value : *values)
    if (value < minimum || value > kMaxAttribute)
      return emitOptionalError(loc, what, " of ", value, " is out of range");
  return Shape(*values);
}

FailureOr<Window> readWindow(OptionalLoc loc,
                             const WindowAttributes &attributes,
                             ArrayRef<int64_t> kernel) {
  size_t rank = kernel.size();
  Window window;
  window.kernel = Shape(kernel);
  auto strides = windowInts(loc, "stride", attributes.strides, rank, 1, 1);
  auto dilations =
      windowInts(loc, "dilation", attributes.dilations, rank, 1, 1);
  auto pads =
      windowInts(loc, "padding", attributes.pads, 2 * rank, 0, -kMaxAttribute);
  if (failed(strides) || failed(dilations) || failed(pads))
    return failure();
  window.strides = *strides;
  window.dilations = *dilations;
  window.padsBegin.assign(pads->begin(), pads->begin() + rank);
  window.padsEnd.assign(pads->begin() + rank, pads->end());
  for (int64_t extent : kernel)
    if (extent > kMaxAttribute ||
        (extent < 1 && !ShapedType::isDynamic(extent)))
      return emitOptionalError(loc, "window of ", extent, " is out of range");
  return window;
}

static int64_t ceilDiv(int64_t a, int64_t b) { return (a + b - 1) / b; }

FailureOr<int64_t> windowsAlong(OptionalLoc loc, int64_t extent,
                                const Window &window, size_t i,
                                StringRef autoPad, bool ceilMode) {
  int64_t kernel = window.kernel[i], stride = window.strides[i];
  if (ShapedType::isDynamic(extent) || ShapedType::isDynamic(kernel))
    return ShapedType::kDynamic;
  if (autoPad == "SAME_UPPER" || autoPad == "SAME_LOWER")
    return ceilDiv(extent, stride);
  int64_t span = (kernel - 1) * window.dilations[i] + 1;
  int64_t before = 0, after = 0;
  if (autoPad != "VALID") {
    before = window.padsBegin[i];
    after = window.padsEnd[i];
  }
  int64_t room = extent + before + after - span;
  if (room < 0)
    return emitOptionalError(loc, "a window of ", span,
                             " does not fit into a padded extent of ",
                             extent + before + after);
  if (!ceilMode)
    return room / stride + 1;
  int64_t count = ceilDiv(room, stride) + 1;
  // A window that would start wholly in the padding behind is dropped.
  if ((count - 1) * stride >= extent + before)
    --count;
  return count;
}

LogicalResult checkImage(OptionalLoc loc, RankedTensorType x,
                         RankedTensorType w) {
  if (x.getRank() < 3)
    return emitOptionalError(loc, "expected [N, C, d...], found rank ",
                             x.getRank());
  if (w && w.getRank() != x.getRank())
    return emitOptionalError(loc, "input of rank ", x.getRank(),
                             " and filter of rank ", w.getRank());
  return success();
}

LogicalResult checkFilter(OptionalLoc loc, RankedTensorType w,
                          std::optional<ArrayRef<int64_t>> kernel) {
  if (!kernel || kernel->empty())
    return success();
  ArrayRef<int64_t> window = w.getShape().drop_front(2);
  if (kernel->size() != window.size())
    return emitOptionalError(loc, "kernel_shape has ", kernel->size(),
                             " entries, the filter ", window.size());
  for (auto [stated, extent] : llvm::zip_equal(*kernel, window))
    if (!ShapedType::isDynamic(extent) && stated != extent)
      return emitOptionalError(loc, "kernel_shape says ", stated,
                               ", the filter has ", extent);
  return success();
}

LogicalResult checkChannels(OptionalLoc loc, int64_t channels, int64_t group,
                            int64_t expected) {
  if (group < 1)
    return emitOptionalError(loc, "group is ", group, ", expected 1 or more");
  if (!ShapedType::isDynamic(channels) && channels % group != 0)
    return emitOptionalError(loc, "group ", group, " does not divide ",
                             channels, " channels");
  if (ShapedType::isDynamic(channels) || ShapedType::isDynamic(expected))
    return success();
  if (channels != expected)
    return emitOptionalError(loc, "the input has ", channels,
                             " channels, the filter and group ", group,
                             " expect ", expected);
  return success();
}

LogicalResult checkAutoPad(OptionalLoc loc, StringRef autoPad) {
  return expectOneOf(loc, "auto_pad", autoPad,
                     {"NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"});
}

LogicalResult appendWindows(OptionalLoc loc, const Window &window,
                            RankedTensorType x, int64_t channels,
                            StringRef autoPad, bool ceilMode, Type element,
                            Types &types) {
  if (failed(checkAutoPad(loc, autoPad)))
    return failure();
  Shape shape{x.getDimSize(0), channels};
  for (size_t i = 0; i < window.kernel.size(); ++i) {
    FailureOr<int64_t> extent =
        windowsAlong(loc, x.getDimSize(i + 2), window, i, autoPad, ceilMode);
    if (failed(extent))
      return failure();
    shape.push_back(*extent);
  }
  return appendTensor(loc, shape, element, types);
}

LogicalResult inferConvolution(OptionalLoc loc, Value xValue, Value wValue,
                               const ConvolutionForm &form, Type element,
                               Types &types) {
  auto x = rankedType(xValue);
  auto w = rankedType(wValue);
  if (!x || !w)
    return appendUnranked(loc, element, types);
  return inferConvolution(loc, x, w, form, element, types);
}

LogicalResult inferConvolution(OptionalLoc loc, RankedTensorType x,
                               RankedTensorType w, const ConvolutionForm &form,
                               Type element, Types &types) {
  if (failed(checkImage(loc, x, w)) ||
      failed(checkChannels(loc, x.getDimSize(1), form.group,
                           multiplyExtents(w.getDimSize(1), form.group))) ||
      failed(checkFilter(loc, w, form.kernelShape)))
    return failure();
  if (!w.isDynamicDim(0) && w.getDimSize(0) % form.group != 0)
    return emitOptionalError(loc, "group ", form.group, " does not divide ",
                             w.getDimSize(0), " filters");
  FailureOr<Window> window =
      readWindow(loc, form.window, w.getShape().drop_front(2));
  if (failed(window))
    return failure();
  return appendWindows(loc, *window, x, w.getDimSize(0), form.autoPad,
                       /*ceilMode=*/false, element, types);
}

LogicalResult inferPooling(OptionalLoc loc, RankedTensorType x,
                           const PoolingForm &form, Type element,
                           Types &types) {
  if (failed(checkImage(loc, x, {})))
    return failure();
  if (!form.kernelShape ||
      static_cast<int64_t>(form.kernelShape->size()) != x.getRank() - 2)
    return emitOptionalError(loc, "kernel_shape must have ", x.getRank() - 2,
                             " entries");
  FailureOr<Window> window = readWindow(loc, form.window, *form.kernelShape);
  if (failed(window))
    return failure();
  return appendWindows(loc, *window, x, x.getDimSize(1), form.autoPad,
                       form.ceilMode, element, types);
}

RankedTensorType channelsFirst(RankedTensorType type) {
  Shape shape(type.getShape());
  if (shape.size() >= 3)
    std::rotate(shape.begin() + 1, shape.end() - 1, shape.end());
  return RankedTensorType::get(shape, type.getElementType());
}

RankedTensorType channelsLast(RankedTensorType type) {
  Shape shape(type.getShape());
  if (shape.size() >= 3)
    std::rotate(shape.begin() + 1, shape.begin() + 2, shape.end());
  return RankedTensorType::get(shape, type.getElementType());
}

} // namespace perfopt::nn
