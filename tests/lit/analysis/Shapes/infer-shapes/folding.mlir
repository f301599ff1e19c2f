// The arithmetic that is folded. All values are small; what has more than 4096
// elements is data and stays.

// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @integers
func.func @integers() -> (tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>) {
  %a = nn.constant dense<[7, -7]> : tensor<2xi64> : tensor<2xi64>
  %b = nn.constant dense<3> : tensor<i64> : tensor<i64>
  // 7 + 3, -7 + 3
  // CHECK-DAG: nn.constant dense<[10, -4]>
  %0 = nn.add %a, %b : (tensor<2xi64>, tensor<i64>) -> tensor<*xi64>
  // 7 - 3, -7 - 3
  // CHECK-DAG: nn.constant dense<[4, -10]>
  %1 = nn.sub %a, %b : (tensor<2xi64>, tensor<i64>) -> tensor<*xi64>
  // CHECK-DAG: nn.constant dense<[21, -21]>
  %2 = nn.mul %a, %b : (tensor<2xi64>, tensor<i64>) -> tensor<*xi64>
  // Division cuts off: 7 / 3 = 2, -7 / 3 = -2.
  // CHECK-DAG: nn.constant dense<[2, -2]>
  %3 = nn.div %a, %b : (tensor<2xi64>, tensor<i64>) -> tensor<*xi64>
  // The remainder has the divisor's sign: 7 mod 3 = 1, -7 mod 3 = 2.
  // CHECK-DAG: nn.constant dense<[1, 2]>
  %4 = nn.mod %a, %b : (tensor<2xi64>, tensor<i64>) -> tensor<*xi64>
  // CHECK-DAG: nn.constant dense<[7, 3]>
  %5 = nn.max %a, %b : (tensor<2xi64>, tensor<i64>) -> tensor<*xi64>
  // CHECK-DAG: nn.constant dense<[3, -7]>
  %6 = nn.min %a, %b : (tensor<2xi64>, tensor<i64>) -> tensor<*xi64>
  // -7 + 7 = 0
  // CHECK-DAG: nn.constant dense<0> : tensor<1xi64>
  %7 = nn.reduce_sum %a : (tensor<2xi64>) -> tensor<*xi64>
  return %0, %1, %2, %3, %4, %5, %6, %7 : tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>
}

// A division by 0 or -1 has no result in 64 bits for every dividend: it stays.
// CHECK-LABEL: @division
func.func @division() -> tensor<*xi64> {
  %a = nn.constant dense<-9223372036854775808> : tensor<i64> : tensor<i64>
  %b = nn.constant dense<-1> : tensor<i64> : tensor<i64>
  // CHECK: nn.div {{.*}} -> tensor<i64>
  %0 = nn.div %a, %b : (tensor<i64>, tensor<i64>) -> tensor<*xi64>
  return %0 : tensor<*xi64>
}

