//===- Kernels.cu - What the CUDA kit runs --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cuda/Kernels.h"

#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_fp8.h>

namespace perfopt::measure::kernels {

namespace {

constexpr int kThreads = 256;

unsigned blocksFor(size_t items) {
  size_t blocks = (items + kThreads - 1) / kThreads;
  constexpr size_t kMost = 1u << 20;
  return static_cast<unsigned>(blocks < kMost ? blocks : kMost);
}

__device__ size_t firstItem() {
  return size_t(blockIdx.x) * blockDim.x + threadIdx.x;
}
__device__ size_t itemStride() { return size_t(gridDim.x) * blockDim.x; }

// Multiply-adds ---------------------------------------------------------------

__device__ double fused(double a, double b, double c) { return fma(a, b, c); }
__device__ float fused(float a, float b, float c) { return fmaf(a, b, c); }
__device__ __half2 fused(__half2 a, __half2 b, __half2 c) {
  return __hfma2(a, b, c);
}
__device__ __nv_bfloat162 fused(__nv_bfloat162 a, __nv_bfloat162 b,
                                __nv_bfloat162 c) {
#if __CUDA_ARCH__ >= 800
  return __hfma2(a, b, c);
#else // no such instruction, and the kit does not run it there
  return __floats2bfloat162_rn(
      fmaf(__low2float(a), __low2float(b), __low2float(c)),
      fmaf(__high2float(a), __high2float(b), __high2float(c)));
#endif
}

__device__ void set(double &value, float number) { value = number; }
__device__ void set(float &value, float number) { value = number; }
__device__ void set(__half2 &value, float number) {
  value = __float2half2_rn(number);
}
__device__ void set(__nv_bfloat162 &value, float number) {
  value = __float2bfloat162_rn(number);
}

__device__ float asFloat(double value) { return static_cast<float>(value); }
__device__ float asFloat(float value) { return value; }
__device__ float asFloat(__half2 value) {
  return __low2float(value) + __high2float(value);
}
__device__ float asFloat(__nv_bfloat162 value) {
  return __low2float(value) + __high2float(value);
}

/// Each chain goes to 2: x = x / 2 + 1. The factor comes from outside, so that
/// nothing is known before the kernel runs.
template <typename T>
__global__ void fmaKernel(int64_t iterations, float factor, float addend,
                          float *out) {
  T f, a, chains[kFmaChains];
  set(f, factor);
  set(a, addend);
#pragma unroll
  for (int i = 0; i < kFmaChains; ++i)
    set(chains[i], static_cast<float>(i + (threadIdx.x & 1)));
  for (int64_t n = 0; n < iterations; n += 16) {
#pragma unroll
    for (int step = 0; step < 16; ++step)
#pragma unroll
      for (int i = 0; i < kFmaChains; ++i)
        chains[i] = fused(chains[i], f, a);
  }
  float sum = 0;
#pragma unroll
  for (int i = 0; i < kFmaChains; ++i)
    sum += asFloat(chains[i]);
  if (sum < 0) // never
    *out = sum;
}

// Streams ---------------------------------------------------------------------

__global__ void readKernel(const float4 *in, size_t vectors, float *out) {
  float sum = 0;
  size_t stride = itemStride();
#pragma unroll 4
  for (size_t i = firstItem(); i < vectors; i += stride) {
    float4 v = in[i];
    sum += v.x + v.y + v.z + v.w;
  }
  if (sum == -1234.5f) // keeps the loads
    *out = sum;
}

__global__ void copyKernel(const float4 *in, float4 *out, size_t vectors) {
  size_t stride = itemStride();
#pragma unroll 4
  for (size_t i = firstItem(); i < vectors; i += stride)
    out[i] = in[i];
}

__global__ void triadKernel(const float4 *in, const float4 *more, float4 *out,
                            size_t vectors) {
  size_t stride = itemStride();
#pragma unroll 4
  for (size_t i = firstItem(); i < vectors; i += stride) {
    float4 a = in[i], b = more[i];
    out[i] = make_float4(a.x + 2 * b.x, a.y + 2 * b.y, a.z + 2 * b.z,
                         a.w + 2 * b.w);
  }
}

/// Not moved out of a loop over passes, and kept by L1.
__device__ float4 loadThroughL1(const float4 *address) {
  float4 v;
  asm volatile("ld.global.ca.v4.f32 {%0, %1, %2, %3}, [%4];"
               : "=f"(v.x), "=f"(v.y), "=f"(v.z), "=f"(v.w)
               : "l"(address));
  return v;
}

/// `vectors` is a multiple of the block.
__global__ void readSharedKernel(const float4 *buffer, unsigned vectors,
                                 int64_t passes, float *out) {
  unsigned steps = vectors / kCacheThreads;
  unsigned start = static_cast<unsigned>(uint64_t(steps) * blockIdx.x /
                                         gridDim.x);
  float4 sum = make_float4(0, 0, 0, 0);
  for (int64_t pass = 0; pass < passes; ++pass) {
    unsigned step = start;
#pragma unroll 4
    for (unsigned i = 0; i < steps; ++i) {
      float4 v =
          loadThroughL1(buffer + size_t(step) * kCacheThreads + threadIdx.x);
      sum.x += v.x;
      sum.y += v.y;
      sum.z += v.z;
      sum.w += v.w;
      if (++step == steps)
        step = 0;
    }
  }
  if (sum.x + sum.y + sum.z + sum.w == -1234.5f) // keeps the sums
    *out = sum.x;
}

__global__ void emptyKernel() {}

// Operands --------------------------------------------------------------------

/// From -1 to 1; a multiplicative hash of the index.
__device__ float scattered(size_t index) {
  uint32_t bits = static_cast<uint32_t>(index) * 2654435761u;
  bits ^= bits >> 15;
  bits *= 2246822519u;
  bits ^= bits >> 13;
  return static_cast<float>(bits) * (2.0f / 4294967296.0f) - 1.0f;
}

__device__ void store(float &out, float value) { out = value; }
__device__ void store(__half &out, float value) { out = __float2half(value); }
__device__ void store(__nv_bfloat16 &out, float value) {
  out = __float2bfloat16(value);
}
__device__ void store(__nv_fp8_e4m3 &out, float value) {
  out = __nv_fp8_e4m3(value);
}
__device__ void store(int8_t &out, float value) {
  out = static_cast<int8_t>(127 * value);
}

template <typename T>
__global__ void fillKernel(T *out, size_t count) {
  for (size_t i = firstItem(); i < count; i += itemStride())
    store(out[i], scattered(i));
}

template <typename T>
void fillWith(void *out, size_t count, cudaStream_t stream) {
  fillKernel<<<blocksFor(count), kThreads, 0, stream>>>(static_cast<T *>(out),
                                                        count);
}

// Held-back kernels -----------------------------------------------------------

__device__ float load(float value) { return value; }
__device__ float load(__half value) { return __half2float(value); }

/// Over a block, for every thread; `Largest` or the sum.
template <bool Largest>
__device__ float reduce(float value) {
  __shared__ float partial[32];
  auto join = [](float a, float b) { return Largest ? fmaxf(a, b) : a + b; };
  for (int offset = 16; offset > 0; offset /= 2)
    value = join(value, __shfl_xor_sync(0xffffffffu, value, offset));
  if (threadIdx.x % 32 == 0)
    partial[threadIdx.x / 32] = value;
  __syncthreads();
  float result = partial[0];
  for (unsigned warp = 1; warp < blockDim.x / 32; ++warp)
    result = join(result, partial[warp]);
  __syncthreads();
  return result;
}

template <typename T>
__global__ void softmaxKernel(const T *in, T *out, int64_t columns) {
  const T *row = in + blockIdx.x * columns;
  T *result = out + blockIdx.x * columns;
  float largest = -INFINITY;
  for (int64_t i = threadIdx.x; i < columns; i += blockDim.x)
    largest = fmaxf(largest, load(row[i]));
  largest = reduce<true>(largest);
  float sum = 0;
  for (int64_t i = threadIdx.x; i < columns; i += blockDim.x)
    sum += __expf(load(row[i]) - largest);
  float scale = 1 / reduce<false>(sum);
  for (int64_t i = threadIdx.x; i < columns; i += blockDim.x)
    store(result[i], __expf(load(row[i]) - largest) * scale);
}

/// In 32 bits, as divisions of 64 take longer than the copy.
template <typename T>
__global__ void im2colKernel(Picture p, unsigned count, const T *in, T *out) {
  unsigned width = p.width, height = p.height, window = p.window;
  unsigned depth = p.c * window * window;
  for (unsigned i = firstItem(); i < count; i += itemStride()) {
    unsigned row = i % depth, pixel = i / depth;
    // Wraps around to a large number left of the picture and above it.
    unsigned x = pixel % width + row % window - window / 2;
    unsigned y = pixel / width % height + row / window % window - window / 2;
    unsigned image = pixel / (width * height);
    unsigned channel = row / (window * window);
    bool inside = x < width && y < height;
    out[i] = inside ? in[((image * unsigned(p.c) + channel) * height + y) *
                             width +
                         x]
                    : T(0.0f);
  }
}

} // namespace

void multiplyAdd(Arithmetic arithmetic, int blocks, int threads, int64_t iterations,
         void *out, cudaStream_t stream) {
  auto launch = [&](auto kernel) {
    kernel<<<blocks, threads, 0, stream>>>(iterations, 0.5f, 1.0f,
                                           static_cast<float *>(out));
  };
  switch (arithmetic) {
  case Arithmetic::Fp64:
    return launch(fmaKernel<double>);
  case Arithmetic::Fp32:
    return launch(fmaKernel<float>);
  case Arithmetic::Fp16x2:
    return launch(fmaKernel<__half2>);
  case Arithmetic::Bf16x2:
    return launch(fmaKernel<__nv_bfloat162>);
  }
}

void read(const void *in, size_t vectors, void *out, int blocks,
          cudaStream_t stream) {
  readKernel<<<blocks, kThreads, 0, stream>>>(
      static_cast<const float4 *>(in), vectors, static_cast<float *>(out));
}

void copy(const void *in, void *out, size_t vectors, int blocks,
          cudaStream_t stream) {
  copyKernel<<<blocks, kThreads, 0, stream>>>(static_cast<const float4 *>(in),
                                              static_cast<float4 *>(out),
                                              vectors);
}

void triad(const void *in, const void *more, void *out, size_t vectors,
           int blocks, cudaStream_t stream) {
  triadKernel<<<blocks, kThreads, 0, stream>>>(
      static_cast<const float4 *>(in), static_cast<const float4 *>(more),
      static_cast<float4 *>(out), vectors);
}

void readShared(const void *buffer, size_t vectors, int64_t passes, int blocks,
                void *out, cudaStream_t stream) {
  cudaFuncSetAttribute(readSharedKernel,
                       cudaFuncAttributePreferredSharedMemoryCarveout,
                       cudaSharedmemCarveoutMaxL1);
  readSharedKernel<<<blocks, kCacheThreads, 0, stream>>>(
      static_cast<const float4 *>(buffer), static_cast<unsigned>(vectors),
      passes, static_cast<float *>(out));
}

void empty(cudaStream_t stream) { emptyKernel<<<1, 32, 0, stream>>>(); }

void fill(Values type, void *out, size_t count, cudaStream_t stream) {
  switch (type) {
  case Values::Fp32:
    return fillWith<float>(out, count, stream);
  case Values::Fp16:
    return fillWith<__half>(out, count, stream);
  case Values::Bf16:
    return fillWith<__nv_bfloat16>(out, count, stream);
  case Values::Fp8:
    return fillWith<__nv_fp8_e4m3>(out, count, stream);
  case Values::Int8:
    return fillWith<int8_t>(out, count, stream);
  }
}

template <typename T>
static void launchSoftmax(const void *in, void *out, int64_t rows,
                          int64_t columns, cudaStream_t stream) {
  int threads = columns <= 256 ? 64 : 256;
  softmaxKernel<<<static_cast<unsigned>(rows), threads, 0, stream>>>(
      static_cast<const T *>(in), static_cast<T *>(out), columns);
}

void softmax(Floats type, const void *in, void *out, int64_t rows,
             int64_t columns, cudaStream_t stream) {
  if (type == Floats::Fp32)
    launchSoftmax<float>(in, out, rows, columns, stream);
  else
    launchSoftmax<__half>(in, out, rows, columns, stream);
}

template <typename T>
static void launchIm2col(const Picture &picture, const void *in, void *out,
                         cudaStream_t stream) {
  size_t count =
      static_cast<size_t>(picture.n * picture.height * picture.width *
                          picture.c * picture.window * picture.window);
  im2colKernel<<<blocksFor(count), kThreads, 0, stream>>>(
      picture, static_cast<unsigned>(count), static_cast<const T *>(in),
      static_cast<T *>(out));
}

void im2col(Floats type, const Picture &picture, const void *in, void *out,
            cudaStream_t stream) {
  if (type == Floats::Fp32)
    launchIm2col<float>(picture, in, out, stream);
  else
    launchIm2col<__half>(picture, in, out, stream);
}

} // namespace perfopt::measure::kernels
