// A product between dequantisations and a quantisation is one of 8-bit integers
// where the runtime has such kernels: it reads integers, a weight as it is
// stored, and counts by the rule of the operator that says the same.

// RUN: %perf-opt opt --perf-recompose=always %s | FileCheck %s
// RUN: %perf-opt opt --perf-recompose=always --perf-form-kernels=runtime=tensorrt %s | FileCheck %s --check-prefix=COST

// Eager runs what is written.
// RUN: %perf-opt opt --perf-recompose %s | FileCheck %s --check-prefix=EAGER
// EAGER-LABEL: @convolution
// EAGER: nn.dequantize_linear
// EAGER: nn.conv
// EAGER: nn.relu
// EAGER: nn.quantize_linear

// CHECK-LABEL: @convolution
// CHECK-NOT: nn.dequantize_linear
// CHECK: nn.qlinear_conv %arg0, {{.*}} {strides = array<i64: 2, 2>} : (tensor<2x8x7x7xui8>, {{.*}} tensor<16x8x3x3xi8>, {{.*}} tensor<16xi32>) -> tensor<2x16x3x3xui8>
// CHECK-NEXT: return
// |Y| = 2*16*3*3 = 288, macs = 288 * 8*3*3 = 20736,
// flops = 2 * 20736 + (5 + 1 for the bias) * 288 = 43200
// read = X 2*8*7*7 + W 16*8*3*3 + B 4 * 16 + scales 4 + 4 * 16 + zero point 1
//      = 784 + 1152 + 64 + 69 = 2069; the weight's zero point is a constant
// COST-LABEL: @convolution
// COST: perf.kernel "conv" attributes {cost = #perf.cost<flops = 43200, macs = 20736, read = 2069, written = 288, rule = "qlinear_conv_c1">
// COST-NOT: perf.kernel
// COST: return
func.func @convolution(%x: tensor<2x8x7x7xui8>) -> tensor<2x16x3x3xui8> {
  %s = nn.weight "s" {kind = "buffer"} : tensor<f32>
  %z = nn.weight "z" {kind = "buffer"} : tensor<ui8>
  %each = nn.weight "each" {kind = "buffer"} : tensor<16xf32>
  %w = nn.weight "w" : tensor<16x8x3x3xi8>
  %b = nn.weight "b" : tensor<16xi32>
  %0 = nn.dequantize_linear %x, %s, %z : (tensor<2x8x7x7xui8>, tensor<f32>, tensor<ui8>) -> tensor<2x8x7x7xf32>
  %1 = nn.dequantize_linear %w, %each {axis = 0 : i64} : (tensor<16x8x3x3xi8>, tensor<16xf32>) -> tensor<16x8x3x3xf32>
  %2 = nn.dequantize_linear %b, %each {axis = 0 : i64} : (tensor<16xi32>, tensor<16xf32>) -> tensor<16xf32>
  %3 = nn.conv %0, %1, %2 {strides = array<i64: 2, 2>} : (tensor<2x8x7x7xf32>, tensor<16x8x3x3xf32>, tensor<16xf32>) -> tensor<2x16x3x3xf32>
  %4 = nn.relu %3 : (tensor<2x16x3x3xf32>) -> tensor<2x16x3x3xf32>
  %5 = nn.quantize_linear %4, %s, %z : (tensor<2x16x3x3xf32>, tensor<f32>, tensor<ui8>) -> tensor<2x16x3x3xui8>
  return %5 : tensor<2x16x3x3xui8>
}

// Whatever else reads a dequantised tensor keeps the dequantisation.
// CHECK-LABEL: @shared_dequantizer
// CHECK: %[[FLOAT:.*]] = nn.dequantize_linear %arg0,
// CHECK: nn.qlinear_matmul %arg0,
// CHECK: nn.ms_matmul_integer_to_float %arg0,
// CHECK: nn.exp %[[FLOAT]]
// macs = 4*8 * 6 = 192 each; 2 * 192 + 5 * 32 = 544 rounded, 2 * 192 + 32 = 416 scaled
// COST-LABEL: @shared_dequantizer
// COST-DAG: perf.kernel "gemm" {{.*}}flops = 544, macs = 192, {{.*}}rule = "qlinear_matmul_c1"
// COST-DAG: perf.kernel "gemm" {{.*}}flops = 416, macs = 192, {{.*}}rule = "matmul_integer_to_float_c1"
// COST-DAG: perf.kernel "elementwise"
func.func @shared_dequantizer(%x: tensor<4x6xi8>) -> (tensor<4x8xi8>, tensor<4x8xf32>, tensor<4x6xf32>) {
  %s = nn.weight "s" {kind = "buffer"} : tensor<f32>
  %z = nn.weight "z" {kind = "buffer"} : tensor<i8>
  %w = nn.weight "w" : tensor<6x8xi8>
  %1 = nn.dequantize_linear %w, %s : (tensor<6x8xi8>, tensor<f32>) -> tensor<6x8xf32>
  %0 = nn.dequantize_linear %x, %s : (tensor<4x6xi8>, tensor<f32>) -> tensor<4x6xf32>
  %2 = nn.matmul %0, %1 : (tensor<4x6xf32>, tensor<6x8xf32>) -> tensor<4x8xf32>
  %3 = nn.quantize_linear %2, %s, %z : (tensor<4x8xf32>, tensor<f32>, tensor<i8>) -> tensor<4x8xi8>
  %4 = nn.matmul %0, %1 : (tensor<4x6xf32>, tensor<6x8xf32>) -> tensor<4x8xf32>
  %5 = nn.exp %0 : (tensor<4x6xf32>) -> tensor<4x6xf32>
  return %3, %4, %5 : tensor<4x8xi8>, tensor<4x8xf32>, tensor<4x6xf32>
}

