// Regions and sampling grids.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// grid_sample_c1: flops = 3*4*4 * 3 * (2^2 - 1) = 432,
//   read = 4 * (3*8*8 + 4*4*2) = 896, written = 4 * 3*4*4 = 192
// CHECK-LABEL: @linear
// CHECK: cost = #perf.cost<flops = 432, macs = 0, read = 896, written = 192, rule = "grid_sample_c1">
func.func @linear(%x: tensor<1x3x8x8xf32>, %g: tensor<1x4x4x2xf32>) -> tensor<1x3x4x4xf32> {
  %0 = nn.grid_sample %x, %g : (tensor<1x3x8x8xf32>, tensor<1x4x4x2xf32>) -> tensor<1x3x4x4xf32>
  return %0 : tensor<1x3x4x4xf32>
}

// Four rows of four and the four results: 5 groups.
// grid_sample_c1: flops = 3*4*4 * 7 * (4^2 - 1) / 3 = 1680
// CHECK-LABEL: @cubic
// CHECK: cost = #perf.cost<flops = 1680, macs = 0, read = 896, written = 192, rule = "grid_sample_c1">
func.func @cubic(%x: tensor<1x3x8x8xf32>, %g: tensor<1x4x4x2xf32>) -> tensor<1x3x4x4xf32> {
  %0 = nn.grid_sample %x, %g {mode = "cubic"} : (tensor<1x3x8x8xf32>, tensor<1x4x4x2xf32>) -> tensor<1x3x4x4xf32>
  return %0 : tensor<1x3x4x4xf32>
}

// affine_grid_c1: macs = 2*5*6*2 * 3 = 360, flops = 2 * 360 = 720,
//   read = 4 * 2*2*3 = 48, written = 4 * 2*5*6*2 = 480
// CHECK-LABEL: @affine
// CHECK: cost = #perf.cost<flops = 720, macs = 360, read = 48, written = 480, rule = "affine_grid_c1">
func.func @affine(%t: tensor<2x2x3xf32>) -> tensor<2x5x6x2xf32> {
  %size = nn.constant dense<[2, 3, 5, 6]> : tensor<4xi64> : tensor<4xi64>
  %0 = nn.affine_grid %t, %size : (tensor<2x2x3xf32>, tensor<4xi64>) -> tensor<2x5x6x2xf32>
  return %0 : tensor<2x5x6x2xf32>
}

// roi_align_c1: flops = 3*4*2*2 * 2^2 * 8 = 1536,
//   read = 4 * (4*8*8 + 3*4) + 8 * 3 = 1096, written = 4 * 3*4*2*2 = 192
// CHECK-LABEL: @roi_align
// CHECK: cost = #perf.cost<flops = 1536, macs = 0, read = 1096, written = 192, rule = "roi_align_c1">
func.func @roi_align(%x: tensor<1x4x8x8xf32>, %r: tensor<3x4xf32>, %b: tensor<3xi64>) -> tensor<3x4x2x2xf32> {
  %0 = nn.roi_align %x, %r, %b {output_height = 2 : i64, output_width = 2 : i64, sampling_ratio = 2 : i64} : (tensor<1x4x8x8xf32>, tensor<3x4xf32>, tensor<3xi64>) -> tensor<3x4x2x2xf32>
  return %0 : tensor<3x4x2x2xf32>
}

// Without a ratio the size of a region decides how much is sampled.
// CHECK-LABEL: @adaptive
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @adaptive(%x: tensor<1x4x8x8xf32>, %r: tensor<3x4xf32>, %b: tensor<3xi64>) -> tensor<3x4x2x2xf32> {
  %0 = nn.roi_align %x, %r, %b {output_height = 2 : i64, output_width = 2 : i64} : (tensor<1x4x8x8xf32>, tensor<3x4xf32>, tensor<3xi64>) -> tensor<3x4x2x2xf32>
  return %0 : tensor<3x4x2x2xf32>
}
