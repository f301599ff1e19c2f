// Regions, boxes and sampling grids.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @grids
func.func @grids(%x: tensor<2x3x8x9xf32>, %theta: tensor<2x2x3xf32>, %grid: tensor<2x5x6x2xf32>, %volume: tensor<?x3x4xf32>, %size5: tensor<5xi64>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.grid_sample {{.*}} -> tensor<2x3x5x6xf32>
  %0 = nn.grid_sample %x, %grid {mode = "cubic"} : (tensor<2x3x8x9xf32>, tensor<2x5x6x2xf32>) -> tensor<*xf32>
  %size = nn.constant dense<[2, 3, 5, 6]> : tensor<4xi64> : tensor<4xi64>
  // CHECK: nn.affine_grid {{.*}} -> tensor<2x5x6x2xf32>
  %1 = nn.affine_grid %theta, %size : (tensor<2x2x3xf32>, tensor<4xi64>) -> tensor<*xf32>
  // CHECK: nn.affine_grid {{.*}} -> tensor<?x?x?x?x3xf32>
  %2 = nn.affine_grid %volume, %size5 : (tensor<?x3x4xf32>, tensor<5xi64>) -> tensor<*xf32>
  return %0, %1, %2 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @regions
func.func @regions(%x: tensor<1x256x50x50xf16>, %rois: tensor<?x4xf16>, %batch: tensor<?xi64>, %rois5: tensor<7x5xf16>) -> (tensor<*xf16>, tensor<*xf16>) {
  // CHECK: nn.roi_align {{.*}} -> tensor<?x256x7x7xf16>
  %0 = nn.roi_align %x, %rois, %batch {output_height = 7 : i64, output_width = 7 : i64, sampling_ratio = 2 : i64} : (tensor<1x256x50x50xf16>, tensor<?x4xf16>, tensor<?xi64>) -> tensor<*xf16>
  // CHECK: nn.max_roi_pool {{.*}} -> tensor<7x256x6x5xf16>
  %1 = nn.max_roi_pool %x, %rois5 {pooled_shape = array<i64: 6, 5>} : (tensor<1x256x50x50xf16>, tensor<7x5xf16>) -> tensor<*xf16>
  return %0, %1 : tensor<*xf16>, tensor<*xf16>
}

// How many boxes and how large an image there is, the data decide.
// CHECK-LABEL: @decided_by_data
func.func @decided_by_data(%boxes: tensor<1x1000x4xf32>, %scores: tensor<1x80x1000xf32>, %bytes: tensor<?xui8>) -> (tensor<*xi64>, tensor<*xui8>) {
  // CHECK: nn.non_max_suppression {{.*}} -> tensor<?x3xi64>
  %0 = nn.non_max_suppression %boxes, %scores {operandSegmentSizes = array<i32: 1, 1, 0, 0, 0>} : (tensor<1x1000x4xf32>, tensor<1x80x1000xf32>) -> tensor<*xi64>
  // CHECK: nn.image_decoder {{.*}} -> tensor<?x?x1xui8>
  %1 = nn.image_decoder %bytes {pixel_format = "Grayscale"} : (tensor<?xui8>) -> tensor<*xui8>
  return %0, %1 : tensor<*xi64>, tensor<*xui8>
}
