// Layers that carry a state from call to call.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// In place: tensor_scatter_c1: read = 2 * 2*8*64 + 8 * 2 = 2064,
//   written = 2 * 2*8*64 = 2048
// CHECK-LABEL: @cache
// CHECK: cost = #perf.cost<flops = 0, macs = 0, read = 2064, written = 2048, rule = "tensor_scatter_c1">
func.func @cache(%p: tensor<2x8x16x64xf16>, %u: tensor<2x8x1x64xf16>, %at: tensor<2xi64>) -> tensor<2x8x16x64xf16> {
  %0 = nn.tensor_scatter %p, %u, %at : (tensor<2x8x16x64xf16>, tensor<2x8x1x64xf16>, tensor<2xi64>) -> tensor<2x8x16x64xf16>
  return %0 : tensor<2x8x16x64xf16>
}

// causal_conv_c1: macs = 2*16*10 * 4 = 1280,
//   flops = 2 * 1280 + 320 + 5 * 320 = 4480,
//   read = 4 * (320 + 16*4 + 16) = 1600, written = 4 * 320 = 1280
// CHECK-LABEL: @causal_conv
// CHECK: cost = #perf.cost<flops = 4480, macs = 1280, read = 1600, written = 1280, rule = "causal_conv_c1">
func.func @causal_conv(%x: tensor<2x16x10xf32>, %w: tensor<16x1x4xf32>, %b: tensor<16xf32>) -> tensor<2x16x10xf32> {
  %0:2 = nn.causal_conv_with_state %x, %w, %b {activation = "silu", operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<2x16x10xf32>, tensor<16x1x4xf32>, tensor<16xf32>) -> (tensor<2x16x10xf32>, tensor<2x16x3xf32>)
  return %0#0 : tensor<2x16x10xf32>
}

// linear_attention_c1: 4 steps, 2 heads, a state of 4*6:
//   macs = 4 * 24 * (2*2 + 2) = 576,
//   flops = 2 * 576 + 4*2*6 + (4*2*24 + 8) + 4*2*2*6 = 1496,
//   read = 4 * (32 + 32 + 48 + 8 + 8) = 512, written = 4 * 48 = 192
// CHECK-LABEL: @gated_delta
// CHECK: cost = #perf.cost<flops = 1496, macs = 576, read = 512, written = 192, rule = "linear_attention_c1">
func.func @gated_delta(%q: tensor<1x4x8xf32>, %k: tensor<1x4x8xf32>, %v: tensor<1x4x12xf32>, %d: tensor<1x4x2xf32>, %b: tensor<1x4x2xf32>) -> tensor<1x4x12xf32> {
  %0:2 = nn.linear_attention %q, %k, %v, %d, %b {q_num_heads = 2 : i64, kv_num_heads = 2 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 1, 1>} : (tensor<1x4x8xf32>, tensor<1x4x8xf32>, tensor<1x4x12xf32>, tensor<1x4x2xf32>, tensor<1x4x2xf32>) -> (tensor<1x4x12xf32>, tensor<1x2x4x6xf32>)
  return %0#0 : tensor<1x4x12xf32>
}

// linear_attention_c1: macs = 4 * 24 * (2 + 2) = 384,
//   flops = 2 * 384 + 4*2*6 = 816, read = 4 * (32 + 32 + 48) = 448
// CHECK-LABEL: @linear
// CHECK: cost = #perf.cost<flops = 816, macs = 384, read = 448, written = 192, rule = "linear_attention_c1">
func.func @linear(%q: tensor<1x4x8xf32>, %k: tensor<1x4x8xf32>, %v: tensor<1x4x12xf32>) -> tensor<1x4x12xf32> {
  %0:2 = nn.linear_attention %q, %k, %v {update_rule = "linear", q_num_heads = 2 : i64, kv_num_heads = 2 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>} : (tensor<1x4x8xf32>, tensor<1x4x8xf32>, tensor<1x4x12xf32>) -> (tensor<1x4x12xf32>, tensor<1x2x4x6xf32>)
  return %0#0 : tensor<1x4x12xf32>
}
