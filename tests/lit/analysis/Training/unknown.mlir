// What cannot be differentiated is named, not taken for nothing.

// RUN: %perf-opt opt --perf-derive-training=optimizer=none --perf-form-kernels %s | FileCheck %s

// CHECK: nn.gradient "Frobnicate" %{{.*}} : (tensor<4x8xf32>) -> tensor<4x8xf32>
// CHECK: perf.kernel "gemm" {{.*}}rule = "matmul_grad_c1"
func.func @main(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %w = nn.weight "w" : tensor<8x8xf32>
  %0 = nn.matmul %x, %w : (tensor<4x8xf32>, tensor<8x8xf32>) -> tensor<4x8xf32>
  %1 = nn.opaque %0 {op_type = "Frobnicate", domain = "com.example", reason = "unknown"} : (tensor<4x8xf32>) -> tensor<4x8xf32>
  return %1 : tensor<4x8xf32>
}
