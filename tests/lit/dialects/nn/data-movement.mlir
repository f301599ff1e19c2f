// Elements copied, selected or made.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @copies
func.func @copies(%x: tensor<2x3xf32>, %open: tensor<2x?xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // 3 + 3 = 6; an open extent makes the sum open.
  // CHECK: nn.concat {{.*}} -> tensor<2x6xf32>
  %0 = nn.concat %x, %x {axis = -1 : i64} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<*xf32>
  // CHECK: nn.concat {{.*}} -> tensor<2x?xf32>
  %1 = nn.concat %x, %open {axis = 1 : i64} : (tensor<2x3xf32>, tensor<2x?xf32>) -> tensor<*xf32>
  %pads = nn.constant dense<[1, 0, 0, -2]> : tensor<4xi64> : tensor<4xi64>
  // 2 + 1 + 0 = 3, 3 + 0 - 2 = 1
  // CHECK: nn.pad {{.*}} -> tensor<3x1xf32>
  %2 = nn.pad %x, %pads {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<2x3xf32>, tensor<4xi64>) -> tensor<*xf32>
  %repeats = nn.constant dense<[2, 5]> : tensor<2xi64> : tensor<2xi64>
  // CHECK: nn.tile {{.*}} -> tensor<4x15xf32>
  %3 = nn.tile %x, %repeats : (tensor<2x3xf32>, tensor<2xi64>) -> tensor<*xf32>
  // CHECK: nn.trilu {{.*}} -> tensor<2x3xf32>
  %4 = nn.trilu %x {upper = 0 : i64} : (tensor<2x3xf32>) -> tensor<*xf32>
  return %0, %1, %2, %3, %4 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @gathers
func.func @gathers(%table: tensor<1000x64xf32>, %ids: tensor<2x?xi64>, %pairs: tensor<7x2xi64>, %x: tensor<5x6x8xf32>, %same: tensor<5x2x8xi64>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // The indexed extent is replaced by those of the indices.
  // CHECK: nn.gather {{.*}} -> tensor<2x?x64xf32>
  %0 = nn.gather %table, %ids : (tensor<1000x64xf32>, tensor<2x?xi64>) -> tensor<*xf32>
  // CHECK: nn.gather_nd {{.*}} -> tensor<7x8xf32>
  %1 = nn.gather_nd %x, %pairs : (tensor<5x6x8xf32>, tensor<7x2xi64>) -> tensor<*xf32>
  // CHECK: nn.gather_elements {{.*}} -> tensor<5x2x8xf32>
  %2 = nn.gather_elements %x, %same {axis = 1 : i64} : (tensor<5x6x8xf32>, tensor<5x2x8xi64>) -> tensor<*xf32>
  return %0, %1, %2 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @scatters
func.func @scatters(%x: tensor<5x6xf32>, %at: tensor<5x2xi64>, %rows: tensor<2x1xi64>, %u: tensor<5x2xf32>, %v: tensor<2x6xf32>) -> tensor<*xf32> {
  // CHECK: nn.scatter_elements {{.*}} -> tensor<5x6xf32>
  %0 = nn.scatter_elements %x, %at, %u {axis = 1 : i64, reduction = "add"} : (tensor<5x6xf32>, tensor<5x2xi64>, tensor<5x2xf32>) -> tensor<*xf32>
  // CHECK: nn.scatter_nd {{.*}} -> tensor<5x6xf32>
  %1 = nn.scatter_nd %0, %rows, %v : (tensor<*xf32>, tensor<2x1xi64>, tensor<2x6xf32>) -> tensor<*xf32>
  return %1 : tensor<*xf32>
}

// CHECK-LABEL: @images
func.func @images(%x: tensor<1x4x6x7xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  %scales = nn.weight "scales" {value = dense<[1.0, 1.0, 1.5, 2.0]> : tensor<4xf32>} : tensor<4xf32>
  // floor(6 * 1.5) = 9, floor(7 * 2) = 14
  // CHECK: nn.resize {{.*}} -> tensor<1x4x9x14xf32>
  %0 = nn.resize %x, %scales {mode = "linear", operandSegmentSizes = array<i32: 1, 0, 1, 0>} : (tensor<1x4x6x7xf32>, tensor<4xf32>) -> tensor<*xf32>
  %sizes = nn.constant dense<[12, 13]> : tensor<2xi64> : tensor<2xi64>
  // CHECK: nn.resize {{.*}} -> tensor<1x4x12x13xf32>
  %1 = nn.resize %x, %sizes {axes = array<i64: 2, 3>, operandSegmentSizes = array<i32: 1, 0, 0, 1>} : (tensor<1x4x6x7xf32>, tensor<2xi64>) -> tensor<*xf32>
  // Channels 4 / 2^2 = 1, extents 6 * 2 and 7 * 2.
  // CHECK: nn.depth_to_space {{.*}} -> tensor<1x1x12x14xf32>
  %2 = nn.depth_to_space %x {blocksize = 2 : i64} : (tensor<1x4x6x7xf32>) -> tensor<*xf32>
  // And back.
  // CHECK: nn.space_to_depth {{.*}} -> tensor<1x4x6x7xf32>
  %3 = nn.space_to_depth %2 {blocksize = 2 : i64} : (tensor<*xf32>) -> tensor<*xf32>
  return %0, %1, %2, %3 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @keeps_aspect
func.func @keeps_aspect(%x: tensor<1x4x6x7xf32>) -> (tensor<*xf32>, tensor<*xf32>) {
  %sizes = nn.constant dense<[12, 13]> : tensor<2xi64> : tensor<2xi64>
  // 12 / 6 = 2 and 13 / 7 = 1.857: the smaller scale gives 6 * 1.857 = 11.14 rows.
  // CHECK: nn.resize {{.*}} -> tensor<1x4x11x13xf32>
  %0 = nn.resize %x, %sizes {axes = array<i64: 2, 3>, keep_aspect_ratio_policy = "not_larger", operandSegmentSizes = array<i32: 1, 0, 0, 1>} : (tensor<1x4x6x7xf32>, tensor<2xi64>) -> tensor<*xf32>
  // The larger scale gives 7 * 2 = 14 columns.
  // CHECK: nn.resize {{.*}} -> tensor<1x4x12x14xf32>
  %1 = nn.resize %x, %sizes {axes = array<i64: 2, 3>, keep_aspect_ratio_policy = "not_smaller", operandSegmentSizes = array<i32: 1, 0, 0, 1>} : (tensor<1x4x6x7xf32>, tensor<2xi64>) -> tensor<*xf32>
  return %0, %1 : tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @made
func.func @made(%x: tensor<2x3xf32>, %ids: tensor<2x3xi64>, %values: tensor<2xf32>, %limit: tensor<i64>, %shape: tensor<3xi64>) -> (tensor<*xf32>, tensor<*xi64>, tensor<*xf32>, tensor<*xf16>, tensor<*xi64>) {
  %depth = nn.constant dense<10> : tensor<i64> : tensor<i64>
  // CHECK: nn.one_hot {{.*}} -> tensor<2x10x3xf32>
  %0 = nn.one_hot %ids, %depth, %values {axis = 1 : i64} : (tensor<2x3xi64>, tensor<i64>, tensor<2xf32>) -> tensor<*xf32>
  %zero = nn.constant dense<0> : tensor<i64> : tensor<i64>
  %one = nn.constant dense<1> : tensor<i64> : tensor<i64>
  // CHECK: nn.range {{.*}} -> tensor<?xi64>
  %1 = nn.range %zero, %limit, %one : (tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<*xi64>
  // CHECK: nn.constant_of_shape {{.*}} -> tensor<?x?x?xf32>
  %2 = nn.constant_of_shape %shape : (tensor<3xi64>) -> tensor<*xf32>
  // CHECK: nn.eye_like {{.*}} -> tensor<2x3xf16>
  %3 = nn.eye_like %x {dtype = f16} : (tensor<2x3xf32>) -> tensor<*xf16>
  // How many elements are not zero is decided by the data.
  // CHECK: nn.non_zero {{.*}} -> tensor<2x?xi64>
  %4 = nn.non_zero %x : (tensor<2x3xf32>) -> tensor<*xi64>
  return %0, %1, %2, %3, %4 : tensor<*xf32>, tensor<*xi64>, tensor<*xf32>, tensor<*xf16>, tensor<*xi64>
}
