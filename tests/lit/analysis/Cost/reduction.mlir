// Reductions, scans and selections: so many flops for each element of X.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// reduce_c1: flops = 4*16*49 = 3136, macs = 0, read = 4 * 4*16*49 = 12544,
//   written = 4 * 4*16 = 256
// CHECK-LABEL: @mean
// CHECK: perf.kernel "reduction" attributes {cost = #perf.cost<flops = 3136, macs = 0, read = 12544, written = 256, rule = "reduce_c1">, problem = {cols = 49 : i64, rows = 64 : i64}}
func.func @mean(%x: tensor<4x16x49xf32>) -> tensor<4x16x1xf32> {
  %axis = nn.constant dense<-1> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.reduce_mean %x, %axis : (tensor<4x16x49xf32>, tensor<1xi64>) -> tensor<4x16x1xf32>
  return %0 : tensor<4x16x1xf32>
}

// reduce_c2: flops = 2 * 4*16*49 = 6272, macs = 0, read = 4 * 4*16*49 = 12544,
//   written = 4
// CHECK-LABEL: @norm
// CHECK: perf.kernel "reduction" attributes {cost = #perf.cost<flops = 6272, macs = 0, read = 12544, written = 4, rule = "reduce_c2">, problem = {cols = 3136 : i64, rows = 1 : i64}}
func.func @norm(%x: tensor<4x16x49xf32>) -> tensor<f32> {
  %0 = nn.reduce_l2 %x {keepdims = 0 : i64} : (tensor<4x16x49xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}

// reduce_c3: flops = 3 * 4*16 = 192, macs = 0, read = 4 * 4*16 = 256,
//   written = 4 * 4 = 16
// CHECK-LABEL: @log_sum_exp
// CHECK: perf.kernel "reduction" attributes {cost = #perf.cost<flops = 192, macs = 0, read = 256, written = 16, rule = "reduce_c3">, problem = {cols = 16 : i64, rows = 4 : i64}}
func.func @log_sum_exp(%x: tensor<4x16xf32>) -> tensor<4x1xf32> {
  %axis = nn.constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.reduce_log_sum_exp %x, %axis : (tensor<4x16xf32>, tensor<1xi64>) -> tensor<4x1xf32>
  return %0 : tensor<4x1xf32>
}

// reduce_c1: flops = 4*50257 = 201028, macs = 0, read = 4 * 4*50257 = 804112,
//   written = 8 * 4 = 32
// CHECK-LABEL: @position_of_the_largest
// CHECK: perf.kernel "reduction" attributes {cost = #perf.cost<flops = 201028, macs = 0, read = 804112, written = 32, rule = "reduce_c1">, problem = {cols = 50257 : i64, rows = 4 : i64}}
func.func @position_of_the_largest(%x: tensor<4x50257xf32>) -> tensor<4x1xi64> {
  %0 = nn.arg_max %x {axis = 1 : i64} : (tensor<4x50257xf32>) -> tensor<4x1xi64>
  return %0 : tensor<4x1xi64>
}

// reduce_c1: flops = 4*16 = 64, macs = 0, read = 8 * 4*16 = 512,
//   written = 8 * 4*16 = 512
// CHECK-LABEL: @running_sum
// CHECK: perf.kernel "reduction" attributes {cost = #perf.cost<flops = 64, macs = 0, read = 512, written = 512, rule = "reduce_c1">
func.func @running_sum(%x: tensor<4x16xi64>) -> tensor<4x16xi64> {
  %axis = nn.constant dense<1> : tensor<i64> : tensor<i64>
  %0 = nn.cum_sum %x, %axis : (tensor<4x16xi64>, tensor<i64>) -> tensor<4x16xi64>
  return %0 : tensor<4x16xi64>
}

// top_k_c1: flops = 2 * 2*100 = 400, macs = 0, read = 4 * 2*100 = 800,
//   written = 4 * 2*5 + 8 * 2*5 = 120
// CHECK-LABEL: @top_k
// CHECK: perf.kernel "reduction" attributes {cost = #perf.cost<flops = 400, macs = 0, read = 800, written = 120, rule = "top_k_c1">, launches = 2 : i64
func.func @top_k(%x: tensor<2x100xf32>) -> (tensor<2x5xf32>, tensor<2x5xi64>) {
  %k = nn.constant dense<5> : tensor<1xi64> : tensor<1xi64>
  %0, %at = nn.top_k %x, %k : (tensor<2x100xf32>, tensor<1xi64>) -> (tensor<2x5xf32>, tensor<2x5xi64>)
  return %0, %at : tensor<2x5xf32>, tensor<2x5xi64>
}

// reduce_c1: flops = 2*3 = 6, read = written = 4 * 2*3 = 24
// CHECK-LABEL: @cum_prod
// CHECK: cost = #perf.cost<flops = 6, macs = 0, read = 24, written = 24, rule = "reduce_c1">
func.func @cum_prod(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %a = nn.constant dense<1> : tensor<i64> : tensor<i64>
  %0 = nn.cum_prod %x, %a : (tensor<2x3xf32>, tensor<i64>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}
