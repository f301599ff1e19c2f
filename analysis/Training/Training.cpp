//===- Training.cpp - A training step from a forward pass -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Training/Training.h"

#include "analysis/Kernels/LoadTimeValues.h"
#include "analysis/Shapes/FunctionType.h"
#include "analysis/Shapes/InferShapes.h"
#include "analysis/Training/Checkpoints.h"
#include "analysis/Training/GradientRules.h"
#include "analysis/Training/NothingToTrain.h"
#include "analysis/Training/Optimizer.h"
#include "analysis/Training/TrainingForward.h"

#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

class Derivation {
public:
  Derivation(func::FuncOp function, const core::TrainingRequest &request,
             const TrainingForwardOptions &forwardOptions)
      : function(function), request(request), forwardOptions(forwardOptions),
        gradients(function), rules(GradientRules::builtin()) {}

  /// False where no output depends on a parameter.
  bool run();
  /// Forward values that an operator of the backward pass reads; without
  /// weights, which are there anyway.
  SmallVector<Value> saved();
  void eraseBackward();
  void finish();

private:
  func::ReturnOp end() {
    return cast<func::ReturnOp>(function.getBody().front().getTerminator());
  }
  void sortOperators();
  SmallVector<Operation *> cloneForward();
  bool addLosses();
  void differentiate(ArrayRef<Operation *> ops);
  void differentiateLoss(nn::TrainingForwardOp loss);
  void backward();
  SmallVector<Operation *> recompute(ArrayRef<Operation *> segment);
  void differentiateLoadTime();
  void collectGradients();

  func::FuncOp function;
  const core::TrainingRequest &request;
  TrainingForwardOptions forwardOptions;
  Gradients gradients;
  GradientRules rules;

  /// What runs in each forward, and what was done to weights before the first.
  SmallVector<Operation *> forward, loadTime;
  SmallVector<nn::WeightOp> parameters;
  /// Of the micro-batch that was derived last.
  SmallVector<Operation *> current;
  SmallVector<Value> firstOutputs, outputs;
  SmallVector<nn::TrainingForwardOp> losses;
  llvm::DenseMap<Value, Value> learned;
};

void Derivation::sortOperators() {
  LoadTimeValues known(function);
  for (Operation &op : llvm::make_early_inc_range(
           function.getBody().front().without_terminator())) {
    if (auto weight = dyn_cast<nn::WeightOp>(op);
        weight && weight.getKind() == "parameter")
      parameters.push_back(weight);
    if (known.contains(&op)) {
      loadTime.push_back(&op);
      gradients.see(&op);
      continue;
    }
    Operation *runs = toTrainingForward(&op, forwardOptions);
    forward.push_back(runs);
    gradients.see(runs);
  }
}

/// The forward once more, for another micro-batch; its outputs take the place
/// of those before.
SmallVector<Operation *> Derivation::cloneForward() {
  IRMapping mapping;
  OpBuilder builder(end());
  SmallVector<Operation *> copies;
  for (Operation *op : forward) {
    copies.push_back(builder.clone(*op, mapping));
    gradients.see(copies.back());
  }
  SmallVector<Value> results;
  for (Value output : firstOutputs)
    results.push_back(mapping.lookupOrDefault(output));
  end()->setOperands(results);
  return copies;
}

/// An output that the model itself reads is a by-product (a cache, a hidden
/// state), unless there are no others.
bool Derivation::addLosses() {
  SmallVector<Value> all, last;
  for (Value output : end()->getOperands()) {
    if (!gradients.wants(output) || llvm::is_contained(all, output))
      continue;
    all.push_back(output);
    if (llvm::all_of(output.getUsers(),
                     [](Operation *user) { return isa<func::ReturnOp>(user); }))
      last.push_back(output);
  }
  if (all.empty())
    return false;
  outputs.assign(end()->operand_begin(), end()->operand_end());
  losses.clear();
  for (Value output : last.empty() ? all : last)
    losses.push_back(createLoss(end(), output));
  return true;
}

