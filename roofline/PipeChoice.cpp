//===- PipeChoice.cpp - Which pipe computes a kernel ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/PipeChoice.h"

#include <fmt/format.h>

#include <span>

using namespace perfopt;
using namespace perfopt::roofline;
using core::ElementType;
using core::KernelFamily;
using core::Pipe;

bool roofline::isMatrixFamily(KernelFamily family) {
  switch (family) {
  case KernelFamily::Gemm:
  case KernelFamily::BatchedGemm:
  case KernelFamily::Conv:
  case KernelFamily::Attention:
  case KernelFamily::Recurrent:
    return true;
  default:
    return false;
  }
}

static constexpr Pipe kFp32[] = {Pipe::Fp32};
static constexpr Pipe kTf32[] = {Pipe::Tf32Tensor, Pipe::Fp32};
static constexpr Pipe kF16[] = {Pipe::Fp16Tensor, Pipe::Fp16, Pipe::Fp32};
static constexpr Pipe kBf16[] = {Pipe::Bf16Tensor, Pipe::Fp32};
static constexpr Pipe kF8[] = {Pipe::Fp8Tensor, Pipe::Bf16Tensor,
                               Pipe::Fp16Tensor, Pipe::Fp32};
static constexpr Pipe kI8[] = {Pipe::Int8Tensor, Pipe::Fp32};
static constexpr Pipe kF64Matrix[] = {Pipe::Fp64};
static constexpr Pipe kF64Other[] = {Pipe::Fp64, Pipe::Fp32};

static std::span<const Pipe> pipesFor(const core::Kernel &kernel) {
  if (!isMatrixFamily(kernel.family))
    return kernel.type == ElementType::F64 ? std::span<const Pipe>(kF64Other)
                                           : kFp32;
  switch (kernel.type) {
  case ElementType::TF32:
    return kTf32;
  case ElementType::F16:
    return kF16;
  case ElementType::BF16:
    return kBf16;
  case ElementType::F8:
    return kF8;
  case ElementType::I8:
  case ElementType::I4:
    return kI8;
  case ElementType::F64:
    return kF64Matrix;
  default:
    return kFp32;
  }
}

core::Result<PipeChoice> roofline::choosePipe(const core::Kernel &kernel,
                                              const Ceilings &ceilings) {
  if (kernel.type == ElementType::F32 && kernel.allowTf32 &&
      isMatrixFamily(kernel.family) && ceilings.has(Pipe::Tf32Tensor))
    return PipeChoice{Pipe::Tf32Tensor, Pipe::Tf32Tensor};

  std::span<const Pipe> pipes = pipesFor(kernel);
  for (Pipe pipe : pipes)
    if (ceilings.has(pipe))
      return PipeChoice{pipes.front(), pipe};
  return core::Error{
      fmt::format("device '{}': the entry lacks a {} peak, which kernel '{}' "
                  "of {} needs; add it to its hwdb file",
                  ceilings.device, core::name(pipes.back()), kernel.name,
                  core::name(kernel.type))};
}
