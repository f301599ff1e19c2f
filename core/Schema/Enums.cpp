//===- Enums.cpp - The names that records are written with ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One table per enumeration serves both directions. These names are part of the
// JSON and YAML formats: a rename is a new schema version.
//
//===----------------------------------------------------------------------===//

#include "core/Schema/Device.h"
#include "core/Schema/Prediction.h"
#include "core/Schema/Workload.h"

#include <array>
#include <utility>

namespace perfopt::core {

namespace {
template <typename Enum, size_t N>
using NameTable = std::array<std::pair<Enum, std::string_view>, N>;

constexpr NameTable<KernelFamily, 15> kKernelFamilies = {{
    {KernelFamily::Gemm, "gemm"},
    {KernelFamily::BatchedGemm, "batched_gemm"},
    {KernelFamily::Conv, "conv"},
    {KernelFamily::Depthwise, "depthwise"},
    {KernelFamily::Attention, "attention"},
    {KernelFamily::Norm, "norm"},
    {KernelFamily::Softmax, "softmax"},
    {KernelFamily::Reduction, "reduction"},
    {KernelFamily::Elementwise, "elementwise"},
    {KernelFamily::Pool, "pool"},
    {KernelFamily::Gather, "gather"},
    {KernelFamily::Copy, "copy"},
    {KernelFamily::Recurrent, "recurrent"},
    {KernelFamily::Collective, "collective"},
    {KernelFamily::Other, "other"},
}};

constexpr NameTable<Phase, 3> kPhases = {{
    {Phase::Forward, "forward"},
    {Phase::Backward, "backward"},
    {Phase::Optimizer, "optimizer"},
}};

constexpr NameTable<MemoryUse, kMemoryUseCount> kMemoryUses = {{
    {MemoryUse::Weights, "weights"},
    {MemoryUse::Gradients, "gradients"},
    {MemoryUse::OptimizerState, "optimizer_state"},
    {MemoryUse::Activations, "activations"},
    {MemoryUse::Workspace, "workspace"},
}};

constexpr NameTable<Optimizer, 4> kOptimizers = {{
    {Optimizer::None, "none"},
    {Optimizer::Sgd, "sgd"},
    {Optimizer::Adam, "adam"},
    {Optimizer::AdamW, "adamw"},
}};

constexpr NameTable<Origin, 3> kOrigins = {{
    {Origin::Measured, "measured"},
    {Origin::Datasheet, "datasheet"},
    {Origin::Derived, "derived"},
}};

constexpr NameTable<Pipe, 8> kPipes = {{
    {Pipe::Fp64, "fp64"},
    {Pipe::Fp32, "fp32"},
    {Pipe::Fp16, "fp16"},
    {Pipe::Tf32Tensor, "tf32_tensor"},
    {Pipe::Fp16Tensor, "fp16_tensor"},
    {Pipe::Bf16Tensor, "bf16_tensor"},
    {Pipe::Fp8Tensor, "fp8_tensor"},
    {Pipe::Int8Tensor, "int8_tensor"},
}};

constexpr NameTable<DeviceKind, 2> kDeviceKinds = {{
    {DeviceKind::Gpu, "gpu"},
    {DeviceKind::Cpu, "cpu"},
}};

constexpr NameTable<Regime, 4> kRegimes = {{
    {Regime::Sustained, "sustained"},
    {Regime::Burst, "burst"},
    {Regime::Issue, "issue"},
    {Regime::LowerBound, "lower_bound"},
}};

constexpr NameTable<MemoryLevel, 4> kMemoryLevels = {{
    {MemoryLevel::L1, "l1"},
    {MemoryLevel::L2, "l2"},
    {MemoryLevel::L3, "l3"},
    {MemoryLevel::Hbm, "hbm"},
}};

constexpr NameTable<Bound, 6> kBounds = {{
    {Bound::Compute, "compute"},
    {Bound::L1, "l1"},
    {Bound::L2, "l2"},
    {Bound::Hbm, "hbm"},
    {Bound::Launch, "launch"},
    {Bound::Unknown, "unknown"},
}};

template <typename Enum, size_t N>
std::string_view find(const NameTable<Enum, N> &table, Enum value) {
  for (const auto &[entry, text] : table)
    if (entry == value)
      return text;
  return "unknown";
}

template <typename Enum, size_t N>
std::optional<Enum> find(const NameTable<Enum, N> &table,
                         std::string_view text) {
  for (const auto &[entry, name] : table)
    if (name == text)
      return entry;
  return std::nullopt;
}
} // namespace

std::string_view name(KernelFamily family) {
  return find(kKernelFamilies, family);
}
std::optional<KernelFamily> parseKernelFamily(std::string_view text) {
  return find(kKernelFamilies, text);
}

std::string_view name(Phase phase) { return find(kPhases, phase); }
std::optional<Phase> parsePhase(std::string_view text) {
  return find(kPhases, text);
}

std::string_view name(MemoryUse use) { return find(kMemoryUses, use); }
std::optional<MemoryUse> parseMemoryUse(std::string_view text) {
  return find(kMemoryUses, text);
}

std::string_view name(Optimizer optimizer) {
  return find(kOptimizers, optimizer);
}
std::optional<Optimizer> parseOptimizer(std::string_view text) {
  return find(kOptimizers, text);
}

std::string_view name(Origin origin) { return find(kOrigins, origin); }
std::optional<Origin> parseOrigin(std::string_view text) {
  return find(kOrigins, text);
}

std::string_view name(DeviceKind kind) { return find(kDeviceKinds, kind); }
std::optional<DeviceKind> parseDeviceKind(std::string_view text) {
  return find(kDeviceKinds, text);
}

std::string_view name(Regime regime) { return find(kRegimes, regime); }
std::optional<Regime> parseRegime(std::string_view text) {
  return find(kRegimes, text);
}

std::string_view name(Pipe pipe) { return find(kPipes, pipe); }
std::optional<Pipe> parsePipe(std::string_view text) {
  return find(kPipes, text);
}

std::string_view name(MemoryLevel level) { return find(kMemoryLevels, level); }
std::optional<MemoryLevel> parseMemoryLevel(std::string_view text) {
  return find(kMemoryLevels, text);
}

std::string_view name(Bound bound) { return find(kBounds, bound); }

int64_t Kernel::size(const std::string &key, int64_t fallback) const {
  auto entry = problem.find(key);
  return entry == problem.end() ? fallback : entry->second;
}

} // namespace perfopt::core
