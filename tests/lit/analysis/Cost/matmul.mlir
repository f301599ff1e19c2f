// Matrix products and attention: macs = |Y| * inner extent, flops = 2 * macs.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// matmul_c1: flops = 2 * 32*3072 * 768 = 150994944,
//   macs = 32*3072 * 768 = 75497472, read = 4 * (32*768 + 768*3072) = 9535488,
//   written = 4 * 32*3072 = 393216
// CHECK-LABEL: @matmul
// CHECK: perf.kernel "gemm" attributes {cost = #perf.cost<flops = 150994944, macs = 75497472, read = 9535488, written = 393216, rule = "matmul_c1">, problem = {batch = 1 : i64, k = 768 : i64, m = 32 : i64, n = 3072 : i64}}
func.func @matmul(%a: tensor<32x768xf32>) -> tensor<32x3072xf32> {
  %w = nn.weight "w" : tensor<768x3072xf32>
  %0 = nn.matmul %a, %w : (tensor<32x768xf32>, tensor<768x3072xf32>) -> tensor<32x3072xf32>
  return %0 : tensor<32x3072xf32>
}

// One matrix on the right: the batch is rows, m = 8*128.
// matmul_c1: flops = 2 * 8*128*64 * 768 = 100663296,
//   macs = 8*128*64 * 768 = 50331648,
//   read = 2 * (8*128*768 + 768*64) = 1671168, written = 2 * 8*128*64 = 131072
// CHECK-LABEL: @rows_of_a_stack
// CHECK: perf.kernel "gemm" attributes {cost = #perf.cost<flops = 100663296, macs = 50331648, read = 1671168, written = 131072, rule = "matmul_c1">, problem = {batch = 1 : i64, k = 768 : i64, m = 1024 : i64, n = 64 : i64}}
func.func @rows_of_a_stack(%a: tensor<8x128x768xf16>) -> tensor<8x128x64xf16> {
  %w = nn.weight "w" : tensor<768x64xf16>
  %0 = nn.matmul %a, %w : (tensor<8x128x768xf16>, tensor<768x64xf16>) -> tensor<8x128x64xf16>
  return %0 : tensor<8x128x64xf16>
}

// matmul_c1: flops = 2 * 2*12*128*96 * 64 = 37748736,
//   macs = 2*12*128*96 * 64 = 18874368,
//   read = 4 * (2*12*128*64 + 2*12*64*96) = 1376256,
//   written = 4 * 2*12*128*96 = 1179648
// CHECK-LABEL: @batched
// CHECK: perf.kernel "batched_gemm" attributes {cost = #perf.cost<flops = 37748736, macs = 18874368, read = 1376256, written = 1179648, rule = "matmul_c1">, problem = {batch = 24 : i64, k = 64 : i64, m = 128 : i64, n = 96 : i64}}
func.func @batched(%a: tensor<2x12x128x64xf32>, %b: tensor<2x12x64x96xf32>) -> tensor<2x12x128x96xf32> {
  %0 = nn.matmul %a, %b : (tensor<2x12x128x64xf32>, tensor<2x12x64x96xf32>) -> tensor<2x12x128x96xf32>
  return %0 : tensor<2x12x128x96xf32>
}

// It is read once.
// matmul_c1: flops = 2 * 64*64 * 64 = 524288, macs = 64*64 * 64 = 262144,
//   read = 4 * 64*64 = 16384, written = 4 * 64*64 = 16384
// CHECK-LABEL: @same_operand_twice
// CHECK: perf.kernel "gemm" attributes {cost = #perf.cost<flops = 524288, macs = 262144, read = 16384, written = 16384, rule = "matmul_c1">, problem = {batch = 1 : i64, k = 64 : i64, m = 64 : i64, n = 64 : i64}}
func.func @same_operand_twice(%a: tensor<64x64xf32>) -> tensor<64x64xf32> {
  %0 = nn.matmul %a, %a : (tensor<64x64xf32>, tensor<64x64xf32>) -> tensor<64x64xf32>
  return %0 : tensor<64x64xf32>
}

// matmul_c1: flops = 2 * 5 * 7 = 70, macs = 5 * 7 = 35,
//   read = 4 * (5*7 + 7) = 168, written = 4 * 5 = 20
// CHECK-LABEL: @vector
// CHECK: perf.kernel "gemm" attributes {cost = #perf.cost<flops = 70, macs = 35, read = 168, written = 20, rule = "matmul_c1">, problem = {batch = 1 : i64, k = 7 : i64, m = 5 : i64, n = 1 : i64}}
func.func @vector(%a: tensor<5x7xf32>, %b: tensor<7xf32>) -> tensor<5xf32> {
  %0 = nn.matmul %a, %b : (tensor<5x7xf32>, tensor<7xf32>) -> tensor<5xf32>
  return %0 : tensor<5xf32>
}

