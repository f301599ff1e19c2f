// elementwise_cN: N flops for each result element; operands are read once, the
// result is written once.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// elementwise_c0: flops = 0 * 6*8 = 0, macs = 0, read = 4 * 6*8 = 192,
//   written = 2 * 6*8 = 96
// CHECK-LABEL: @cast
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 0, macs = 0, read = 192, written = 96, rule = "elementwise_c0">, problem = {elements = 48 : i64}}
func.func @cast(%x: tensor<6x8xf32>) -> tensor<6x8xf16> {
  %0 = nn.cast %x {to = f16} : (tensor<6x8xf32>) -> tensor<6x8xf16>
  return %0 : tensor<6x8xf16>
}

// elementwise_c1: flops = 6*8 = 48, macs = 0, read = 4 * 6*8 = 192,
//   written = 4 * 6*8 = 192
// CHECK-LABEL: @relu
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 48, macs = 0, read = 192, written = 192, rule = "elementwise_c1">, problem = {elements = 48 : i64}}
func.func @relu(%x: tensor<6x8xf32>) -> tensor<6x8xf32> {
  %0 = nn.relu %x : (tensor<6x8xf32>) -> tensor<6x8xf32>
  return %0 : tensor<6x8xf32>
}

// Operands are read as they are, not as they are broadcast.
// elementwise_c1: flops = 6*8 = 48, macs = 0, read = 4 * (6 + 8) = 56,
//   written = 4 * 6*8 = 192
// CHECK-LABEL: @add_broadcast
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 48, macs = 0, read = 56, written = 192, rule = "elementwise_c1">, problem = {elements = 48 : i64}}
func.func @add_broadcast(%x: tensor<6x1xf32>, %y: tensor<8xf32>) -> tensor<6x8xf32> {
  %0 = nn.add %x, %y : (tensor<6x1xf32>, tensor<8xf32>) -> tensor<6x8xf32>
  return %0 : tensor<6x8xf32>
}

// A bool takes a byte.
// elementwise_c1: flops = 6*8 = 48, macs = 0, read = 4 * (6*8 + 8) = 224,
//   written = 1 * 6*8 = 48
// CHECK-LABEL: @compare
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 48, macs = 0, read = 224, written = 48, rule = "elementwise_c1">, problem = {elements = 48 : i64}}
func.func @compare(%x: tensor<6x8xf32>, %y: tensor<8xf32>) -> tensor<6x8xi1> {
  %0 = nn.less %x, %y : (tensor<6x8xf32>, tensor<8xf32>) -> tensor<6x8xi1>
  return %0 : tensor<6x8xi1>
}

// elementwise_c2: flops = 2 * 6*8 = 96, macs = 0, read = 4 * 6*8 = 192,
//   written = 4 * 6*8 = 192
// CHECK-LABEL: @leaky_relu
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 96, macs = 0, read = 192, written = 192, rule = "elementwise_c2">, problem = {elements = 48 : i64}}
func.func @leaky_relu(%x: tensor<6x8xf32>) -> tensor<6x8xf32> {
  %0 = nn.leaky_relu %x : (tensor<6x8xf32>) -> tensor<6x8xf32>
  return %0 : tensor<6x8xf32>
}

// elementwise_c3: flops = 3 * 6*8 = 144, macs = 0, read = 4 * 6*8 = 192,
//   written = 4 * 6*8 = 192
// CHECK-LABEL: @softplus
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 144, macs = 0, read = 192, written = 192, rule = "elementwise_c3">, problem = {elements = 48 : i64}}
func.func @softplus(%x: tensor<6x8xf32>) -> tensor<6x8xf32> {
  %0 = nn.softplus %x : (tensor<6x8xf32>) -> tensor<6x8xf32>
  return %0 : tensor<6x8xf32>
}

// elementwise_c4: flops = 4 * 6*8 = 192, macs = 0, read = 4 * 6*8 = 192,
//   written = 4 * 6*8 = 192
// CHECK-LABEL: @sigmoid
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 192, macs = 0, read = 192, written = 192, rule = "elementwise_c4">, problem = {elements = 48 : i64}}
func.func @sigmoid(%x: tensor<6x8xf32>) -> tensor<6x8xf32> {
  %0 = nn.sigmoid %x : (tensor<6x8xf32>) -> tensor<6x8xf32>
  return %0 : tensor<6x8xf32>
}

