//===- Passes.td - The passes of perf-opt opt ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ANALYSIS_PASSES_PASSES_TD
#define PERFOPT_ANALYSIS_PASSES_PASSES_TD

include "mlir/Pass/PassBase.td"

def BindDimensionsPass : Pass<"perf-bind-dimensions", "::mlir::ModuleOp"> {
  let summary = "Give the model's inputs their extents";
  let description = [{
    Binds open dimensions of the inputs of `main`; an unbound batch becomes 1,
    anything else that stays open is an error. `perf-infer-shapes` carries the
    extents on.

    Example: `perf-opt opt --perf-bind-dimensions=batch=32 x.mlir`
  }];
  let options = [
    Option<"batch", "batch", "int64_t", /*default=*/"0",
           "extent of dimensions named batch, else of every input's first; 0 "
           "leaves it to the file">,
    Option<"seq", "seq", "int64_t", /*default=*/"0",
           "extent of dimensions named seq, else of integer inputs' second; 0 "
           "leaves it to the file">,
  ];
}

def InferShapesPass : Pass<"perf-infer-shapes", "::mlir::ModuleOp"> {
  let summary = "Infer every type, fold shape arithmetic, drop dead operators";
  let description = [{
    Goes from the inputs to the outputs once. What inference leaves open keeps
    the extents that are there.
  }];
}

def CastFloatsPass : Pass<"perf-cast-floats", "::mlir::ModuleOp"> {
  let summary = "Give the model's floating tensors another element type";
  let description = [{
    Inputs, weights, constants and casts; run `perf-infer-shapes` afterwards.

    Example: `perf-opt opt --perf-cast-floats=type=f16 --perf-infer-shapes x.mlir`
  }];
  let options = [
    Option<"type", "type", "std::string", /*default=*/"\"f32\"",
           "f64, f32, tf32, f16, bf16 or i8">,
  ];
}

def RecomposePass : Pass<"perf-recompose", "::mlir::ModuleOp"> {
  let summary = "Put together what exporters took apart";
  let description = [{
    Activations, normalisations, attention and recurrent cells where an exporter
    spelled them out, as the names of the parts or the file's opset say; a
    convolution's bias of zeros is dropped. The module's `nn.recomposed` lists
    what was found.

    Example: `perf-opt opt --perf-recompose=always x.mlir`
  }];
  let options = [
    Option<"always", "always", "bool", /*default=*/"false",
           "whoever spelled it out, rotary embeddings too, and batch norms into the "
           "weights before them: what a runtime that fuses can do">,
  ];
}

def DeriveTrainingPass : Pass<"perf-derive-training", "::mlir::ModuleOp"> {
  let summary = "Turn a forward pass into a step of training";
  let description = [{
    Appends to `main` the backward of every operator on a path from a parameter
    to an output, and the optimizer. Shapes are inferred before, kernels formed
    after it.

    Example: `perf-opt opt --perf-derive-training=optimizer=adam x.mlir`
  }];
  let options = [
    Option<"optimizer", "optimizer", "std::string", /*default=*/"\"sgd\"",
           "none, sgd, adam or adamw">,
    Option<"momentum", "momentum", "bool", /*default=*/"false", "of sgd">,
    Option<"masterWeights", "master-weights", "bool", /*default=*/"false",
           "fp32 copies of narrower parameters, and fp32 state">,
    Option<"accumulate", "accumulate", "int64_t", /*default=*/"1",
           "batches in a step">,
    Option<"checkpointing", "checkpointing", "bool", /*default=*/"false",
           "compute activations inside segments again">,
  ];
}

def KeepForBackwardPass : Pass<"perf-keep-for-backward", "::mlir::ModuleOp"> {
  let summary = "Return what a backward pass would read";
}

def FormKernelsPass : Pass<"perf-form-kernels", "::mlir::ModuleOp"> {
  let summary = "Group operators into the kernels that launch";
  let description = [{
    By the rules of a runtime (docs/runtimes.md). Eager: one kernel an operator; a
    linear layer's bias belongs to its product. Views and load-time work launch
    nothing.

    Example: `perf-opt opt --perf-form-kernels=runtime=inductor x.mlir`
  }];
  let options = [
    Option<"runtime", "runtime", "std::string", /*default=*/"\"eager\"",
           "eager, inductor, onnxruntime or tensorrt">,
  ];
  let dependentDialects = ["::perfopt::perf::PerfDialect"];
}

#endif // PERFOPT_ANALYSIS_PASSES_PASSES_TD