/// softmax_cross_entropy_grad_c1: zeros with one value in each row, then the
/// gradient of the logarithm of softmax: exp(y), sum, product, subtraction: 4
/// FLOPs an element.
void Derivation::differentiateLoss(nn::TrainingForwardOp loss) {
  Value output = loss.getOperand(0), logarithms = loss.getResult(1);
  constexpr StringLiteral rule = "softmax_cross_entropy_grad_c1";
  Launch select = copying(rule, output);
  select.part = "selection_gradient";
  select.launches = 2;
  select.read = core::Bytes();
  Value chosen =
      gradients.derive(loss, select, loss.getResult(0), logarithms.getType());
  Launch softmax = likeForward(loss, rule, output, 4);
  gradients.add(
      loss, output,
      gradients.derive(loss, softmax, {chosen, logarithms}, output.getType()));
}

void Derivation::differentiate(ArrayRef<Operation *> ops) {
  for (Operation *op : llvm::reverse(ops)) {
    bool reaches = llvm::any_of(op->getOperands(), [&](Value operand) {
      return gradients.wants(operand);
    });
    if (!reaches)
      continue;
    if (GradientRule rule = rules.find(op))
      rule(op, gradients);
    else if (llvm::any_of(op->getResults(), [&](Value result) {
               return bool(gradients.of(result));
             }))
      gradients.unknown(op);
    for (Value result : op->getResults())
      gradients.take(result);
  }
}

/// The operators of a segment again, in the backward pass.
SmallVector<Operation *> Derivation::recompute(ArrayRef<Operation *> segment) {
  IRMapping mapping;
  OpBuilder &builder = gradients.build();
  SmallVector<Operation *> copies;
  for (Operation *op : segment) {
    Operation *copy = builder.clone(*op, mapping);
    copy->setLoc(gradients.nameFor(op, "recomputed"));
    gradients.mark(copy);
    gradients.see(copy);
    for (auto [from, to] :
         llvm::zip_equal(op->getResults(), copy->getResults()))
      if (Value gradient = gradients.take(from))
        gradients.put(to, gradient);
    copies.push_back(copy);
  }
  return copies;
}

void Derivation::backward() {
  for (nn::TrainingForwardOp loss : losses)
    differentiateLoss(loss);
  if (!request.checkpointing)
    return differentiate(current);
  SmallVector<Segment> segments = chooseSegments(current);
  for (size_t i = segments.size(); i-- > 0;) {
    ArrayRef<Operation *> ops = ArrayRef(current).slice(
        segments[i].begin, segments[i].end - segments[i].begin);
    // The last one's backward follows its forward at once.
    if (i + 1 == segments.size())
      differentiate(ops);
    else
      differentiate(recompute(ops));
  }
}

/// Of layouts that an exporter gave to weights no trace is in the model: their
/// gradients are taken to arrive in the parameters' own layout.
void Derivation::differentiateLoadTime() {
  for (Operation *op : llvm::reverse(loadTime)) {
    if (op->getNumOperands() == 0)
      continue;
    Value x = op->getOperand(0);
    bool isWhole = op->getNumResults() == 1 &&
                   nn::elementCount(x.getType()) ==
                       nn::elementCount(op->getResult(0).getType());
    if (!isWhole || isa<nn::ConcatOp>(op))
      differentiate(op);
    else if (Value gradient = gradients.take(op->getResult(0)))
      gradients.add(op, x, gradients.view(op, gradient, x.getType()));
  }
}

/// Adds this micro-batch's gradients to those of the ones before.
void Derivation::collectGradients() {
  for (nn::WeightOp parameter : parameters) {
    Value value = parameter.getResult();
    Value gradient = gradients.take(value);
    if (!gradient)
      continue;
    Value &sum = learned[value];
    if (!sum) {
      sum = gradient;
      continue;
    }
    OpBuilder &builder = gradients.build();
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointAfter(gradient.getDefiningOp());
    auto op = nn::AccumulateOp::create(
        builder, gradients.nameFor(parameter, "accumulate"), value.getType(),
        sum, gradient);
    gradients.mark(op);
    sum = op.getY();
  }
}

