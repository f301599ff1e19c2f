// A network of two layers as torch-mlir lowers it: destinations are filled with
// zeros first, the batch is open.

// RUN: %perf-opt import %s --batch 32 --stage kernels | FileCheck %s
// RUN: %perf-opt features %s --batch 32 | FileCheck %s --check-prefix=JSON
// RUN: %perf-opt import %s --batch 32 --dtype fp16 --stage kernels | FileCheck %s --check-prefix=HALF

// Also inside of bodies. read = 2 * (32*8 + 8*16) = 768
// HALF: flops = 8192, macs = 4096, read = 768, written = 1024, rule = "linalg_c1">
// HALF: arith.maximumf %{{.*}}, %{{.*}} : f16

// The format names the dialects; elided weights are parameters, and filling
// costs nothing: it sets accumulators.
// CHECK: format = "mlir (arith, linalg, tensor)"
// CHECK-SAME: name = "linalg"
// CHECK: func.func @main(%arg0: tensor<32x8xf32>
// CHECK-NOT: linalg.fill
// linalg_c1: macs = 32*8*16 = 4096, flops = 2 * 4096 = 8192,
//   read = 4 * (32*8 + 8*16) = 1536, written = 4 * 32*16 = 2048
// CHECK: perf.kernel "gemm" attributes {cost = #perf.cost<flops = 8192, macs = 4096, read = 1536, written = 2048, rule = "linalg_c1">, problem = {batch = 1 : i64, k = 8 : i64, m = 32 : i64, n = 16 : i64}}
// An addition and a maximum: flops = 2 * 32*16 = 1024,
//   read = 4 * (32*16 + 16) = 2112
// CHECK: perf.kernel "elementwise" attributes {cost = #perf.cost<flops = 1024, macs = 0, read = 2112, written = 2048, rule = "linalg_c1">
// CHECK: perf.kernel "gemm" attributes {cost = #perf.cost<flops = 4096, macs = 2048,
// CHECK: return %{{.*}} : tensor<32x4xf32>

// 8*16 + 16 + 16*4 = 208 parameters.
// JSON: "parameters": 208,
// JSON: "unmodelled": []
func.func @forward(%x: tensor<?x8xf32>) -> tensor<?x4xf32> {
  %w = arith.constant dense_resource<__elided__> : tensor<8x16xf32>
  %b = arith.constant dense_resource<__elided__> : tensor<16xf32>
  %v = arith.constant dense_resource<__elided__> : tensor<16x4xf32>
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0.0 : f32
  %n = tensor.dim %x, %c0 : tensor<?x8xf32>
  %e = tensor.empty(%n) : tensor<?x16xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<?x16xf32>) -> tensor<?x16xf32>
  %0 = linalg.matmul ins(%x, %w : tensor<?x8xf32>, tensor<8x16xf32>) outs(%f : tensor<?x16xf32>) -> tensor<?x16xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%0, %b : tensor<?x16xf32>, tensor<16xf32>) outs(%e : tensor<?x16xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %s = arith.addf %p, %q : f32
    %m = arith.maximumf %s, %zero : f32
    linalg.yield %m : f32
  } -> tensor<?x16xf32>
  %e2 = tensor.empty(%n) : tensor<?x4xf32>
  %f2 = linalg.fill ins(%zero : f32) outs(%e2 : tensor<?x4xf32>) -> tensor<?x4xf32>
  %2 = linalg.matmul ins(%1, %v : tensor<?x16xf32>, tensor<16x4xf32>) outs(%f2 : tensor<?x4xf32>) -> tensor<?x4xf32>
  return %2 : tensor<?x4xf32>
}
