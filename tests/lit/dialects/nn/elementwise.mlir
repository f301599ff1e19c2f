// One result element from one element of each operand; operands broadcast as
// numpy's do, aligned at the last extent.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @unary
func.func @unary(%x: tensor<2x?xf32>) -> tensor<*xf32> {
  // CHECK: nn.abs {{.*}} -> tensor<2x?xf32>
  %0 = nn.abs %x : (tensor<2x?xf32>) -> tensor<*xf32>
  // CHECK: nn.neg {{.*}} -> tensor<2x?xf32>
  %1 = nn.neg %0 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.ceil {{.*}} -> tensor<2x?xf32>
  %2 = nn.ceil %1 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.floor {{.*}} -> tensor<2x?xf32>
  %3 = nn.floor %2 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.round {{.*}} -> tensor<2x?xf32>
  %4 = nn.round %3 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.sqrt {{.*}} -> tensor<2x?xf32>
  %5 = nn.sqrt %4 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.reciprocal {{.*}} -> tensor<2x?xf32>
  %6 = nn.reciprocal %5 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.exp {{.*}} -> tensor<2x?xf32>
  %7 = nn.exp %6 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.log {{.*}} -> tensor<2x?xf32>
  %8 = nn.log %7 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.erf {{.*}} -> tensor<2x?xf32>
  %9 = nn.erf %8 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.sign {{.*}} -> tensor<2x?xf32>
  %10 = nn.sign %9 : (tensor<*xf32>) -> tensor<*xf32>
  return %10 : tensor<*xf32>
}

// CHECK-LABEL: @angles
func.func @angles(%x: tensor<5xf64>) -> tensor<*xf64> {
  // CHECK: nn.sin {{.*}} -> tensor<5xf64>
  %0 = nn.sin %x : (tensor<5xf64>) -> tensor<*xf64>
  // CHECK: nn.cos {{.*}} -> tensor<5xf64>
  %1 = nn.cos %0 : (tensor<*xf64>) -> tensor<*xf64>
  // CHECK: nn.tan {{.*}} -> tensor<5xf64>
  %2 = nn.tan %1 : (tensor<*xf64>) -> tensor<*xf64>
  // CHECK: nn.asin {{.*}} -> tensor<5xf64>
  %3 = nn.asin %2 : (tensor<*xf64>) -> tensor<*xf64>
  // CHECK: nn.acos {{.*}} -> tensor<5xf64>
  %4 = nn.acos %3 : (tensor<*xf64>) -> tensor<*xf64>
  // CHECK: nn.atan {{.*}} -> tensor<5xf64>
  %5 = nn.atan %4 : (tensor<*xf64>) -> tensor<*xf64>
  // CHECK: nn.sinh {{.*}} -> tensor<5xf64>
  %6 = nn.sinh %5 : (tensor<*xf64>) -> tensor<*xf64>
  // CHECK: nn.cosh {{.*}} -> tensor<5xf64>
  %7 = nn.cosh %6 : (tensor<*xf64>) -> tensor<*xf64>
  // CHECK: nn.asinh {{.*}} -> tensor<5xf64>
  %8 = nn.asinh %7 : (tensor<*xf64>) -> tensor<*xf64>
  // CHECK: nn.acosh {{.*}} -> tensor<5xf64>
  %9 = nn.acosh %8 : (tensor<*xf64>) -> tensor<*xf64>
  // CHECK: nn.atanh {{.*}} -> tensor<5xf64>
  %10 = nn.atanh %9 : (tensor<*xf64>) -> tensor<*xf64>
  return %10 : tensor<*xf64>
}

