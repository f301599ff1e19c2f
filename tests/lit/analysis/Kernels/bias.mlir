// Only a vector of the model's own, as long as the product is wide, is a bias.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// CHECK-LABEL: @bias_in_front
// CHECK: perf.kernel "gemm" {{.*}} rule = "matmul_c1+elementwise_c1"
// CHECK-NOT: perf.kernel "elementwise"
// CHECK: return
func.func @bias_in_front(%x: tensor<8x16xf32>) -> tensor<8x32xf32> {
  %w = nn.weight "w" : tensor<16x32xf32>
  %b = nn.weight "b" : tensor<32xf32>
  %0 = nn.matmul %x, %w : (tensor<8x16xf32>, tensor<16x32xf32>) -> tensor<8x32xf32>
  %1 = nn.add %b, %0 : (tensor<32xf32>, tensor<8x32xf32>) -> tensor<8x32xf32>
  return %1 : tensor<8x32xf32>
}

// A residual is a kernel of its own.
// CHECK-LABEL: @residual
// CHECK: perf.kernel "gemm" {{.*}} rule = "matmul_c1"
// CHECK: perf.kernel "elementwise"
func.func @residual(%x: tensor<8x16xf32>, %r: tensor<8x32xf32>) -> tensor<8x32xf32> {
  %w = nn.weight "w" : tensor<16x32xf32>
  %0 = nn.matmul %x, %w : (tensor<8x16xf32>, tensor<16x32xf32>) -> tensor<8x32xf32>
  %1 = nn.add %0, %r : (tensor<8x32xf32>, tensor<8x32xf32>) -> tensor<8x32xf32>
  return %1 : tensor<8x32xf32>
}

// A vector that an input brings is no parameter of a linear layer.
// CHECK-LABEL: @vector_of_an_input
// CHECK: perf.kernel "gemm" {{.*}} rule = "matmul_c1"
// CHECK: perf.kernel "elementwise"
func.func @vector_of_an_input(%x: tensor<8x16xf32>, %b: tensor<32xf32>) -> tensor<8x32xf32> {
  %w = nn.weight "w" : tensor<16x32xf32>
  %0 = nn.matmul %x, %w : (tensor<8x16xf32>, tensor<16x32xf32>) -> tensor<8x32xf32>
  %1 = nn.add %0, %b : (tensor<8x32xf32>, tensor<32xf32>) -> tensor<8x32xf32>
  return %1 : tensor<8x32xf32>
}

// The product is read twice, so it has to be in memory without the bias.
// CHECK-LABEL: @product_used_elsewhere
// CHECK: perf.kernel "gemm" {{.*}} rule = "matmul_c1"
// CHECK: perf.kernel "elementwise"
func.func @product_used_elsewhere(%x: tensor<8x16xf32>) -> (tensor<8x32xf32>, tensor<8x32xf32>) {
  %w = nn.weight "w" : tensor<16x32xf32>
  %b = nn.weight "b" : tensor<32xf32>
  %0 = nn.matmul %x, %w : (tensor<8x16xf32>, tensor<16x32xf32>) -> tensor<8x32xf32>
  %1 = nn.add %0, %b : (tensor<8x32xf32>, tensor<32xf32>) -> tensor<8x32xf32>
  return %0, %1 : tensor<8x32xf32>, tensor<8x32xf32>
}

// Adding the product to itself has no bias at all.
// CHECK-LABEL: @doubled
// CHECK: perf.kernel "gemm" {{.*}} rule = "matmul_c1"
// CHECK: perf.kernel "elementwise"
func.func @doubled(%x: tensor<8x16xf32>) -> tensor<8x32xf32> {
  %w = nn.weight "w" : tensor<16x32xf32>
  %0 = nn.matmul %x, %w : (tensor<8x16xf32>, tensor<16x32xf32>) -> tensor<8x32xf32>
  %1 = nn.add %0, %0 : (tensor<8x32xf32>, tensor<8x32xf32>) -> tensor<8x32xf32>
  return %1 : tensor<8x32xf32>
}
