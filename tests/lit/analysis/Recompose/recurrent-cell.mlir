// One step of torch.nn.LSTMCell and GRUCell, as both exporters write them: the
// same products in one operator, in eager mode, too.

// RUN: %perf-opt opt --perf-recompose %s | FileCheck %s
// RUN: %perf-opt opt --perf-recompose --perf-form-kernels %s | FileCheck %s --check-prefix=COST
// macs = 2*4*32 * (16 + 32) = 12288 and 2*3*32 * (16 + 32) = 9216
// COST-LABEL: @lstm_cell
// COST: perf.kernel "recurrent" {{.*}}macs = 12288,
// COST-LABEL: @gru_cell
// COST: perf.kernel "recurrent" {{.*}}macs = 9216,

// CHECK-LABEL: @lstm_cell
// CHECK: %[[Y:.*]], %{{.*}}, %[[C:.*]] = nn.lstm %{{.*}} {hidden_size = 32 : i64
// CHECK: (tensor<1x2x16xf32>, tensor<1x128x16xf32>, tensor<1x128x32xf32>, tensor<1x256xf32>, tensor<1x2x32xf32>, tensor<1x2x32xf32>)
// CHECK-NOT: nn.sigmoid
// CHECK: return %{{.*}}, %{{.*}} : tensor<2x32xf32>, tensor<2x32xf32>
func.func @lstm_cell(%x: tensor<2x16xf32>, %h: tensor<2x32xf32>, %c: tensor<2x32xf32>) -> (tensor<2x32xf32>, tensor<2x32xf32>) {
  %wi = nn.weight "wi" : tensor<128x16xf32>
  %wh = nn.weight "wh" : tensor<128x32xf32>
  %bi = nn.weight "bi" : tensor<128xf32>
  %bh = nn.weight "bh" : tensor<128xf32>
  %0 = nn.gemm %h, %wh, %bh {transB = 1 : i64} : (tensor<2x32xf32>, tensor<128x32xf32>, tensor<128xf32>) -> tensor<2x128xf32>
  %1 = nn.gemm %x, %wi, %bi {transB = 1 : i64} : (tensor<2x16xf32>, tensor<128x16xf32>, tensor<128xf32>) -> tensor<2x128xf32>
  %2 = nn.add %0, %1 : (tensor<2x128xf32>, tensor<2x128xf32>) -> tensor<2x128xf32>
  %3:4 = nn.split %2 {axis = 1 : i64, num_outputs = 4 : i64} : (tensor<2x128xf32>) -> (tensor<2x32xf32>, tensor<2x32xf32>, tensor<2x32xf32>, tensor<2x32xf32>)
  %4 = nn.sigmoid %3#0 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %5 = nn.sigmoid %3#1 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %6 = nn.sigmoid %3#3 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %7 = nn.tanh %3#2 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %8 = nn.mul %5, %c : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %9 = nn.mul %4, %7 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %10 = nn.add %8, %9 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %11 = nn.tanh %10 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %12 = nn.mul %6, %11 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  return %12, %10 : tensor<2x32xf32>, tensor<2x32xf32>
}

// Negatives.
// CHECK-LABEL: @gates_used_elsewhere
// CHECK-NOT: nn.lstm
// CHECK: return
func.func @gates_used_elsewhere(%x: tensor<2x16xf32>, %h: tensor<2x32xf32>, %c: tensor<2x32xf32>) -> (tensor<2x32xf32>, tensor<2x128xf32>) {
  %wi = nn.weight "wi" : tensor<128x16xf32>
  %wh = nn.weight "wh" : tensor<128x32xf32>
  %bi = nn.weight "bi" : tensor<128xf32>
  %bh = nn.weight "bh" : tensor<128xf32>
  %0 = nn.gemm %h, %wh, %bh {transB = 1 : i64} : (tensor<2x32xf32>, tensor<128x32xf32>, tensor<128xf32>) -> tensor<2x128xf32>
  %1 = nn.gemm %x, %wi, %bi {transB = 1 : i64} : (tensor<2x16xf32>, tensor<128x16xf32>, tensor<128xf32>) -> tensor<2x128xf32>
  %2 = nn.add %0, %1 : (tensor<2x128xf32>, tensor<2x128xf32>) -> tensor<2x128xf32>
  %3:4 = nn.split %2 {axis = 1 : i64, num_outputs = 4 : i64} : (tensor<2x128xf32>) -> (tensor<2x32xf32>, tensor<2x32xf32>, tensor<2x32xf32>, tensor<2x32xf32>)
  %4 = nn.sigmoid %3#0 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %5 = nn.sigmoid %3#1 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %6 = nn.sigmoid %3#3 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %7 = nn.tanh %3#2 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %8 = nn.mul %5, %c : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %9 = nn.mul %4, %7 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %10 = nn.add %8, %9 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %11 = nn.tanh %10 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %12 = nn.mul %6, %11 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  return %12, %2 : tensor<2x32xf32>, tensor<2x128xf32>
}

