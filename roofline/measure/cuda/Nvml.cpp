//===- Nvml.cpp - Power, clocks and memory of a board ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cuda/Nvml.h"
#include "roofline/measure/Statistics.h"

#include <fmt/format.h>

#include <chrono>
#include <dlfcn.h>
#include <thread>
#include <vector>

using namespace perfopt;

namespace perfopt::measure {

// Of NVIDIA's public NVML API: handles are pointers, results are 0 for success,
// power is in milliwatts, clocks are in MHz.
namespace {
using Handle = void *;
using Status = int;
constexpr int kClockSm = 1;

struct MemoryInfo {
  unsigned long long total, free, used;
};
} // namespace

struct Nvml::Functions {
  Status (*shutdown)();
  Status (*driverVersion)(char *text, unsigned length);
  Status (*power)(Handle, unsigned *milliwatts);
  Status (*powerLimit)(Handle, unsigned *milliwatts);
  Status (*clock)(Handle, int domain, unsigned *megahertz);
  Status (*memory)(Handle, MemoryInfo *info);
};

template <typename Function>
static bool bind(void *library, const char *name, Function &function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

Nvml::Nvml(void *library, std::unique_ptr<Functions> functions, void *device)
    : library(library), functions(std::move(functions)), device(device) {}

Nvml::~Nvml() {
  functions->shutdown();
  dlclose(library);
}

core::Result<std::unique_ptr<Nvml>> Nvml::open(const std::string &pciBusId) {
  void *library = dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return core::Error{"libnvidia-ml.so.1 cannot be loaded, so that power and "
                       "clocks are not measured; it comes with the driver"};
  Status (*init)();
  Status (*find)(const char *, Handle *);
  auto functions = std::make_unique<Functions>();
  bool complete =
      bind(library, "nvmlInit_v2", init) &&
      bind(library, "nvmlDeviceGetHandleByPciBusId_v2", find) &&
      bind(library, "nvmlShutdown", functions->shutdown) &&
      bind(library, "nvmlSystemGetDriverVersion", functions->driverVersion) &&
      bind(library, "nvmlDeviceGetPowerUsage", functions->power) &&
      bind(library, "nvmlDeviceGetEnforcedPowerLimit", functions->powerLimit) &&
      bind(library, "nvmlDeviceGetClockInfo", functions->clock) &&
      bind(library, "nvmlDeviceGetMemoryInfo", functions->memory);
  Status status = complete ? init() : 0;
  if (!complete || status != 0) {
    dlclose(library);
    return core::Error{
        complete
            ? fmt::format("libnvidia-ml.so.1 does not start, status {}", status)
            : "libnvidia-ml.so.1 lacks functions; update the driver"};
  }
  Handle device = nullptr;
  if (Status found = find(pciBusId.c_str(), &device); found != 0) {
    functions->shutdown();
    dlclose(library);
    return core::Error{fmt::format("libnvidia-ml.so.1 knows no board {}, "
                                   "status {}",
                                   pciBusId, found)};
  }
  return std::unique_ptr<Nvml>(new Nvml(library, std::move(functions), device));
}

std::string Nvml::driverVersion() const {
  char text[96] = {};
  return functions->driverVersion(text, sizeof(text)) == 0 ? text : "unknown";
}

static std::optional<core::Watts> watts(Status status, unsigned milliwatts) {
  if (status != 0 || milliwatts == 0)
    return std::nullopt;
  return core::Watts(milliwatts * 1e-3);
}

std::optional<core::Watts> Nvml::power() const {
  unsigned value = 0;
  Status status = functions->power(device, &value);
  return watts(status, value);
}

std::optional<core::Watts> Nvml::powerLimit() const {
  unsigned value = 0;
  Status status = functions->powerLimit(device, &value);
  return watts(status, value);
}

std::optional<core::Hertz> Nvml::clock() const {
  unsigned megahertz = 0;
  if (functions->clock(device, kClockSm, &megahertz) != 0 || megahertz == 0)
    return std::nullopt;
  return core::Hertz(megahertz * 1e6);
}

std::optional<core::Bytes> Nvml::usedMemory() const {
  MemoryInfo info{};
  if (functions->memory(device, &info) != 0)
    return std::nullopt;
  return core::Bytes(static_cast<double>(info.used));
}

std::optional<PowerReading> readPower(const Nvml &board, int readings,
                                      core::Seconds apart,
                                      const std::function<bool()> &isDone) {
  std::vector<double> power, clocks;
  for (int i = 0; i < readings && !isDone(); ++i) {
    std::this_thread::sleep_for(std::chrono::duration<double>(apart.value()));
    if (isDone())
      break;
    if (auto value = board.power())
      power.push_back(value->value());
    if (auto value = board.clock())
      clocks.push_back(value->value());
  }
  if (power.empty())
    return std::nullopt;
  PowerReading result;
  result.readings = static_cast<int>(power.size());
  result.power = core::Watts(summarize(std::move(power)).median);
  if (!clocks.empty())
    result.clock = core::Hertz(summarize(std::move(clocks)).median);
  return result;
}

} // namespace perfopt::measure
