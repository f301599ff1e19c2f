//===- Patterns.h - One function, one pattern -----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each adds what it knows, by the operators at which its functions end.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_RECOMPOSE_PATTERNS_H
#define PERFOPT_ANALYSIS_RECOMPOSE_PATTERNS_H

namespace perfopt::analysis {

class Session;

/// softmax(scale * q k' + mask) v to attention, also with repeated k and v.
void addAttentionPatterns(Session &session);
/// Batch norms into the convolution or product before them.
void addBatchNormalizationPatterns(Session &session);
/// 0.5 x (1 + erf(x / sqrt 2)) and its tanh form to gelu.
void addGeluPatterns(Session &session);
/// x * sigmoid(x), x * clip(x + 3, 0, 6) / 6, x * tanh(softplus(x)).
void addGatePatterns(Session &session);
/// Layer, RMS, group and instance normalisation.
void addNormalizationPatterns(Session &session);
/// Products between dequantisations and a quantisation to products of integers.
void addQuantizedProductPatterns(Session &session);
/// Gates of LSTMs and GRUs, one step.
void addRecurrentCellPatterns(Session &session);
/// x * cos + rotate_half(x) * sin.
void addRotaryEmbeddingPatterns(Session &session);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_RECOMPOSE_PATTERNS_H
