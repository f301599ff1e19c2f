// Normalisations and softmax: so many flops and macs for each element of X.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// A row a channel: 384 / 4 = 96 elements.
// batch_normalization_c1: flops = 4 * 2*4*6*8 = 1536, macs = 2 * 2*4*6*8 = 768,
//   read = 4 * (2*4*6*8 + 4*4) = 1600, written = 4 * 2*4*6*8 = 1536
// CHECK-LABEL: @batch_normalization
// CHECK: perf.kernel "norm" attributes {cost = #perf.cost<flops = 1536, macs = 768, read = 1600, written = 1536, rule = "batch_normalization_c1">, problem = {cols = 96 : i64, rows = 4 : i64}}
func.func @batch_normalization(%x: tensor<2x4x6x8xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>) -> tensor<2x4x6x8xf32> {
  %0 = nn.batch_normalization %x, %c, %d, %m, %v : (tensor<2x4x6x8xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4x6x8xf32>
  return %0 : tensor<2x4x6x8xf32>
}

// layer_normalization_c1: flops = 8 * 2*8*768 = 98304,
//   macs = 3 * 2*8*768 = 36864, read = 4 * (2*8*768 + 2*768) = 55296,
//   written = 4 * 2*8*768 = 49152
// CHECK-LABEL: @layer_normalization
// CHECK: perf.kernel "norm" attributes {cost = #perf.cost<flops = 98304, macs = 36864, read = 55296, written = 49152, rule = "layer_normalization_c1">, problem = {cols = 768 : i64, rows = 16 : i64}}
func.func @layer_normalization(%x: tensor<2x8x768xf32>, %w: tensor<768xf32>, %b: tensor<768xf32>) -> tensor<2x8x768xf32> {
  %0 = nn.layer_normalization %x, %w, %b : (tensor<2x8x768xf32>, tensor<768xf32>, tensor<768xf32>) -> tensor<2x8x768xf32>
  return %0 : tensor<2x8x768xf32>
}

// The rows are copied first.
// layer_normalization_c1: flops = 8 * 2*8*768 = 98304,
//   macs = 3 * 2*8*768 = 36864,
//   read = 4 * (2*8*768 + 768) + 4 * 2*8*768 = 101376,
//   written = 4 * 2*8*768 + 4 * 2*8*768 = 98304
// CHECK-LABEL: @layer_normalization_of_a_view
// CHECK: perf.kernel "norm" attributes {cost = #perf.cost<flops = 98304, macs = 36864, read = 101376, written = 98304, rule = "layer_normalization_c1">, launches = 2 : i64, problem = {cols = 768 : i64, rows = 16 : i64}}
func.func @layer_normalization_of_a_view(%x: tensor<2x768x8xf32>, %w: tensor<768xf32>) -> tensor<2x8x768xf32> {
  %t = nn.transpose %x {perm = array<i64: 0, 2, 1>} : (tensor<2x768x8xf32>) -> tensor<2x8x768xf32>
  %0 = nn.layer_normalization %t, %w : (tensor<2x8x768xf32>, tensor<768xf32>) -> tensor<2x8x768xf32>
  return %0 : tensor<2x8x768xf32>
}

// rms_normalization_c1: flops = 4 * 2*8*768 = 49152, macs = 2*8*768 = 12288,
//   read = 4 * (2*8*768 + 768) = 52224, written = 4 * 2*8*768 = 49152
// CHECK-LABEL: @rms_normalization
// CHECK: perf.kernel "norm" attributes {cost = #perf.cost<flops = 49152, macs = 12288, read = 52224, written = 49152, rule = "rms_normalization_c1">, problem = {cols = 768 : i64, rows = 16 : i64}}
func.func @rms_normalization(%x: tensor<2x8x768xf32>, %w: tensor<768xf32>) -> tensor<2x8x768xf32> {
  %0 = nn.rms_normalization %x, %w : (tensor<2x8x768xf32>, tensor<768xf32>) -> tensor<2x8x768xf32>
  return %0 : tensor<2x8x768xf32>
}

// 2 samples of 2 groups: 384 / 4 = 96 elements a row.
// group_normalization_c1: flops = 8 * 2*4*6*8 = 3072,
//   macs = 3 * 2*4*6*8 = 1152, read = 4 * (2*4*6*8 + 2*4) = 1568,
//   written = 4 * 2*4*6*8 = 1536
// CHECK-LABEL: @group_normalization
// CHECK: perf.kernel "norm" attributes {cost = #perf.cost<flops = 3072, macs = 1152, read = 1568, written = 1536, rule = "group_normalization_c1">, launches = 3 : i64, problem = {cols = 96 : i64, rows = 4 : i64}}
func.func @group_normalization(%x: tensor<2x4x6x8xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>) -> tensor<2x4x6x8xf32> {
  %0 = nn.group_normalization %x, %c, %d {num_groups = 2 : i64} : (tensor<2x4x6x8xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4x6x8xf32>
  return %0 : tensor<2x4x6x8xf32>
}

// instance_normalization_c1: flops = 8 * 2*4*6*8 = 3072,
//   macs = 3 * 2*4*6*8 = 1152, read = 4 * (2*4*6*8 + 2*4) = 1568,
//   written = 4 * 2*4*6*8 = 1536
// CHECK-LABEL: @instance_normalization
// CHECK: perf.kernel "norm" attributes {cost = #perf.cost<flops = 3072, macs = 1152, read = 1568, written = 1536, rule = "instance_normalization_c1">
func.func @instance_normalization(%x: tensor<2x4x6x8xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>) -> tensor<2x4x6x8xf32> {
  %0 = nn.instance_normalization %x, %c, %d : (tensor<2x4x6x8xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4x6x8xf32>
  return %0 : tensor<2x4x6x8xf32>
}

// lp_normalization_c1: flops = 3 * 2*4*6*8 = 1152, macs = 2*4*6*8 = 384,
//   read = 4 * 2*4*6*8 = 1536, written = 4 * 2*4*6*8 = 1536
// CHECK-LABEL: @lp_normalization
// CHECK: perf.kernel "norm" attributes {cost = #perf.cost<flops = 1152, macs = 384, read = 1536, written = 1536, rule = "lp_normalization_c1">
func.func @lp_normalization(%x: tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32> {
  %0 = nn.lp_normalization %x : (tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32>
  return %0 : tensor<2x4x6x8xf32>
}

// mean_variance_normalization_c1: flops = 6 * 2*4*6*8 = 2304,
//   macs = 2*4*6*8 = 384, read = 4 * 2*4*6*8 = 1536,
//   written = 4 * 2*4*6*8 = 1536
// CHECK-LABEL: @mean_variance_normalization
// CHECK: perf.kernel "norm" attributes {cost = #perf.cost<flops = 2304, macs = 384, read = 1536, written = 1536, rule = "mean_variance_normalization_c1">
func.func @mean_variance_normalization(%x: tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32> {
  %0 = nn.mean_variance_normalization %x : (tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32>
  return %0 : tensor<2x4x6x8xf32>
}

// lrn_c1: flops = (3 + 5) * 2*4*6*8 = 3072, macs = 0,
//   read = 4 * 2*4*6*8 = 1536, written = 4 * 2*4*6*8 = 1536
// CHECK-LABEL: @lrn
// CHECK: perf.kernel "norm" attributes {cost = #perf.cost<flops = 3072, macs = 0, read = 1536, written = 1536, rule = "lrn_c1">
func.func @lrn(%x: tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32> {
  %0 = nn.lrn %x {size = 5 : i64} : (tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32>
  return %0 : tensor<2x4x6x8xf32>
}

// softmax_c1: flops = 5 * 2*12*128*128 = 1966080, macs = 0,
//   read = 4 * 2*12*128*128 = 1572864, written = 4 * 2*12*128*128 = 1572864
// CHECK-LABEL: @softmax
// CHECK: perf.kernel "softmax" attributes {cost = #perf.cost<flops = 1966080, macs = 0, read = 1572864, written = 1572864, rule = "softmax_c1">, problem = {cols = 128 : i64, rows = 3072 : i64}}
func.func @softmax(%x: tensor<2x12x128x128xf32>) -> tensor<2x12x128x128xf32> {
  %0 = nn.softmax %x : (tensor<2x12x128x128xf32>) -> tensor<2x12x128x128xf32>
  return %0 : tensor<2x12x128x128xf32>
}

// Before opset 13: 4*6*8 = 192 elements together.
// softmax_c1: flops = 5 * 2*4*6*8 = 1920, macs = 0, read = 4 * 2*4*6*8 = 1536,
//   written = 4 * 2*4*6*8 = 1536
// CHECK-LABEL: @flattened_softmax
// CHECK: perf.kernel "softmax" attributes {cost = #perf.cost<flops = 1920, macs = 0, read = 1536, written = 1536, rule = "softmax_c1">, problem = {cols = 192 : i64, rows = 2 : i64}}
func.func @flattened_softmax(%x: tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32> {
  %0 = nn.softmax %x {axis = 1 : i64, flattened} : (tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32>
  return %0 : tensor<2x4x6x8xf32>
}

// log_softmax_c1: flops = 5 * 2*10 = 100, macs = 0, read = 4 * 2*10 = 80,
//   written = 4 * 2*10 = 80
// CHECK-LABEL: @log_softmax
// CHECK: perf.kernel "softmax" attributes {cost = #perf.cost<flops = 100, macs = 0, read = 80, written = 80, rule = "log_softmax_c1">, problem = {cols = 10 : i64, rows = 2 : i64}}
func.func @log_softmax(%x: tensor<2x10xf32>) -> tensor<2x10xf32> {
  %0 = nn.log_softmax %x : (tensor<2x10xf32>) -> tensor<2x10xf32>
  return %0 : tensor<2x10xf32>
}

// hardmax_c1: flops = 2 * 2*10 = 40, macs = 0, read = 4 * 2*10 = 80,
//   written = 4 * 2*10 = 80
// CHECK-LABEL: @hardmax
// CHECK: perf.kernel "softmax" attributes {cost = #perf.cost<flops = 40, macs = 0, read = 80, written = 80, rule = "hardmax_c1">, problem = {cols = 10 : i64, rows = 2 : i64}}
func.func @hardmax(%x: tensor<2x10xf32>) -> tensor<2x10xf32> {
  %0 = nn.hardmax %x : (tensor<2x10xf32>) -> tensor<2x10xf32>
  return %0 : tensor<2x10xf32>
}

// batch_normalization_training_c1: flops = 8 * 2*4*3*3 = 576,
//   macs = 3 * 72 = 216, read = 4 * (72 + 4 * 4) = 352, written = 4 * 72 = 288
// CHECK-LABEL: @batch_norm_training
// CHECK: cost = #perf.cost<flops = 576, macs = 216, read = 352, written = 288, rule = "batch_normalization_training_c1">
func.func @batch_norm_training(%x: tensor<2x4x3x3xf32>, %s: tensor<4xf32>, %b: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>) -> tensor<2x4x3x3xf32> {
  %0:3 = nn.batch_normalization %x, %s, %b, %m, %v {training_mode = 1 : i64} : (tensor<2x4x3x3xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<2x4x3x3xf32>, tensor<4xf32>, tensor<4xf32>)
  return %0#0 : tensor<2x4x3x3xf32>
}
