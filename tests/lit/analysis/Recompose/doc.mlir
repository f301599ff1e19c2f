// perf-recompose puts together what exporters took apart.
//
// An opset without the operator makes an exporter spell the function out: GELU
// before opset 20 is five operators, attention before 23 is seven. PyTorch runs
// each of them as one kernel, so the pieces are put together again:

// RUN: %perf-opt opt --perf-recompose %s | FileCheck %s

// CHECK-LABEL: func.func @main
// CHECK-NEXT: %[[Y:.*]] = nn.gelu %arg0 : (tensor<2x3072xf32>) -> tensor<2x3072xf32>
// CHECK-NEXT: return %[[Y]]
module attributes {nn.model = {opset = {ai.onnx = 18 : i64}}} {
  func.func @main(%x: tensor<2x3072xf32>) -> tensor<2x3072xf32> {
    %root = nn.constant dense<1.41421354> : tensor<f32> : tensor<f32>
    %one = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
    %half = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
    %0 = nn.div %x, %root : (tensor<2x3072xf32>, tensor<f32>) -> tensor<2x3072xf32>
    %1 = nn.erf %0 : (tensor<2x3072xf32>) -> tensor<2x3072xf32>
    %2 = nn.add %1, %one : (tensor<2x3072xf32>, tensor<f32>) -> tensor<2x3072xf32>
    %3 = nn.mul %x, %2 : (tensor<2x3072xf32>, tensor<2x3072xf32>) -> tensor<2x3072xf32>
    %4 = nn.mul %3, %half : (tensor<2x3072xf32>, tensor<f32>) -> tensor<2x3072xf32>
    return %4 : tensor<2x3072xf32>
  }
}

// In a file whose opset has the operator, a function that is spelled out is what
// the model itself runs, as several kernels: GPT-2 computes its own GELU. There
// the pass leaves it alone, unless it is told otherwise.

// RUN: sed 's/ai.onnx = 18/ai.onnx = 20/' %s > %t
// RUN: %perf-opt opt --perf-recompose %t | FileCheck %s --check-prefix=NEWER
// NEWER-NOT: nn.gelu
// NEWER: nn.erf
// RUN: %perf-opt opt --perf-recompose=always %t | FileCheck %s
