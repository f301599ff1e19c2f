// 128 parameters of 2 bytes and 8 of 4. State has each parameter's type, and a
// list of PyTorch's has tensors of one type; with master weights all is fp32.

// RUN: %perf-opt opt --perf-derive-training=optimizer=adam --perf-form-kernels %s | FileCheck %s
// RUN: %perf-opt opt --perf-derive-training="optimizer=sgd momentum=true" %s | FileCheck %s --check-prefix=MOMENTUM
// RUN: %perf-opt opt --perf-derive-training="optimizer=adam master-weights=true" --perf-form-kernels %s | FileCheck %s --check-prefix=MASTER

// CHECK-NOT: "w.master"
// CHECK-DAG: nn.weight "w.exp_avg" {kind = "state"} : tensor<16x8xbf16>
// CHECK-DAG: nn.weight "w.exp_avg_sq" {kind = "state"} : tensor<16x8xbf16>
// CHECK-DAG: nn.weight "b.exp_avg" {kind = "state"} : tensor<8xf32>
// CHECK-DAG: nn.weight "b.exp_avg_sq" {kind = "state"} : tensor<8xf32>
// lerp of the list of bf16: 3 * 128 = 384, reads 2 * 2 * 128 = 512, writes 2 * 128 = 256
// CHECK: #perf.cost<flops = 384, macs = 0, read = 512, written = 256, rule = "adam_c1">
// lerp of the list of fp32: 3 * 8 = 24, reads 2 * 4 * 8 = 64, writes 4 * 8 = 32
// CHECK: #perf.cost<flops = 24, macs = 0, read = 64, written = 32, rule = "adam_c1">

// MOMENTUM-DAG: nn.weight "w.momentum_buffer" {kind = "state"} : tensor<16x8xbf16>
// MOMENTUM-DAG: nn.weight "b.momentum_buffer" {kind = "state"} : tensor<8xf32>

// What is fp32 already is its own master.
// MASTER-NOT: "b.master"
// MASTER-DAG: nn.weight "w.master" {kind = "state"} : tensor<16x8xf32>
// MASTER-DAG: nn.weight "w.master.exp_avg" {kind = "state"} : tensor<16x8xf32>
// MASTER-DAG: nn.weight "w.master.exp_avg_sq" {kind = "state"} : tensor<16x8xf32>
// MASTER-DAG: nn.weight "b.exp_avg" {kind = "state"} : tensor<8xf32>
// master_weights_c1: gradients are widened, reads 2 * 128 = 256, writes 4 * 128 = 512
// MASTER: %{{.*}} = perf.kernel "elementwise" {{.*}}#perf.cost<flops = 0, macs = 0, read = 256, written = 512, rule = "master_weights_c1">
// One list of 128 + 8 = 136: lerp 3 * 136 = 408, reads 2 * 4 * 136 = 1088, writes 4 * 136 = 544
// MASTER: #perf.cost<flops = 408, macs = 0, read = 1088, written = 544, rule = "adam_c1">
// addcdiv reads a third list, 3 * 4 * 136 = 1632
// MASTER: #perf.cost<flops = 408, macs = 0, read = 1632, written = 544, rule = "adam_c1">
// and the new values are narrowed into the parameters.
// MASTER: #perf.cost<flops = 0, macs = 0, read = 512, written = 256, rule = "master_weights_c1">
// MASTER: nn.optimizer "adam" %{{.*}}, %{{.*}} {{.*}}part = "narrow_parameters"{{.*}} : (tensor<16x8xf32>, tensor<16x8xbf16>) -> ()
func.func @main(%x: tensor<4x16xbf16>) -> tensor<4x8xf32> {
  %w = nn.weight "w" : tensor<16x8xbf16>
  %b = nn.weight "b" : tensor<8xf32>
  %0 = nn.matmul %x, %w : (tensor<4x16xbf16>, tensor<16x8xbf16>) -> tensor<4x8xbf16>
  %1 = nn.cast %0 {to = f32} : (tensor<4x8xbf16>) -> tensor<4x8xf32>
  %2 = nn.add %1, %b : (tensor<4x8xf32>, tensor<8xf32>) -> tensor<4x8xf32>
  return %2 : tensor<4x8xf32>
}
