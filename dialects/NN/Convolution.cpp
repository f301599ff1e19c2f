//===- Convolution.cpp - Convolutions and pooling ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/NNOps.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Convolution.cpp.inc"

namespace perfopt::nn {

/// What a window op does along its spatial extents.
struct Window {
  Shape kernel, strides, dilations, padsBegin, padsEnd;
};

static FailureOr<Shape> ints(OptionalLoc loc, StringRef what,
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

template <typename Adaptor>
static FailureOr<Window> readWindow(OptionalLoc loc, Adaptor op,
                                    ArrayRef<int64_t> kernel) {
  size_t rank = kernel.size();
  Window window;
  window.kernel = Shape(kernel);
  auto strides = ints(loc, "stride", op.getStrides(), rank, 1, 1);
  auto dilations = ints(loc, "dilation", op.getDilations(), rank, 1, 1);
  auto pads = ints(loc, "padding", op.getPads(), 2 * rank, 0, -kMaxAttribute);
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

/// Windows that fit along one extent (ONNX Conv and MaxPool).
static FailureOr<int64_t> windowsAlong(OptionalLoc loc, int64_t extent,
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

template <typename Adaptor>
static LogicalResult appendWindows(OptionalLoc loc, Adaptor op,
                                   RankedTensorType x, int64_t channels,
                                   ArrayRef<int64_t> kernel, bool ceilMode,
                                   Type element, Types &types) {
  FailureOr<Window> window = readWindow(loc, op, kernel);
  if (failed(window))
    return failure();
  Shape shape{x.getDimSize(0), channels};
  for (size_t i = 0; i < kernel.size(); ++i) {
    FailureOr<int64_t> extent = windowsAlong(loc, x.getDimSize(i + 2), *window,
                                             i, op.getAutoPad(), ceilMode);
    if (failed(extent))
      return failure();
    shape.push_back(*extent);
  }
  return appendTensor(loc, shape, element, types);
}

static LogicalResult checkImage(OptionalLoc loc, RankedTensorType x,
                                RankedTensorType w) {
  if (x.getRank() < 3)
    return emitOptionalError(loc, "expected [N, C, d...], found rank ",
                             x.getRank());
  if (w && w.getRank() != x.getRank())
    return emitOptionalError(loc, "input of rank ", x.getRank(),
                             " and filter of rank ", w.getRank());
  return success();
}

/// kernel_shape repeats the filter's window where it is given.
static LogicalResult checkFilter(OptionalLoc loc, RankedTensorType w,
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

static LogicalResult checkChannels(OptionalLoc loc, int64_t channels,
                                   int64_t group, int64_t expected) {
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

LogicalResult ConvOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                       Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto w = rankedType(op.getW());
  Type element = elementType(op.getX());
  if (!x || !w)
    return appendUnranked(loc, element, types);
  if (failed(checkImage(loc, x, w)) ||
      failed(checkChannels(loc, x.getDimSize(1), op.getGroup(),
                           multiplyExtents(w.getDimSize(1), op.getGroup()))) ||
      failed(checkFilter(loc, w, op.getKernelShape())))
    return failure();
  if (!w.isDynamicDim(0) && w.getDimSize(0) % op.getGroup() != 0)
    return emitOptionalError(loc, "group ", op.getGroup(), " does not divide ",
                             w.getDimSize(0), " filters");
  return appendWindows(loc, op, x, w.getDimSize(0), w.getShape().drop_front(2),
                       /*ceilMode=*/false, element, types);
}

LogicalResult ConvTransposeOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                                Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  auto w = rankedType(op.getW());
  Type element = elementType(op.getX());
  if (!x || !w)
    return appendUnranked(loc, element, types);
  if (failed(checkImage(loc, x, w)) ||
      failed(checkChannels(loc, x.getDimSize(1), op.getGroup(),
                           w.getDimSize(0))) ||
      failed(checkFilter(loc, w, op.getKernelShape())))
    return failure();
  ArrayRef<int64_t> kernel = w.getShape().drop_front(2);
  FailureOr<Window> window = readWindow(loc, op, kernel);
  auto extra =
      ints(loc, "output padding", op.getOutputPadding(), kernel.size(), 0, 0);
  if (failed(window) || failed(extra))
    return failure();
  Shape shape{x.getDimSize(0), multiplyExtents(w.getDimSize(1), op.getGroup())};
  auto fixed = op.getOutputShape();
  bool same = op.getAutoPad().starts_with("SAME");
  for (size_t i = 0; i < kernel.size(); ++i) {
    int64_t extent = x.getDimSize(i + 2);
    if (fixed && fixed->size() == kernel.size()) {
      shape.push_back((*fixed)[i]);
    } else if (ShapedType::isDynamic(extent) ||
               ShapedType::isDynamic(kernel[i])) {
      shape.push_back(ShapedType::kDynamic);
    } else if (extent > kMaxAttribute) {
      return emitOptionalError(loc, "extent of ", extent, " is out of range");
    } else if (same) {
      shape.push_back(extent * window->strides[i]);
    } else {
      shape.push_back(window->strides[i] * (extent - 1) + (*extra)[i] +
                      (kernel[i] - 1) * window->dilations[i] + 1 -
                      window->padsBegin[i] - window->padsEnd[i]);
    }
  }
  return appendTensor(loc, shape, element, types);
}

template <typename Adaptor>
static LogicalResult inferPool(OptionalLoc loc, Adaptor op, Type element,
                               Types &types) {
  auto x = rankedType(op.getX());
  if (!x)
    return appendUnranked(loc, element, types);
  if (failed(checkImage(loc, x, {})))
    return failure();
  auto kernel = op.getKernelShape();
  if (!kernel || static_cast<int64_t>(kernel->size()) != x.getRank() - 2)
    return emitOptionalError(loc, "kernel_shape must have ", x.getRank() - 2,
                             " entries");
  return appendWindows(loc, op, x, x.getDimSize(1), *kernel, op.getCeilMode(),
                       element, types);
}

LogicalResult MaxPoolOp::inferReturnTypes(MLIRContext *context, OptionalLoc loc,
                                          Adaptor op, Types &types) {
  if (failed(inferPool(loc, op, elementType(op.getX()), types)))
    return failure();
  return inferPool(loc, op, IntegerType::get(context, 64), types);
}

LogicalResult AveragePoolOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                              Adaptor op, Types &types) {
  return inferPool(loc, op, elementType(op.getX()), types);
}

LogicalResult LpPoolOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  return inferPool(loc, op, elementType(op.getX()), types);
}

} // namespace perfopt::nn
