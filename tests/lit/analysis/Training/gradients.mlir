// Gradients that are in no other test: FLOPs and bytes as in docs/counting.md.
// Every operand is a product with a learned scale, so that it wants a gradient.

// RUN: %perf-opt opt --perf-derive-training=optimizer=none --perf-form-kernels %s | FileCheck %s

// lrn_grad_c1: (9 + 2 * 5) * 384 = 7296; reads dY and X 2 * 1536 = 3072
// CHECK-DAG: perf.kernel "norm" attributes {cost = #perf.cost<flops = 7296, macs = 0, read = 3072, written = 1536, rule = "lrn_grad_c1">, phase = "backward"

// Of X alone, but the grid's is derived, too: |dY| = 2*4*5*7 = 280, 4 neighbours,
//   280 * 4 * (2 + 3 * 2) = 8960; reads dY, grid, X: 4 * (280 + 140 + 384) = 3216,
//   writes the grid's, and X twice: 4 * (140 + 2 * 384) = 3632
// CHECK-DAG: perf.kernel "gather" attributes {cost = #perf.cost<flops = 8960, macs = 0, read = 3216, written = 3632, rule = "grid_sample_grad_c1">, launches = 2
// Of the grid alone: 280 * 4 * 3 * 2 = 6720, one launch, writes 4 * 140
// CHECK-DAG: perf.kernel "gather" attributes {cost = #perf.cost<flops = 6720, macs = 0, read = 3216, written = 560, rule = "grid_sample_grad_c1">, phase = "backward"
// Nearest: an addition, 280; X is not read, 4 * (280 + 140) = 1680
// CHECK-DAG: perf.kernel "gather" attributes {cost = #perf.cost<flops = 280, macs = 0, read = 1680, written = 3632, rule = "grid_sample_grad_c1">, launches = 2
// Cubic has 4 * 4 neighbours: 280 * 16 * (2 + 3 * 2) = 35840
// CHECK-DAG: perf.kernel "gather" attributes {cost = #perf.cost<flops = 35840, macs = 0, read = 3216, written = 3632, rule = "grid_sample_grad_c1">, launches = 2
// affine_grid_grad_c1: 2 * 420 MACs = 840; 140 * 3 = 420 MACs; reads 4 * 140, writes 4 * 2*2*3 = 48;
//   35 places are summed
// CHECK-DAG: perf.kernel "batched_gemm" attributes {cost = #perf.cost<flops = 840, macs = 420, read = 560, written = 48, rule = "affine_grid_grad_c1">, phase = "backward", problem = {batch = 2 : i64, k = 35 : i64, m = 3 : i64, n = 2 : i64}
// roi_align_grad_c1: 3*4*2*2 * 2^2 * 8 = 1536; reads 4 * (48 + 12) + 8 * 3 = 264, writes 2 * 1536
// CHECK-DAG: perf.kernel "gather" attributes {cost = #perf.cost<flops = 1536, macs = 0, read = 264, written = 3072, rule = "roi_align_grad_c1">, launches = 2

