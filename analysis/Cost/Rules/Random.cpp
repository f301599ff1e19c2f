//===- Random.cpp - Counting rules of numbers that are drawn -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include "analysis/Cost/ElementBytes.h"

#include <cmath>

using namespace mlir;

namespace perfopt::analysis {

/// random_c1: the generator's integer steps are its own matter and not counted;
/// bringing a number to its range is a product and an addition.
template <typename Op>
static MaybeCost randomCost(Op op) {
  auto written = storageBytes(op.getY().getType());
  auto count = elements(op.getY());
  if (!written || !count)
    return std::nullopt;
  // Of an operand only the shape is read.
  return OpCost{core::Flops(2 * *count), {}, {}, *written, "random_c1"};
}

/// bernoulli_c1: one comparison with the probability for each element.
static MaybeCost bernoulliCost(nn::BernoulliOp op) {
  return costWithTraffic(op, elements(op.getY()), 0, "bernoulli_c1");
}

/// multinomial_c1: an exponential and an addition for each input element, then
/// a search by halves through the sums for each sample.
static MaybeCost multinomialCost(nn::MultinomialOp op) {
  auto x = staticShape(op.getX());
  auto inputs = elements(op.getX());
  auto samples = elements(op.getY());
  if (!x || x->size() != 2 || !inputs || !samples)
    return std::nullopt;
  double steps = std::ceil(std::log2(std::max<double>(2, double((*x)[1]))));
  return costWithTraffic(op, 2 * *inputs + *samples * steps, 0,
                         "multinomial_c1");
}

template <typename Op>
static MaybeShape randomKernel(Op op) {
  return elementsKernel(core::KernelFamily::Elementwise, op.getY());
}

/// The sums, then the samples.
static MaybeShape multinomialKernel(nn::MultinomialOp op) {
  auto kernel = rowsKernel(core::KernelFamily::Reduction, op.getX(), 1);
  if (kernel)
    kernel->launches = 2;
  return kernel;
}

template <typename... Ops>
static void attachRandom(MLIRContext &context) {
  (attachRule<Ops, randomCost<Ops>, randomKernel<Ops>, savesNothing>(context),
   ...);
}

void attachRandomRules(MLIRContext &context) {
  using namespace nn;
  attachRandom<RandomNormalOp, RandomUniformOp, RandomNormalLikeOp,
               RandomUniformLikeOp>(context);
  attachRule<BernoulliOp, bernoulliCost, randomKernel<BernoulliOp>,
             savesNothing>(context);
  attachRule<MultinomialOp, multinomialCost, multinomialKernel, savesNothing>(
      context);
}

} // namespace perfopt::analysis