// Rows of a stack must be contiguous to be one matrix: the transposed stack
// is copied first.
// matmul_c1: flops = 2 * 8*49*32 * 64 = 1605632, macs = 8*49*32 * 64 = 802816,
//   read = 4 * (8*49*64 + 64*32) + 4 * 8*49*64 = 208896,
//   written = 4 * 8*49*32 + 4 * 8*49*64 = 150528
// CHECK-LABEL: @strided
// CHECK: perf.kernel "gemm" attributes {cost = #perf.cost<flops = 1605632, macs = 802816, read = 208896, written = 150528, rule = "matmul_c1">, launches = 2 : i64, problem = {batch = 1 : i64, k = 64 : i64, m = 392 : i64, n = 32 : i64}}
func.func @strided(%x: tensor<8x64x49xf32>) -> tensor<8x49x32xf32> {
  %w = nn.weight "w" : tensor<64x32xf32>
  %t = nn.transpose %x {perm = array<i64: 0, 2, 1>} : (tensor<8x64x49xf32>) -> tensor<8x49x64xf32>
  %0 = nn.matmul %t, %w : (tensor<8x49x64xf32>, tensor<64x32xf32>) -> tensor<8x49x32xf32>
  return %0 : tensor<8x49x32xf32>
}

// gemm_c1: flops = 2 * 16*10 * 96 + 16*10 = 30880, macs = 16*10 * 96 = 15360,
//   read = 4 * (96*16 + 10*96 + 10) = 10024, written = 4 * 16*10 = 640
// CHECK-LABEL: @gemm
// CHECK: perf.kernel "gemm" attributes {cost = #perf.cost<flops = 30880, macs = 15360, read = 10024, written = 640, rule = "gemm_c1">, problem = {batch = 1 : i64, k = 96 : i64, m = 16 : i64, n = 10 : i64}}
func.func @gemm(%a: tensor<96x16xf32>, %c: tensor<10xf32>) -> tensor<16x10xf32> {
  %w = nn.weight "w" : tensor<10x96xf32>
  %0 = nn.gemm %a, %w, %c {transA = 1 : i64, transB = 1 : i64} : (tensor<96x16xf32>, tensor<10x96xf32>, tensor<10xf32>) -> tensor<16x10xf32>
  return %0 : tensor<16x10xf32>
}

// einsum_c1: flops = 2 * 2*4*16*32 * 8 = 65536, macs = 2*4*16*32 * 8 = 32768,
//   read = 4 * (2*4*16*8 + 2*4*32*8) = 12288, written = 4 * 2*4*16*32 = 16384
// CHECK-LABEL: @einsum
// CHECK: perf.kernel "batched_gemm" attributes {cost = #perf.cost<flops = 65536, macs = 32768, read = 12288, written = 16384, rule = "einsum_c1">, problem = {batch = 8 : i64, k = 8 : i64, m = 16 : i64, n = 32 : i64}}
func.func @einsum(%q: tensor<2x4x16x8xf32>, %k: tensor<2x4x32x8xf32>) -> tensor<2x4x16x32xf32> {
  %0 = nn.einsum %q, %k {equation = "bhsd,bhtd->bhst"} : (tensor<2x4x16x8xf32>, tensor<2x4x32x8xf32>) -> tensor<2x4x16x32xf32>
  return %0 : tensor<2x4x16x32xf32>
}

// Three operands: the order of contraction is not known, so there is no count.
// CHECK-LABEL: @einsum_of_three
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @einsum_of_three(%a: tensor<2x3xf32>, %b: tensor<3x4xf32>, %c: tensor<4x5xf32>) -> tensor<2x5xf32> {
  %0 = nn.einsum %a, %b, %c {equation = "ij,jk,kl->il"} : (tensor<2x3xf32>, tensor<3x4xf32>, tensor<4x5xf32>) -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}

