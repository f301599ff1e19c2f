//===- HeldBack.h - Kernels that no ceiling is taken from -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The kernels that an entry's accuracy is measured on. No ceiling is taken from
// any of them, and the set is fixed, so that entries can be compared.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_HELDBACK_H
#define PERFOPT_ROOFLINE_MEASURE_HELDBACK_H

#include "core/Schema/Workload.h"

#include <string>
#include <vector>

namespace perfopt::measure {

/// C = A B.
core::Kernel gemmKernel(int64_t m, int64_t n, int64_t k,
                        core::ElementType type);

/// Square window, padded so that the picture keeps its size; n c h w inputs, k
/// filters. The compulsory traffic, not what an implementation moves.
core::Kernel convKernel(int64_t n, int64_t c, int64_t size, int64_t k,
                        int64_t window, core::ElementType type);

core::Kernel copyKernel(int64_t elements, core::ElementType type);

/// Five operations a value, `softmax_c1` of docs/counting.md.
core::Kernel softmaxKernel(int64_t rows, int64_t columns,
                           core::ElementType type);

/// In fp32, from what a core finishes in microseconds to what takes it tenths
/// of a second.
std::vector<core::Kernel> heldBackCpuKernels();

/// In fp32 and fp16, from launch-bound to milliseconds on a large board.
std::vector<core::Kernel> heldBackGpuKernels();

/// Sets of operands that are used in turn so that none is still in the caches:
/// between two uses of one, the others are more than twice what caches hold.
size_t coldSets(core::Bytes set, core::Bytes caches);

/// "m 512, n 512, k 512, f32", keys in the family's order.
std::string problemText(const core::Kernel &kernel);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_HELDBACK_H
