//===- Liveness.cpp - What a run asks its allocator for -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Memory/Liveness.h"

#include "analysis/Cost/KnownBytes.h"
#include "analysis/Cost/LaunchArgument.h"
#include "analysis/Cost/OperatorName.h"
#include "analysis/Kernels/LoadTimeValues.h"
#include "analysis/Memory/Aliasing.h"
#include "analysis/Memory/ProfileSums.h"
#include "dialects/Interfaces/CostOpInterface.h"
#include "dialects/NN/NNOps.h"
#include "dialects/Perf/PerfDialect.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"

#include <algorithm>
#include <climits>

using namespace mlir;

namespace perfopt::analysis {

namespace {

constexpr int kForever = INT_MAX;

/// Storage under construction.
struct Storage {
  core::Buffer buffer;
  int last = -1; // kernel that needs it last
  /// Where it lives in another's memory, that one's index.
  int home = -1;
};

class Liveness {
public:
  Liveness(func::FuncOp function, const LivenessOptions &options)
      : function(function), options(options), loadTime(function) {}

  core::MemoryProfile run();

private:
  void collectWeights();
  void collectInputs();
  void collectStorage();
  void addStep(Operation *op, int kernel);
  void addView(Operation *op);
  void markGradients(func::ReturnOp end);
  int addStorage(Value value, StringRef name, core::MemoryUse use, int first);
  void use(Value value, int kernel);
  void placeResults();
  int homeOf(int id);
  int lastKernel() const { return std::max(0, kernels - 1); }

