//===- FusionRules.h - What runtimes put into one kernel ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A runtime model is a table: which role each operator plays, which launches
// come on top, and the rules by which an operator joins the kernel of what it
// reads. Tables hold no code; FormKernels.h applies them. Every rule has a name
// and an origin, listed in docs/runtimes.md (test docs.runtime_rules).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_KERNELS_FUSIONRULES_H
#define PERFOPT_ANALYSIS_KERNELS_FUSIONRULES_H

#include <cstddef>
#include <span>
#include <string_view>

namespace perfopt::analysis {

/// What an operator is to a runtime that groups operators. It follows from the
/// family of its kernel unless the runtime's table says otherwise.
enum class Role : unsigned {
  Product = 1 << 0,
  Convolution = 1 << 1,
  Attention = 1 << 2,
  /// Statistics over a row, applied to it: norms and softmax.
  Normalization = 1 << 3,
  Reduction = 1 << 4,
  Pointwise = 1 << 5,
  Copy = 1 << 6,
  Pool = 1 << 7,
  Gather = 1 << 8,
  /// Result elements each come from one of several operands, or from none.
  Concatenation = 1 << 9,
  /// A kernel of its own, whatever is around it.
  Barrier = 1 << 10,
};

struct RoleSet {
  unsigned bits = 0;

  constexpr RoleSet() = default;
  constexpr RoleSet(Role role) : bits(static_cast<unsigned>(role)) {}
  constexpr bool contains(Role role) const {
    return (bits & static_cast<unsigned>(role)) != 0;
  }
};
constexpr RoleSet operator|(RoleSet a, RoleSet b) {
  RoleSet both;
  both.bits = a.bits | b.bits;
  return both;
}
constexpr RoleSet operator|(Role a, Role b) { return RoleSet(a) | RoleSet(b); }

using OpNames = std::span<const std::string_view>;

/// Where a rule comes from.
struct Origin {
  std::string_view name;
  /// R seen in profiler traces, S read in the runtime's source, F in its
  /// documentation, K general knowledge that nobody confirmed here.
  char kind;
  std::string_view source;
};

/// How the sizes of the two kernels must relate.
enum class Sizes {
  /// As many results.
  Equal,
  /// As many results, or the rows or all elements of what is reduced.
  Rows,
  /// Fewer than what the reader covers: computed again where it is needed.
  Narrower,
  Any,
};

/// What an operator reads beside the value that the rule is about.
enum class Others {
  Any,
  /// One vector of the model's own, as long as the last extent.
  Bias,
  /// The model's own: one value, or one for each channel of the convolution or
  /// product that comes before.
  PerChannel,
  /// The model's own, one value.
  Scalar,
  /// Activations of as many elements.
  Activations,
};

/// Joins an operator (the consumer) to the kernel of a value that it reads (the
/// producer's), or, `horizontal`, to the last kernel that reads the same value.
struct FusionRule {
  Origin origin;
  RoleSet producers = {}, consumers = {};
  /// Empty: every operator of the role.
  OpNames producerOps = {}, consumerOps = {};
  Sizes sizes = Sizes::Equal;
  Others producerReads = Others::Any, consumerReads = Others::Any;
  /// The value has no other reader.
  bool soleUse = false;
  /// The producer is all that its kernel holds.
  bool producerAlone = false;
  /// The producer's second operand is a weight.
  bool ofWeight = false;
  /// No view lies between the two.
  bool direct = false;
  /// The producer is a transposition of the last two extents.
  bool swapsLastTwo = false;
  bool horizontal = false;
  /// Products and convolutions of one size, of which one wider one is made.
  bool sameProblem = false;
  /// How far a kernel's epilogue has come: the rule applies in these stages
  /// (bits) and leads to that one.
  unsigned fromStages = 1;
  unsigned toStage = 0;
  /// The only reader of the consumer's result is one of these.
  OpNames followedBy = {};
};

struct RoleOverride {
  std::string_view op;
  Role role;
  /// Holds up to so many operands.
  size_t maxOperands = SIZE_MAX;
};

/// Where the bias of a convolution is added.
enum class ConvolutionBias {
  /// By an elementwise kernel of its own.
  OwnKernel,
  /// By the generated kernel that reads the result, else by one of its own.
  Peeled,
  /// In the convolution.
  Inside,
};

/// All that tells one runtime from another.
struct RuntimeRules {
  std::string_view name;
  /// In the order in which they are tried.
  std::span<const FusionRule> rules = {};
  /// What is stated below and is no FusionRule.
  std::span<const Origin> behaviours = {};
  /// The first that fits holds.
  std::span<const RoleOverride> roles = {};
  /// Views that are copied, because tensors are always contiguous.
  OpNames copiedViews = {};
  /// Elementwise operators through which transpositions move, so that pairs
  /// cancel; none where transpositions are views.
  OpNames passedByTransposes = {};
  /// Roles that need no launches beyond the first: strided operands are read as
  /// they lie.
  RoleSet singleLaunch = {};
  ConvolutionBias convolutionBias = ConvolutionBias::OwnKernel;
  /// Operators in one kernel.
  size_t maxOperators = 64;
  /// Reductions of fewer elements are written out, and so pointwise.
  int unrolledBelow = 0;
};

RuntimeRules eagerRules();
RuntimeRules inductorRules();
RuntimeRules onnxRuntimeRules();
RuntimeRules tensorRtRules();

} // namespace perfopt::analysis

#endif // PERFOPT_ANALYSIS_KERNELS_FUSIONRULES_H
