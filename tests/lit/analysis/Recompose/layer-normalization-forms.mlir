// Other spellings of layer normalisation.

// RUN: %perf-opt opt --perf-recompose=always %s | FileCheck %s

// The reciprocal of the root; the difference computed twice, as PyTorch writes a
// function that a model spells out.
// CHECK-LABEL: @reciprocal_of_root
// CHECK: nn.layer_normalization %arg0, %{{.*}}, %{{.*}} {epsilon = 9.99999997E-7 : f32}
// CHECK-NEXT: return
func.func @reciprocal_of_root(%x: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %w = nn.weight "w" : tensor<64xf32>
  %i0 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.reduce_mean %x, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %1 = nn.sub %x, %0 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %2 = nn.sub %x, %0 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %3 = nn.mul %2, %2 : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  %4 = nn.reduce_mean %3, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c1 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %5 = nn.add %4, %c1 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %6 = nn.sqrt %5 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %7 = nn.reciprocal %6 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %8 = nn.mul %1, %7 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %9 = nn.mul %w, %8 : (tensor<64xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  %b = nn.weight "b" : tensor<64xf32>
  %10 = nn.add %9, %b : (tensor<8x64xf32>, tensor<64xf32>) -> tensor<8x64xf32>
  return %10 : tensor<8x64xf32>
}

// CHECK-LABEL: @power_of_minus_half
// CHECK: nn.layer_normalization
// CHECK-NEXT: return
func.func @power_of_minus_half(%x: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %w = nn.weight "w" : tensor<64xf32>
  %i0 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.reduce_mean %x, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %1 = nn.sub %x, %0 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %c1 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %2 = nn.pow %1, %c1 : (tensor<8x64xf32>, tensor<f32>) -> tensor<8x64xf32>
  %3 = nn.reduce_mean %2, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c2 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %4 = nn.add %3, %c2 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %c3 = nn.constant dense<-0.5> : tensor<f32> : tensor<f32>
  %5 = nn.pow %4, %c3 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %6 = nn.mul %5, %1 : (tensor<8x1xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  %7 = nn.mul %6, %w : (tensor<8x64xf32>, tensor<64xf32>) -> tensor<8x64xf32>
  %b = nn.weight "b" : tensor<64xf32>
  %8 = nn.add %7, %b : (tensor<8x64xf32>, tensor<64xf32>) -> tensor<8x64xf32>
  return %8 : tensor<8x64xf32>
}

// Without a bias.
// CHECK-LABEL: @without_bias
// CHECK: nn.layer_normalization %arg0, %{{[^,]*}} {
// CHECK-NEXT: return
func.func @without_bias(%x: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %w = nn.weight "w" : tensor<64xf32>
  %i0 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.reduce_mean %x, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %1 = nn.sub %x, %0 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %2 = nn.mul %1, %1 : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  %3 = nn.reduce_mean %2, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c1 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %4 = nn.add %3, %c1 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %5 = nn.sqrt %4 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %6 = nn.div %1, %5 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %7 = nn.mul %6, %w : (tensor<8x64xf32>, tensor<64xf32>) -> tensor<8x64xf32>
  return %7 : tensor<8x64xf32>
}

// With neither: the operator wants a scale, of ones.
// CHECK-LABEL: @plain
// CHECK: %[[ONES:.*]] = nn.constant dense<1.000000e+00> : tensor<64xf32>
// CHECK-NEXT: nn.layer_normalization %arg0, %[[ONES]] {
// CHECK-NEXT: return
func.func @plain(%x: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %i0 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.reduce_mean %x, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %1 = nn.sub %x, %0 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %2 = nn.mul %1, %1 : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  %3 = nn.reduce_mean %2, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c1 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %4 = nn.add %3, %c1 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %5 = nn.sqrt %4 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %6 = nn.div %1, %5 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  return %6 : tensor<8x64xf32>
}

// Over the last two extents.
// CHECK-LABEL: @two_axes
// CHECK: nn.layer_normalization %arg0, %{{.*}}, %{{.*}} {axis = -2 : i64
// CHECK-NEXT: return
func.func @two_axes(%x: tensor<4x8x16xf32>) -> tensor<4x8x16xf32> {
  %w = nn.weight "w" : tensor<8x16xf32>
  %i0 = nn.constant dense<[1, 2]> : tensor<2xi64> : tensor<2xi64>
  %0 = nn.reduce_mean %x, %i0 : (tensor<4x8x16xf32>, tensor<2xi64>) -> tensor<4x1x1xf32>
  %1 = nn.sub %x, %0 : (tensor<4x8x16xf32>, tensor<4x1x1xf32>) -> tensor<4x8x16xf32>
  %2 = nn.mul %1, %1 : (tensor<4x8x16xf32>, tensor<4x8x16xf32>) -> tensor<4x8x16xf32>
  %3 = nn.reduce_mean %2, %i0 : (tensor<4x8x16xf32>, tensor<2xi64>) -> tensor<4x1x1xf32>
  %c1 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %4 = nn.add %3, %c1 : (tensor<4x1x1xf32>, tensor<f32>) -> tensor<4x1x1xf32>
  %5 = nn.sqrt %4 : (tensor<4x1x1xf32>) -> tensor<4x1x1xf32>
  %6 = nn.div %1, %5 : (tensor<4x8x16xf32>, tensor<4x1x1xf32>) -> tensor<4x8x16xf32>
  %7 = nn.mul %6, %w : (tensor<4x8x16xf32>, tensor<8x16xf32>) -> tensor<4x8x16xf32>
  %b = nn.weight "b" : tensor<8x16xf32>
  %8 = nn.add %7, %b : (tensor<4x8x16xf32>, tensor<8x16xf32>) -> tensor<4x8x16xf32>
  return %8 : tensor<4x8x16xf32>
}

// Half precision with f32 inside, as the TorchScript exporter writes it.
// CHECK-LABEL: @half_with_cast
// CHECK: nn.layer_normalization %arg0, {{.*}} -> tensor<8x64xf16>
// CHECK-NEXT: return
func.func @half_with_cast(%x: tensor<8x64xf16>) -> tensor<8x64xf16> {
  %w = nn.weight "w" : tensor<64xf16>
  %i0 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.reduce_mean %x, %i0 : (tensor<8x64xf16>, tensor<1xi64>) -> tensor<8x1xf16>
  %1 = nn.sub %x, %0 : (tensor<8x64xf16>, tensor<8x1xf16>) -> tensor<8x64xf16>
  %2 = nn.cast %1 {to = f32} : (tensor<8x64xf16>) -> tensor<8x64xf32>
  %c1 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %3 = nn.pow %2, %c1 : (tensor<8x64xf32>, tensor<f32>) -> tensor<8x64xf32>
  %4 = nn.reduce_mean %3, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c2 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %5 = nn.add %4, %c2 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %6 = nn.sqrt %5 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %7 = nn.div %2, %6 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %8 = nn.cast %7 {to = f16} : (tensor<8x64xf32>) -> tensor<8x64xf16>
  %9 = nn.mul %8, %w : (tensor<8x64xf16>, tensor<64xf16>) -> tensor<8x64xf16>
  %b = nn.weight "b" : tensor<64xf16>
  %10 = nn.add %9, %b : (tensor<8x64xf16>, tensor<64xf16>) -> tensor<8x64xf16>
  return %10 : tensor<8x64xf16>
}

// Over the channels in the middle: ONNX has no operator for it.
// CHECK-LABEL: @channels_first
// CHECK-NOT: nn.layer_normalization
// CHECK: return
func.func @channels_first(%x: tensor<2x16x8x8xf32>) -> tensor<2x16x8x8xf32> {
  %i0 = nn.constant dense<[1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.reduce_mean %x, %i0 : (tensor<2x16x8x8xf32>, tensor<1xi64>) -> tensor<2x1x8x8xf32>
  %1 = nn.sub %x, %0 : (tensor<2x16x8x8xf32>, tensor<2x1x8x8xf32>) -> tensor<2x16x8x8xf32>
  %2 = nn.mul %1, %1 : (tensor<2x16x8x8xf32>, tensor<2x16x8x8xf32>) -> tensor<2x16x8x8xf32>
  %3 = nn.reduce_mean %2, %i0 : (tensor<2x16x8x8xf32>, tensor<1xi64>) -> tensor<2x1x8x8xf32>
  %c1 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %4 = nn.add %3, %c1 : (tensor<2x1x8x8xf32>, tensor<f32>) -> tensor<2x1x8x8xf32>
  %5 = nn.sqrt %4 : (tensor<2x1x8x8xf32>) -> tensor<2x1x8x8xf32>
  %6 = nn.div %1, %5 : (tensor<2x16x8x8xf32>, tensor<2x1x8x8xf32>) -> tensor<2x16x8x8xf32>
  return %6 : tensor<2x16x8x8xf32>
}

// Whoever reads the mean needs it computed.
// CHECK-LABEL: @mean_used_elsewhere
// CHECK-NOT: nn.layer_normalization
// CHECK: return
func.func @mean_used_elsewhere(%x: tensor<8x64xf32>) -> (tensor<8x64xf32>, tensor<8x1xf32>) {
  %i0 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.reduce_mean %x, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %1 = nn.sub %x, %0 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %2 = nn.mul %1, %1 : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  %3 = nn.reduce_mean %2, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c1 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %4 = nn.add %3, %c1 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %5 = nn.sqrt %4 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %6 = nn.div %1, %5 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  return %6, %0 : tensor<8x64xf32>, tensor<8x1xf32>
}

// A scale that the network computes is a product of its own.
// CHECK-LABEL: @scale_from_data
// CHECK: nn.layer_normalization %arg0
// CHECK-NEXT: nn.mul %{{.*}}, %arg1
// CHECK-NEXT: return
func.func @scale_from_data(%x: tensor<8x64xf32>, %s: tensor<64xf32>) -> tensor<8x64xf32> {
  %i0 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.reduce_mean %x, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %1 = nn.sub %x, %0 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %2 = nn.mul %1, %1 : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  %3 = nn.reduce_mean %2, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c1 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %4 = nn.add %3, %c1 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %5 = nn.sqrt %4 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %6 = nn.div %1, %5 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %7 = nn.mul %6, %s : (tensor<8x64xf32>, tensor<64xf32>) -> tensor<8x64xf32>
  return %7 : tensor<8x64xf32>
}

// The third power is no spread.
// CHECK-LABEL: @cube
// CHECK-NOT: nn.layer_normalization
// CHECK: return
func.func @cube(%x: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %i0 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.reduce_mean %x, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %1 = nn.sub %x, %0 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %c1 = nn.constant dense<3.0> : tensor<f32> : tensor<f32>
  %2 = nn.pow %1, %c1 : (tensor<8x64xf32>, tensor<f32>) -> tensor<8x64xf32>
  %3 = nn.reduce_mean %2, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c2 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %4 = nn.add %3, %c2 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %5 = nn.sqrt %4 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %6 = nn.div %1, %5 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  return %6 : tensor<8x64xf32>
}
