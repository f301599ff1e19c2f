//===- Buffers.cpp - Buffers as values ------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// linalg also works on buffers (memref). What is written into a buffer becomes
// a new tensor that stands for it from there on, so that everything further
// down sees values only. Other views than reshapes of a buffer are not
// followed.
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/FunctionImporter.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;

namespace perfopt::upstream {

/// Another look at a buffer: true when it was understood.
bool FunctionImporter::importBufferView(Operation *op) {
  Location loc = locationOf(op);
  Value from = op->getNumOperands() > 0 ? values.lookupOrNull(op->getOperand(0))
                                        : Value();
  if (!from || op->getNumResults() != 1)
    return false;
  Type type = importedType(op->getResult(0).getType());
  Value view;
  if (auto collapse = dyn_cast<memref::CollapseShapeOp>(op)) {
    if (isa<RankedTensorType>(type))
      view = tensor::CollapseShapeOp::create(
          builder, loc, type, from, collapse.getReassociationIndices());
  } else if (auto expand = dyn_cast<memref::ExpandShapeOp>(op)) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    if (tensor && tensor.hasStaticShape())
      view = tensor::ExpandShapeOp::create(builder, loc, type, from,
                                           expand.getReassociationIndices());
  } else if (isa<memref::CastOp, memref::MemorySpaceCastOp,
                 bufferization::ToTensorOp, bufferization::ToBufferOp>(op)) {
    view = from.getType() == type
               ? from
               : tensor::CastOp::create(builder, loc, type, from).getResult();
  }
  if (!view)
    return false;
  values.map(op->getResult(0), view);
  viewedBuffers[op->getResult(0)] = op->getOperand(0);
  return true;
}

void FunctionImporter::refreshView(Value view) {
  auto behind = viewedBuffers.find(view);
  if (behind == viewedBuffers.end() || !view.getDefiningOp())
    return;
  Value buffer = behind->second;
  refreshView(buffer);
  Value current = values.lookupOrNull(view);
  Operation *look = current ? current.getDefiningOp() : nullptr;
  Value seen =
      look && look->getNumOperands() > 0 ? look->getOperand(0) : Value();
  Value now = values.lookupOrNull(buffer);
  if (now != seen && now != current)
    importBufferView(view.getDefiningOp());
}

LogicalResult FunctionImporter::importOnBuffers(Operation *op) {
  Location loc = locationOf(op);
  for (Value operand : op->getOperands())
    refreshView(operand);
  if (isa<memref::DeallocOp>(op))
    return success();
  if (isa<memref::AllocOp, memref::AllocaOp>(op)) {
    auto type =
        cast<RankedTensorType>(importedType(op->getResult(0).getType()));
    Values extents;
    if (failed(operandsOf(op, extents)))
      return failure();
    extents.resize(type.getNumDynamicDims());
    return bindResults(
        op, Values{tensor::EmptyOp::create(builder, loc, type, extents)});
  }
  if (auto load = dyn_cast<memref::GetGlobalOp>(op)) {
    auto type = cast<RankedTensorType>(importedType(load.getType()));
    return bindResults(op, Values{constants.weight(type, load.getName(), loc)});
  }
  if (importBufferView(op))
    return success();

  auto structured = dyn_cast<linalg::LinalgOp>(op);
  auto copy = dyn_cast<memref::CopyOp>(op);
  // What is written through a view would have to be put back behind it.
  auto isView = [&](Value value) { return viewedBuffers.contains(value); };
  bool writesView = structured ? llvm::any_of(structured.getDpsInits(), isView)
                               : copy && isView(copy.getTarget());
  if ((!structured && !copy) || writesView)
    return importOpaque(op, "what it does to its buffers is not followed");

  Values operands;
  if (failed(operandsOf(op, operands)))
    return failure();
  SmallVector<Value> destinations;
  Operation *tensorOp = nullptr;
  if (copy) {
    destinations.push_back(copy.getTarget());
    tensorOp =
        linalg::CopyOp::create(builder, loc, operands.front(), operands.back());
  } else {
    OperationState state(loc, op->getName());
    state.addOperands(operands);
    for (Value init : structured.getDpsInits()) {
      destinations.push_back(init);
      state.addTypes(importedType(init.getType()));
    }
    state.addAttributes(op->getAttrs());
    FailureOr<IRMapping> mapping = surroundings(op);
    if (failed(mapping))
      return failure();
    for (Region &region : op->getRegions())
      region.cloneInto(state.addRegion(), *mapping);
    tensorOp = builder.create(state);
  }
  for (auto [destination, result] :
       llvm::zip_equal(destinations, tensorOp->getResults())) {
    values.map(destination, result);
  }
  return success();
}

} // namespace perfopt::upstream
