// Products of 8-bit integers, and what makes such integers.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// The result has the type of its zero point.
// CHECK-LABEL: @qlinear
func.func @qlinear(%x: tensor<?x3x8x8xui8>, %w: tensor<4x3x3x3xi8>, %a: tensor<?x16xui8>, %b: tensor<16x4xi8>, %s: tensor<f32>, %u: tensor<ui8>, %i: tensor<i8>) -> (tensor<*xi8>, tensor<*xui8>, tensor<*xui8>) {
  // 8 - 3 + 1 = 6
  // CHECK: nn.qlinear_conv {{.*}} -> tensor<?x4x6x6xi8>
  %0 = nn.qlinear_conv %x, %s, %u, %w, %s, %i, %s, %i : (tensor<?x3x8x8xui8>, tensor<f32>, tensor<ui8>, tensor<4x3x3x3xi8>, tensor<f32>, tensor<i8>, tensor<f32>, tensor<i8>) -> tensor<*xi8>
  // CHECK: nn.qlinear_matmul {{.*}} -> tensor<?x4xui8>
  %1 = nn.qlinear_matmul %a, %s, %u, %b, %s, %i, %s, %u : (tensor<?x16xui8>, tensor<f32>, tensor<ui8>, tensor<16x4xi8>, tensor<f32>, tensor<i8>, tensor<f32>, tensor<ui8>) -> tensor<*xui8>
  return %0, %1, %1 : tensor<*xi8>, tensor<*xui8>, tensor<*xui8>
}

// Sums are of 32 bits.
// CHECK-LABEL: @integer
func.func @integer(%x: tensor<2x3x8x8xui8>, %w: tensor<4x3x3x3xi8>, %a: tensor<2x?x16xui8>, %b: tensor<16x4xi8>) -> (tensor<*xi32>, tensor<*xi32>) {
  // CHECK: nn.conv_integer {{.*}} -> tensor<2x4x6x6xi32>
  %0 = nn.conv_integer %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<2x3x8x8xui8>, tensor<4x3x3x3xi8>) -> tensor<*xi32>
  // CHECK: nn.matmul_integer {{.*}} -> tensor<2x?x4xi32>
  %1 = nn.matmul_integer %a, %b {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<2x?x16xui8>, tensor<16x4xi8>) -> tensor<*xi32>
  return %0, %1 : tensor<*xi32>, tensor<*xi32>
}

// CHECK-LABEL: @dynamic
func.func @dynamic(%x: tensor<2x?xf16>) -> (tensor<*xui8>, tensor<*xf16>, tensor<*xui8>) {
  // CHECK: nn.dynamic_quantize_linear {{.*}} -> (tensor<2x?xui8>, tensor<f16>, tensor<ui8>)
  %0, %1, %2 = nn.dynamic_quantize_linear %x : (tensor<2x?xf16>) -> (tensor<*xui8>, tensor<*xf16>, tensor<*xui8>)
  return %0, %1, %2 : tensor<*xui8>, tensor<*xf16>, tensor<*xui8>
}

// One scale, one for each of 8 columns, one for each block of 4; the type is
// the scale's, or the one that is asked for.
// CHECK-LABEL: @scales
func.func @scales(%x: tensor<2x8xi8>, %one: tensor<f32>, %axis: tensor<8xf16>, %blocks: tensor<2x2xf32>, %y: tensor<2x8xf32>) -> (tensor<*xf32>, tensor<*xf16>, tensor<*xf32>, tensor<*xbf16>, tensor<*xi4>) {
  // CHECK: nn.dequantize_linear {{.*}} -> tensor<2x8xf32>
  %0 = nn.dequantize_linear %x, %one : (tensor<2x8xi8>, tensor<f32>) -> tensor<*xf32>
  // CHECK: nn.dequantize_linear {{.*}} -> tensor<2x8xf16>
  %1 = nn.dequantize_linear %x, %axis {axis = 1 : i64} : (tensor<2x8xi8>, tensor<8xf16>) -> tensor<*xf16>
  // CHECK: nn.dequantize_linear {{.*}} -> tensor<2x8xf32>
  %2 = nn.dequantize_linear %x, %blocks {axis = 1 : i64, block_size = 4 : i64} : (tensor<2x8xi8>, tensor<2x2xf32>) -> tensor<*xf32>
  // CHECK: nn.dequantize_linear {{.*}} -> tensor<2x8xbf16>
  %3 = nn.dequantize_linear %x, %one {output_dtype = bf16} : (tensor<2x8xi8>, tensor<f32>) -> tensor<*xbf16>
  // CHECK: nn.quantize_linear {{.*}} -> tensor<2x8xi4>
  %4 = nn.quantize_linear %y, %one {output_dtype = i4} : (tensor<2x8xf32>, tensor<f32>) -> tensor<*xi4>
  return %0, %1, %2, %3, %4 : tensor<*xf32>, tensor<*xf16>, tensor<*xf32>, tensor<*xbf16>, tensor<*xi4>
}
