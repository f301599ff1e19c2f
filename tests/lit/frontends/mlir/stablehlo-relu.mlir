// StableHLO has no ReLU: the maximum of a tensor and zero is one; of any other
// number it is none.

// RUN: %perf-opt import %s | FileCheck %s

// CHECK: nn.relu %arg0 : (tensor<4x8xf32>) -> tensor<4x8xf32>
// CHECK-NOT: nn.relu
// CHECK: nn.max
// CHECK-NOT: nn.relu
// CHECK: return
func.func @main(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %zeros = "stablehlo.broadcast_in_dim"(%zero) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4x8xf32>
  %0 = "stablehlo.maximum"(%zeros, %x) : (tensor<4x8xf32>, tensor<4x8xf32>) -> tensor<4x8xf32>
  %one = "stablehlo.constant"() <{value = dense<1.0> : tensor<f32>}> : () -> tensor<f32>
  %ones = "stablehlo.broadcast_in_dim"(%one) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4x8xf32>
  %1 = "stablehlo.maximum"(%0, %ones) : (tensor<4x8xf32>, tensor<4x8xf32>) -> tensor<4x8xf32>
  return %1 : tensor<4x8xf32>
}
