//===- ProductKernels.cpp - Kernels of products and convolutions ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/ProductKernels.h"

#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace perfopt::analysis {

int64_t product(ArrayRef<int64_t> extents) {
  int64_t result = 1;
  for (int64_t extent : extents)
    result *= extent;
  return result;
}

KernelShape gemmShape(int64_t m, int64_t n, int64_t k, int64_t batch) {
  KernelShape kernel;
  kernel.family =
      batch > 1 ? core::KernelFamily::BatchedGemm : core::KernelFamily::Gemm;
  kernel.problem = {{"m", m}, {"n", n}, {"k", k}, {"batch", batch}};
  return kernel;
}

MaybeShape matmulShape(Value left, Value right, Value y) {
  auto a = staticShape(left);
  auto b = staticShape(right);
  auto results = elements(y);
  if (!a || !b || a->empty() || b->empty() || !results)
    return std::nullopt;
  int64_t k = a->back();
  int64_t n = b->size() == 1 ? 1 : b->back();
  if (b->size() <= 2)
    return gemmShape(product(a->drop_back()), n, k, 1);
  int64_t m = a->size() == 1 ? 1 : (*a)[a->size() - 2];
  int64_t matrix = std::max<int64_t>(1, m * n);
  return gemmShape(m, n, k, static_cast<int64_t>(*results) / matrix);
}

std::optional<double> matmulMacs(Value left, Value y) {
  auto a = staticShape(left);
  auto results = elements(y);
  if (!a || a->empty() || !results)
    return std::nullopt;
  return *results * double(a->back());
}

std::optional<double> convolutionMacs(Value w, Value y) {
  auto filter = staticShape(w);
  auto results = elements(y);
  if (!filter || filter->size() < 3 || !results)
    return std::nullopt;
  double macs = *results;
  for (int64_t extent : filter->drop_front())
    macs *= double(extent);
  return macs;
}

static int64_t strideAlong(std::optional<ArrayRef<int64_t>> strides, size_t i) {
  return strides && i < strides->size() ? (*strides)[i] : 1;
}

MaybeShape convolutionShape(const ConvolutionExtents &extents) {
  auto [x, w, y, groups, strides] = extents;
  if (x.size() < 3 || w.size() != x.size() || y.size() != x.size())
    return std::nullopt;
  int64_t channels = x[1];
  // Spatial extents from the last one on: width, height, depth.
  auto spatial = [](ArrayRef<int64_t> shape, size_t fromLast) {
    return shape.size() > 2 + fromLast ? shape[shape.size() - 1 - fromLast] : 1;
  };
  size_t rank = x.size() - 2;
  KernelShape kernel;
  kernel.family = groups > 1 && groups == channels
                      ? core::KernelFamily::Depthwise
                      : core::KernelFamily::Conv;
  kernel.problem = {{"n", x[0]},          {"c", channels},
                    {"h", spatial(x, 1)}, {"w", spatial(x, 0)},
                    {"k", y[1]},          {"r", spatial(w, 1)},
                    {"s", spatial(w, 0)}, {"p", spatial(y, 1)},
                    {"q", spatial(y, 0)}, {"groups", groups}};
  kernel.problem.push_back(
      {"stride_h", rank > 1 ? strideAlong(strides, rank - 2) : 1});
  kernel.problem.push_back({"stride_w", strideAlong(strides, rank - 1)});
  if (rank > 2) {
    kernel.problem.push_back({"d", spatial(x, 2)});
    kernel.problem.push_back({"t", spatial(w, 2)});
    kernel.problem.push_back({"o", spatial(y, 2)});
  }
  return kernel;
}

MaybeShape onIntegers(MaybeShape kernel) {
  if (kernel)
    kernel->type = core::ElementType::I8;
  return kernel;
}

std::optional<double> activationFlops(StringRef name) {
  // As the operators of these names: elementwise_cN and softmax_c1.
  double flops = llvm::StringSwitch<double>(name.lower())
                     .Cases({"", "identity"}, 0)
                     .Cases({"relu", "tanh"}, 1)
                     .Cases({"leakyrelu", "clip", "thresholdedrelu"}, 2)
                     // alpha * x + beta
                     .Case("affine", 2)
                     .Cases({"softplus", "softsign"}, 3)
                     // alpha * tanh(beta * x)
                     .Case("scaledtanh", 3)
                     .Cases({"sigmoid", "hardsigmoid"}, 4)
                     .Cases({"gelu", "fastgelu", "swish", "silu"}, 5)
                     .Cases({"hardswish", "softmax", "logsoftmax"}, 5)
                     // alpha * softplus(beta * x)
                     .Case("parametricsoftplus", 5)
                     .Case("elu", 6)
                     .Default(-1);
  return flops < 0 ? std::nullopt : std::optional(flops);
}

} // namespace perfopt::analysis
