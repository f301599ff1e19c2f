//===- Units.h - The units that entries are written in --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_HWDB_UNITS_H
#define PERFOPT_HWDB_UNITS_H

#include "core/Schema/Device.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::hwdb {

enum class Dimension {
  Throughput,
  Bandwidth,
  Storage,
  Power,
  Time,
  Frequency,
  Multiprocessors,
  Threads,
  Cores,
  Registers,
  Bits,
  Cycles
};

/// How many base units (FLOP/s, B/s, B, W, s, Hz, one) the unit holds; nothing
/// when it does not measure this dimension. kB, MB and GB are decimal, KiB, MiB
/// and GiB are binary.
std::optional<double> unitFactor(Dimension dimension, std::string_view unit);

/// Every unit that unitFactor() knows for it.
std::vector<std::string> unitNames(Dimension dimension);

/// The dimension of a quantity type, as `DimensionOf<core::Bytes>::value`.
template <typename Q>
struct DimensionOf;
template <Dimension D>
struct DimensionConstant {
  static constexpr Dimension value = D;
};
template <>
struct DimensionOf<core::FlopsPerSecond>
    : DimensionConstant<Dimension::Throughput> {};
template <>
struct DimensionOf<core::BytesPerSecond>
    : DimensionConstant<Dimension::Bandwidth> {};
template <>
struct DimensionOf<core::Bytes> : DimensionConstant<Dimension::Storage> {};
template <>
struct DimensionOf<core::Watts> : DimensionConstant<Dimension::Power> {};
template <>
struct DimensionOf<core::Seconds> : DimensionConstant<Dimension::Time> {};
template <>
struct DimensionOf<core::Cycles> : DimensionConstant<Dimension::Cycles> {};
template <>
struct DimensionOf<core::Hertz> : DimensionConstant<Dimension::Frequency> {};

} // namespace perfopt::hwdb

#endif // PERFOPT_HWDB_UNITS_H
