// Fourier transforms and windows.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @dft
func.func @dft(%real: tensor<2x10x1xf32>, %half: tensor<2x6x2xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  %length = nn.constant dense<16> : tensor<i64> : tensor<i64>
  %axis = nn.constant dense<1> : tensor<i64> : tensor<i64>
  // CHECK: nn.dft {{.*}} -> tensor<2x10x2xf32>
  %0 = nn.dft %real {operandSegmentSizes = array<i32: 1, 0, 0>} : (tensor<2x10x1xf32>) -> tensor<*xf32>
  // 10 / 2 + 1 = 6
  // CHECK: nn.dft {{.*}} -> tensor<2x6x2xf32>
  %1 = nn.dft %real, %axis {onesided = 1 : i64, operandSegmentSizes = array<i32: 1, 0, 1>} : (tensor<2x10x1xf32>, tensor<i64>) -> tensor<*xf32>
  // 16 / 2 + 1 = 9
  // CHECK: nn.dft {{.*}} -> tensor<2x9x2xf32>
  %2 = nn.dft %real, %length {onesided = 1 : i64, operandSegmentSizes = array<i32: 1, 1, 0>} : (tensor<2x10x1xf32>, tensor<i64>) -> tensor<*xf32>
  // 2 * (6 - 1) = 10
  // CHECK: nn.dft {{.*}} -> tensor<2x10x1xf32>
  %3 = nn.dft %half {onesided = 1 : i64, inverse = 1 : i64, operandSegmentSizes = array<i32: 1, 0, 0>} : (tensor<2x6x2xf32>) -> tensor<*xf32>
  return %0, %1, %2, %3 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @dft_open
func.func @dft_open(%x: tensor<2x?x1xf32>, %axis: tensor<i64>, %u: tensor<*xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.dft {{.*}} -> tensor<2x?x2xf32>
  %0 = nn.dft %x {onesided = 1 : i64, operandSegmentSizes = array<i32: 1, 0, 0>} : (tensor<2x?x1xf32>) -> tensor<*xf32>
  // CHECK: nn.dft {{.*}} -> tensor<?x?x2xf32>
  %1 = nn.dft %x, %axis {operandSegmentSizes = array<i32: 1, 0, 1>} : (tensor<2x?x1xf32>, tensor<i64>) -> tensor<*xf32>
  // CHECK: nn.dft {{.*}} -> tensor<*xf32>
  %2 = nn.dft %u {operandSegmentSizes = array<i32: 1, 0, 0>} : (tensor<*xf32>) -> tensor<*xf32>
  return %0, %1, %2 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @stft
func.func @stft(%x: tensor<3x128x1xf32>, %w: tensor<16xf32>, %step: tensor<i64>) -> (tensor<*xf32>, tensor<*xf32>) {
  %eight = nn.constant dense<8> : tensor<i64> : tensor<i64>
  // (128 - 16) / 8 + 1 = 15 frames of 16 / 2 + 1 = 9 bins
  // CHECK: nn.stft {{.*}} -> tensor<3x15x9x2xf32>
  %0 = nn.stft %x, %eight, %w {operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<3x128x1xf32>, tensor<i64>, tensor<16xf32>) -> tensor<*xf32>
  // CHECK: nn.stft {{.*}} -> tensor<3x?x16x2xf32>
  %1 = nn.stft %x, %step, %w {onesided = 0 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<3x128x1xf32>, tensor<i64>, tensor<16xf32>) -> tensor<*xf32>
  return %0, %1 : tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @windows
func.func @windows(%n: tensor<i64>, %hz: tensor<f32>) -> (tensor<*xf32>, tensor<*xf64>, tensor<*xf32>, tensor<*xf32>) {
  %ten = nn.constant dense<10> : tensor<i64> : tensor<i64>
  // CHECK: nn.hann_window {{.*}} -> tensor<10xf32>
  %0 = nn.hann_window %ten : (tensor<i64>) -> tensor<*xf32>
  // CHECK: nn.hamming_window {{.*}} -> tensor<?xf64>
  %1 = nn.hamming_window %n {output_datatype = f64} : (tensor<i64>) -> tensor<*xf64>
  // CHECK: nn.blackman_window {{.*}} -> tensor<10xf32>
  %2 = nn.blackman_window %ten {periodic = 0 : i64} : (tensor<i64>) -> tensor<*xf32>
  // 10 / 2 + 1 = 6 bins of the spectrum
  // CHECK: nn.mel_weight_matrix {{.*}} -> tensor<6x10xf32>
  %3 = nn.mel_weight_matrix %ten, %ten, %n, %hz, %hz : (tensor<i64>, tensor<i64>, tensor<i64>, tensor<f32>, tensor<f32>) -> tensor<*xf32>
  return %0, %1, %2, %3 : tensor<*xf32>, tensor<*xf64>, tensor<*xf32>, tensor<*xf32>
}
