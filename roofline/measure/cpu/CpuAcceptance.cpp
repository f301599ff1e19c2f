//===- CpuAcceptance.cpp - The error of a CPU's entry ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/CpuAcceptance.h"
#include "roofline/measure/HeldBack.h"
#include "roofline/measure/cpu/AlignedBuffer.h"
#include "roofline/measure/cpu/CpuInfo.h"
#include "roofline/measure/cpu/CpuKernels.h"

#include <fmt/format.h>

#include <algorithm>

using namespace perfopt;

namespace perfopt::measure {

static core::Result<core::Seconds> timeCold(const CpuKernel &kernel,
                                            core::Bytes caches,
                                            const SamplingOptions &options) {
  size_t setBytes = kernel.operandValues * sizeof(float);
  size_t sets = coldSets(core::Bytes(double(setBytes)), caches);
  // Sets begin on lines of their own.
  size_t stride = (kernel.operandValues + 15) / 16 * 16;
  AlignedBuffer operands(sets * stride * sizeof(float));
  AlignedBuffer workspace(kernel.workspaceValues * sizeof(float) + 1);
  if (!operands || !workspace)
    return core::Error{fmt::format(
        "no memory for {} sets of operands of {:.4g} MB; free some memory",
        sets, static_cast<double>(setBytes) / 1e6)};
  std::fill_n(operands.as<float>(), sets * stride, 0.5f);

  size_t next = 0;
  Summary samples = sample(timed([&] {
                             kernel.run(operands.as<float>() + next * stride,
                                        workspace.as<float>());
                             next = (next + 1) % sets;
                           }),
                           options);
  return core::Seconds(samples.median);
}

core::Result<core::Accuracy> checkCpuEntry(const core::Device &device,
                                           const MeasureOptions &options) {
  core::Result<CpuInfo> info = readCpuInfo(allowedCpus());
  if (!info)
    return info.error();
  core::Bytes caches;
  for (const CacheLevel &cache : info->caches)
    caches += cache.size * (double(info->cpus.size()) / cache.sharedBy);

  const Loops &loops = *availableLoops().back();
  std::unique_ptr<Gemm> gemm = loadBlas(static_cast<int>(info->cpus.size()));
  ThreadTeam team(info->cpus);
  if (!gemm)
    gemm = makePlainGemm(team, loops);

  auto time = [&](const core::Kernel &kernel) -> core::Result<core::Seconds> {
    core::Result<CpuKernel> implemented = implement(kernel, team, *gemm, loops);
    if (!implemented)
      return implemented.error();
    return timeCold(*implemented, caches, options.sampling);
  };
  return checkEntry(
      device, heldBackCpuKernels(), time, options,
      fmt::format("products: {}; conv: im2col and a product; copy: memcpy; "
                  "softmax: {}; {} threads, operands in no cache; median of {}",
                  gemm->name(), loops.name, team.size(),
                  options.sampling.repeats));
}

} // namespace perfopt::measure
