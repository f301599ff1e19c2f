// Numbers that are drawn: also without operands they are made when the model
// runs, not when it is loaded.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// random_c1: flops = 2 * 2*3 = 12, read = 0, written = 4 * 2*3 = 24
// CHECK-LABEL: @normal
// CHECK: cost = #perf.cost<flops = 12, macs = 0, read = 0, written = 24, rule = "random_c1">
func.func @normal() -> tensor<2x3xf32> {
  %0 = nn.random_normal {shape = array<i64: 2, 3>} : () -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// Of the operand only the shape is read.
// random_c1: flops = 2 * 2*3 = 12, read = 0, written = 4 * 2*3 = 24
// CHECK-LABEL: @like
// CHECK: cost = #perf.cost<flops = 12, macs = 0, read = 0, written = 24, rule = "random_c1">
func.func @like(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.random_uniform_like %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// bernoulli_c1: flops = 2*3 = 6, read = written = 4 * 2*3 = 24
// CHECK-LABEL: @bernoulli
// CHECK: cost = #perf.cost<flops = 6, macs = 0, read = 24, written = 24, rule = "bernoulli_c1">
func.func @bernoulli(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.bernoulli %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// Ten classes are searched in 4 steps.
// multinomial_c1: flops = 2 * 4*10 + 4*5 * 4 = 160, read = 4 * 4*10 = 160,
//   written = 4 * 4*5 = 80
// CHECK-LABEL: @multinomial
// CHECK: cost = #perf.cost<flops = 160, macs = 0, read = 160, written = 80, rule = "multinomial_c1">
func.func @multinomial(%x: tensor<4x10xf32>) -> tensor<4x5xi32> {
  %0 = nn.multinomial %x {sample_size = 5 : i64} : (tensor<4x10xf32>) -> tensor<4x5xi32>
  return %0 : tensor<4x5xi32>
}
