//===- DiagnosticCollector.h - Diagnostics as text -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_MODEL_DIAGNOSTICCOLLECTOR_H
#define PERFOPT_CLI_MODEL_DIAGNOSTICCOLLECTOR_H

#include "mlir/IR/Diagnostics.h"

#include <string>
#include <vector>

namespace perfopt::cli {

/// Collects what is reported to the context while it lives, each with the name
/// in its location.
class DiagnosticCollector {
public:
  explicit DiagnosticCollector(mlir::MLIRContext &context);

  /// Every error on a line of its own.
  std::string errorText() const;
  std::vector<std::string> takeWarnings() { return std::move(warnings); }

private:
  std::vector<std::string> errors, warnings;
  mlir::ScopedDiagnosticHandler handler;
};

} // namespace perfopt::cli

#endif // PERFOPT_CLI_MODEL_DIAGNOSTICCOLLECTOR_H
