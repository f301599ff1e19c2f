// Where gradients meet: a value that is used twice, a weight that is used twice,
// and the same weight over two batches.

// RUN: %perf-opt opt --perf-derive-training=optimizer=none %s | FileCheck %s
// RUN: %perf-opt opt --perf-derive-training="optimizer=none accumulate=2" %s | FileCheck %s --check-prefix=BATCHES

// The residual's gradient reaches %x1 past the second product, and is added.
// CHECK-LABEL: func.func @main
// CHECK: %[[X1:.*]] = nn.matmul %arg0, %[[W:.*]] :
// CHECK: %[[DSUM:.*]] = nn.gradient "softmax_cross_entropy" %{{.*}}, %{{.*}} {
// CHECK: %[[DX1:.*]] = nn.gradient "nn.matmul" %[[DSUM]], %[[W]] {{.*}}part = "input_gradient"
// CHECK: %[[ALL:.*]] = nn.accumulate %[[DSUM]], %[[DX1]]
// CHECK: %[[DW:.*]] = nn.gradient "nn.matmul" %[[DSUM]], %[[X1]] {{.*}}part = "weight_gradient"
// CHECK: %[[DW0:.*]] = nn.gradient "nn.matmul" %[[ALL]], %arg0 {{.*}}part = "weight_gradient"
// CHECK: %[[TIED:.*]] = nn.accumulate %[[DW]], %[[DW0]]
// CHECK-NOT: nn.optimizer
// CHECK: return %{{.*}}, %{{.*}}, %[[TIED]]

// The second batch runs its own forward, and adds to the first one's gradient.
// BATCHES: %[[FIRST:.*]] = nn.accumulate
// BATCHES: %[[FIRST:.*]] = nn.accumulate
// BATCHES: nn.matmul
// BATCHES: nn.training_forward
// BATCHES: %[[SECOND:.*]] = nn.accumulate
// BATCHES: %[[SECOND:.*]] = nn.accumulate
// BATCHES: %[[BOTH:.*]] = nn.accumulate %[[FIRST]], %[[SECOND]]
// BATCHES: return %{{.*}}, %{{.*}}, %[[BOTH]]
func.func @main(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %w = nn.weight "w" : tensor<8x8xf32>
  %0 = nn.matmul %x, %w : (tensor<4x8xf32>, tensor<8x8xf32>) -> tensor<4x8xf32>
  %1 = nn.matmul %0, %w : (tensor<4x8xf32>, tensor<8x8xf32>) -> tensor<4x8xf32>
  %2 = nn.add %0, %1 : (tensor<4x8xf32>, tensor<4x8xf32>) -> tensor<4x8xf32>
  return %2 : tensor<4x8xf32>
}
