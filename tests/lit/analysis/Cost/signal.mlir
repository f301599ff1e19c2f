// Fourier transforms: 5 n log2 n for a complex one, half of it for a real one.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// dft_c1: flops = 2 * 2.5 * 16*4 = 320, read = 4 * 2*16 = 128,
//   written = 4 * 2*16*2 = 256
// CHECK-LABEL: @real
// CHECK: cost = #perf.cost<flops = 320, macs = 0, read = 128, written = 256, rule = "dft_c1">
func.func @real(%x: tensor<2x16x1xf32>) -> tensor<2x16x2xf32> {
  %0 = nn.dft %x {operandSegmentSizes = array<i32: 1, 0, 0>} : (tensor<2x16x1xf32>) -> tensor<2x16x2xf32>
  return %0 : tensor<2x16x2xf32>
}

// dft_c1: flops = 2 * 5 * 16*4 = 640, read = written = 4 * 2*16*2 = 256
// CHECK-LABEL: @complex
// CHECK: cost = #perf.cost<flops = 640, macs = 0, read = 256, written = 256, rule = "dft_c1">
func.func @complex(%x: tensor<2x16x2xf32>) -> tensor<2x16x2xf32> {
  %0 = nn.dft %x {operandSegmentSizes = array<i32: 1, 0, 0>} : (tensor<2x16x2xf32>) -> tensor<2x16x2xf32>
  return %0 : tensor<2x16x2xf32>
}

// Nine bins of sixteen values.
// dft_c1: flops = 2 * 2.5 * 16*4 = 320, read = 4 * 2*16 = 128,
//   written = 4 * 2*9*2 = 144
// CHECK-LABEL: @one_sided
// CHECK: cost = #perf.cost<flops = 320, macs = 0, read = 128, written = 144, rule = "dft_c1">
func.func @one_sided(%x: tensor<2x16x1xf32>) -> tensor<2x9x2xf32> {
  %0 = nn.dft %x {onesided = 1 : i64, operandSegmentSizes = array<i32: 1, 0, 0>} : (tensor<2x16x1xf32>) -> tensor<2x9x2xf32>
  return %0 : tensor<2x9x2xf32>
}

// 7 frames. stft_c1: flops = 7 * (2.5 * 16*4 + 16) = 1232,
//   read = 4 * (64 + 16) = 320, written = 4 * 7*9*2 = 504
// CHECK-LABEL: @stft
// CHECK: cost = #perf.cost<flops = 1232, macs = 0, read = 320, written = 504, rule = "stft_c1">
func.func @stft(%x: tensor<1x64x1xf32>, %w: tensor<16xf32>) -> tensor<1x7x9x2xf32> {
  %step = nn.constant dense<8> : tensor<i64> : tensor<i64>
  %0 = nn.stft %x, %step, %w {operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<1x64x1xf32>, tensor<i64>, tensor<16xf32>) -> tensor<1x7x9x2xf32>
  return %0 : tensor<1x7x9x2xf32>
}

// window_c1: flops = 4 * 10 = 40, read = 8, written = 4 * 10 = 40
// CHECK-LABEL: @hann
// CHECK: cost = #perf.cost<flops = 40, macs = 0, read = 8, written = 40, rule = "window_c1">
func.func @hann(%n: tensor<i64>) -> tensor<10xf32> {
  %0 = nn.hann_window %n : (tensor<i64>) -> tensor<10xf32>
  return %0 : tensor<10xf32>
}

// window_c1: flops = 8 * 10 = 80, read = 8, written = 4 * 10 = 40
// CHECK-LABEL: @blackman
// CHECK: cost = #perf.cost<flops = 80, macs = 0, read = 8, written = 40, rule = "window_c1">
func.func @blackman(%n: tensor<i64>) -> tensor<10xf32> {
  %0 = nn.blackman_window %n : (tensor<i64>) -> tensor<10xf32>
  return %0 : tensor<10xf32>
}

// mel_weight_matrix_c1: flops = 6 * 6*10 = 360, read = 3 * 8 + 2 * 4 = 32,
//   written = 4 * 6*10 = 240
// CHECK-LABEL: @mel
// CHECK: cost = #perf.cost<flops = 360, macs = 0, read = 32, written = 240, rule = "mel_weight_matrix_c1">
func.func @mel(%bins: tensor<i64>, %n: tensor<i64>, %rate: tensor<i64>, %low: tensor<f32>, %high: tensor<f32>) -> tensor<6x10xf32> {
  %0 = nn.mel_weight_matrix %bins, %n, %rate, %low, %high : (tensor<i64>, tensor<i64>, tensor<i64>, tensor<f32>, tensor<f32>) -> tensor<6x10xf32>
  return %0 : tensor<6x10xf32>
}
