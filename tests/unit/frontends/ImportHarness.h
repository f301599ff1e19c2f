//===- ImportHarness.h - From records to a workload in tests --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_UNIT_FRONTENDS_IMPORTHARNESS_H
#define PERFOPT_TESTS_UNIT_FRONTENDS_IMPORTHARNESS_H

#include "analysis/Workload/Pipeline.h"
#include "frontends/Onnx/Reader/Model.h"

#include "mlir/IR/MLIRContext.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::onnx::test {

struct Outcome {
  /// Unset after an error.
  std::optional<core::Workload> workload;
  std::vector<std::string> errors, warnings;

  /// All errors, one a line; "no error" without any.
  std::string error() const;
  std::string warning() const;
};

/// Reads, imports and analyses models, one after the other, in one context.
class ImportHarness {
public:
  ImportHarness();

  Outcome run(const Model &model,
              const analysis::PipelineOptions &options = {});
  /// Reads a copy in an allocation of exactly its size.
  Outcome run(std::string_view bytes,
              const analysis::PipelineOptions &options = {});

private:
  mlir::MLIRContext context;
};

/// `seed`, shifted by GoogleTest's where that shuffles tests.
unsigned fuzzSeed(unsigned seed);

/// Fails where an outcome is neither a workload nor a reason, or where the
/// workload's numbers are negative or no numbers.
void expectSound(const Outcome &outcome);

} // namespace perfopt::onnx::test

#endif // PERFOPT_TESTS_UNIT_FRONTENDS_IMPORTHARNESS_H
