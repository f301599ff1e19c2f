// Losses.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// negative_log_likelihood_loss_c1: flops = 4 * (1 + 1) = 8,
//   read = 4 * 4 + 8 * 4 = 48, written = 4
// CHECK-LABEL: @nll
// CHECK: cost = #perf.cost<flops = 8, macs = 0, read = 48, written = 4, rule = "negative_log_likelihood_loss_c1">
func.func @nll(%x: tensor<4x5xf32>, %t: tensor<4xi64>) -> tensor<f32> {
  %0 = nn.negative_log_likelihood_loss %x, %t : (tensor<4x5xf32>, tensor<4xi64>) -> tensor<f32>
  return %0 : tensor<f32>
}

// softmax_cross_entropy_loss_c1: flops = 5 * 4*5 + 4 * (1 + 1 + 1) = 112,
//   read = 4 * 4*5 + 8 * 4 + 4 * 5 = 132, written = 4
// CHECK-LABEL: @cross_entropy
// CHECK: cost = #perf.cost<flops = 112, macs = 0, read = 132, written = 4, rule = "softmax_cross_entropy_loss_c1">
func.func @cross_entropy(%x: tensor<4x5xf32>, %t: tensor<4xi64>, %w: tensor<5xf32>) -> tensor<f32> {
  %0:2 = nn.softmax_cross_entropy_loss %x, %t, %w : (tensor<4x5xf32>, tensor<4xi64>, tensor<5xf32>) -> (tensor<f32>, tensor<4x5xf32>)
  return %0#0 : tensor<f32>
}
