//===- RuleSupport.cpp - What counting rules have in common ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Cost/Rules/RuleSupport.h"

#include "analysis/Cost/ElementBytes.h"
#include "analysis/Cost/LaunchArgument.h"
#include "analysis/Cost/Strides.h"

#include "llvm/ADT/SmallPtrSet.h"

using namespace mlir;

namespace perfopt::analysis {

std::optional<double> elements(Value value) {
  std::optional<int64_t> count = nn::elementCount(value.getType());
  return count ? std::optional<double>(double(*count)) : std::nullopt;
}

std::optional<ArrayRef<int64_t>> staticShape(Value value) {
  auto type = nn::rankedType(value);
  if (!type || !type.hasStaticShape())
    return std::nullopt;
  return type.getShape();
}

std::optional<Traffic> compulsoryTraffic(Operation *op) {
  Traffic traffic;
  llvm::SmallPtrSet<Value, 8> counted;
  for (Value operand : op->getOperands()) {
    if (isLaunchArgument(operand) ||
        !counted.insert(operand).second)
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

SmallVector<Value> countedOperands(ArrayRef<Value> values) {
  SmallVector<Value> counted;
  for (Value value : values)
    if (value && !isLaunchArgument(value) &&
        !llvm::is_contained(counted, value))
      counted.push_back(value);
  return counted;
}

MaybeCost costWithTraffic(Operation *op, std::optional<double> flops,
                          std::optional<double> macs, StringRef rule) {
  std::optional<Traffic> traffic = compulsoryTraffic(op);
  if (!flops || !macs || !traffic)
    return std::nullopt;
  return OpCost{core::Flops(*flops), core::Macs(*macs), traffic->read,
                traffic->written, rule};
}

MaybeCost viewCost(Operation *op) {
  for (Value result : op->getResults())
    if (!elements(result))
      return std::nullopt;
  return OpCost{{}, {}, {}, {}, "view_c1"};
}

MaybeShape elementsKernel(core::KernelFamily family, Value value) {
  std::optional<int64_t> count = nn::elementCount(value.getType());
  if (!count)
    return std::nullopt;
  KernelShape kernel;
  kernel.family = family;
  kernel.problem = {{"elements", *count}};
  return kernel;
}

MaybeShape rowsKernel(core::KernelFamily family, Value value, double cols) {
  std::optional<int64_t> count = nn::elementCount(value.getType());
  if (!count)
    return std::nullopt;
  auto width = std::max<int64_t>(1, static_cast<int64_t>(cols));
  KernelShape kernel;
  kernel.family = family;
  kernel.problem = {{"rows", *count / width}, {"cols", width}};
  return kernel;
}

void addCopyIfStrided(KernelShape &kernel, Value value) {
  auto bytes = storageBytes(value.getType());
  if (!bytes || isContiguous(value))
    return;
  ++kernel.launches;
  kernel.extraRead += *bytes;
  kernel.extraWritten += *bytes;
}

} // namespace perfopt::analysis
