//===- OperatorRecord.h - One operator as a plain record ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_WORKLOAD_OPERATORRECORD_H
#define PERFOPT_ANALYSIS_WORKLOAD_OPERATORRECORD_H

#include "core/Schema/Workload.h"

#include "mlir/IR/Operation.h"

namespace perfopt::analysis {

/// Everything but the id and the parameters. `rule` says why the cost is unset
/// where it is.
core::Operator describeOperator(mlir::Operation *op);

/// The element type that the operator computes in: what its counting rule says
/// (KernelShape::type), else that of its first floating operand, else of its
/// first result.
core::ElementType computeType(mlir::Operation *op);

/// Bytes of the operator's tensors; unset when one of them is unknown.
std::optional<core::Bytes> tensorBytes(const core::Operator &op);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_WORKLOAD_OPERATORRECORD_H
