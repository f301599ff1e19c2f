// perf-bind-dimensions gives the model's inputs their extents.
//
// A file leaves extents open and names them: an image model has a batch, a
// language model a batch and a sequence length. `batch` and `seq` bind the
// dimensions of these names, in every input; perf-infer-shapes carries the
// extents on to the operators.

// RUN: %perf-opt opt --perf-bind-dimensions='batch=8 seq=128' %s | FileCheck %s --check-prefix=BOTH
// BOTH: func.func @main(%arg0: tensor<8x128xi64> {{.*}}, %arg1: tensor<8x128xi64> {{.*}}, %arg2: tensor<1x16x128xf32>

// A batch that nobody asks for is 1. A sequence has no such default: without
// one the pass fails (invalid.mlir).

// RUN: %perf-opt opt --perf-bind-dimensions=seq=128 %s | FileCheck %s --check-prefix=DEFAULT
// DEFAULT: func.func @main(%arg0: tensor<1x128xi64> {{.*}}, %arg1: tensor<1x128xi64> {{.*}}, %arg2: tensor<1x16x128xf32>

// Only the function's arguments change; the bodies' types follow with
// perf-infer-shapes.

// BOTH: nn.cast %arg0 {{.*}} -> tensor<?x?xf32>
// RUN: %perf-opt opt --perf-bind-dimensions='batch=8 seq=128' --perf-infer-shapes %s | FileCheck %s --check-prefix=INFERRED
// INFERRED: nn.cast %arg0 {{.*}} -> tensor<8x128xf32>

func.func @main(%ids: tensor<?x?xi64> {nn.name = "input_ids", nn.dim_names = ["batch_size", "sequence_length"]},
                %mask: tensor<?x?xi64> {nn.name = "attention_mask", nn.dim_names = ["batch_size", "sequence_length"]},
                %cache: tensor<1x16x?xf32> {nn.name = "cache", nn.dim_names = ["", "", "sequence_length"]}) -> tensor<?x?xf32> {
  %0 = nn.cast %ids {to = f32} : (tensor<?x?xi64>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}
