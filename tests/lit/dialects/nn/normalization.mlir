// Normalisations keep their operand's type.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @channels
func.func @channels(%x: tensor<2x4x5x6xf32>, %c: tensor<4xf32>) -> tensor<*xf32> {
  // CHECK: nn.batch_normalization {{.*}} -> tensor<2x4x5x6xf32>
  %0 = nn.batch_normalization %x, %c, %c, %c, %c {epsilon = 1.0e-3 : f32} : (tensor<2x4x5x6xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<*xf32>
  // CHECK: nn.instance_normalization {{.*}} -> tensor<2x4x5x6xf32>
  %1 = nn.instance_normalization %0, %c, %c : (tensor<*xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<*xf32>
  // CHECK: nn.group_normalization {{.*}} -> tensor<2x4x5x6xf32>
  %2 = nn.group_normalization %1, %c, %c {num_groups = 2 : i64} : (tensor<*xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<*xf32>
  // CHECK: nn.lrn {{.*}} -> tensor<2x4x5x6xf32>
  %3 = nn.lrn %2 {size = 5 : i64} : (tensor<*xf32>) -> tensor<*xf32>
  return %3 : tensor<*xf32>
}

// CHECK-LABEL: @rows
func.func @rows(%x: tensor<2x?x768xbf16>, %w: tensor<768xbf16>) -> tensor<*xbf16> {
  // CHECK: nn.layer_normalization {{.*}} -> tensor<2x?x768xbf16>
  %0 = nn.layer_normalization %x, %w, %w {axis = -1 : i64} : (tensor<2x?x768xbf16>, tensor<768xbf16>, tensor<768xbf16>) -> tensor<*xbf16>
  // CHECK: nn.layer_normalization {{.*}} -> tensor<2x?x768xbf16>
  %1 = nn.layer_normalization %0, %w : (tensor<*xbf16>, tensor<768xbf16>) -> tensor<*xbf16>
  // CHECK: nn.rms_normalization {{.*}} -> tensor<2x?x768xbf16>
  %2 = nn.rms_normalization %1, %w : (tensor<*xbf16>, tensor<768xbf16>) -> tensor<*xbf16>
  // CHECK: nn.lp_normalization {{.*}} -> tensor<2x?x768xbf16>
  %3 = nn.lp_normalization %2 {p = 1 : i64} : (tensor<*xbf16>) -> tensor<*xbf16>
  // CHECK: nn.mean_variance_normalization {{.*}} -> tensor<2x?x768xbf16>
  %4 = nn.mean_variance_normalization %3 {axes = array<i64: 1, 2>} : (tensor<*xbf16>) -> tensor<*xbf16>
  return %4 : tensor<*xbf16>
}

// Second and third results.
// CHECK-LABEL: @statistics
func.func @statistics(%x: tensor<2x3x4xf16>, %w: tensor<4xf16>, %c: tensor<3xf16>, %s: tensor<3xf32>) -> (tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.layer_normalization {{.*}} -> (tensor<2x3x4xf16>, tensor<2x3x1xf32>, tensor<2x3x1xf32>)
  %0:3 = nn.layer_normalization %x, %w {with_statistics} : (tensor<2x3x4xf16>, tensor<4xf16>) -> (tensor<*xf16>, tensor<*xf32>, tensor<*xf32>)
  // CHECK: nn.batch_normalization {{.*}} -> (tensor<2x3x4xf16>, tensor<3xf32>, tensor<3xf32>)
  %1:3 = nn.batch_normalization %0#0, %c, %c, %s, %s {training_mode = 1 : i64} : (tensor<*xf16>, tensor<3xf16>, tensor<3xf16>, tensor<3xf32>, tensor<3xf32>) -> (tensor<*xf16>, tensor<*xf32>, tensor<*xf32>)
  return %0#1, %1#2 : tensor<*xf32>, tensor<*xf32>
}
