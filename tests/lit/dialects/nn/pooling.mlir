// Pooling: what convolution.mlir does not have.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @pooling
func.func @pooling(%x: tensor<1x4x?x6xf32>, %small: tensor<1x1x2x2xf32>, %at: tensor<1x1x2x2xi64>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.global_lp_pool {{.*}} -> tensor<1x4x1x1xf32>
  %0 = nn.global_lp_pool %x {p = 3 : i64} : (tensor<1x4x?x6xf32>) -> tensor<*xf32>
  // 2 * (2 - 1) + 2 = 4
  // CHECK: nn.max_unpool {{.*}} -> tensor<1x1x4x4xf32>
  %1 = nn.max_unpool %small, %at {kernel_shape = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x1x2x2xf32>, tensor<1x1x2x2xi64>) -> tensor<*xf32>
  %shape = nn.constant dense<[1, 1, 5, 5]> : tensor<4xi64> : tensor<4xi64>
  // CHECK: nn.max_unpool {{.*}} -> tensor<1x1x5x5xf32>
  %2 = nn.max_unpool %small, %at, %shape {kernel_shape = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x1x2x2xf32>, tensor<1x1x2x2xi64>, tensor<4xi64>) -> tensor<*xf32>
  return %0, %1, %2 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}
