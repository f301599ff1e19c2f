//===- LoopsBaseline.cpp - The loops in 128-bit vectors -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/LoopBodies.h"

namespace perfopt::measure {
const Loops kLoopsBaseline = loopsOf<16>("128-bit vectors of the baseline");
} // namespace perfopt::measure
