// A perceptron of two layers. Its first layer needs no gradient of its input, so
// the products are 3 * (262144 + 40960) - 262144 = 647168 MACs:
//   forward   32*128 * 64 = 262144 and 32*10 * 128 = 40960
//   backward  of each weight the same, of the second layer's input 40960

// RUN: %perf-opt opt --perf-derive-training %s | FileCheck %s
// RUN: %perf-opt opt --perf-derive-training --perf-form-kernels %s | FileCheck %s --check-prefix=KERNELS

// CHECK: module attributes {nn.training}
// The loss and the gradients of both weights are results of a step.
// CHECK-LABEL: func.func @main
// CHECK-SAME: -> (tensor<32x10xf32>, tensor<f32>, tensor<64x128xf32> {nn.gradient}, tensor<128x10xf32> {nn.gradient})
// CHECK: %[[H:.*]] = nn.matmul %arg0, %[[W1:.*]] :
// CHECK: %[[R:.*]] = nn.relu %[[H]]
// CHECK: %[[Y:.*]] = nn.matmul %[[R]], %[[W2:.*]] :
// CHECK: %[[LOSS:.*]]:2 = nn.training_forward "softmax_cross_entropy" %[[Y]]
// CHECK: %[[ONE:.*]] = nn.gradient "softmax_cross_entropy" %[[LOSS]]#0
// CHECK: %[[DY:.*]] = nn.gradient "softmax_cross_entropy" %[[ONE]], %[[LOSS]]#1
// What relu made is kept for both its gradient and that of the second weight;
// what it read is not.
// CHECK: %[[DR:.*]] = nn.gradient "nn.matmul" %[[DY]], %[[W2]] {{.*}}part = "input_gradient"
// CHECK: %[[DW2:.*]] = nn.gradient "nn.matmul" %[[DY]], %[[R]] {{.*}}part = "weight_gradient"
// CHECK: %[[DH:.*]] = nn.gradient "nn.relu" %[[DR]], %[[R]] {{.*}}rule = "elementwise_grad_c1"
// CHECK: %[[DW1:.*]] = nn.gradient "nn.matmul" %[[DH]], %arg0 {{.*}}part = "weight_gradient"
// CHECK-NOT: nn.gradient "nn.matmul"
// CHECK: nn.optimizer "sgd"
// CHECK: return %[[Y]], %[[LOSS]]#0, %[[DW1]], %[[DW2]]

// softmax_cross_entropy_c1: 5 * 320 = 1600
// KERNELS: perf.kernel "softmax" {{.*}}cost = #perf.cost<flops = 1600, macs = 0
// matmul_grad_c1: 2 * 32*128 * 10 = 81920; reads 4 * (320 + 1280) = 6400, writes
//   4 * 4096 = 16384
// KERNELS: perf.kernel "gemm" {{.*}}cost = #perf.cost<flops = 81920, macs = 40960, read = 6400, written = 16384, rule = "matmul_grad_c1">{{.*}}phase = "backward"{{.*}}problem = {batch = 1 : i64, k = 10 : i64, m = 32 : i64, n = 128 : i64}
// KERNELS: perf.kernel "gemm" {{.*}}cost = #perf.cost<flops = 81920, macs = 40960{{.*}}problem = {batch = 1 : i64, k = 32 : i64, m = 128 : i64, n = 10 : i64}
// elementwise_grad_c1: 32*128 = 4096; reads 2 * 4 * 4096 = 32768
// KERNELS: perf.kernel "elementwise" {{.*}}cost = #perf.cost<flops = 4096, macs = 0, read = 32768, written = 16384, rule = "elementwise_grad_c1">
// KERNELS: perf.kernel "gemm" {{.*}}cost = #perf.cost<flops = 524288, macs = 262144{{.*}}problem = {batch = 1 : i64, k = 32 : i64, m = 64 : i64, n = 128 : i64}
// sgd_c1: 2 * (64*128 + 128*10) = 18944; reads 8 and writes 4 bytes a parameter
// KERNELS: perf.kernel "elementwise" {{.*}}cost = #perf.cost<flops = 18944, macs = 0, read = 75776, written = 37888, rule = "sgd_c1">{{.*}}phase = "optimizer"
func.func @main(%x: tensor<32x64xf32>) -> tensor<32x10xf32> {
  %w1 = nn.weight "w1" : tensor<64x128xf32>
  %w2 = nn.weight "w2" : tensor<128x10xf32>
  %0 = nn.matmul %x, %w1 : (tensor<32x64xf32>, tensor<64x128xf32>) -> tensor<32x128xf32>
  %1 = nn.relu %0 : (tensor<32x128xf32>) -> tensor<32x128xf32>
  %2 = nn.matmul %1, %w2 : (tensor<32x128xf32>, tensor<128x10xf32>) -> tensor<32x10xf32>
  return %2 : tensor<32x10xf32>
}
