//===- UpstreamSupport.cpp - What rules of upstream dialects share --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/UpstreamSupport.h"

#include "analysis/Cost/ElementBytes.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <algorithm>

using namespace mlir;

namespace perfopt::analysis {

bool readsNothing(Value value) {
  if (!isa<ShapedType>(value.getType()))
    return true;
  Operation *definition = value.getDefiningOp();
  if (!definition)
    return false;
  if (isa<tensor::EmptyOp, nn::ConstantOp>(definition))
    return true;
  DenseElementsAttr elements;
  return definition->hasTrait<OpTrait::ConstantLike>() &&
         matchPattern(value, m_Constant(&elements)) && elements.isSplat();
}

std::optional<Traffic> upstreamTraffic(Operation *op, unsigned skip) {
  Traffic traffic;
  llvm::SmallPtrSet<Value, 8> counted;
  for (Value operand : op->getOperands().drop_back(skip)) {
    if (readsNothing(operand) || !counted.insert(operand).second)
      continue;
    auto bytes = storageBytes(operand.getType());
    if (!bytes)
      return std::nullopt;
    traffic.read += *bytes;
  }
  for (auto [i, result] : llvm::enumerate(op->getResults())) {
    if (i > 0 && result.use_empty())
      continue;
    auto bytes = storageBytes(result.getType());
    if (!bytes)
      return std::nullopt;
    traffic.written += *bytes;
  }
  return traffic;
}

MaybeCost costWith(std::optional<Traffic> traffic, std::optional<double> flops,
                   std::optional<double> macs, StringRef rule) {
  if (!traffic || !flops || !macs)
    return std::nullopt;
  return OpCost{core::Flops(*flops), core::Macs(*macs), traffic->read,
                traffic->written, rule};
}

MaybeCost hostCost(Operation *) { return OpCost{{}, {}, {}, {}, "view_c1"}; }

/// Extents multiplied with each other may leave 64 bits; sizes saturate.
static int64_t whole(double value) {
  return value >= 9.2e18 ? INT64_MAX : static_cast<int64_t>(value);
}

KernelShape gemmKernelShape(double m, double n, double k, double batch) {
  KernelShape kernel;
  kernel.family =
      batch > 1 ? core::KernelFamily::BatchedGemm : core::KernelFamily::Gemm;
  kernel.problem = {{"m", whole(m)},
                    {"n", whole(n)},
                    {"k", whole(k)},
                    {"batch", whole(batch)}};
  return kernel;
}

KernelShape windowKernelShape(core::KernelFamily family,
                              const WindowShape &shape) {
  auto fromLast = [](ArrayRef<int64_t> extents, size_t i) {
    return i < extents.size() ? extents[extents.size() - 1 - i] : int64_t(1);
  };
  KernelShape kernel;
  kernel.family = family;
  kernel.problem = {{"n", shape.n},
                    {"c", shape.channels},
                    {"h", fromLast(shape.input, 1)},
                    {"w", fromLast(shape.input, 0)},
                    {"r", fromLast(shape.window, 1)},
                    {"s", fromLast(shape.window, 0)},
                    {"p", fromLast(shape.output, 1)},
                    {"q", fromLast(shape.output, 0)}};
  if (family != core::KernelFamily::Pool) {
    kernel.problem.push_back({"k", shape.filters});
    kernel.problem.push_back({"groups", shape.groups});
    kernel.problem.push_back({"stride_h", fromLast(shape.strides, 1)});
    kernel.problem.push_back({"stride_w", fromLast(shape.strides, 0)});
    // As nn's convolutions (Convolution.cpp).
    kernel.allowTf32 = true;
  }
  if (shape.output.size() > 2) {
    kernel.problem.push_back({"d", fromLast(shape.input, 2)});
    kernel.problem.push_back({"t", fromLast(shape.window, 2)});
    kernel.problem.push_back({"o", fromLast(shape.output, 2)});
  }
  return kernel;
}

} // namespace perfopt::analysis
