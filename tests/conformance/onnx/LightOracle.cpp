//===- LightOracle.cpp - Multiply-accumulates of ONNX's light models ------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/conformance/onnx/LightOracle.h"

#include "hwdb/Csv.h"

#include <fmt/format.h>

namespace perfopt::conformance {

core::Result<LightOracle> LightOracle::load(const std::string &path) {
  auto csv = hwdb::CsvTable::load(path, {"model", "macs"});
  if (!csv)
    return csv.error();
  LightOracle oracle;
  for (size_t i = 0; i < csv->size(); ++i) {
    auto number = csv->number(i, "macs");
    if (!number)
      return number.error();
    if (!*number)
      return csv->error(i, "expected a number of multiply-accumulates");
    oracle.macs[csv->field(i, "model")] = **number;
  }
  return oracle;
}

std::string LightOracle::judge(const std::string &name,
                               const core::Workload &workload) const {
  auto expected = macs.find(name);
  if (expected == macs.end())
    return "";
  double found = 0;
  for (const core::Operator &op : workload.operators)
    if (op.op == "nn.conv" || op.op == "nn.gemm")
      found += op.macs.value_or(core::Macs()).value();
  if (found == expected->second)
    return "";
  return fmt::format("found {:.0f} MACs in convolutions and Gemms, expected "
                     "{:.0f}",
                     found, expected->second);
}

} // namespace perfopt::conformance
