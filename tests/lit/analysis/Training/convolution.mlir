// Two convolutions with batch normalisation: the first needs no gradient of its
// input. MACs of conv1 8*16*16*16 * 3*3*3 = 884736, of conv2 8*32*8*8 * 16*3*3 =
// 2359296.

// RUN: %perf-opt opt --perf-derive-training --perf-form-kernels %s | FileCheck %s

// batch_normalization_train_c1: 8 * 8*16*16*16 = 262144, 3 * 32768 = 98304 MACs;
//   reads 2 * 131072 + 4 * 4*16, writes 131072 + 2 * 2 * 4*16
// CHECK: perf.kernel "norm" {{.*}}cost = #perf.cost<flops = 262144, macs = 98304, read = 262400, written = 131328, rule = "batch_normalization_train_c1">, launches = 2
// CHECK: nn.training_forward "nn.batch_normalization" {{.*}} -> (tensor<8x16x16x16xf32>, tensor<16xf32>, tensor<16xf32>)
// conv_dgrad_c1 of conv2, from dY [8, 32, 8, 8] to [8, 16, 16, 16]
// CHECK: perf.kernel "conv" attributes {allow_tf32, cost = #perf.cost<flops = 4718592, macs = 2359296, {{.*}}rule = "conv_dgrad_c1">, phase = "backward", problem = {c = 32 : i64, groups = 1 : i64, h = 8 : i64, k = 16 : i64, n = 8 : i64, p = 16 : i64, q = 16 : i64, r = 3 : i64, s = 3 : i64,
// conv_wgrad_c1: a product of 16*3*3 by 32, summed over 8*8*8 places
// CHECK: perf.kernel "conv" attributes {allow_tf32, cost = #perf.cost<flops = 4718592, macs = 2359296, {{.*}}rule = "conv_wgrad_c1">, phase = "backward", problem = {c = 8 : i64, groups = 1 : i64, h = 16 : i64, k = 32 : i64, n = 16 : i64, p = 3 : i64, q = 3 : i64, r = 8 : i64, s = 8 : i64,
// reduce_to_shape_c1 of the bias: 8*32*8*8 = 16384
// CHECK: perf.kernel "reduction" attributes {cost = #perf.cost<flops = 16384, macs = 0, read = 65536, written = 128, rule = "reduce_to_shape_c1">
// batch_normalization_grad_c1: 9 * 32768 = 294912, 2 * 32768 = 65536 MACs; reads
//   dY and X twice and three vectors: 4 * 131072 + 3 * 64 = 524480, writes 131072
//   + 2 * 64
// CHECK: perf.kernel "norm" attributes {cost = #perf.cost<flops = 294912, macs = 65536, read = 524480, written = 131200, rule = "batch_normalization_grad_c1">
// CHECK-NOT: conv_dgrad_c1
// CHECK: cost = #perf.cost<flops = 1769472, macs = 884736, {{.*}}rule = "conv_wgrad_c1">
// CHECK-NOT: conv_dgrad_c1
// CHECK: return
func.func @main(%x: tensor<8x3x16x16xf32>) -> tensor<8x32x8x8xf32> {
  %w1 = nn.weight "w1" : tensor<16x3x3x3xf32>
  %scale = nn.weight "scale" : tensor<16xf32>
  %bias = nn.weight "bias" : tensor<16xf32>
  %mean = nn.weight "mean" {kind = "buffer"} : tensor<16xf32>
  %var = nn.weight "var" {kind = "buffer"} : tensor<16xf32>
  %w2 = nn.weight "w2" : tensor<32x16x3x3xf32>
  %b2 = nn.weight "b2" : tensor<32xf32>
  %0 = nn.conv %x, %w1 {pads = array<i64: 1, 1, 1, 1>} : (tensor<8x3x16x16xf32>, tensor<16x3x3x3xf32>) -> tensor<8x16x16x16xf32>
  %1 = nn.batch_normalization %0, %scale, %bias, %mean, %var : (tensor<8x16x16x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<8x16x16x16xf32>
  %2 = nn.relu %1 : (tensor<8x16x16x16xf32>) -> tensor<8x16x16x16xf32>
  %3 = nn.conv %2, %w2, %b2 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<8x16x16x16xf32>, tensor<32x16x3x3xf32>, tensor<32xf32>) -> tensor<8x32x8x8xf32>
  return %3 : tensor<8x32x8x8xf32>
}
