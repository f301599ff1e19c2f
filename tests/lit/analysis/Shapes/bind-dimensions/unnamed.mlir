// Without names the batch is the first extent of every input, and the sequence
// the second one of the integer inputs.

// RUN: %perf-opt opt --perf-bind-dimensions='batch=4 seq=32' %s | FileCheck %s
// CHECK: func.func @main(%arg0: tensor<4x32xi64>, %arg1: tensor<4x3x8x8xf32>, %arg2: tensor<f32>)

func.func @main(%ids: tensor<?x?xi64>, %image: tensor<?x3x8x8xf32>, %factor: tensor<f32>) {
  return
}
