// Group and instance normalisation. ONNX has a usable GroupNormalization from
// opset 21 on; nobody but exporters makes one of InstanceNormalization, so that
// spelling is recognised in newer files, too.

// RUN: %perf-opt opt --perf-recompose=always %s | FileCheck %s
// RUN: %perf-opt opt --perf-recompose %s | FileCheck %s --check-prefix=EAGER
// EAGER-LABEL: @by_instance_norm
// EAGER: nn.group_normalization
// EAGER-LABEL: @spelled_out
// EAGER-NOT: nn.group_normalization
// EAGER: return

// What exporters write below opset 21.
// CHECK-LABEL: @by_instance_norm
// CHECK-DAG: %[[W:.*]] = nn.weight "w"
// CHECK-DAG: %[[B:.*]] = nn.weight "b"
// CHECK: nn.group_normalization %arg0, %[[W]], %[[B]] {num_groups = 8 : i64}
// CHECK-NEXT: return
func.func @by_instance_norm(%x: tensor<2x32x16x16xf32>) -> tensor<2x32x16x16xf32> {
  %i0 = nn.constant dense<[2, 8, 1024]> : tensor<3xi64> : tensor<3xi64>
  %0 = nn.reshape %x, %i0 : (tensor<2x32x16x16xf32>, tensor<3xi64>) -> tensor<2x8x1024xf32>
  %f1 = nn.constant dense<1.0> : tensor<8xf32> : tensor<8xf32>
  %f2 = nn.constant dense<0.0> : tensor<8xf32> : tensor<8xf32>
  %1 = nn.instance_normalization %0, %f1, %f2 : (tensor<2x8x1024xf32>, tensor<8xf32>, tensor<8xf32>) -> tensor<2x8x1024xf32>
  %i3 = nn.constant dense<[2, 32, 16, 16]> : tensor<4xi64> : tensor<4xi64>
  %2 = nn.reshape %1, %i3 : (tensor<2x8x1024xf32>, tensor<4xi64>) -> tensor<2x32x16x16xf32>
  %w = nn.weight "w" : tensor<32xf32>
  %i4 = nn.constant dense<[1, 2]> : tensor<2xi64> : tensor<2xi64>
  %3 = nn.unsqueeze %w, %i4 : (tensor<32xf32>, tensor<2xi64>) -> tensor<32x1x1xf32>
  %4 = nn.mul %2, %3 : (tensor<2x32x16x16xf32>, tensor<32x1x1xf32>) -> tensor<2x32x16x16xf32>
  %b = nn.weight "b" : tensor<32xf32>
  %5 = nn.unsqueeze %b, %i4 : (tensor<32xf32>, tensor<2xi64>) -> tensor<32x1x1xf32>
  %6 = nn.add %4, %5 : (tensor<2x32x16x16xf32>, tensor<32x1x1xf32>) -> tensor<2x32x16x16xf32>
  return %6 : tensor<2x32x16x16xf32>
}

// Without scale and bias: ones and zeros.
// CHECK-LABEL: @without_affine
// CHECK: nn.group_normalization %arg0, {{.*}}num_groups = 8 : i64
// CHECK-NEXT: return
func.func @without_affine(%x: tensor<2x32x16x16xf32>) -> tensor<2x32x16x16xf32> {
  %i0 = nn.constant dense<[2, 8, 1024]> : tensor<3xi64> : tensor<3xi64>
  %0 = nn.reshape %x, %i0 : (tensor<2x32x16x16xf32>, tensor<3xi64>) -> tensor<2x8x1024xf32>
  %f1 = nn.constant dense<1.0> : tensor<8xf32> : tensor<8xf32>
  %f2 = nn.constant dense<0.0> : tensor<8xf32> : tensor<8xf32>
  %1 = nn.instance_normalization %0, %f1, %f2 : (tensor<2x8x1024xf32>, tensor<8xf32>, tensor<8xf32>) -> tensor<2x8x1024xf32>
  %i3 = nn.constant dense<[2, 32, 16, 16]> : tensor<4xi64> : tensor<4xi64>
  %2 = nn.reshape %1, %i3 : (tensor<2x8x1024xf32>, tensor<4xi64>) -> tensor<2x32x16x16xf32>
  return %2 : tensor<2x32x16x16xf32>
}

