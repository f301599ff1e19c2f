//===- WorkloadBuilder.cpp - From perf.kernel IR to plain records ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Workload/WorkloadBuilder.h"

#include "analysis/Cost/KnownBytes.h"
#include "analysis/Cost/OperatorName.h"
#include "analysis/Kernels/FormKernels.h"
#include "analysis/Kernels/LoadTimeValues.h"
#include "analysis/Memory/Liveness.h"
#include "analysis/Recompose/Recompose.h"
#include "analysis/Workload/OperatorRecord.h"
#include "dialects/Interfaces/CostOpInterface.h"
#include "dialects/NN/NNOps.h"
#include "dialects/Perf/PerfDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

class Builder {
public:
  Builder(ModuleOp module, func::FuncOp function, const core::Request &request)
      : module(module), function(function), loadTime(function) {
    workload.request = request;
  }

  core::Workload build();

private:
  void identify();
  void addOperator(Operation *op);
  void addKernel(perf::KernelOp kernel);
  void addEdges(Operation *op, int consumer);
  int64_t parametersOf(Operation *op);
  /// Outside a kernel its results stand for what it yields.
  void aliasResults(perf::KernelOp kernel);
  void sumUp();

  ModuleOp module;
  func::FuncOp function;
  LoadTimeValues loadTime;
  core::Workload workload;
  llvm::DenseMap<Operation *, int> ids;
  llvm::DenseMap<Value, Value> yielded;
  llvm::DenseSet<Operation *> countedWeights;
};

void Builder::identify() {
  core::ModelIdentity &model = workload.model;
  if (auto source = module->getAttrOfType<DictionaryAttr>(nn::kModel)) {
    auto text = [&](StringRef key) {
      auto value = source.getAs<StringAttr>(key);
      return value ? value.str() : std::string();
    };
    model.name = text("name");
    model.format = text("format");
    model.sha256 = text("sha256");
  }
  if (auto found = module->getAttrOfType<ArrayAttr>(kRecomposed))
    for (Attribute entry : found) {
      // A file may bring the attribute along, in any form.
      auto row = dyn_cast<DictionaryAttr>(entry);
      auto name = row ? row.getAs<StringAttr>("function") : StringAttr();
      auto into = row ? row.getAs<StringAttr>("into") : StringAttr();
      auto count = row ? row.getAs<IntegerAttr>("count") : IntegerAttr();
      auto operators =
          row ? row.getAs<IntegerAttr>("operators") : IntegerAttr();
      if (name && into && count && operators)
        workload.recomposed.push_back({name.str(), into.str(),
                                       static_cast<int>(count.getInt()),
                                       static_cast<int>(operators.getInt())});
    }
  function.walk([&](nn::WeightOp weight) {
    int64_t count = nn::elementCount(weight.getType()).value_or(0);
    bool learnable = weight.getKind() == "parameter";
    if (weight.getKind() == "state")
      return;
    (learnable ? model.parameters : model.buffers) += count;
    if (auto bytes = storageBytes(weight.getType()); bytes && learnable)
      workload.totals.parameterBytes += *bytes;
  });
}

/// Parameters that no earlier operator used, also behind load-time work.
int64_t Builder::parametersOf(Operation *op) {
  int64_t count = 0;
  SmallVector<Value> pending(op->getOperands());
  while (!pending.empty()) {
    Value value = pending.pop_back_val();
    Operation *definition = value.getDefiningOp();
    if (!definition || !loadTime.contains(value) ||
        !countedWeights.insert(definition).second)
      continue;
    if (auto weight = dyn_cast<nn::WeightOp>(definition)) {
      if (weight.getKind() == "parameter")
        count += nn::elementCount(weight.getType()).value_or(0);
    } else {
      llvm::append_range(pending, definition->getOperands());
    }
  }
  return count;
}

void Builder::addEdges(Operation *op, int consumer) {
  llvm::DenseSet<Value> seen;
  for (Value operand : op->getOperands()) {
    for (auto inner = yielded.find(operand); inner != yielded.end();
         inner = yielded.find(operand))
      operand = inner->second;
    Operation *definition = operand.getDefiningOp();
    auto producer = definition ? ids.find(definition) : ids.end();
    if (producer == ids.end() || !seen.insert(operand).second)
      continue;
    workload.edges.push_back({producer->second, consumer, knownBytes(operand)});
  }
}

void Builder::addOperator(Operation *op) {
  int id = static_cast<int>(workload.operators.size());
  ids[op] = id;
  core::Operator record = describeOperator(op);
  record.id = id;
  record.parameters = parametersOf(op);
  if (!record.flops)
    workload.totals.unmodelled.push_back(id);
  workload.operators.push_back(std::move(record));
  addEdges(op, id);
}

