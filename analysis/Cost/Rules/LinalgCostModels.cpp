//===- LinalgCostModels.cpp - Counting rules of linalg --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//
// A structured operator is a nest of loops over its operands' extents with a
// body of scalar arithmetic. It is counted from both, named or generic alike.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/LinalgCostModels.h"

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Cost/Rules/LinalgBody.h"
#include "analysis/Cost/Rules/LinalgTransforms.h"
#include "analysis/Cost/Rules/UpstreamSupport.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <algorithm>

using namespace mlir;

namespace perfopt::analysis {

using linalg::LinalgOp;

/// How often each loop runs; unset when one of them is not known.
static std::optional<SmallVector<int64_t>> loopExtents(LinalgOp op) {
  SmallVector<int64_t> extents = op.getStaticLoopRanges();
  if (llvm::any_of(extents, ShapedType::isDynamic))
    return std::nullopt;
  return extents;
}

/// Product of the extents of the loops in `dims`.
static double product(ArrayRef<int64_t> extents, ArrayRef<unsigned> dims) {
  double result = 1;
  for (unsigned dim : dims)
    result *= double(extents[dim]);
  return result;
}

static double iterations(ArrayRef<int64_t> extents) {
  double result = 1;
  for (int64_t extent : extents)
    result *= double(extent);
  return result;
}

/// Inputs that the body uses once each; destinations only where it uses what
/// they held and somebody wrote them; results once.
static std::optional<Traffic>
structuredTraffic(LinalgOp op, core::Bytes gathered, double iterations) {
  Traffic traffic;
  traffic.read += core::Bytes(gathered.value() * iterations);
  llvm::SmallPtrSet<Value, 8> counted;
  for (OpOperand &operand : op->getOpOperands()) {
    Value value = operand.get();
    if (readsNothing(value) || !op.payloadUsesValueFromOperand(&operand) ||
        !counted.insert(value).second)
      continue;
    auto bytes = storageBytes(value.getType());
    if (!bytes)
      return std::nullopt;
    traffic.read += *bytes;
  }
  for (Value destination : op.getDpsInits()) {
    auto bytes = storageBytes(destination.getType());
    if (!bytes)
      return std::nullopt;
    traffic.written += *bytes;
  }
  return traffic;
}

/// linalg_c1: FLOPs = product of the loops' extents * arithmetic operations in
/// the body; MACs = product of the extents where the body adds a product of two
/// inputs to its result.
static MaybeCost structuredCost(Operation *operation) {
  auto op = cast<LinalgOp>(operation);
  auto extents = loopExtents(op);
  std::optional<BodyCount> body = countBody(op);
  if (!extents || !body)
    return std::nullopt;
  double all = iterations(*extents);
  return costWith(structuredTraffic(op, body->gathered, all), all * body->flops,
                  body->multipliesAndAdds ? all : 0, "linalg_c1");
}

/// Which loops a contraction runs over: in both inputs and the result, in one
/// of them, summed.
struct ContractionLoops {
  SmallVector<unsigned> batch, m, n, k;
};

static std::optional<ContractionLoops> contractionLoops(LinalgOp op) {
  if (op.getNumDpsInputs() < 2 || op.getNumDpsInits() != 1)
    return std::nullopt;
  AffineMap a = op.getMatchingIndexingMap(op.getDpsInputOperand(0));
  AffineMap b = op.getMatchingIndexingMap(op.getDpsInputOperand(1));
  ContractionLoops loops;
  for (auto [dim, kind] : llvm::enumerate(op.getIteratorTypesArray())) {
    bool left = a.isFunctionOfDim(dim), right = b.isFunctionOfDim(dim);
    (kind == utils::IteratorType::reduction ? loops.k
     : left && right                        ? loops.batch
     : right                                ? loops.n
                                            : loops.m)
        .push_back(dim);
  }
  return loops;
}

/// The convolution's or pooling's size by what its loops mean. The extents of
/// the input are those that the windows touch: linalg pads by an operator of
/// its own.
static std::optional<KernelShape>
windowKernel(LinalgOp op, ArrayRef<int64_t> extents, bool multiplies) {
  if (!linalg::isaConvolutionOpInterface(op))
    return std::nullopt;
  FailureOr<linalg::ConvolutionDimensions> dims =
      linalg::inferConvolutionDims(op);
  if (failed(dims))
    return std::nullopt;
  auto size = [&](ArrayRef<unsigned> loops) {
    return static_cast<int64_t>(std::min(product(extents, loops), 9e18));
  };
  WindowShape shape;
  shape.n = size(dims->batch);
  shape.groups = size(dims->depth);
  shape.channels = shape.groups * size(dims->inputChannel);
  shape.filters = shape.groups * size(dims->outputChannel);
  size_t spatial = dims->outputImage.size();
  if (spatial == 0 || dims->filterLoop.size() != spatial)
    return std::nullopt;
  for (size_t i = 0; i < spatial; ++i) {
    int64_t output = extents[dims->outputImage[i]];
    int64_t window = extents[dims->filterLoop[i]];
    int64_t stride = i < dims->strides.size() ? dims->strides[i] : 1;
    int64_t dilation = i < dims->dilations.size() ? dims->dilations[i] : 1;
    shape.output.push_back(output);
    shape.window.push_back(window);
    shape.strides.push_back(stride);
    shape.input.push_back((output - 1) * stride + (window - 1) * dilation + 1);
  }
  if (!multiplies) {
    // Channels of a pooling are extents like the batch.
    shape.n *= shape.filters;
    shape.channels = 1;
    return windowKernelShape(core::KernelFamily::Pool, shape);
  }
  bool depthwise = !dims->depth.empty() && dims->inputChannel.empty();
  return windowKernelShape(depthwise ? core::KernelFamily::Depthwise
                                     : core::KernelFamily::Conv,
                           shape);
}

static MaybeShape structuredKernel(Operation *operation) {
  auto op = cast<LinalgOp>(operation);
  auto extents = loopExtents(op);
  std::optional<BodyCount> body = countBody(op);
  if (!extents || !body)
    return std::nullopt;
  double all = iterations(*extents);
  if (op.getNumReductionLoops() > 0)
    if (auto window = windowKernel(op, *extents, body->multipliesAndAdds))
      return window;
  if (body->multipliesAndAdds)
    if (auto loops = contractionLoops(op))
      return gemmKernelShape(
          product(*extents, loops->m), product(*extents, loops->n),
          product(*extents, loops->k), product(*extents, loops->batch));
  KernelShape kernel;
  auto whole = [](double size) { return int64_t(std::min(size, 9e18)); };
  if (op.getNumReductionLoops() > 0) {
    SmallVector<unsigned> reduced;
    op.getReductionDims(reduced);
    double columns = product(*extents, reduced);
    kernel.family = core::KernelFamily::Reduction;
    kernel.problem = {{"rows", whole(all / std::max(columns, 1.0))},
                      {"cols", whole(columns)}};
    return kernel;
  }
  kernel.family = body->gathered.value() > 0 ? core::KernelFamily::Gather
                  : body->flops > 0          ? core::KernelFamily::Elementwise
                                             : core::KernelFamily::Copy;
  kernel.problem = {{"elements", whole(all)}};
  return kernel;
}

/// What the body multiplies or feeds into a function: its inputs.
static void structuredSaves(Operation *operation, SavedValues &saved) {
  for (Value input : cast<LinalgOp>(operation).getDpsInputs())
    if (isa<ShapedType>(input.getType()))
      saved.push_back(input);
}

template <typename... Ops>
static void attachStructured(MLIRContext &context) {
  (attachRule<Ops, structuredCost, structuredKernel, structuredSaves>(context),
   ...);
}

void registerLinalgCostModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, linalg::LinalgDialect *) {
    attachStructured<
#define GET_OP_LIST
#include "mlir/Dialect/Linalg/IR/LinalgStructuredOps.cpp.inc"
        >(*context);
    attachLinalgTransformRules(*context);
  });
}

} // namespace perfopt::analysis
