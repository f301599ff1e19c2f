// RUN: not %perf-opt opt --perf-derive-training --split-input-file %s 2>&1 | FileCheck %s

// CHECK: the model has no weights, so there is nothing to train; where the file passes them as inputs, name these with --weights
func.func @main(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %0 = nn.relu %x : (tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}

// -----

// CHECK: the model is quantised: 1 of its 1 weights are integers of at most 8 bits, which have no gradients; train the floating model that it was made from
func.func @main(%x: tensor<4x8xi8>) -> tensor<4x2xi32> {
  %w = nn.weight "w" : tensor<8x2xi8>
  %0 = nn.matmul_integer %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<4x8xi8>, tensor<8x2xi8>) -> tensor<4x2xi32>
  return %0 : tensor<4x2xi32>
}

// -----

// CHECK: none of the model's 1 weights is a floating parameter, so there is nothing to train; export the model with its parameters
func.func @main(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %w = nn.weight "w" {kind = "buffer"} : tensor<8xf32>
  %0 = nn.add %x, %w : (tensor<4x8xf32>, tensor<8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}

// -----

// CHECK: every output of the model is of integers, which have no gradients; export it with the floating values that they are chosen by as outputs (logits, not classes)
func.func @main(%x: tensor<4x8xf32>) -> tensor<4x1xi64> {
  %w = nn.weight "w" : tensor<8xf32>
  %0 = nn.add %x, %w : (tensor<4x8xf32>, tensor<8xf32>) -> tensor<4x8xf32>
  %1 = nn.arg_max %0 {axis = 1 : i64} : (tensor<4x8xf32>) -> tensor<4x1xi64>
  return %1 : tensor<4x1xi64>
}

// -----

// CHECK: no floating output of the model depends on one of its parameters, so there is nothing to train
func.func @main(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %w = nn.weight "w" : tensor<8xf32>
  %0 = nn.relu %x : (tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}

// -----

// Classes of a floating model: neither a table of bytes nor a zero point makes
// it quantised.
// CHECK-NOT: quantised
// CHECK: every output of the model is of integers, which have no gradients
func.func @main(%x: tensor<4x8xf32>) -> tensor<4x1xi64> {
  %w = nn.weight "w" : tensor<8xf32>
  %zero = nn.weight "zero" : tensor<i8>
  %table = nn.weight "table" {kind = "buffer"} : tensor<256xi8>
  %0 = nn.add %x, %w : (tensor<4x8xf32>, tensor<8xf32>) -> tensor<4x8xf32>
  %1 = nn.arg_max %0 {axis = 1 : i64} : (tensor<4x8xf32>) -> tensor<4x1xi64>
  return %1 : tensor<4x1xi64>
}

// -----

// With a zero point alone it is not quantised, either.
// CHECK-NOT: quantised
// CHECK: none of the model's 2 weights is a floating parameter
func.func @main(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %zero = nn.weight "zero" : tensor<i8>
  %table = nn.weight "table" {kind = "buffer"} : tensor<256xi8>
  %0 = nn.relu %x : (tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}
