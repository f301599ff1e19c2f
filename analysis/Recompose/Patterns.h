//===- Patterns.h - One function, one pattern -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each pattern starts at the last operator of the function it knows and
// replaces that one; the others are left to dead-code elimination.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_RECOMPOSE_PATTERNS_H
#define PERFOPT_ANALYSIS_RECOMPOSE_PATTERNS_H

#include "mlir/IR/PatternMatch.h"

namespace perfopt::analysis {

/// conv(x, w, zeros) to conv(x, w).
void populateZeroBiasPatterns(mlir::RewritePatternSet &patterns);
/// x * sigmoid(x) to swish.
void populateSwishPatterns(mlir::RewritePatternSet &patterns);
/// 0.5 x (1 + erf(x / sqrt 2)) and its tanh form to gelu.
void populateGeluPatterns(mlir::RewritePatternSet &patterns);
/// (x - mean) / sqrt(var + eps) * scale + b to layer_normalization.
void populateLayerNormalizationPatterns(mlir::RewritePatternSet &patterns);
/// softmax(scale * q k' + mask) v to attention.
void populateAttentionPatterns(mlir::RewritePatternSet &patterns);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_RECOMPOSE_PATTERNS_H
