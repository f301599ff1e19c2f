//===- Liveness.cpp - Memory of a forward pass ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Memory/Liveness.h"

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Cost/OperatorName.h"
#include "analysis/Kernels/LoadTimeValues.h"
#include "analysis/Memory/CachingAllocator.h"
#include "dialects/Interfaces/CostOpInterface.h"
#include "dialects/NN/NNOps.h"
#include "dialects/Perf/PerfDialect.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"

#include <algorithm>

using namespace mlir;

namespace perfopt::analysis {

namespace {

/// Storage that a kernel writes, or an input.
struct Buffer {
  int64_t bytes = 0;
  std::string name;
  int birth = -1; // step; -1 before the first
  int death = -1; // last step that reads it
};

class Liveness {
public:
  Liveness(func::FuncOp function, const LivenessOptions &options)
      : function(function), options(options), loadTime(function) {}

  core::MemoryProfile run() {
    collectWeights();
    collectBuffers();
    simulate();
    return std::move(profile);
  }

private:
  static constexpr int kForever = INT_MAX;

  void collectWeights();
  void collectBuffers();
  void simulate();
  void addStep(Operation *op);
  void keepForBackward(perf::KernelOp kernel, int step);
  int addBuffer(Value value, StringRef name, int step);
  void use(Value value, int step);
  void recordPeak(int step, int64_t live);

  func::FuncOp function;
  const LivenessOptions &options;
  LoadTimeValues loadTime;
  core::MemoryProfile profile;
  SmallVector<int64_t> weights;
  std::vector<Buffer> buffers;
  /// Views stand for the buffer that they show.
  llvm::DenseMap<Value, int> bufferOf;
  /// Per step: the index of its kernel, or -1.
  std::vector<int> kernelOfStep;
  int firstProduct = -1;
  int kernels = 0;
};

int64_t wholeBytes(Type type) {
  auto bytes = storageBytes(type);
  return bytes ? static_cast<int64_t>(bytes->value()) : 0;
}

bool isProduct(StringRef family) {
  auto kind = core::parseKernelFamily(family.str());
  return kind == core::KernelFamily::Gemm ||
         kind == core::KernelFamily::BatchedGemm;
}

/// Looks at its first operand's storage: counted, but neither launched nor
/// written.
bool isView(Operation *op) {
  auto interface = dyn_cast<dialects::CostOpInterface>(op);
  auto cost = interface ? interface.getCost() : std::nullopt;
  return cost && !interface.getKernelShape() && op->getNumOperands() > 0;
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
      if (!operand.getDefiningOp<nn::ConstantOp>())
        stored.insert(operand);
    }
  });
  for (Value value : stored) {
    weights.push_back(wholeBytes(value.getType()));
    profile.weights +=
        core::Bytes(double(CachingAllocator::roundedSize(weights.back())));
  }
}

int Liveness::addBuffer(Value value, StringRef name, int step) {
  int id = static_cast<int>(buffers.size());
  buffers.push_back({wholeBytes(value.getType()), name.str(), step, step});
  bufferOf[value] = id;
  return id;
}

void Liveness::use(Value value, int step) {
  auto entry = bufferOf.find(value);
  if (entry != bufferOf.end())
    buffers[entry->second].death = std::max(buffers[entry->second].death, step);
}

void Liveness::keepForBackward(perf::KernelOp kernel, int step) {
  SmallVector<Value> saved;
  for (Operation &op : kernel.getBody().front())
    if (auto interface = dyn_cast<dialects::CostOpInterface>(op))
      interface.getSavedForBackward(saved);
  auto yield = cast<perf::YieldOp>(kernel.getBody().front().getTerminator());
  for (Value value : saved) {
    // Results are known outside by the kernel's.
    auto yielded = llvm::find(yield.getOutputs(), value);
    if (yielded != yield.getOutputs().end())
      value = kernel.getOutputs()[yielded - yield.getOutputs().begin()];
    else if (value.getDefiningOp() &&
             value.getDefiningOp()->getParentOp() == kernel &&
             !value.getDefiningOp()->getResults().empty() &&
             value != value.getDefiningOp()->getResult(0))
      // A second result that only backward reads, e.g. positions of maxima.
      addBuffer(value, operatorName(kernel), step);
    use(value, kForever);
  }
}

