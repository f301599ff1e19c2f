//===- LoopsAvx512.cpp - The loops in 512-bit vectors ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/LoopBodies.h"

namespace perfopt::measure {
const Loops kLoopsAvx512 = loopsOf<64>("AVX-512");
} // namespace perfopt::measure
