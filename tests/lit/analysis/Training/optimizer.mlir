// Optimizers over 128 parameters of 4 bytes: FLOPs and bytes a parameter as in
// docs/counting.md.

// RUN: %perf-opt opt --perf-derive-training=optimizer=sgd --perf-form-kernels %s | FileCheck %s --check-prefix=SGD
// RUN: %perf-opt opt --perf-derive-training="optimizer=sgd momentum=true" --perf-form-kernels %s | FileCheck %s --check-prefix=MOMENTUM
// RUN: %perf-opt opt --perf-derive-training=optimizer=adamw --perf-form-kernels %s | FileCheck %s --check-prefix=ADAMW

// A kernel without results can be read again.
// RUN: %perf-opt opt --perf-derive-training=optimizer=sgd --perf-form-kernels %s | %perf-opt opt | FileCheck %s --check-prefix=SGD

// Parameters of fp32 are their own masters, and the caller is told.
// RUN: %perf-opt opt --perf-derive-training="optimizer=sgd master-weights=true" --perf-form-kernels %s | FileCheck %s --check-prefix=SGD
// RUN: %perf-opt opt --perf-derive-training="optimizer=sgd master-weights=true" %s 2>&1 | FileCheck %s --check-prefix=MASTER
// MASTER: warning: master weights change nothing: no parameter is narrower than fp32

// SGD-NOT: kind = "state"
// SGD: #perf.cost<flops = 256, macs = 0, read = 1024, written = 512, rule = "sgd_c1">

// MOMENTUM: nn.weight "w.momentum_buffer" {kind = "state"} : tensor<16x8xf32>
// MOMENTUM: #perf.cost<flops = 128, macs = 0, read = 512, written = 512, rule = "sgd_c1">
// MOMENTUM: #perf.cost<flops = 128, macs = 0, read = 1024, written = 512, rule = "sgd_c1">
// MOMENTUM: #perf.cost<flops = 256, macs = 0, read = 1024, written = 512, rule = "sgd_c1">

// ADAMW-DAG: nn.weight "w.exp_avg" {kind = "state"} : tensor<16x8xf32>
// ADAMW-DAG: nn.weight "w.exp_avg_sq" {kind = "state"} : tensor<16x8xf32>
// ADAMW: #perf.cost<flops = 128, macs = 0, read = 512, written = 512, rule = "adamw_c1">
// ADAMW: #perf.cost<flops = 384, macs = 0, read = 1024, written = 512, rule = "adamw_c1">
// ADAMW: #perf.cost<flops = 128, macs = 0, read = 512, written = 512, rule = "adamw_c1">
// ADAMW: #perf.cost<flops = 384, macs = 0, read = 1024, written = 512, rule = "adamw_c1">
// The square root is made anew.
// ADAMW: %{{.*}} = perf.kernel "elementwise" {{.*}}#perf.cost<flops = 128, macs = 0, read = 512, written = 512, rule = "adamw_c1">
// ADAMW: #perf.cost<flops = 128, macs = 0, read = 512, written = 512, rule = "adamw_c1">
// ADAMW: #perf.cost<flops = 128, macs = 0, read = 512, written = 512, rule = "adamw_c1">
// ADAMW: #perf.cost<flops = 384, macs = 0, read = 1536, written = 512, rule = "adamw_c1">
func.func @main(%x: tensor<4x16xf32>) -> tensor<4x8xf32> {
  %w = nn.weight "w" : tensor<16x8xf32>
  %0 = nn.matmul %x, %w : (tensor<4x16xf32>, tensor<16x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}
