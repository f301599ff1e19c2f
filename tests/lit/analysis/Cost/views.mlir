// Views launch nothing: eager changes strides only. A reshape of elements that
// lie scattered is a copy; PyTorch's rule for Tensor.view decides.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// view_c1: no kernel for any of these.
// CHECK-LABEL: @views
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @views(%x: tensor<2x3x4x5xf32>) -> (tensor<2x60xf32>, tensor<2x5x3x4xf32>, tensor<7x2x3x4x5xf32>, tensor<2x3x4x2xf32>) {
  %flat = nn.constant dense<[2, 60]> : tensor<2xi64> : tensor<2xi64>
  %0 = nn.reshape %x, %flat : (tensor<2x3x4x5xf32>, tensor<2xi64>) -> tensor<2x60xf32>
  %1 = nn.transpose %x {perm = array<i64: 0, 3, 1, 2>} : (tensor<2x3x4x5xf32>) -> tensor<2x5x3x4xf32>
  %wide = nn.constant dense<[7, 1, 1, 1, 1]> : tensor<5xi64> : tensor<5xi64>
  %2 = nn.expand %x, %wide : (tensor<2x3x4x5xf32>, tensor<5xi64>) -> tensor<7x2x3x4x5xf32>
  %start = nn.constant dense<3> : tensor<1xi64> : tensor<1xi64>
  %end = nn.constant dense<5> : tensor<1xi64> : tensor<1xi64>
  %3 = nn.slice %x, %start, %end, %start {operandSegmentSizes = array<i32: 1, 1, 1, 1, 0>} : (tensor<2x3x4x5xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x3x4x2xf32>
  return %0, %1, %2, %3 : tensor<2x60xf32>, tensor<2x5x3x4xf32>, tensor<7x2x3x4x5xf32>, tensor<2x3x4x2xf32>
}

// Channels last, then both spatial extents as one: 3*4 rows lie one after
// another, so it is a view.
// CHECK-LABEL: @mergeable
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @mergeable(%x: tensor<2x5x3x4xf32>) -> tensor<2x12x5xf32> {
  %t = nn.transpose %x {perm = array<i64: 0, 2, 3, 1>} : (tensor<2x5x3x4xf32>) -> tensor<2x3x4x5xf32>
  %shape = nn.constant dense<[2, 12, 5]> : tensor<3xi64> : tensor<3xi64>
  %0 = nn.reshape %t, %shape : (tensor<2x3x4x5xf32>, tensor<3xi64>) -> tensor<2x12x5xf32>
  return %0 : tensor<2x12x5xf32>
}

// The heads of an attention lie 16*64 elements apart: they must be copied to
// be one row of 12*64.
// reshape_c1: flops = 0, macs = 0, read = 4 * 2*16*768 = 98304,
//   written = 4 * 2*16*768 = 98304
// CHECK-LABEL: @heads_put_together
// CHECK: perf.kernel "copy" attributes {cost = #perf.cost<flops = 0, macs = 0, read = 98304, written = 98304, rule = "reshape_c1">, problem = {elements = 24576 : i64}}
func.func @heads_put_together(%x: tensor<2x12x16x64xf32>) -> tensor<2x16x768xf32> {
  %t = nn.transpose %x {perm = array<i64: 0, 2, 1, 3>} : (tensor<2x12x16x64xf32>) -> tensor<2x16x12x64xf32>
  %shape = nn.constant dense<[2, 16, 768]> : tensor<3xi64> : tensor<3xi64>
  %0 = nn.reshape %t, %shape : (tensor<2x16x12x64xf32>, tensor<3xi64>) -> tensor<2x16x768xf32>
  return %0 : tensor<2x16x768xf32>
}

// A fused attention works on [batch, seq, heads, dim]: to flatten its heads
// copies nothing.
// CHECK-LABEL: @heads_of_a_fused_attention
// CHECK: perf.kernel "attention"
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @heads_of_a_fused_attention(%q: tensor<2x12x16x64xf32>) -> tensor<2x16x768xf32> {
  %shape = nn.constant dense<[2, 16, 768]> : tensor<3xi64> : tensor<3xi64>
  %y:4 = nn.attention %q, %q, %q {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0>} : (tensor<2x12x16x64xf32>, tensor<2x12x16x64xf32>, tensor<2x12x16x64xf32>) -> (tensor<2x12x16x64xf32>, tensor<2x12x16x64xf32>, tensor<2x12x16x64xf32>, tensor<2x12x16x16xf32>)
  %0 = nn.transpose %y#0 {perm = array<i64: 0, 2, 1, 3>} : (tensor<2x12x16x64xf32>) -> tensor<2x16x12x64xf32>
  %1 = nn.reshape %0, %shape : (tensor<2x16x12x64xf32>, tensor<3xi64>) -> tensor<2x16x768xf32>
  return %1 : tensor<2x16x768xf32>
}
