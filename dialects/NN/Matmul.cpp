//===- Matmul.cpp - Matrix products and attention ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/NN/Einsum.h"
#include "dialects/NN/NNOps.h"
#include "dialects/NN/Products.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/NN/Matmul.cpp.inc"

namespace perfopt::nn {

LogicalResult checkInner(OptionalLoc loc, int64_t a, int64_t b) {
  if (ShapedType::isDynamic(a) || ShapedType::isDynamic(b) || a == b)
    return success();
  return emitOptionalError(loc, "inner extents differ: ", a, " and ", b);
}

LogicalResult inferProduct(OptionalLoc loc, Value aValue, Value bValue,
                           Type element, Types &types) {
  auto a = rankedType(aValue);
  auto b = rankedType(bValue);
  if (!elementType(aValue) || !elementType(bValue))
    return emitOptionalError(loc, "an operand has no known type");
  if (!a || !b)
    return appendUnranked(loc, element, types);
  if (a.getRank() == 0 || b.getRank() == 0)
    return emitOptionalError(loc, "operands must have at least one extent");

  Shape left(a.getShape()), right(b.getShape());
  bool leftVector = left.size() == 1, rightVector = right.size() == 1;
  if (leftVector)
    left.insert(left.begin(), 1);
  if (rightVector)
    right.push_back(1);
  if (failed(checkInner(loc, left.back(), right[right.size() - 2])))
    return failure();
  FailureOr<Shape> shape =
      broadcast(loc, ArrayRef(left).drop_back(2), ArrayRef(right).drop_back(2));
  if (failed(shape))
    return failure();
  if (!leftVector)
    shape->push_back(left[left.size() - 2]);
  if (!rightVector)
    shape->push_back(right.back());
  return appendTensor(loc, *shape, element, types);
}

LogicalResult MatMulOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  return inferProduct(loc, op.getA(), op.getB(), elementType(op.getA()),
                       types);
}

LogicalResult MatMulIntegerOp::inferReturnTypes(MLIRContext *context,
                                                OptionalLoc loc, Adaptor op,
                                                Types &types) {
  return inferProduct(loc, op.getA(), op.getB(), IntegerType::get(context, 32),
                       types);
}

LogicalResult DetOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                      Adaptor op, Types &types) {
  auto x = rankedType(op.getX());
  Type element = elementType(op.getX());
  if (!x)
    return appendUnranked(loc, element, types);
  if (failed(expectRankAtLeast(loc, "the input", op.getX(), 2)) ||
      failed(expectExtent(loc, "a row", x.getShape().back(),
                          x.getDimSize(x.getRank() - 2))))
    return failure();
  return appendTensor(loc, x.getShape().drop_back(2), element, types);
}

LogicalResult GemmOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                       Adaptor op, Types &types) {
  auto a = rankedType(op.getA());
  auto b = rankedType(op.getB());
  Type element = elementType(op.getA());
  if (!a || !b) {
    Shape unknown(2, ShapedType::kDynamic);
    return appendTensor(loc, unknown, element, types);
  }
  if (a.getRank() != 2 || b.getRank() != 2)
    return emitOptionalError(loc, "expected matrices, found ranks ",
                             a.getRank(), " and ", b.getRank());
  int64_t m = a.getDimSize(op.getTransA() ? 1 : 0);
  int64_t n = b.getDimSize(op.getTransB() ? 0 : 1);
  if (failed(checkInner(loc, a.getDimSize(op.getTransA() ? 0 : 1),
                        b.getDimSize(op.getTransB() ? 1 : 0))))
    return failure();
  if (auto c = rankedType(op.getC())) {
    // C is broadcast to the product, never the other way.
    FailureOr<Shape> sum = broadcast(loc, {m, n}, c.getShape());
    if (failed(sum))
      return failure();
    if (sum->size() > 2 || failed(expectExtent({}, "C", (*sum)[0], m)) ||
        failed(expectExtent({}, "C", (*sum)[1], n)))
      return emitOptionalError(loc, "C of type ", c,
                               " does not broadcast to a product of ", m, " x ",
                               n);
  }
  return appendTensor(loc, {m, n}, element, types);
}

