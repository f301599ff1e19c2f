//===- LoopsAvx2.cpp - The loops in 256-bit vectors -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/LoopBodies.h"

namespace perfopt::measure {
const Loops kLoopsAvx2 = loopsOf<32>("AVX2 with FMA");
} // namespace perfopt::measure
