// Whether eager mode runs one function or its parts: PyTorch's exporter names
// what it takes apart after ONNX types, and everything else after the model's
// functions.

// RUN: %perf-opt opt --perf-recompose %s | FileCheck %s
// RUN: sed 's/ai.onnx = 18/ai.onnx = 20/' %s > %t
// RUN: %perf-opt opt --perf-recompose %t | FileCheck %s --check-prefix=NEWER

// What was found is noted: function, how often, operators of the file.
// CHECK: nn.recomposed = [{count = 2 : i64, function = "GELU", into = "nn.gelu", operators = 10 : i64}]
// NEWER: nn.recomposed = [{count = 1 : i64, function = "GELU", into = "nn.gelu", operators = 5 : i64}]
module attributes {nn.model = {opset = {ai.onnx = 18 : i64}}} {
  // Parts that have no name but their type's were one call of the model.
  // CHECK-LABEL: @one_call
  // NEWER-LABEL: @one_call
  // CHECK: nn.gelu
  // NEWER: nn.gelu
  func.func @one_call(%x: tensor<4xf32>) -> tensor<4xf32> {
    %c0 = nn.constant dense<0.707106769> : tensor<f32> : tensor<f32>
    %c1 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
    %c2 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
    %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32> loc("node_Mul_3")
    %1 = nn.erf %0 : (tensor<4xf32>) -> tensor<4xf32> loc("node_Erf_4")
    %2 = nn.add %1, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32> loc("node_Add_6")
    %3 = nn.mul %c2, %2 : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32> loc("node_Mul_8")
    %4 = nn.mul %x, %3 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> loc("node_gelu")
    return %4 : tensor<4xf32>
  }

  // Parts with names of functions are functions that the model calls, one by one.
  // CHECK-LABEL: @own_parts
  // NEWER-LABEL: @own_parts
  // CHECK-NOT: nn.gelu
  // NEWER-NOT: nn.gelu
  func.func @own_parts(%x: tensor<4xf32>) -> tensor<4xf32> {
    %c0 = nn.constant dense<0.707106769> : tensor<f32> : tensor<f32>
    %c1 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
    %c2 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
    %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32> loc("node_mul")
    %1 = nn.erf %0 : (tensor<4xf32>) -> tensor<4xf32> loc("node_erf")
    %2 = nn.add %1, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32> loc("node_add")
    %3 = nn.mul %c2, %2 : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32> loc("node_mul_1")
    %4 = nn.mul %x, %3 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> loc("node_mul_2")
    return %4 : tensor<4xf32>
  }

  // Other names say nothing: then the opset decides.
  // CHECK-LABEL: @no_word
  // NEWER-LABEL: @no_word
  // CHECK: nn.gelu
  // NEWER-NOT: nn.gelu
  // NEWER: return
  func.func @no_word(%x: tensor<4xf32>) -> tensor<4xf32> {
    %c0 = nn.constant dense<0.707106769> : tensor<f32> : tensor<f32>
    %c1 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
    %c2 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
    %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32> loc("/act/Mul")
    %1 = nn.erf %0 : (tensor<4xf32>) -> tensor<4xf32> loc("/act/Erf")
    %2 = nn.add %1, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32> loc("/act/Add")
    %3 = nn.mul %c2, %2 : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32> loc("/act/Mul_1")
    %4 = nn.mul %x, %3 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> loc("/act/Mul_2")
    return %4 : tensor<4xf32>
  }
}
