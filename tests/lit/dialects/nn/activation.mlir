// Elementwise functions and normalisations of rows keep their operand's type,
// open extents included.

// RUN: %perf-opt opt %s -o %t
// RUN: %perf-opt opt %t | diff %t -
// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: @one_operand
func.func @one_operand(%x: tensor<2x?xf16>) -> tensor<*xf16> {
  // CHECK: nn.relu {{.*}} -> tensor<2x?xf16>
  %0 = nn.relu %x : (tensor<2x?xf16>) -> tensor<*xf16>
  // CHECK: nn.sigmoid {{.*}} -> tensor<2x?xf16>
  %1 = nn.sigmoid %0 : (tensor<*xf16>) -> tensor<*xf16>
  // CHECK: nn.tanh {{.*}} -> tensor<2x?xf16>
  %2 = nn.tanh %1 : (tensor<*xf16>) -> tensor<*xf16>
  // CHECK: nn.softplus {{.*}} -> tensor<2x?xf16>
  %3 = nn.softplus %2 : (tensor<*xf16>) -> tensor<*xf16>
  // CHECK: nn.softsign {{.*}} -> tensor<2x?xf16>
  %4 = nn.softsign %3 : (tensor<*xf16>) -> tensor<*xf16>
  // CHECK: nn.mish {{.*}} -> tensor<2x?xf16>
  %5 = nn.mish %4 : (tensor<*xf16>) -> tensor<*xf16>
  // CHECK: nn.hard_swish {{.*}} -> tensor<2x?xf16>
  %6 = nn.hard_swish %5 : (tensor<*xf16>) -> tensor<*xf16>
  // CHECK: nn.gelu {{.*}} {approximate = "tanh"} {{.*}} -> tensor<2x?xf16>
  %7 = nn.gelu %6 {approximate = "tanh"} : (tensor<*xf16>) -> tensor<*xf16>
  return %7 : tensor<*xf16>
}

// Attributes that have their default value are not printed.
// CHECK-LABEL: @with_parameters
func.func @with_parameters(%x: tensor<2x3xf32>, %slope: tensor<3xf32>) -> tensor<*xf32> {
  // CHECK: nn.leaky_relu %{{.*}} {alpha = 1.000000e-01 : f32} : {{.*}} -> tensor<2x3xf32>
  %0 = nn.leaky_relu %x {alpha = 0.1 : f32} : (tensor<2x3xf32>) -> tensor<*xf32>
  // CHECK: nn.elu %{{.*}} : {{.*}} -> tensor<2x3xf32>
  %1 = nn.elu %0 {alpha = 1.0 : f32} : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.celu {{.*}} -> tensor<2x3xf32>
  %2 = nn.celu %1 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.thresholded_relu {{.*}} -> tensor<2x3xf32>
  %3 = nn.thresholded_relu %2 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.swish {{.*}} -> tensor<2x3xf32>
  %4 = nn.swish %3 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.selu {{.*}} -> tensor<2x3xf32>
  %5 = nn.selu %4 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.hard_sigmoid {{.*}} -> tensor<2x3xf32>
  %6 = nn.hard_sigmoid %5 : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.p_relu {{.*}} -> tensor<2x3xf32>
  %7 = nn.p_relu %6, %slope : (tensor<*xf32>, tensor<3xf32>) -> tensor<*xf32>
  return %7 : tensor<*xf32>
}

// CHECK-LABEL: @along_an_axis
func.func @along_an_axis(%x: tensor<2x3x4xf32>) -> tensor<*xf32> {
  // CHECK: nn.softmax {{.*}} -> tensor<2x3x4xf32>
  %0 = nn.softmax %x : (tensor<2x3x4xf32>) -> tensor<*xf32>
  // CHECK: nn.log_softmax %{{.*}} {axis = 1 : i64, flattened} : {{.*}} -> tensor<2x3x4xf32>
  %1 = nn.log_softmax %0 {axis = 1 : i64, flattened} : (tensor<*xf32>) -> tensor<*xf32>
  // CHECK: nn.hardmax {{.*}} -> tensor<2x3x4xf32>
  %2 = nn.hardmax %1 : (tensor<*xf32>) -> tensor<*xf32>
  return %2 : tensor<*xf32>
}

// CHECK-LABEL: @dropout
func.func @dropout(%x: tensor<2x3xf32>) -> (tensor<*xf32>, tensor<*xi1>) {
  // CHECK: nn.dropout {{.*}} -> (tensor<2x3xf32>, tensor<2x3xi1>)
  %y, %mask = nn.dropout %x {operandSegmentSizes = array<i32: 1, 0, 0>} : (tensor<2x3xf32>) -> (tensor<*xf32>, tensor<*xi1>)
  return %y, %mask : tensor<*xf32>, tensor<*xi1>
}

// CHECK-LABEL: @gated
func.func @gated(%x: tensor<2x?xf16>) -> tensor<*xf16> {
  // CHECK: nn.shrink {{.*}} -> tensor<2x?xf16>
  %0 = nn.shrink %x {lambd = 1.5 : f32, bias = 1.5 : f32} : (tensor<2x?xf16>) -> tensor<*xf16>
  // CHECK: nn.swi_glu {{.*}} -> tensor<2x?xf16>
  %1 = nn.swi_glu %0, %x : (tensor<*xf16>, tensor<2x?xf16>) -> tensor<*xf16>
  return %1 : tensor<*xf16>
}
