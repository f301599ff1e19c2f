//===- DeviceJson.h - A device as JSON ------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SCHEMA_DEVICEJSON_H
#define PERFOPT_CORE_SCHEMA_DEVICEJSON_H

#include "core/Schema/Device.h"
#include "core/Support/Json.h"

namespace perfopt::core {

/// The resolved entry in SI units, every figure with its provenance.
nlohmann::ordered_json toJson(const Device &device);

nlohmann::ordered_json toJson(const Accuracy &accuracy);

template <>
Result<Device> fromJson<Device>(const nlohmann::json &json);

} // namespace perfopt::core

#endif // PERFOPT_CORE_SCHEMA_DEVICEJSON_H