  func::FuncOp function;
  const LivenessOptions &options;
  LoadTimeValues loadTime;
  std::vector<Storage> storage;
  /// Views stand for the storage that they show.
  llvm::DenseMap<Value, int> storageOf;
  SmallVector<perf::KernelOp> kernelOps;
  int kernels = 0;
};

int Liveness::addStorage(Value value, StringRef name, core::MemoryUse use,
                         int first) {
  int id = static_cast<int>(storage.size());
  Storage fresh;
  fresh.buffer.name = name.str();
  fresh.buffer.use = use;
  fresh.buffer.bytes = knownBytes(value);
  fresh.buffer.first = first;
  fresh.last = first;
  storage.push_back(std::move(fresh));
  storageOf[value] = id;
  return id;
}

void Liveness::use(Value value, int kernel) {
  auto entry = storageOf.find(value);
  if (entry == storageOf.end())
    return;
  Storage &used = storage[entry->second];
  used.last = std::max(used.last, kernel);
  // An optimizer makes its state when it first takes a step.
  if (used.buffer.use == core::MemoryUse::OptimizerState &&
      used.buffer.first < 0)
    used.buffer.first = kernel;
}

/// What runs reads: weights, and what was computed from them at load time.
/// Weights behind such work are not needed any more.
void Liveness::collectWeights() {
  llvm::SetVector<Value> stored;
  function.walk([&](Operation *op) {
    if (loadTime.contains(op))
      return;
    for (Value operand : op->getOperands()) {
      if (!loadTime.contains(operand))
        continue;
      while (operand.getDefiningOp() && isView(operand.getDefiningOp()))
        operand = operand.getDefiningOp()->getOperand(0);
      // A shape or a scalar occupies nothing on the device.
      if (!isLaunchArgument(operand) && !isSpreadScalar(operand) &&
          knownBytes(operand) > core::Bytes())
        stored.insert(operand);
    }
  });
  for (Value value : stored) {
    auto weight = value.getDefiningOp<nn::WeightOp>();
    bool isState = weight && weight.getKind() == "state";
    int id = addStorage(value, operatorName(value.getDefiningOp()),
                        isState ? core::MemoryUse::OptimizerState
                                : core::MemoryUse::Weights,
                        -1);
    storage[id].last = kForever;
  }
}

void Liveness::collectInputs() {
  for (auto [i, argument] : llvm::enumerate(function.getArguments())) {
    auto name = function.getArgAttrOfType<StringAttr>(i, nn::kArgumentName);
    int id = addStorage(argument, name ? name.getValue() : "input",
                        core::MemoryUse::Activations, -1);
    storage[id].last = kForever; // the caller holds it
  }
}

void Liveness::addStep(Operation *op, int kernel) {
  // An optimizer's results are its temporaries.
  auto step = dyn_cast<perf::KernelOp>(op);
  auto purpose = step && step.getPhase() == "optimizer"
                     ? core::MemoryUse::Workspace
                     : core::MemoryUse::Activations;
  for (Value result : op->getResults())
    addStorage(result, operatorName(op), purpose, kernel);
  op->walk([&](Operation *inner) {
    for (Value operand : inner->getOperands())
      use(operand, kernel);
  });
}

void Liveness::addView(Operation *op) {
  auto shown = storageOf.find(op->getOperand(0));
  if (shown == storageOf.end())
    return;
  int id = shown->second;
  for (Value result : op->getResults())
    storageOf[result] = id;
}

void Liveness::collectStorage() {
  Block &body = function.getBody().front();
  kernels = static_cast<int>(llvm::range_size(body.getOps<perf::KernelOp>()));
  int next = 0;
  for (Operation &op : body) {
    if (loadTime.contains(&op))
      continue;
    if (isa<func::ReturnOp>(op)) {
      for (Value operand : op.getOperands())
        use(operand, kForever);
    } else if (auto kernel = dyn_cast<perf::KernelOp>(op)) {
      addStep(&op, next);
      kernelOps.push_back(kernel);
      ++next;
    } else if (isView(&op)) {
      addView(&op);
    } else {
      addStep(&op, std::min(next, lastKernel()));
    }
  }
}

int Liveness::homeOf(int id) {
  while (storage[id].home >= 0)
    id = storage[id].home;
  return id;
}

/// Puts results into the memory of operands that die where they are written.
void Liveness::placeResults() {
  for (auto [index, kernel] : llvm::enumerate(kernelOps)) {
    if (kernel.getOutputs().empty())
      continue;
    int result = storageOf.lookup(kernel.getOutputs().front());
    for (Value operand : overwritable(kernel, options.runtime)) {
      auto found = storageOf.find(operand);
      if (found == storageOf.end())
        continue;
      int home = homeOf(found->second);
      Storage &candidate = storage[home];
      bool isFree = candidate.buffer.use == core::MemoryUse::Activations &&
                    candidate.buffer.first >= 0 && home != result &&
                    candidate.last == static_cast<int>(index) &&
                    candidate.buffer.bytes == storage[result].buffer.bytes;
      if (!isFree)
        continue;
      storage[result].home = home;
      candidate.last = storage[result].last;
      break;
    }
  }
}

/// Gradients of parameters are results of a training step.
void Liveness::markGradients(func::ReturnOp end) {
  for (auto [i, result] : llvm::enumerate(end.getOperands())) {
    auto found = storageOf.find(result);
    if (function.getResultAttr(i, nn::kGradient) && found != storageOf.end())
      storage[homeOf(found->second)].buffer.use = core::MemoryUse::Gradients;
  }
}

core::MemoryProfile Liveness::run() {
  collectWeights();
  collectInputs();
  collectStorage();
  placeResults();
  markGradients(
      cast<func::ReturnOp>(function.getBody().front().getTerminator()));
  core::MemoryProfile profile;
  for (Storage &piece : storage) {
    if (piece.home >= 0)
      continue;
    if (piece.last < kForever)
      piece.buffer.last = piece.last;
    profile.buffers.push_back(std::move(piece.buffer));
  }
  sumUp(profile, kernels);
  return profile;
}

} // namespace

core::MemoryProfile profileMemory(func::FuncOp function,
                                  const LivenessOptions &options) {
  return Liveness(function, options).run();
}

} // namespace perfopt::analysis