// CHECK-LABEL: @one_gate_twice
// CHECK-NOT: nn.lstm
// CHECK: return
func.func @one_gate_twice(%x: tensor<2x16xf32>, %h: tensor<2x32xf32>, %c: tensor<2x32xf32>) -> (tensor<2x32xf32>, tensor<2x32xf32>) {
  %wi = nn.weight "wi" : tensor<128x16xf32>
  %wh = nn.weight "wh" : tensor<128x32xf32>
  %bi = nn.weight "bi" : tensor<128xf32>
  %bh = nn.weight "bh" : tensor<128xf32>
  %0 = nn.gemm %h, %wh, %bh {transB = 1 : i64} : (tensor<2x32xf32>, tensor<128x32xf32>, tensor<128xf32>) -> tensor<2x128xf32>
  %1 = nn.gemm %x, %wi, %bi {transB = 1 : i64} : (tensor<2x16xf32>, tensor<128x16xf32>, tensor<128xf32>) -> tensor<2x128xf32>
  %2 = nn.add %0, %1 : (tensor<2x128xf32>, tensor<2x128xf32>) -> tensor<2x128xf32>
  %3:4 = nn.split %2 {axis = 1 : i64, num_outputs = 4 : i64} : (tensor<2x128xf32>) -> (tensor<2x32xf32>, tensor<2x32xf32>, tensor<2x32xf32>, tensor<2x32xf32>)
  %4 = nn.sigmoid %3#0 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %5 = nn.sigmoid %3#0 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %6 = nn.sigmoid %3#3 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %7 = nn.tanh %3#2 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %8 = nn.mul %5, %c : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %9 = nn.mul %4, %7 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %10 = nn.add %8, %9 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %11 = nn.tanh %10 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %12 = nn.mul %6, %11 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  return %12, %10 : tensor<2x32xf32>, tensor<2x32xf32>
}

// CHECK-LABEL: @gru_cell
// CHECK: nn.gru %{{.*}} {hidden_size = 32 : i64, linear_before_reset = 1 : i64
// CHECK-NOT: nn.sigmoid
// CHECK: return
func.func @gru_cell(%x: tensor<2x16xf32>, %h: tensor<2x32xf32>) -> tensor<2x32xf32> {
  %wi = nn.weight "wi" : tensor<96x16xf32>
  %wh = nn.weight "wh" : tensor<96x32xf32>
  %bi = nn.weight "bi" : tensor<96xf32>
  %bh = nn.weight "bh" : tensor<96xf32>
  %0 = nn.gemm %x, %wi, %bi {transB = 1 : i64} : (tensor<2x16xf32>, tensor<96x16xf32>, tensor<96xf32>) -> tensor<2x96xf32>
  %1:3 = nn.split %0 {axis = 1 : i64, num_outputs = 3 : i64} : (tensor<2x96xf32>) -> (tensor<2x32xf32>, tensor<2x32xf32>, tensor<2x32xf32>)
  %2 = nn.gemm %h, %wh, %bh {transB = 1 : i64} : (tensor<2x32xf32>, tensor<96x32xf32>, tensor<96xf32>) -> tensor<2x96xf32>
  %3:3 = nn.split %2 {axis = 1 : i64, num_outputs = 3 : i64} : (tensor<2x96xf32>) -> (tensor<2x32xf32>, tensor<2x32xf32>, tensor<2x32xf32>)
  %4 = nn.add %3#0, %1#0 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %5 = nn.sigmoid %4 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %6 = nn.add %3#1, %1#1 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %7 = nn.sigmoid %6 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %8 = nn.mul %3#2, %5 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %9 = nn.add %1#2, %8 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %10 = nn.tanh %9 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %11 = nn.sub %h, %10 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %12 = nn.mul %11, %7 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %13 = nn.add %12, %10 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  return %13 : tensor<2x32xf32>
}

