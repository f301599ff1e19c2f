// Pooling: one flop for each element of each window; global pooling: one for
// each input element.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// (112 + 2 - 3) / 2 + 1 = 56. The positions are not read, so not written.
// pool_c1: flops = 1*64*56*56 * 3*3 = 1806336, macs = 0,
//   read = 4 * 1*64*112*112 = 3211264, written = 4 * 1*64*56*56 = 802816
// CHECK-LABEL: @max_pool
// CHECK: perf.kernel "pool" attributes {cost = #perf.cost<flops = 1806336, macs = 0, read = 3211264, written = 802816, rule = "pool_c1">, problem = {c = 64 : i64, h = 112 : i64, n = 1 : i64, p = 56 : i64, q = 56 : i64, r = 3 : i64, s = 3 : i64, w = 112 : i64}}
func.func @max_pool(%x: tensor<1x64x112x112xf32>) -> tensor<1x64x56x56xf32> {
  %0, %at = nn.max_pool %x {kernel_shape = array<i64: 3, 3>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<1x64x112x112xf32>) -> (tensor<1x64x56x56xf32>, tensor<1x64x56x56xi64>)
  return %0 : tensor<1x64x56x56xf32>
}

// pool_c1: flops = 1*4*4*4 * 2*2 = 256, macs = 0, read = 4 * 1*4*8*8 = 1024,
//   written = 4 * 1*4*4*4 + 8 * 1*4*4*4 = 768
// CHECK-LABEL: @positions
// CHECK: perf.kernel "pool" attributes {cost = #perf.cost<flops = 256, macs = 0, read = 1024, written = 768, rule = "pool_c1">, problem = {c = 4 : i64, h = 8 : i64, n = 1 : i64, p = 4 : i64, q = 4 : i64, r = 2 : i64, s = 2 : i64, w = 8 : i64}}
func.func @positions(%x: tensor<1x4x8x8xf32>) -> (tensor<1x4x4x4xf32>, tensor<1x4x4x4xi64>) {
  %0, %at = nn.max_pool %x {kernel_shape = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x4x8x8xf32>) -> (tensor<1x4x4x4xf32>, tensor<1x4x4x4xi64>)
  return %0, %at : tensor<1x4x4x4xf32>, tensor<1x4x4x4xi64>
}

// pool_c1: flops = 2*3*4 * 4 = 96, macs = 0, read = 4 * 2*3*10 = 240,
//   written = 4 * 2*3*4 = 96
// CHECK-LABEL: @average_pool
// CHECK: perf.kernel "pool" attributes {cost = #perf.cost<flops = 96, macs = 0, read = 240, written = 96, rule = "pool_c1">, problem = {c = 3 : i64, h = 1 : i64, n = 2 : i64, p = 1 : i64, q = 4 : i64, r = 1 : i64, s = 4 : i64, w = 10 : i64}}
func.func @average_pool(%x: tensor<2x3x10xf32>) -> tensor<2x3x4xf32> {
  %0 = nn.average_pool %x {kernel_shape = array<i64: 4>, strides = array<i64: 2>} : (tensor<2x3x10xf32>) -> tensor<2x3x4xf32>
  return %0 : tensor<2x3x4xf32>
}

// global_pool_c1: flops = 1*2048*7*7 = 100352, macs = 0,
//   read = 4 * 1*2048*7*7 = 401408, written = 4 * 1*2048 = 8192
// CHECK-LABEL: @global_average_pool
// CHECK: perf.kernel "reduction" attributes {cost = #perf.cost<flops = 100352, macs = 0, read = 401408, written = 8192, rule = "global_pool_c1">, problem = {cols = 49 : i64, rows = 2048 : i64}}
func.func @global_average_pool(%x: tensor<1x2048x7x7xf32>) -> tensor<1x2048x1x1xf32> {
  %0 = nn.global_average_pool %x : (tensor<1x2048x7x7xf32>) -> tensor<1x2048x1x1xf32>
  return %0 : tensor<1x2048x1x1xf32>
}

// global_lp_pool_c1: flops = 2 * 4*8*6 = 384, read = 4 * 192 = 768,
//   written = 4 * 4 = 16
// CHECK-LABEL: @global_lp_pool
// CHECK: cost = #perf.cost<flops = 384, macs = 0, read = 768, written = 16, rule = "global_lp_pool_c1">
func.func @global_lp_pool(%x: tensor<1x4x8x6xf32>) -> tensor<1x4x1x1xf32> {
  %0 = nn.global_lp_pool %x : (tensor<1x4x8x6xf32>) -> tensor<1x4x1x1xf32>
  return %0 : tensor<1x4x1x1xf32>
}

// max_unpool_c1: read = 4 * 4 + 8 * 4 = 48, written = 4 * 16 + 4 * 4 = 80
// CHECK-LABEL: @max_unpool
// CHECK: cost = #perf.cost<flops = 0, macs = 0, read = 48, written = 80, rule = "max_unpool_c1">
func.func @max_unpool(%x: tensor<1x1x2x2xf32>, %i: tensor<1x1x2x2xi64>) -> tensor<1x1x4x4xf32> {
  %0 = nn.max_unpool %x, %i {kernel_shape = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x1x2x2xf32>, tensor<1x1x2x2xi64>) -> tensor<1x1x4x4xf32>
  return %0 : tensor<1x1x4x4xf32>
}
