//===- CudaKit.cpp - An entry for this machine's GPU ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cuda/CudaKit.h"
#include "roofline/measure/cuda/CudaSession.h"
#include "roofline/measure/cuda/Kernels.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

using namespace perfopt;
using core::Bytes;
using core::Device;
using core::Seconds;

namespace perfopt::measure {

/// How long a board is kept busy while its power is read, and when the reading
/// begins: boards report means over up to a second.
static constexpr Seconds kBusy(6), kSettle(2);

/// By compute capability.
static std::string architectureOf(int major, int minor) {
  switch (major) {
  case 7:
    return minor >= 5 ? "Turing" : "Volta";
  case 8:
    return minor == 9 ? "Ada" : "Ampere";
  case 9:
    return "Hopper";
  default:
    return major > 9 ? "Blackwell" : "unknown";
  }
}

static Bytes bytes(size_t count) { return Bytes(static_cast<double>(count)); }

core::Status CudaSession::open() {
  int count = 0;
  cudaError_t status = cudaGetDeviceCount(&count);
  if (status != cudaSuccess || count == 0)
    return core::Error{fmt::format(
        "no CUDA device can be used: {}; check the driver with nvidia-smi, or "
        "measure the processor with --cpu",
        status == cudaSuccess ? "none is visible"
                              : cudaGetErrorString(status))};
  status = cudaGetDeviceProperties(&properties, 0);
  if (status != cudaSuccess)
    return core::Error{fmt::format("the CUDA device does not answer: {}",
                                   cudaGetErrorString(status))};
  char busId[32] = {};
  cudaDeviceGetPCIBusId(busId, sizeof(busId), 0);
  auto opened = Nvml::open(busId);
  if (opened)
    board = std::move(*opened);
  else
    device.notes.push_back(opened.error().message + ".");
  return core::success();
}

void CudaSession::describe() {
  std::string_view name = properties.name;
  device.name = name;
  if (name.starts_with("NVIDIA "))
    name.remove_prefix(7);
  device.id = idOf(name);
  device.vendor = "nvidia";
  device.architecture = architectureOf(properties.major, properties.minor);
  device.computeCapability =
      fmt::format("{}.{}", properties.major, properties.minor);
  device.smCount = properties.multiProcessorCount;
  device.warpSize = properties.warpSize;
  auto reported = [&](double value) {
    return figure(core::Count(value), "as the driver reports");
  };
  device.memoryCapacity =
      figure(bytes(properties.totalGlobalMem), "total that the driver reports");
  device.l2Capacity =
      figure(Bytes(properties.l2CacheSize), "as the driver reports");
  device.memoryBusWidth = reported(properties.memoryBusWidth);
  device.multiprocessor.sharedMemory = figure(
      bytes(properties.sharedMemPerMultiprocessor), "as the driver reports");
  device.multiprocessor.registers = reported(properties.regsPerMultiprocessor);
  device.multiprocessor.threads =
      reported(properties.maxThreadsPerMultiProcessor);
  device.multiprocessor.threadsPerBlock =
      reported(properties.maxThreadsPerBlock);
  if (int kilohertz = attribute(cudaDevAttrClockRate); kilohertz > 0)
    device.boostClock = figure(core::Hertz(kilohertz * 1e3),
                               "the highest clock that the driver reports");

  int driver = 0, runtime = 0;
  cudaDriverGetVersion(&driver);
  cudaRuntimeGetVersion(&runtime);
  device.notes.push_back(fmt::format(
      "Measured with CUDA {}.{} under a driver for CUDA {}.{}{}; ECC is {}.",
      runtime / 1000, runtime % 1000 / 10, driver / 1000, driver % 1000 / 10,
      board ? fmt::format(" ({})", board->driverVersion()) : "",
      properties.ECCEnabled ? "on" : "off"));
}

void CudaSession::measureIdle() {
  if (!board)
    return;
  options.progress("idle power, before there is a context");
  usedBefore = board->usedMemory();
  if (auto reading = readPower(*board, 30, Seconds(0.1), [] { return false; }))
    device.idlePower = figure(
        reading->power,
        fmt::format("without a CUDA context; median of {} readings of NVML in "
                    "3 s",
                    reading->readings));
  if (auto limit = board->powerLimit())
    device.tdp = figure(*limit, "the limit that the driver enforces");
}

void CudaSession::measureContext() {
  cudaSetDevice(0);
  cudaFree(nullptr); // creates the context
  auto opened = CublasLt::open();
  if (opened)
    library = std::move(*opened);
  else
    device.notes.push_back(opened.error().message + ".");
  stream = std::make_unique<Stream>();
  sink = std::make_unique<DeviceBuffer>(Bytes(256));
  kernels::empty(stream->get());
  cudaStreamSynchronize(stream->get());
  std::optional<Bytes> usedAfter;
  if (board)
    usedAfter = board->usedMemory();
  if (usedBefore && usedAfter && *usedAfter > *usedBefore)
    device.contextMemory = figure(
        *usedAfter - *usedBefore,
        "growth of NVML's used memory by context, one kernel and cuBLASLt with "
        "its workspace of 32 MiB; a framework's libraries take more");
}

void CudaSession::measurePower(const std::string &activity,
                               const std::function<void()> &launch,
                               Seconds each) {
  if (!board)
    return;
  options.progress("power during " + activity);
  stream->start(launch, std::max<int64_t>(1, int64_t(kBusy / each)));
  std::this_thread::sleep_for(std::chrono::duration<double>(kSettle.value()));
  auto reading =
      readPower(*board, 100, Seconds(0.1), [&] { return stream->isDone(); });
  cudaStreamSynchronize(stream->get());
  if (reading)
    device.powerPoints.push_back(
        {activity,
         figure(reading->power,
                fmt::format("median of {} readings of NVML{}",
                            reading->readings,
                            reading->clock
                                ? fmt::format("; multiprocessors at {:.0f} MHz",
                                              reading->clock->value() / 1e6)
                                : ""))});
}

core::Result<Device> CudaSession::run() {
  if (core::Status status = open(); !status)
    return status.error();
  describe();
  measureIdle();
  measureContext();
  using Step = core::Status (CudaSession::*)();
  for (Step step :
       {&CudaSession::measureFma, &CudaSession::measureLaunches,
        &CudaSession::measureMemory, &CudaSession::measureCaches,
        &CudaSession::measureCopyEngines, &CudaSession::measureProducts})
    if (core::Status status = (this->*step)(); !status)
      return status.error();
  return std::move(device);
}

bool hasCudaDevice() {
  int count = 0;
  return cudaGetDeviceCount(&count) == cudaSuccess && count > 0;
}

core::Result<Device> measureCuda(const MeasureOptions &options) {
  return CudaSession(options).run();
}

} // namespace perfopt::measure
