//===- Workload.h - Everything a predictor may know about a model ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One model under one request, and nothing about a device. These plain records
// are all that crosses from the reading side (MLIR) to the predicting side, and
// what `perf-opt features` writes as JSON (docs/schema/workload.schema.json).
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SCHEMA_WORKLOAD_H
#define PERFOPT_CORE_SCHEMA_WORKLOAD_H

#include "core/Schema/ElementType.h"
#include "core/Support/Quantity.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::core {

/// Version of the record layout; written as `schema`.
inline constexpr std::string_view kWorkloadSchema = "perf-opt/workload/1";

struct TensorShape {
  ElementType element = ElementType::Other;
  /// Extents; -1 is an extent that stayed unknown.
  std::vector<int64_t> dims;
  /// False when even the number of dimensions is unknown.
  bool ranked = true;
};

/// One operator of the model, in execution order.
struct Operator {
  int id = 0;
  /// The name the source file gives it.
  std::string name;
  /// The `nn` name, e.g. "nn.conv".
  std::string op;
  /// Numeric attributes; lists are flattened as name.0, name.1, ...
  std::map<std::string, double> attributes;
  std::vector<TensorShape> operands;
  std::vector<TensorShape> results;
  /// Unset where no counting rule applies: unknown is not zero.
  std::optional<Flops> flops;
  std::optional<Macs> macs;
  std::optional<Bytes> bytesRead;
  std::optional<Bytes> bytesWritten;
  /// Learnable parameters first used by this operator.
  int64_t parameters = 0;
  /// Label of the counting rule (docs/counting.md), or why there is none.
  std::string rule;
};

/// A tensor from the operator that makes it to one that uses it.
struct Edge {
  int producer = 0;
  int consumer = 0;
  Bytes bytes;
};

enum class KernelFamily {
  Gemm, BatchedGemm, Conv, Depthwise, Attention, Norm, Softmax, Reduction,
  Elementwise, Pool, Gather, Copy, Recurrent, Collective, Other
};
std::string_view name(KernelFamily family);
std::optional<KernelFamily> parseKernelFamily(std::string_view text);

enum class Phase { Forward, Backward, Optimizer };
std::string_view name(Phase phase);
std::optional<Phase> parsePhase(std::string_view text);

/// What launches on the GPU as one unit under the request's runtime.
///
/// `problem` gives the size in the family's own terms:
///   gemm, batched_gemm: m n k batch
///   conv, depthwise:    n c h w (input) k (filters) r s (window) p q (output)
///                       stride_h stride_w groups; 1-D has h = r = p = 1, 3-D
///                       adds d t o (input, window, output depth)
///   attention:          batch heads kv_heads seq context head_dim value_dim causal
///   norm, softmax, reduction: rows cols
///   elementwise, copy, gather: elements
///   pool:               n c h w r s p q
///   recurrent:          steps batch input hidden gates directions
struct Kernel {
  std::string name;
  KernelFamily family = KernelFamily::Other;
  std::map<std::string, int64_t> problem;
  ElementType type = ElementType::F32;
  /// The runtime lets a matrix or convolution kernel of f32 use TF32 tensor
  /// cores where the device has them.
  bool allowTf32 = false;
  Flops flops;
  Macs macs;
  /// Compulsory traffic: each operand once, each result once.
  Bytes bytesRead;
  Bytes bytesWritten;
  /// Device kernels launched for it; more than one when the runtime adds
  /// bias, reduction or copy kernels.
  int launches = 1;
  Phase phase = Phase::Forward;
  /// Ids of the operators it covers.
  std::vector<int> operators;

  Bytes bytes() const { return bytesRead + bytesWritten; }
  /// `problem[key]`, or `fallback`.
  int64_t size(const std::string &key, int64_t fallback = 1) const;
};

/// What a piece of device memory is for.
enum class MemoryUse {
  Weights, Gradients, OptimizerState, Activations, Workspace
};
inline constexpr size_t kMemoryUseCount = 5;
std::string_view name(MemoryUse use);
std::optional<MemoryUse> parseMemoryUse(std::string_view text);

/// One piece of memory that the runtime asks its allocator for, and when it
/// holds it. Weights and optimizer state stay from one run to the next;
/// everything else is given back at the end of a run at the latest.
struct Buffer {
  /// The kernel or operator that writes it, or the input's or weight's name.
  std::string name;
  MemoryUse use = MemoryUse::Activations;
  /// As it is asked for, before any rounding.
  Bytes bytes;
  /// The kernel that it is allocated for, as an index into `kernels`; -1
  /// before the first.
  int first = -1;
  /// The last kernel that needs it; unset for what is held to the end.
  std::optional<int> last;
};

