// Convolutions: macs = |Y| * channels of the filter * window; a bias adds |Y|
// flops, and a kernel that reads and writes Y.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// ResNet-50's first convolution.
// conv_c1: flops = 2 * 1*64*112*112 * 3*7*7 = 236027904,
//   macs = 1*64*112*112 * 3*7*7 = 118013952,
//   read = 4 * (1*3*224*224 + 64*3*7*7) = 639744,
//   written = 4 * 1*64*112*112 = 3211264
// CHECK-LABEL: @stem
// CHECK: perf.kernel "conv" attributes {allow_tf32, cost = #perf.cost<flops = 236027904, macs = 118013952, read = 639744, written = 3211264, rule = "conv_c1">, problem = {c = 3 : i64, groups = 1 : i64, h = 224 : i64, k = 64 : i64, n = 1 : i64, p = 112 : i64, q = 112 : i64, r = 7 : i64, s = 7 : i64, stride_h = 2 : i64, stride_w = 2 : i64, w = 224 : i64}}
func.func @stem(%x: tensor<1x3x224x224xf32>) -> tensor<1x64x112x112xf32> {
  %w = nn.weight "w" : tensor<64x3x7x7xf32>
  %0 = nn.conv %x, %w {pads = array<i64: 3, 3, 3, 3>, strides = array<i64: 2, 2>} : (tensor<1x3x224x224xf32>, tensor<64x3x7x7xf32>) -> tensor<1x64x112x112xf32>
  return %0 : tensor<1x64x112x112xf32>
}

// (12 - 3) / 2 + 1 = 5 rows, 10 - 3 + 1 = 8 columns; each filter sees 8 / 2 =
// 4 channels.
// conv_c1: flops = 2 * 2*6*5*8 * 4*3*3 + 2*6*5*8 = 35040,
//   macs = 2*6*5*8 * 4*3*3 = 17280,
//   read = 2 * (2*8*12*10 + 6*4*3*3 + 6) + 2 * 2*6*5*8 = 5244,
//   written = 2 * 2*6*5*8 + 2 * 2*6*5*8 = 1920
// CHECK-LABEL: @groups_stride_and_bias
// CHECK: perf.kernel "conv" attributes {allow_tf32, cost = #perf.cost<flops = 35040, macs = 17280, read = 5244, written = 1920, rule = "conv_c1">, launches = 2 : i64, problem = {c = 8 : i64, groups = 2 : i64, h = 12 : i64, k = 6 : i64, n = 2 : i64, p = 5 : i64, q = 8 : i64, r = 3 : i64, s = 3 : i64, stride_h = 2 : i64, stride_w = 1 : i64, w = 10 : i64}}
func.func @groups_stride_and_bias(%x: tensor<2x8x12x10xf16>, %b: tensor<6xf16>) -> tensor<2x6x5x8xf16> {
  %w = nn.weight "w" : tensor<6x4x3x3xf16>
  %0 = nn.conv %x, %w, %b {group = 2 : i64, strides = array<i64: 2, 1>} : (tensor<2x8x12x10xf16>, tensor<6x4x3x3xf16>, tensor<6xf16>) -> tensor<2x6x5x8xf16>
  return %0 : tensor<2x6x5x8xf16>
}

// conv_c1: flops = 2 * 1*32*14*14 * 1*3*3 = 112896,
//   macs = 1*32*14*14 * 1*3*3 = 56448,
//   read = 4 * (1*32*14*14 + 32*1*3*3) = 26240,
//   written = 4 * 1*32*14*14 = 25088
// CHECK-LABEL: @depthwise
// CHECK: perf.kernel "depthwise" attributes {allow_tf32, cost = #perf.cost<flops = 112896, macs = 56448, read = 26240, written = 25088, rule = "conv_c1">, problem = {c = 32 : i64, groups = 32 : i64, h = 14 : i64, k = 32 : i64, n = 1 : i64, p = 14 : i64, q = 14 : i64, r = 3 : i64, s = 3 : i64, stride_h = 1 : i64, stride_w = 1 : i64, w = 14 : i64}}
func.func @depthwise(%x: tensor<1x32x14x14xf32>) -> tensor<1x32x14x14xf32> {
  %w = nn.weight "w" : tensor<32x1x3x3xf32>
  %0 = nn.conv %x, %w {group = 32 : i64, pads = array<i64: 1, 1, 1, 1>} : (tensor<1x32x14x14xf32>, tensor<32x1x3x3xf32>) -> tensor<1x32x14x14xf32>
  return %0 : tensor<1x32x14x14xf32>
}

// One spatial extent: it is the width.
// conv_c1: flops = 2 * 2*8*8 * 4*3 = 3072, macs = 2*8*8 * 4*3 = 1536,
//   read = 4 * (2*4*10 + 8*4*3) = 704, written = 4 * 2*8*8 = 512
// CHECK-LABEL: @sequence
// CHECK: perf.kernel "conv" attributes {allow_tf32, cost = #perf.cost<flops = 3072, macs = 1536, read = 704, written = 512, rule = "conv_c1">, problem = {c = 4 : i64, groups = 1 : i64, h = 1 : i64, k = 8 : i64, n = 2 : i64, p = 1 : i64, q = 8 : i64, r = 1 : i64, s = 3 : i64, stride_h = 1 : i64, stride_w = 1 : i64, w = 10 : i64}}
func.func @sequence(%x: tensor<2x4x10xf32>) -> tensor<2x8x8xf32> {
  %w = nn.weight "w" : tensor<8x4x3xf32>
  %0 = nn.conv %x, %w : (tensor<2x4x10xf32>, tensor<8x4x3xf32>) -> tensor<2x8x8xf32>
  return %0 : tensor<2x8x8xf32>
}

