//===- PipeChoice.h - Which pipe computes a kernel ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Matrix families (gemm, batched_gemm, conv, attention, recurrent) use the
// tensor pipe of their element type; everything else runs on the CUDA cores,
// and frameworks do 16-bit elementwise arithmetic in fp32. Without the pipe,
// the first that the device has:
//
//   type          pipes, in order
//   f32 + TF32    tf32_tensor, fp32 (no substitute: the permission is an offer)
//   f32           fp32
//   tf32          tf32_tensor, fp32
//   f16           fp16_tensor, fp16, fp32
//   bf16          bf16_tensor, fp32
//   f8            fp8_tensor, bf16_tensor, fp16_tensor, fp32 (weights upcast)
//   i8, i4        int8_tensor, fp32
//   f64           fp64; without one that is an error, as no other pipe has
//                 its precision
//   others        fp32
//
// Non-matrix kernels of f64 use fp64, then fp32: they rarely are bound by it.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_PIPECHOICE_H
#define PERFOPT_ROOFLINE_PIPECHOICE_H

#include "core/Schema/Workload.h"
#include "roofline/Ceilings.h"

namespace perfopt::roofline {

struct PipeChoice {
  /// The pipe made for the kernel's element type.
  core::Pipe wanted = core::Pipe::Fp32;
  /// The one that is used; another one is a substitute to report.
  core::Pipe used = core::Pipe::Fp32;

  bool isSubstitute() const { return wanted != used; }
};

bool isMatrixFamily(core::KernelFamily family);

/// Fails where none of the pipes in the table above exists.
core::Result<PipeChoice> choosePipe(const core::Kernel &kernel,
                                    const Ceilings &ceilings);

} // namespace perfopt::roofline

#endif // PERFOPT_ROOFLINE_PIPECHOICE_H
