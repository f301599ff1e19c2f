// Convolutions and pooling. Along an extent of `in` elements, with a window of
// `k` elements `dilation` apart, there are
//   floor((in + pads - (dilation * (k - 1) + 1)) / stride) + 1
// results, as ONNX defines them; a transposed convolution goes the other way.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @resnet_stem
func.func @resnet_stem(%x: tensor<?x3x224x224xf32>) -> tensor<*xf32> {
  %w = nn.weight "w" : tensor<64x3x7x7xf32>
  // (224 + 6 - 7) / 2 + 1 = 112
  // CHECK: nn.conv {{.*}} -> tensor<?x64x112x112xf32>
  %0 = nn.conv %x, %w {pads = array<i64: 3, 3, 3, 3>, strides = array<i64: 2, 2>} : (tensor<?x3x224x224xf32>, tensor<64x3x7x7xf32>) -> tensor<*xf32>
  // (112 + 2 - 3) / 2 + 1 = 56
  // CHECK: nn.max_pool {{.*}} -> (tensor<?x64x56x56xf32>, tensor<?x64x56x56xi64>)
  %1, %at = nn.max_pool %0 {kernel_shape = array<i64: 3, 3>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<*xf32>) -> (tensor<*xf32>, tensor<*xi64>)
  // CHECK: nn.global_average_pool {{.*}} -> tensor<?x64x1x1xf32>
  %2 = nn.global_average_pool %1 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.global_max_pool {{.*}} -> tensor<?x64x1x1xf32>
  %3 = nn.global_max_pool %2 : (tensor<*xf32>) -> tensor<*xf32>
  return %3 : tensor<*xf32>
}

