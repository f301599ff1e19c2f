// x * sigmoid(x), in either order. ONNX has Swish from opset 24 on.

// RUN: %perf-opt opt --perf-recompose %s | FileCheck %s

module attributes {nn.model = {opset = {ai.onnx = 23 : i64}}} {
  // CHECK-LABEL: @swish
  // CHECK-NEXT: %[[A:.*]] = nn.swish %arg0
  // CHECK-NEXT: %[[B:.*]] = nn.swish %[[A]]
  // CHECK-NEXT: return %[[B]]
  func.func @swish(%x: tensor<4xf32>) -> tensor<4xf32> {
    %0 = nn.sigmoid %x : (tensor<4xf32>) -> tensor<4xf32>
    %1 = nn.mul %x, %0 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %2 = nn.sigmoid %1 : (tensor<4xf32>) -> tensor<4xf32>
    %3 = nn.mul %2, %1 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    return %3 : tensor<4xf32>
  }

  // A gate of something else is a product.
  // CHECK-LABEL: @gate
  // CHECK-NOT: nn.swish
  // CHECK: return
  func.func @gate(%x: tensor<4xf32>, %z: tensor<4xf32>) -> tensor<4xf32> {
    %0 = nn.sigmoid %z : (tensor<4xf32>) -> tensor<4xf32>
    %1 = nn.mul %x, %0 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    return %1 : tensor<4xf32>
  }

  // A sigmoid that somebody else reads is computed in any case.
  // CHECK-LABEL: @sigmoid_used_elsewhere
  // CHECK-NOT: nn.swish
  // CHECK: return
  func.func @sigmoid_used_elsewhere(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
    %0 = nn.sigmoid %x : (tensor<4xf32>) -> tensor<4xf32>
    %1 = nn.mul %x, %0 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    return %0, %1 : tensor<4xf32>, tensor<4xf32>
  }
}