void Liveness::addStep(Operation *op) {
  int step = static_cast<int>(kernelOfStep.size());
  auto kernel = dyn_cast<perf::KernelOp>(op);
  kernelOfStep.push_back(kernel ? kernels++ : -1);
  for (Value result : op->getResults())
    addBuffer(result, operatorName(op), step);
  op->walk([&](Operation *inner) {
    for (Value operand : inner->getOperands())
      use(operand, step);
  });
  if (!kernel)
    return;
  if (firstProduct < 0 && isProduct(kernel.getFamily()))
    firstProduct = step;
  if (options.keepActivations)
    keepForBackward(kernel, step);
}

void Liveness::collectBuffers() {
  for (auto [i, argument] : llvm::enumerate(function.getArguments())) {
    auto name = function.getArgAttrOfType<StringAttr>(i, nn::kArgumentName);
    int id = addBuffer(argument, name ? name.getValue() : "input", -1);
    buffers[id].death = kForever; // the caller holds it
  }
  for (Operation &op : function.getBody().front()) {
    if (loadTime.contains(&op))
      continue;
    if (isa<func::ReturnOp>(op)) {
      for (Value operand : op.getOperands())
        use(operand, kForever);
    } else if (isa<perf::KernelOp>(op) || !isView(&op)) {
      addStep(&op);
    } else {
      auto shown = bufferOf.find(op.getOperand(0));
      if (shown != bufferOf.end()) {
        int id = shown->second;
        for (Value result : op.getResults())
          bufferOf[result] = id;
      }
    }
  }
}

void Liveness::recordPeak(int step, int64_t live) {
  if (core::Bytes(double(live)) <= profile.peakActivations)
    return;
  profile.peakActivations = core::Bytes(double(live));
  profile.peakKernel = kernelOfStep[step];
}

void Liveness::simulate() {
  CachingAllocator allocator;
  for (int64_t bytes : weights)
    allocator.allocate(bytes);

  int steps = static_cast<int>(kernelOfStep.size());
  std::vector<std::vector<int>> births(steps), deaths(steps);
  std::vector<CachingAllocator::Block> blocks(buffers.size());
  int64_t live = 0;
  auto size = [&](int id) {
    return CachingAllocator::roundedSize(buffers[id].bytes);
  };
  for (int id = 0; id < static_cast<int>(buffers.size()); ++id) {
    const Buffer &buffer = buffers[id];
    if (buffer.birth < 0) {
      blocks[id] = allocator.allocate(buffer.bytes);
      live += size(id);
    } else {
      births[buffer.birth].push_back(id);
    }
    if (buffer.death >= 0 && buffer.death < steps)
      deaths[buffer.death].push_back(id);
  }
  profile.peakActivations = core::Bytes(double(live));

  int peakStep = -1;
  for (int step = 0; step < steps; ++step) {
    if (step == firstProduct) {
      allocator.allocate(static_cast<int64_t>(options.blasWorkspace.value()));
      profile.workspace = options.blasWorkspace;
    }
    for (int id : births[step]) {
      blocks[id] = allocator.allocate(buffers[id].bytes);
      live += size(id);
    }
    if (core::Bytes(double(live)) > profile.peakActivations)
      peakStep = step;
    recordPeak(step, live);
    if (kernelOfStep[step] >= 0)
      profile.timeline.push_back(core::Bytes(double(live)));
    for (int id : deaths[step]) {
      allocator.free(blocks[id]);
      live -= size(id);
    }
  }
  profile.reserved = core::Bytes(double(allocator.peakReserved()));

  // Who holds the memory at the peak.
  for (const Buffer &buffer : buffers)
    if (buffer.birth <= peakStep && buffer.death >= peakStep &&
        buffer.bytes > 0)
      profile.holders.push_back(
          {buffer.name, core::Bytes(double(buffer.bytes))});
  std::stable_sort(
      profile.holders.begin(), profile.holders.end(),
      [](const auto &a, const auto &b) { return a.bytes > b.bytes; });
  constexpr size_t kHolders = 8;
  if (profile.holders.size() > kHolders)
    profile.holders.resize(kHolders);
}

} // namespace

core::MemoryProfile profileMemory(func::FuncOp function,
                                  const LivenessOptions &options) {
  return Liveness(function, options).run();
}

} // namespace perfopt::analysis
