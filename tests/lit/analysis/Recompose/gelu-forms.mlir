// GELU with its constants in every place.

// RUN: %perf-opt opt --perf-recompose=always %s | FileCheck %s

// CHECK-LABEL: @half_first
// CHECK-NEXT: nn.gelu %arg0
// CHECK-NEXT: return
func.func @half_first(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  %0 = nn.mul %c0, %x : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %c1 = nn.constant dense<0.707106769> : tensor<f32> : tensor<f32>
  %1 = nn.mul %x, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %2 = nn.erf %1 : (tensor<4xf32>) -> tensor<4xf32>
  %c2 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %3 = nn.add %2, %c2 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %4 = nn.mul %0, %3 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %4 : tensor<4xf32>
}

// CHECK-LABEL: @half_second
// CHECK-NEXT: nn.gelu %arg0
// CHECK-NEXT: return
func.func @half_second(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<0.707106769> : tensor<f32> : tensor<f32>
  %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %1 = nn.erf %0 : (tensor<4xf32>) -> tensor<4xf32>
  %c1 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %2 = nn.add %1, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %c2 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  %3 = nn.mul %x, %c2 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %4 = nn.mul %2, %3 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %4 : tensor<4xf32>
}

// CHECK-LABEL: @half_of_gate
// CHECK-NEXT: nn.gelu %arg0
// CHECK-NEXT: return
func.func @half_of_gate(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<0.707106769> : tensor<f32> : tensor<f32>
  %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %1 = nn.erf %0 : (tensor<4xf32>) -> tensor<4xf32>
  %c1 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %2 = nn.add %1, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %c2 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  %3 = nn.mul %2, %c2 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %4 = nn.mul %x, %3 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %4 : tensor<4xf32>
}

// CHECK-LABEL: @half_last
// CHECK-NEXT: nn.gelu %arg0
// CHECK-NEXT: return
func.func @half_last(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<0.707106769> : tensor<f32> : tensor<f32>
  %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %1 = nn.erf %0 : (tensor<4xf32>) -> tensor<4xf32>
  %c1 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %2 = nn.add %1, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %3 = nn.mul %x, %2 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %c2 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  %4 = nn.mul %3, %c2 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  return %4 : tensor<4xf32>
}

// CHECK-LABEL: @divided_by_two
// CHECK-NEXT: nn.gelu %arg0
// CHECK-NEXT: return
func.func @divided_by_two(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<0.707106769> : tensor<f32> : tensor<f32>
  %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %1 = nn.erf %0 : (tensor<4xf32>) -> tensor<4xf32>
  %c1 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %2 = nn.add %1, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %3 = nn.mul %x, %2 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %c2 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %4 = nn.div %3, %c2 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  return %4 : tensor<4xf32>
}

// CHECK-LABEL: @half_inside
// CHECK-NEXT: nn.gelu %arg0
// CHECK-NEXT: return
func.func @half_inside(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<1.41421354> : tensor<f32> : tensor<f32>
  %0 = nn.div %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %1 = nn.erf %0 : (tensor<4xf32>) -> tensor<4xf32>
  %c1 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  %2 = nn.mul %1, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %3 = nn.add %2, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %4 = nn.mul %x, %3 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %4 : tensor<4xf32>
}

// tanh(0.7979 x (1 + 0.044715 x x)), the "fast" one of Hugging Face.
// CHECK-LABEL: @fast
// CHECK-NEXT: nn.gelu %arg0 {approximate = "tanh"}
// CHECK-NEXT: return
func.func @fast(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<0.7978845608> : tensor<f32> : tensor<f32>
  %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %c1 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %c2 = nn.constant dense<0.044715> : tensor<f32> : tensor<f32>
  %1 = nn.mul %c2, %x : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %2 = nn.mul %1, %x : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %3 = nn.add %c1, %2 : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %4 = nn.mul %0, %3 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %c3 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  %5 = nn.mul %c3, %x : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %6 = nn.tanh %4 : (tensor<4xf32>) -> tensor<4xf32>
  %7 = nn.add %c1, %6 : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %8 = nn.mul %5, %7 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %8 : tensor<4xf32>
}

