// perf-form-kernels groups operators into the kernels that launch.
//
// PyTorch's eager mode launches one kernel an operator. Three things differ:
// views launch nothing, a linear layer's bias is added inside its product, and
// what depends on weights alone was done when the model was loaded. Runtimes that
// fuse are named by the option `runtime`; fusions counts by which of their rules
// operators joined.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// CHECK-LABEL: func.func @linear
func.func @linear(%x: tensor<8x4x128xf32>) -> tensor<8x512xf32> {
  // CHECK-NEXT: nn.weight "w"
  %w = nn.weight "w" : tensor<512x512xf32>
  // CHECK-NEXT: nn.weight "b"
  %b = nn.weight "b" : tensor<512xf32>
  %shape = nn.constant dense<[8, 512]> : tensor<2xi64> : tensor<2xi64>
  // CHECK: nn.transpose
  %wt = nn.transpose %w {perm = array<i64: 1, 0>} : (tensor<512x512xf32>) -> tensor<512x512xf32>
  // CHECK-NEXT: nn.reshape
  %0 = nn.reshape %x, %shape : (tensor<8x4x128xf32>, tensor<2xi64>) -> tensor<8x512xf32>

  // macs = 8*512*512 = 2097152, flops = 2 * macs + 8*512 = 4198400
  // read = 4 * (8*512 + 512*512 + 512) = 1067008, written = 4 * 8*512 = 16384
  // CHECK-NEXT: %[[A:.*]] = perf.kernel "gemm" attributes {cost = #perf.cost<flops = 4198400, macs = 2097152, read = 1067008, written = 16384, rule = "matmul_c1+elementwise_c1">, fusions = {eager_linear_bias = 1 : i64}, problem = {batch = 1 : i64, k = 512 : i64, m = 8 : i64, n = 512 : i64}} {
  // CHECK-NEXT: nn.matmul
  // CHECK-NEXT: nn.add
  // CHECK-NEXT: perf.yield
  %1 = nn.matmul %0, %wt : (tensor<8x512xf32>, tensor<512x512xf32>) -> tensor<8x512xf32>
  %2 = nn.add %1, %b : (tensor<8x512xf32>, tensor<512xf32>) -> tensor<8x512xf32>

  // flops = 8*512 = 4096, read = written = 4 * 4096 = 16384
  // CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 4096, macs = 0, read = 16384, written = 16384, rule = "elementwise_c1">, problem = {elements = 4096 : i64}} {
  // CHECK-NEXT: nn.relu %[[A]]
  %3 = nn.relu %2 : (tensor<8x512xf32>) -> tensor<8x512xf32>
  return %3 : tensor<8x512xf32>
}