// elementwise_grad_c10 and _c6: 10 * 384 = 3840, reads dY, gate, X; 6 * 384 = 2304, reads dY, gate
// CHECK-DAG: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 3840, macs = 0, read = 4608, written = 1536, rule = "elementwise_grad_c10">
// CHECK-DAG: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 2304, macs = 0, read = 3072, written = 1536, rule = "elementwise_grad_c6">
// elementwise_grad_c2 of shrink: 2 * 384 = 768
// CHECK-DAG: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 768, macs = 0, read = 3072, written = 1536, rule = "elementwise_grad_c2">
// global_lp_pool_grad_c1: 2 * 384 = 768, reads dY, X, Y: 4 * (8 + 384 + 8) = 1600; of p = 3 the power, too: 3 * 384 = 1152
// CHECK-DAG: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 768, macs = 0, read = 1600, written = 1536, rule = "global_lp_pool_grad_c1">
// CHECK-DAG: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 1152, macs = 0, read = 1600, written = 1536, rule = "global_lp_pool_grad_c1">
// max_unpool_grad_c1: 2*4*3*4 = 96 of dY and as many indices, 4 * 96 + 8 * 96 = 1152; writes 4 * 96
// CHECK-DAG: perf.kernel "gather" attributes {cost = #perf.cost<flops = 0, macs = 0, read = 1152, written = 384, rule = "max_unpool_grad_c1">
// copy_grad_c1 of a reversal: 4 * 20 + 8 * 5 = 120
// CHECK-DAG: perf.kernel "copy" attributes {cost = #perf.cost<flops = 0, macs = 0, read = 120, written = 80, rule = "copy_grad_c1">
// crop_grad_c1 of 4x5 to 6x3: 4x3 were kept, 4 * 12 = 48; writes 4 * 20 = 80
// CHECK-DAG: perf.kernel "copy" attributes {cost = #perf.cost<flops = 0, macs = 0, read = 48, written = 80, rule = "crop_grad_c1">
func.func @main(%image: tensor<2x4x6x8xf32>, %grid: tensor<2x5x7x2xf32>, %pose: tensor<2x2x3xf32>,
                %rois: tensor<3x4xf32>, %batch: tensor<3xi64>, %maxima: tensor<2x4x3x4xf32>,
                %places: tensor<2x4x3x4xi64>, %rows: tensor<4x5xf32>, %lengths: tensor<5xi64>)
    -> (tensor<2x4x6x8xf32>, tensor<2x4x5x7xf32>, tensor<2x4x5x7xf32>, tensor<2x4x5x7xf32>, tensor<2x4x5x7xf32>,
        tensor<3x4x2x2xf32>, tensor<2x4x6x8xf32>, tensor<2x4x6x8xf32>, tensor<2x4x1x1xf32>, tensor<2x4x1x1xf32>,
        tensor<2x4x6x8xf32>, tensor<4x5xf32>, tensor<6x3xf32>) {
  %scale = nn.weight "scale" : tensor<f32>
  %x = nn.mul %image, %scale : (tensor<2x4x6x8xf32>, tensor<f32>) -> tensor<2x4x6x8xf32>
  %lrn = nn.lrn %x {size = 5 : i64} : (tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32>
  %linear = nn.grid_sample %x, %grid : (tensor<2x4x6x8xf32>, tensor<2x5x7x2xf32>) -> tensor<2x4x5x7xf32>
  %nearest = nn.grid_sample %x, %grid {mode = "nearest"} : (tensor<2x4x6x8xf32>, tensor<2x5x7x2xf32>) -> tensor<2x4x5x7xf32>
  %cubic = nn.grid_sample %x, %grid {mode = "cubic"} : (tensor<2x4x6x8xf32>, tensor<2x5x7x2xf32>) -> tensor<2x4x5x7xf32>
  %theta = nn.mul %pose, %scale : (tensor<2x2x3xf32>, tensor<f32>) -> tensor<2x2x3xf32>
  %size = nn.constant dense<[2, 4, 5, 7]> : tensor<4xi64> : tensor<4xi64>
  %learned = nn.affine_grid %theta, %size : (tensor<2x2x3xf32>, tensor<4xi64>) -> tensor<2x5x7x2xf32>
  %warped = nn.grid_sample %image, %learned : (tensor<2x4x6x8xf32>, tensor<2x5x7x2xf32>) -> tensor<2x4x5x7xf32>
  %regions = nn.roi_align %x, %rois, %batch {output_height = 2 : i64, output_width = 2 : i64, sampling_ratio = 2 : i64} : (tensor<2x4x6x8xf32>, tensor<3x4xf32>, tensor<3xi64>) -> tensor<3x4x2x2xf32>
  %gate = nn.tanh %x : (tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32>
  %swiglu = nn.swi_glu %gate, %x : (tensor<2x4x6x8xf32>, tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32>
  %shrunk = nn.shrink %x : (tensor<2x4x6x8xf32>) -> tensor<2x4x6x8xf32>
  %norm2 = nn.global_lp_pool %x : (tensor<2x4x6x8xf32>) -> tensor<2x4x1x1xf32>
  %norm3 = nn.global_lp_pool %x {p = 3 : i64} : (tensor<2x4x6x8xf32>) -> tensor<2x4x1x1xf32>
  %m = nn.mul %maxima, %scale : (tensor<2x4x3x4xf32>, tensor<f32>) -> tensor<2x4x3x4xf32>
  %unpooled = nn.max_unpool %m, %places {kernel_shape = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x4x3x4xf32>, tensor<2x4x3x4xi64>) -> tensor<2x4x6x8xf32>
  %r = nn.mul %rows, %scale : (tensor<4x5xf32>, tensor<f32>) -> tensor<4x5xf32>
  %reversed = nn.reverse_sequence %r, %lengths : (tensor<4x5xf32>, tensor<5xi64>) -> tensor<4x5xf32>
  %target = nn.constant dense<[6, 3]> : tensor<2xi64> : tensor<2xi64>
  %cropped = nn.center_crop_pad %r, %target : (tensor<4x5xf32>, tensor<2xi64>) -> tensor<6x3xf32>
  return %lrn, %linear, %nearest, %cubic, %warped, %regions, %swiglu, %shrunk, %norm2, %norm3, %unpooled, %reversed, %cropped
      : tensor<2x4x6x8xf32>, tensor<2x4x5x7xf32>, tensor<2x4x5x7xf32>, tensor<2x4x5x7xf32>, tensor<2x4x5x7xf32>,
        tensor<3x4x2x2xf32>, tensor<2x4x6x8xf32>, tensor<2x4x6x8xf32>, tensor<2x4x1x1xf32>, tensor<2x4x1x1xf32>,
        tensor<2x4x6x8xf32>, tensor<4x5xf32>, tensor<6x3xf32>
}
