// TensorRT: convolutions and products with what follows them, nets of pointwise
// layers. docs/runtimes.md has the rules.

// RUN: %perf-opt opt --perf-form-kernels=runtime=tensorrt %s | FileCheck %s

// tensorrt_scale, tensorrt_activation, tensorrt_convolution_bias
// CHECK-LABEL: @conv_scale_activation
// |Y| = 512, macs = 512 * 36 + 2 * 512 = 19456
// flops = 2 * 18432 + 512 (bias) + 4 * 512 (scale) + 4 * 512 (sigmoid) = 41472
// read = 4 * (256 + 288 + 8) = 2208, the batch norm's 8 values are the bias' here
// CHECK: perf.kernel "conv" attributes {allow_tf32, cost = #perf.cost<flops = 41472, macs = 19456, read = 2208, written = 2048, {{.*}} fusions = {tensorrt_activation = 1 : i64, tensorrt_scale = 1 : i64}
// CHECK-NOT: launches
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @conv_scale_activation(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> {
  %w = nn.weight "w" : tensor<8x4x3x3xf32>
  %b = nn.weight "b" : tensor<8xf32>
  %0 = nn.conv %x, %w, %b {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
  %1 = nn.batch_normalization %0, %b, %b, %b, %b : (tensor<1x8x8x8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
  %2 = nn.sigmoid %1 : (tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  return %2 : tensor<1x8x8x8xf32>
}

// tensorrt_residual, tensorrt_residual_activation; a second activation, or a
// second sum, is another kernel.
// CHECK-LABEL: @residual
// CHECK: perf.kernel "conv" {{.*}} fusions = {tensorrt_residual = 1 : i64, tensorrt_residual_activation = 1 : i64}
// CHECK-NEXT: nn.conv
// CHECK-NEXT: nn.add
// CHECK-NEXT: nn.relu
// CHECK-NEXT: perf.yield
// CHECK: perf.kernel "elementwise"
// CHECK-NEXT: nn.tanh
func.func @residual(%x: tensor<1x4x8x8xf32>, %r: tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32> {
  %w = nn.weight "w" : tensor<8x4x3x3xf32>
  %0 = nn.conv %x, %w {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
  %1 = nn.add %0, %r : (tensor<1x8x8x8xf32>, tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  %2 = nn.relu %1 : (tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  %3 = nn.tanh %2 : (tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  return %3 : tensor<1x8x8x8xf32>
}

// The sum of two convolutions is the epilogue of one of them.
// CHECK-LABEL: @two_branches
// CHECK: perf.kernel "conv"
// CHECK-NEXT: nn.conv
// CHECK-NEXT: perf.yield
// CHECK: perf.kernel "conv" {{.*}} fusions = {tensorrt_residual = 1 : i64}
func.func @two_branches(%x: tensor<1x4x8x8xf32>, %z: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> {
  %w = nn.weight "w" : tensor<8x4x3x3xf32>
  %0 = nn.conv %x, %w {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
  %1 = nn.conv %z, %w {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
  %2 = nn.add %0, %1 : (tensor<1x8x8x8xf32>, tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  return %2 : tensor<1x8x8x8xf32>
}

// What is read elsewhere, too, keeps its kernel.
// CHECK-LABEL: @read_twice
// CHECK: perf.kernel "conv"
// CHECK-NEXT: nn.conv
// CHECK-NEXT: perf.yield
// CHECK: perf.kernel "elementwise"
func.func @read_twice(%x: tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>, tensor<1x8x8x8xf32>) {
  %w = nn.weight "w" : tensor<8x4x3x3xf32>
  %0 = nn.conv %x, %w {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
  %1 = nn.relu %0 : (tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  return %0, %1 : tensor<1x8x8x8xf32>, tensor<1x8x8x8xf32>
}

// tensorrt_pointwise, tensorrt_into_norm, tensorrt_after_norm
// CHECK-LABEL: @norm
// CHECK: perf.kernel "softmax" {{.*}} fusions = {tensorrt_after_norm = 1 : i64, tensorrt_into_norm = 1 : i64, tensorrt_pointwise = 1 : i64}
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @norm(%x: tensor<8x16xf32>, %r: tensor<8x16xf32>) -> tensor<8x16xf32> {
  %0 = nn.add %x, %r : (tensor<8x16xf32>, tensor<8x16xf32>) -> tensor<8x16xf32>
  %1 = nn.exp %0 : (tensor<8x16xf32>) -> tensor<8x16xf32>
  %2 = nn.softmax %1 : (tensor<8x16xf32>) -> tensor<8x16xf32>
  %3 = nn.mul %2, %r : (tensor<8x16xf32>, tensor<8x16xf32>) -> tensor<8x16xf32>
  return %3 : tensor<8x16xf32>
}

// tensorrt_shuffle: one copy instead of two.
// CHECK-LABEL: @shuffles
// CHECK: perf.kernel "copy" {{.*}} fusions = {tensorrt_shuffle = 1 : i64}
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @shuffles(%x: tensor<4x8xf32>) -> tensor<32xf32> {
  %shape = nn.constant dense<[2, 16]> : tensor<2xi64> : tensor<2xi64>
  %flat = nn.constant dense<32> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.transpose %x {perm = array<i64: 1, 0>} : (tensor<4x8xf32>) -> tensor<8x4xf32>
  %1 = nn.reshape %0, %shape : (tensor<8x4xf32>, tensor<2xi64>) -> tensor<2x16xf32>
  %2 = nn.transpose %1 {perm = array<i64: 1, 0>} : (tensor<2x16xf32>) -> tensor<16x2xf32>
  %3 = nn.reshape %2, %flat : (tensor<16x2xf32>, tensor<1xi64>) -> tensor<32xf32>
  return %3 : tensor<32xf32>
}

// tensorrt_horizontal: queries and keys by one product, each with its bias;
// values of another width by another.
// CHECK-LABEL: @queries_and_keys
// CHECK: perf.kernel "gemm" {{.*}} fusions = {tensorrt_horizontal = 1 : i64, tensorrt_scale = 2 : i64}, problem = {batch = 1 : i64, k = 16 : i64, m = 8 : i64, n = 64 : i64}
// CHECK: perf.kernel "gemm" {{.*}} n = 48 : i64
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @queries_and_keys(%x: tensor<8x16xf32>) -> (tensor<8x32xf32>, tensor<8x32xf32>, tensor<8x48xf32>) {
  %wq = nn.weight "wq" : tensor<16x32xf32>
  %wk = nn.weight "wk" : tensor<16x32xf32>
  %wv = nn.weight "wv" : tensor<16x48xf32>
  %b = nn.weight "b" : tensor<32xf32>
  %0 = nn.matmul %x, %wq : (tensor<8x16xf32>, tensor<16x32xf32>) -> tensor<8x32xf32>
  %1 = nn.add %0, %b : (tensor<8x32xf32>, tensor<32xf32>) -> tensor<8x32xf32>
  %2 = nn.matmul %x, %wk : (tensor<8x16xf32>, tensor<16x32xf32>) -> tensor<8x32xf32>
  %3 = nn.add %2, %b : (tensor<8x32xf32>, tensor<32xf32>) -> tensor<8x32xf32>
  %4 = nn.matmul %x, %wv : (tensor<8x16xf32>, tensor<16x48xf32>) -> tensor<8x48xf32>
  return %1, %3, %4 : tensor<8x32xf32>, tensor<8x32xf32>, tensor<8x48xf32>
}

// tensorrt_quantize: behind a product with its bias; a sum that others read as a
// float is rounded by a kernel of its own.
// CHECK-LABEL: @quantize
// read = 4 * (8*16 + 16*4 + 4 + scale 1) = 788 and a zero point; written = 8*4
// CHECK: perf.kernel "gemm" {{.*}}read = 789, written = 32, {{.*}} fusions = {tensorrt_quantize = 1 : i64, tensorrt_scale = 1 : i64}
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @quantize(%x: tensor<8x16xf32>) -> tensor<8x4xi8> {
  %w = nn.weight "w" : tensor<16x4xf32>
  %b = nn.weight "b" : tensor<4xf32>
  %s = nn.weight "s" {kind = "buffer"} : tensor<f32>
  %z = nn.weight "z" {kind = "buffer"} : tensor<i8>
  %0 = nn.matmul %x, %w : (tensor<8x16xf32>, tensor<16x4xf32>) -> tensor<8x4xf32>
  %1 = nn.add %0, %b : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  %2 = nn.quantize_linear %1, %s, %z : (tensor<8x4xf32>, tensor<f32>, tensor<i8>) -> tensor<8x4xi8>
  return %2 : tensor<8x4xi8>
}
// CHECK-LABEL: @quantize_shared
// CHECK: perf.kernel "gemm"
// CHECK: perf.kernel "elementwise"
// CHECK-NEXT: nn.quantize_linear
func.func @quantize_shared(%x: tensor<8x16xf32>) -> (tensor<8x4xi8>, tensor<8x4xf32>) {
  %w = nn.weight "w" : tensor<16x4xf32>
  %s = nn.weight "s" {kind = "buffer"} : tensor<f32>
  %z = nn.weight "z" {kind = "buffer"} : tensor<i8>
  %0 = nn.matmul %x, %w : (tensor<8x16xf32>, tensor<16x4xf32>) -> tensor<8x4xf32>
  %1 = nn.quantize_linear %0, %s, %z : (tensor<8x4xf32>, tensor<f32>, tensor<i8>) -> tensor<8x4xi8>
  return %1, %0 : tensor<8x4xi8>, tensor<8x4xf32>
}

// tensorrt_scale: one value for each channel, whatever lies between; a vector
// along another extent is no scale of the channels, even where it is as long.
// CHECK-LABEL: @scale_of_channels
// CHECK: perf.kernel "conv" {{.*}} fusions = {tensorrt_scale = 1 : i64}
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @scale_of_channels(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> {
  %w = nn.weight "w" : tensor<8x4x3x3xf32>
  %v = nn.weight "v" : tensor<8xf32>
  %0 = nn.conv %x, %w {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
  %1 = nn.transpose %0 {perm = array<i64: 0, 2, 3, 1>} : (tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  %2 = nn.mul %1, %v : (tensor<1x8x8x8xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
  return %2 : tensor<1x8x8x8xf32>
}
// CHECK-LABEL: @scale_of_columns
// CHECK: perf.kernel "conv"
// CHECK-NEXT: nn.conv
// CHECK-NEXT: perf.yield
// CHECK: perf.kernel "elementwise"
// CHECK-NEXT: nn.mul
func.func @scale_of_columns(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> {
  %w = nn.weight "w" : tensor<8x4x3x3xf32>
  %v = nn.weight "v" : tensor<8xf32>
  %0 = nn.conv %x, %w {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
  %1 = nn.mul %0, %v : (tensor<1x8x8x8xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
  return %1 : tensor<1x8x8x8xf32>
}
// A batch norm scales the second extent, which of this product is no channel.
// CHECK-LABEL: @batch_norm_of_rows
// CHECK: perf.kernel "{{.*}}gemm"
// CHECK-NEXT: nn.matmul
// CHECK-NEXT: perf.yield
// CHECK: perf.kernel "elementwise"
// CHECK-NEXT: nn.batch_normalization
func.func @batch_norm_of_rows(%x: tensor<2x8x16xf32>) -> tensor<2x8x8xf32> {
  %w = nn.weight "w" : tensor<16x8xf32>
  %v = nn.weight "v" : tensor<8xf32>
  %0 = nn.matmul %x, %w : (tensor<2x8x16xf32>, tensor<16x8xf32>) -> tensor<2x8x8xf32>
  %1 = nn.batch_normalization %0, %v, %v, %v, %v : (tensor<2x8x8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>) -> tensor<2x8x8xf32>
  return %1 : tensor<2x8x8xf32>
}