// CHECK-LABEL: @broadcast
func.func @broadcast(%a: tensor<3x1x5xf32>, %b: tensor<4x1xf32>, %c: tensor<?x5xf32>, %any: tensor<*xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.add {{.*}} -> tensor<3x4x5xf32>
  %0 = nn.add %a, %b : (tensor<3x1x5xf32>, tensor<4x1xf32>) -> tensor<*xf32>
  // CHECK: nn.sub {{.*}} -> tensor<3x4x5xf32>
  %1 = nn.sub %0, %c : (tensor<*xf32>, tensor<?x5xf32>) -> tensor<*xf32>
  // An open extent against 1 stays open.
  // CHECK: nn.mul {{.*}} -> tensor<3x?x5xf32>
  %2 = nn.mul %a, %c : (tensor<3x1x5xf32>, tensor<?x5xf32>) -> tensor<*xf32>
  // CHECK: nn.div {{.*}} -> tensor<*xf32>
  %3 = nn.div %a, %any : (tensor<3x1x5xf32>, tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.pow {{.*}} -> tensor<3x4x5xf32>
  %4 = nn.pow %b, %a : (tensor<4x1xf32>, tensor<3x1x5xf32>) -> tensor<*xf32>
  // CHECK: nn.mod {{.*}} -> tensor<4x1xf32>
  %5 = nn.mod %b, %b : (tensor<4x1xf32>, tensor<4x1xf32>) -> tensor<*xf32>
  return %0, %1, %2, %3, %4, %5 : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @integers
func.func @integers(%a: tensor<4xi32>, %b: tensor<1xi32>) -> tensor<*xi32> {
  // CHECK: nn.bitwise_and {{.*}} -> tensor<4xi32>
  %0 = nn.bitwise_and %a, %b : (tensor<4xi32>, tensor<1xi32>) -> tensor<*xi32>
  // CHECK: nn.bitwise_or {{.*}} -> tensor<4xi32>
  %1 = nn.bitwise_or %0, %b : (tensor<*xi32>, tensor<1xi32>) -> tensor<*xi32>
  // CHECK: nn.bitwise_xor {{.*}} -> tensor<4xi32>
  %2 = nn.bitwise_xor %1, %b : (tensor<*xi32>, tensor<1xi32>) -> tensor<*xi32>
  // CHECK: nn.bitwise_not {{.*}} -> tensor<4xi32>
  %3 = nn.bitwise_not %2 : (tensor<*xi32>) -> tensor<*xi32>
  // CHECK: nn.bit_shift {{.*}} -> tensor<4xi32>
  %4 = nn.bit_shift %3, %b : (tensor<*xi32>, tensor<1xi32>) -> tensor<*xi32>
  return %4 : tensor<*xi32>
}

// CHECK-LABEL: @tests
func.func @tests(%a: tensor<2x1xf32>, %b: tensor<3xf32>) -> tensor<*xi1> {
  // CHECK: nn.equal {{.*}} -> tensor<2x3xi1>
  %0 = nn.equal %a, %b : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<*xi1>
  // CHECK: nn.less {{.*}} -> tensor<2x3xi1>
  %1 = nn.less %a, %b : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<*xi1>
  // CHECK: nn.less_or_equal {{.*}} -> tensor<2x3xi1>
  %2 = nn.less_or_equal %a, %b : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<*xi1>
  // CHECK: nn.greater {{.*}} -> tensor<2x3xi1>
  %3 = nn.greater %a, %b : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<*xi1>
  // CHECK: nn.greater_or_equal {{.*}} -> tensor<2x3xi1>
  %4 = nn.greater_or_equal %a, %b : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<*xi1>
  // CHECK: nn.is_nan {{.*}} -> tensor<2x1xi1>
  %5 = nn.is_nan %a : (tensor<2x1xf32>) -> tensor<*xi1>
  // CHECK: nn.is_inf {{.*}} -> tensor<3xi1>
  %6 = nn.is_inf %b : (tensor<3xf32>) -> tensor<*xi1>
  // CHECK: nn.and {{.*}} -> tensor<2x3xi1>
  %7 = nn.and %0, %1 : (tensor<*xi1>, tensor<*xi1>) -> tensor<*xi1>
  // CHECK: nn.or {{.*}} -> tensor<2x3xi1>
  %8 = nn.or %7, %2 : (tensor<*xi1>, tensor<*xi1>) -> tensor<*xi1>
  // CHECK: nn.xor {{.*}} -> tensor<2x3xi1>
  %9 = nn.xor %8, %3 : (tensor<*xi1>, tensor<*xi1>) -> tensor<*xi1>
  // CHECK: nn.and {{.*}} -> tensor<2x3xi1>
  %10 = nn.and %9, %4 : (tensor<*xi1>, tensor<*xi1>) -> tensor<*xi1>
  // CHECK: nn.or {{.*}} -> tensor<2x3xi1>
  %11 = nn.or %5, %6 : (tensor<*xi1>, tensor<*xi1>) -> tensor<*xi1>
  // CHECK: nn.not {{.*}} -> tensor<2x3xi1>
  %12 = nn.not %11 : (tensor<*xi1>) -> tensor<*xi1>
  // CHECK: nn.and {{.*}} -> tensor<2x3xi1>
  %13 = nn.and %10, %12 : (tensor<*xi1>, tensor<*xi1>) -> tensor<*xi1>
  return %13 : tensor<*xi1>
}

// CHECK-LABEL: @many_operands
func.func @many_operands(%a: tensor<2x1xf32>, %b: tensor<3xf32>, %c: tensor<2x3xi1>, %zero: tensor<f32>) -> tensor<*xf32> {
  // CHECK: nn.max {{.*}} -> tensor<2x3xf32>
  %0 = nn.max %a, %b, %a : (tensor<2x1xf32>, tensor<3xf32>, tensor<2x1xf32>) -> tensor<*xf32>
  // CHECK: nn.min {{.*}} -> tensor<2x3xf32>
  %1 = nn.min %0 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.sum {{.*}} -> tensor<2x3xf32>
  %2 = nn.sum %1, %a, %b : (tensor<*xf32>, tensor<2x1xf32>, tensor<3xf32>) -> tensor<*xf32>
  // CHECK: nn.mean {{.*}} -> tensor<2x3xf32>
  %3 = nn.mean %2, %a : (tensor<*xf32>, tensor<2x1xf32>) -> tensor<*xf32>
  // CHECK: nn.where {{.*}} -> tensor<2x3xf32>
  %4 = nn.where %c, %3, %zero : (tensor<2x3xi1>, tensor<*xf32>, tensor<f32>) -> tensor<*xf32>
  // CHECK: nn.clip {{.*}} -> tensor<2x3xf32>
  %5 = nn.clip %4, %zero {operandSegmentSizes = array<i32: 1, 0, 1>} : (tensor<*xf32>, tensor<f32>) -> tensor<*xf32>
  return %5 : tensor<*xf32>
}

// CHECK-LABEL: @element_types
func.func @element_types(%x: tensor<2x3xf32>, %scale: tensor<f32>, %zero: tensor<i8>, %like: tensor<1xf16>) -> (tensor<*xf16>, tensor<*xf16>, tensor<*xf32>, tensor<*xui8>, tensor<*xf8E4M3FN>) {
  // CHECK: nn.cast {{.*}} -> tensor<2x3xf16>
  %0 = nn.cast %x {to = f16} : (tensor<2x3xf32>) -> tensor<*xf16>
  // CHECK: nn.cast_like {{.*}} -> tensor<2x3xf16>
  %1 = nn.cast_like %x, %like : (tensor<2x3xf32>, tensor<1xf16>) -> tensor<*xf16>
  // CHECK: nn.quantize_linear {{.*}} -> tensor<2x3xi8>
  %2 = nn.quantize_linear %x, %scale, %zero : (tensor<2x3xf32>, tensor<f32>, tensor<i8>) -> tensor<*xi8>
  // CHECK: nn.dequantize_linear {{.*}} -> tensor<2x3xf32>
  %3 = nn.dequantize_linear %2, %scale, %zero : (tensor<*xi8>, tensor<f32>, tensor<i8>) -> tensor<*xf32>
  // Without a zero point or a type, ONNX quantizes to uint8.
  // CHECK: nn.quantize_linear {{.*}} -> tensor<2x3xui8>
  %4 = nn.quantize_linear %x, %scale : (tensor<2x3xf32>, tensor<f32>) -> tensor<*xui8>
  // CHECK: nn.quantize_linear {{.*}} -> tensor<2x3xf8E4M3FN>
  %5 = nn.quantize_linear %x, %scale {output_dtype = f8E4M3FN} : (tensor<2x3xf32>, tensor<f32>) -> tensor<*xf8E4M3FN>
  return %0, %1, %3, %4, %5 : tensor<*xf16>, tensor<*xf16>, tensor<*xf32>, tensor<*xui8>, tensor<*xf8E4M3FN>
}

// CHECK-LABEL: @bits
func.func @bits(%x: tensor<2x?xf32>) -> tensor<*xi32> {
  // CHECK: nn.bit_cast {{.*}} -> tensor<2x?xi32>
  %0 = nn.bit_cast %x {to = i32} : (tensor<2x?xf32>) -> tensor<*xi32>
  return %0 : tensor<*xi32>
}
