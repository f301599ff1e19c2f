//===- PerfDialect.h - Kernels and their costs ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_PERF_PERFDIALECT_H
#define PERFOPT_DIALECTS_PERF_PERFDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/Perf/PerfDialect.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/Perf/PerfAttrs.h.inc"

#define GET_OP_CLASSES
#include "dialects/Perf/PerfOps.h.inc"

#endif // PERFOPT_DIALECTS_PERF_PERFDIALECT_H