// From its moments.
// CHECK-LABEL: @spelled_out
// CHECK-DAG: %[[W:.*]] = nn.weight "w"
// CHECK-DAG: %[[B:.*]] = nn.weight "b"
// CHECK: nn.group_normalization %arg0, %[[W]], %[[B]] {num_groups = 8 : i64}
// CHECK-NEXT: return
func.func @spelled_out(%x: tensor<2x32x16x16xf32>) -> tensor<2x32x16x16xf32> {
  %i0 = nn.constant dense<[2, 8, 1024]> : tensor<3xi64> : tensor<3xi64>
  %0 = nn.reshape %x, %i0 : (tensor<2x32x16x16xf32>, tensor<3xi64>) -> tensor<2x8x1024xf32>
  %i1 = nn.constant dense<[2]> : tensor<1xi64> : tensor<1xi64>
  %1 = nn.reduce_mean %0, %i1 : (tensor<2x8x1024xf32>, tensor<1xi64>) -> tensor<2x8x1xf32>
  %2 = nn.sub %0, %1 : (tensor<2x8x1024xf32>, tensor<2x8x1xf32>) -> tensor<2x8x1024xf32>
  %3 = nn.mul %2, %2 : (tensor<2x8x1024xf32>, tensor<2x8x1024xf32>) -> tensor<2x8x1024xf32>
  %4 = nn.reduce_mean %3, %i1 : (tensor<2x8x1024xf32>, tensor<1xi64>) -> tensor<2x8x1xf32>
  %c2 = nn.constant dense<1.0e-5> : tensor<f32> : tensor<f32>
  %5 = nn.add %4, %c2 : (tensor<2x8x1xf32>, tensor<f32>) -> tensor<2x8x1xf32>
  %6 = nn.sqrt %5 : (tensor<2x8x1xf32>) -> tensor<2x8x1xf32>
  %7 = nn.div %2, %6 : (tensor<2x8x1024xf32>, tensor<2x8x1xf32>) -> tensor<2x8x1024xf32>
  %i3 = nn.constant dense<[2, 32, 16, 16]> : tensor<4xi64> : tensor<4xi64>
  %8 = nn.reshape %7, %i3 : (tensor<2x8x1024xf32>, tensor<4xi64>) -> tensor<2x32x16x16xf32>
  %w = nn.weight "w" : tensor<32xf32>
  %i4 = nn.constant dense<[1, 2]> : tensor<2xi64> : tensor<2xi64>
  %9 = nn.unsqueeze %w, %i4 : (tensor<32xf32>, tensor<2xi64>) -> tensor<32x1x1xf32>
  %10 = nn.mul %8, %9 : (tensor<2x32x16x16xf32>, tensor<32x1x1xf32>) -> tensor<2x32x16x16xf32>
  %b = nn.weight "b" : tensor<32xf32>
  %11 = nn.unsqueeze %b, %i4 : (tensor<32xf32>, tensor<2xi64>) -> tensor<32x1x1xf32>
  %12 = nn.add %10, %11 : (tensor<2x32x16x16xf32>, tensor<32x1x1xf32>) -> tensor<2x32x16x16xf32>
  return %12 : tensor<2x32x16x16xf32>
}

// A group for each channel.
// CHECK-LABEL: @instance_norm
// CHECK: nn.instance_normalization %arg0
// CHECK-NEXT: return
func.func @instance_norm(%x: tensor<2x32x16x16xf32>) -> tensor<2x32x16x16xf32> {
  %i0 = nn.constant dense<[2, 3]> : tensor<2xi64> : tensor<2xi64>
  %0 = nn.reduce_mean %x, %i0 : (tensor<2x32x16x16xf32>, tensor<2xi64>) -> tensor<2x32x1x1xf32>
  %1 = nn.sub %x, %0 : (tensor<2x32x16x16xf32>, tensor<2x32x1x1xf32>) -> tensor<2x32x16x16xf32>
  %2 = nn.mul %1, %1 : (tensor<2x32x16x16xf32>, tensor<2x32x16x16xf32>) -> tensor<2x32x16x16xf32>
  %3 = nn.reduce_mean %2, %i0 : (tensor<2x32x16x16xf32>, tensor<2xi64>) -> tensor<2x32x1x1xf32>
  %c1 = nn.constant dense<1.0e-5> : tensor<f32> : tensor<f32>
  %4 = nn.add %3, %c1 : (tensor<2x32x1x1xf32>, tensor<f32>) -> tensor<2x32x1x1xf32>
  %5 = nn.sqrt %4 : (tensor<2x32x1x1xf32>) -> tensor<2x32x1x1xf32>
  %6 = nn.div %1, %5 : (tensor<2x32x16x16xf32>, tensor<2x32x1x1xf32>) -> tensor<2x32x16x16xf32>
  %w = nn.weight "w" : tensor<32xf32>
  %i2 = nn.constant dense<[1, 2]> : tensor<2xi64> : tensor<2xi64>
  %7 = nn.unsqueeze %w, %i2 : (tensor<32xf32>, tensor<2xi64>) -> tensor<32x1x1xf32>
  %8 = nn.mul %6, %7 : (tensor<2x32x16x16xf32>, tensor<32x1x1xf32>) -> tensor<2x32x16x16xf32>
  %b = nn.weight "b" : tensor<32xf32>
  %9 = nn.unsqueeze %b, %i2 : (tensor<32xf32>, tensor<2xi64>) -> tensor<32x1x1xf32>
  %10 = nn.add %8, %9 : (tensor<2x32x16x16xf32>, tensor<32x1x1xf32>) -> tensor<2x32x16x16xf32>
  return %10 : tensor<2x32x16x16xf32>
}