bool Derivation::run() {
  sortOperators();
  firstOutputs.assign(end()->operand_begin(), end()->operand_end());
  for (int64_t batch = 0; batch < request.accumulate; ++batch) {
    current = batch == 0 ? forward : cloneForward();
    if (!addLosses())
      return false;
    backward();
    differentiateLoadTime();
    collectGradients();
  }
  return true;
}

SmallVector<Value> Derivation::saved() {
  llvm::DenseSet<Operation *> ignored(loadTime.begin(), loadTime.end());
  ignored.insert(losses.begin(), losses.end());
  llvm::SetVector<Value> values;
  for (Operation &op : function.getBody().front())
    if (op.hasAttr(nn::kPhase))
      for (Value operand : op.getOperands())
        if (Operation *definition = operand.getDefiningOp();
            definition && !definition->hasAttr(nn::kPhase) &&
            !ignored.contains(definition) && !isa<nn::ConstantOp>(definition))
          values.insert(operand);
  return values.takeVector();
}

void Derivation::eraseBackward() {
  Block &body = function.getBody().front();
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(body)))
    if (op.hasAttr(nn::kPhase))
      op.erase();
  for (nn::TrainingForwardOp loss : losses)
    loss.erase();
}

/// The optimizer; the gradients are there until the next step begins.
void Derivation::finish() {
  SmallVector<LearnedValue> pairs;
  for (nn::WeightOp parameter : parameters)
    if (Value gradient = learned.lookup(parameter.getResult()))
      pairs.push_back({parameter.getResult(), gradient});
  OpBuilder builder(end());
  if (!pairs.empty())
    createOptimizer(builder, &function.getBody().front().front(), pairs,
                    request);
  SmallVector<Value> results(outputs);
  for (nn::TrainingForwardOp loss : losses)
    results.push_back(loss.getResult(0));
  for (auto [parameter, gradient] : pairs)
    results.push_back(gradient);
  end()->setOperands(results);
  restateType(function);
  Attribute unit = UnitAttr::get(function.getContext());
  for (size_t i = results.size() - pairs.size(); i < results.size(); ++i)
    function.setResultAttr(i, nn::kGradient, unit);
}

} // namespace

static func::FuncOp mainOf(ModuleOp module) {
  return module.lookupSymbol<func::FuncOp>("main");
}

LogicalResult deriveTraining(ModuleOp module,
                             const core::TrainingRequest &request) {
  func::FuncOp function = mainOf(module);
  if (!function)
    return module.emitError("expected a function 'main' to train");
  module->setAttr(nn::kTraining, UnitAttr::get(module.getContext()));
  Derivation derivation(function, request, TrainingForwardOptions());
  if (!derivation.run())
    return function.emitError(whyNothingToTrain(function));
  if (int quantised = quantisedWeights(function))
    function.emitWarning()
        << quantised
        << " weights are integers of at most 8 bits, which "
           "have no gradients: only the others are trained; "
           "train the floating model that this was made from";
  derivation.finish();
  eraseDeadOperators(module);
  return success();
}

void keepForBackward(ModuleOp module) {
  func::FuncOp function = mainOf(module);
  if (!function)
    return;
  TrainingForwardOptions options;
  options.trainingMode = false;
  core::TrainingRequest request;
  Derivation derivation(function, request, options);
  if (!derivation.run())
    return;
  SmallVector<Value> saved = derivation.saved();
  derivation.eraseBackward();
  Operation *end = function.getBody().front().getTerminator();
  llvm::SetVector<Value> results(end->operand_begin(), end->operand_end());
  results.insert(saved.begin(), saved.end());
  end->setOperands(results.getArrayRef());
  restateType(function);
  eraseDeadOperators(module);
}

} // namespace perfopt::analysis
