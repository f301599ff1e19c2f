// A batch norm with stored statistics goes into the weights before it. What it
// takes is computed from weights alone, when the model is loaded.

// RUN: %perf-opt opt --perf-recompose=always %s | FileCheck %s
// RUN: %perf-opt opt --perf-recompose=always --perf-form-kernels %s | FileCheck %s --check-prefix=COST
// The convolution alone, with a bias: macs = 1*16*8*8 * 32*3*3 = 294912.
// COST-LABEL: @convolution
// COST: perf.kernel "conv" attributes {{.*}}macs = 294912,
// COST-NOT: perf.kernel
// COST-LABEL: @convolution_with_bias

// Eager mode runs it.
// RUN: %perf-opt opt --perf-recompose %s | FileCheck %s --check-prefix=EAGER
// EAGER-LABEL: @convolution
// EAGER: nn.batch_normalization

// CHECK-LABEL: @convolution
// CHECK: nn.conv %arg0, %{{[^,]*}}, %{{[^,]*}}
// CHECK-NOT: nn.batch_normalization
// CHECK: return
func.func @convolution(%x: tensor<1x32x10x10xf32>) -> tensor<1x16x8x8xf32> {
  %w = nn.weight "w" : tensor<16x32x3x3xf32>
  %0 = nn.conv %x, %w : (tensor<1x32x10x10xf32>, tensor<16x32x3x3xf32>) -> tensor<1x16x8x8xf32>
  %scale = nn.weight "scale" : tensor<16xf32>
  %shift = nn.weight "shift" : tensor<16xf32>
  %mean = nn.weight "mean" : tensor<16xf32>
  %var = nn.weight "var" : tensor<16xf32>
  %1 = nn.batch_normalization %0, %scale, %shift, %mean, %var : (tensor<1x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<1x16x8x8xf32>
  return %1 : tensor<1x16x8x8xf32>
}

// CHECK-LABEL: @convolution_with_bias
// CHECK: nn.conv %arg0, %{{[^,]*}}, %{{[^,]*}}
// CHECK-NOT: nn.batch_normalization
// CHECK: return
func.func @convolution_with_bias(%x: tensor<1x32x10x10xf32>) -> tensor<1x16x8x8xf32> {
  %w = nn.weight "w" : tensor<16x32x3x3xf32>
  %b = nn.weight "b" : tensor<16xf32>
  %0 = nn.conv %x, %w, %b : (tensor<1x32x10x10xf32>, tensor<16x32x3x3xf32>, tensor<16xf32>) -> tensor<1x16x8x8xf32>
  %scale = nn.weight "scale" : tensor<16xf32>
  %shift = nn.weight "shift" : tensor<16xf32>
  %mean = nn.weight "mean" : tensor<16xf32>
  %var = nn.weight "var" : tensor<16xf32>
  %1 = nn.batch_normalization %0, %scale, %shift, %mean, %var : (tensor<1x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<1x16x8x8xf32>
  return %1 : tensor<1x16x8x8xf32>
}

// CHECK-LABEL: @grouped_convolution
// CHECK: nn.conv %arg0, {{.*}} {group = 4 : i64}
// CHECK-NEXT: return
func.func @grouped_convolution(%x: tensor<1x32x10x10xf32>) -> tensor<1x16x8x8xf32> {
  %w = nn.weight "w" : tensor<16x8x3x3xf32>
  %0 = nn.conv %x, %w {group = 4 : i64} : (tensor<1x32x10x10xf32>, tensor<16x8x3x3xf32>) -> tensor<1x16x8x8xf32>
  %scale = nn.weight "scale" : tensor<16xf32>
  %shift = nn.weight "shift" : tensor<16xf32>
  %mean = nn.weight "mean" : tensor<16xf32>
  %var = nn.weight "var" : tensor<16xf32>
  %1 = nn.batch_normalization %0, %scale, %shift, %mean, %var : (tensor<1x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<1x16x8x8xf32>
  return %1 : tensor<1x16x8x8xf32>
}

// CHECK-LABEL: @gemm
// CHECK: nn.gemm %arg0, %{{[^,]*}}, %{{[^,]*}}
// CHECK-NOT: nn.batch_normalization
// CHECK: return
func.func @gemm(%x: tensor<4x64xf32>) -> tensor<4x32xf32> {
  %w = nn.weight "w" : tensor<32x64xf32>
  %b = nn.weight "b" : tensor<32xf32>
  %0 = nn.gemm %x, %w, %b {transB = 1 : i64} : (tensor<4x64xf32>, tensor<32x64xf32>, tensor<32xf32>) -> tensor<4x32xf32>
  %scale = nn.weight "scale" : tensor<32xf32>
  %shift = nn.weight "shift" : tensor<32xf32>
  %mean = nn.weight "mean" : tensor<32xf32>
  %var = nn.weight "var" : tensor<32xf32>
  %1 = nn.batch_normalization %0, %scale, %shift, %mean, %var : (tensor<4x32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<4x32xf32>
  return %1 : tensor<4x32xf32>
}

// CHECK-LABEL: @product
// CHECK: nn.matmul
// CHECK-NEXT: nn.add
// CHECK-NEXT: return
func.func @product(%x: tensor<4x64xf32>) -> tensor<4x32xf32> {
  %w = nn.weight "w" : tensor<64x32xf32>
  %0 = nn.matmul %x, %w : (tensor<4x64xf32>, tensor<64x32xf32>) -> tensor<4x32xf32>
  %b = nn.weight "b" : tensor<32xf32>
  %1 = nn.add %0, %b : (tensor<4x32xf32>, tensor<32xf32>) -> tensor<4x32xf32>
  %scale = nn.weight "scale" : tensor<32xf32>
  %shift = nn.weight "shift" : tensor<32xf32>
  %mean = nn.weight "mean" : tensor<32xf32>
  %var = nn.weight "var" : tensor<32xf32>
  %2 = nn.batch_normalization %1, %scale, %shift, %mean, %var : (tensor<4x32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<4x32xf32>
  return %2 : tensor<4x32xf32>
}

// Negatives.
// CHECK-LABEL: @convolution_used_elsewhere
// CHECK: nn.batch_normalization
// CHECK: return
func.func @convolution_used_elsewhere(%x: tensor<1x32x10x10xf32>) -> (tensor<1x16x8x8xf32>, tensor<1x16x8x8xf32>) {
  %w = nn.weight "w" : tensor<16x32x3x3xf32>
  %0 = nn.conv %x, %w : (tensor<1x32x10x10xf32>, tensor<16x32x3x3xf32>) -> tensor<1x16x8x8xf32>
  %scale = nn.weight "scale" : tensor<16xf32>
  %shift = nn.weight "shift" : tensor<16xf32>
  %mean = nn.weight "mean" : tensor<16xf32>
  %var = nn.weight "var" : tensor<16xf32>
  %1 = nn.batch_normalization %0, %scale, %shift, %mean, %var : (tensor<1x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<1x16x8x8xf32>
  return %1, %0 : tensor<1x16x8x8xf32>, tensor<1x16x8x8xf32>
}

// CHECK-LABEL: @weights_from_data
// CHECK: nn.batch_normalization
// CHECK: return
func.func @weights_from_data(%x: tensor<1x32x10x10xf32>, %w: tensor<16x32x3x3xf32>) -> tensor<1x16x8x8xf32> {
  %0 = nn.conv %x, %w : (tensor<1x32x10x10xf32>, tensor<16x32x3x3xf32>) -> tensor<1x16x8x8xf32>
  %scale = nn.weight "scale" : tensor<16xf32>
  %shift = nn.weight "shift" : tensor<16xf32>
  %mean = nn.weight "mean" : tensor<16xf32>
  %var = nn.weight "var" : tensor<16xf32>
  %1 = nn.batch_normalization %0, %scale, %shift, %mean, %var : (tensor<1x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<1x16x8x8xf32>
  return %1 : tensor<1x16x8x8xf32>
}

// CHECK-LABEL: @behind_an_activation
// CHECK: nn.batch_normalization
// CHECK: return
func.func @behind_an_activation(%x: tensor<1x32x10x10xf32>) -> tensor<1x16x8x8xf32> {
  %w = nn.weight "w" : tensor<16x32x3x3xf32>
  %0 = nn.conv %x, %w : (tensor<1x32x10x10xf32>, tensor<16x32x3x3xf32>) -> tensor<1x16x8x8xf32>
  %1 = nn.relu %0 : (tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>
  %scale = nn.weight "scale" : tensor<16xf32>
  %shift = nn.weight "shift" : tensor<16xf32>
  %mean = nn.weight "mean" : tensor<16xf32>
  %var = nn.weight "var" : tensor<16xf32>
  %2 = nn.batch_normalization %1, %scale, %shift, %mean, %var : (tensor<1x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<1x16x8x8xf32>
  return %2 : tensor<1x16x8x8xf32>
}
