//===- Profile.cpp - What a profiler measured -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Record/Profile.h"

namespace perfopt::profiles {

namespace {
struct FormatName {
  std::string_view key, name;
};
/// In the order of the enumeration.
constexpr FormatName kFormats[] = {
    {"ncu-raw", "Nsight Compute, raw page"},
    {"ncu-details", "Nsight Compute, details page"},
    {"nsys-trace", "Nsight Systems, cuda_gpu_trace"},
    {"nsys-kernel-summary", "Nsight Systems, cuda_gpu_kern_sum"},
    {"nsys-sqlite", "Nsight Systems, SQLite export"},
    {"torch", "PyTorch profiler"},
    {"onnxruntime", "ONNX Runtime profile"},
    {"trtexec", "trtexec layer profile"},
};
} // namespace

std::string_view name(ProfileFormat format) {
  return kFormats[static_cast<size_t>(format)].name;
}

std::string_view key(ProfileFormat format) {
  return kFormats[static_cast<size_t>(format)].key;
}

std::optional<core::Flops> Counters::totalFlops() const {
  if (flops.empty())
    return std::nullopt;
  core::Flops sum;
  for (const auto &[pipe, count] : flops)
    sum += count;
  return sum;
}

static void addKnown(std::optional<core::Bytes> &sum,
                     const std::optional<core::Bytes> &part) {
  if (sum && part)
    *sum += *part;
  else
    sum.reset();
}

void Counters::add(const Counters &other) {
  if (flops.empty() != other.flops.empty())
    flops.clear();
  else
    for (const auto &[pipe, count] : other.flops)
      flops[pipe] += count;
  addKnown(l1, other.l1);
  addKnown(l2, other.l2);
  addKnown(dram, other.dram);
}

} // namespace perfopt::profiles
