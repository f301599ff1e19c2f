// x times a gate of x. ONNX has HardSwish from opset 14 on, Mish from 18, Swish
// from 24; PyTorch has no quick GELU, so eager mode runs its parts.

// RUN: %perf-opt opt --perf-recompose=always %s | FileCheck %s
// RUN: sed '1imodule attributes {nn.model = {opset = {ai.onnx = 17 : i64}}} {' %s > %t
// RUN: echo '}' >> %t
// RUN: %perf-opt opt --perf-recompose %t | FileCheck %s --check-prefix=EAGER
// EAGER-LABEL: @swish
// EAGER: nn.swish
// EAGER-LABEL: @quick_gelu
// EAGER-NOT: nn.swish
// EAGER-LABEL: @hard_swish
// EAGER-NOT: nn.hard_swish
// EAGER-LABEL: @mish
// EAGER: nn.mish

// Twice, in both orders.
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

// CLIP writes x * sigmoid(1.702 x).
// CHECK-LABEL: @quick_gelu
// CHECK-NEXT: nn.swish %arg0 {alpha = 1.702
// CHECK-NEXT: return
func.func @quick_gelu(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<1.702> : tensor<f32> : tensor<f32>
  %0 = nn.mul %c0, %x : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = nn.sigmoid %0 : (tensor<4xf32>) -> tensor<4xf32>
  %2 = nn.mul %x, %1 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %2 : tensor<4xf32>
}

// x * clip(x + 3, 0, 6) / 6
// CHECK-LABEL: @hard_swish
// CHECK-NEXT: nn.hard_swish %arg0
// CHECK-NEXT: return
func.func @hard_swish(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<3.0> : tensor<f32> : tensor<f32>
  %0 = nn.add %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %c1 = nn.constant dense<0.0> : tensor<f32> : tensor<f32>
  %c2 = nn.constant dense<6.0> : tensor<f32> : tensor<f32>
  %1 = nn.clip %0, %c1, %c2 {operandSegmentSizes = array<i32: 1, 1, 1>} : (tensor<4xf32>, tensor<f32>, tensor<f32>) -> tensor<4xf32>
  %2 = nn.div %1, %c2 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %3 = nn.mul %x, %2 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %3 : tensor<4xf32>
}

// CHECK-LABEL: @hard_swish_late_division
// CHECK-NEXT: nn.hard_swish %arg0
// CHECK-NEXT: return
func.func @hard_swish_late_division(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<3.0> : tensor<f32> : tensor<f32>
  %0 = nn.add %c0, %x : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %c1 = nn.constant dense<0.0> : tensor<f32> : tensor<f32>
  %c2 = nn.constant dense<6.0> : tensor<f32> : tensor<f32>
  %1 = nn.clip %0, %c1, %c2 {operandSegmentSizes = array<i32: 1, 1, 1>} : (tensor<4xf32>, tensor<f32>, tensor<f32>) -> tensor<4xf32>
  %2 = nn.mul %x, %1 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %3 = nn.div %2, %c2 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  return %3 : tensor<4xf32>
}

// CHECK-LABEL: @hard_swish_product
// CHECK-NEXT: nn.hard_swish %arg0
// CHECK-NEXT: return
func.func @hard_swish_product(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<0.166666672> : tensor<f32> : tensor<f32>
  %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %c1 = nn.constant dense<3.0> : tensor<f32> : tensor<f32>
  %1 = nn.add %x, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %c2 = nn.constant dense<0.0> : tensor<f32> : tensor<f32>
  %c3 = nn.constant dense<6.0> : tensor<f32> : tensor<f32>
  %2 = nn.clip %1, %c2, %c3 {operandSegmentSizes = array<i32: 1, 1, 1>} : (tensor<4xf32>, tensor<f32>, tensor<f32>) -> tensor<4xf32>
  %3 = nn.mul %0, %2 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %3 : tensor<4xf32>
}

