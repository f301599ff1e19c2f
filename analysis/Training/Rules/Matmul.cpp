//===- Matmul.cpp - Gradients of matrix products and attention ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Cost/KnownBytes.h"
#include "analysis/Cost/Rules/RuleSupport.h"
#include "analysis/Cost/Strides.h"
#include "analysis/Training/GradientRules.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

int64_t product(ArrayRef<int64_t> extents) {
  int64_t result = 1;
  for (int64_t extent : extents)
    result *= extent;
  return result;
}

/// matmul_grad_c1: of a [m, k] from dy b' and of b [k, n] from a' dy; each has
/// the MACs of the forward, whose three extents it multiplies in another role.
Launch productLaunch(Value target, int64_t m, int64_t n, int64_t k,
                     int64_t batch) {
  Launch launch;
  launch.part = partOf(target);
  launch.rule = "matmul_grad_c1";
  launch.macs = double(m) * double(n) * double(k) * double(batch);
  launch.flops = 2 * launch.macs;
  launch.family =
      batch > 1 ? core::KernelFamily::BatchedGemm : core::KernelFamily::Gemm;
  launch.problem = {{"m", m}, {"n", n}, {"k", k}, {"batch", batch}};
  return launch;
}

/// One that lies scattered is made contiguous before it is folded into rows.
void addCopy(Launch &launch, Value dy, Value other, Type result) {
  auto bytes = storageBytes(result);
  if (isContiguous(dy) || !bytes)
    return;
  ++launch.launches;
  launch.read = 2 * knownBytes(dy) + knownBytes(other);
  launch.written = knownBytes(dy) + *bytes;
}

void matmulGradient(Operation *op, Gradients &gradients) {
  auto matmul = cast<nn::MatMulOp>(op);
  Value a = matmul.getA(), b = matmul.getB(), dy = gradients.of(matmul.getY());
  if (!dy)
    return;
  auto left = staticShape(a), right = staticShape(b);
  auto result = staticShape(matmul.getY());
  if (!left || !right || !result || left->empty() || right->empty())
    return gradients.unknown(op);
  int64_t k = left->back(), n = right->size() == 1 ? 1 : right->back();

  // A right operand without batch extents folds the left's into its rows.
  bool folded = right->size() <= 2;
  int64_t rows = folded              ? product(left->drop_back())
                 : left->size() == 1 ? 1
                                     : (*left)[left->size() - 2];
  int64_t batch =
      folded ? 1 : product(*result) / std::max<int64_t>(1, rows * n);
  auto element = nn::elementType(a);
  auto batched = [&](Value operand, int64_t height, int64_t width) -> Type {
    // Every matrix of the batch has a gradient; broadcasting sums afterwards.
    if (folded || nn::rankedType(operand).getRank() < 2)
      return operand.getType();
    SmallVector<int64_t> shape(result->drop_back(left->size() == 1 ? 1 : 2));
    shape.append({height, width});
    return RankedTensorType::get(shape, element);
  };
  if (gradients.wants(a)) {
    Launch launch = productLaunch(a, rows, k, n, batch);
    Type type = batched(a, rows, k);
    if (folded)
      addCopy(launch, dy, b, type);
    gradients.add(op, a, gradients.derive(op, launch, {dy, b}, type));
  }
  if (gradients.wants(b)) {
    Launch launch = productLaunch(b, k, n, rows, batch);
    Type type = batched(b, k, n);
    if (folded)
      addCopy(launch, dy, a, type);
    gradients.add(op, b, gradients.derive(op, launch, {dy, a}, type));
  }
}

void gemmGradient(Operation *op, Gradients &gradients) {
  auto gemm = cast<nn::GemmOp>(op);
  Value dy = gradients.of(gemm.getY());
  if (!dy)
    return;
  auto a = staticShape(gemm.getA()), y = staticShape(gemm.getY());
  if (!a || !y || a->size() != 2 || y->size() != 2)
    return gradients.unknown(op);
  int64_t m = (*y)[0], n = (*y)[1], k = (*a)[gemm.getTransA() ? 0 : 1];
  if (gradients.wants(gemm.getA()))
    gradients.add(op, gemm.getA(),
                  gradients.derive(op, productLaunch(gemm.getA(), m, k, n, 1),
                                   {dy, gemm.getB()}, gemm.getA().getType()));
  if (gradients.wants(gemm.getB()))
    gradients.add(op, gemm.getB(),
                  gradients.derive(op, productLaunch(gemm.getB(), k, n, m, 1),
                                   {dy, gemm.getA()}, gemm.getB().getType()));
  gradients.add(op, gemm.getC(), dy);
}

