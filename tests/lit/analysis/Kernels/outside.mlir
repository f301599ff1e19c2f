// What has no count stays outside of kernels, where the report finds it: nothing
// is taken for zero.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// CHECK-LABEL: @main
func.func @main(%x: tensor<4x4xf32>, %open: tensor<?xf32>) -> (tensor<*xf32>, tensor<2x?xi64>, tensor<?xf32>, tensor<4x4xf32>) {
  // CHECK-NEXT: nn.opaque
  %0 = nn.opaque %x {op_type = "Frobnicate", reason = "this operator is not known"} : (tensor<4x4xf32>) -> tensor<*xf32>
  // CHECK-NEXT: nn.non_zero
  %1 = nn.non_zero %x : (tensor<4x4xf32>) -> tensor<2x?xi64>
  // CHECK-NEXT: nn.exp
  %2 = nn.exp %open : (tensor<?xf32>) -> tensor<?xf32>
  // CHECK-NEXT: perf.kernel
  %3 = nn.exp %x : (tensor<4x4xf32>) -> tensor<4x4xf32>
  return %0, %1, %2, %3 : tensor<*xf32>, tensor<2x?xi64>, tensor<?xf32>, tensor<4x4xf32>
}

// The type in the text is more than what inference can tell from an operand of
// unknown rank. Counting must not take it for more than it is.
// CHECK-LABEL: @declared_only
func.func @declared_only(%q: tensor<8xf32>, %b: tensor<*xf32>) -> (tensor<2x2xf32>, tensor<2xf32>) {
  // CHECK-NEXT: nn.gemm
  %0 = nn.gemm %q, %b : (tensor<8xf32>, tensor<*xf32>) -> tensor<2x2xf32>
  // CHECK-NEXT: nn.attention
  %y, %k, %v, %s = nn.attention %q, %b, %b {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0>} : (tensor<8xf32>, tensor<*xf32>, tensor<*xf32>) -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>)
  return %0, %y : tensor<2x2xf32>, tensor<2xf32>
}
