// ONNX Runtime's operators with extents that are not known. Known ones:
// tests/unit/frontends/ContribTest.cpp.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @attention
func.func @attention(%qkv: tensor<?x8x48xf32>, %past: tensor<2x?x4x?x4xf32>, %q: tensor<?x?x32xf16>, %len: tensor<?xi32>, %total: tensor<i32>, %cache: tensor<?x2x?x4xf16>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>) {
  // 48 / 3 = 16 = 4 * 4
  // CHECK: nn.ms_qkv_attention {{.*}} -> (tensor<?x8x16xf32>, tensor<2x?x4x?x4xf32>)
  %0, %1 = nn.ms_qkv_attention %qkv, %past {num_heads = 4 : i64, operandSegmentSizes = array<i32: 1, 0, 1, 0, 0, 0>} : (tensor<?x8x48xf32>, tensor<2x?x4x?x4xf32>) -> (tensor<*xf32>, tensor<*xf32>)
  // 32 / (4 + 2 * 2) = 4, times 4 heads
  // CHECK: nn.ms_group_query_attention {{.*}} -> (tensor<?x?x16xf16>, tensor<?x2x?x4xf16>, tensor<?x2x?x4xf16>, tensor<?x4x?x?xf16>)
  %2, %3, %4, %5 = nn.ms_group_query_attention %q, %len, %total, %cache, %cache {num_heads = 4 : i64, kv_num_heads = 2 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0>} : (tensor<?x?x32xf16>, tensor<?xi32>, tensor<i32>, tensor<?x2x?x4xf16>, tensor<?x2x?x4xf16>) -> (tensor<*xf16>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>)
  return %0, %1, %2, %3, %4, %5 : tensor<*xf32>, tensor<*xf32>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>
}

// As long as a sequence can be: nothing says how much is padding.
// CHECK-LABEL: @padding
func.func @padding(%x: tensor<2x8x16xf32>, %n: tensor<2xi32>, %open: tensor<?x8x16xf32>, %m: tensor<?xi32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.ms_remove_padding {{.*}} -> (tensor<16x16xf32>, tensor<2x8xi32>, tensor<3xi32>, tensor<1xi32>)
  %0, %1, %2, %3 = nn.ms_remove_padding %x, %n : (tensor<2x8x16xf32>, tensor<2xi32>) -> (tensor<*xf32>, tensor<*xi32>, tensor<*xi32>, tensor<*xi32>)
  // CHECK: nn.ms_restore_padding {{.*}} -> tensor<2x8x16xf32>
  %4 = nn.ms_restore_padding %0, %1 : (tensor<*xf32>, tensor<*xi32>) -> tensor<*xf32>
  // CHECK: nn.ms_remove_padding {{.*}} -> (tensor<?x16xf32>, tensor<?x8xi32>, tensor<?xi32>, tensor<1xi32>)
  %5, %6, %7, %8 = nn.ms_remove_padding %open, %m : (tensor<?x8x16xf32>, tensor<?xi32>) -> (tensor<*xf32>, tensor<*xi32>, tensor<*xi32>, tensor<*xi32>)
  return %0, %4, %5 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @normalization
func.func @normalization(%x: tensor<?x8x16xf16>, %g: tensor<16xf16>, %ids: tensor<?x8xi32>, %t: tensor<100x16xf16>) -> (tensor<*xf16>, tensor<*xf16>, tensor<*xf16>) {
  // CHECK: nn.ms_skip_layer_normalization {{.*}} -> (tensor<?x8x16xf16>, tensor<?x8x1xf16>, tensor<?x8x1xf16>, tensor<?x8x16xf16>)
  %0, %1, %2, %3 = nn.ms_skip_layer_normalization %x, %x, %g {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0>} : (tensor<?x8x16xf16>, tensor<?x8x16xf16>, tensor<16xf16>) -> (tensor<*xf16>, tensor<*xf16>, tensor<*xf16>, tensor<*xf16>)
  // CHECK: nn.ms_embed_layer_normalization {{.*}} -> (tensor<?x8x16xf16>, tensor<?xi32>, tensor<?x8x16xf16>)
  %4, %5, %6 = nn.ms_embed_layer_normalization %ids, %t, %t, %g, %g {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1, 0, 0, 0, 0, 0>} : (tensor<?x8xi32>, tensor<100x16xf16>, tensor<100x16xf16>, tensor<16xf16>, tensor<16xf16>) -> (tensor<*xf16>, tensor<*xi32>, tensor<*xf16>)
  return %0, %3, %4 : tensor<*xf16>, tensor<*xf16>, tensor<*xf16>
}

// Weights of 4 bits, two in a byte or as they are.
// CHECK-LABEL: @bits
func.func @bits(%x: tensor<?x64xf16>, %packed: tensor<32x2x16xui8>, %plain: tensor<32x2x32xui4>, %s: tensor<64xf16>, %ids: tensor<?xi64>, %table: tensor<100x32xui8>) -> (tensor<*xf16>, tensor<*xf16>, tensor<*xf16>) {
  // CHECK: nn.ms_matmul_nbits {{.*}} -> tensor<?x32xf16>
  %0 = nn.ms_matmul_nbits %x, %packed, %s {K = 64 : i64, N = 32 : i64, block_size = 32 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>} : (tensor<?x64xf16>, tensor<32x2x16xui8>, tensor<64xf16>) -> tensor<*xf16>
  // CHECK: nn.ms_matmul_nbits {{.*}} -> tensor<?x32xf16>
  %1 = nn.ms_matmul_nbits %x, %plain, %s {K = 64 : i64, N = 32 : i64, block_size = 32 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>} : (tensor<?x64xf16>, tensor<32x2x32xui4>, tensor<64xf16>) -> tensor<*xf16>
  // CHECK: nn.ms_gather_block_quantized {{.*}} -> tensor<?x64xf16>
  %2 = nn.ms_gather_block_quantized %table, %ids, %s : (tensor<100x32xui8>, tensor<?xi64>, tensor<64xf16>) -> tensor<*xf16>
  return %0, %1, %2 : tensor<*xf16>, tensor<*xf16>, tensor<*xf16>
}

// A block of channels has 8 or 16: a multiple of 16 stays, 24 may become 32.
// CHECK-LABEL: @blocks
func.func @blocks(%x: tensor<1x32x8x8xf32>, %y: tensor<1x24x8x8xf32>) -> (tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.ms_reorder_input {{.*}} -> tensor<1x32x8x8xf32>
  %0 = nn.ms_reorder_input %x : (tensor<1x32x8x8xf32>) -> tensor<*xf32>
  // CHECK: nn.ms_reorder_input {{.*}} -> tensor<1x?x8x8xf32>
  %1 = nn.ms_reorder_input %y : (tensor<1x24x8x8xf32>) -> tensor<*xf32>
  return %0, %1 : tensor<*xf32>, tensor<*xf32>
}
