// x / sqrt(mean(x^2) + epsilon) * scale over the last extent.

// RUN: %perf-opt opt --perf-recompose=always %s | FileCheck %s

// CHECK-LABEL: @reciprocal_of_root
// CHECK: nn.rms_normalization %arg0, %{{.*}} {epsilon = 9.99999997E-7 : f32}
// CHECK-NEXT: return
func.func @reciprocal_of_root(%x: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %w = nn.weight "w" : tensor<64xf32>
  %c0 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %0 = nn.pow %x, %c0 : (tensor<8x64xf32>, tensor<f32>) -> tensor<8x64xf32>
  %i1 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.reduce_mean %0, %i1 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c2 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %2 = nn.add %1, %c2 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %3 = nn.sqrt %2 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %4 = nn.reciprocal %3 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %5 = nn.mul %x, %4 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %6 = nn.mul %w, %5 : (tensor<64xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  return %6 : tensor<8x64xf32>
}

// CHECK-LABEL: @one_over_root
// CHECK: nn.rms_normalization %arg0, %{{.*}} {epsilon = 9.99999997E-7 : f32}
// CHECK-NEXT: return
func.func @one_over_root(%x: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %w = nn.weight "w" : tensor<64xf32>
  %0 = nn.mul %x, %x : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  %i0 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.reduce_mean %0, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c1 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %2 = nn.add %1, %c1 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %c2 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %3 = nn.sqrt %2 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %4 = nn.div %c2, %3 : (tensor<f32>, tensor<8x1xf32>) -> tensor<8x1xf32>
  %5 = nn.mul %x, %4 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %6 = nn.mul %5, %w : (tensor<8x64xf32>, tensor<64xf32>) -> tensor<8x64xf32>
  return %6 : tensor<8x64xf32>
}

// CHECK-LABEL: @quotient
// CHECK: nn.rms_normalization %arg0, %{{.*}} {epsilon = 9.99999997E-7 : f32}
// CHECK-NEXT: return
func.func @quotient(%x: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %w = nn.weight "w" : tensor<64xf32>
  %c0 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %0 = nn.pow %x, %c0 : (tensor<8x64xf32>, tensor<f32>) -> tensor<8x64xf32>
  %i1 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.reduce_mean %0, %i1 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c2 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %2 = nn.add %1, %c2 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %3 = nn.sqrt %2 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %4 = nn.div %x, %3 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %5 = nn.mul %w, %4 : (tensor<64xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  return %5 : tensor<8x64xf32>
}

// f32 inside, as in Llama.
// CHECK-LABEL: @half
// CHECK: nn.rms_normalization %arg0, {{.*}} -> tensor<8x64xf16>
// CHECK-NEXT: return
func.func @half(%x: tensor<8x64xf16>) -> tensor<8x64xf16> {
  %w = nn.weight "w" : tensor<64xf16>
  %0 = nn.cast %x {to = f32} : (tensor<8x64xf16>) -> tensor<8x64xf32>
  %c0 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %1 = nn.pow %0, %c0 : (tensor<8x64xf32>, tensor<f32>) -> tensor<8x64xf32>
  %i1 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %2 = nn.reduce_mean %1, %i1 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c2 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %3 = nn.add %2, %c2 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %4 = nn.sqrt %3 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %5 = nn.reciprocal %4 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %6 = nn.mul %0, %5 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %7 = nn.cast %6 {to = f16} : (tensor<8x64xf32>) -> tensor<8x64xf16>
  %8 = nn.mul %w, %7 : (tensor<64xf16>, tensor<8x64xf16>) -> tensor<8x64xf16>
  return %8 : tensor<8x64xf16>
}

// The cast back behind the scale, as in PyTorch's own.
// CHECK-LABEL: @half_cast_last
// CHECK: nn.rms_normalization %arg0, {{.*}} -> tensor<8x64xf16>
// CHECK-NEXT: return
func.func @half_cast_last(%x: tensor<8x64xf16>) -> tensor<8x64xf16> {
  %w = nn.weight "w" : tensor<64xf32>
  %0 = nn.cast %x {to = f32} : (tensor<8x64xf16>) -> tensor<8x64xf32>
  %c0 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %1 = nn.pow %0, %c0 : (tensor<8x64xf32>, tensor<f32>) -> tensor<8x64xf32>
  %i1 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %2 = nn.reduce_mean %1, %i1 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c2 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %3 = nn.add %2, %c2 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %4 = nn.sqrt %3 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %5 = nn.reciprocal %4 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %6 = nn.mul %0, %5 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  %7 = nn.mul %6, %w : (tensor<8x64xf32>, tensor<64xf32>) -> tensor<8x64xf32>
  %8 = nn.cast %7 {to = f16} : (tensor<8x64xf32>) -> tensor<8x64xf16>
  return %8 : tensor<8x64xf16>
}

// CHECK-LABEL: @no_scale
// CHECK: nn.rms_normalization %arg0, %{{.*}} {epsilon = 9.99999997E-7 : f32}
// CHECK-NEXT: return
func.func @no_scale(%x: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %c0 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %0 = nn.pow %x, %c0 : (tensor<8x64xf32>, tensor<f32>) -> tensor<8x64xf32>
  %i1 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.reduce_mean %0, %i1 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c2 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %2 = nn.add %1, %c2 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %3 = nn.sqrt %2 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %4 = nn.reciprocal %3 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %5 = nn.mul %x, %4 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  return %5 : tensor<8x64xf32>
}

// Negatives.
// CHECK-LABEL: @root_used_elsewhere
// CHECK-NOT: nn.rms_normalization
// CHECK: return
func.func @root_used_elsewhere(%x: tensor<8x64xf32>) -> (tensor<8x64xf32>, tensor<8x1xf32>) {
  %0 = nn.mul %x, %x : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  %i0 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.reduce_mean %0, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c1 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %2 = nn.add %1, %c1 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %3 = nn.sqrt %2 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %4 = nn.reciprocal %3 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %5 = nn.mul %x, %4 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  return %5, %4 : tensor<8x64xf32>, tensor<8x1xf32>
}

// CHECK-LABEL: @other_axis
// CHECK-NOT: nn.rms_normalization
// CHECK: return
func.func @other_axis(%x: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %c0 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %0 = nn.pow %x, %c0 : (tensor<8x64xf32>, tensor<f32>) -> tensor<8x64xf32>
  %i1 = nn.constant dense<[0]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.reduce_mean %0, %i1 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<1x64xf32>
  %c2 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %2 = nn.add %1, %c2 : (tensor<1x64xf32>, tensor<f32>) -> tensor<1x64xf32>
  %3 = nn.sqrt %2 : (tensor<1x64xf32>) -> tensor<1x64xf32>
  %4 = nn.reciprocal %3 : (tensor<1x64xf32>) -> tensor<1x64xf32>
  %5 = nn.mul %x, %4 : (tensor<8x64xf32>, tensor<1x64xf32>) -> tensor<8x64xf32>
  return %5 : tensor<8x64xf32>
}

// CHECK-LABEL: @other_value
// CHECK-NOT: nn.rms_normalization
// CHECK: return
func.func @other_value(%x: tensor<8x64xf32>, %z: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %0 = nn.mul %z, %z : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  %i0 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.reduce_mean %0, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %c1 = nn.constant dense<1.0e-6> : tensor<f32> : tensor<f32>
  %2 = nn.add %1, %c1 : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
  %3 = nn.sqrt %2 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %4 = nn.div %x, %3 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  return %4 : tensor<8x64xf32>
}

// Without an epsilon it is not the operator.
// CHECK-LABEL: @no_epsilon
// CHECK-NOT: nn.rms_normalization
// CHECK: return
func.func @no_epsilon(%x: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %0 = nn.mul %x, %x : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x64xf32>
  %i0 = nn.constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.reduce_mean %0, %i0 : (tensor<8x64xf32>, tensor<1xi64>) -> tensor<8x1xf32>
  %2 = nn.sqrt %1 : (tensor<8x1xf32>) -> tensor<8x1xf32>
  %3 = nn.div %x, %2 : (tensor<8x64xf32>, tensor<8x1xf32>) -> tensor<8x64xf32>
  return %3 : tensor<8x64xf32>
}
