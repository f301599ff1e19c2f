// Layers that carry a state from call to call.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @cache
func.func @cache(%past: tensor<2x8x?x64xf16>, %update: tensor<2x8x1x64xf16>, %at: tensor<2xi64>) -> tensor<*xf16> {
  // CHECK: nn.tensor_scatter {{.*}} -> tensor<2x8x?x64xf16>
  %0 = nn.tensor_scatter %past, %update, %at : (tensor<2x8x?x64xf16>, tensor<2x8x1x64xf16>, tensor<2xi64>) -> tensor<*xf16>
  return %0 : tensor<*xf16>
}

// CHECK-LABEL: @causal
func.func @causal(%x: tensor<2x16x?xf32>, %w: tensor<16x1x4xf32>) -> (tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.causal_conv_with_state {{.*}} -> (tensor<2x16x?xf32>, tensor<2x16x3xf32>)
  %0:2 = nn.causal_conv_with_state %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<2x16x?xf32>, tensor<16x1x4xf32>) -> (tensor<*xf32>, tensor<*xf32>)
  return %0#0, %0#1 : tensor<*xf32>, tensor<*xf32>
}

// 4 query heads and 2 key heads of 32, values of 48: 4 * 48 = 192.
// CHECK-LABEL: @linear_attention
func.func @linear_attention(%q: tensor<2x?x128xf16>, %k: tensor<2x?x64xf16>, %v: tensor<2x?x96xf16>, %past: tensor<2x2x32x48xf32>) -> (tensor<*xf16>, tensor<*xf32>) {
  // CHECK: nn.linear_attention {{.*}} -> (tensor<2x?x192xf16>, tensor<2x2x32x48xf32>)
  %0:2 = nn.linear_attention %q, %k, %v, %past {update_rule = "linear", q_num_heads = 4 : i64, kv_num_heads = 2 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 1, 0, 0>} : (tensor<2x?x128xf16>, tensor<2x?x64xf16>, tensor<2x?x96xf16>, tensor<2x2x32x48xf32>) -> (tensor<*xf16>, tensor<*xf32>)
  return %0#0, %0#1 : tensor<*xf16>, tensor<*xf32>
}