/// einsum_grad_c1: of each of two operands, as many multiply-adds as the
/// forward; of one operand a view, expanded where it was summed.
void einsumGradient(Operation *op, Gradients &gradients) {
  auto einsum = cast<nn::EinsumOp>(op);
  Value dy = gradients.of(einsum.getY());
  if (!dy)
    return;
  auto interface = cast<dialects::CostOpInterface>(op);
  auto cost = interface.getCost();
  auto shape = interface.getKernelShape();
  if (!cost)
    return gradients.unknown(op);
  ValueRange inputs = einsum.getInputs();
  if (inputs.size() == 1)
    return gradients.add(op, inputs.front(),
                         gradients.view(op, dy, inputs.front().getType()));
  for (auto [i, target] : llvm::enumerate(inputs)) {
    if (!gradients.wants(target))
      continue;
    Launch launch;
    launch.part = partOf(target);
    launch.rule = "einsum_grad_c1";
    launch.macs = cost->macs.value();
    launch.flops = cost->flops.value();
    if (shape) {
      // The forward's extents in another role; only products have them.
      launch.family = shape->family;
      launch.problem.assign(shape->problem.begin(), shape->problem.end());
      for (auto &[key, size] : launch.problem) {
        if (i == 0 && (key == "n" || key == "k"))
          key = key == "n" ? "k" : "n";
        if (i == 1 && (key == "m" || key == "k"))
          key = key == "m" ? "k" : "m";
      }
    }
    gradients.add(
        op, target,
        gradients.derive(op, launch, {dy, inputs[1 - i]}, target.getType()));
  }
}

/// attention_grad_c1: what a fused backward computes over the square of queries
/// and keys. It forms the scores again (head_dim), and the gradients of the
/// probabilities (value_dim), values (value_dim), queries and keys (head_dim
/// each): MACs = scores * (3 head_dim + 2 value_dim), 2.5 times the forward.
/// Softmax again 2, its gradient 3 FLOPs a score; the sum of y * dy in front.
void attentionGradient(Operation *op, Gradients &gradients) {
  Value y = op->getResult(0), dy = gradients.of(y);
  if (!dy)
    return;
  auto shape = cast<dialects::CostOpInterface>(op).getKernelShape();
  if (!shape)
    return gradients.unknown(op);
  auto size = [&](StringRef key) {
    for (auto [name, value] : shape->problem)
      if (name == key)
        return value;
    return int64_t(1);
  };
  double scores = double(size("batch")) * double(size("heads")) *
                  double(size("seq")) * double(size("context"));
  Launch launch;
  launch.rule = "attention_grad_c1";
  launch.macs =
      scores * (3 * double(size("head_dim")) + 2 * double(size("value_dim")));
  launch.flops = 2 * launch.macs + 5 * scores + 2 * elements(y).value_or(0);
  launch.family = core::KernelFamily::Attention;
  launch.problem.assign(shape->problem.begin(), shape->problem.end());
  launch.launches = 3;

  SmallVector<Value> operands{dy};
  llvm::append_range(operands, op->getOperands());
  operands.push_back(y);
  if (isa<nn::TrainingForwardOp>(op)) // the logarithm of the sum of a row
    operands.push_back(op->getResults().back());

  SmallVector<Value> targets;
  SmallVector<Type> types;
  for (auto [i, operand] : llvm::enumerate(op->getOperands())) {
    if (!gradients.wants(operand))
      continue;
    targets.push_back(operand);
    // A learned mask has a gradient for every score, summed afterwards.
    types.push_back(i < 3
                        ? operand.getType()
                        : RankedTensorType::get({size("batch"), size("heads"),
                                                 size("seq"), size("context")},
                                                nn::elementType(operand)));
  }
  if (targets.empty())
    return;
  Operation *derived = gradients.derive(op, launch, operands, types);
  for (auto [target, gradient] :
       llvm::zip_equal(targets, derived->getResults()))
    gradients.add(op, target, gradient);
}

/// rotary_embedding_grad_c1: the rotation backwards.
void rotaryGradient(Operation *op, Gradients &gradients) {
  Value x = op->getOperand(0), dy = gradients.of(op->getResult(0));
  if (!dy || !gradients.wants(x))
    return;
  SmallVector<Value> operands{dy};
  llvm::append_range(operands, op->getOperands().drop_front());
  gradients.add(op, x,
                gradients.derive(op,
                                 elementwise("rotary_embedding_grad_c1", dy, 3),
                                 operands, x.getType()));
}

} // namespace

void addMatmulGradients(GradientRules &rules) {
  rules.add<nn::MatMulOp>(matmulGradient);
  rules.add<nn::GemmOp>(gemmGradient);
  rules.add<nn::EinsumOp>(einsumGradient);
  rules.add<nn::AttentionOp>(attentionGradient);
  rules.add<nn::RotaryEmbeddingOp>(rotaryGradient);
}

} // namespace perfopt::analysis
