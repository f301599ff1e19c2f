// Gradients of views are views; pieces that cover a tensor are joined once.

// RUN: %perf-opt opt --perf-derive-training=optimizer=none %s | FileCheck %s

// The weight is transposed at load time: its gradient arrives in its own layout.
// CHECK: %[[X:.*]] = nn.matmul
// CHECK: %[[DLEFT:.*]] = nn.gradient "nn.mul"
// CHECK: %[[DRIGHT:.*]] = nn.gradient "nn.mul"
// CHECK: %[[DX:.*]] = nn.gradient "nn.slice" %{{.*}}, %{{.*}} {{.*}}rule = "concat_grad_c1"
// CHECK-NOT: slice_grad_c1
// CHECK: %[[DW:.*]] = nn.gradient "nn.matmul" %[[DX]], %arg0
// CHECK: %[[OWN:.*]] = nn.gradient "nn.transpose" %[[DW]] {{.*}}rule = "view_c1"
// CHECK: return %{{.*}}, %{{.*}}, %[[OWN]]
func.func @main(%x: tensor<4x6xf32>) -> tensor<4x4xf32> {
  %w = nn.weight "w" : tensor<8x6xf32>
  %zero = nn.constant dense<0> : tensor<1xi64> : tensor<1xi64>
  %four = nn.constant dense<4> : tensor<1xi64> : tensor<1xi64>
  %eight = nn.constant dense<8> : tensor<1xi64> : tensor<1xi64>
  %one = nn.constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.transpose %w {perm = array<i64: 1, 0>} : (tensor<8x6xf32>) -> tensor<6x8xf32>
  %1 = nn.matmul %x, %0 : (tensor<4x6xf32>, tensor<6x8xf32>) -> tensor<4x8xf32>
  %2 = nn.slice %1, %zero, %four, %one {operandSegmentSizes = array<i32: 1, 1, 1, 1, 0>} : (tensor<4x8xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<4x4xf32>
  %3 = nn.slice %1, %four, %eight, %one {operandSegmentSizes = array<i32: 1, 1, 1, 1, 0>} : (tensor<4x8xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<4x4xf32>
  %4 = nn.mul %2, %3 : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  return %4 : tensor<4x4xf32>
}
