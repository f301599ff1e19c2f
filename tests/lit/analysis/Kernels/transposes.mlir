// Which transpositions move under ONNX Runtime, and that none is copied twice.

// RUN: %perf-opt opt --perf-form-kernels=runtime=onnxruntime %s | FileCheck %s

// Two that are joined, and one that has moved, stay in their phase.
// CHECK-LABEL: @joined_backward
// CHECK: perf.kernel "copy" {{.*}}phase = "backward"
// CHECK-NEXT: nn.transpose {{.*}}1, 2, 0
// CHECK-NOT: nn.transpose
// CHECK: return
func.func @joined_backward(%x: tensor<2x3x4xf32>) -> tensor<3x4x2xf32> {
  %0 = nn.transpose %x {perm = array<i64: 1, 0, 2>, nn.phase = "backward"} : (tensor<2x3x4xf32>) -> tensor<3x2x4xf32>
  %1 = nn.transpose %0 {perm = array<i64: 0, 2, 1>, nn.phase = "backward"} : (tensor<3x2x4xf32>) -> tensor<3x4x2xf32>
  return %1 : tensor<3x4x2xf32>
}
// CHECK-LABEL: @moved_backward
// CHECK: perf.kernel "elementwise" {{.*}}phase = "backward"
// CHECK-NEXT: nn.relu
// CHECK: perf.kernel "copy" {{.*}}phase = "backward"
// CHECK-NEXT: nn.transpose
// CHECK: return
func.func @moved_backward(%x: tensor<4x8xf32>) -> tensor<8x4xf32> {
  %0 = nn.transpose %x {perm = array<i64: 1, 0>, nn.phase = "backward"} : (tensor<4x8xf32>) -> tensor<8x4xf32>
  %1 = nn.relu %0 {nn.phase = "backward"} : (tensor<8x4xf32>) -> tensor<8x4xf32>
  return %1 : tensor<8x4xf32>
}
// Two of different phases would cancel.
// CHECK-LABEL: @two_phases
// CHECK: perf.kernel "copy"
// CHECK-NEXT: nn.transpose
// CHECK: perf.kernel "copy" {{.*}}phase = "backward"
// CHECK-NEXT: nn.transpose
// CHECK: return
func.func @two_phases(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = nn.transpose %x {perm = array<i64: 1, 0>} : (tensor<4x8xf32>) -> tensor<8x4xf32>
  %1 = nn.transpose %0 {perm = array<i64: 1, 0>, nn.phase = "backward"} : (tensor<8x4xf32>) -> tensor<4x8xf32>
  return %1 : tensor<4x8xf32>
}

// The sum cannot move, as its other operand is not transposed, so the relu stays:
// one copy, not two.
// CHECK-LABEL: @sum_stays
// CHECK: nn.transpose
// CHECK-NOT: nn.transpose
// CHECK: return
func.func @sum_stays(%x: tensor<4x8xf32>, %r: tensor<8x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>) {
  %0 = nn.transpose %x {perm = array<i64: 1, 0>} : (tensor<4x8xf32>) -> tensor<8x4xf32>
  %1 = nn.relu %0 : (tensor<8x4xf32>) -> tensor<8x4xf32>
  %2 = nn.add %0, %r : (tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
  return %1, %2 : tensor<8x4xf32>, tensor<8x4xf32>
}
// Nor can it where the other transposition is needed by a softmax.
// CHECK-LABEL: @other_is_needed
// CHECK-COUNT-2: nn.transpose
// CHECK-NOT: nn.transpose
// CHECK: return
func.func @other_is_needed(%x: tensor<4x8xf32>, %r: tensor<4x8xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>) {
  %0 = nn.transpose %x {perm = array<i64: 1, 0>} : (tensor<4x8xf32>) -> tensor<8x4xf32>
  %1 = nn.transpose %r {perm = array<i64: 1, 0>} : (tensor<4x8xf32>) -> tensor<8x4xf32>
  %2 = nn.relu %0 : (tensor<8x4xf32>) -> tensor<8x4xf32>
  %3 = nn.add %0, %1 : (tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
  %4 = nn.softmax %1 : (tensor<8x4xf32>) -> tensor<8x4xf32>
  return %2, %3, %4 : tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>
}
// A product with what is about to move does move.
// CHECK-LABEL: @swish
// CHECK-NOT: nn.transpose
// CHECK: nn.sigmoid
// CHECK-NOT: nn.transpose
// CHECK: nn.mul
// CHECK: nn.transpose
// CHECK-NOT: nn.transpose
// CHECK: return
func.func @swish(%x: tensor<4x8xf32>) -> tensor<8x4xf32> {
  %0 = nn.transpose %x {perm = array<i64: 1, 0>} : (tensor<4x8xf32>) -> tensor<8x4xf32>
  %1 = nn.sigmoid %0 : (tensor<8x4xf32>) -> tensor<8x4xf32>
  %2 = nn.mul %0, %1 : (tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
  return %2 : tensor<8x4xf32>
}

// What counts is bytes: 1 each in front of this cast, 4 behind it; and the other
// way round.
// CHECK-LABEL: @widening
// CHECK: nn.transpose
// CHECK: nn.cast
// CHECK-NOT: nn.transpose
// CHECK: return
func.func @widening(%x: tensor<4x8xi8>) -> tensor<8x4xf32> {
  %0 = nn.transpose %x {perm = array<i64: 1, 0>} : (tensor<4x8xi8>) -> tensor<8x4xi8>
  %1 = nn.cast %0 {to = f32} : (tensor<8x4xi8>) -> tensor<8x4xf32>
  return %1 : tensor<8x4xf32>
}
// CHECK-LABEL: @narrowing
// CHECK-NOT: nn.transpose
// CHECK: nn.cast
// CHECK: nn.transpose
// CHECK: return
func.func @narrowing(%x: tensor<4x8xf32>) -> tensor<8x4xf16> {
  %0 = nn.transpose %x {perm = array<i64: 1, 0>} : (tensor<4x8xf32>) -> tensor<8x4xf32>
  %1 = nn.cast %0 {to = f16} : (tensor<8x4xf32>) -> tensor<8x4xf16>
  return %1 : tensor<8x4xf16>
}
