// softmax(scale * q k' + mask) v on [batch, heads, rows, columns]. ONNX has
// Attention from opset 23 on.

// RUN: %perf-opt opt --perf-recompose %s | FileCheck %s

module attributes {nn.model = {opset = {ai.onnx = 22 : i64}}} {
  // Queries and keys are scaled by the root of the scale each, rows that are
  // masked in full become zeros: what PyTorch's exporter writes.
  // CHECK-LABEL: @masked
  // CHECK-NEXT: %[[Y:.*]], %{{.*}}, %{{.*}}, %{{.*}} = nn.attention %arg0, %arg1, %arg2, %arg3
  // CHECK-NEXT: return %[[Y]]
  func.func @masked(%q: tensor<2x8x16x64xf32>, %k: tensor<2x8x32x64xf32>, %v: tensor<2x8x32x64xf32>, %mask: tensor<2x1x16x32xf32>) -> tensor<2x8x16x64xf32> {
    // 64^(-1/4) = 0.353553
    %c = nn.constant dense<0.353553385> : tensor<f32> : tensor<f32>
    %zero = nn.constant dense<0.0> : tensor<f32> : tensor<f32>
    %kt = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x8x32x64xf32>) -> tensor<2x8x64x32xf32>
    %0 = nn.mul %q, %c : (tensor<2x8x16x64xf32>, tensor<f32>) -> tensor<2x8x16x64xf32>
    %1 = nn.mul %kt, %c : (tensor<2x8x64x32xf32>, tensor<f32>) -> tensor<2x8x64x32xf32>
    %2 = nn.matmul %0, %1 : (tensor<2x8x16x64xf32>, tensor<2x8x64x32xf32>) -> tensor<2x8x16x32xf32>
    %3 = nn.add %2, %mask : (tensor<2x8x16x32xf32>, tensor<2x1x16x32xf32>) -> tensor<2x8x16x32xf32>
    %4 = nn.softmax %3 : (tensor<2x8x16x32xf32>) -> tensor<2x8x16x32xf32>
    %5 = nn.is_nan %4 : (tensor<2x8x16x32xf32>) -> tensor<2x8x16x32xi1>
    %6 = nn.where %5, %zero, %4 : (tensor<2x8x16x32xi1>, tensor<f32>, tensor<2x8x16x32xf32>) -> tensor<2x8x16x32xf32>
    %7 = nn.matmul %6, %v : (tensor<2x8x16x32xf32>, tensor<2x8x32x64xf32>) -> tensor<2x8x16x64xf32>
    return %7 : tensor<2x8x16x64xf32>
  }

  // The scale after the product, no mask.
  // CHECK-LABEL: @plain
  // CHECK: nn.attention
  // CHECK-NOT: nn.softmax
  // CHECK: return
  func.func @plain(%q: tensor<2x8x16x64xf32>, %kt: tensor<2x8x64x32xf32>, %v: tensor<2x8x32x64xf32>) -> tensor<2x8x16x64xf32> {
    %c = nn.constant dense<8.0> : tensor<f32> : tensor<f32>
    %0 = nn.matmul %q, %kt : (tensor<2x8x16x64xf32>, tensor<2x8x64x32xf32>) -> tensor<2x8x16x32xf32>
    %1 = nn.div %0, %c : (tensor<2x8x16x32xf32>, tensor<f32>) -> tensor<2x8x16x32xf32>
    %2 = nn.softmax %1 {axis = 3 : i64} : (tensor<2x8x16x32xf32>) -> tensor<2x8x16x32xf32>
    %3 = nn.matmul %2, %v : (tensor<2x8x16x32xf32>, tensor<2x8x32x64xf32>) -> tensor<2x8x16x64xf32>
    return %3 : tensor<2x8x16x64xf32>
  }

  // A softmax over the queries is none over the keys.
  // CHECK-LABEL: @other_axis
  // CHECK-NOT: nn.attention
  // CHECK: return
  func.func @other_axis(%q: tensor<2x8x16x64xf32>, %kt: tensor<2x8x64x32xf32>, %v: tensor<2x8x32x64xf32>) -> tensor<2x8x16x64xf32> {
    %0 = nn.matmul %q, %kt : (tensor<2x8x16x64xf32>, tensor<2x8x64x32xf32>) -> tensor<2x8x16x32xf32>
    %1 = nn.softmax %0 {axis = 2 : i64} : (tensor<2x8x16x32xf32>) -> tensor<2x8x16x32xf32>
    %2 = nn.matmul %1, %v : (tensor<2x8x16x32xf32>, tensor<2x8x32x64xf32>) -> tensor<2x8x16x64xf32>
    return %2 : tensor<2x8x16x64xf32>
  }

  // Whoever reads the scores needs them in memory.
  // CHECK-LABEL: @scores_used_elsewhere
  // CHECK-NOT: nn.attention
  // CHECK: return
  func.func @scores_used_elsewhere(%q: tensor<2x8x16x64xf32>, %kt: tensor<2x8x64x32xf32>, %v: tensor<2x8x32x64xf32>) -> (tensor<2x8x16x64xf32>, tensor<2x8x16x32xf32>) {
    %0 = nn.matmul %q, %kt : (tensor<2x8x16x64xf32>, tensor<2x8x64x32xf32>) -> tensor<2x8x16x32xf32>
    %1 = nn.softmax %0 : (tensor<2x8x16x32xf32>) -> tensor<2x8x16x32xf32>
    %2 = nn.matmul %1, %v : (tensor<2x8x16x32xf32>, tensor<2x8x32x64xf32>) -> tensor<2x8x16x64xf32>
    return %2, %0 : tensor<2x8x16x64xf32>, tensor<2x8x16x32xf32>
  }

  // So does a model that returns its attention weights.
  // CHECK-LABEL: @weights_used_elsewhere
  // CHECK-NOT: nn.attention
  // CHECK: return
  func.func @weights_used_elsewhere(%q: tensor<2x8x16x64xf32>, %kt: tensor<2x8x64x32xf32>, %v: tensor<2x8x32x64xf32>) -> (tensor<2x8x16x64xf32>, tensor<2x8x16x32xf32>) {
    %0 = nn.matmul %q, %kt : (tensor<2x8x16x64xf32>, tensor<2x8x64x32xf32>) -> tensor<2x8x16x32xf32>
    %1 = nn.softmax %0 : (tensor<2x8x16x32xf32>) -> tensor<2x8x16x32xf32>
    %2 = nn.matmul %1, %v : (tensor<2x8x16x32xf32>, tensor<2x8x32x64xf32>) -> tensor<2x8x16x64xf32>
    return %2, %1 : tensor<2x8x16x64xf32>, tensor<2x8x16x32xf32>
  }

  // A classifier's softmax in front of a product is no attention.
  // CHECK-LABEL: @no_scores
  // CHECK-NOT: nn.attention
  // CHECK: return
  func.func @no_scores(%x: tensor<2x8x16x32xf32>, %v: tensor<2x8x32x64xf32>) -> tensor<2x8x16x64xf32> {
    %1 = nn.softmax %x : (tensor<2x8x16x32xf32>) -> tensor<2x8x16x32xf32>
    %2 = nn.matmul %1, %v : (tensor<2x8x16x32xf32>, tensor<2x8x32x64xf32>) -> tensor<2x8x16x64xf32>
    return %2 : tensor<2x8x16x64xf32>
  }
}
