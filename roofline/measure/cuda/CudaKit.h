//===- CudaKit.h - An entry for this machine's GPU ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The ceilings of the first CUDA device (CUDA_VISIBLE_DEVICES chooses another):
//
//   peaks       fp64, fp32, fp16: multiply-adds on registers; tensor pipes:
//               cuBLASLt products of m = n = k = 16384
//   bandwidths  memory: streams over buffers from 48 MiB on; L2 and L1: one
//               block a multiprocessor, all of which read one buffer
//   constants   launch intervals, copy engines, power, memory of the context
//
// after the method of K. Panner Selvam's thesis (ch. 3), where it has one.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_CUDA_CUDAKIT_H
#define PERFOPT_ROOFLINE_MEASURE_CUDA_CUDAKIT_H

#include "core/Schema/Device.h"
#include "core/Support/Result.h"
#include "roofline/measure/MeasureOptions.h"

namespace perfopt::measure {

/// Whether a CUDA device can be measured: built with the toolkit, and a driver
/// and a board are here.
bool hasCudaDevice();

/// The entry without its accuracy. Fails without a device, or in a build
/// without the CUDA toolkit.
core::Result<core::Device> measureCuda(const MeasureOptions &options);

/// Held-back kernels on that device: products by cuBLASLt, convolutions as
/// im2col and a product, copies and softmax by kernels of this kit; operands
/// are not in the L2.
core::Result<core::Accuracy> checkCudaEntry(const core::Device &device,
                                            const MeasureOptions &options);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_CUDA_CUDAKIT_H
