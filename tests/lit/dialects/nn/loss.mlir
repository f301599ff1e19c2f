// Losses: one a target, or one for all.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @losses
func.func @losses(%x: tensor<?x5x6x7xf32>, %t: tensor<?x6x7xi64>, %w: tensor<5xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.negative_log_likelihood_loss {{.*}} -> tensor<f32>
  %0 = nn.negative_log_likelihood_loss %x, %t : (tensor<?x5x6x7xf32>, tensor<?x6x7xi64>) -> tensor<*xf32>
  // CHECK: nn.negative_log_likelihood_loss {{.*}} -> tensor<?x6x7xf32>
  %1 = nn.negative_log_likelihood_loss %x, %t, %w {reduction = "none"} : (tensor<?x5x6x7xf32>, tensor<?x6x7xi64>, tensor<5xf32>) -> tensor<*xf32>
  // CHECK: nn.softmax_cross_entropy_loss {{.*}} -> (tensor<f32>, tensor<?x5x6x7xf32>)
  %2:2 = nn.softmax_cross_entropy_loss %x, %t, %w {reduction = "sum"} : (tensor<?x5x6x7xf32>, tensor<?x6x7xi64>, tensor<5xf32>) -> (tensor<*xf32>, tensor<*xf32>)
  return %0, %1, %2#0, %2#1 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}
