// Whatever weights and constants alone decide is done when the model is loaded;
// what an input takes part in runs.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// CHECK-LABEL: @main
func.func @main(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<8xf32>) {
  %w = nn.weight "w" : tensor<4xf32>
  %two = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  // CHECK-NOT: perf.kernel
  // CHECK: nn.mul
  %0 = nn.mul %w, %two : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  // CHECK-NOT: perf.kernel
  // CHECK: nn.concat
  %1 = nn.concat %0, %w {axis = 0 : i64} : (tensor<4xf32>, tensor<4xf32>) -> tensor<8xf32>
  // CHECK: perf.kernel "elementwise"
  // CHECK-NEXT: nn.add
  %2 = nn.add %x, %0 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %2, %1 : tensor<4xf32>, tensor<8xf32>
}