// CHECK-LABEL: @grouped_dilated_volume
func.func @grouped_dilated_volume(%x: tensor<2x8x9x10x11xf32>, %b: tensor<16xf32>) -> tensor<*xf32> {
  %w = nn.weight "w" : tensor<16x4x3x3x3xf32>
  // Dilation 2 makes the window span 5: 9 - 5 + 1 = 5, 10 - 5 + 1 = 6, 11 - 5 + 1 = 7.
  // CHECK: nn.conv {{.*}} -> tensor<2x16x5x6x7xf32>
  %0 = nn.conv %x, %w, %b {group = 2 : i64, dilations = array<i64: 2, 2, 2>} : (tensor<2x8x9x10x11xf32>, tensor<16x4x3x3x3xf32>, tensor<16xf32>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}

// CHECK-LABEL: @padded_automatically
func.func @padded_automatically(%x: tensor<1x3x7x8xf32>, %w: tensor<4x3x3x3xf32>) -> (tensor<*xf32>, tensor<*xf32>) {
  // ceil(7 / 2) = 4, ceil(8 / 2) = 4
  // CHECK: nn.conv {{.*}}SAME_UPPER{{.*}} -> tensor<1x4x4x4xf32>
  %0 = nn.conv %x, %w {auto_pad = "SAME_UPPER", strides = array<i64: 2, 2>} : (tensor<1x3x7x8xf32>, tensor<4x3x3x3xf32>) -> tensor<*xf32>
  // (7 - 3) / 2 + 1 = 3, floor((8 - 3) / 2) + 1 = 3
  // CHECK: nn.conv {{.*}}VALID{{.*}} -> tensor<1x4x3x3xf32>
  %1 = nn.conv %x, %w {auto_pad = "VALID", strides = array<i64: 2, 2>} : (tensor<1x3x7x8xf32>, tensor<4x3x3x3xf32>) -> tensor<*xf32>
  return %0, %1 : tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @transposed
func.func @transposed(%x: tensor<1x8x5x6xf32>, %w: tensor<8x2x4x4xf32>, %b: tensor<4xf32>) -> (tensor<*xf32>, tensor<*xf32>) {
  // 2 * (5 - 1) + 1 + 4 - 2 = 11, 2 * (6 - 1) + 1 + 4 - 2 = 13; filters 2 * 2 groups
  // CHECK: nn.conv_transpose {{.*}} -> tensor<1x4x11x13xf32>
  %0 = nn.conv_transpose %x, %w, %b {group = 2 : i64, output_padding = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<1x8x5x6xf32>, tensor<8x2x4x4xf32>, tensor<4xf32>) -> tensor<*xf32>
  // CHECK: nn.conv_transpose {{.*}} -> tensor<1x4x10x12xf32>
  %1 = nn.conv_transpose %x, %w, %b {group = 2 : i64, output_shape = array<i64: 10, 12>, strides = array<i64: 2, 2>} : (tensor<1x8x5x6xf32>, tensor<8x2x4x4xf32>, tensor<4xf32>) -> tensor<*xf32>
  return %0, %1 : tensor<*xf32>, tensor<*xf32>
}

// With ceil_mode the last window may hang over: ceil((7 - 2) / 2) + 1 = 4,
// without it floor((7 - 2) / 2) + 1 = 3. A window that would start in the
// padding behind is dropped: ceil((7 + 2 - 1) / 3) + 1 = 4 windows at 0, 3, 6, 9,
// the last beyond 7 + 1 = 8.
// CHECK-LABEL: @ceil_mode
func.func @ceil_mode(%x: tensor<1x1x7xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.average_pool {{.*}} -> tensor<1x1x4xf32>
  %0 = nn.average_pool %x {ceil_mode = 1 : i64, kernel_shape = array<i64: 2>, strides = array<i64: 2>} : (tensor<1x1x7xf32>) -> tensor<*xf32>
  // CHECK: nn.lp_pool {{.*}} -> tensor<1x1x3xf32>
  %1 = nn.lp_pool %x {kernel_shape = array<i64: 2>, strides = array<i64: 2>} : (tensor<1x1x7xf32>) -> tensor<*xf32>
  // CHECK: nn.average_pool {{.*}} -> tensor<1x1x3xf32>
  %2 = nn.average_pool %x {ceil_mode = 1 : i64, kernel_shape = array<i64: 1>, pads = array<i64: 1, 1>, strides = array<i64: 3>} : (tensor<1x1x7xf32>) -> tensor<*xf32>
  return %0, %1, %2 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @unknown_rank
func.func @unknown_rank(%x: tensor<*xf32>, %w: tensor<4x3x3x3xf32>) -> tensor<*xf32> {
  // CHECK: nn.conv {{.*}} -> tensor<*xf32>
  %0 = nn.conv %x, %w : (tensor<*xf32>, tensor<4x3x3x3xf32>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}

// CHECK-LABEL: @integers
func.func @integers(%x: tensor<1x3x8x8xui8>, %w: tensor<4x3x3x3xi8>, %zero: tensor<ui8>) -> tensor<*xi32> {
  // CHECK: nn.conv_integer {{.*}} -> tensor<1x4x6x6xi32>
  %0 = nn.conv_integer %x, %w, %zero {operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<1x3x8x8xui8>, tensor<4x3x3x3xi8>, tensor<ui8>) -> tensor<*xi32>
  return %0 : tensor<*xi32>
}

// Offsets: 2 coordinates for each of 3*3 positions.
// CHECK-LABEL: @deformable
func.func @deformable(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>, %offset: tensor<1x18x6x6xf32>) -> tensor<*xf32> {
  // CHECK: nn.deform_conv {{.*}} -> tensor<1x6x6x6xf32>
  %0 = nn.deform_conv %x, %w, %offset {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0>} : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>, tensor<1x18x6x6xf32>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}

// 12 columns of blocks of 2*2: 3 channels; (6 - 2 + 1)^2 = 25 blocks.
// CHECK-LABEL: @blocks
func.func @blocks(%x: tensor<?x12x25xf32>, %open: tensor<2xi64>) -> (tensor<*xf32>, tensor<*xf32>) {
  %image = nn.constant dense<[6, 6]> : tensor<2xi64> : tensor<2xi64>
  %block = nn.constant dense<[2, 2]> : tensor<2xi64> : tensor<2xi64>
  // CHECK: nn.col2im {{.*}} -> tensor<?x3x6x6xf32>
  %0 = nn.col2im %x, %image, %block : (tensor<?x12x25xf32>, tensor<2xi64>, tensor<2xi64>) -> tensor<*xf32>
  // CHECK: nn.col2im {{.*}} -> tensor<?x?x?x?xf32>
  %1 = nn.col2im %x, %open, %block : (tensor<?x12x25xf32>, tensor<2xi64>, tensor<2xi64>) -> tensor<*xf32>
  return %0, %1 : tensor<*xf32>, tensor<*xf32>
}
