//===- LightOracle.h - Multiply-accumulates of ONNX's light models --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_CONFORMANCE_ONNX_LIGHTORACLE_H
#define PERFOPT_TESTS_CONFORMANCE_ONNX_LIGHTORACLE_H

#include "core/Schema/Workload.h"
#include "core/Support/Result.h"

#include <map>
#include <string>

namespace perfopt::conformance {

/// light.csv: by model, the MACs of its convolutions and Gemms, each written
/// out from the file's shapes by a walk over the graph that shares no code
/// with perf-opt.
class LightOracle {
public:
  static core::Result<LightOracle> load(const std::string &path);

  /// Empty when the counts agree exactly or the model is not listed.
  std::string judge(const std::string &name,
                    const core::Workload &workload) const;

private:
  std::map<std::string, double> macs;
};

} // namespace perfopt::conformance

#endif // PERFOPT_TESTS_CONFORMANCE_ONNX_LIGHTORACLE_H