// CHECK-LABEL: @hard_swish_of_hard_sigmoid
// CHECK-NEXT: nn.hard_swish %arg0
// CHECK-NEXT: return
func.func @hard_swish_of_hard_sigmoid(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.hard_sigmoid %x {alpha = 0.166666672 : f32} : (tensor<4xf32>) -> tensor<4xf32>
  %1 = nn.mul %x, %0 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// CHECK-LABEL: @hard_sigmoid
// CHECK-NEXT: nn.hard_sigmoid %arg0
// CHECK-NEXT: return
func.func @hard_sigmoid(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<3.0> : tensor<f32> : tensor<f32>
  %0 = nn.add %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %c1 = nn.constant dense<0.0> : tensor<f32> : tensor<f32>
  %c2 = nn.constant dense<6.0> : tensor<f32> : tensor<f32>
  %1 = nn.clip %0, %c1, %c2 {operandSegmentSizes = array<i32: 1, 1, 1>} : (tensor<4xf32>, tensor<f32>, tensor<f32>) -> tensor<4xf32>
  %2 = nn.div %1, %c2 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  return %2 : tensor<4xf32>
}

// CHECK-LABEL: @mish
// CHECK-NEXT: nn.mish %arg0
// CHECK-NEXT: return
func.func @mish(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.softplus %x : (tensor<4xf32>) -> tensor<4xf32>
  %1 = nn.tanh %0 : (tensor<4xf32>) -> tensor<4xf32>
  %2 = nn.mul %x, %1 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %2 : tensor<4xf32>
}

// CHECK-LABEL: @mish_by_log
// CHECK-NEXT: nn.mish %arg0
// CHECK-NEXT: return
func.func @mish_by_log(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.exp %x : (tensor<4xf32>) -> tensor<4xf32>
  %c0 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %1 = nn.add %0, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %2 = nn.log %1 : (tensor<4xf32>) -> tensor<4xf32>
  %3 = nn.tanh %2 : (tensor<4xf32>) -> tensor<4xf32>
  %4 = nn.mul %3, %x : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %4 : tensor<4xf32>
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

// ReLU6 over 5 is another function.
// CHECK-LABEL: @other_slope
// CHECK-NOT: nn.hard_swish
// CHECK: return
func.func @other_slope(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<3.0> : tensor<f32> : tensor<f32>
  %0 = nn.add %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %c1 = nn.constant dense<0.0> : tensor<f32> : tensor<f32>
  %c2 = nn.constant dense<6.0> : tensor<f32> : tensor<f32>
  %1 = nn.clip %0, %c1, %c2 {operandSegmentSizes = array<i32: 1, 1, 1>} : (tensor<4xf32>, tensor<f32>, tensor<f32>) -> tensor<4xf32>
  %c3 = nn.constant dense<5.0> : tensor<f32> : tensor<f32>
  %2 = nn.div %1, %c3 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %3 = nn.mul %x, %2 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %3 : tensor<4xf32>
}

// CHECK-LABEL: @other_bound
// CHECK-NOT: nn.hard_swish
// CHECK: return
func.func @other_bound(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<3.0> : tensor<f32> : tensor<f32>
  %0 = nn.add %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %c1 = nn.constant dense<0.0> : tensor<f32> : tensor<f32>
  %c2 = nn.constant dense<7.0> : tensor<f32> : tensor<f32>
  %1 = nn.clip %0, %c1, %c2 {operandSegmentSizes = array<i32: 1, 1, 1>} : (tensor<4xf32>, tensor<f32>, tensor<f32>) -> tensor<4xf32>
  %c3 = nn.constant dense<6.0> : tensor<f32> : tensor<f32>
  %2 = nn.div %1, %c3 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %3 = nn.mul %x, %2 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %3 : tensor<4xf32>
}

// CHECK-LABEL: @softplus_of_two
// CHECK-NOT: nn.mish
// CHECK: return
func.func @softplus_of_two(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.exp %x : (tensor<4xf32>) -> tensor<4xf32>
  %c0 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %1 = nn.add %0, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %2 = nn.log %1 : (tensor<4xf32>) -> tensor<4xf32>
  %3 = nn.tanh %2 : (tensor<4xf32>) -> tensor<4xf32>
  %4 = nn.mul %x, %3 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %4 : tensor<4xf32>
}

// Twice a swish is a swish, doubled.
// CHECK-LABEL: @scaled_swish
// CHECK: %[[S:.*]] = nn.swish %arg0
// CHECK-NEXT: nn.mul %{{.*}}, %[[S]]
// CHECK-NEXT: return
func.func @scaled_swish(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %0 = nn.sigmoid %x : (tensor<4xf32>) -> tensor<4xf32>
  %1 = nn.mul %x, %0 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %2 = nn.mul %c0, %1 : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  return %2 : tensor<4xf32>
}

// With its threshold and a slope of 1.
// CHECK-LABEL: @softplus
// CHECK-NEXT: nn.softplus %arg0
// CHECK-NEXT: return
func.func @softplus(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %c1 = nn.constant dense<20.0> : tensor<f32> : tensor<f32>
  %1 = nn.greater %0, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xi1>
  %2 = nn.softplus %0 : (tensor<4xf32>) -> tensor<4xf32>
  %3 = nn.div %2, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %4 = nn.where %1, %x, %3 : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %4 : tensor<4xf32>
}

// CHECK-LABEL: @softplus_of_other_slope
// CHECK: nn.where
// CHECK: return
func.func @softplus_of_other_slope(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %c1 = nn.constant dense<20.0> : tensor<f32> : tensor<f32>
  %1 = nn.greater %0, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xi1>
  %2 = nn.softplus %0 : (tensor<4xf32>) -> tensor<4xf32>
  %3 = nn.div %2, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %4 = nn.where %1, %x, %3 : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %4 : tensor<4xf32>
}
