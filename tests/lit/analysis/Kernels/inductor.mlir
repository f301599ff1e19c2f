// Inductor: library kernels stay alone, what lies between becomes generated
// kernels of one iteration size. docs/runtimes.md has the rules.

// RUN: %perf-opt opt --perf-form-kernels=runtime=inductor %s | FileCheck %s

// inductor_convolution_bias, inductor_batch_norm, inductor_pointwise: the
// convolution's bias is peeled off and added with what follows.
// CHECK-LABEL: @convolution
// |Y| = 1*8*8*8 = 512, macs = 512 * 4*3*3 = 18432, flops = 2*18432 + 512 = 37376
// read = 4 * (1*4*8*8 + 8*4*3*3 + 8) = 2208, written = 4 * 512 = 2048
// CHECK: perf.kernel "conv" attributes {allow_tf32, cost = #perf.cost<flops = 37376, macs = 18432, read = 2208, written = 2048, rule = "conv_c1">
// CHECK-NOT: launches
// 4 * 512 + 512 + 512 = 3072 flops; read = 4 * (512 + 8 + 512) = 4128: the batch
// norm has one vector four times
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 3072, macs = 1024, read = 4128, written = 2048, rule = "batch_normalization_c1+elementwise_c1">, fusions = {inductor_pointwise = 2 : i64}, problem = {elements = 512 : i64}} {
// CHECK-NEXT: nn.batch_normalization
// CHECK-NEXT: nn.add
// CHECK-NEXT: nn.relu
func.func @convolution(%x: tensor<1x4x8x8xf32>, %r: tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32> {
  %w = nn.weight "w" : tensor<8x4x3x3xf32>
  %b = nn.weight "b" : tensor<8xf32>
  %0 = nn.conv %x, %w, %b {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
  %1 = nn.batch_normalization %0, %b, %b, %b, %b : (tensor<1x8x8x8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
  %2 = nn.add %1, %r : (tensor<1x8x8x8xf32>, tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  %3 = nn.relu %2 : (tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
  return %3 : tensor<1x8x8x8xf32>
}

// Nothing generated reads the result: the bias has its own launch.
// CHECK-LABEL: @bias_of_the_last_convolution
// CHECK: perf.kernel "conv" {{.*}} launches = 2
func.func @bias_of_the_last_convolution(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> {
  %w = nn.weight "w" : tensor<8x4x3x3xf32>
  %b = nn.weight "b" : tensor<8xf32>
  %0 = nn.conv %x, %w, %b {pads = array<i64: 1, 1, 1, 1>} : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
  return %0 : tensor<1x8x8x8xf32>
}

// inductor_into_reduction, inductor_after_reduction: a layer norm that is
// spelled out is one kernel, which reads x once and writes y.
// CHECK-LABEL: @layer_norm
// read = 4 * 32*64 = 8192, written the same
// CHECK: perf.kernel "reduction" attributes {{.*}} read = 8192, written = 8192, {{.*}} fusions = {inductor_after_reduction = {{[0-9]+}} : i64, inductor_into_reduction = 1 : i64}
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @layer_norm(%x: tensor<32x64xf32>) -> tensor<32x64xf32> {
  %axes = nn.constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %a = nn.exp %x : (tensor<32x64xf32>) -> tensor<32x64xf32>
  %mean = nn.reduce_mean %a, %axes : (tensor<32x64xf32>, tensor<1xi64>) -> tensor<32x1xf32>
  %d = nn.sub %a, %mean : (tensor<32x64xf32>, tensor<32x1xf32>) -> tensor<32x64xf32>
  %s = nn.mul %d, %d : (tensor<32x64xf32>, tensor<32x64xf32>) -> tensor<32x64xf32>
  %v = nn.reduce_mean %s, %axes : (tensor<32x64xf32>, tensor<1xi64>) -> tensor<32x1xf32>
  %r = nn.sqrt %v : (tensor<32x1xf32>) -> tensor<32x1xf32>
  %y = nn.div %d, %r : (tensor<32x64xf32>, tensor<32x1xf32>) -> tensor<32x64xf32>
  return %y : tensor<32x64xf32>
}

// Rows of another length have another kernel.
// CHECK-LABEL: @other_rows
// CHECK: perf.kernel "reduction" {{.*}} problem = {cols = 64 : i64, rows = 32 : i64}
// CHECK: perf.kernel "reduction" {{.*}} problem = {cols = 32 : i64, rows = 1 : i64}
func.func @other_rows(%x: tensor<32x64xf32>) -> tensor<1x1xf32> {
  %one = nn.constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %zero = nn.constant dense<0> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.reduce_sum %x, %one : (tensor<32x64xf32>, tensor<1xi64>) -> tensor<32x1xf32>
  %1 = nn.reduce_max %0, %zero : (tensor<32x1xf32>, tensor<1xi64>) -> tensor<1x1xf32>
  return %1 : tensor<1x1xf32>
}

// inductor_unrolled_reduction: of 4 elements each, it is elementwise; of 8 it
// is not.
// CHECK-LABEL: @unrolled
// CHECK: perf.kernel "elementwise" {{.*}} fusions = {inductor_inline = 1 : i64, inductor_pointwise = 1 : i64}, problem = {elements = 32 : i64}
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @unrolled(%x: tensor<32x4xf32>) -> tensor<32x1xf32> {
  %axes = nn.constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.exp %x : (tensor<32x4xf32>) -> tensor<32x4xf32>
  %1 = nn.reduce_sum %0, %axes : (tensor<32x4xf32>, tensor<1xi64>) -> tensor<32x1xf32>
  %2 = nn.relu %1 : (tensor<32x1xf32>) -> tensor<32x1xf32>
  return %2 : tensor<32x1xf32>
}
// CHECK-LABEL: @not_unrolled
// CHECK: perf.kernel "reduction"
func.func @not_unrolled(%x: tensor<32x8xf32>) -> tensor<32x1xf32> {
  %axes = nn.constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.reduce_sum %x, %axes : (tensor<32x8xf32>, tensor<1xi64>) -> tensor<32x1xf32>
  return %1 : tensor<32x1xf32>
}

// inductor_inline: the mask is computed where it is added, its 4*8 elements read
// once; read again elsewhere, it is a kernel.
// CHECK-LABEL: @inlined
// read = 4 * (2*4*8 + 4*8) = 384
// CHECK: perf.kernel "elementwise" attributes {{.*}} read = 384, written = 256, {{.*}} fusions = {inductor_inline = 1 : i64}, problem = {elements = 64 : i64}
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @inlined(%x: tensor<2x4x8xf32>, %m: tensor<4x8xf32>) -> tensor<2x4x8xf32> {
  %0 = nn.neg %m : (tensor<4x8xf32>) -> tensor<4x8xf32>
  %1 = nn.add %x, %0 : (tensor<2x4x8xf32>, tensor<4x8xf32>) -> tensor<2x4x8xf32>
  return %1 : tensor<2x4x8xf32>
}
// CHECK-LABEL: @not_inlined
// CHECK: perf.kernel "elementwise" {{.*}} problem = {elements = 32 : i64}
// CHECK: perf.kernel "elementwise" {{.*}} problem = {elements = 64 : i64}
func.func @not_inlined(%x: tensor<2x4x8xf32>, %m: tensor<4x8xf32>) -> (tensor<2x4x8xf32>, tensor<4x8xf32>) {
  %0 = nn.neg %m : (tensor<4x8xf32>) -> tensor<4x8xf32>
  %1 = nn.add %x, %0 : (tensor<2x4x8xf32>, tensor<4x8xf32>) -> tensor<2x4x8xf32>
  return %1, %0 : tensor<2x4x8xf32>, tensor<4x8xf32>
}

// inductor_horizontal: two kernels over one tensor are one, which reads it once;
// without a common tensor they stay two.
// CHECK-LABEL: @side_by_side
// read = 4 * 16 = 64, written = 2 * 64
// CHECK: perf.kernel "elementwise" attributes {{.*}} read = 64, written = 128, {{.*}} fusions = {inductor_horizontal = 1 : i64}
func.func @side_by_side(%x: tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>) {
  %0 = nn.exp %x : (tensor<16xf32>) -> tensor<16xf32>
  %1 = nn.neg %x : (tensor<16xf32>) -> tensor<16xf32>
  return %0, %1 : tensor<16xf32>, tensor<16xf32>
}
// CHECK-LABEL: @nothing_in_common
// CHECK: perf.kernel
// CHECK: perf.kernel
func.func @nothing_in_common(%x: tensor<16xf32>, %y: tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>) {
  %0 = nn.exp %x : (tensor<16xf32>) -> tensor<16xf32>
  %1 = nn.neg %y : (tensor<16xf32>) -> tensor<16xf32>
  return %0, %1 : tensor<16xf32>, tensor<16xf32>
}

// inductor_pointwise_cat: of two operands, with what makes them and reads it.
// CHECK-LABEL: @concatenation
// CHECK: perf.kernel {{.*}} fusions = {inductor_inline = 1 : i64, inductor_pointwise = 1 : i64}
// CHECK-NEXT: nn.neg
// CHECK-NEXT: nn.concat
// CHECK-NEXT: nn.exp
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @concatenation(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<8xf32> {
  %0 = nn.neg %x : (tensor<4xf32>) -> tensor<4xf32>
  %1 = nn.concat %0, %y {axis = 0 : i64} : (tensor<4xf32>, tensor<4xf32>) -> tensor<8xf32>
  %2 = nn.exp %1 : (tensor<8xf32>) -> tensor<8xf32>
  return %2 : tensor<8xf32>
}
// CHECK-LABEL: @nine_operands
// CHECK: perf.kernel "copy"
// CHECK-NEXT: nn.concat
// CHECK: perf.kernel "elementwise"
func.func @nine_operands(%x: tensor<4xf32>) -> tensor<36xf32> {
  %1 = nn.concat %x, %x, %x, %x, %x, %x, %x, %x, %x {axis = 0 : i64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<36xf32>
  %2 = nn.exp %1 : (tensor<36xf32>) -> tensor<36xf32>
  return %2 : tensor<36xf32>
}

// inductor_copy: a reshape of what is transposed copies, and does so while the
// elements are computed.
// CHECK-LABEL: @copied
// CHECK: perf.kernel "elementwise" {{.*}} fusions = {inductor_copy = 1 : i64}
// CHECK-NEXT: nn.relu
// CHECK-NEXT: nn.transpose
// CHECK-NEXT: nn.reshape
// CHECK-NOT: perf.kernel
// CHECK: return
func.func @copied(%x: tensor<4x8xf32>) -> tensor<32xf32> {
  %shape = nn.constant dense<32> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.relu %x : (tensor<4x8xf32>) -> tensor<4x8xf32>
  %1 = nn.transpose %0 {perm = array<i64: 1, 0>} : (tensor<4x8xf32>) -> tensor<8x4xf32>
  %2 = nn.reshape %1, %shape : (tensor<8x4xf32>, tensor<1xi64>) -> tensor<32xf32>
  return %2 : tensor<32xf32>
}

// A product takes its bias and nothing else.
// CHECK-LABEL: @linear
// CHECK: perf.kernel "gemm" {{.*}} fusions = {inductor_linear_bias = 1 : i64}
// CHECK: perf.kernel "elementwise"
// CHECK-NEXT: nn.gelu
func.func @linear(%x: tensor<8x16xf32>) -> tensor<8x32xf32> {
  %w = nn.weight "w" : tensor<16x32xf32>
  %b = nn.weight "b" : tensor<32xf32>
  %0 = nn.matmul %x, %w : (tensor<8x16xf32>, tensor<16x32xf32>) -> tensor<8x32xf32>
  %1 = nn.add %0, %b : (tensor<8x32xf32>, tensor<32xf32>) -> tensor<8x32xf32>
  %2 = nn.gelu %1 : (tensor<8x32xf32>) -> tensor<8x32xf32>
  return %2 : tensor<8x32xf32>
}