// A result that is read as a float, too, cannot be rounded in the kernel; nn has
// no convolution of integers into floats, so all of it stays.
// CHECK-LABEL: @result_read_twice
// CHECK: nn.dequantize_linear
// CHECK: nn.conv
// CHECK: nn.quantize_linear
// CHECK: return
func.func @result_read_twice(%x: tensor<1x4x8x8xi8>) -> (tensor<1x8x6x6xi8>, tensor<1x8x6x6xf32>) {
  %s = nn.weight "s" {kind = "buffer"} : tensor<f32>
  %z = nn.weight "z" {kind = "buffer"} : tensor<i8>
  %w = nn.weight "w" : tensor<8x4x3x3xi8>
  %0 = nn.dequantize_linear %x, %s : (tensor<1x4x8x8xi8>, tensor<f32>) -> tensor<1x4x8x8xf32>
  %1 = nn.dequantize_linear %w, %s : (tensor<8x4x3x3xi8>, tensor<f32>) -> tensor<8x4x3x3xf32>
  %2 = nn.conv %0, %1 : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x6x6xf32>
  %3 = nn.quantize_linear %2, %s, %z : (tensor<1x8x6x6xf32>, tensor<f32>, tensor<i8>) -> tensor<1x8x6x6xi8>
  return %3, %2 : tensor<1x8x6x6xi8>, tensor<1x8x6x6xf32>
}

// A float operand, four bits, blocks, and scales along the sum: no kernel of
// 8-bit integers multiplies these.
// CHECK-LABEL: @not_of_integers
// CHECK-COUNT-4: nn.matmul
// CHECK: return
func.func @not_of_integers(%x: tensor<4x6xi8>, %f: tensor<4x6xf32>) -> (tensor<4x8xf32>, tensor<4x8xf32>, tensor<4x8xf32>, tensor<4x8xf32>) {
  %s = nn.weight "s" {kind = "buffer"} : tensor<f32>
  %w8 = nn.weight "w8" : tensor<6x8xi8>
  %w4 = nn.weight "w4" : tensor<6x8xi4>
  %blocks = nn.weight "blocks" {kind = "buffer"} : tensor<3x8xf32>
  %rows = nn.weight "rows" {kind = "buffer"} : tensor<6xf32>
  %0 = nn.dequantize_linear %x, %s : (tensor<4x6xi8>, tensor<f32>) -> tensor<4x6xf32>
  %1 = nn.dequantize_linear %w8, %s : (tensor<6x8xi8>, tensor<f32>) -> tensor<6x8xf32>
  %2 = nn.matmul %f, %1 : (tensor<4x6xf32>, tensor<6x8xf32>) -> tensor<4x8xf32>
  %3 = nn.dequantize_linear %w4, %s : (tensor<6x8xi4>, tensor<f32>) -> tensor<6x8xf32>
  %4 = nn.matmul %0, %3 : (tensor<4x6xf32>, tensor<6x8xf32>) -> tensor<4x8xf32>
  %5 = nn.dequantize_linear %w8, %blocks {axis = 0 : i64, block_size = 2 : i64} : (tensor<6x8xi8>, tensor<3x8xf32>) -> tensor<6x8xf32>
  %6 = nn.matmul %0, %5 : (tensor<4x6xf32>, tensor<6x8xf32>) -> tensor<4x8xf32>
  %7 = nn.dequantize_linear %w8, %rows {axis = 0 : i64} : (tensor<6x8xi8>, tensor<6xf32>) -> tensor<6x8xf32>
  %8 = nn.matmul %0, %7 : (tensor<4x6xf32>, tensor<6x8xf32>) -> tensor<4x8xf32>
  return %2, %4, %6, %8 : tensor<4x8xf32>, tensor<4x8xf32>, tensor<4x8xf32>, tensor<4x8xf32>
}

// gemm: C in 32 bits and a transposed weight with a scale for each of its rows.
// CHECK-LABEL: @gemm
// CHECK-NOT: nn.dequantize_linear
// CHECK: nn.ms_qgemm %arg0, {{.*}}transB = 1
// macs = 4*8 * 6 = 192, flops = 2 * 192 + (5 + 1 for C) * 32 = 576
// COST-LABEL: @gemm
// COST: perf.kernel "gemm" {{.*}}flops = 576, macs = 192, {{.*}}rule = "qgemm_c1"
func.func @gemm(%x: tensor<4x6xi8>) -> tensor<4x8xi8> {
  %s = nn.weight "s" {kind = "buffer"} : tensor<f32>
  %z = nn.weight "z" {kind = "buffer"} : tensor<i8>
  %each = nn.weight "each" {kind = "buffer"} : tensor<8xf32>
  %w = nn.weight "w" : tensor<8x6xi8>
  %c = nn.weight "c" : tensor<8xi32>
  %0 = nn.dequantize_linear %x, %s : (tensor<4x6xi8>, tensor<f32>) -> tensor<4x6xf32>
  %1 = nn.dequantize_linear %w, %each {axis = 0 : i64} : (tensor<8x6xi8>, tensor<8xf32>) -> tensor<8x6xf32>
  %2 = nn.dequantize_linear %c, %each {axis = 0 : i64} : (tensor<8xi32>, tensor<8xf32>) -> tensor<8xf32>
  %3 = nn.gemm %0, %1, %2 {transB = 1 : i64} : (tensor<4x6xf32>, tensor<8x6xf32>, tensor<8xf32>) -> tensor<4x8xf32>
  %4 = nn.quantize_linear %3, %s, %z : (tensor<4x8xf32>, tensor<f32>, tensor<i8>) -> tensor<4x8xi8>
  return %4 : tensor<4x8xi8>
}
