//===- Runtime.h - Streams, buffers and errors of CUDA --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Thin owners around the CUDA runtime. An error of the runtime sticks: work
// goes on without effect, and `status` tells at the end of a step.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CUDA_RUNTIME_H
#define PERFOPT_ROOFLINE_MEASURE_CUDA_RUNTIME_H

#include "core/Support/Quantity.h"
#include "core/Support/Result.h"
#include "roofline/measure/Sampling.h"

#include <cuda_runtime_api.h>

#include <functional>
#include <memory>
#include <string_view>

namespace perfopt::measure {

/// What the runtime thinks of everything up to now, `what` included; waits for
/// the device.
core::Status deviceStatus(std::string_view what);

/// Device memory, freed at the end; null where there is not so much.
class DeviceBuffer {
public:
  explicit DeviceBuffer(core::Bytes bytes);
  ~DeviceBuffer() { cudaFree(memory); }
  DeviceBuffer(const DeviceBuffer &) = delete;
  DeviceBuffer &operator=(const DeviceBuffer &) = delete;

  char *get() const { return static_cast<char *>(memory); }
  explicit operator bool() const { return memory != nullptr; }

private:
  void *memory = nullptr;
};

/// One stream with two events around the work on it.
class Stream {
public:
  Stream();
  ~Stream();
  Stream(const Stream &) = delete;
  Stream &operator=(const Stream &) = delete;

  cudaStream_t get() const { return stream; }

  /// Time of the device from the first to the last of so many launches. After
  /// an error of the runtime every run takes forever, so that sampling ends.
  TimedWork timed(std::function<void()> launch) const;
  /// Queues the work so many times and returns at once; isDone() tells.
  void start(const std::function<void()> &launch, int64_t times) const;
  bool isDone() const;

private:
  cudaStream_t stream = nullptr;
  cudaEvent_t first = nullptr, last = nullptr;
};

core::Bytes freeDeviceMemory();

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CUDA_RUNTIME_H
