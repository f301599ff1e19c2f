//===- Samples.h - Devices and kernels for tests --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Ceilings are those of the thesis (Panner Selvam, ch. 3, JUWELS); floor,
// launch interval, context and power are round numbers that make arithmetic
// easy.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_UNIT_ROOFLINE_SAMPLES_H
#define PERFOPT_TESTS_UNIT_ROOFLINE_SAMPLES_H

#include "core/Schema/Device.h"
#include "core/Schema/Workload.h"

namespace perfopt::samples {

template <typename Q>
core::Figure<Q> measured(double value) {
  return {Q(value), {core::Origin::Measured, "thesis ch. 3", "2025", ""}};
}

inline core::Device a100() {
  using core::MemoryLevel;
  using core::Pipe;
  core::Device device;
  device.id = "a100-sxm4-40gb";
  device.smCount = 108;
  device.peaks[Pipe::Fp32] = measured<core::FlopsPerSecond>(18.5e12);
  device.peaks[Pipe::Tf32Tensor] = measured<core::FlopsPerSecond>(146.1e12);
  device.peaks[Pipe::Fp16Tensor] = measured<core::FlopsPerSecond>(292.2e12);
  device.peaks[Pipe::Bf16Tensor] = measured<core::FlopsPerSecond>(292.2e12);
  device.bandwidths[MemoryLevel::L1] =
      measured<core::BytesPerSecond>(19287.3e9);
  device.bandwidths[MemoryLevel::L2] = measured<core::BytesPerSecond>(3877.6e9);
  device.bandwidths[MemoryLevel::Hbm] = measured<core::BytesPerSecond>(1346e9);
  device.l2Capacity = measured<core::Bytes>(40 * 1024 * 1024);
  device.memoryCapacity = measured<core::Bytes>(40e9);
  device.kernelFloor = measured<core::Seconds>(2e-6);
  device.launchInterval = measured<core::Seconds>(3e-6);
  device.contextMemory = measured<core::Bytes>(500e6);
  device.idlePower = measured<core::Watts>(50);
  device.tdp = measured<core::Watts>(400);
  return device;
}

/// No bf16, TF32 or int8 tensor pipes.
inline core::Device v100() {
  core::Device device = a100();
  device.id = "v100-sxm2-16gb";
  device.smCount = 80;
  device.peaks.clear();
  device.peaks[core::Pipe::Fp32] = measured<core::FlopsPerSecond>(15.5e12);
  device.peaks[core::Pipe::Fp16Tensor] =
      measured<core::FlopsPerSecond>(101.2e12);
  return device;
}

inline core::Kernel gemm(int64_t m, int64_t n, int64_t k,
                         core::ElementType type = core::ElementType::F16) {
  core::Kernel kernel;
  kernel.name = "gemm";
  kernel.family = core::KernelFamily::Gemm;
  kernel.type = type;
  kernel.problem = {{"m", m}, {"n", n}, {"k", k}};
  double bytes = core::storageBits(type) / 8.0;
  kernel.flops = core::Flops(2.0 * m * n * k);
  kernel.macs = core::Macs(1.0 * m * n * k);
  kernel.bytesRead = core::Bytes((1.0 * m * k + 1.0 * n * k) * bytes);
  kernel.bytesWritten = core::Bytes(1.0 * m * n * bytes);
  return kernel;
}

/// One FLOP, one value read and one written per element.
inline core::Kernel relu(int64_t elements,
                         core::ElementType type = core::ElementType::F32) {
  core::Kernel kernel;
  kernel.name = "relu";
  kernel.family = core::KernelFamily::Elementwise;
  kernel.type = type;
  kernel.problem = {{"elements", elements}};
  double bytes = elements * core::storageBits(type) / 8.0;
  kernel.flops = core::Flops(static_cast<double>(elements));
  kernel.bytesRead = core::Bytes(bytes);
  kernel.bytesWritten = core::Bytes(bytes);
  return kernel;
}

} // namespace perfopt::samples

#endif // PERFOPT_TESTS_UNIT_ROOFLINE_SAMPLES_H
