//===- CudaCompute.cpp - Peaks of arithmetic ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cuda/CudaPlan.h"
#include "roofline/measure/cuda/CudaSession.h"
#include "roofline/measure/cuda/Kernels.h"

#include <fmt/format.h>

using namespace perfopt;
using core::Bytes;
using core::FlopsPerSecond;
using core::Pipe;
using core::Seconds;

namespace perfopt::measure {

/// What one launch of the multiply-add kernel repeats: milliseconds on slow
/// pipes (fp64 of consumer boards), far more than a launch costs on fast ones.
static constexpr int64_t kFmaIterations = 4096;

core::Status CudaSession::measureFma() {
  struct Case {
    kernels::Arithmetic arithmetic;
    std::string name;
    std::optional<Pipe> pipe;
    int lanes;
  };
  using kernels::Arithmetic;
  for (const Case &each :
       {Case{Arithmetic::Fp64, "fp64", Pipe::Fp64, 1},
        Case{Arithmetic::Fp32, "fp32", Pipe::Fp32, 1},
        Case{Arithmetic::Fp16x2, "fp16x2", Pipe::Fp16, 2},
        Case{Arithmetic::Bf16x2, "bf16x2", std::nullopt, 2}}) {
    // Before Ampere these instructions are emulated.
    if (each.arithmetic == Arithmetic::Bf16x2 && properties.major < 8)
      continue;
    options.progress("multiply-adds, " + each.name);
    FmaLaunch launch = fillingLaunch(
        properties.multiProcessorCount, properties.maxThreadsPerMultiProcessor,
        kFmaIterations, kernels::kFmaChains, each.lanes);
    Summary samples = sample(stream->timed([&] {
      kernels::multiplyAdd(each.arithmetic, static_cast<int>(launch.blocks),
                           static_cast<int>(launch.threads), launch.iterations,
                           sink->get(), stream->get());
    }),
                             sustained());
    if (core::Status status = deviceStatus(each.name); !status)
      return status;
    FlopsPerSecond rate = launch.flops() / Seconds(samples.median);
    if (each.pipe)
      device.peaks[*each.pipe] = figure(
          rate,
          fmt::format("{} multiply-adds on registers, {} independent ones "
                      "in each of {} threads a multiprocessor; {}",
                      each.name, launch.chains,
                      properties.maxThreadsPerMultiProcessor,
                      measure::describe(samples)));
    else
      device.notes.push_back(fmt::format(
          "The CUDA cores attain {:.5g} TFLOP/s of bf16x2 multiply-adds.",
          rate.value() / 1e12));
  }
  return core::success();
}

core::Status CudaSession::measureProducts() {
  if (!library)
    return core::success();
  struct Case {
    Product product;
    std::string name;
    Pipe pipe;
    kernels::Values values;
  };
  using kernels::Values;
  for (const Case &each :
       {Case{Product::Fp16, "fp16", Pipe::Fp16Tensor, Values::Fp16},
        Case{Product::Bf16, "bf16", Pipe::Bf16Tensor, Values::Bf16},
        Case{Product::Tf32, "tf32", Pipe::Tf32Tensor, Values::Fp32},
        Case{Product::Fp8, "fp8 (e4m3)", Pipe::Fp8Tensor, Values::Fp8},
        Case{Product::Int8, "int8", Pipe::Int8Tensor, Values::Int8}}) {
    // Turing's tensor cores know neither bf16 nor TF32, and fp8 came with Ada;
    // the library would compute them elsewhere.
    int capability = 10 * properties.major + properties.minor;
    int needed =
        each.product == Product::Fp8                                     ? 89
        : each.product == Product::Bf16 || each.product == Product::Tf32 ? 80
                                                                         : 75;
    if (capability < needed)
      continue;
    Bytes operand = operandBytes(each.product),
          result = resultBytes(each.product);
    int64_t n = productSize(freeDeviceMemory(), operand, result);
    size_t values = static_cast<size_t>(n * n);
    options.progress(
        fmt::format("{0} product of {1} x {1} x {1}", each.name, n));
    DeviceBuffer a(operand * double(values)), b(operand * double(values)),
        c(result * double(values));
    if (!a || !b || !c)
      continue;
    kernels::fill(each.values, a.get(), values, stream->get());
    kernels::fill(each.values, b.get(), values, stream->get());
    auto launch = library->prepare(each.product, n, n, n, a.get(), b.get(),
                                   c.get(), *stream);
    if (!launch) {
      device.notes.push_back(
          fmt::format("No {} peak: {}.", each.name, launch.error().message));
      continue;
    }
    auto once = [&] { (*launch)(a.get(), b.get(), c.get()); };
    Summary samples = sample(stream->timed(once), sustained());
    if (core::Status status = deviceStatus(each.name); !status)
      return status;
    Seconds time(samples.median);
    device.peaks[each.pipe] =
        figure(productFlops(n) / time,
               fmt::format("m = n = k = {}, operands that look random; {}; {}",
                           n, library->version(), measure::describe(samples)));
    measurePower(each.name + " product", once, time);
  }
  return core::success();
}

} // namespace perfopt::measure
