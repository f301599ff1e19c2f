// Recurrent layers: states = steps * batch * directions * hidden, macs = states
// * gates * (input + hidden), flops = 2 * macs + elementwise work on each state.
// One product for all inputs, then a product and an elementwise kernel for each
// step.

// RUN: %perf-opt opt --perf-form-kernels %s | FileCheck %s

// launches = 2 directions * (1 + 2 * 7 steps) = 30
// lstm_c1: flops = 2 * 7*2*2*32 * 4 * (16 + 32) + 26 * 7*2*2*32 = 367360,
//   macs = 7*2*2*32 * 4 * (16 + 32) = 172032,
//   read = 4 * (7*2*16 + 2*128*16 + 2*128*32 + 2*256) = 52096,
//   written = 4 * 7*2*2*32 = 3584
// CHECK-LABEL: @lstm
// CHECK: perf.kernel "recurrent" attributes {allow_tf32, cost = #perf.cost<flops = 367360, macs = 172032, read = 52096, written = 3584, rule = "lstm_c1">, launches = 30 : i64, problem = {batch = 2 : i64, directions = 2 : i64, gates = 4 : i64, hidden = 32 : i64, input = 16 : i64, steps = 7 : i64}}
func.func @lstm(%x: tensor<7x2x16xf32>) -> tensor<7x2x2x32xf32> {
  %w = nn.weight "w" : tensor<2x128x16xf32>
  %r = nn.weight "r" : tensor<2x128x32xf32>
  %b = nn.weight "b" : tensor<2x256xf32>
  %y, %h, %c = nn.lstm %x, %w, %r, %b {direction = "bidirectional", hidden_size = 32 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 1, 0, 0, 0, 0>} : (tensor<7x2x16xf32>, tensor<2x128x16xf32>, tensor<2x128x32xf32>, tensor<2x256xf32>) -> (tensor<7x2x2x32xf32>, tensor<2x2x32xf32>, tensor<2x2x32xf32>)
  return %y : tensor<7x2x2x32xf32>
}

// Batch first: 3 sequences of 7 steps; launches = 1 + 2 * 7 = 15
// gru_c1: flops = 2 * 7*3*1*32 * 3 * (16 + 32) + 20 * 7*3*1*32 = 206976,
//   macs = 7*3*1*32 * 3 * (16 + 32) = 96768,
//   read = 4 * (3*7*16 + 96*16 + 96*32) = 19776, written = 4 * 3*7*32 = 2688
// CHECK-LABEL: @gru
// CHECK: perf.kernel "recurrent" attributes {allow_tf32, cost = #perf.cost<flops = 206976, macs = 96768, read = 19776, written = 2688, rule = "gru_c1">, launches = 15 : i64, problem = {batch = 3 : i64, directions = 1 : i64, gates = 3 : i64, hidden = 32 : i64, input = 16 : i64, steps = 7 : i64}}
func.func @gru(%x: tensor<3x7x16xf32>) -> tensor<3x7x1x32xf32> {
  %w = nn.weight "w" : tensor<1x96x16xf32>
  %r = nn.weight "r" : tensor<1x96x32xf32>
  %y, %h = nn.gru %x, %w, %r {layout = 1 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>} : (tensor<3x7x16xf32>, tensor<1x96x16xf32>, tensor<1x96x32xf32>) -> (tensor<3x7x1x32xf32>, tensor<3x1x32xf32>)
  return %y : tensor<3x7x1x32xf32>
}

// rnn_c1: flops = 2 * 7*3*1*32 * 1 * (16 + 32) + 3 * 7*3*1*32 = 66528,
//   macs = 7*3*1*32 * 1 * (16 + 32) = 32256,
//   read = 4 * (7*3*16 + 32*16 + 32*32) = 7488, written = 4 * 7*3*32 = 2688
// CHECK-LABEL: @rnn
// CHECK: perf.kernel "recurrent" attributes {allow_tf32, cost = #perf.cost<flops = 66528, macs = 32256, read = 7488, written = 2688, rule = "rnn_c1">, launches = 15 : i64, problem = {batch = 3 : i64, directions = 1 : i64, gates = 1 : i64, hidden = 32 : i64, input = 16 : i64, steps = 7 : i64}}
func.func @rnn(%x: tensor<7x3x16xf32>) -> tensor<7x1x3x32xf32> {
  %w = nn.weight "w" : tensor<1x32x16xf32>
  %r = nn.weight "r" : tensor<1x32x32xf32>
  %y, %h = nn.rnn %x, %w, %r {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>} : (tensor<7x3x16xf32>, tensor<1x32x16xf32>, tensor<1x32x32xf32>) -> (tensor<7x1x3x32xf32>, tensor<1x3x32xf32>)
  return %y : tensor<7x1x3x32xf32>
}
