// Products of 8-bit integers: macs as those of floats, traffic of bytes.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// qlinear_conv_c1: |Y| = 2*4*6*6 = 288, macs = 288 * 3*3*3 = 7776,
//   flops = 2 * 7776 + 5 * 288 = 16992,
//   read = 2*3*8*8 + 4*3*3*3 + scale 4 + zero points 2 = 498, written = 288
// CHECK-LABEL: @qlinear_conv
// CHECK: perf.kernel "conv" attributes {cost = #perf.cost<flops = 16992, macs = 7776, read = 498, written = 288, rule = "qlinear_conv_c1">, problem = {c = 3 : i64, groups = 1 : i64, h = 8 : i64, k = 4 : i64, n = 2 : i64, p = 6 : i64, q = 6 : i64, r = 3 : i64, s = 3 : i64, stride_h = 1 : i64, stride_w = 1 : i64, w = 8 : i64}}
func.func @qlinear_conv(%x: tensor<2x3x8x8xui8>, %s: tensor<f32>, %u: tensor<ui8>, %i: tensor<i8>) -> tensor<2x4x6x6xui8> {
  %w = nn.weight "w" : tensor<4x3x3x3xi8>
  %0 = nn.qlinear_conv %x, %s, %u, %w, %s, %i, %s, %u : (tensor<2x3x8x8xui8>, tensor<f32>, tensor<ui8>, tensor<4x3x3x3xi8>, tensor<f32>, tensor<i8>, tensor<f32>, tensor<ui8>) -> tensor<2x4x6x6xui8>
  return %0 : tensor<2x4x6x6xui8>
}

// matmul_integer_c1: macs = 8*4 * 16 = 512, read = 8*16 + 16*4 = 192,
//   written = 4 * 8*4 = 128
// CHECK-LABEL: @matmul_integer
// CHECK: perf.kernel "gemm" attributes {cost = #perf.cost<flops = 1024, macs = 512, read = 192, written = 128, rule = "matmul_integer_c1">, problem = {batch = 1 : i64, k = 16 : i64, m = 8 : i64, n = 4 : i64}}
func.func @matmul_integer(%a: tensor<8x16xui8>) -> tensor<8x4xi32> {
  %w = nn.weight "w" : tensor<16x4xi8>
  %0 = nn.matmul_integer %a, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<8x16xui8>, tensor<16x4xi8>) -> tensor<8x4xi32>
  return %0 : tensor<8x4xi32>
}

// dynamic_quantize_linear_c1: 7 * 2*8 = 112; X is read twice: 2 * 4 * 16 = 128,
//   written = 16 + scale 4 + zero point 1
// CHECK-LABEL: @dynamic
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 112, macs = 0, read = 128, written = 21, rule = "dynamic_quantize_linear_c1">, launches = 2 : i64, problem = {elements = 16 : i64}}
func.func @dynamic(%x: tensor<2x8xf32>) -> (tensor<2x8xui8>, tensor<f32>, tensor<ui8>) {
  %0, %1, %2 = nn.dynamic_quantize_linear %x : (tensor<2x8xf32>) -> (tensor<2x8xui8>, tensor<f32>, tensor<ui8>)
  return %0, %1, %2 : tensor<2x8xui8>, tensor<f32>, tensor<ui8>
}