// Both products for every one of 2*8*16*128 scores, and a softmax of 5 FLOPs;
// 8 heads share 2 of keys and values. Results that nobody reads are not
// written.
// attention_c1: flops = 2 * 2*8*16*128 * (64 + 96) + 5 * 2*8*16*128 = 10649600,
//   macs = 2*8*16*128 * (64 + 96) = 5242880,
//   read = 2 * (2*8*16*64 + 2*2*128*64 + 2*2*128*96) + 1 * 16*128 = 198656,
//   written = 2 * 2*8*16*96 = 49152
// CHECK-LABEL: @attention
// CHECK: perf.kernel "attention" attributes {cost = #perf.cost<flops = 10649600, macs = 5242880, read = 198656, written = 49152, rule = "attention_c1">, problem = {batch = 2 : i64, causal = 0 : i64, context = 128 : i64, head_dim = 64 : i64, heads = 8 : i64, kv_heads = 2 : i64, seq = 16 : i64, value_dim = 96 : i64}}
func.func @attention(%q: tensor<2x8x16x64xf16>, %k: tensor<2x2x128x64xf16>, %v: tensor<2x2x128x96xf16>, %mask: tensor<16x128xi1>) -> tensor<2x8x16x96xf16> {
  %y, %pk, %pv, %s = nn.attention %q, %k, %v, %mask {operandSegmentSizes = array<i32: 1, 1, 1, 1, 0, 0, 0>} : (tensor<2x8x16x64xf16>, tensor<2x2x128x64xf16>, tensor<2x2x128x96xf16>, tensor<16x128xi1>) -> (tensor<2x8x16x96xf16>, tensor<2x2x128x64xf16>, tensor<2x2x128x96xf16>, tensor<2x8x16x128xf16>)
  return %y : tensor<2x8x16x96xf16>
}

// The same tensor as queries, keys and values is read once; causal counts the
// whole square.
// attention_c1: flops = 2 * 1*8*32*32 * (64 + 64) + 5 * 1*8*32*32 = 2138112,
//   macs = 1*8*32*32 * (64 + 64) = 1048576, read = 4 * 1*32*512 = 65536,
//   written = 4 * 1*32*512 = 65536
// CHECK-LABEL: @packed_attention
// CHECK: perf.kernel "attention" attributes {cost = #perf.cost<flops = 2138112, macs = 1048576, read = 65536, written = 65536, rule = "attention_c1">, problem = {batch = 1 : i64, causal = 1 : i64, context = 32 : i64, head_dim = 64 : i64, heads = 8 : i64, kv_heads = 8 : i64, seq = 32 : i64, value_dim = 64 : i64}}
func.func @packed_attention(%q: tensor<1x32x512xf32>) -> tensor<1x32x512xf32> {
  %y, %pk, %pv, %s = nn.attention %q, %q, %q {q_num_heads = 8 : i64, kv_num_heads = 8 : i64, is_causal = 1 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0>} : (tensor<1x32x512xf32>, tensor<1x32x512xf32>, tensor<1x32x512xf32>) -> (tensor<1x32x512xf32>, tensor<1x8x32x64xf32>, tensor<1x8x32x64xf32>, tensor<1x8x32x32xf32>)
  return %y : tensor<1x32x512xf32>
}

// rotary_embedding_c1: flops = 3 * 1*8*16*64 = 24576, macs = 0,
//   read = 4 * (1*8*16*64 + 2 * 1*16*32) = 36864,
//   written = 4 * 1*8*16*64 = 32768
// CHECK-LABEL: @rotary_embedding
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 24576, macs = 0, read = 36864, written = 32768, rule = "rotary_embedding_c1">, problem = {elements = 8192 : i64}}
func.func @rotary_embedding(%x: tensor<1x8x16x64xf32>, %cos: tensor<1x16x32xf32>, %sin: tensor<1x16x32xf32>) -> tensor<1x8x16x64xf32> {
  %0 = nn.rotary_embedding %x, %cos, %sin : (tensor<1x8x16x64xf32>, tensor<1x16x32xf32>, tensor<1x16x32xf32>) -> tensor<1x8x16x64xf32>
  return %0 : tensor<1x8x16x64xf32>
}

// matmul_integer_c1: macs = 4*3 * 8 = 96, flops = 2 * 96 + 4*8 = 224,
//   read = 32 + 24 + 1 = 57, written = 4 * 4*3 = 48
// CHECK-LABEL: @matmul_integer
// CHECK: cost = #perf.cost<flops = 224, macs = 96, read = 57, written = 48, rule = "matmul_integer_c1">
func.func @matmul_integer(%a: tensor<4x8xui8>, %b: tensor<8x3xi8>, %z: tensor<ui8>) -> tensor<4x3xi32> {
  %0 = nn.matmul_integer %a, %b, %z {operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<4x8xui8>, tensor<8x3xi8>, tensor<ui8>) -> tensor<4x3xi32>
  return %0 : tensor<4x3xi32>
}

// det_c1: macs = 2 * 4*5*9 / 6 = 60, flops = 2 * 60 + 2 * (5*4/2 + 4) = 148,
//   read = 4 * 2*5*5 = 200, written = 4 * 2 = 8
// CHECK-LABEL: @det
// CHECK: cost = #perf.cost<flops = 148, macs = 60, read = 200, written = 8, rule = "det_c1">
func.func @det(%x: tensor<2x5x5xf32>) -> tensor<2xf32> {
  %0 = nn.det %x : (tensor<2x5x5xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}
