//===- AlignedBuffer.h - Untouched memory ---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CPU_ALIGNEDBUFFER_H
#define PERFOPT_ROOFLINE_MEASURE_CPU_ALIGNEDBUFFER_H

#include <cstddef>
#include <cstdlib>
#include <memory>

namespace perfopt::measure {

/// Untouched memory: its pages are placed near the thread that writes first.
/// Aligned as the largest vectors and pages want it; null without memory.
class AlignedBuffer {
public:
  explicit AlignedBuffer(size_t bytes)
      : memory(std::aligned_alloc(kAlignment, (bytes + kAlignment - 1) /
                                                  kAlignment * kAlignment)) {}

  template <typename T>
  T *as() const {
    return static_cast<T *>(memory.get());
  }
  explicit operator bool() const { return memory != nullptr; }

private:
  static constexpr size_t kAlignment = 4096;
  struct Free {
    void operator()(void *pointer) const { std::free(pointer); }
  };
  std::unique_ptr<void, Free> memory;
};

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CPU_ALIGNEDBUFFER_H
