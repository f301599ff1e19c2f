// Matrix products and attention.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// numpy.matmul: the last two extents are matrices, those before broadcast, and
// vectors get an extent of 1 that is dropped again.
// CHECK-LABEL: @matmul
func.func @matmul(%a: tensor<5x1x2x3xf32>, %b: tensor<4x3x7xf32>, %v: tensor<3xf32>, %open: tensor<?x2x3xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.matmul {{.*}} -> tensor<5x4x2x7xf32>
  %0 = nn.matmul %a, %b : (tensor<5x1x2x3xf32>, tensor<4x3x7xf32>) -> tensor<*xf32>
  // CHECK: nn.matmul {{.*}} -> tensor<5x1x2xf32>
  %1 = nn.matmul %a, %v : (tensor<5x1x2x3xf32>, tensor<3xf32>) -> tensor<*xf32>
  // CHECK: nn.matmul {{.*}} -> tensor<4x7xf32>
  %2 = nn.matmul %v, %b : (tensor<3xf32>, tensor<4x3x7xf32>) -> tensor<*xf32>
  // CHECK: nn.matmul {{.*}} -> tensor<f32>
  %3 = nn.matmul %v, %v : (tensor<3xf32>, tensor<3xf32>) -> tensor<*xf32>
  // An open extent against 4 can only be 4 (or 1).
  // CHECK: nn.matmul {{.*}} -> tensor<4x2x7xf32>
  %4 = nn.matmul %open, %b : (tensor<?x2x3xf32>, tensor<4x3x7xf32>) -> tensor<*xf32>
  return %0, %1, %2, %3, %4 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @gemm
func.func @gemm(%a: tensor<3x2xf32>, %b: tensor<5x3xf32>, %c: tensor<5xf32>) -> tensor<*xf32> {
  // CHECK: nn.gemm {{.*}} -> tensor<2x5xf32>
  %0 = nn.gemm %a, %b, %c {transA = 1 : i64, transB = 1 : i64} : (tensor<3x2xf32>, tensor<5x3xf32>, tensor<5xf32>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}

// CHECK-LABEL: @einsum
func.func @einsum(%q: tensor<2x8x16x64xf32>, %k: tensor<2x8x32x64xf32>, %x: tensor<3x4xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.einsum {{.*}} -> tensor<2x8x16x32xf32>
  %0 = nn.einsum %q, %k {equation = "bhsd, bhtd -> bhst"} : (tensor<2x8x16x64xf32>, tensor<2x8x32x64xf32>) -> tensor<*xf32>
  // CHECK: nn.einsum {{.*}} -> tensor<2x8x64x16xf32>
  %1 = nn.einsum %q {equation = "...ij->...ji"} : (tensor<2x8x16x64xf32>) -> tensor<*xf32>
  // Without an arrow: the letters that occur once, in alphabetical order.
  // CHECK: nn.einsum {{.*}} -> tensor<4x3xf32>
  %2 = nn.einsum %x {equation = "ba"} : (tensor<3x4xf32>) -> tensor<*xf32>
  // CHECK: nn.einsum {{.*}} -> tensor<f32>
  %3 = nn.einsum %x, %x {equation = "ab,ab"} : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<*xf32>
  return %0, %1, %2, %3 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// Heads in a dimension: results are Y, the keys and values with those of the
// past in front, and the scores.
// CHECK-LABEL: @attention
func.func @attention(%q: tensor<2x8x1x64xf16>, %k: tensor<2x2x1x64xf16>, %v: tensor<2x2x1x96xf16>, %past_k: tensor<2x2x127x64xf16>, %past_v: tensor<2x2x127x96xf16>) -> (tensor<*xf16>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>) {
  // context = 127 + 1 = 128
  // CHECK: nn.attention {{.*}} -> (tensor<2x8x1x96xf16>, tensor<2x2x128x64xf16>, tensor<2x2x128x96xf16>, tensor<2x8x1x128xf16>)
  %y, %pk, %pv, %s = nn.attention %q, %k, %v, %past_k, %past_v {operandSegmentSizes = array<i32: 1, 1, 1, 0, 1, 1, 0>} : (tensor<2x8x1x64xf16>, tensor<2x2x1x64xf16>, tensor<2x2x1x96xf16>, tensor<2x2x127x64xf16>, tensor<2x2x127x96xf16>) -> (tensor<*xf16>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>)
  return %y, %pk, %pv, %s : tensor<*xf16>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>
}

// Heads packed: 8 heads of 512 / 8 = 64, values of 8 heads of 768 / 8 = 96.
// CHECK-LABEL: @packed_attention
func.func @packed_attention(%q: tensor<2x16x512xf16>, %k: tensor<2x32x512xf16>, %v: tensor<2x32x768xf16>) -> (tensor<*xf16>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>) {
  // CHECK: nn.attention {{.*}} -> (tensor<2x16x768xf16>, tensor<2x8x32x64xf16>, tensor<2x8x32x96xf16>, tensor<2x8x16x32xf16>)
  %y, %pk, %pv, %s = nn.attention %q, %k, %v {q_num_heads = 8 : i64, kv_num_heads = 8 : i64, is_causal = 1 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0>} : (tensor<2x16x512xf16>, tensor<2x32x512xf16>, tensor<2x32x768xf16>) -> (tensor<*xf16>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>)
  return %y, %pk, %pv, %s : tensor<*xf16>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>
}

// CHECK-LABEL: @rotary_embedding
func.func @rotary_embedding(%x: tensor<2x8x16x64xf16>, %cos: tensor<2x16x32xf16>, %sin: tensor<2x16x32xf16>) -> tensor<*xf16> {
  // CHECK: nn.rotary_embedding {{.*}} -> tensor<2x8x16x64xf16>
  %0 = nn.rotary_embedding %x, %cos, %sin : (tensor<2x8x16x64xf16>, tensor<2x16x32xf16>, tensor<2x16x32xf16>) -> tensor<*xf16>
  return %0 : tensor<*xf16>
}

// CHECK-LABEL: @integers
func.func @integers(%a: tensor<?x4x8xui8>, %b: tensor<8x3xi8>, %m: tensor<2x5x5xf32>) -> (tensor<*xi32>, tensor<*xf32>) {
  // CHECK: nn.matmul_integer {{.*}} -> tensor<?x4x3xi32>
  %0 = nn.matmul_integer %a, %b {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<?x4x8xui8>, tensor<8x3xi8>) -> tensor<*xi32>
  // CHECK: nn.det {{.*}} -> tensor<2xf32>
  %1 = nn.det %m : (tensor<2x5x5xf32>) -> tensor<*xf32>
  return %0, %1 : tensor<*xi32>, tensor<*xf32>
}
