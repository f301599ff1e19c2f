//===- MoveTransposes.cpp - Transpositions that meet and cancel -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/MoveTransposes.h"

#include "analysis/Cost/KnownBytes.h"
#include "analysis/Kernels/LoadTimeValues.h"
#include "dialects/NN/NNOps.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <numeric>

using namespace mlir;

namespace perfopt::analysis {

namespace {

using Order = SmallVector<int64_t, 4>;

class TransposeMover {
public:
  TransposeMover(func::FuncOp function, OpNames through)
      : function(function), through(through), loadTime(function) {}

  void run();

private:
  bool isPassed(Operation *op) const {
    std::string_view name = op->getName().getStringRef();
    return llvm::is_contained(through, name);
  }
  void joinPair(nn::TransposeOp second);
  std::optional<Order> commonOrder(Operation *op) const;
  using Together = llvm::SmallPtrSet<Operation *, 8>;
  bool moves(Operation *op, const Order &order, Together &together) const;
  void moveBehind(Operation *op, const Order &order);

  func::FuncOp function;
  OpNames through;
  LoadTimeValues loadTime;
  /// Have had their turn.
  llvm::SmallPtrSet<Operation *, 32> stays;
};

Attribute phaseOf(Operation *op) { return op->getAttr(nn::kPhase); }

void setPhase(Value value, Attribute phase) {
  if (phase)
    value.getDefiningOp()->setAttr(nn::kPhase, phase);
}

/// Where each extent of the result comes from; without an attribute they turn
/// round.
std::optional<Order> orderOf(nn::TransposeOp op) {
  auto type = op ? nn::rankedType(op.getX()) : RankedTensorType();
  if (!type || !type.hasStaticShape())
    return std::nullopt;
  if (auto perm = op.getPerm())
    return Order(perm->begin(), perm->end());
  Order order(type.getRank());
  std::iota(order.rbegin(), order.rend(), 0);
  return order;
}

Order inverted(const Order &order) {
  Order inverse(order.size());
  for (auto [i, from] : llvm::enumerate(order))
    inverse[from] = static_cast<int64_t>(i);
  return inverse;
}

bool isIdentity(const Order &order) {
  for (auto [i, from] : llvm::enumerate(order))
    if (from != static_cast<int64_t>(i))
      return false;
  return true;
}

Value createTransposed(OpBuilder &builder, Location loc, Value x,
                       const Order &order) {
  return nn::TransposeOp::create(builder, loc, x,
                                 builder.getDenseI64ArrayAttr(order));
}

void TransposeMover::joinPair(nn::TransposeOp second) {
  auto first = second.getX().getDefiningOp<nn::TransposeOp>();
  auto inner = orderOf(first), outer = orderOf(second);
  if (!inner || !outer || phaseOf(first) != phaseOf(second))
    return;
  Order joined;
  for (int64_t from : *outer)
    joined.push_back((*inner)[from]);
  Value x = first.getX();
  if (isIdentity(joined)) {
    second.getY().replaceAllUsesWith(x);
  } else {
    OpBuilder builder(second);
    Value y = createTransposed(builder, second.getLoc(), x, joined);
    setPhase(y, phaseOf(second));
    second.getY().replaceAllUsesWith(y);
  }
  second.erase();
  if (first->use_empty())
    first.erase();
}

/// The order of the transpositions that `op` moves in front of; unset where it
/// stays.
std::optional<Order> TransposeMover::commonOrder(Operation *op) const {
  for (Value operand : op->getOperands()) {
    auto order = orderOf(operand.getDefiningOp<nn::TransposeOp>());
    if (!order || loadTime.contains(operand))
      continue;
    Together together;
    return moves(op, *order, together) ? order : std::nullopt;
  }
  return std::nullopt;
}

/// Whether `op` can move in front of transpositions in `order` without more
/// bytes being copied: all its operands that run are transposed so, or will be
/// once others have moved, and so is every other reader of these. `together`
/// grows by what has to move with it.
bool TransposeMover::moves(Operation *op, const Order &order,
                           Together &together) const {
  if (!isPassed(op) || op->getNumResults() != 1 || loadTime.contains(op) ||
      stays.contains(op))
    return false;
  if (!together.insert(op).second)
    return true;
  auto result = nn::rankedType(op->getResult(0));
  if (!result || !result.hasStaticShape())
    return false;
  bool grows = true;
  for (Value operand : op->getOperands()) {
    auto type = nn::rankedType(operand);
    if (!type || !type.hasStaticShape() || type.getRank() > result.getRank())
      return false;
    auto transpose = operand.getDefiningOp<nn::TransposeOp>();
    if (loadTime.contains(operand) ||
        (!transpose && nn::elementCount(type) == 1))
      continue;
    Operation *definition = operand.getDefiningOp();
    if (!definition || type.getRank() != result.getRank())
      return false;
    bool fits = transpose ? orderOf(transpose) == order &&
                                phaseOf(transpose) == phaseOf(op)
                          : moves(definition, order, together);
    fits = fits && llvm::all_of(operand.getUsers(), [&](Operation *user) {
             return isa<nn::TransposeOp>(user) || moves(user, order, together);
           });
    if (!fits)
      return false;
    grows &= knownBytes(operand) < knownBytes(op->getResult(0));
  }
  return !grows;
}

void TransposeMover::moveBehind(Operation *op, const Order &order) {
  OpBuilder builder(op);
  auto type = nn::rankedType(op->getResult(0));
  Order inverse = inverted(order);
  SmallVector<Value, 4> operands;
  llvm::SmallSetVector<Operation *, 2> passed;
  for (Value operand : op->getOperands()) {
    auto own = nn::rankedType(operand);
    auto transpose = operand.getDefiningOp<nn::TransposeOp>();
    if (transpose && !loadTime.contains(operand)) {
      passed.insert(transpose);
      operands.push_back(transpose.getX());
    } else if (own.getNumElements() == 1) {
      operands.push_back(operand);
    } else {
      // Broadcasting aligns the last extents.
      SmallVector<int64_t> shape(type.getRank() - own.getRank(), 1);
      llvm::append_range(shape, own.getShape());
      if (!shape.empty() && own.getRank() < type.getRank()) {
        auto list =
            RankedTensorType::get({type.getRank()}, builder.getI64Type());
        Value extents = nn::ConstantOp::create(
            builder, op->getLoc(), list,
            DenseElementsAttr::get(list, ArrayRef<int64_t>(shape)));
        operand =
            nn::ReshapeOp::create(builder, op->getLoc(), operand, extents);
      }
      operands.push_back(
          createTransposed(builder, op->getLoc(), operand, inverse));
    }
  }
  SmallVector<int64_t> shape;
  for (int64_t from : inverse)
    shape.push_back(type.getDimSize(from));
  Operation *moved = builder.clone(*op);
  moved->setOperands(operands);
  moved->getResult(0).setType(type.clone(shape));
  stays.insert(moved);
  Value transposed =
      createTransposed(builder, op->getLoc(), moved->getResult(0), order);
  setPhase(transposed, phaseOf(op));
  op->getResult(0).replaceAllUsesWith(transposed);
  op->erase();
  for (Operation *transpose : passed)
    if (transpose->use_empty())
      transpose->erase();
}

void TransposeMover::run() {
  // Operands come first, so that what has moved moves on.
  for (Block &block : function.getBody())
    for (Operation &op : llvm::make_early_inc_range(block)) {
      if (auto transpose = dyn_cast<nn::TransposeOp>(op)) {
        if (!loadTime.contains(&op))
          joinPair(transpose);
      } else if (isPassed(&op)) {
        if (auto order = commonOrder(&op))
          moveBehind(&op, *order);
        else
          stays.insert(&op);
      }
    }
}

} // namespace

void moveTransposes(func::FuncOp function, OpNames through) {
  TransposeMover(function, through).run();
}

} // namespace perfopt::analysis