// CHECK-LABEL: @selections
func.func @selections() -> (tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>) {
  %x = nn.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi64> : tensor<2x3xi64>
  %last = nn.constant dense<-1> : tensor<1xi64> : tensor<1xi64>
  // Column -1.
  // CHECK-DAG: nn.constant dense<{{\[\[}}3], [6]]> : tensor<2x1xi64>
  %0 = nn.gather %x, %last {axis = 1 : i64} : (tensor<2x3xi64>, tensor<1xi64>) -> tensor<*xi64>
  %axes = nn.constant dense<1> : tensor<1xi64> : tensor<1xi64>
  %start = nn.constant dense<2> : tensor<1xi64> : tensor<1xi64>
  %end = nn.constant dense<-100> : tensor<1xi64> : tensor<1xi64>
  %step = nn.constant dense<-2> : tensor<1xi64> : tensor<1xi64>
  // Columns 2 and 0.
  // CHECK-DAG: nn.constant dense<{{\[\[}}3, 1], [6, 4]]>
  %1 = nn.slice %x, %start, %end, %axes, %step {operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>} : (tensor<2x3xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<*xi64>
  // CHECK-DAG: nn.constant dense<{{\[\[}}1, 2, 3, 3], [4, 5, 6, 6]]>
  %2 = nn.concat %x, %0 {axis = 1 : i64} : (tensor<2x3xi64>, tensor<*xi64>) -> tensor<*xi64>
  %row = nn.constant dense<[[7, 8, 9]]> : tensor<1x3xi64> : tensor<1x3xi64>
  %wide = nn.constant dense<[2, 3]> : tensor<2xi64> : tensor<2xi64>
  // CHECK-DAG: nn.constant dense<{{\[\[}}7, 8, 9], [7, 8, 9]]>
  %3 = nn.expand %row, %wide : (tensor<1x3xi64>, tensor<2xi64>) -> tensor<*xi64>
  %test = nn.constant dense<[true, false, true]> : tensor<3xi1> : tensor<3xi1>
  // CHECK-DAG: nn.constant dense<{{\[\[}}7, 2, 9], [7, 5, 9]]>
  %4 = nn.where %test, %row, %x : (tensor<3xi1>, tensor<1x3xi64>, tensor<2x3xi64>) -> tensor<*xi64>
  %six = nn.constant dense<6> : tensor<1xi64> : tensor<1xi64>
  // CHECK-DAG: nn.constant dense<[1, 2, 3, 4, 5, 6]>
  %5 = nn.reshape %x, %six : (tensor<2x3xi64>, tensor<1xi64>) -> tensor<*xi64>
  return %0, %1, %2, %3, %4, %5 : tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>, tensor<*xi64>
}

// CHECK-LABEL: @generators
func.func @generators() -> (tensor<*xi64>, tensor<*xf32>, tensor<*xi1>, tensor<*xi64>) {
  %two = nn.constant dense<2> : tensor<i64> : tensor<i64>
  %ten = nn.constant dense<10> : tensor<i64> : tensor<i64>
  %three = nn.constant dense<3> : tensor<i64> : tensor<i64>
  // CHECK-DAG: nn.constant dense<[2, 5, 8]>
  %0 = nn.range %two, %ten, %three : (tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<*xi64>
  %shape = nn.constant dense<[1, 2]> : tensor<2xi64> : tensor<2xi64>
  // CHECK-DAG: nn.constant dense<5.000000e-01> : tensor<1x2xf32>
  %1 = nn.constant_of_shape %shape {value = dense<0.5> : tensor<1xf32>} : (tensor<2xi64>) -> tensor<*xf32>
  // CHECK-DAG: nn.constant dense<[true, false, false]>
  %2 = nn.less %0, %three : (tensor<*xi64>, tensor<i64>) -> tensor<*xi1>
  // floor(sqrt(10.0)) = 3
  // CHECK-DAG: nn.constant dense<3> : tensor<i64>
  %3 = nn.cast %ten {to = f32} : (tensor<i64>) -> tensor<*xf32>
  %4 = nn.sqrt %3 : (tensor<*xf32>) -> tensor<*xf32>
  %5 = nn.floor %4 : (tensor<*xf32>) -> tensor<*xf32>
  %6 = nn.cast %5 {to = i64} : (tensor<*xf32>) -> tensor<*xi64>
  return %0, %1, %2, %6 : tensor<*xi64>, tensor<*xf32>, tensor<*xi1>, tensor<*xi64>
}

// CHECK-LABEL: @count_of_elements
func.func @count_of_elements(%x: tensor<4x5x6xf32>) -> tensor<*xi64> {
  // 4 * 5 * 6 = 120
  // CHECK-NEXT: nn.constant dense<120>
  %0 = nn.size %x : (tensor<4x5x6xf32>) -> tensor<*xi64>
  return %0 : tensor<*xi64>
}

// Concatenating numbers of different kinds makes no sense; it is left alone.
// CHECK-LABEL: @mixed
func.func @mixed() -> tensor<*xf32> {
  %a = nn.constant dense<1.0> : tensor<2xf32> : tensor<2xf32>
  %b = nn.constant dense<2> : tensor<2xi64> : tensor<2xi64>
  // CHECK: nn.concat
  %0 = nn.concat %a, %b {axis = 0 : i64} : (tensor<2xf32>, tensor<2xi64>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}

// 65 * 64 = 4160 elements are more than 4096.
// CHECK-LABEL: @data
func.func @data() -> tensor<*xi64> {
  %shape = nn.constant dense<[65, 64]> : tensor<2xi64> : tensor<2xi64>
  // CHECK: nn.constant_of_shape {{.*}} -> tensor<65x64xi64>
  %0 = nn.constant_of_shape %shape {value = dense<1> : tensor<1xi64>} : (tensor<2xi64>) -> tensor<*xi64>
  return %0 : tensor<*xi64>
}

// A weight's values are not there, so nothing folds through it.
// CHECK-LABEL: @weight
func.func @weight() -> tensor<*xf32> {
  %w = nn.weight "w" : tensor<2xf32>
  // CHECK: nn.neg
  %0 = nn.neg %w : (tensor<2xf32>) -> tensor<*xf32>
  return %0 : tensor<*xf32>
}

// How exporters of older opsets turn pads around: reshape, transpose, flatten.
// CHECK-LABEL: @moved
func.func @moved() -> (tensor<*xi64>, tensor<*xi64>, tensor<*xi64>) {
  %pairs = nn.constant dense<[[1, 2], [3, 4], [5, 6]]> : tensor<3x2xi64> : tensor<3x2xi64>
  %t = nn.transpose %pairs {perm = array<i64: 1, 0>} : (tensor<3x2xi64>) -> tensor<*xi64>
  // CHECK-DAG: nn.constant dense<{{\[}}[1, 3, 5, 2, 4, 6]]>
  %0 = nn.flatten %t {axis = 0 : i64} : (tensor<*xi64>) -> tensor<*xi64>
  %twice = nn.constant dense<[1, 2]> : tensor<2xi64> : tensor<2xi64>
  // CHECK-DAG: nn.constant dense<{{\[}}[1, 2, 1, 2], [3, 4, 3, 4], [5, 6, 5, 6]]>
  %1 = nn.tile %pairs, %twice : (tensor<3x2xi64>, tensor<2xi64>) -> tensor<*xi64>
  %which = nn.constant dense<[true, false, true]> : tensor<3xi1> : tensor<3xi1>
  // CHECK-DAG: nn.constant dense<{{\[}}[1, 2], [5, 6]]>
  %2 = nn.compress %pairs, %which {axis = 0 : i64} : (tensor<3x2xi64>, tensor<3xi1>) -> tensor<*xi64>
  return %0, %1, %2 : tensor<*xi64>, tensor<*xi64>, tensor<*xi64>
}

// CHECK-LABEL: @arithmetic
func.func @arithmetic() -> (tensor<*xi64>, tensor<*xi64>, tensor<*xi64>) {
  %v = nn.constant dense<[0, 3, 0, 9]> : tensor<4xi64> : tensor<4xi64>
  %two = nn.constant dense<2> : tensor<i64> : tensor<i64>
  // CHECK-DAG: nn.constant dense<{{\[}}[1, 3]]> : tensor<1x2xi64>
  %0 = nn.non_zero %v : (tensor<4xi64>) -> tensor<*xi64>
  // CHECK-DAG: nn.constant dense<[0, 9, 0, 81]>
  %1 = nn.pow %v, %two : (tensor<4xi64>, tensor<i64>) -> tensor<*xi64>
  // Only an upper bound.
  // CHECK-DAG: nn.constant dense<[0, 2, 0, 2]>
  %2 = nn.clip %v, %two {operandSegmentSizes = array<i32: 1, 0, 1>} : (tensor<4xi64>, tensor<i64>) -> tensor<*xi64>
  return %0, %1, %2 : tensor<*xi64>, tensor<*xi64>, tensor<*xi64>
}

// ONNX Runtime's optimiser writes several Gathers from a shape as one Split.
// CHECK-LABEL: @split
func.func @split() -> (tensor<*xi64>, tensor<*xi64>) {
  %shape = nn.constant dense<[2, 8, 16]> : tensor<3xi64> : tensor<3xi64>
  %sizes = nn.constant dense<[1, 2]> : tensor<2xi64> : tensor<2xi64>
  // CHECK-DAG: nn.constant dense<2> : tensor<1xi64>
  // CHECK-DAG: nn.constant dense<[8, 16]> : tensor<2xi64>
  // CHECK-NOT: nn.split
  %0, %1 = nn.split %shape, %sizes : (tensor<3xi64>, tensor<2xi64>) -> (tensor<*xi64>, tensor<*xi64>)
  return %0, %1 : tensor<*xi64>, tensor<*xi64>
}
