// Branches, loops and sequences become what runs: nothing is left of them.

// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-NOT: nn.if
// CHECK-NOT: nn.loop
// CHECK-NOT: nn.scan
// CHECK-NOT: nn.sequence

// CHECK-LABEL: func.func @branch
func.func @branch(%x: tensor<2x3xf32>) -> tensor<*xf32> {
  %c = nn.constant dense<false> : tensor<i1> : tensor<i1>
  // CHECK-NEXT: %[[Y:.*]] = nn.exp %arg0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  // CHECK-NEXT: return %[[Y]]
  %y = nn.if %c {
    %0 = nn.relu %x : (tensor<2x3xf32>) -> tensor<*xf32>
    nn.yield %0 : tensor<*xf32>
  } else {
    %0 = nn.exp %x : (tensor<2x3xf32>) -> tensor<*xf32>
    nn.yield %0 : tensor<*xf32>
  } : (tensor<i1>) -> tensor<*xf32>
  return %y : tensor<*xf32>
}

// The carried value grows: every trip has its own shapes.

// CHECK-LABEL: func.func @grows
// CHECK-SAME: -> tensor<8x3xf32>
func.func @grows(%x: tensor<2x3xf32>) -> tensor<*xf32> {
  %m = nn.constant dense<2> : tensor<i64> : tensor<i64>
  // 2 + 2 = 4 rows, then 4 + 4 = 8
  // CHECK: nn.concat %arg0, %arg0 {axis = 0 : i64} : {{.*}} -> tensor<4x3xf32>
  // CHECK: nn.concat {{.*}} -> tensor<8x3xf32>
  %y = nn.loop %m, %x attributes {operandSegmentSizes = array<i32: 1, 0, 1>} {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>, %h: tensor<*xf32>):
    %0 = nn.concat %h, %h {axis = 0 : i64} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
    nn.yield %c, %0 : tensor<i1>, tensor<*xf32>
  } : (tensor<i64>, tensor<2x3xf32>) -> tensor<*xf32>
  return %y : tensor<*xf32>
}

// Slices of the last axis from the back; results stacked along axis 1.

// CHECK-LABEL: func.func @scan
// CHECK-SAME: -> tensor<2x3xf32>
func.func @scan(%x: tensor<2x3xf32>) -> tensor<*xf32> {
  // CHECK-DAG: %[[TWO:.*]] = nn.constant dense<2> : tensor<1xi64>
  // CHECK: nn.slice %arg0, %[[TWO]]
  // CHECK-COUNT-3: nn.relu {{.*}} -> tensor<2xf32>
  // CHECK: nn.concat {{.*}} {axis = 1 : i64} : (tensor<2x1xf32>, tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x3xf32>
  %y = nn.scan %x attributes {operandSegmentSizes = array<i32: 0, 1>, scan_input_axes = array<i64: -1>,
                   scan_input_directions = array<i64: 1>, scan_output_axes = array<i64: 1>} {
  ^bb0(%row: tensor<*xf32>):
    %0 = nn.relu %row : (tensor<*xf32>) -> tensor<*xf32>
    nn.yield %0 : tensor<*xf32>
  } : (tensor<2x3xf32>) -> tensor<*xf32>
  return %y : tensor<*xf32>
}

// CHECK-LABEL: func.func @sequence
// CHECK-SAME: -> (tensor<2x1xf32>, tensor<i64>)
func.func @sequence(%x: tensor<2x3xf32>) -> (tensor<*xf32>, tensor<*xi64>) {
  %last = nn.constant dense<-1> : tensor<i64> : tensor<i64>
  %two = nn.constant dense<2> : tensor<i64> : tensor<i64>
  // Chunks of 2 columns of 3: [2, 2] and [2, 1].
  // CHECK: %[[PARTS:.*]]:2 = nn.split %arg0
  // CHECK: %[[LENGTH:.*]] = nn.constant dense<2> : tensor<i64>
  // CHECK: return %[[PARTS]]#1, %[[LENGTH]]
  %parts = nn.split_to_sequence %x, %two {axis = 1 : i64} : (tensor<2x3xf32>, tensor<i64>) -> !nn.sequence<tensor<*xf32>>
  %length = nn.sequence_length %parts : (!nn.sequence<tensor<*xf32>>) -> tensor<*xi64>
  %part = nn.sequence_at %parts, %last : (!nn.sequence<tensor<*xf32>>, tensor<i64>) -> tensor<*xf32>
  return %part, %length : tensor<*xf32>, tensor<*xi64>
}