/// Memory of the model in execution order, in front of any device: what the
/// runtime asks for, without library workspaces, rounded as PyTorch's
/// allocator rounds single requests.
struct MemoryProfile {
  /// Parameters and buffers.
  Bytes weights;
  /// Largest sum of live gradients of parameters, and all optimizer state.
  Bytes gradients;
  Bytes optimizerState;
  /// Largest sum of live activations (inputs included).
  Bytes peakActivations;
  /// Live activation bytes while kernel i runs.
  std::vector<Bytes> timeline;
  /// The kernel at which most is live, weights and all, as an index into
  /// `kernels`; -1 without kernels.
  int peakKernel = -1;
  /// The largest tensors alive then, other than weights.
  struct Holder {
    std::string tensor;
    Bytes bytes;
  };
  std::vector<Holder> holders;
  /// In the order in which they are asked for.
  std::vector<Buffer> buffers;
};

struct Totals {
  Flops flops;
  Macs macs;
  /// Compulsory traffic of all kernels.
  Bytes bytes;
  Bytes parameterBytes;
  int launches = 0;
  /// Share of the model that no counting rule covers, 0 to 100. The FLOPs of
  /// an uncounted operator are unknown; its share is taken to be that of its
  /// tensor bytes. 100 when its tensors are unknown too.
  double unmodelledFlopsPct = 0;
  double unmodelledBytesPct = 0;
  /// Ids of the operators without a rule.
  std::vector<int> unmodelled;
};

/// A function that the file spells out and that was read as one operator.
struct Recomposed {
  /// E.g. "layer norm".
  std::string function;
  /// The operators that stand for it, e.g. "nn.layer_normalization".
  std::string into;
  /// How often it was found.
  int count = 0;
  /// Operators of the file that they replace, all together.
  int operators = 0;
};

struct ModelIdentity {
  std::string name;
  /// "onnx", or "mlir (linalg, tensor)" with the dialects in it.
  std::string format;
  /// Of the file without weight payloads, so that it names the structure and
  /// costs nothing to compute for a large checkpoint.
  std::string sha256;
  int64_t parameters = 0;
  /// Values of non-learnable state, e.g. running means.
  int64_t buffers = 0;
  int64_t nodes = 0;
  int64_t edges = 0;
};

enum class Optimizer { None, Sgd, Adam, AdamW };
std::string_view name(Optimizer optimizer);
std::optional<Optimizer> parseOptimizer(std::string_view text);

/// How one step of training goes.
struct TrainingRequest {
  Optimizer optimizer = Optimizer::Sgd;
  /// Of SGD.
  bool momentum = false;
  /// Forward and backward passes, of one batch each, in front of every step of
  /// the optimizer.
  int64_t accumulate = 1;
  /// Activations inside segments are computed again instead of kept.
  bool checkpointing = false;
  /// Length of the whole run; unset where nobody asks for it.
  std::optional<int64_t> steps;
  /// The optimizer takes all parameters at once, as PyTorch does by default on
  /// CUDA; else one after the other.
  bool foreach = true;
  /// The optimizer works on fp32 copies of narrower parameters, with fp32
  /// state, as mixed-precision training does; else on the parameters, with
  /// state in their type.
  bool masterWeights = false;
};

struct Request {
  int64_t batch = 1;
  /// Unset where the model has no sequence dimension that was bound.
  std::optional<int64_t> seq;
  /// Unset: the model's own types.
  std::optional<ElementType> dtype;
  /// "inference" or "training"; `training` is set for the latter.
  std::string mode = "inference";
  std::optional<TrainingRequest> training;
  std::string runtime = "eager";
  /// Keep what a backward pass would need although none follows, as a
  /// forward with gradients enabled does.
  bool keepActivations = false;
  /// Every named dimension and what it was bound to.
  std::map<std::string, int64_t> dims;

  /// Samples that one run takes: a step takes all its batches.
  int64_t samples() const {
    return batch * (training ? training->accumulate : 1);
  }
};

struct Workload {
  ModelIdentity model;
  Request request;
  std::vector<Operator> operators;
  std::vector<Edge> edges;
  std::vector<Kernel> kernels;
  /// How many operators joined the kernel of another, by the runtime's rule
  /// (docs/runtimes.md).
  std::map<std::string, int64_t> fusions;
  MemoryProfile memory;
  Totals totals;
  std::vector<Recomposed> recomposed;
  /// Warnings of the reading side, as text with the operator's name.
  std::vector<std::string> diagnostics;
};

} // namespace perfopt::core

#endif // PERFOPT_CORE_SCHEMA_WORKLOAD_H
