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

/// Cores, registers, threads, bits: what is counted.
using Count = Quantity<struct CountTag>;
/// Periods of the clock that `conditions` name.
using Cycles = Quantity<struct CyclesTag>;

/// On a CPU a core takes the multiprocessor's place.
enum class DeviceKind { Gpu, Cpu };
std::string_view name(DeviceKind kind);
std::optional<DeviceKind> parseDeviceKind(std::string_view text);

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

/// L3 is a CPU's; Hbm is the memory of the device, whatever it is made of.
enum class MemoryLevel { L1, L2, L3, Hbm };
std::string_view name(MemoryLevel level);
std::optional<MemoryLevel> parseMemoryLevel(std::string_view text);

/// How long a measurement ran, and with that what it says: the sustained mean,
/// a short burst above sustained clocks, instructions on registers alone (above
/// anything that moves data), or a simple kernel that stays below the ceiling.
enum class Regime { Sustained, Burst, Issue, LowerBound };
std::string_view name(Regime regime);
std::optional<Regime> parseRegime(std::string_view text);

/// Ceilings by name: of a pipe or a level, or of what no predictor knows
/// ("fp4_tensor", "hbm_triad", "shared").
struct NamedCeilings {
  std::map<std::string, Figure<FlopsPerSecond>> peaks;
  std::map<std::string, Figure<BytesPerSecond>> bandwidths;
};

/// What one benchmark measured beside the ceilings that predictions use. Two
/// families are never mixed: they do not measure the same thing.
struct CeilingFamily {
  std::string name;
  Regime regime = Regime::Sustained;
  NamedCeilings ceilings;
  /// Of one access, by level.
  std::map<std::string, Figure<Cycles>> latencies;
};

/// What one multiprocessor or core has.
struct Multiprocessor {
  std::optional<Figure<Count>> fp32Cores;
  std::optional<Figure<Count>> tensorCores;
  /// With the shared memory where both are one.
  std::optional<Figure<Bytes>> l1Capacity;
  /// The most of it that blocks can have.
  std::optional<Figure<Bytes>> sharedMemory;
  std::optional<Figure<Count>> registers;
  std::optional<Figure<Count>> threads;
  std::optional<Figure<Count>> threadsPerBlock;
};

/// One way out of the device, in one direction.
struct Link {
  std::string name; // "NVLink 3"
  std::string to;   // "gpu", "host", "node"
  /// "copy", "all_reduce", ...
  std::string operation;
  Figure<BytesPerSecond> bandwidth;
};

/// Board power during something that is not idling.
struct PowerPoint {
  std::string activity;
  Figure<Watts> power;
};

/// A kernel that was kept out when the ceilings were measured.
struct HeldBackKernel {
  std::string name;
  std::string problem; // "m 1024 n 1024 k 1024 fp32"
  Seconds predicted;
  Seconds measured;
};

/// How far the roofline with this entry is from kernels that it was not made
/// from.
struct Accuracy {
  /// Mean of |predicted - measured| / measured over `kernels`, in percent.
  double mapePct = 0;
  std::vector<HeldBackKernel> kernels;
  Provenance from;
};

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
  /// How its numbers were derived; empty when they are the source's.
  std::string derived = {};
};

struct Device {
  DeviceKind kind = DeviceKind::Gpu;
  std::string id;
  std::string name;
  std::string vendor;
  std::string architecture;
  std::vector<std::string> aliases;
  /// Names under which price tables list it.
  std::string priceName;
  /// "8.0", "gfx90a"; empty when unknown, as the two below.
  std::string computeCapability;
  std::string memoryType;
  std::string year;
  /// Of a CPU its cores.
  int smCount = 0;
  int warpSize = 32;
  std::optional<Figure<Bytes>> memoryCapacity;
  std::optional<Figure<Bytes>> l2Capacity;
  std::optional<Figure<Bytes>> l3Capacity;
  /// Hardware threads of a CPU.
  std::optional<Figure<Count>> threadCount;
  Multiprocessor multiprocessor;
  /// Data lines of the memory in bits, and transfers a second on each.
  std::optional<Figure<Count>> memoryBusWidth;
  std::optional<Figure<Hertz>> memoryDataRate;
  std::optional<Figure<Hertz>> baseClock;
  /// Highest clock of the multiprocessors.
  std::optional<Figure<Hertz>> boostClock;
  std::map<Pipe, Figure<FlopsPerSecond>> peaks;
  std::map<MemoryLevel, Figure<BytesPerSecond>> bandwidths;
  /// What the vendor prints, dense.
  NamedCeilings nominal;
  std::vector<CeilingFamily> families;
  /// Board power without a CUDA context, and its limit.
  std::optional<Figure<Watts>> idlePower;
  std::optional<Figure<Watts>> tdp;
  std::vector<PowerPoint> powerPoints;
  /// From one kernel's start to the next one's, launched back to back.
  std::optional<Figure<Seconds>> launchInterval;
  /// The same between the nodes of a graph.
  std::optional<Figure<Seconds>> graphLaunchInterval;
  /// The shortest time any kernel takes on the device.
  std::optional<Figure<Seconds>> kernelFloor;
  /// Memory of the driver's context and libraries in front of any tensor.
  std::optional<Figure<Bytes>> contextMemory;
  /// The same when every kernel image is loaded at the start.
  std::optional<Figure<Bytes>> contextMemoryEager;
  std::vector<Link> links;
  int migMemorySlots = 0;
  std::vector<MigProfile> mig;
  /// Where the profiles are from; empty for a board without any.
  Provenance migFrom;
  std::optional<Accuracy> accuracy;
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
