// Other looks at the same elements. What depends on constants is inferred from
// their values; where they are not known, extents or the rank stay open.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @reshape
func.func @reshape(%x: tensor<2x3x4xf32>, %open: tensor<?x3x4xf32>, %shape: tensor<2xi64>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  %copy_and_rest = nn.constant dense<[0, -1]> : tensor<2xi64> : tensor<2xi64>
  // The first extent is copied, the second is 24 / 2 = 12.
  // CHECK: nn.reshape {{.*}} -> tensor<2x12xf32>
  %0 = nn.reshape %x, %copy_and_rest : (tensor<2x3x4xf32>, tensor<2xi64>) -> tensor<*xf32>
  // CHECK: nn.reshape {{.*}} -> tensor<?x?xf32>
  %1 = nn.reshape %open, %copy_and_rest : (tensor<?x3x4xf32>, tensor<2xi64>) -> tensor<*xf32>
  // CHECK: nn.reshape {{.*}} -> tensor<?x?xf32>
  %2 = nn.reshape %x, %shape : (tensor<2x3x4xf32>, tensor<2xi64>) -> tensor<*xf32>
  %none = nn.constant dense<0> : tensor<1xi64> : tensor<1xi64>
  %empty = nn.constant dense<0.0> : tensor<0x7xf32> : tensor<0x7xf32>
  // CHECK: nn.constant {{.*}} tensor<0xf32>
  %3 = nn.reshape %empty, %none {allowzero = 1 : i64} : (tensor<0x7xf32>, tensor<1xi64>) -> tensor<*xf32>
  return %0, %1, %2, %3 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @extents_of_one
func.func @extents_of_one(%x: tensor<2x1x3x1xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  %axis = nn.constant dense<-1> : tensor<1xi64> : tensor<1xi64>
  %axes = nn.constant dense<[0, -1]> : tensor<2xi64> : tensor<2xi64>
  // CHECK: nn.squeeze {{.*}} -> tensor<2x1x3xf32>
  %0 = nn.squeeze %x, %axis : (tensor<2x1x3x1xf32>, tensor<1xi64>) -> tensor<*xf32>
  // CHECK: nn.squeeze {{.*}} -> tensor<2x3xf32>
  %1 = nn.squeeze %0 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.unsqueeze {{.*}} -> tensor<1x2x3x1xf32>
  %2 = nn.unsqueeze %1, %axes : (tensor<*xf32>, tensor<2xi64>) -> tensor<*xf32>
  return %0, %1, %2 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @order
func.func @order(%x: tensor<2x?x4x5xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.transpose {{.*}} -> tensor<2x4x5x?xf32>
  %0 = nn.transpose %x {perm = array<i64: 0, 2, 3, 1>} : (tensor<2x?x4x5xf32>) -> tensor<*xf32>
  // CHECK: nn.transpose {{.*}} -> tensor<5x4x?x2xf32>
  %1 = nn.transpose %x : (tensor<2x?x4x5xf32>) -> tensor<*xf32>
  // 4 * 5 = 20
  // CHECK: nn.flatten {{.*}} -> tensor<?x20xf32>
  %2 = nn.flatten %x {axis = 2 : i64} : (tensor<2x?x4x5xf32>) -> tensor<*xf32>
  // CHECK: nn.flatten {{.*}} -> tensor<1x?xf32>
  %3 = nn.flatten %x {axis = 0 : i64} : (tensor<2x?x4x5xf32>) -> tensor<*xf32>
  return %0, %1, %2, %3 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @expand
func.func @expand(%x: tensor<3x1xf32>) -> tensor<*xf32> {
  %shape = nn.constant dense<[2, 1, 6]> : tensor<3xi64> : tensor<3xi64>
  // CHECK: nn.expand {{.*}} -> tensor<2x3x6xf32>
  %0 = nn.expand %x, %shape : (tensor<3x1xf32>, tensor<3xi64>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}

// Positions count from the back when negative and are clamped, as Python's.
// CHECK-LABEL: @slice
func.func @slice(%x: tensor<10x8xf32>, %at: tensor<1xi64>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  %starts = nn.constant dense<[-3, 100]> : tensor<2xi64> : tensor<2xi64>
  %ends = nn.constant dense<[100, -100]> : tensor<2xi64> : tensor<2xi64>
  %axes = nn.constant dense<[0, 1]> : tensor<2xi64> : tensor<2xi64>
  %steps = nn.constant dense<[2, -3]> : tensor<2xi64> : tensor<2xi64>
  // Positions 7, 9 and 7, 4, 1.
  // CHECK: nn.slice {{.*}} -> tensor<2x3xf32>
  %0 = nn.slice %x, %starts, %ends, %axes, %steps {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<10x8xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<*xf32>
  %one = nn.constant dense<1> : tensor<1xi64> : tensor<1xi64>
  // Only the extent along the known axis may change.
  // CHECK: nn.slice {{.*}} -> tensor<10x?xf32>
  %1 = nn.slice %x, %at, %at, %one {operandSegmentSizes = array<i32: 1, 1, 1, 1, 0>} : (tensor<10x8xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<*xf32>
  // CHECK: nn.slice {{.*}} -> tensor<0x8xf32>
  %2 = nn.slice %x, %one, %one {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0>} : (tensor<10x8xf32>, tensor<1xi64>, tensor<1xi64>) -> tensor<*xf32>
  return %0, %1, %2 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @split
func.func @split(%x: tensor<2x10xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  %sizes = nn.constant dense<[3, 7]> : tensor<2xi64> : tensor<2xi64>
  // CHECK: nn.split {{.*}} -> (tensor<2x3xf32>, tensor<2x7xf32>)
  %0:2 = nn.split %x, %sizes {axis = 1 : i64} : (tensor<2x10xf32>, tensor<2xi64>) -> (tensor<*xf32>, tensor<*xf32>)
  // Chunks of ceil(10 / 3) = 4; the last one is smaller.
  // CHECK: nn.split {{.*}} -> (tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x2xf32>)
  %1:3 = nn.split %x {axis = -1 : i64, num_outputs = 3 : i64} : (tensor<2x10xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>)
  return %0#0, %0#1, %1#0, %1#1, %1#2 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @questions
func.func @questions(%x: tensor<2x?x4x5xf32>) -> (tensor<*xi64>, tensor<*xi64>, tensor<*xf32>) {
  // CHECK: nn.shape {{.*}} -> tensor<2xi64>
  %0 = nn.shape %x {start = 1 : i64, end = -1 : i64} : (tensor<2x?x4x5xf32>) -> tensor<*xi64>
  // CHECK: nn.size {{.*}} -> tensor<i64>
  %1 = nn.size %x : (tensor<2x?x4x5xf32>) -> tensor<*xi64>
  // The identity folds away: the function returns its argument.
  // CHECK-NOT: nn.identity
  // CHECK: return %{{.*}}, %{{.*}}, %arg0
  %2 = nn.identity %x : (tensor<2x?x4x5xf32>) -> tensor<*xf32>
  return %0, %1, %2 : tensor<*xi64>, tensor<*xi64>, tensor<*xf32>
}
