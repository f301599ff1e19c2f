//===- TensorCostModels.cpp - Counting rules of tensor and arith ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What stands around linalg: views and copies of tensors, arithmetic on whole
// tensors, and arithmetic on scalars, which the host does before anything
// launches.
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/TensorCostModels.h"

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Cost/Rules/LinalgBody.h"
#include "analysis/Cost/Rules/UpstreamSupport.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;

namespace perfopt::analysis {

/// tensor_copy_c1: no FLOPs; operands once, result once.
static MaybeCost copyCost(Operation *op) {
  return costWith(upstreamTraffic(op), 0, 0, "tensor_copy_c1");
}

static MaybeShape copyKernel(Operation *op) {
  return elementsKernel(core::KernelFamily::Copy, op->getResult(0));
}

/// tensor_insert_c1: no FLOPs; the slice is read and written, what it is put
/// into stays where it is.
static MaybeCost insertCost(tensor::InsertSliceOp op) {
  auto moved = storageBytes(op.getSource().getType());
  if (!moved)
    return std::nullopt;
  return OpCost{{}, {}, *moved, *moved, "tensor_insert_c1"};
}

static MaybeShape insertKernel(tensor::InsertSliceOp op) {
  return elementsKernel(core::KernelFamily::Copy, op.getSource());
}

/// tensor_gather_c1: no FLOPs; reads what it writes, and the indices.
static MaybeCost gatherCost(tensor::GatherOp op) {
  auto moved = storageBytes(op.getResult().getType());
  auto indices = storageBytes(op.getIndices().getType());
  if (!moved || !indices)
    return std::nullopt;
  return OpCost{{}, {}, *moved + *indices, *moved, "tensor_gather_c1"};
}

static MaybeShape gatherKernel(tensor::GatherOp op) {
  return elementsKernel(core::KernelFamily::Gather, op.getResult());
}

/// arith_c1: one FLOP for each result element (none for a change of type, two
/// for a fused multiply-add); scalars are the host's.
static MaybeCost arithmeticCost(Operation *op) {
  if (!isa<ShapedType>(op->getResult(0).getType()))
    return hostCost(op);
  auto count = elements(op->getResult(0));
  auto flops = scalarFlops(op);
  if (!count || !flops)
    return std::nullopt;
  return costWith(upstreamTraffic(op), *count * *flops, 0, "arith_c1");
}

static MaybeShape arithmeticKernel(Operation *op) {
  if (!isa<ShapedType>(op->getResult(0).getType()) ||
      op->hasTrait<OpTrait::ConstantLike>())
    return std::nullopt;
  return elementsKernel(core::KernelFamily::Elementwise, op->getResult(0));
}

template <auto Cost, auto Kernel, typename... Ops>
static void attach(MLIRContext &context) {
  (attachRule<Ops, Cost, Kernel, savesNothing>(context), ...);
}

template <typename... Ops>
static void attachArithmetic(MLIRContext &context) {
  attach<arithmeticCost, arithmeticKernel, Ops...>(context);
}

static void attachTensorRules(MLIRContext *context, tensor::TensorDialect *) {
  using namespace tensor;
  attach<viewCost, noLaunch, BitcastOp, CastOp, CollapseShapeOp, EmptyOp,
         ExpandShapeOp, ExtractSliceOp, ReshapeOp>(*context);
  attach<hostCost, noLaunch, DimOp, RankOp, ExtractOp, FromElementsOp>(
      *context);
  attach<copyCost, copyKernel, ConcatOp, InsertOp, PadOp, ScatterOp, SplatOp>(
      *context);
  attach<insertCost, insertKernel, InsertSliceOp>(*context);
  attach<gatherCost, gatherKernel, GatherOp>(*context);
}

void registerTensorCostModels(DialectRegistry &registry) {
  registry.addExtension(&attachTensorRules);
  registry.addExtension(+[](MLIRContext *context, arith::ArithDialect *) {
    attachArithmetic<
#define GET_OP_LIST
#include "mlir/Dialect/Arith/IR/ArithOps.cpp.inc"
        >(*context);
  });
  registry.addExtension(+[](MLIRContext *context, math::MathDialect *) {
    attachArithmetic<
#define GET_OP_LIST
#include "mlir/Dialect/Math/IR/MathOps.cpp.inc"
        >(*context);
  });
}

} // namespace perfopt::analysis
