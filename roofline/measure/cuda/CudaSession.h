//===- CudaSession.h - The steps of measuring a GPU -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// CudaKit.cpp says in which order; the steps stand in CudaCompute.cpp,
// CudaBandwidths.cpp and CudaLaunches.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CUDA_CUDASESSION_H
#define PERFOPT_ROOFLINE_MEASURE_CUDA_CUDASESSION_H

#include "core/Schema/Device.h"
#include "core/Support/Result.h"
#include "roofline/measure/MeasureOptions.h"
#include "roofline/measure/cuda/CublasLt.h"
#include "roofline/measure/cuda/Nvml.h"
#include "roofline/measure/cuda/Runtime.h"

#include <memory>
#include <optional>
#include <string>

namespace perfopt::measure {

/// Fills a Device step by step.
class CudaSession {
public:
  explicit CudaSession(const MeasureOptions &options) : options(options) {}
  core::Result<core::Device> run();

private:
  core::Status open();
  void describe();
  void measureIdle();
  void measureContext();
  core::Status measureFma();
  core::Status measureLaunches();
  core::Status measureGraph();
  core::Status measureMemory();
  core::Status measureCaches();
  core::Status measureCopyEngines();
  core::Status measureProducts();
  void measurePower(const std::string &activity,
                    const std::function<void()> &launch, core::Seconds each);

  template <typename Q>
  core::Figure<Q> figure(Q value, std::string conditions) const {
    return measured(value, options, std::move(conditions));
  }
  int attribute(cudaDeviceAttr which) const {
    int value = 0;
    cudaDeviceGetAttribute(&value, which, 0);
    return value;
  }
  /// Long enough for clocks and power to settle.
  SamplingOptions sustained() const {
    SamplingOptions result = options.sampling;
    result.atLeast = result.atLeast * 10;
    return result;
  }
  int blocks() const { return 32 * properties.multiProcessorCount; }

  const MeasureOptions &options;
  cudaDeviceProp properties{};
  std::unique_ptr<Nvml> board;
  std::unique_ptr<CublasLt> library;
  std::unique_ptr<Stream> stream;
  /// One value that no kernel writes.
  std::unique_ptr<DeviceBuffer> sink;
  std::optional<core::Bytes> usedBefore;
  core::Device device;
};

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CUDA_CUDASESSION_H
