//===- Device.h - A hardware database entry resolved to numbers -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SCHEMA_DEVICE_H
#define PERFOPT_CORE_SCHEMA_DEVICE_H

#include "core/Support/Quantity.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::core {

inline constexpr std::string_view kDeviceSchema = "perf-opt/device/1";

/// How a number came to be.
enum class Origin { Measured, Datasheet, Derived };
std::string_view name(Origin origin);
std::optional<Origin> parseOrigin(std::string_view text);

/// Where a number is from. `date` is ISO 8601, as exact as the source gives it.
struct Provenance {
  Origin origin = Origin::Datasheet;
  std::string source;
  std::string date;
  std::string conditions;
};

/// A quantity with its provenance.
template <typename Q>
struct Figure {
  Q value;
  Provenance from;
};

/// An execution unit with a throughput ceiling of its own.
enum class Pipe {
  Fp64, Fp32, Fp16, Tf32Tensor, Fp16Tensor, Bf16Tensor, Fp8Tensor, Int8Tensor
};
std::string_view name(Pipe pipe);
std::optional<Pipe> parsePipe(std::string_view text);

enum class MemoryLevel { L1, L2, Hbm };
std::string_view name(MemoryLevel level);
std::optional<MemoryLevel> parseMemoryLevel(std::string_view text);

/// One shape into which Multi-Instance GPU can cut the board.
struct MigProfile {
  std::string name; // "1g.5gb"
  int computeSlices = 0;
  int memorySlots = 0;
  int smCount = 0;
  /// The round number in the profile's name (DIPPM Eq. 2 compares with it).
  Bytes nominal;
  /// What an application can use of it.
  Bytes usable;
  int maxInstances = 0;
  /// First memory slots at which an instance may be placed.
  std::vector<int> allowedStarts;
};

struct Device {
  std::string id;
  std::string name;
  std::string vendor;
  std::string architecture;
  std::vector<std::string> aliases;
  /// Names under which price tables list it.
  std::string priceName;
  int smCount = 0;
  int warpSize = 32;
  std::optional<Figure<Bytes>> memoryCapacity;
  std::optional<Figure<Bytes>> l2Capacity;
  /// Highest clock of the multiprocessors.
  std::optional<Figure<Hertz>> boostClock;
  std::map<Pipe, Figure<FlopsPerSecond>> peaks;
  std::map<MemoryLevel, Figure<BytesPerSecond>> bandwidths;
  /// Board power without a CUDA context, and its limit.
  std::optional<Figure<Watts>> idlePower;
  std::optional<Figure<Watts>> tdp;
  /// From one kernel's start to the next one's, launched back to back.
  std::optional<Figure<Seconds>> launchInterval;
  /// The shortest time any kernel takes on the device.
  std::optional<Figure<Seconds>> kernelFloor;
  /// Memory of the driver's context and libraries in front of any tensor.
  std::optional<Figure<Bytes>> contextMemory;
  /// The same when every kernel image is loaded at the start.
  std::optional<Figure<Bytes>> contextMemoryEager;
  int migMemorySlots = 0;
  std::vector<MigProfile> mig;
  /// Where the profiles are from; empty for a board without any.
  Provenance migFrom;
  /// Contradictions and doubts that the entry records.
  std::vector<std::string> notes;
};

/// A slot of a price list.
struct Price {
  std::string provider;
  std::string instance;
  std::string region;
  int gpus = 1;
  UsdPerHour perHour; // of the whole instance
  std::string pricing; // "on-demand", "spot", ...
  std::string date;
  std::string source;
};

/// Carbon intensity of a region's electricity.
struct GridIntensity {
  /// Country code (ISO 3166 alpha-3) or cloud region.
  std::string region;
  std::string name;
  std::string provider; // empty for countries
  GramsCo2ePerKwh intensity;
  /// Power usage effectiveness of the data centre, where the source gives it.
  std::optional<double> pue;
  std::string date;
  std::string source;
};

} // namespace perfopt::core

#endif // PERFOPT_CORE_SCHEMA_DEVICE_H
