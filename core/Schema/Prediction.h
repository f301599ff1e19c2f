//===- Prediction.h - What a predictor answers ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SCHEMA_PREDICTION_H
#define PERFOPT_CORE_SCHEMA_PREDICTION_H

#include "core/Schema/Device.h"
#include "core/Schema/Workload.h"
#include "core/Support/Quantity.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::core {

inline constexpr std::string_view kPredictionSchema = "perf-opt/prediction/1";

/// A value and the interval it is thought to lie in. `coverage` is the share of
/// measured cases that fell inside, 0 to 1; unset while nobody measured it,
/// and then the interval is a bound by argument, not a statistic.
template <typename Q>
struct Estimate {
  Q value;
  Q low;
  Q high;
  std::optional<double> coverage;
};

/// What holds a kernel back.
enum class Bound { Compute, L1, L2, Hbm, Launch, Unknown };
std::string_view name(Bound bound);

struct KernelPrediction {
  /// Index into Workload::kernels.
  int kernel = 0;
  Seconds time;
  Bound bound = Bound::Unknown;
  /// The pipe that computes it, and the ceiling the kernel runs into, e.g.
  /// "HBM 1346 GB/s".
  std::optional<Pipe> pipe;
  std::string ceiling;
  /// Attained share of the pipe's peak, 0 to 1.
  double fractionOfPeak = 0;
  /// Attained share of the bounding ceiling, 0 to 1.
  double fractionOfCeiling = 0;
  Bytes bytesL1;
  Bytes bytesL2;
  Bytes bytesHbm;
};

/// Bytes in use at one moment, by what they are for.
struct MemoryByUse {
  std::array<Bytes, kMemoryUseCount> bytes;

  Bytes &operator[](MemoryUse use) { return bytes[static_cast<size_t>(use)]; }
  Bytes operator[](MemoryUse use) const {
    return bytes[static_cast<size_t>(use)];
  }
  Bytes total() const {
    Bytes sum;
    for (Bytes part : bytes)
      sum += part;
    return sum;
  }
};

/// The moment at which most memory is in use.
struct MemoryPeak {
  /// Index into Workload::kernels; -1 before the first kernel.
  int kernel = -1;
  MemoryByUse use;
  /// The largest pieces in use then, other than weights and optimizer state.
  struct Holder {
    std::string tensor;
    MemoryUse use = MemoryUse::Activations;
    Bytes bytes;
  };
  std::vector<Holder> holders;
};

/// What the process holds of the device's memory. The parts are those at the
/// peak; with the fragmentation and the context they add up to the total.
struct MemoryPrediction {
  Estimate<Bytes> total;
  Bytes weights;
  Bytes gradients;
  Bytes optimizerState;
  Bytes activations;
  Bytes workspace;
  /// Held by the allocator beyond what is in use at the peak.
  Bytes fragmentation;
  /// Driver, kernel images and library handles.
  Bytes context;
  /// The device's capacity, where its entry knows it.
  std::optional<Bytes> capacity;
  MemoryPeak peak;
  /// In use while kernel i runs, in a run that is not the first.
  std::vector<MemoryByUse> timeline;
};

/// One way to cut the board for this model.
struct MigChoice {
  std::string profile;
  /// The round size in the profile's name, and what an application can use.
  Bytes nominal;
  Bytes usable;
  /// How many of them the board holds at once.
  int instances = 0;
  /// The predicted memory is below the nominal size (the memory rule), and
  /// below the usable size.
  bool fitsNominal = false;
  bool fitsUsable = false;
  /// Share of the slice's usable memory, 0 and up.
  double memoryShare = 0;
};

struct MigAdvice {
  /// The smallest profile whose nominal size is above the predicted memory
  /// (DIPPM Eq. 2 = thesis Eq. 4.2); empty when none is.
  std::string byMemory;
  /// One size for each quarter of the board in use (thesis 3.4.4).
  std::string byUtilization;
  /// The smallest that satisfies both rules and whose usable memory holds the
  /// model; empty when none does.
  std::string recommended;
  /// In words: which rule decided, and what each of them asks for.
  std::string rule;
  /// Busy share of the whole board that the second rule used, 0 to 1.
  double utilization = 0;
  /// Every profile of the board, in its entry's order.
  std::vector<MigChoice> profiles;
};

/// An inference is one sample: those of a batch share the time of its run.
struct CloudCost {
  Price price;
  /// Of one GPU of the instance.
  UsdPerHour perGpuHour;
  /// Of 1000 inferences on one GPU that is never idle.
  Usd per1000;
  /// Of 10^4 inferences, the thesis' unit.
  Usd per10000;
};

struct CarbonFootprint {
  GridIntensity grid;
  double pue = 1;
  /// Empty where no factor is known: 1 then counts no overhead.
  std::string pueSource;
  /// Of one run, which is one pass over the whole batch.
  GramsCo2e perRun;
};

/// A whole training: one step after the other on one GPU.
struct TrainingRun {
  int64_t steps = 0;
  Estimate<Seconds> time;
  Estimate<Joules> energy;
  /// Unset without a grid.
  std::optional<GramsCo2e> carbon;
  struct Cost {
    Price price;
    Usd total;
  };
  /// In the order of the prices.
  std::vector<Cost> costs;
};

struct Provenances {
  std::string predictor;
  std::string version;
  /// In words: what was assumed beyond the figures of the device's entry, which
  /// carry their own provenance.
  std::vector<std::string> basis;
  bool outOfRange = false;
};

struct Prediction {
  std::string device;
  /// Of one run: one pass over the whole batch. So is the energy.
  Estimate<Seconds> latency;
  MemoryPrediction memory;
  Estimate<Joules> energy;
  Watts power;
  /// Busy share of the device: time-weighted share of the bounding ceiling.
  double utilization = 0;
  std::vector<KernelPrediction> kernels;
  Provenances provenance;
  std::vector<std::string> diagnostics;
};

} // namespace perfopt::core

#endif // PERFOPT_CORE_SCHEMA_PREDICTION_H
