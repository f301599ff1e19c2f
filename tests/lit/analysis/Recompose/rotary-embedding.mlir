// x cos + turned(x) sin. PyTorch has no function for it: eager mode runs the
// parts, whatever the opset.

// RUN: %perf-opt opt --perf-recompose=always %s | FileCheck %s
// RUN: %perf-opt opt --perf-recompose %s | FileCheck %s --check-prefix=EAGER
// EAGER-NOT: nn.rotary_embedding

// CHECK-LABEL: @halves
// CHECK: nn.rotary_embedding %arg0, {{.*}} : (tensor<2x4x8x16xf32>, tensor<1x8x8xf32>, tensor<1x8x8xf32>)
// CHECK-NEXT: return
func.func @halves(%x: tensor<2x4x8x16xf32>, %cos: tensor<1x1x8x16xf32>, %sin: tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %i0 = nn.constant dense<[0]> : tensor<1xi64> : tensor<1xi64>
  %i1 = nn.constant dense<[8]> : tensor<1xi64> : tensor<1xi64>
  %i2 = nn.constant dense<[3]> : tensor<1xi64> : tensor<1xi64>
  %i3 = nn.constant dense<[1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.slice %x, %i0, %i1, %i2, %i3 {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x4x8x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x4x8x8xf32>
  %i4 = nn.constant dense<[4611686018427387904]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.slice %x, %i1, %i4, %i2, %i3 {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x4x8x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x4x8x8xf32>
  %2 = nn.neg %1 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %3 = nn.concat %2, %0 {axis = 3 : i64} : (tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) -> tensor<2x4x8x16xf32>
  %4 = nn.mul %x, %cos : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %5 = nn.mul %3, %sin : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %6 = nn.add %4, %5 : (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %6 : tensor<2x4x8x16xf32>
}

// CHECK-LABEL: @split
// CHECK: nn.rotary_embedding %arg0, {{.*}} : (tensor<2x4x8x16xf32>, tensor<1x8x8xf32>, tensor<1x8x8xf32>)
// CHECK-NEXT: return
func.func @split(%x: tensor<2x4x8x16xf32>, %cos: tensor<1x1x8x16xf32>, %sin: tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %0:2 = nn.split %x {axis = 3 : i64, num_outputs = 2 : i64} : (tensor<2x4x8x16xf32>) -> (tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>)
  %1 = nn.neg %0#1 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %2 = nn.concat %1, %0#0 {axis = 3 : i64} : (tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) -> tensor<2x4x8x16xf32>
  %3 = nn.mul %x, %cos : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %4 = nn.mul %2, %sin : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %5 = nn.add %4, %3 : (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %5 : tensor<2x4x8x16xf32>
}

// (x1 cos - x2 sin, x2 cos + x1 sin)
// CHECK-LABEL: @side_by_side
// CHECK: nn.rotary_embedding %arg0, {{.*}} : (tensor<2x4x8x16xf32>, tensor<1x8x8xf32>, tensor<1x8x8xf32>)
// CHECK-NEXT: return
func.func @side_by_side(%x: tensor<2x4x8x16xf32>, %cos: tensor<1x1x8x8xf32>, %sin: tensor<1x1x8x8xf32>) -> tensor<2x4x8x16xf32> {
  %0:2 = nn.split %x {axis = 3 : i64, num_outputs = 2 : i64} : (tensor<2x4x8x16xf32>) -> (tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>)
  %1 = nn.mul %0#0, %cos : (tensor<2x4x8x8xf32>, tensor<1x1x8x8xf32>) -> tensor<2x4x8x8xf32>
  %2 = nn.mul %0#1, %sin : (tensor<2x4x8x8xf32>, tensor<1x1x8x8xf32>) -> tensor<2x4x8x8xf32>
  %3 = nn.sub %1, %2 : (tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %4 = nn.mul %0#1, %cos : (tensor<2x4x8x8xf32>, tensor<1x1x8x8xf32>) -> tensor<2x4x8x8xf32>
  %5 = nn.mul %0#0, %sin : (tensor<2x4x8x8xf32>, tensor<1x1x8x8xf32>) -> tensor<2x4x8x8xf32>
  %6 = nn.add %4, %5 : (tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %7 = nn.concat %3, %6 {axis = 3 : i64} : (tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) -> tensor<2x4x8x16xf32>
  return %7 : tensor<2x4x8x16xf32>
}

// Neighbours are a pair.
// CHECK-LABEL: @interleaved
// CHECK: nn.rotary_embedding %arg0, {{.*}} {interleaved = 1 : i64}
// CHECK-NEXT: return
func.func @interleaved(%x: tensor<2x4x8x16xf32>, %cos: tensor<1x1x8x16xf32>, %sin: tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %i0 = nn.constant dense<[1]> : tensor<1xi64> : tensor<1xi64>
  %i1 = nn.constant dense<[4611686018427387904]> : tensor<1xi64> : tensor<1xi64>
  %i2 = nn.constant dense<[3]> : tensor<1xi64> : tensor<1xi64>
  %i3 = nn.constant dense<[2]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.slice %x, %i0, %i1, %i2, %i3 {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x4x8x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x4x8x8xf32>
  %i4 = nn.constant dense<[0]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.slice %x, %i4, %i1, %i2, %i3 {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x4x8x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x4x8x8xf32>
  %2 = nn.neg %0 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %i5 = nn.constant dense<[4]> : tensor<1xi64> : tensor<1xi64>
  %3 = nn.unsqueeze %2, %i5 : (tensor<2x4x8x8xf32>, tensor<1xi64>) -> tensor<2x4x8x8x1xf32>
  %4 = nn.unsqueeze %1, %i5 : (tensor<2x4x8x8xf32>, tensor<1xi64>) -> tensor<2x4x8x8x1xf32>
  %5 = nn.concat %3, %4 {axis = 4 : i64} : (tensor<2x4x8x8x1xf32>, tensor<2x4x8x8x1xf32>) -> tensor<2x4x8x8x2xf32>
  %i6 = nn.constant dense<[2, 4, 8, 16]> : tensor<4xi64> : tensor<4xi64>
  %6 = nn.reshape %5, %i6 : (tensor<2x4x8x8x2xf32>, tensor<4xi64>) -> tensor<2x4x8x16xf32>
  %7 = nn.mul %x, %cos : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %8 = nn.mul %6, %sin : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %9 = nn.add %7, %8 : (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %9 : tensor<2x4x8x16xf32>
}

// Negatives.
// CHECK-LABEL: @not_negated
// CHECK-NOT: nn.rotary_embedding
// CHECK: return
func.func @not_negated(%x: tensor<2x4x8x16xf32>, %cos: tensor<1x1x8x16xf32>, %sin: tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %i0 = nn.constant dense<[0]> : tensor<1xi64> : tensor<1xi64>
  %i1 = nn.constant dense<[8]> : tensor<1xi64> : tensor<1xi64>
  %i2 = nn.constant dense<[3]> : tensor<1xi64> : tensor<1xi64>
  %i3 = nn.constant dense<[1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.slice %x, %i0, %i1, %i2, %i3 {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x4x8x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x4x8x8xf32>
  %i4 = nn.constant dense<[4611686018427387904]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.slice %x, %i1, %i4, %i2, %i3 {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x4x8x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x4x8x8xf32>
  %2 = nn.concat %1, %0 {axis = 3 : i64} : (tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) -> tensor<2x4x8x16xf32>
  %3 = nn.mul %x, %cos : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %4 = nn.mul %2, %sin : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %5 = nn.add %3, %4 : (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %5 : tensor<2x4x8x16xf32>
}

// CHECK-LABEL: @unequal_halves
// CHECK-NOT: nn.rotary_embedding
// CHECK: return
func.func @unequal_halves(%x: tensor<2x4x8x16xf32>, %cos: tensor<1x1x8x16xf32>, %sin: tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %i0 = nn.constant dense<[0]> : tensor<1xi64> : tensor<1xi64>
  %i1 = nn.constant dense<[6]> : tensor<1xi64> : tensor<1xi64>
  %i2 = nn.constant dense<[3]> : tensor<1xi64> : tensor<1xi64>
  %i3 = nn.constant dense<[1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.slice %x, %i0, %i1, %i2, %i3 {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x4x8x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x4x8x6xf32>
  %i4 = nn.constant dense<[4611686018427387904]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.slice %x, %i1, %i4, %i2, %i3 {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x4x8x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x4x8x10xf32>
  %2 = nn.neg %1 : (tensor<2x4x8x10xf32>) -> tensor<2x4x8x10xf32>
  %3 = nn.concat %2, %0 {axis = 3 : i64} : (tensor<2x4x8x10xf32>, tensor<2x4x8x6xf32>) -> tensor<2x4x8x16xf32>
  %4 = nn.mul %x, %cos : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %5 = nn.mul %3, %sin : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %6 = nn.add %4, %5 : (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %6 : tensor<2x4x8x16xf32>
}

// CHECK-LABEL: @turned_used_elsewhere
// CHECK-NOT: nn.rotary_embedding
// CHECK: return
func.func @turned_used_elsewhere(%x: tensor<2x4x8x16xf32>, %cos: tensor<1x1x8x16xf32>, %sin: tensor<1x1x8x16xf32>) -> (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>) {
  %i0 = nn.constant dense<[8]> : tensor<1xi64> : tensor<1xi64>
  %i1 = nn.constant dense<[4611686018427387904]> : tensor<1xi64> : tensor<1xi64>
  %i2 = nn.constant dense<[3]> : tensor<1xi64> : tensor<1xi64>
  %i3 = nn.constant dense<[1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.slice %x, %i0, %i1, %i2, %i3 {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x4x8x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x4x8x8xf32>
  %1 = nn.neg %0 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %i4 = nn.constant dense<[0]> : tensor<1xi64> : tensor<1xi64>
  %2 = nn.slice %x, %i4, %i0, %i2, %i3 {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x4x8x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x4x8x8xf32>
  %3 = nn.concat %1, %2 {axis = 3 : i64} : (tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) -> tensor<2x4x8x16xf32>
  %4 = nn.mul %x, %cos : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %5 = nn.mul %3, %sin : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %6 = nn.add %4, %5 : (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %6, %3 : tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>
}

// CHECK-LABEL: @other_value
// CHECK-NOT: nn.rotary_embedding
// CHECK: return
func.func @other_value(%x: tensor<2x4x8x16xf32>, %cos: tensor<1x1x8x16xf32>, %sin: tensor<1x1x8x16xf32>, %z: tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %i0 = nn.constant dense<[8]> : tensor<1xi64> : tensor<1xi64>
  %i1 = nn.constant dense<[4611686018427387904]> : tensor<1xi64> : tensor<1xi64>
  %i2 = nn.constant dense<[3]> : tensor<1xi64> : tensor<1xi64>
  %i3 = nn.constant dense<[1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.slice %x, %i0, %i1, %i2, %i3 {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x4x8x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x4x8x8xf32>
  %1 = nn.neg %0 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %i4 = nn.constant dense<[0]> : tensor<1xi64> : tensor<1xi64>
  %2 = nn.slice %x, %i4, %i0, %i2, %i3 {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x4x8x16xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<2x4x8x8xf32>
  %3 = nn.concat %1, %2 {axis = 3 : i64} : (tensor<2x4x8x8xf32>, tensor<2x4x8x8xf32>) -> tensor<2x4x8x16xf32>
  %4 = nn.mul %z, %cos : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %5 = nn.mul %3, %sin : (tensor<2x4x8x16xf32>, tensor<1x1x8x16xf32>) -> tensor<2x4x8x16xf32>
  %6 = nn.add %4, %5 : (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %6 : tensor<2x4x8x16xf32>
}
