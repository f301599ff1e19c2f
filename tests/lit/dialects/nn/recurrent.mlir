// Recurrent layers: Y is [steps, directions, batch, hidden], the last states are
// [directions, batch, hidden]; with layout 1 the batch comes first.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @lstm
func.func @lstm(%x: tensor<7x?x16xf32>, %w: tensor<2x128x16xf32>, %r: tensor<2x128x32xf32>, %b: tensor<2x256xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.lstm {{.*}} -> (tensor<7x2x?x32xf32>, tensor<2x?x32xf32>, tensor<2x?x32xf32>)
  %y, %h, %c = nn.lstm %x, %w, %r, %b {direction = "bidirectional", hidden_size = 32 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 1, 0, 0, 0, 0>} : (tensor<7x?x16xf32>, tensor<2x128x16xf32>, tensor<2x128x32xf32>, tensor<2x256xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>)
  return %y, %h, %c : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}

// CHECK-LABEL: @gru_and_rnn
func.func @gru_and_rnn(%x: tensor<3x7x16xf32>, %wg: tensor<1x96x16xf32>, %rg: tensor<1x96x32xf32>, %wr: tensor<1x32x16xf32>, %rr: tensor<1x32x32xf32>) -> (tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>) {
  // CHECK: nn.gru {{.*}} -> (tensor<3x7x1x32xf32>, tensor<3x1x32xf32>)
  %y, %h = nn.gru %x, %wg, %rg {layout = 1 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>} : (tensor<3x7x16xf32>, tensor<1x96x16xf32>, tensor<1x96x32xf32>) -> (tensor<*xf32>, tensor<*xf32>)
  // CHECK: nn.rnn {{.*}} -> (tensor<3x1x7x32xf32>, tensor<1x7x32xf32>)
  %z, %i = nn.rnn %x, %wr, %rr {direction = "reverse", operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>} : (tensor<3x7x16xf32>, tensor<1x32x16xf32>, tensor<1x32x32xf32>) -> (tensor<*xf32>, tensor<*xf32>)
  return %y, %h, %z, %i : tensor<*xf32>, tensor<*xf32>, tensor<*xf32>, tensor<*xf32>
}
