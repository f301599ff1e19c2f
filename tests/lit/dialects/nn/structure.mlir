// Constants have values, weights a name and no payload, and what is not
// understood keeps its name, its types and the reason.

// RUN: %perf-opt opt %s | FileCheck %s
// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -

// CHECK: module attributes {nn.model = {format = "onnx", name = "sample", opset = {ai.onnx = 18 : i64}}}
module attributes {nn.model = {name = "sample", format = "onnx", opset = {ai.onnx = 18 : i64}}} {
  // CHECK: func.func @main(%arg0: tensor<?x4xf32> {nn.dim_names = ["batch", ""], nn.name = "x"})
  func.func @main(%x: tensor<?x4xf32> {nn.name = "x", nn.dim_names = ["batch", ""]}) -> (!nn.unknown, tensor<?x4xf32>) {
    // CHECK: nn.constant dense<[1, -1]> : tensor<2xi64> : tensor<2xi64>
    %shape = nn.constant dense<[1, -1]> : tensor<2xi64> : tensor<2xi64>
    // CHECK: nn.weight "layer.weight" : tensor<4x4xf32>
    %w = nn.weight "layer.weight" : tensor<4x4xf32>
    // CHECK: nn.weight "running_mean" {kind = "buffer"} : tensor<4xf32>
    %mean = nn.weight "running_mean" {kind = "buffer"} : tensor<4xf32>
    // CHECK: nn.weight "scales" {kind = "buffer", value = dense<2.000000e+00> : tensor<2xf32>} : tensor<2xf32>
    %scales = nn.weight "scales" {kind = "buffer", value = dense<2.0> : tensor<2xf32>} : tensor<2xf32>
    // CHECK: %[[Y:.*]]:2 = nn.opaque %arg0, %{{.*}} {domain = "com.example", op_type = "Frobnicate", reason = "operators of this domain are not known"} : (tensor<?x4xf32>, tensor<4x4xf32>) -> (!nn.unknown, tensor<?x4xf32>)
    %y:2 = nn.opaque %x, %w {op_type = "Frobnicate", domain = "com.example", reason = "operators of this domain are not known"} : (tensor<?x4xf32>, tensor<4x4xf32>) -> (!nn.unknown, tensor<?x4xf32>)
    // CHECK: return %[[Y]]#0, %[[Y]]#1
    return %y#0, %y#1 : !nn.unknown, tensor<?x4xf32>
  }
}
