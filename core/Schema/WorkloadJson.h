//===- WorkloadJson.h - A workload as JSON --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SCHEMA_WORKLOADJSON_H
#define PERFOPT_CORE_SCHEMA_WORKLOADJSON_H

#include "core/Schema/Workload.h"
#include "core/Support/Json.h"

namespace perfopt::core {

/// Counts in FLOPs, MACs and bytes; see docs/schema/workload.schema.json.
nlohmann::ordered_json toJson(const Workload &workload);

nlohmann::ordered_json toJson(const Request &request);

nlohmann::ordered_json toJson(const std::vector<Recomposed> &recomposed);

template <>
Result<Workload> fromJson<Workload>(const nlohmann::json &json);

} // namespace perfopt::core

#endif // PERFOPT_CORE_SCHEMA_WORKLOADJSON_H
