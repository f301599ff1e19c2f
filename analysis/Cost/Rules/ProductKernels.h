//===- ProductKernels.h - Kernels of products and convolutions ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_RULES_PRODUCTKERNELS_H
#define PERFOPT_ANALYSIS_COST_RULES_PRODUCTKERNELS_H

#include "analysis/Cost/Rules/RuleSupport.h"

namespace perfopt::analysis {

int64_t product(llvm::ArrayRef<int64_t> extents);

/// `batch` products of m x k and k x n.
KernelShape gemmShape(int64_t m, int64_t n, int64_t k, int64_t batch);

/// numpy.matmul: a right operand without batch extents folds the left's into
/// its rows.
MaybeShape matmulShape(mlir::Value a, mlir::Value b, mlir::Value y);
/// |Y| * k, k the inner extent.
std::optional<double> matmulMacs(mlir::Value a, mlir::Value y);

/// Images are [N, C, d...], filters [K, C / groups, window...].
struct ConvolutionExtents {
  llvm::ArrayRef<int64_t> x, w, y;
  int64_t groups = 1;
  std::optional<llvm::ArrayRef<int64_t>> strides;
};
MaybeShape convolutionShape(const ConvolutionExtents &extents);
/// |Y| * prod(W[1:]).
std::optional<double> convolutionMacs(mlir::Value w, mlir::Value y);

/// The kernel of a product of 8-bit integers.
MaybeShape onIntegers(MaybeShape kernel);

/// FLOPs an element of an activation that a fused operator names; 0 for "",
/// unset for one that is not known.
std::optional<double> activationFlops(llvm::StringRef name);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_RULES_PRODUCTKERNELS_H
