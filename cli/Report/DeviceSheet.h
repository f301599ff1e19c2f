//===- DeviceSheet.h - Hardware entries as text ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CLI_REPORT_DEVICESHEET_H
#define PERFOPT_CLI_REPORT_DEVICESHEET_H

#include "core/Schema/Device.h"
#include "hwdb/MigPackings.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace perfopt::cli {

/// One line a device, in the order given.
std::string renderDeviceList(const std::vector<core::Device> &devices,
                             int width);

/// Every number of one entry with its kind, date, source and conditions, its
/// MIG profiles and the `packings` of them, the doubts that it records, and
/// `prices` of it.
std::string
renderDeviceSheet(const core::Device &device, int width,
                  std::vector<core::Price> prices = {},
                  const std::vector<hwdb::MigPacking> &packings = {});

/// The entry with the numbers of its packings under `mig`.
nlohmann::ordered_json
deviceSheetJson(const core::Device &device,
                const std::vector<hwdb::MigPacking> &packings);

} // namespace perfopt::cli

#endif // PERFOPT_CLI_REPORT_DEVICESHEET_H
