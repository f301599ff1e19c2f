// A kernel holds the operators that launch together; #perf.cost is what they
// cost.

// RUN: %perf-opt opt %s | FileCheck %s
// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -

// A linear layer at batch 32:
// flops = 2 * 32*1000*2048 + 32*1000 = 131104000, macs = 32*1000*2048 = 65536000,
// read = 4 * (32*2048 + 2048*1000 + 1000) = 8458144, written = 4 * 32*1000 = 128000
// CHECK-LABEL: @linear
func.func @linear(%x: tensor<32x2048xf32>, %w: tensor<2048x1000xf32>, %b: tensor<1000xf32>) -> tensor<32x1000xf32> {
  // CHECK: %[[Y:.*]] = perf.kernel "gemm" attributes {cost = #perf.cost<flops = 131104000, macs = 65536000, read = 8458144, written = 128000, rule = "matmul_c1+elementwise_c1">, problem = {batch = 1 : i64, k = 2048 : i64, m = 32 : i64, n = 1000 : i64}} {
  %y = perf.kernel "gemm" attributes {problem = {m = 32 : i64, n = 1000 : i64, k = 2048 : i64, batch = 1 : i64}, cost = #perf.cost<flops = 131104000, macs = 65536000, read = 8458144, written = 128000, rule = "matmul_c1+elementwise_c1">} {
    // CHECK-NEXT: nn.matmul
    %0 = nn.matmul %x, %w : (tensor<32x2048xf32>, tensor<2048x1000xf32>) -> tensor<32x1000xf32>
    // CHECK-NEXT: nn.add
    %1 = nn.add %0, %b : (tensor<32x1000xf32>, tensor<1000xf32>) -> tensor<32x1000xf32>
    // CHECK-NEXT: perf.yield %{{.*}} : tensor<32x1000xf32>
    perf.yield %1 : tensor<32x1000xf32>
  // CHECK-NEXT: } : tensor<32x1000xf32>
  } : tensor<32x1000xf32>
  // CHECK: return %[[Y]]
  return %y : tensor<32x1000xf32>
}

// Launches other than one and TF32 are written down; two results may leave.
// CHECK-LABEL: @several
func.func @several(%x: tensor<1x3x8x8xf32>) -> (tensor<1x3x4x4xf32>, tensor<1x3x4x4xi64>) {
  // CHECK: perf.kernel "pool" attributes {allow_tf32, cost = {{.*}}, launches = 2 : i64, problem = {}}
  %y:2 = perf.kernel "pool" attributes {allow_tf32, launches = 2 : i64, problem = {}, cost = #perf.cost<flops = 192, macs = 0, read = 768, written = 576, rule = "pool_c1">} {
    %0, %1 = nn.max_pool %x {kernel_shape = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x3x8x8xf32>) -> (tensor<1x3x4x4xf32>, tensor<1x3x4x4xi64>)
    perf.yield %0, %1 : tensor<1x3x4x4xf32>, tensor<1x3x4x4xi64>
  } : tensor<1x3x4x4xf32>, tensor<1x3x4x4xi64>
  return %y#0, %y#1 : tensor<1x3x4x4xf32>, tensor<1x3x4x4xi64>
}
