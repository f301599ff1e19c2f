//===- Loops.cpp - Which instruction sets this CPU has --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/Loops.h"

namespace perfopt::measure {

std::vector<const Loops *> availableLoops() {
  std::vector<const Loops *> loops = {&kLoopsBaseline};
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    loops.push_back(&kLoopsAvx2);
  if (__builtin_cpu_supports("avx512f"))
    loops.push_back(&kLoopsAvx512);
#endif
  return loops;
}

} // namespace perfopt::measure
