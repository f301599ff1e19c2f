//===- PerfDialect.cpp - Kernels and their costs --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/Perf/PerfDialect.h"

#include "core/Schema/Workload.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

#include "dialects/Perf/PerfDialect.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/Perf/PerfAttrs.cpp.inc"

#define GET_OP_CLASSES
#include "dialects/Perf/PerfOps.cpp.inc"

namespace perfopt::perf {

void PerfDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/Perf/PerfAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Perf/PerfOps.cpp.inc"
      >();
}

LogicalResult KernelOp::verify() {
  if (!core::parseKernelFamily(getFamily().str()))
    return emitOpError("unknown family '") << getFamily() << "'";
  if (!core::parsePhase(getPhase().str()))
    return emitOpError("unknown phase '")
           << getPhase() << "', expected forward, backward or optimizer";
  auto yield = cast<YieldOp>(getBody().front().getTerminator());
  if (yield.getOutputs().getTypes() != getOutputs().getTypes())
    return emitOpError("yields ")
           << yield.getOutputs().getTypes() << ", but results are "
           << getOutputs().getTypes();
  return success();
}

} // namespace perfopt::perf
