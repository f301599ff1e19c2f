//===- Runtime.cpp - Streams, buffers and errors of CUDA ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cuda/Runtime.h"

#include <fmt/format.h>

#include <limits>

namespace perfopt::measure {

core::Status deviceStatus(std::string_view what) {
  cudaError_t pending = cudaGetLastError();
  cudaError_t status = cudaDeviceSynchronize();
  if (pending != cudaSuccess)
    status = pending;
  if (status == cudaSuccess)
    return core::success();
  return core::Error{fmt::format("{}: {} ({})", what,
                                 cudaGetErrorString(status),
                                 cudaGetErrorName(status))};
}

DeviceBuffer::DeviceBuffer(core::Bytes bytes) {
  if (cudaMalloc(&memory, static_cast<size_t>(bytes.value())) == cudaSuccess)
    return;
  memory = nullptr;
  cudaGetLastError(); // the caller asks for less, or reports it
}

Stream::Stream() {
  cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
  cudaEventCreate(&first);
  cudaEventCreate(&last);
}

Stream::~Stream() {
  cudaEventDestroy(last);
  cudaEventDestroy(first);
  cudaStreamDestroy(stream);
}

TimedWork Stream::timed(std::function<void()> launch) const {
  return [this, launch = std::move(launch)](int64_t times) {
    start(launch, times);
    float milliseconds = 0;
    if (cudaEventSynchronize(last) != cudaSuccess ||
        cudaEventElapsedTime(&milliseconds, first, last) != cudaSuccess)
      return core::Seconds(std::numeric_limits<double>::infinity());
    return core::Seconds(milliseconds * 1e-3);
  };
}

void Stream::start(const std::function<void()> &launch, int64_t times) const {
  cudaEventRecord(first, stream);
  for (int64_t i = 0; i < times; ++i)
    launch();
  cudaEventRecord(last, stream);
}

bool Stream::isDone() const {
  return cudaEventQuery(last) != cudaErrorNotReady;
}

core::Bytes freeDeviceMemory() {
  size_t free = 0, total = 0;
  cudaMemGetInfo(&free, &total);
  return core::Bytes(static_cast<double>(free));
}

} // namespace perfopt::measure