LogicalResult EinsumOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                         Adaptor op, Types &types) {
  FailureOr<EinsumPlan> plan =
      planEinsum(loc, op.getEquation(), op.getInputs());
  if (failed(plan))
    return failure();
  Shape shape;
  for (char letter : plan->output)
    shape.push_back(plan->extents[letter]);
  return appendTensor(loc, shape, elementType(op.getInputs().front()), types);
}

/// [batch, heads, seq, dim] of an operand with heads in a dimension or packed.
static FailureOr<Shape> splitHeads(OptionalLoc loc, RankedTensorType type,
                                   int64_t heads) {
  if (type.getRank() == 4)
    return Shape(type.getShape());
  if (type.getRank() != 3)
    return emitOptionalError(loc, "expected rank 3 or 4, found ",
                             type.getRank());
  int64_t hidden = type.getDimSize(2);
  if (heads <= 0 || (!ShapedType::isDynamic(hidden) && hidden % heads != 0))
    return emitOptionalError(loc, heads, " heads do not divide ", hidden);
  int64_t dim = ShapedType::isDynamic(hidden) ? hidden : hidden / heads;
  return Shape{type.getDimSize(0), heads, type.getDimSize(1), dim};
}

/// Every key head serves the same number of query heads.
static LogicalResult checkHeads(OptionalLoc loc, int64_t query, int64_t key,
                                int64_t value) {
  if (failed(expectExtent(loc, "the heads of V", value, key)))
    return failure();
  if (ShapedType::isDynamic(query) || ShapedType::isDynamic(key) ||
      (key > 0 && query % key == 0))
    return success();
  return emitOptionalError(loc, query, " query heads are no multiple of ", key,
                           " key heads");
}

LogicalResult AttentionOp::inferReturnTypes(MLIRContext *, OptionalLoc loc,
                                            Adaptor op, Types &types) {
  auto q = rankedType(op.getQ());
  auto k = rankedType(op.getK());
  auto v = rankedType(op.getV());
  Type element = elementType(op.getQ());
  if (!q || !k || !v) {
    for (int i = 0; i < 4; ++i)
      if (failed(appendUnranked(loc, element, types)))
        return failure();
    return success();
  }
  FailureOr<Shape> query = splitHeads(loc, q, op.getQNumHeads());
  FailureOr<Shape> key = splitHeads(loc, k, op.getKvNumHeads());
  FailureOr<Shape> value = splitHeads(loc, v, op.getKvNumHeads());
  if (failed(query) || failed(key) || failed(value) ||
      failed(checkInner(loc, (*query)[3], (*key)[3])) ||
      failed(checkInner(loc, (*key)[2], (*value)[2])) ||
      failed(checkHeads(loc, (*query)[1], (*key)[1], (*value)[1])))
    return failure();
  if (auto past = rankedType(op.getPastKey()); past && past.getRank() == 4)
    for (Shape *shape : {&*key, &*value}) {
      int64_t length = past.getDimSize(2);
      int64_t &context = (*shape)[2];
      context = ShapedType::isDynamic(length) || ShapedType::isDynamic(context)
                    ? ShapedType::kDynamic
                    : context + length;
    }
  Shape output{(*query)[0], (*query)[1], (*query)[2], (*value)[3]};
  if (q.getRank() == 3) {
    output = {output[0], output[2], multiplyExtents(output[1], output[3])};
  }
  Shape scores{(*query)[0], (*query)[1], (*query)[2], (*key)[2]};
  return success(succeeded(appendTensor(loc, output, element, types)) &&
                 succeeded(appendTensor(loc, *key, element, types)) &&
                 succeeded(appendTensor(loc, *value, element, types)) &&
                 succeeded(appendTensor(loc, scores, element, types)));
}

} // namespace perfopt::nn
