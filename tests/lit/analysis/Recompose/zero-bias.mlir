// PyTorch's exporter gives a convolution without a bias one of zeros. The model
// has none, whatever the opset.

// RUN: %perf-opt opt --perf-recompose %s | FileCheck %s

// CHECK-LABEL: @zeros
// CHECK: nn.conv %arg0, %{{[^,]*}} :
func.func @zeros(%x: tensor<1x3x8x8xf32>) -> tensor<1x4x6x6xf32> {
  %w = nn.weight "w" : tensor<4x3x3x3xf32>
  %b = nn.constant dense<0.0> : tensor<4xf32> : tensor<4xf32>
  %0 = nn.conv %x, %w, %b : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>) -> tensor<1x4x6x6xf32>
  return %0 : tensor<1x4x6x6xf32>
}

// CHECK-LABEL: @other_values
// CHECK: nn.conv %arg0, %{{[^,]*}}, %{{[^,]*}} :
func.func @other_values(%x: tensor<1x3x8x8xf32>) -> tensor<1x4x6x6xf32> {
  %w = nn.weight "w" : tensor<4x3x3x3xf32>
  %b = nn.constant dense<[0.0, 0.0, 0.0, 1.0]> : tensor<4xf32> : tensor<4xf32>
  %0 = nn.conv %x, %w, %b : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>) -> tensor<1x4x6x6xf32>
  return %0 : tensor<1x4x6x6xf32>
}

// CHECK-LABEL: @unknown_values
// CHECK: nn.conv %arg0, %{{[^,]*}}, %{{[^,]*}} :
func.func @unknown_values(%x: tensor<1x3x8x8xf32>) -> tensor<1x4x6x6xf32> {
  %w = nn.weight "w" : tensor<4x3x3x3xf32>
  %b = nn.weight "b" : tensor<4xf32>
  %0 = nn.conv %x, %w, %b : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>) -> tensor<1x4x6x6xf32>
  return %0 : tensor<1x4x6x6xf32>
}