// elementwise_c5: flops = 5 * 6*8 = 240, macs = 0, read = 4 * 6*8 = 192,
//   written = 4 * 6*8 = 192
// CHECK-LABEL: @gelu
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 240, macs = 0, read = 192, written = 192, rule = "elementwise_c5">, problem = {elements = 48 : i64}}
func.func @gelu(%x: tensor<6x8xf32>) -> tensor<6x8xf32> {
  %0 = nn.gelu %x : (tensor<6x8xf32>) -> tensor<6x8xf32>
  return %0 : tensor<6x8xf32>
}

// elementwise_c5: flops = 5 * 6*8 = 240, macs = 0, read = 4 * (6*8 + 1) = 196,
//   written = 1 * 6*8 = 48
// CHECK-LABEL: @quantize
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 240, macs = 0, read = 196, written = 48, rule = "elementwise_c5">, problem = {elements = 48 : i64}}
func.func @quantize(%x: tensor<6x8xf32>, %s: tensor<f32>) -> tensor<6x8xui8> {
  %0 = nn.quantize_linear %x, %s : (tensor<6x8xf32>, tensor<f32>) -> tensor<6x8xui8>
  return %0 : tensor<6x8xui8>
}

// elementwise_c6: flops = 6 * 6*8 = 288, macs = 0, read = 4 * 6*8 = 192,
//   written = 4 * 6*8 = 192
// CHECK-LABEL: @elu
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 288, macs = 0, read = 192, written = 192, rule = "elementwise_c6">, problem = {elements = 48 : i64}}
func.func @elu(%x: tensor<6x8xf32>) -> tensor<6x8xf32> {
  %0 = nn.elu %x : (tensor<6x8xf32>) -> tensor<6x8xf32>
  return %0 : tensor<6x8xf32>
}

// elementwise_c7: flops = 7 * 6*8 = 336, macs = 0, read = 4 * 6*8 = 192,
//   written = 4 * 6*8 = 192
// CHECK-LABEL: @selu
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 336, macs = 0, read = 192, written = 192, rule = "elementwise_c7">, problem = {elements = 48 : i64}}
func.func @selu(%x: tensor<6x8xf32>) -> tensor<6x8xf32> {
  %0 = nn.selu %x : (tensor<6x8xf32>) -> tensor<6x8xf32>
  return %0 : tensor<6x8xf32>
}

// nary_c1: flops = (3 - 1) * 6*8 = 96, macs = 0,
//   read = 4 * (6*8 + 8 + 1) = 228, written = 4 * 6*8 = 192
// CHECK-LABEL: @largest_of_three
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 96, macs = 0, read = 228, written = 192, rule = "nary_c1">, problem = {elements = 48 : i64}}
func.func @largest_of_three(%x: tensor<6x8xf32>, %y: tensor<8xf32>, %z: tensor<f32>) -> tensor<6x8xf32> {
  %0 = nn.max %x, %y, %z : (tensor<6x8xf32>, tensor<8xf32>, tensor<f32>) -> tensor<6x8xf32>
  return %0 : tensor<6x8xf32>
}

// Constants are small and not read from memory.
// elementwise_c1: read = 4 * 6*8 = 192
// CHECK-LABEL: @constant
// CHECK: #perf.cost<flops = 48, macs = 0, read = 192, written = 192, rule = "elementwise_c1">
func.func @constant(%x: tensor<6x8xf32>) -> tensor<6x8xf32> {
  %half = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  %0 = nn.mul %x, %half : (tensor<6x8xf32>, tensor<f32>) -> tensor<6x8xf32>
  return %0 : tensor<6x8xf32>
}

// elementwise_c3: flops = 3 * 2*3 = 18, read = written = 4 * 2*3 = 24
// CHECK-LABEL: @shrink
// CHECK: cost = #perf.cost<flops = 18, macs = 0, read = 24, written = 24, rule = "elementwise_c3">
func.func @shrink(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.shrink %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// elementwise_c6: flops = 6 * 2*3 = 36, read = 4 * 2 * 2*3 = 48,
//   written = 4 * 2*3 = 24
// CHECK-LABEL: @swi_glu
// CHECK: cost = #perf.cost<flops = 36, macs = 0, read = 48, written = 24, rule = "elementwise_c6">
func.func @swi_glu(%g: tensor<2x3xf32>, %x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.swi_glu %g, %x : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}