// An instance norm that scales by itself is not a step of a group norm.
// CHECK-LABEL: @own_scale
// CHECK-NOT: nn.group_normalization
// CHECK: return
func.func @own_scale(%x: tensor<2x32x16x16xf32>) -> tensor<2x32x16x16xf32> {
  %i0 = nn.constant dense<[2, 8, 1024]> : tensor<3xi64> : tensor<3xi64>
  %0 = nn.reshape %x, %i0 : (tensor<2x32x16x16xf32>, tensor<3xi64>) -> tensor<2x8x1024xf32>
  %f1 = nn.constant dense<2.0> : tensor<8xf32> : tensor<8xf32>
  %f2 = nn.constant dense<0.0> : tensor<8xf32> : tensor<8xf32>
  %1 = nn.instance_normalization %0, %f1, %f2 : (tensor<2x8x1024xf32>, tensor<8xf32>, tensor<8xf32>) -> tensor<2x8x1024xf32>
  %i3 = nn.constant dense<[2, 32, 16, 16]> : tensor<4xi64> : tensor<4xi64>
  %2 = nn.reshape %1, %i3 : (tensor<2x8x1024xf32>, tensor<4xi64>) -> tensor<2x32x16x16xf32>
  %w = nn.weight "w" : tensor<32xf32>
  %i4 = nn.constant dense<[1, 2]> : tensor<2xi64> : tensor<2xi64>
  %3 = nn.unsqueeze %w, %i4 : (tensor<32xf32>, tensor<2xi64>) -> tensor<32x1x1xf32>
  %4 = nn.mul %2, %3 : (tensor<2x32x16x16xf32>, tensor<32x1x1xf32>) -> tensor<2x32x16x16xf32>
  %b = nn.weight "b" : tensor<32xf32>
  %5 = nn.unsqueeze %b, %i4 : (tensor<32xf32>, tensor<2xi64>) -> tensor<32x1x1xf32>
  %6 = nn.add %4, %5 : (tensor<2x32x16x16xf32>, tensor<32x1x1xf32>) -> tensor<2x32x16x16xf32>
  return %6 : tensor<2x32x16x16xf32>
}

// Groups across the batch are none.
// CHECK-LABEL: @other_shape
// CHECK-NOT: nn.group_normalization
// CHECK: return
func.func @other_shape(%x: tensor<2x32x16x16xf32>) -> tensor<2x32x16x16xf32> {
  %i0 = nn.constant dense<[1, 16, 1024]> : tensor<3xi64> : tensor<3xi64>
  %0 = nn.reshape %x, %i0 : (tensor<2x32x16x16xf32>, tensor<3xi64>) -> tensor<1x16x1024xf32>
  %f1 = nn.constant dense<1.0> : tensor<16xf32> : tensor<16xf32>
  %f2 = nn.constant dense<0.0> : tensor<16xf32> : tensor<16xf32>
  %1 = nn.instance_normalization %0, %f1, %f2 : (tensor<1x16x1024xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<1x16x1024xf32>
  %i3 = nn.constant dense<[2, 32, 16, 16]> : tensor<4xi64> : tensor<4xi64>
  %2 = nn.reshape %1, %i3 : (tensor<1x16x1024xf32>, tensor<4xi64>) -> tensor<2x32x16x16xf32>
  return %2 : tensor<2x32x16x16xf32>
}

// CHECK-LABEL: @moments_used_elsewhere
// CHECK-NOT: nn.group_normalization
// CHECK: return
func.func @moments_used_elsewhere(%x: tensor<2x32x16x16xf32>) -> (tensor<2x32x16x16xf32>, tensor<2x8x1024xf32>) {
  %i0 = nn.constant dense<[2, 8, 1024]> : tensor<3xi64> : tensor<3xi64>
  %0 = nn.reshape %x, %i0 : (tensor<2x32x16x16xf32>, tensor<3xi64>) -> tensor<2x8x1024xf32>
  %f1 = nn.constant dense<1.0> : tensor<8xf32> : tensor<8xf32>
  %f2 = nn.constant dense<0.0> : tensor<8xf32> : tensor<8xf32>
  %1 = nn.instance_normalization %0, %f1, %f2 : (tensor<2x8x1024xf32>, tensor<8xf32>, tensor<8xf32>) -> tensor<2x8x1024xf32>
  %i3 = nn.constant dense<[2, 32, 16, 16]> : tensor<4xi64> : tensor<4xi64>
  %2 = nn.reshape %1, %i3 : (tensor<2x8x1024xf32>, tensor<4xi64>) -> tensor<2x32x16x16xf32>
  return %2, %1 : tensor<2x32x16x16xf32>, tensor<2x8x1024xf32>
}
