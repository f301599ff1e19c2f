//===- Nvml.h - Power, clocks and memory of a board -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The driver's management library, loaded when the program runs: a build needs
// neither the driver nor the library's header.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CUDA_NVML_H
#define PERFOPT_ROOFLINE_MEASURE_CUDA_NVML_H

#include "core/Support/Quantity.h"
#include "core/Support/Result.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace perfopt::measure {

/// One board.
class Nvml {
public:
  /// `pciBusId` is as CUDA prints it, "0000:07:00.0".
  static core::Result<std::unique_ptr<Nvml>> open(const std::string &pciBusId);
  ~Nvml();
  Nvml(const Nvml &) = delete;
  Nvml &operator=(const Nvml &) = delete;

  std::string driverVersion() const;
  // Unset where the board does not tell.
  std::optional<core::Watts> power() const;
  std::optional<core::Watts> powerLimit() const;
  /// Of the multiprocessors, now.
  std::optional<core::Hertz> clock() const;
  std::optional<core::Bytes> usedMemory() const;

private:
  struct Functions;
  Nvml(void *library, std::unique_ptr<Functions> functions, void *device);

  void *library;
  std::unique_ptr<Functions> functions;
  void *device;
};

/// Medians over `readings` readings, so far apart, or until `isDone` says so.
struct PowerReading {
  core::Watts power;
  std::optional<core::Hertz> clock;
  int readings = 0;
};
std::optional<PowerReading> readPower(const Nvml &board, int readings,
                                      core::Seconds apart,
                                      const std::function<bool()> &isDone);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CUDA_NVML_H
