//===- CostOpInterface.h - What an operator costs -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_INTERFACES_COSTOPINTERFACE_H
#define PERFOPT_DIALECTS_INTERFACES_COSTOPINTERFACE_H

#include "core/Schema/Workload.h"
#include "core/Support/Quantity.h"

#include "mlir/IR/OpDefinition.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <utility>

namespace perfopt::dialects {

/// The cost of one operator.
struct OpCost {
  core::Flops flops;
  core::Macs macs;
  core::Bytes read;
  core::Bytes written;
  /// Label of the counting rule, e.g. "conv_c1".
  llvm::StringRef rule;
};

/// How one operator launches by itself.
struct KernelShape {
  core::KernelFamily family = core::KernelFamily::Other;
  /// Keys as documented at core::Kernel.
  llvm::SmallVector<std::pair<llvm::StringRef, int64_t>, 12> problem;
  int launches = 1;
  /// Traffic of launches beyond the first, e.g. a bias added by a kernel of its
  /// own.
  core::Bytes extraRead;
  core::Bytes extraWritten;
  /// What it computes in, where that is not the type of its first floating
  /// operand: 8-bit integers for the products of quantised tensors.
  std::optional<core::ElementType> type;
  /// See core::Kernel::allowTf32.
  bool allowTf32 = false;
};

} // namespace perfopt::dialects

#include "dialects/Interfaces/CostOpInterface.h.inc"

#endif // PERFOPT_DIALECTS_INTERFACES_COSTOPINTERFACE_H
