//===- Tables.h - Prices, grid intensity and PUE --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The dated tables beside the entries: prices/prices.csv, grid/grid.csv and
// grid/pue.csv. Every row names its source.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_TABLES_H
#define PERFOPT_HWDB_TABLES_H

#include "core/Schema/Device.h"
#include "core/Support/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::hwdb {

/// Power usage effectiveness of an operator's data centres.
struct PueEntry {
  /// The name in price lists ("GCP") and the company's ("Google").
  std::string provider;
  std::string company;
  double pue = 1;
  /// Empty where the source gives none.
  std::string date;
  std::string source;
};

/// The rows that list the device under its id or its price name, in the order
/// of the file: by provider, instance, region, pricing and date.
core::Result<std::vector<core::Price>> readPrices(const std::string &path,
                                                  const core::Device &device);

/// The newest row for a region: its code ("eu-west-1", "DEU"), its name
/// ("Germany"), or its provider and code ("GCP us-east1").
core::Result<core::GridIntensity> readGrid(const std::string &path,
                                           std::string_view region);

/// The newest row for a provider or company.
core::Result<PueEntry> readPue(const std::string &path,
                               std::string_view provider);

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_TABLES_H
