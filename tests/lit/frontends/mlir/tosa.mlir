// RUN: %perf-opt import %s --batch 2 --stage kernels | FileCheck %s
// RUN: mlir-opt %s --emit-bytecode -o %t.mlirbc && %perf-opt import %t.mlirbc --batch 2 --stage kernels | FileCheck %s
// RUN: gzip -c %s > %t.mlir.gz && %perf-opt import %t.mlir.gz --batch 2 --stage kernels | FileCheck %s
// RUN: not %perf-opt import %s --input arg0=2x9x8x3 --stage typed 2>&1 | FileCheck %s --check-prefix=FIXED

// A bias of zeros is none. tosa_conv_c1: macs = 2*8*8*16 * 3*3*3 = 55296,
//   read = 4 * (2*8*8*3 + 16*3*3*3) = 3264,
//   written = 4 * 2*8*8*16 = 8192
// CHECK: format = "mlir (tosa)"
// CHECK: func.func @main(%arg0: tensor<2x8x8x3xf32>
// CHECK: perf.kernel "conv" attributes {allow_tf32, cost = #perf.cost<flops = 110592, macs = 55296, read = 3264, written = 8192, rule = "tosa_conv_c1">
// tosa_elementwise_c2: flops = 2 * 2*8*8*16 = 4096
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 4096, macs = 0, read = 8192, written = 8192, rule = "tosa_elementwise_c2">
// CHECK: return %{{.*}} : tensor<2x8x8x16xf32>

// FIXED: the file fixes an extent that was given, and its operators hold for the file's extent only
func.func @main(%x: tensor<?x8x8x3xf32>) -> tensor<?x8x8x16xf32> {
  %w = "tosa.const"() <{values = dense_resource<__elided__> : tensor<16x3x3x3xf32>}> : () -> tensor<16x3x3x3xf32>
  %b = "tosa.const"() <{values = dense<0.0> : tensor<16xf32>}> : () -> tensor<16xf32>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %0 = tosa.conv2d %x, %w, %b, %z, %z {acc_type = f32, dilation = array<i64: 1, 1>, pad = array<i64: 1, 1, 1, 1>, stride = array<i64: 1, 1>} : (tensor<?x8x8x3xf32>, tensor<16x3x3x3xf32>, tensor<16xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<?x8x8x16xf32>
  %1 = tosa.clamp %0 {min_val = 0.0 : f32, max_val = 6.0 : f32} : (tensor<?x8x8x16xf32>) -> tensor<?x8x8x16xf32>
  return %1 : tensor<?x8x8x16xf32>
}
