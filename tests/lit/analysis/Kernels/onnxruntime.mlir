// ONNX Runtime: a kernel a node after its graph passes. docs/runtimes.md has the
// rules.

// RUN: %perf-opt opt --perf-form-kernels=runtime=onnxruntime %s | FileCheck %s

// onnxruntime_conv_folding, onnxruntime_conv_relu
// CHECK-LABEL: @conv_relu
// CHECK: perf.kernel "conv" {{.*}} fusions = {onnxruntime_conv_folding = 1 : i64, onnxruntime_conv_relu = 1 : i64}
// CHECK-NOT: launches
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @conv_relu(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> {
  %w = nn.weight "w" : tensor<8x4x3x3xf32>
  %b = nn.weight "b" : tensor<8xf32>
  %0 = nn.conv %x, %w, %b {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
  %1 = nn.batch_normalization %0, %b, %b, %b, %b : (tensor<1x8x8x8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
  %2 = nn.relu %1 : (tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  return %2 : tensor<1x8x8x8xf32>
}

// onnxruntime_conv_add_relu; without the Relu the sum is a kernel of its own.
// CHECK-LABEL: @conv_add_relu
// CHECK: perf.kernel "conv" {{.*}} fusions = {onnxruntime_conv_add_relu = 1 : i64, onnxruntime_conv_relu = 1 : i64}
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @conv_add_relu(%x: tensor<1x4x8x8xf32>, %r: tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32> {
  %w = nn.weight "w" : tensor<8x4x3x3xf32>
  %0 = nn.conv %x, %w {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
  %1 = nn.add %0, %r : (tensor<1x8x8x8xf32>, tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  %2 = nn.relu %1 : (tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  return %2 : tensor<1x8x8x8xf32>
}
// CHECK-LABEL: @conv_add_tanh
// CHECK: perf.kernel "conv"
// CHECK: perf.kernel "elementwise"
// CHECK-NEXT: nn.add
// CHECK: perf.kernel "elementwise"
// CHECK-NEXT: nn.tanh
func.func @conv_add_tanh(%x: tensor<1x4x8x8xf32>, %r: tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32> {
  %w = nn.weight "w" : tensor<8x4x3x3xf32>
  %0 = nn.conv %x, %w {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
  %1 = nn.add %0, %r : (tensor<1x8x8x8xf32>, tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  %2 = nn.tanh %1 : (tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  return %2 : tensor<1x8x8x8xf32>
}

// onnxruntime_skip_layer_norm: the sum goes on as the residual stream, so it is
// written beside the result.
// CHECK-LABEL: @skip_layer_norm
// read = 4 * (2 * 8*16 + 16) = 1088, written = 2 * 4 * 8*16 = 1024
// CHECK: perf.kernel "norm" attributes {{.*}} read = 1088, written = 1024, {{.*}} fusions = {onnxruntime_skip_layer_norm = 1 : i64}
// CHECK-NEXT: nn.add
// CHECK-NEXT: nn.rms_normalization
func.func @skip_layer_norm(%x: tensor<8x16xf32>, %r: tensor<8x16xf32>) -> (tensor<8x16xf32>, tensor<8x16xf32>) {
  %s = nn.weight "s" : tensor<16xf32>
  %0 = nn.add %x, %r : (tensor<8x16xf32>, tensor<8x16xf32>) -> tensor<8x16xf32>
  %1 = nn.rms_normalization %0, %s : (tensor<8x16xf32>, tensor<16xf32>) -> tensor<8x16xf32>
  return %0, %1 : tensor<8x16xf32>, tensor<8x16xf32>
}
// A product is no skip connection.
// CHECK-LABEL: @scaled_layer_norm
// CHECK: perf.kernel "elementwise"
// CHECK: perf.kernel "norm"
func.func @scaled_layer_norm(%x: tensor<8x16xf32>, %r: tensor<8x16xf32>) -> tensor<8x16xf32> {
  %s = nn.weight "s" : tensor<16xf32>
  %0 = nn.mul %x, %r : (tensor<8x16xf32>, tensor<8x16xf32>) -> tensor<8x16xf32>
  %1 = nn.rms_normalization %0, %s : (tensor<8x16xf32>, tensor<16xf32>) -> tensor<8x16xf32>
  return %1 : tensor<8x16xf32>
}

// onnxruntime_bias_gelu behind something that takes no bias itself, and
// onnxruntime_bias_softmax.
// CHECK-LABEL: @bias_gelu
// CHECK: perf.kernel "elementwise" {{.*}} fusions = {onnxruntime_bias_gelu = 1 : i64}
func.func @bias_gelu(%x: tensor<8x16xf32>) -> tensor<8x16xf32> {
  %b = nn.weight "b" : tensor<16xf32>
  %0 = nn.add %x, %b : (tensor<8x16xf32>, tensor<16xf32>) -> tensor<8x16xf32>
  %1 = nn.gelu %0 : (tensor<8x16xf32>) -> tensor<8x16xf32>
  return %1 : tensor<8x16xf32>
}
// CHECK-LABEL: @residual_gelu
// CHECK: perf.kernel "elementwise"
// CHECK: perf.kernel "elementwise"
func.func @residual_gelu(%x: tensor<8x16xf32>, %r: tensor<8x16xf32>) -> tensor<8x16xf32> {
  %0 = nn.add %x, %r : (tensor<8x16xf32>, tensor<8x16xf32>) -> tensor<8x16xf32>
  %1 = nn.gelu %0 : (tensor<8x16xf32>) -> tensor<8x16xf32>
  return %1 : tensor<8x16xf32>
}
// CHECK-LABEL: @bias_softmax
// CHECK: perf.kernel "softmax" {{.*}} fusions = {onnxruntime_bias_softmax = 1 : i64}
func.func @bias_softmax(%x: tensor<2x8x16xf32>, %m: tensor<8x16xf32>) -> tensor<2x8x16xf32> {
  %0 = nn.add %x, %m : (tensor<2x8x16xf32>, tensor<8x16xf32>) -> tensor<2x8x16xf32>
  %1 = nn.softmax %0 : (tensor<2x8x16xf32>) -> tensor<2x8x16xf32>
  return %1 : tensor<2x8x16xf32>
}

// onnxruntime_matmul_transpose, onnxruntime_scale_before_matmul,
// onnxruntime_scale_after_matmul
// CHECK-LABEL: @fused_matmul
// CHECK: perf.kernel "batched_gemm" {{.*}} fusions = {onnxruntime_matmul_transpose = 1 : i64, onnxruntime_scale_after_matmul = 1 : i64, onnxruntime_scale_before_matmul = 1 : i64}
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @fused_matmul(%q: tensor<2x8x16xf32>, %k: tensor<2x8x16xf32>) -> tensor<2x8x8xf32> {
  %c = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  %0 = nn.mul %q, %c : (tensor<2x8x16xf32>, tensor<f32>) -> tensor<2x8x16xf32>
  %1 = nn.transpose %k {perm = array<i64: 0, 2, 1>} : (tensor<2x8x16xf32>) -> tensor<2x16x8xf32>
  %2 = nn.matmul %0, %1 : (tensor<2x8x16xf32>, tensor<2x16x8xf32>) -> tensor<2x8x8xf32>
  %3 = nn.div %2, %c : (tensor<2x8x8xf32>, tensor<f32>) -> tensor<2x8x8xf32>
  return %3 : tensor<2x8x8xf32>
}
// Any other order of extents is copied.
// CHECK-LABEL: @heads
// read = written = 4 * 2*8*4*16 = 4096
// CHECK: perf.kernel "copy" attributes {cost = #perf.cost<flops = 0, macs = 0, read = 4096, written = 4096, rule = "view_c1">, problem = {elements = 1024 : i64}}
// CHECK-NEXT: nn.transpose
// CHECK: perf.kernel "batched_gemm"
func.func @heads(%q: tensor<2x4x8x16xf32>, %k: tensor<2x16x4x8xf32>) -> tensor<2x4x8x8xf32> {
  %1 = nn.transpose %k {perm = array<i64: 0, 2, 1, 3>} : (tensor<2x16x4x8xf32>) -> tensor<2x4x16x8xf32>
  %2 = nn.matmul %q, %1 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  return %2 : tensor<2x4x8x8xf32>
}

// onnxruntime_matmul_bias through a reshape, and onnxruntime_reshape: what the
// transposition has copied is contiguous.
// CHECK-LABEL: @linear
// CHECK: perf.kernel "gemm" {{.*}} fusions = {onnxruntime_matmul_bias = 1 : i64}
// CHECK: perf.kernel "copy" {{.*}} fusions = {onnxruntime_reshape = 1 : i64}
// CHECK-NEXT: nn.transpose
// CHECK-NEXT: nn.reshape
func.func @linear(%x: tensor<8x16xf32>) -> tensor<256xf32> {
  %w = nn.weight "w" : tensor<16x32xf32>
  %b = nn.weight "b" : tensor<32xf32>
  %shape = nn.constant dense<256> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.matmul %x, %w : (tensor<8x16xf32>, tensor<16x32xf32>) -> tensor<8x32xf32>
  %1 = nn.add %0, %b : (tensor<8x32xf32>, tensor<32xf32>) -> tensor<8x32xf32>
  %2 = nn.transpose %1 {perm = array<i64: 1, 0>} : (tensor<8x32xf32>) -> tensor<32x8xf32>
  %3 = nn.reshape %2, %shape : (tensor<32x8xf32>, tensor<1xi64>) -> tensor<256xf32>
  return %3 : tensor<256xf32>
}

// onnxruntime_contiguous: slices and splits copy what they show.
// CHECK-LABEL: @split
// read = written = 4 * 16 = 64
// CHECK: perf.kernel "copy" attributes {{.*}} read = 64, written = 64
// CHECK-NEXT: nn.split
func.func @split(%x: tensor<16xf32>) -> (tensor<8xf32>, tensor<8xf32>) {
  %0, %1 = nn.split %x {num_outputs = 2 : i64} : (tensor<16xf32>) -> (tensor<8xf32>, tensor<8xf32>)
  return %0, %1 : tensor<8xf32>, tensor<8xf32>
}

// onnxruntime_heads_before_attention, onnxruntime_heads_after_attention
// CHECK-LABEL: @attention
// CHECK: perf.kernel "attention" {{.*}} fusions = {onnxruntime_heads_after_attention = 1 : i64, onnxruntime_heads_before_attention = 3 : i64}
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @attention(%q: tensor<2x8x4x16xf32>, %k: tensor<2x8x4x16xf32>, %v: tensor<2x8x4x16xf32>) -> tensor<2x8x4x16xf32> {
  %0 = nn.transpose %q {perm = array<i64: 0, 2, 1, 3>} : (tensor<2x8x4x16xf32>) -> tensor<2x4x8x16xf32>
  %1 = nn.transpose %k {perm = array<i64: 0, 2, 1, 3>} : (tensor<2x8x4x16xf32>) -> tensor<2x4x8x16xf32>
  %2 = nn.transpose %v {perm = array<i64: 0, 2, 1, 3>} : (tensor<2x8x4x16xf32>) -> tensor<2x4x8x16xf32>
  %y, %pk, %pv, %s = nn.attention %0, %1, %2 {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0>} : (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>) -> (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>, tensor<2x4x8x8xf32>)
  %3 = nn.transpose %y {perm = array<i64: 0, 2, 1, 3>} : (tensor<2x4x8x16xf32>) -> tensor<2x8x4x16xf32>
  return %3 : tensor<2x8x4x16xf32>
}

// onnxruntime_conv_folding: a vector along the columns scales no channel, even
// where there are as many columns.
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

// onnxruntime_transposes: channels last outside, second inside. What lies between
// two convolutions moves in front of the transpositions, which cancel; the vector
// is transposed at load time, and so folds as in @conv_relu.
// CHECK-LABEL: @channels_last
// CHECK: perf.kernel "copy"
// CHECK-NEXT: nn.transpose
// CHECK: perf.kernel "conv" {{.*}} fusions = {onnxruntime_conv_folding = 1 : i64, onnxruntime_conv_relu = 1 : i64}
// CHECK: perf.kernel "conv" {{.*}} fusions = {onnxruntime_conv_add_relu = 1 : i64, onnxruntime_conv_relu = 1 : i64}
// CHECK: perf.kernel "copy"
// CHECK-NEXT: nn.transpose
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @channels_last(%x: tensor<1x8x8x4xf32>) -> tensor<1x8x8x4xf32> {
  %w = nn.weight "w" : tensor<4x4x3x3xf32>
  %v = nn.weight "v" : tensor<4xf32>
  %0 = nn.transpose %x {perm = array<i64: 0, 3, 1, 2>} : (tensor<1x8x8x4xf32>) -> tensor<1x4x8x8xf32>
  %1 = nn.conv %0, %w {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<4x4x3x3xf32>) -> tensor<1x4x8x8xf32>
  %2 = nn.transpose %1 {perm = array<i64: 0, 2, 3, 1>} : (tensor<1x4x8x8xf32>) -> tensor<1x8x8x4xf32>
  %3 = nn.mul %2, %v : (tensor<1x8x8x4xf32>, tensor<4xf32>) -> tensor<1x8x8x4xf32>
  %4 = nn.relu %3 : (tensor<1x8x8x4xf32>) -> tensor<1x8x8x4xf32>
  %5 = nn.transpose %4 {perm = array<i64: 0, 3, 1, 2>} : (tensor<1x8x8x4xf32>) -> tensor<1x4x8x8xf32>
  %6 = nn.conv %5, %w {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<4x4x3x3xf32>) -> tensor<1x4x8x8xf32>
  %7 = nn.transpose %6 {perm = array<i64: 0, 2, 3, 1>} : (tensor<1x4x8x8xf32>) -> tensor<1x8x8x4xf32>
  %8 = nn.add %7, %4 : (tensor<1x8x8x4xf32>, tensor<1x8x8x4xf32>) -> tensor<1x8x8x4xf32>
  %9 = nn.relu %8 : (tensor<1x8x8x4xf32>) -> tensor<1x8x8x4xf32>
  return %9 : tensor<1x8x8x4xf32>
}
// An operator that does not pass it on has to read the transposed tensor, so
// nothing would be saved; nor where the other operand lies differently.
// CHECK-LABEL: @transposed_for_a_reader
// CHECK: perf.kernel "copy"
// CHECK-NEXT: nn.transpose
// CHECK: perf.kernel "elementwise"
// CHECK-NEXT: nn.relu
// CHECK-NOT: nn.transpose
// CHECK: return
func.func @transposed_for_a_reader(%x: tensor<4x8xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>) {
  %0 = nn.transpose %x {perm = array<i64: 1, 0>} : (tensor<4x8xf32>) -> tensor<8x4xf32>
  %1 = nn.relu %0 : (tensor<8x4xf32>) -> tensor<8x4xf32>
  %2 = nn.softmax %0 : (tensor<8x4xf32>) -> tensor<8x4xf32>
  return %1, %2 : tensor<8x4xf32>, tensor<8x4xf32>
}
// CHECK-LABEL: @transposed_beside_others
// CHECK: perf.kernel "copy"
// CHECK-NEXT: nn.transpose
// CHECK: perf.kernel "elementwise"
// CHECK-NEXT: nn.add
// CHECK: return
func.func @transposed_beside_others(%x: tensor<4x8xf32>, %r: tensor<8x4xf32>) -> tensor<8x4xf32> {
  %0 = nn.transpose %x {perm = array<i64: 1, 0>} : (tensor<4x8xf32>) -> tensor<8x4xf32>
  %1 = nn.add %0, %r : (tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
  return %1 : tensor<8x4xf32>
}
