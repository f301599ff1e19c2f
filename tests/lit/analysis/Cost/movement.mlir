// Copies, gathers and fills: no flops (resizing interpolates), and the bytes
// that move.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// copy_c1: flops = 0, macs = 0, read = 4 * (2*3 + 2*5) = 64,
//   written = 4 * 2*8 = 64
// CHECK-LABEL: @concat
// CHECK: perf.kernel "copy" attributes {cost = #perf.cost<flops = 0, macs = 0, read = 64, written = 64, rule = "copy_c1">, problem = {elements = 16 : i64}}
func.func @concat(%x: tensor<2x3xf32>, %y: tensor<2x5xf32>) -> tensor<2x8xf32> {
  %0 = nn.concat %x, %y {axis = 1 : i64} : (tensor<2x3xf32>, tensor<2x5xf32>) -> tensor<2x8xf32>
  return %0 : tensor<2x8xf32>
}

// copy_c1: flops = 0, macs = 0, read = 4 * 1*3*8*8 = 768,
//   written = 4 * 1*3*10*10 = 1200
// CHECK-LABEL: @pad
// CHECK: perf.kernel "copy" attributes {cost = #perf.cost<flops = 0, macs = 0, read = 768, written = 1200, rule = "copy_c1">, problem = {elements = 300 : i64}}
func.func @pad(%x: tensor<1x3x8x8xf32>) -> tensor<1x3x10x10xf32> {
  %pads = nn.constant dense<[0, 0, 1, 1, 0, 0, 1, 1]> : tensor<8xi64> : tensor<8xi64>
  %0 = nn.pad %x, %pads {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x3x8x8xf32>, tensor<8xi64>) -> tensor<1x3x10x10xf32>
  return %0 : tensor<1x3x10x10xf32>
}

// Only the rows that are looked up are read, not the table of 154 MB.
// gather_c1: flops = 0, macs = 0, read = 4 * 2*16*768 + 8 * 2*16 = 98560,
//   written = 4 * 2*16*768 = 98304
// CHECK-LABEL: @embedding
// CHECK: perf.kernel "gather" attributes {cost = #perf.cost<flops = 0, macs = 0, read = 98560, written = 98304, rule = "gather_c1">, problem = {elements = 24576 : i64}}
func.func @embedding(%ids: tensor<2x16xi64>) -> tensor<2x16x768xf32> {
  %table = nn.weight "wte" : tensor<50257x768xf32>
  %0 = nn.gather %table, %ids : (tensor<50257x768xf32>, tensor<2x16xi64>) -> tensor<2x16x768xf32>
  return %0 : tensor<2x16x768xf32>
}

// What is filled is not read.
// fill_c1: flops = 0, macs = 0, read = 0, written = 4 * 16*16 = 1024
// CHECK-LABEL: @fill
// CHECK: perf.kernel "copy" attributes {cost = #perf.cost<flops = 0, macs = 0, read = 0, written = 1024, rule = "fill_c1">, problem = {elements = 256 : i64}}
func.func @fill(%x: tensor<16x16xf32>) -> tensor<16x16xf32> {
  %0 = nn.eye_like %x : (tensor<16x16xf32>) -> tensor<16x16xf32>
  return %0 : tensor<16x16xf32>
}

// resize_c1: flops = 0, macs = 0, read = 4 * (1*3*8*8 + 4) = 784,
//   written = 4 * 1*3*16*16 = 3072
// CHECK-LABEL: @nearest
// CHECK: perf.kernel "copy" attributes {cost = #perf.cost<flops = 0, macs = 0, read = 784, written = 3072, rule = "resize_c1">, problem = {elements = 768 : i64}}
func.func @nearest(%x: tensor<1x3x8x8xf32>) -> tensor<1x3x16x16xf32> {
  %scales = nn.weight "scales" {value = dense<[1.0, 1.0, 2.0, 2.0]> : tensor<4xf32>} : tensor<4xf32>
  %0 = nn.resize %x, %scales {operandSegmentSizes = array<i32: 1, 0, 1, 0>} : (tensor<1x3x8x8xf32>, tensor<4xf32>) -> tensor<1x3x16x16xf32>
  return %0 : tensor<1x3x16x16xf32>
}

// Two scaled extents: 2^2 - 1 = 3 interpolations of 3 FLOPs each.
// resize_c1: flops = 3 * (4 - 1) * 1*3*16*16 = 6912, macs = 0,
//   read = 4 * (1*3*8*8 + 4) = 784, written = 4 * 1*3*16*16 = 3072
// CHECK-LABEL: @bilinear
// CHECK: perf.kernel "copy" attributes {cost = #perf.cost<flops = 6912, macs = 0, read = 784, written = 3072, rule = "resize_c1">, problem = {elements = 768 : i64}}
func.func @bilinear(%x: tensor<1x3x8x8xf32>) -> tensor<1x3x16x16xf32> {
  %scales = nn.weight "scales" {value = dense<[1.0, 1.0, 2.0, 2.0]> : tensor<4xf32>} : tensor<4xf32>
  %0 = nn.resize %x, %scales {mode = "linear", operandSegmentSizes = array<i32: 1, 0, 1, 0>} : (tensor<1x3x8x8xf32>, tensor<4xf32>) -> tensor<1x3x16x16xf32>
  return %0 : tensor<1x3x16x16xf32>
}