// CHECK-LABEL: @gru_cell_by_shares
// CHECK: nn.gru %{{.*}} {hidden_size = 32 : i64, linear_before_reset = 1 : i64
// CHECK-NOT: nn.sigmoid
// CHECK: return
func.func @gru_cell_by_shares(%x: tensor<2x16xf32>, %h: tensor<2x32xf32>) -> tensor<2x32xf32> {
  %wi = nn.weight "wi" : tensor<96x16xf32>
  %wh = nn.weight "wh" : tensor<96x32xf32>
  %bi = nn.weight "bi" : tensor<96xf32>
  %bh = nn.weight "bh" : tensor<96xf32>
  %0 = nn.gemm %x, %wi, %bi {transB = 1 : i64} : (tensor<2x16xf32>, tensor<96x16xf32>, tensor<96xf32>) -> tensor<2x96xf32>
  %1:3 = nn.split %0 {axis = 1 : i64, num_outputs = 3 : i64} : (tensor<2x96xf32>) -> (tensor<2x32xf32>, tensor<2x32xf32>, tensor<2x32xf32>)
  %2 = nn.gemm %h, %wh, %bh {transB = 1 : i64} : (tensor<2x32xf32>, tensor<96x32xf32>, tensor<96xf32>) -> tensor<2x96xf32>
  %3:3 = nn.split %2 {axis = 1 : i64, num_outputs = 3 : i64} : (tensor<2x96xf32>) -> (tensor<2x32xf32>, tensor<2x32xf32>, tensor<2x32xf32>)
  %4 = nn.add %3#0, %1#0 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %5 = nn.sigmoid %4 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %6 = nn.add %3#1, %1#1 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %7 = nn.sigmoid %6 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %8 = nn.mul %3#2, %5 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %9 = nn.add %1#2, %8 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %10 = nn.tanh %9 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %c0 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %11 = nn.sub %c0, %7 : (tensor<f32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %12 = nn.mul %11, %10 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %13 = nn.mul %7, %h : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %14 = nn.add %12, %13 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  return %14 : tensor<2x32xf32>
}

// CHECK-LABEL: @gru_of_other_gates
// CHECK-NOT: nn.gru
// CHECK: return
func.func @gru_of_other_gates(%x: tensor<2x16xf32>, %h: tensor<2x32xf32>) -> tensor<2x32xf32> {
  %wi = nn.weight "wi" : tensor<96x16xf32>
  %wh = nn.weight "wh" : tensor<96x32xf32>
  %bi = nn.weight "bi" : tensor<96xf32>
  %bh = nn.weight "bh" : tensor<96xf32>
  %0 = nn.gemm %x, %wi, %bi {transB = 1 : i64} : (tensor<2x16xf32>, tensor<96x16xf32>, tensor<96xf32>) -> tensor<2x96xf32>
  %1:3 = nn.split %0 {axis = 1 : i64, num_outputs = 3 : i64} : (tensor<2x96xf32>) -> (tensor<2x32xf32>, tensor<2x32xf32>, tensor<2x32xf32>)
  %2 = nn.gemm %h, %wh, %bh {transB = 1 : i64} : (tensor<2x32xf32>, tensor<96x32xf32>, tensor<96xf32>) -> tensor<2x96xf32>
  %3:3 = nn.split %2 {axis = 1 : i64, num_outputs = 3 : i64} : (tensor<2x96xf32>) -> (tensor<2x32xf32>, tensor<2x32xf32>, tensor<2x32xf32>)
  %4 = nn.add %3#0, %1#0 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %5 = nn.sigmoid %4 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %6 = nn.add %3#1, %3#0 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %7 = nn.sigmoid %6 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %8 = nn.mul %3#2, %5 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %9 = nn.add %1#2, %8 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %10 = nn.tanh %9 : (tensor<2x32xf32>) -> tensor<2x32xf32>
  %11 = nn.sub %h, %10 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %12 = nn.mul %11, %7 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  %13 = nn.add %12, %10 : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
  return %13 : tensor<2x32xf32>
}
