//===- RuleSupport.h - What counting rules have in common -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A counting rule is three functions of an operator: what it costs, how it
// launches, and what its backward keeps. `attachRule` makes them the operator's
// CostOpInterface.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_COST_RULES_RULESUPPORT_H
#define PERFOPT_ANALYSIS_COST_RULES_RULESUPPORT_H

#include "dialects/Interfaces/CostOpInterface.h"
#include "dialects/NN/NNOps.h"

namespace perfopt::analysis {

using dialects::KernelShape;
using dialects::OpCost;
using MaybeCost = std::optional<OpCost>;
using MaybeShape = std::optional<KernelShape>;
using SavedValues = llvm::SmallVectorImpl<mlir::Value>;

/// Elements of a tensor; unset when an extent is unknown.
std::optional<double> elements(mlir::Value value);
/// Extents; unset when one is unknown.
std::optional<llvm::ArrayRef<int64_t>> staticShape(mlir::Value value);

/// Compulsory traffic: every distinct operand once, every used result once (the
/// first one always). Launch arguments (analysis/Cost/LaunchArgument.h) are not
/// counted.
struct Traffic {
  core::Bytes read, written;
};
std::optional<Traffic> compulsoryTraffic(mlir::Operation *op);

/// The operands among `values` that compulsory traffic counts, each once: for
/// rules that read only a part of them.
llvm::SmallVector<mlir::Value>
countedOperands(llvm::ArrayRef<mlir::Value> values);

/// `flops` and `macs` with the operator's compulsory traffic; unset when either
/// is unknown.
MaybeCost costWithTraffic(mlir::Operation *op, std::optional<double> flops,
                          std::optional<double> macs, llvm::StringRef rule);

/// An operator that only looks at its operand differently.
MaybeCost viewCost(mlir::Operation *op);

/// A kernel over `value`'s elements.
MaybeShape elementsKernel(core::KernelFamily family, mlir::Value value);
/// A kernel over rows of `cols` elements of `value`.
MaybeShape rowsKernel(core::KernelFamily family, mlir::Value value,
                      double cols);

/// Adds the copy that makes `value` contiguous, where it is a view that is not.
void addCopyIfStrided(KernelShape &kernel, mlir::Value value);

template <typename Op, auto Cost, auto Kernel, auto Saved>
struct RuleModel : dialects::CostOpInterface::ExternalModel<
                       RuleModel<Op, Cost, Kernel, Saved>, Op> {
  MaybeCost getCost(mlir::Operation *op) const {
    return Cost(llvm::cast<Op>(op));
  }
  MaybeShape getKernelShape(mlir::Operation *op) const {
    return Kernel(llvm::cast<Op>(op));
  }
  void getSavedForBackward(mlir::Operation *op, SavedValues &saved) const {
    Saved(llvm::cast<Op>(op), saved);
  }
};

template <typename Op, auto Cost, auto Kernel, auto Saved>
void attachRule(mlir::MLIRContext &context) {
  Op::template attachInterface<RuleModel<Op, Cost, Kernel, Saved>>(context);
}

// Common answers to "what does the backward keep".
inline void savesNothing(mlir::Operation *, SavedValues &) {}
inline void savesOperands(mlir::Operation *op, SavedValues &saved) {
  saved.append(op->operand_begin(), op->operand_end());
}
inline void savesFirstOperand(mlir::Operation *op, SavedValues &saved) {
  saved.push_back(op->getOperand(0));
}
inline void savesFirstResult(mlir::Operation *op, SavedValues &saved) {
  saved.push_back(op->getResult(0));
}

// One function a file of rules.
void attachContribAttentionRules(mlir::MLIRContext &context);
void attachContribExpertsRules(mlir::MLIRContext &context);
void attachContribFusedRules(mlir::MLIRContext &context);
void attachContribMiscRules(mlir::MLIRContext &context);
void attachContribNormalizationRules(mlir::MLIRContext &context);
void attachContribQuantizedRules(mlir::MLIRContext &context);
void attachContribQuantizedElementsRules(mlir::MLIRContext &context);
void attachConvolutionRules(mlir::MLIRContext &context);
void attachDetectionRules(mlir::MLIRContext &context);
void attachElementwiseRules(mlir::MLIRContext &context);
void attachLossRules(mlir::MLIRContext &context);
void attachMatmulRules(mlir::MLIRContext &context);
void attachMovementRules(mlir::MLIRContext &context);
void attachNormalizationRules(mlir::MLIRContext &context);
void attachPoolingRules(mlir::MLIRContext &context);
void attachRandomRules(mlir::MLIRContext &context);
void attachQuantizedRules(mlir::MLIRContext &context);
void attachRecurrentRules(mlir::MLIRContext &context);
void attachReductionRules(mlir::MLIRContext &context);
void attachSelectionRules(mlir::MLIRContext &context);
void attachSignalRules(mlir::MLIRContext &context);
void attachStreamingRules(mlir::MLIRContext &context);
void attachTrainingRules(mlir::MLIRContext &context);
void attachViewRules(mlir::MLIRContext &context);

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_COST_RULES_RULESUPPORT_H
