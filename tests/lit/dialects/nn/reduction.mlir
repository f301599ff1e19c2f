// Reductions, scans and selections.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @extents_kept
func.func @extents_kept(%x: tensor<2x3x?xf32>) -> tensor<*xf32> {
  %axis = nn.constant dense<-1> : tensor<1xi64> : tensor<1xi64>
  // CHECK: nn.reduce_sum {{.*}} -> tensor<2x3x1xf32>
  %0 = nn.reduce_sum %x, %axis : (tensor<2x3x?xf32>, tensor<1xi64>) -> tensor<*xf32>
  // CHECK: nn.reduce_mean {{.*}} -> tensor<2x3x1xf32>
  %1 = nn.reduce_mean %0, %axis : (tensor<*xf32>, tensor<1xi64>) -> tensor<*xf32>
  // CHECK: nn.reduce_max {{.*}} -> tensor<2x3x1xf32>
  %2 = nn.reduce_max %1, %axis : (tensor<*xf32>, tensor<1xi64>) -> tensor<*xf32>
  // CHECK: nn.reduce_min {{.*}} -> tensor<2x3x1xf32>
  %3 = nn.reduce_min %2, %axis : (tensor<*xf32>, tensor<1xi64>) -> tensor<*xf32>
  // CHECK: nn.reduce_prod {{.*}} -> tensor<2x3x1xf32>
  %4 = nn.reduce_prod %3, %axis : (tensor<*xf32>, tensor<1xi64>) -> tensor<*xf32>
  // CHECK: nn.reduce_l1 {{.*}} -> tensor<2x3x1xf32>
  %5 = nn.reduce_l1 %4, %axis : (tensor<*xf32>, tensor<1xi64>) -> tensor<*xf32>
  // CHECK: nn.reduce_l2 {{.*}} -> tensor<2x3x1xf32>
  %6 = nn.reduce_l2 %5, %axis : (tensor<*xf32>, tensor<1xi64>) -> tensor<*xf32>
  // CHECK: nn.reduce_log_sum {{.*}} -> tensor<2x3x1xf32>
  %7 = nn.reduce_log_sum %6, %axis : (tensor<*xf32>, tensor<1xi64>) -> tensor<*xf32>
  // CHECK: nn.reduce_log_sum_exp {{.*}} -> tensor<2x3x1xf32>
  %8 = nn.reduce_log_sum_exp %7, %axis : (tensor<*xf32>, tensor<1xi64>) -> tensor<*xf32>
  // CHECK: nn.reduce_sum_square {{.*}} -> tensor<2x3x1xf32>
  %9 = nn.reduce_sum_square %8, %axis : (tensor<*xf32>, tensor<1xi64>) -> tensor<*xf32>
  return %9 : tensor<*xf32>
}

// CHECK-LABEL: @extents_dropped
func.func @extents_dropped(%x: tensor<2x3x4xf32>, %axes: tensor<2xi64>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  %outer = nn.constant dense<[0, 2]> : tensor<2xi64> : tensor<2xi64>
  // CHECK: nn.reduce_mean {{.*}} -> tensor<3xf32>
  %0 = nn.reduce_mean %x, %outer {keepdims = 0 : i64} : (tensor<2x3x4xf32>, tensor<2xi64>) -> tensor<*xf32>
  // No axes: all of them.
  // CHECK: nn.reduce_sum {{.*}} -> tensor<f32>
  %1 = nn.reduce_sum %x {keepdims = 0 : i64} : (tensor<2x3x4xf32>) -> tensor<*xf32>
  // CHECK: nn.reduce_sum {{.*}} -> tensor<2x3x4xf32>
  %2 = nn.reduce_sum %x {noop_with_empty_axes = 1 : i64} : (tensor<2x3x4xf32>) -> tensor<*xf32>
  // Axes that are not constant leave the extents open, or even the rank.
  // CHECK: nn.reduce_sum {{.*}} -> tensor<?x?x?xf32>
  %3 = nn.reduce_sum %x, %axes : (tensor<2x3x4xf32>, tensor<2xi64>) -> tensor<*xf32>
  // CHECK: nn.reduce_sum {{.*}} -> tensor<*xf32>
  %4 = nn.reduce_sum %x, %axes {keepdims = 0 : i64} : (tensor<2x3x4xf32>, tensor<2xi64>) -> tensor<*xf32>
  return %0, %1, %2, %3, %4 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @positions
func.func @positions(%x: tensor<2x3x4xf32>) -> (tensor<*xi64>, tensor<*xi64>) {
  // CHECK: nn.arg_max {{.*}} -> tensor<2x3x1xi64>
  %0 = nn.arg_max %x {axis = -1 : i64} : (tensor<2x3x4xf32>) -> tensor<*xi64>
  // CHECK: nn.arg_min {{.*}} -> tensor<3x4xi64>
  %1 = nn.arg_min %x {keepdims = 0 : i64} : (tensor<2x3x4xf32>) -> tensor<*xi64>
  return %0, %1 : tensor<*xi64>, tensor<*xi64>
}

// CHECK-LABEL: @selection
func.func @selection(%x: tensor<2x100xf32>, %count: tensor<1xi64>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xi64>, tensor<*xf32>, tensor<*xi64>) {
  %axis = nn.constant dense<1> : tensor<i64> : tensor<i64>
  %five = nn.constant dense<5> : tensor<1xi64> : tensor<1xi64>
  // CHECK: nn.cum_sum {{.*}} -> tensor<2x100xf32>
  %0 = nn.cum_sum %x, %axis : (tensor<2x100xf32>, tensor<i64>) -> tensor<*xf32>
  // CHECK: nn.top_k {{.*}} -> (tensor<2x5xf32>, tensor<2x5xi64>)
  %1, %2 = nn.top_k %0, %five : (tensor<*xf32>, tensor<1xi64>) -> (tensor<*xf32>, tensor<*xi64>)
  // CHECK: nn.top_k {{.*}} -> (tensor<2x?xf32>, tensor<2x?xi64>)
  %3, %4 = nn.top_k %x, %count : (tensor<2x100xf32>, tensor<1xi64>) -> (tensor<*xf32>, tensor<*xi64>)
  return %0, %1, %2, %3, %4 : tensor<*xf32>, tensor<*xf32>, tensor<*xi64>, tensor<*xf32>, tensor<*xi64>
}
