//===- NoDotLoops.cpp - Architectures without dot products here -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/Loops.h"

namespace perfopt::measure {
const DotLoop *int8DotLoop() { return nullptr; }
const DotLoop *bf16DotLoop() { return nullptr; }
} // namespace perfopt::measure
