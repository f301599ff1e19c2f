// Four operators are two segments: what the first one made inside is computed
// again in the backward pass, and only what crosses the border is kept.

// RUN: %perf-opt opt --perf-derive-training="optimizer=none checkpointing=true" %s | FileCheck %s

// CHECK: nn.relu %arg0
// CHECK: %[[BORDER:.*]] = nn.matmul
// CHECK: %[[Y:.*]] = nn.tanh %[[BORDER]]
// CHECK: nn.sigmoid %[[Y]]
// CHECK: nn.gradient "nn.tanh"
// Of the first segment nothing but relu's result is read again; the product that
// crossed is there.
// CHECK: %[[AGAIN:.*]] = nn.relu %arg0 {nn.phase = "backward"}
// CHECK-NOT: nn.matmul
// CHECK: nn.gradient "nn.matmul" %{{.*}}, %[[AGAIN]]
func.func @main(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %w = nn.weight "w" : tensor<8x8xf32>
  %0 = nn.relu %x : (tensor<4x8xf32>) -> tensor<4x8xf32>
  %1 = nn.matmul %0, %w : (tensor<4x8xf32>, tensor<8x8xf32>) -> tensor<4x8xf32>
  %2 = nn.tanh %1 : (tensor<4x8xf32>) -> tensor<4x8xf32>
  %3 = nn.sigmoid %2 : (tensor<4x8xf32>) -> tensor<4x8xf32>
  return %3 : tensor<4x8xf32>
}