void Builder::aliasResults(perf::KernelOp kernel) {
  auto yield = cast<perf::YieldOp>(kernel.getBody().front().getTerminator());
  for (auto [output, value] :
       llvm::zip_equal(kernel.getOutputs(), yield.getOutputs()))
    yielded[output] = value;
}

/// The operator that computes in the kernel's main type: that of its family.
static Operation *anchorOf(perf::KernelOp kernel, core::KernelFamily family) {
  Block &body = kernel.getBody().front();
  for (Operation &op : body.without_terminator()) {
    auto interface = dyn_cast<dialects::CostOpInterface>(op);
    auto shape = interface ? interface.getKernelShape() : std::nullopt;
    if (shape && shape->family == family)
      return &op;
  }
  return &body.front();
}

void Builder::addKernel(perf::KernelOp kernel) {
  core::Kernel record;
  record.name = operatorName(kernel);
  record.family = core::parseKernelFamily(kernel.getFamily().str())
                      .value_or(core::KernelFamily::Other);
  for (NamedAttribute entry : kernel.getProblem())
    if (auto size = dyn_cast<IntegerAttr>(entry.getValue()))
      record.problem[entry.getName().str()] = size.getInt();
  perf::CostAttr cost = kernel.getCost();
  record.flops = core::Flops(double(cost.getFlops()));
  record.macs = core::Macs(double(cost.getMacs()));
  record.bytesRead = core::Bytes(double(cost.getRead()));
  record.bytesWritten = core::Bytes(double(cost.getWritten()));
  record.launches = static_cast<int>(kernel.getLaunches());
  record.allowTf32 = kernel.getAllowTf32();
  record.phase =
      core::parsePhase(kernel.getPhase().str()).value_or(core::Phase::Forward);
  Block &body = kernel.getBody().front();
  for (Operation &op : body.without_terminator()) {
    if (op.hasAttr(kRepeatedView)) {
      // The same elements again: whoever reads them reads the source.
      for (Value result : op.getResults())
        yielded[result] = op.getOperand(0);
      continue;
    }
    addOperator(&op);
    record.operators.push_back(ids[&op]);
  }
  record.type = computeType(anchorOf(kernel, record.family));
  if (DictionaryAttr fusions = kernel.getFusionsAttr())
    for (NamedAttribute entry : fusions)
      if (auto count = dyn_cast<IntegerAttr>(entry.getValue()))
        workload.fusions[entry.getName().str()] += count.getInt();
  aliasResults(kernel);
  workload.totals.launches = static_cast<int>(std::min<int64_t>(
      INT32_MAX, int64_t(workload.totals.launches) + record.launches));
  workload.totals.bytes += record.bytes();
  workload.kernels.push_back(std::move(record));
}

void Builder::sumUp() {
  core::Totals &totals = workload.totals;
  for (const core::Operator &op : workload.operators) {
    totals.flops += op.flops.value_or(core::Flops());
    totals.macs += op.macs.value_or(core::Macs());
  }
  // The share of what is not counted is that of its tensors' bytes.
  double uncounted = 0;
  bool unknown = false;
  for (int id : totals.unmodelled) {
    std::optional<core::Bytes> bytes = tensorBytes(workload.operators[id]);
    unknown |= !bytes;
    uncounted += bytes.value_or(core::Bytes()).value();
  }
  double all = totals.bytes.value() + uncounted;
  double share = unknown ? 100 : all > 0 ? 100 * uncounted / all : 0;
  totals.unmodelledFlopsPct = share;
  totals.unmodelledBytesPct = share;
}

core::Workload Builder::build() {
  identify();
  for (Operation &op : function.getBody().front()) {
    if (auto kernel = dyn_cast<perf::KernelOp>(op))
      addKernel(kernel);
    else if (!loadTime.contains(&op) && !isa<func::ReturnOp>(op))
      addOperator(&op);
  }
  sumUp();
  workload.model.nodes = static_cast<int64_t>(workload.operators.size());
  workload.model.edges = static_cast<int64_t>(workload.edges.size());
  LivenessOptions liveness;
  liveness.runtime = workload.request.runtime;
  workload.memory = profileMemory(function, liveness);
  return std::move(workload);
}

} // namespace

core::Workload buildWorkload(ModuleOp module, const core::Request &request) {
  auto function = module.lookupSymbol<func::FuncOp>("main");
  return Builder(module, function, request).build();
}

} // namespace perfopt::analysis