// Depth 6 - 2 + 1 = 5, height 8 - 3 + 1 = 6, width (10 - 4) / 3 + 1 = 3.
// conv_c1: flops = 2 * 1*2*5*6*3 * 4*2*3*4 = 34560,
//   macs = 1*2*5*6*3 * 4*2*3*4 = 17280,
//   read = 4 * (1*4*6*8*10 + 2*4*2*3*4) = 8448, written = 4 * 1*2*5*6*3 = 720
// CHECK-LABEL: @volume
// CHECK: perf.kernel "conv" attributes {allow_tf32, cost = #perf.cost<flops = 34560, macs = 17280, read = 8448, written = 720, rule = "conv_c1">, problem = {c = 4 : i64, d = 6 : i64, groups = 1 : i64, h = 8 : i64, k = 2 : i64, n = 1 : i64, o = 5 : i64, p = 6 : i64, q = 3 : i64, r = 3 : i64, s = 4 : i64, stride_h = 1 : i64, stride_w = 3 : i64, t = 2 : i64, w = 10 : i64}}
func.func @volume(%x: tensor<1x4x6x8x10xf32>) -> tensor<1x2x5x6x3xf32> {
  %w = nn.weight "w" : tensor<2x4x2x3x4xf32>
  %0 = nn.conv %x, %w {strides = array<i64: 1, 1, 3>} : (tensor<1x4x6x8x10xf32>, tensor<2x4x2x3x4xf32>) -> tensor<1x2x5x6x3xf32>
  return %0 : tensor<1x2x5x6x3xf32>
}

// Every element of X is spread over 2 filters of its group and a window of 4
// x 4.
// conv_transpose_c1: flops = 2 * 1*8*5*6 * 2*4*4 + 1*4*11*13 = 15932,
//   macs = 1*8*5*6 * 2*4*4 = 7680,
//   read = 4 * (1*8*5*6 + 8*2*4*4 + 4) + 4 * 1*4*11*13 = 4288,
//   written = 4 * 1*4*11*13 + 4 * 1*4*11*13 = 4576
// CHECK-LABEL: @transposed
// CHECK: perf.kernel "conv" attributes {allow_tf32, cost = #perf.cost<flops = 15932, macs = 7680, read = 4288, written = 4576, rule = "conv_transpose_c1">, launches = 2 : i64, problem = {c = 8 : i64, groups = 2 : i64, h = 5 : i64, k = 4 : i64, n = 1 : i64, p = 11 : i64, q = 13 : i64, r = 4 : i64, s = 4 : i64, stride_h = 2 : i64, stride_w = 2 : i64, w = 6 : i64}}
func.func @transposed(%x: tensor<1x8x5x6xf32>, %b: tensor<4xf32>) -> tensor<1x4x11x13xf32> {
  %w = nn.weight "w" : tensor<8x2x4x4xf32>
  %0 = nn.conv_transpose %x, %w, %b {group = 2 : i64, output_padding = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<1x8x5x6xf32>, tensor<8x2x4x4xf32>, tensor<4xf32>) -> tensor<1x4x11x13xf32>
  return %0 : tensor<1x4x11x13xf32>
}

// conv_integer_c1: macs = 4*6*6 * 3*3*3 = 3888,
//   flops = 2 * 3888 + 3*8*8 = 7968, read = 192 + 108 + 1 = 301,
//   written = 4 * 4*6*6 = 576
// CHECK-LABEL: @conv_integer
// CHECK: cost = #perf.cost<flops = 7968, macs = 3888, read = 301, written = 576, rule = "conv_integer_c1">
func.func @conv_integer(%x: tensor<1x3x8x8xui8>, %w: tensor<4x3x3x3xi8>, %z: tensor<ui8>) -> tensor<1x4x6x6xi32> {
  %0 = nn.conv_integer %x, %w, %z {operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<1x3x8x8xui8>, tensor<4x3x3x3xi8>, tensor<ui8>) -> tensor<1x4x6x6xi32>
  return %0 : tensor<1x4x6x6xi32>
}

// 4*3*3*6*6 = 1296 samples, which eager writes and reads: 5184 B.
// deform_conv_c1: macs = 6*6*6 * 4*3*3 = 7776,
//   flops = 2 * 7776 + 1296 * 3 * (2^2 - 1) = 27216,
//   read = 4 * (256 + 216 + 648) + 5184 = 9664, written = 864 + 5184 = 6048
// CHECK-LABEL: @deform_conv
// CHECK: cost = #perf.cost<flops = 27216, macs = 7776, read = 9664, written = 6048, rule = "deform_conv_c1">
func.func @deform_conv(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>, %o: tensor<1x18x6x6xf32>) -> tensor<1x6x6x6xf32> {
  %0 = nn.deform_conv %x, %w, %o {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0>} : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>, tensor<1x18x6x6xf32>) -> tensor<1x6x6x6xf32>
  return %0 : tensor<1x6x6x6xf32>
}

// col2im_c1: flops = 12*25 = 300, read = 4 * 300 = 1200,
//   written = 4 * 3*6*6 = 432
// CHECK-LABEL: @col2im
// CHECK: cost = #perf.cost<flops = 300, macs = 0, read = 1200, written = 432, rule = "col2im_c1">
func.func @col2im(%x: tensor<1x12x25xf32>) -> tensor<1x3x6x6xf32> {
  %image = nn.constant dense<[6, 6]> : tensor<2xi64> : tensor<2xi64>
  %block = nn.constant dense<[2, 2]> : tensor<2xi64> : tensor<2xi64>
  %0 = nn.col2im %x, %image, %block : (tensor<1x12x25xf32>, tensor<2xi64>, tensor<2xi64>) -> tensor<1x3x6x6xf32>
  return %0 : tensor<1x3x6x6xf32>
}
