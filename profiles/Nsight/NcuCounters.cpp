//===- NcuCounters.cpp - From Nsight Compute's metrics to FLOPs and bytes -===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Nsight/NcuCounters.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

namespace perfopt::profiles {

using core::Bytes;
using core::Flops;
using core::Pipe;

namespace {

std::optional<double> find(const NcuLaunch &launch, std::string_view metric) {
  auto found = launch.metrics.find(metric);
  if (found == launch.metrics.end())
    return std::nullopt;
  return found->second;
}

constexpr std::string_view kRate = ".sum.per_cycle_elapsed";

/// What a rate of this unit ("sm__" or "smsp__") is by. Both tick with one
/// clock, of which the roofline sections collect the frequency only.
std::optional<double> elapsedCycles(const NcuLaunch &launch,
                                    const std::string &unit) {
  for (const std::string &clock : {unit, std::string("sm__")})
    for (const char *which : {"cycles_elapsed.max", "cycles_elapsed.avg"})
      if (auto cycles = find(launch, clock + which))
        return cycles;
  auto time = ncuTime(launch);
  for (const std::string &clock : {unit, std::string("sm__")})
    if (auto rate = find(launch, clock + "cycles_elapsed.avg.per_second");
        rate && time)
      return *rate * time->value();
  return std::nullopt;
}

/// A total, or what the roofline sections collect in its place: the same per
/// elapsed cycle. Counters of sub-partitions (smsp__) have the same totals.
std::optional<double> total(const NcuLaunch &launch, const std::string &name) {
  for (std::string unit : {"sm__", "smsp__"}) {
    if (auto sum = find(launch, unit + name + ".sum"))
      return sum;
    auto rate = find(launch, unit + name + std::string(kRate));
    auto cycles = elapsedCycles(launch, unit);
    if (rate && cycles)
      return *rate * *cycles;
  }
  return std::nullopt;
}

bool hasRate(const NcuLaunch &launch, const std::string &name) {
  return find(launch, "sm__" + name + std::string(kRate)) ||
         find(launch, "smsp__" + name + std::string(kRate));
}

struct ScalarFlops {
  std::optional<double> flops;
  /// Some of the operands are in the report, and not all.
  bool incomplete = false;
};

/// add + mul + 2 fma of the scalar pipe with this letter (Eq. 3.4, 3.5).
ScalarFlops scalarFlops(const NcuLaunch &launch, char letter,
                        std::set<std::string> &notes) {
  double sum = 0;
  std::vector<std::string> missing;
  bool withoutCycles = false;
  struct Operand {
    const char *op;
    int flops;
  };
  constexpr Operand kOperands[] = {{"add", 1}, {"mul", 1}, {"fma", 2}};
  for (auto [op, flops] : kOperands) {
    std::string name =
        fmt::format("sass_thread_inst_executed_op_{}{}_pred_on", letter, op);
    if (auto count = total(launch, name))
      sum += flops * *count;
    else
      missing.push_back(name);
    withoutCycles |= !total(launch, name) && hasRate(launch, name);
  }
  if (missing.empty())
    return {sum};
  // The same sum by ncu itself.
  if (auto combined =
          total(launch, fmt::format("sass_thread_inst_executed_ops_{0}add_"
                                    "{0}mul_{0}fma_pred_on",
                                    letter)))
    return {combined};
  if (withoutCycles)
    notes.insert("FLOPs per cycle cannot be turned into FLOPs: collect "
                 "sm__cycles_elapsed.max");
  else if (missing.size() < std::size(kOperands))
    for (const std::string &name : missing)
      notes.insert(fmt::format("FLOPs are unknown where sm__{}.sum is missing "
                               "beside its like: collect it",
                               name));
  return {std::nullopt, withoutCycles || missing.size() < std::size(kOperands)};
}

/// Whether ncu itself says that an instruction on halves works on two.
bool countsPackedHalves(const NcuLaunch &launch) {
  return std::ranges::any_of(launch.metrics, [](const auto &metric) {
    return metric.first.starts_with("derived__") &&
           metric.first.find("hfma_pred_on_x4") != std::string::npos;
  });
}

struct TensorSource {
  std::string_view source;
  Pipe pipe;
};
/// The type of the factors names the pipe. Products of doubles have a pipe of
/// their own, twice as fast as Pipe::Fp64, and are not among these.
constexpr TensorSource kTensorSources[] = {
    {"src_fp16", Pipe::Fp16Tensor}, {"src_bf16", Pipe::Bf16Tensor},
    {"src_tf32", Pipe::Tf32Tensor}, {"src_int8", Pipe::Int8Tensor},
    {"src_fp8", Pipe::Fp8Tensor},
};

std::optional<Pipe> pipeOf(std::string_view operations) {
  for (const TensorSource &source : kTensorSources)
    if (operations == source.source ||
        operations.starts_with(std::string(source.source) + "_"))
      return source.pipe;
  return std::nullopt;
}

constexpr std::string_view kOperations = "ops_path_tensor_";

/// By type of the factors ("src_fp16_dst_fp32"). Each type may also be split by
/// sparsity; the parts are added where the whole is not there.
std::map<std::string, double> operationsByType(const NcuLaunch &launch) {
  std::map<std::string, double> wholes, parts;
  for (const auto &[metric, value] : launch.metrics) {
    std::string_view name = metric;
    // The family ops_path_tensor_op_* counts the same work again.
    if (!name.starts_with("sm__ops_path_tensor_src_"))
      continue;
    name.remove_prefix(std::string_view("sm__").size() + kOperations.size());
    for (std::string_view suffix : {std::string_view(".sum"), kRate})
      if (name.ends_with(suffix)) {
        std::string type(name.substr(0, name.size() - suffix.size()));
        auto count = total(launch, std::string(kOperations) + type);
        // A total and its rate are one count.
        bool isTwice =
            suffix == kRate &&
            find(launch, "sm__" + std::string(kOperations) + type + ".sum");
        if (!count || isTwice)
          break;
        size_t sparsity = type.find("_sparsity_");
        if (sparsity == std::string::npos)
          wholes[type] = *count;
        else
          parts[type.substr(0, sparsity)] += *count;
        break;
      }
  }
  for (const auto &[type, count] : parts)
    wholes.try_emplace(type, count);
  // "src_fp8" is there beside "src_fp8_dst_fp16" and "src_fp8_dst_fp32" where
  // it is their sum.
  std::erase_if(wholes, [&](const auto &entry) {
    size_t destination = entry.first.find("_dst_");
    return destination != std::string::npos &&
           wholes.contains(entry.first.substr(0, destination));
  });
  return wholes;
}

/// Whether any counter says that tensor cores worked.
bool usesTensorCores(const NcuLaunch &launch) {
  auto isTensor = [](std::string_view name) {
    // What the chip could do at most is there for every kernel.
    if (name.find(".peak_") != std::string_view::npos)
      return false;
    for (std::string_view unit : {"sm__", "smsp__"}) {
      if (!name.starts_with(unit))
        continue;
      std::string_view rest = name.substr(unit.size());
      if (rest.starts_with("inst_executed_pipe_tensor") ||
          rest.starts_with(kOperations))
        return true;
      if (rest.starts_with("pipe_tensor") &&
          rest.find("cycles_active") != std::string_view::npos)
        return true;
      for (const char *op : {"hmma", "mma", "shared_gmma", "wgmma", "utcmma"})
        if (rest.starts_with(fmt::format("sass_inst_executed_op_{}.", op)))
          return true;
    }
    return false;
  };
  return std::ranges::any_of(launch.metrics, [&](const auto &metric) {
    return metric.second > 0 && isTensor(metric.first);
  });
}

/// FLOPs from counted tensor instructions; unset where these do not tell them.
std::optional<std::map<Pipe, Flops>>
tensorInstructions(const NcuLaunch &launch, std::set<std::string> &notes) {
  // 512 FLOPs: four 4x4x4 products a quad pair, Eq. 3.6.
  constexpr double kFirstGenerations = 512;
  // Products of 16x8x8; those of 16x8x16 do twice as much.
  constexpr double kAmpere = 2048;
  auto executed = [&](const char *kind) {
    return total(launch, std::string("inst_executed_pipe_tensor") + kind);
  };
  std::string_view capability = launch.capability;
  auto all = executed("");
  bool onlyHalves = true;
  for (const char *other : {"_op_imma", "_op_dmma", "_op_bmma", "_op_gmma"})
    onlyHalves &= executed(other).value_or(0) == 0;
  bool first =
      capability == "7.0" || capability == "7.2" || capability == "7.5";
  if (first && onlyHalves && all && *all > 0)
    return {{{Pipe::Fp16Tensor, Flops(kFirstGenerations * *all)}}};
  auto half = executed("_op_hmma");
  if (capability == "8.0" && onlyHalves && half && *half > 0 &&
      all.value_or(*half) == *half) {
    notes.insert("tensor FLOPs are counted as 2048 an instruction, which "
                 "varies by a factor of two with the product's shape; "
                 "collect sm__ops_path_tensor_src_* for exact counts");
    return {{{Pipe::Fp16Tensor, Flops(kAmpere * *half)}}};
  }
  return std::nullopt;
}

/// Unset where tensor cores worked and nothing tells how much: without their
/// FLOPs those of the other pipes would pass for the whole.
std::optional<std::map<Pipe, Flops>> tensorFlops(const NcuLaunch &launch,
                                                 std::set<std::string> &notes) {
  std::map<Pipe, Flops> flops;
  bool counted = false, known = true;
  for (const auto &[type, count] : operationsByType(launch)) {
    counted |= count > 0;
    if (auto pipe = pipeOf(type)) {
      flops[*pipe] += Flops(count);
    } else if (count > 0) {
      known = false;
      notes.insert(fmt::format("FLOPs are unknown where sm__{}{}.sum is not 0: "
                               "no pipe is known for its type",
                               kOperations, type));
    }
  }
  if (!known)
    return std::nullopt;
  if (counted)
    return flops;
  if (!usesTensorCores(launch)) {
    // Counted, and none: known to be nothing.
    for (const char *kind : {"", "_op_hmma"})
      if (total(launch, std::string("inst_executed_pipe_tensor") + kind))
        flops.try_emplace(Pipe::Fp16Tensor, Flops());
    return flops;
  }
  if (auto byInstruction = tensorInstructions(launch, notes))
    return byInstruction;
  notes.insert(
      launch.capability.empty()
          ? "the report has no column 'CC' (compute capability), so tensor "
            "instructions cannot be turned into FLOPs; collect "
            "sm__ops_path_tensor_src_*"
          : fmt::format("tensor cores worked, and what is counted on compute "
                        "capability {} does not tell their FLOPs; collect "
                        "sm__ops_path_tensor_src_*",
                        launch.capability));
  return std::nullopt;
}

std::optional<Bytes> firstOf(const NcuLaunch &launch,
                             std::initializer_list<std::string_view> metrics) {
  for (std::string_view metric : metrics)
    if (auto value = find(launch, metric))
      return Bytes(*value);
  return std::nullopt;
}

} // namespace

std::optional<core::Seconds> ncuTime(const NcuLaunch &launch) {
  // "Duration" is the label on the details page.
  for (std::string_view metric :
       {"gpu__time_duration.sum", "gpu__time_duration.avg",
        "gpu__time_duration.max", "Duration"})
    if (auto time = find(launch, metric))
      return core::Seconds(*time);
  auto cycles = find(launch, "sm__cycles_elapsed.avg");
  auto rate = find(launch, "sm__cycles_elapsed.avg.per_second");
  if (cycles && rate && *rate > 0)
    return core::Seconds(*cycles / *rate); // Eq. 3.3
  return std::nullopt;
}

Counters ncuCounters(const NcuLaunch &launch, std::set<std::string> &notes) {
  Counters counters;
  bool complete = true;
  struct Scalar {
    char letter;
    Pipe pipe;
  };
  for (auto [letter, pipe] :
       {Scalar{'d', Pipe::Fp64}, {'f', Pipe::Fp32}, {'h', Pipe::Fp16}}) {
    ScalarFlops scalar = scalarFlops(launch, letter, notes);
    complete &= !scalar.incomplete;
    if (!scalar.flops)
      continue;
    bool packed = letter == 'h' && countsPackedHalves(launch);
    counters.flops[pipe] = Flops(*scalar.flops * (packed ? 2 : 1));
    if (letter == 'h' && *scalar.flops > 0 && !packed)
      notes.insert("FLOPs on halves follow Eq. 3.5, one lane an instruction; "
                   "collect derived__sm__sass_thread_inst_executed_op_hfma_"
                   "pred_on_x4 where ncu has it, to count packed halves");
  }
  auto tensor = tensorFlops(launch, notes);
  // A part would pass for the whole.
  if (!complete || !tensor)
    counters.flops.clear();
  else
    for (const auto &[pipe, flops] : *tensor)
      counters.flops[pipe] += flops;

  counters.l1 =
      firstOf(launch, {"l1tex__t_bytes.sum",
                       "derived__l1tex__lsu_writeback_bytes_mem_lg.sum"});
  counters.l2 = firstOf(launch, {"lts__t_bytes.sum"});
  if (auto sectors = find(launch, "lts__t_sectors.sum");
      sectors && !counters.l2)
    counters.l2 = Bytes(*sectors * 32); // a sector has 32 bytes
  if (!counters.l2)
    counters.l2 = firstOf(launch, {"derived__lts__lts2xbar_bytes.sum"});
  counters.dram = firstOf(launch, {"dram__bytes.sum"});
  auto read = find(launch, "dram__bytes_read.sum");
  auto written = find(launch, "dram__bytes_write.sum");
  if (read && written && !counters.dram)
    counters.dram = Bytes(*read + *written);
  // The details page has the rate only.
  auto rate = find(launch, "dram__bytes.sum.per_second");
  if (!rate)
    rate = find(launch, "Memory Throughput");
  auto time = ncuTime(launch);
  // In percent of the peak the same label is no rate.
  constexpr double kMostPercent = 100;
  if (!counters.dram && rate && time && *rate > kMostPercent)
    counters.dram = Bytes(*rate * time->value());
  return counters;
}

core::Result<Profile> profileOf(const NcuReport &report,
                                const std::string &path) {
  Profile profile;
  profile.format =
      report.raw ? ProfileFormat::NcuRaw : ProfileFormat::NcuDetails;
  profile.path = path;
  profile.warnings = report.warnings;
  profile.disturbed = true;
  std::set<std::string> notes;
  bool counted = false;
  size_t untimed = 0;
  for (const NcuLaunch &launch : report.launches) {
    MeasuredEvent event;
    event.name = launch.kernel;
    event.ranges = launch.ranges;
    event.time = ncuTime(launch);
    untimed += !event.time;
    event.counters = ncuCounters(launch, notes);
    counted |= !event.counters.flops.empty() || event.counters.l1 ||
               event.counters.l2 || event.counters.dram;
    if (profile.device.empty())
      profile.device = launch.device;
    profile.events.push_back(std::move(event));
  }
  if (untimed == report.launches.size() && !counted)
    return core::Error{
        "no launch has a time or a counter; expected gpu__time_duration.sum "
        "(or sm__cycles_elapsed.avg and its .per_second), "
        "sm__sass_thread_inst_executed_op_*_pred_on.sum, l1tex__t_bytes.sum, "
        "lts__t_bytes.sum or dram__bytes.sum",
        path};
  if (untimed > 0)
    profile.warnings.push_back(fmt::format(
        "{} of {} launches have no time: collect gpu__time_duration.sum",
        untimed, report.launches.size()));
  profile.warnings.push_back(
      "ncu holds the clocks at their base and empties the caches unless told "
      "otherwise (--clock-control none, --cache-control none): its counts "
      "hold, its times are longer than those of a normal run");
  profile.warnings.insert(profile.warnings.end(), notes.begin(), notes.end());
  return profile;
}

} // namespace perfopt::profiles
