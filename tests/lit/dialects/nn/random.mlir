// Numbers that are drawn. They are not folded, and erased only when unused.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @draws
func.func @draws(%x: tensor<2x?xf16>, %logits: tensor<4x10xf32>) -> (tensor<*xf32>, tensor<*xf16>, tensor<*xf64>, tensor<*xi1>, tensor<*xi64>) {
  // CHECK: nn.random_normal {{.*}} -> tensor<2x3xf32>
  %0 = nn.random_normal {shape = array<i64: 2, 3>} : () -> tensor<*xf32>
  // CHECK: nn.random_uniform {{.*}} -> tensor<4xf16>
  %1 = nn.random_uniform {shape = array<i64: 4>, dtype = f16} : () -> tensor<*xf16>
  // CHECK: nn.random_normal_like {{.*}} -> tensor<2x?xf64>
  %2 = nn.random_normal_like %x {dtype = f64} : (tensor<2x?xf16>) -> tensor<*xf64>
  // CHECK: nn.bernoulli {{.*}} -> tensor<2x?xi1>
  %3 = nn.bernoulli %x {dtype = i1} : (tensor<2x?xf16>) -> tensor<*xi1>
  // CHECK: nn.multinomial {{.*}} -> tensor<4x5xi64>
  %4 = nn.multinomial %logits {dtype = i64, sample_size = 5 : i64} : (tensor<4x10xf32>) -> tensor<*xi64>
  // CHECK-NOT: nn.random_uniform_like
  %unused = nn.random_uniform_like %x : (tensor<2x?xf16>) -> tensor<*xf16>
  return %0, %1, %2, %3, %4 : tensor<*xf32>, tensor<*xf16>, tensor<*xf64>, tensor<*xi1>, tensor<*xi64>
}