// The argument may be a product itself.
// CHECK-LABEL: @of_a_product
// CHECK-NEXT: %[[P:.*]] = nn.mul %arg0, %arg1
// CHECK-NEXT: nn.gelu %[[P]]
// CHECK-NEXT: return
func.func @of_a_product(%x: tensor<4xf32>, %z: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.mul %x, %z : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %c0 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  %1 = nn.mul %c0, %0 : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %c1 = nn.constant dense<0.707106769> : tensor<f32> : tensor<f32>
  %2 = nn.mul %0, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %3 = nn.erf %2 : (tensor<4xf32>) -> tensor<4xf32>
  %c2 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %4 = nn.add %3, %c2 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %5 = nn.mul %1, %4 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %5 : tensor<4xf32>
}

// Twice the function.
// CHECK-LABEL: @no_half
// CHECK-NOT: nn.gelu
// CHECK: return
func.func @no_half(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<0.707106769> : tensor<f32> : tensor<f32>
  %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %1 = nn.erf %0 : (tensor<4xf32>) -> tensor<4xf32>
  %c1 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %2 = nn.add %1, %c1 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %3 = nn.mul %x, %2 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %3 : tensor<4xf32>
}

// CHECK-LABEL: @erf_used_elsewhere
// CHECK-NOT: nn.gelu
// CHECK: return
func.func @erf_used_elsewhere(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %c0 = nn.constant dense<0.707106769> : tensor<f32> : tensor<f32>
  %0 = nn.mul %x, %c0 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %1 = nn.erf %0 : (tensor<4xf32>) -> tensor<4xf32>
  %c1 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  %2 = nn.mul %c1, %x : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %c2 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %3 = nn.add %1, %c2 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %4 = nn.mul %2, %3 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %4, %1 : tensor<4xf32>, tensor<4xf32>
}

// CHECK-LABEL: @other_cubic
// CHECK-NOT: nn.gelu
// CHECK: return
func.func @other_cubic(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<0.797884583> : tensor<f32> : tensor<f32>
  %c1 = nn.constant dense<0.05> : tensor<f32> : tensor<f32>
  %c2 = nn.constant dense<3.0> : tensor<f32> : tensor<f32>
  %0 = nn.pow %x, %c2 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %1 = nn.mul %c1, %0 : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %2 = nn.add %x, %1 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %3 = nn.mul %c0, %2 : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %c3 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  %4 = nn.mul %c3, %x : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %5 = nn.tanh %3 : (tensor<4xf32>) -> tensor<4xf32>
  %c4 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %6 = nn.add %5, %c4 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %7 = nn.mul %4, %6 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %7 : tensor<4xf32>
}

// CHECK-LABEL: @square_for_cube
// CHECK-NOT: nn.gelu
// CHECK: return
func.func @square_for_cube(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c0 = nn.constant dense<0.797884583> : tensor<f32> : tensor<f32>
  %c1 = nn.constant dense<0.044715> : tensor<f32> : tensor<f32>
  %c2 = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
  %0 = nn.pow %x, %c2 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %1 = nn.mul %c1, %0 : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %2 = nn.add %x, %1 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %3 = nn.mul %c0, %2 : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %c3 = nn.constant dense<0.5> : tensor<f32> : tensor<f32>
  %4 = nn.mul %c3, %x : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %5 = nn.tanh %3 : (tensor<4xf32>) -> tensor<4xf32>
  %c4 = nn.constant dense<1.0> : tensor<f32> : tensor<f32>
  %6 = nn.add %5, %c4 : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %7 = nn.mul %4, %6 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %7 : tensor<4xf32>
}
