//===- Kernels.h - What the CUDA kit runs ---------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Plain functions around the launches, so that only Kernels.cu needs nvcc. All
// launch on the stream and return without waiting; errors are the runtime's
// (cudaGetLastError).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CUDA_KERNELS_H
#define PERFOPT_ROOFLINE_MEASURE_CUDA_KERNELS_H

#include <cstddef>
#include <cstdint>

#include <cuda_runtime_api.h>

namespace perfopt::measure::kernels {

/// Multiply-adds that do not wait for each other in one thread: more than the
/// latency of four cycles at one warp and sub-partition a cycle asks for.
inline constexpr int kFmaChains = 8;
inline constexpr int kCacheThreads = 1024;
/// A step of a block of the cache kernel: one vector a thread.
inline constexpr size_t kCacheStep = kCacheThreads * 16;

enum class Arithmetic { Fp64, Fp32, Fp16x2, Bf16x2 };
void multiplyAdd(Arithmetic arithmetic, int blocks, int threads,
                 int64_t iterations, void *out, cudaStream_t stream);

// `vectors` of 16 bytes in each buffer; the grid fills the device.
void read(const void *in, size_t vectors, void *out, int blocks,
          cudaStream_t stream);
void copy(const void *in, void *out, size_t vectors, int blocks,
          cudaStream_t stream);
/// out = in + 2 * more, in fp32.
void triad(const void *in, const void *more, void *out, size_t vectors,
           int blocks, cudaStream_t stream);

/// Every one of `blocks` blocks reads the whole buffer `passes` times, through
/// L1, each from another place on.
void readShared(const void *buffer, size_t vectors, int64_t passes, int blocks,
                void *out, cudaStream_t stream);

void empty(cudaStream_t stream);

enum class Values { Fp32, Fp16, Bf16, Fp8, Int8 };
/// Values between -1 and 1 (int8: -127 to 127) that look random: a board draws
/// less power for zeros, and clocks higher.
void fill(Values type, void *out, size_t count, cudaStream_t stream);

enum class Floats { Fp32, Fp16 };
/// Row by row.
void softmax(Floats type, const void *in, void *out, int64_t rows,
             int64_t columns, cudaStream_t stream);

/// Columns of a convolution of stride 1 that keeps the picture's size: column
/// (n, y, x) holds the c * window * window values that it needs, one after the
/// other; at most 2^31 of them in all.
struct Picture {
  int64_t n, c, height, width, window;
};
void im2col(Floats type, const Picture &picture, const void *in, void *out,
            cudaStream_t stream);

} // namespace perfopt::measure::kernels

#endif // PERFOPT_ROOFLINE_MEASURE_CUDA_KERNELS_H
