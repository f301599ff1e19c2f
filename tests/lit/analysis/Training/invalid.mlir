// RUN: not %perf-opt opt --perf-derive-training %s 2>&1 | FileCheck %s

// CHECK: no floating output depends on a parameter: there is nothing to train
func.func @main(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = nn.relu %x : (tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}
