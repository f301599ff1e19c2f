// perf-cast-floats gives the model's floating tensors another element type:
// inputs, weights, constants and casts. Integers stay, so do the types in
// between until perf-infer-shapes follows.

// RUN: %perf-opt opt --perf-cast-floats=type=f16 --perf-infer-shapes %s | FileCheck %s --check-prefix=HALF
// RUN: %perf-opt opt --perf-cast-floats=type=bf16 --perf-infer-shapes %s | FileCheck %s --check-prefix=BRAIN
// RUN: %perf-opt opt --perf-cast-floats=type=i8 --perf-infer-shapes %s | FileCheck %s --check-prefix=BYTE
// RUN: %perf-opt opt --perf-cast-floats=type=tf32 --perf-infer-shapes %s | FileCheck %s --check-prefix=TENSOR

// HALF: func.func @main(%arg0: tensor<2x4xf16>, %arg1: tensor<2x4xi64>)
// BRAIN: func.func @main(%arg0: tensor<2x4xbf16>, %arg1: tensor<2x4xi64>) -> tensor<2x8xbf16>
// BYTE: func.func @main(%arg0: tensor<2x4xi8>, %arg1: tensor<2x4xi64>)
// TENSOR: func.func @main(%arg0: tensor<2x4xtf32>, %arg1: tensor<2x4xi64>) -> tensor<2x8xtf32>
func.func @main(%x: tensor<2x4xf32>, %ids: tensor<2x4xi64>) -> tensor<2x8xf32> {
  // HALF: nn.weight "w" : tensor<4x8xf16>
  // BYTE: nn.weight "w" : tensor<4x8xi8>
  %w = nn.weight "w" : tensor<4x8xf32>
  // Constants hold fractions and keep their type when weights become integers.
  // HALF: nn.constant dense<5.000000e-01> : tensor<f16>
  // BYTE: nn.constant dense<5.000000e-01> : tensor<f32>
  %half = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  // HALF: nn.cast %arg1 {to = f16} : {{.*}} -> tensor<2x4xf16>
  // BYTE: nn.cast %arg1 {to = i8} : {{.*}} -> tensor<2x4xi8>
  %0 = nn.cast %ids {to = f32} : (tensor<2x4xi64>) -> tensor<2x4xf32>
  // HALF: nn.add {{.*}} -> tensor<2x4xf16>
  %1 = nn.add %x, %0 : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  // BYTE: nn.mul {{.*}} -> tensor<2x4xi8>
  %2 = nn.mul %1, %half : (tensor<2x4xf32>, tensor<f32>) -> tensor<2x4xf32>
  // HALF: nn.matmul {{.*}} -> tensor<2x8xf16>
  // BYTE: nn.matmul {{.*}} -> tensor<2x8xi8>
  %3 = nn.matmul %2, %w : (tensor<2x4xf32>, tensor<4x8xf32>) -> tensor<2x8xf32>
  return %3 : tensor<2x8xf32>
}
