//===- FormKernels.cpp - Which operators launch together -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/FormKernels.h"

#include "analysis/Kernels/BlockOrder.h"
#include "analysis/Kernels/Grouping.h"
#include "analysis/Kernels/KernelBuilder.h"
#include "analysis/Kernels/MoveTransposes.h"
#include "dialects/Perf/PerfDialect.h"

using namespace mlir;

namespace perfopt::analysis {

static void formKernels(Block &block, const LoadTimeValues &loadTime,
                        const RuntimeRules &rules) {
  KernelGraph graph(block, loadTime, rules);
  Grouping grouping(graph, rules);
  KernelBuilder builder(graph, grouping, rules);
  for (int id : executionOrder(graph, grouping)) {
    int group = grouping.groupOf[id];
    bool isKernel =
        group >= 0 && graph.nodes[id].kind == GraphNode::Kind::Launched;
    if (isKernel)
      builder.build(grouping.groups[group], block);
    else if (!builder.isInside(id))
      graph.nodes[id].op->moveBefore(block.getTerminator());
  }
}

void formKernels(ModuleOp module, const RuntimeRules &rules) {
  module.getContext()->loadDialect<perf::PerfDialect>();
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!rules.passedByTransposes.empty())
      moveTransposes(function, rules.passedByTransposes);
    LoadTimeValues loadTime(function);
    for (Block &block : function.getBody())
      formKernels(block, loadTime, rules);
  }
}

void formKernels(ModuleOp module, Runtime runtime) {
  formKernels(module, rulesOf(runtime));
}

} // namespace perfopt::analysis
