//===- NcuCounters.cpp - From Nsight Compute's metrics to FLOPs and bytes -===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Nsight/NcuCounters.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

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

/// A total, or what the roofline sections collect in its place: the same per
/// elapsed cycle. Counters of sub-partitions (smsp__) have the same totals.
std::optional<double> total(const NcuLaunch &launch, const std::string &name) {
  for (std::string unit : {"sm__", "smsp__"}) {
    if (auto sum = find(launch, unit + name + ".sum"))
      return sum;
    auto rate = find(launch, unit + name + ".sum.per_cycle_elapsed");
    auto cycles = find(launch, unit + "cycles_elapsed.max");
    if (!cycles)
      cycles = find(launch, unit + "cycles_elapsed.avg");
    if (rate && cycles)
      return *rate * *cycles;
  }
  return std::nullopt;
}

/// add + mul + 2 fma of the scalar pipe with this letter (Eq. 3.4, 3.5).
std::optional<double> scalarFlops(const NcuLaunch &launch, char letter) {
  auto of = [&](const char *op) {
    return total(
        launch,
        fmt::format("sass_thread_inst_executed_op_{}{}_pred_on", letter, op));
  };
  auto add = of("add"), mul = of("mul"), fma = of("fma");
  if (add && mul && fma)
    return *add + *mul + 2 * *fma;
  // The same sum by ncu itself.
  return total(launch,
               fmt::format("sass_thread_inst_executed_ops_{0}add_{0}mul_{0}fma"
                           "_pred_on",
                           letter));
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
/// The type of the factors names the pipe.
constexpr TensorSource kTensorSources[] = {
    {"src_fp16", Pipe::Fp16Tensor}, {"src_bf16", Pipe::Bf16Tensor},
    {"src_tf32", Pipe::Tf32Tensor}, {"src_fp64", Pipe::Fp64},
    {"src_int8", Pipe::Int8Tensor}, {"src_fp8", Pipe::Fp8Tensor},
};

/// sm__ops_path_tensor_src_*.sum. Each type may also be split by sparsity; the
/// parts are added where the whole is not there.
std::map<Pipe, Flops> tensorOperations(const NcuLaunch &launch) {
  constexpr std::string_view kPrefix = "sm__ops_path_tensor_";
  std::map<std::string, double> wholes, parts;
  for (const auto &[metric, value] : launch.metrics) {
    std::string_view name = metric;
    if (!name.starts_with(kPrefix) || !name.ends_with(".sum"))
      continue;
    name.remove_prefix(kPrefix.size());
    name.remove_suffix(std::string_view(".sum").size());
    // The family sm__ops_path_tensor_op_* counts the same work again.
    if (!name.starts_with("src_"))
      continue;
    size_t sparsity = name.find("_sparsity_");
    if (sparsity == std::string_view::npos)
      wholes[std::string(name)] = value;
    else
      parts[std::string(name.substr(0, sparsity))] += value;
  }
  for (const auto &[name, value] : parts)
    wholes.try_emplace(name, value);
  std::map<Pipe, Flops> flops;
  for (const auto &[name, value] : wholes) {
    // "src_fp8" is there beside "src_fp8_dst_fp16" and "src_fp8_dst_fp32"
    // where it is their sum.
    bool isPart = name.find("_dst_") != std::string::npos &&
                  wholes.contains(name.substr(0, name.find("_dst_")));
    if (isPart)
      continue;
    for (const TensorSource &source : kTensorSources)
      if (name.starts_with(source.source))
        flops[source.pipe] += Flops(value);
  }
  return flops;
}

/// FLOPs from counted tensor instructions, where that is possible.
std::map<Pipe, Flops> tensorInstructions(const NcuLaunch &launch,
                                         std::set<std::string> &notes) {
  // 512 FLOPs: four 4x4x4 products a quad pair, Eq. 3.6.
  constexpr double kFirstGenerations = 512;
  // Products of 16x8x8; those of 16x8x16 do twice as much.
  constexpr double kAmpere = 2048;
  std::string_view capability = launch.capability;
  auto all = total(launch, "inst_executed_pipe_tensor");
  bool first =
      capability == "7.0" || capability == "7.2" || capability == "7.5";
  if (first && all)
    return {{Pipe::Fp16Tensor, Flops(kFirstGenerations * *all)}};

  auto half = total(launch, "inst_executed_pipe_tensor_op_hmma");
  if (capability == "8.0" && (half || all)) {
    double count = half.value_or(all.value_or(0));
    if (count > 0)
      notes.insert("tensor FLOPs are counted as 2048 an instruction, which "
                   "varies by a factor of two with the product's shape; "
                   "collect sm__ops_path_tensor_src_* for exact counts");
    return {{Pipe::Fp16Tensor, Flops(kAmpere * count)}};
  }
  double instructions = 0;
  for (const char *kind : {"", "_op_hmma", "_op_gmma", "_op_imma", "_op_dmma"})
    instructions =
        std::max(instructions,
                 total(launch, std::string("inst_executed_pipe_tensor") + kind)
                     .value_or(0));
  if (instructions > 0)
    notes.insert(
        capability.empty()
            ? "the report has no column 'CC' (compute capability), so tensor "
              "instructions cannot be turned into FLOPs; collect "
              "sm__ops_path_tensor_src_*"
            : fmt::format("a tensor instruction of compute capability {} has "
                          "no fixed number of FLOPs; collect "
                          "sm__ops_path_tensor_src_*",
                          capability));
  return {};
}

bool usesTensorCores(const NcuLaunch &launch) {
  for (const auto &[metric, value] : launch.metrics)
    if (value > 0 &&
        metric.find("inst_executed_pipe_tensor") != std::string::npos)
      return true;
  return false;
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
  struct Scalar {
    char letter;
    Pipe pipe;
  };
  for (auto [letter, pipe] :
       {Scalar{'d', Pipe::Fp64}, {'f', Pipe::Fp32}, {'h', Pipe::Fp16}})
    if (auto flops = scalarFlops(launch, letter)) {
      bool packed = letter == 'h' && countsPackedHalves(launch);
      counters.flops[pipe] = Flops(*flops * (packed ? 2 : 1));
      if (letter == 'h' && *flops > 0 && !packed)
        notes.insert("FLOPs on halves follow Eq. 3.5, one lane an instruction; "
                     "collect derived__sm__sass_thread_inst_executed_op_hfma_"
                     "pred_on_x4 where ncu has it, to count packed halves");
    }
  std::map<Pipe, Flops> tensor = tensorOperations(launch);
  if (tensor.empty())
    tensor = tensorInstructions(launch, notes);
  for (const auto &[pipe, flops] : tensor)
    counters.flops[pipe] += flops;
  // Without the products' FLOPs the rest would pass for the whole.
  if (tensor.empty() && usesTensorCores(launch))
    counters.flops.clear();

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
