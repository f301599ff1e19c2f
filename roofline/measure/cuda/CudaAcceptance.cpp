//===- CudaAcceptance.cpp - The error of a GPU's entry --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/Acceptance.h"
#include "roofline/measure/HeldBack.h"
#include "roofline/measure/cuda/CublasLt.h"
#include "roofline/measure/cuda/CudaKit.h"
#include "roofline/measure/cuda/Kernels.h"

#include <fmt/format.h>

#include <algorithm>

using namespace perfopt;
using core::Bytes;
using core::ElementType;
using core::Kernel;
using core::KernelFamily;

namespace perfopt::measure {

namespace {

/// Values of the operands, one after the other; where each begins follows from
/// the ones before.
struct Sizes {
  size_t first = 0, second = 0, result = 0;
  /// Intermediates, of which there is one for all sets.
  size_t workspace = 0;

  size_t total() const { return first + second + result; }
};

class CudaRunner {
public:
  CudaRunner(CublasLt &library, Bytes l2, const MeasureOptions &options)
      : library(library), l2(l2), options(options) {}

  core::Result<core::Seconds> time(const Kernel &kernel);

private:
  using Launch = std::function<void(char *first, char *second, char *result)>;

  core::Result<Launch> implement(const Kernel &kernel, const Sizes &sizes,
                                 char *set, char *workspace);
  core::Result<CublasLt::Launch> product(int64_t m, int64_t n, int64_t k,
                                         const Kernel &kernel, char *a, char *b,
                                         char *c);

  CublasLt &library;
  Bytes l2;
  const MeasureOptions &options;
  Stream stream;
};

size_t valueBytes(const Kernel &kernel) {
  return static_cast<size_t>(core::storageBits(kernel.type)) / 8;
}

kernels::Floats floats(const Kernel &kernel) {
  return kernel.type == ElementType::F16 ? kernels::Floats::Fp16
                                         : kernels::Floats::Fp32;
}

Sizes sizesOf(const Kernel &kernel) {
  auto size = [&](const char *key) {
    return static_cast<size_t>(kernel.size(key));
  };
  switch (kernel.family) {
  case KernelFamily::Gemm:
    return {size("m") * size("k"), size("k") * size("n"), size("m") * size("n"),
            0};
  case KernelFamily::Conv: {
    size_t pixels = size("n") * size("p") * size("q");
    size_t depth = size("c") * size("r") * size("s");
    return {pixels * size("c"), depth * size("k"), pixels * size("k"),
            size("r") == 1 ? 0 : pixels * depth};
  }
  case KernelFamily::Softmax:
    return {size("rows") * size("cols"), 0, size("rows") * size("cols"), 0};
  default:
    return {size("elements"), 0, size("elements"), 0};
  }
}

} // namespace

core::Result<CublasLt::Launch> CudaRunner::product(int64_t m, int64_t n,
                                                   int64_t k,
                                                   const Kernel &kernel,
                                                   char *a, char *b, char *c) {
  Product type =
      kernel.type == ElementType::F16 ? Product::Fp16 : Product::Fp32;
  return library.prepare(type, m, n, k, a, b, c, stream);
}

core::Result<CudaRunner::Launch> CudaRunner::implement(const Kernel &kernel,
                                                       const Sizes &sizes,
                                                       char *set,
                                                       char *workspace) {
  size_t width = valueBytes(kernel);
  char *second = set + sizes.first * width;
  char *result = second + sizes.second * width;
  switch (kernel.family) {
  case KernelFamily::Gemm: {
    auto launch = product(kernel.size("m"), kernel.size("n"), kernel.size("k"),
                          kernel, set, second, result);
    if (!launch)
      return launch.error();
    return Launch(*launch);
  }
  case KernelFamily::Conv: {
    kernels::Picture picture{kernel.size("n"), kernel.size("c"),
                             kernel.size("h"), kernel.size("w"),
                             kernel.size("r")};
    int64_t pixels = picture.n * picture.height * picture.width;
    int64_t depth = picture.c * picture.window * picture.window;
    bool isPointwise = picture.window == 1;
    // Filters times columns: results with the filter as their fastest extent.
    auto launch = product(kernel.size("k"), pixels, depth, kernel, second,
                          isPointwise ? set : workspace, result);
    if (!launch)
      return launch.error();
    return Launch([=, this, launch = *launch, type = floats(kernel)](
                      char *image, char *filters, char *out) {
      if (!isPointwise)
        kernels::im2col(type, picture, image, workspace, stream.get());
      launch(filters, isPointwise ? image : workspace, out);
    });
  }
  case KernelFamily::Softmax:
    return Launch([=, this, type = floats(kernel), rows = kernel.size("rows"),
                   columns = kernel.size("cols")](char *in, char *, char *out) {
      kernels::softmax(type, in, out, rows, columns, stream.get());
    });
  case KernelFamily::Copy: {
    size_t vectors = sizes.first * width / 16;
    int blocks =
        static_cast<int>(std::clamp<size_t>(vectors / 256, 1, 1 << 14));
    return Launch([=, this](char *in, char *, char *out) {
      kernels::copy(in, out, vectors, blocks, stream.get());
    });
  }
  default:
    return core::Error{fmt::format(
        "no implementation of {} kernels to measure, expected gemm, conv, copy "
        "or softmax",
        core::name(kernel.family))};
  }
}

core::Result<core::Seconds> CudaRunner::time(const Kernel &kernel) {
  Sizes sizes = sizesOf(kernel);
  size_t width = valueBytes(kernel);
  // Sets begin where every kernel can load vectors.
  size_t stride = (sizes.total() * width + 255) / 256 * 256;
  size_t sets = coldSets(Bytes(static_cast<double>(stride)), l2);
  DeviceBuffer operands(Bytes(static_cast<double>(sets * stride)));
  DeviceBuffer workspace(Bytes(
      static_cast<double>(std::max<size_t>(256, sizes.workspace * width))));
  if (!operands || !workspace)
    return core::Error{fmt::format(
        "no device memory for {} sets of operands of {:.4g} MB; free some",
        sets, static_cast<double>(stride) / 1e6)};
  kernels::fill(kernel.type == ElementType::F16 ? kernels::Values::Fp16
                                                : kernels::Values::Fp32,
                operands.get(), sets * stride / width, stream.get());
  auto launch = implement(kernel, sizes, operands.get(), workspace.get());
  if (!launch)
    return launch.error();

  size_t next = 0;
  Summary samples = sample(stream.timed([&] {
    char *set = operands.get() + next * stride;
    char *second = set + sizes.first * width;
    (*launch)(set, second, second + sizes.second * width);
    next = (next + 1) % sets;
  }),
                           options.sampling);
  if (core::Status status = deviceStatus(kernel.name); !status)
    return status.error();
  return core::Seconds(samples.median);
}

core::Result<core::Accuracy> checkCudaEntry(const core::Device &device,
                                            const MeasureOptions &options) {
  auto library = CublasLt::open();
  if (!library)
    return library.error();
  CudaRunner runner(**library,
                    device.l2Capacity ? device.l2Capacity->value : Bytes(),
                    options);
  return checkEntry(
      device, heldBackGpuKernels(),
      [&](const Kernel &kernel) { return runner.time(kernel); }, options,
      fmt::format("products: {}; conv: im2col and a product; copy, softmax: "
                  "kernels of this kit; queued launches, operands not in the "
                  "L2; median of {}",
                  (*library)->version(), options.sampling.repeats));
}

} // namespace perfopt::measure
