//===- PredictionJson.h - A prediction as JSON ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SCHEMA_PREDICTIONJSON_H
#define PERFOPT_CORE_SCHEMA_PREDICTIONJSON_H

#include "core/Schema/Prediction.h"
#include "core/Support/Json.h"

namespace perfopt::core {

/// The record in SI units, for machines; `perf-opt analyze` writes its own
/// report in milliseconds and megabytes.
nlohmann::ordered_json toJson(const Prediction &prediction);

} // namespace perfopt::core

#endif // PERFOPT_CORE_SCHEMA_PREDICTIONJSON_H
