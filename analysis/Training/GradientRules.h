//===- GradientRules.h - How each operator is differentiated --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A rule turns the gradients of an operator's results into gradients of its
// operands. What it reads is what PyTorch's autograd formula reads; what it
// counts has a label in docs/counting.md.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_TRAINING_GRADIENTRULES_H
#define PERFOPT_ANALYSIS_TRAINING_GRADIENTRULES_H

#include "analysis/Training/Gradients.h"
#include "dialects/Interfaces/CostOpInterface.h"

#include "llvm/ADT/StringMap.h"

namespace perfopt::analysis {

using GradientRule = void (*)(mlir::Operation *op, Gradients &gradients);

class GradientRules {
public:
  static GradientRules builtin();

  /// Null where there is none: then the gradient is reported as not modelled.
  GradientRule find(mlir::Operation *op) const;

  template <typename... Ops>
  void add(GradientRule rule) {
    ((rules[Ops::getOperationName()] = rule), ...);
  }

private:
  llvm::StringMap<GradientRule> rules;
};

// One function a file of rules.
void addConvolutionGradients(GradientRules &rules);
void addDetectionGradients(GradientRules &rules);
void addElementwiseGradients(GradientRules &rules);
void addMatmulGradients(GradientRules &rules);
void addMovementGradients(GradientRules &rules);
void addNormalizationGradients(GradientRules &rules);
void addPoolingGradients(GradientRules &rules);
void addRecurrentGradients(GradientRules &rules);
void addReductionGradients(GradientRules &rules);
void addViewGradients(GradientRules &rules);

// What rules have in common.

/// An elementwise kernel over `value`.
Launch elementwise(llvm::StringRef rule, mlir::Value value,
                   double flopsPerElement);
/// A kernel over rows of `cols` elements of `value`.
Launch rowwise(llvm::StringRef rule, core::KernelFamily family,
               mlir::Value value, double cols, double flopsPerElement);
/// The family and problem of the forward operator, `flopsPerElement` of
/// `value`.
Launch likeForward(mlir::Operation *op, llvm::StringRef rule, mlir::Value value,
                   double flopsPerElement);
/// Derives gradients of the operands that want one in a single launch, from
/// `operands`; those operands are among the first `candidates` of `op`.
void deriveJointly(mlir::Operation *op, Gradients &gradients,
                   const Launch &launch, mlir::ValueRange operands,
                   unsigned candidates);
/// A copy of `value`'s elements.
Launch copying(llvm::StringRef rule, mlir::Value value);
/// "input_gradient", or "weight_gradient" where `operand` is a parameter, also
/// behind load-time work.
llvm::StringRef partOf(mlir::Value operand);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_TRAINING_GRADIENTRULES_H
