//===- HeldBack.cpp - Kernels that no ceiling is taken from ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/HeldBack.h"

#include <fmt/format.h>

#include <initializer_list>
#include <string_view>

using namespace perfopt;
using core::Bytes;
using core::ElementType;
using core::Kernel;
using core::KernelFamily;

namespace perfopt::measure {

static Kernel start(std::string name, KernelFamily family, ElementType type) {
  Kernel kernel;
  kernel.name = std::move(name);
  kernel.family = family;
  kernel.type = type;
  return kernel;
}

static Bytes bytesOf(double elements, ElementType type) {
  return Bytes(elements * core::storageBits(type) / 8);
}

static void setProducts(Kernel &kernel, double products) {
  kernel.macs = core::Macs(products);
  kernel.flops = core::Flops(2 * products);
}

Kernel gemmKernel(int64_t m, int64_t n, int64_t k, ElementType type) {
  Kernel kernel = start("gemm", KernelFamily::Gemm, type);
  kernel.problem = {{"m", m}, {"n", n}, {"k", k}};
  setProducts(kernel, double(m) * double(n) * double(k));
  kernel.bytesRead =
      bytesOf(double(m) * double(k) + double(k) * double(n), type);
  kernel.bytesWritten = bytesOf(double(m) * double(n), type);
  return kernel;
}

Kernel convKernel(int64_t n, int64_t c, int64_t size, int64_t k, int64_t window,
                  ElementType type) {
  Kernel kernel = start("conv", KernelFamily::Conv, type);
  kernel.problem = {{"n", n},      {"c", c},        {"h", size},
                    {"w", size},   {"k", k},        {"r", window},
                    {"s", window}, {"p", size},     {"q", size},
                    {"groups", 1}, {"stride_h", 1}, {"stride_w", 1}};
  double pixels = double(n) * double(size) * double(size);
  double weights = double(k) * double(c) * double(window) * double(window);
  setProducts(kernel, pixels * weights);
  kernel.bytesRead = bytesOf(pixels * double(c) + weights, type);
  kernel.bytesWritten = bytesOf(pixels * double(k), type);
  return kernel;
}

Kernel copyKernel(int64_t elements, ElementType type) {
  Kernel kernel = start("copy", KernelFamily::Copy, type);
  kernel.problem = {{"elements", elements}};
  kernel.bytesRead = bytesOf(double(elements), type);
  kernel.bytesWritten = kernel.bytesRead;
  return kernel;
}

Kernel softmaxKernel(int64_t rows, int64_t columns, ElementType type) {
  Kernel kernel = start("softmax", KernelFamily::Softmax, type);
  kernel.problem = {{"rows", rows}, {"cols", columns}};
  double elements = double(rows) * double(columns);
  kernel.flops = core::Flops(5 * elements);
  kernel.bytesRead = bytesOf(elements, type);
  kernel.bytesWritten = kernel.bytesRead;
  return kernel;
}

std::vector<Kernel> heldBackCpuKernels() {
  constexpr ElementType f32 = ElementType::F32;
  return {
      gemmKernel(128, 128, 128, f32),
      gemmKernel(384, 384, 384, f32),
      gemmKernel(1024, 1024, 1024, f32),
      gemmKernel(128, 3072, 768, f32),
      gemmKernel(1, 4096, 4096, f32),
      gemmKernel(1500, 700, 3000, f32),
      convKernel(1, 64, 56, 64, 3, f32),
      convKernel(1, 256, 14, 256, 3, f32),
      convKernel(4, 256, 28, 128, 1, f32),
      copyKernel(1 << 14, f32),
      copyKernel(1 << 19, f32),
      copyKernel(1 << 24, f32),
      softmaxKernel(1536, 128, f32),
      softmaxKernel(1024, 1024, f32),
      softmaxKernel(64, 50257, f32),
  };
}

std::vector<Kernel> heldBackGpuKernels() {
  std::vector<Kernel> kernels;
  for (ElementType type : {ElementType::F32, ElementType::F16})
    for (const Kernel &kernel : {
             gemmKernel(512, 512, 512, type),
             gemmKernel(2048, 2048, 2048, type),
             gemmKernel(4096, 4096, 1024, type),
             gemmKernel(1024, 12288, 3072, type),
             gemmKernel(32, 4096, 4096, type),
             convKernel(32, 64, 56, 64, 3, type),
             convKernel(32, 256, 14, 256, 3, type),
             convKernel(64, 256, 28, 128, 1, type),
             copyKernel(1 << 16, type),
             copyKernel(1 << 22, type),
             copyKernel(1 << 27, type),
             softmaxKernel(12288, 128, type),
             softmaxKernel(8192, 1024, type),
             softmaxKernel(1024, 50257, type),
         })
      kernels.push_back(kernel);
  return kernels;
}

size_t coldSets(Bytes set, Bytes caches) {
  return 2 + static_cast<size_t>(2 * caches / set);
}

std::string problemText(const Kernel &kernel) {
  std::string text;
  for (std::string_view key : {"n", "c", "h", "w", "m", "k", "r", "s", "p", "q",
                               "rows", "cols", "elements"}) {
    // Matrix products are read m, n, k.
    bool isProduct = kernel.family == KernelFamily::Gemm;
    std::string_view shown = isProduct && key == "n"   ? "m"
                             : isProduct && key == "m" ? "n"
                                                       : key;
    if (auto size = kernel.problem.find(std::string(shown));
        size != kernel.problem.end())
      text += fmt::format("{} {}, ", shown, size->second);
  }
  return text + std::string(core::name(kernel.type));
}

} // namespace perfopt::measure
