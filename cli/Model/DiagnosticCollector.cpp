//===- DiagnosticCollector.cpp - Diagnostics as text ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Model/DiagnosticCollector.h"

using namespace mlir;

namespace perfopt::cli {

static std::string describe(Diagnostic &diagnostic) {
  std::string text = diagnostic.str();
  auto named = diagnostic.getLocation()->findInstanceOf<NameLoc>();
  return named ? named.getName().str() + ": " + text : text;
}

DiagnosticCollector::DiagnosticCollector(MLIRContext &context)
    : handler(&context, [this](Diagnostic &diagnostic) {
        if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
          errors.push_back(describe(diagnostic));
        else if (diagnostic.getSeverity() == DiagnosticSeverity::Warning)
          warnings.push_back(describe(diagnostic));
        return success();
      }) {}

std::string DiagnosticCollector::errorText() const {
  std::string text;
  for (const std::string &error : errors)
    text += (text.empty() ? "" : "\n  ") + error;
  return text.empty() ? "the model could not be read" : text;
}

} // namespace perfopt::cli
