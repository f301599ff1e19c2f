// Scales, masks, keys and heads as models and exporters write them.

// RUN: %perf-opt opt --perf-recompose=always %s | FileCheck %s

// The keys are taken from in front of their transposition.
// CHECK-LABEL: @transposed_keys
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2 {operandSegmentSizes
// CHECK-NEXT: return
func.func @transposed_keys(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %0 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %1 = nn.matmul %q, %0 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %c0 = nn.constant dense<0.25> : tensor<f32> : tensor<f32>
  %2 = nn.mul %1, %c0 : (tensor<2x4x8x8xf32>, tensor<f32>) -> tensor<2x4x8x8xf32>
  %3 = nn.softmax %2 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %4 = nn.matmul %3, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %4 : tensor<2x4x8x16xf32>
}

// CHECK-LABEL: @scaled_queries
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2 {operandSegmentSizes
// CHECK-NEXT: return
func.func @scaled_queries(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %c0 = nn.constant dense<0.25> : tensor<f32> : tensor<f32>
  %0 = nn.mul %q, %c0 : (tensor<2x4x8x16xf32>, tensor<f32>) -> tensor<2x4x8x16xf32>
  %1 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %2 = nn.matmul %0, %1 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %3 = nn.softmax %2 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %4 = nn.matmul %3, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %4 : tensor<2x4x8x16xf32>
}

// CHECK-LABEL: @scaled_keys
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2 {operandSegmentSizes
// CHECK-NEXT: return
func.func @scaled_keys(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %0 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %c0 = nn.constant dense<4.0> : tensor<f32> : tensor<f32>
  %1 = nn.div %0, %c0 : (tensor<2x4x16x8xf32>, tensor<f32>) -> tensor<2x4x16x8xf32>
  %2 = nn.matmul %q, %1 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %3 = nn.softmax %2 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %4 = nn.matmul %3, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %4 : tensor<2x4x8x16xf32>
}

// PyTorch's exporter transposes by way of three extents.
// CHECK-LABEL: @transposed_by_reshapes
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2 {operandSegmentSizes
// CHECK-NEXT: return
func.func @transposed_by_reshapes(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %i0 = nn.constant dense<[8, 8, 16]> : tensor<3xi64> : tensor<3xi64>
  %0 = nn.reshape %k, %i0 : (tensor<2x4x8x16xf32>, tensor<3xi64>) -> tensor<8x8x16xf32>
  %1 = nn.transpose %0 {perm = array<i64: 0, 2, 1>} : (tensor<8x8x16xf32>) -> tensor<8x16x8xf32>
  %i1 = nn.constant dense<[2, 4, 16, 8]> : tensor<4xi64> : tensor<4xi64>
  %2 = nn.reshape %1, %i1 : (tensor<8x16x8xf32>, tensor<4xi64>) -> tensor<2x4x16x8xf32>
  %3 = nn.matmul %q, %2 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %4 = nn.softmax %3 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %5 = nn.matmul %4, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %5 : tensor<2x4x8x16xf32>
}

// CHECK-LABEL: @heads_and_keys_in_one_transposition
// CHECK: %[[K:.*]] = nn.transpose %arg1 {perm = array<i64: 0, 2, 1, 3>}
// CHECK-NEXT: nn.attention %arg0, %[[K]], %arg2
// CHECK-NEXT: return
func.func @heads_and_keys_in_one_transposition(%q: tensor<2x4x8x16xf32>, %k: tensor<2x8x4x16xf32>, %v: tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %0 = nn.transpose %k {perm = array<i64: 0, 2, 3, 1>} : (tensor<2x8x4x16xf32>) -> tensor<2x4x16x8xf32>
  %1 = nn.matmul %q, %0 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %2 = nn.softmax %1 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %3 = nn.matmul %2, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %3 : tensor<2x4x8x16xf32>
}

// An added mask.
// CHECK-LABEL: @float_mask
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2, %arg3
// CHECK-NEXT: return
func.func @float_mask(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>, %m: tensor<2x1x8x8xf32>) -> tensor<2x4x8x16xf32> {
  %0 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %1 = nn.matmul %q, %0 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %2 = nn.add %1, %m : (tensor<2x4x8x8xf32>, tensor<2x1x8x8xf32>) -> tensor<2x4x8x8xf32>
  %3 = nn.softmax %2 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %4 = nn.matmul %3, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %4 : tensor<2x4x8x16xf32>
}

// A condition that chooses what to add is the mask.
// CHECK-LABEL: @boolean_mask
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2, %arg3 {{.*}}tensor<2x1x8x8xi1>
// CHECK-NEXT: return
func.func @boolean_mask(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>, %m: tensor<2x1x8x8xi1>) -> tensor<2x4x8x16xf32> {
  %0 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %c0 = nn.constant dense<0.0> : tensor<f32> : tensor<f32>
  %c1 = nn.constant dense<-3.40282347E+38> : tensor<f32> : tensor<f32>
  %1 = nn.where %m, %c0, %c1 : (tensor<2x1x8x8xi1>, tensor<f32>, tensor<f32>) -> tensor<2x1x8x8xf32>
  %2 = nn.matmul %q, %0 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %3 = nn.add %2, %1 : (tensor<2x4x8x8xf32>, tensor<2x1x8x8xf32>) -> tensor<2x4x8x8xf32>
  %4 = nn.softmax %3 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %5 = nn.matmul %4, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %5 : tensor<2x4x8x16xf32>
}

// Made once for two layers, it is added as it is.
// CHECK-LABEL: @shared_mask
// CHECK: %[[M:.*]] = nn.where
// CHECK: nn.attention %arg0, %arg1, %arg2, %[[M]]
// CHECK: nn.attention %{{.*}}, %arg1, %arg2, %[[M]]
func.func @shared_mask(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>, %m: tensor<2x1x8x8xi1>) -> tensor<2x4x8x16xf32> {
  %c0 = nn.constant dense<0.0> : tensor<f32> : tensor<f32>
  %c1 = nn.constant dense<-1.0e+09> : tensor<f32> : tensor<f32>
  %0 = nn.where %m, %c0, %c1 : (tensor<2x1x8x8xi1>, tensor<f32>, tensor<f32>) -> tensor<2x1x8x8xf32>
  %1 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %2 = nn.matmul %q, %1 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %3 = nn.add %2, %0 : (tensor<2x4x8x8xf32>, tensor<2x1x8x8xf32>) -> tensor<2x4x8x8xf32>
  %4 = nn.softmax %3 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %5 = nn.matmul %4, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  %6 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %7 = nn.matmul %5, %6 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %8 = nn.add %7, %0 : (tensor<2x4x8x8xf32>, tensor<2x1x8x8xf32>) -> tensor<2x4x8x8xf32>
  %9 = nn.softmax %8 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %10 = nn.matmul %9, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %10 : tensor<2x4x8x16xf32>
}

// CHECK-LABEL: @masked_fill
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2, %arg3
// CHECK-NEXT: return
func.func @masked_fill(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>, %m: tensor<2x1x8x8xi1>) -> tensor<2x4x8x16xf32> {
  %0 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %1 = nn.matmul %q, %0 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %c0 = nn.constant dense<-1.0e+09> : tensor<f32> : tensor<f32>
  %2 = nn.where %m, %1, %c0 : (tensor<2x1x8x8xi1>, tensor<2x4x8x8xf32>, tensor<f32>) -> tensor<2x4x8x8xf32>
  %3 = nn.softmax %2 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %4 = nn.matmul %3, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %4 : tensor<2x4x8x16xf32>
}

// The lower triangle of ones, made of constants.
// CHECK-LABEL: @causal
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2 {is_causal = 1
// CHECK-NEXT: return
func.func @causal(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %ones = nn.constant dense<1.0> : tensor<8x8xf32> : tensor<8x8xf32>
  %0 = nn.trilu %ones {upper = 0 : i64} : (tensor<8x8xf32>) -> tensor<8x8xf32>
  %c0 = nn.constant dense<0.0> : tensor<f32> : tensor<f32>
  %1 = nn.equal %0, %c0 : (tensor<8x8xf32>, tensor<f32>) -> tensor<8x8xi1>
  %2 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %c1 = nn.constant dense<-3.40282347E+38> : tensor<f32> : tensor<f32>
  %3 = nn.where %1, %c1, %c0 : (tensor<8x8xi1>, tensor<f32>, tensor<f32>) -> tensor<8x8xf32>
  %4 = nn.matmul %q, %2 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %5 = nn.add %4, %3 : (tensor<2x4x8x8xf32>, tensor<8x8xf32>) -> tensor<2x4x8x8xf32>
  %6 = nn.softmax %5 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %7 = nn.matmul %6, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %7 : tensor<2x4x8x16xf32>
}

// CHECK-LABEL: @causal_upper
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2 {is_causal = 1
// CHECK-NEXT: return
func.func @causal_upper(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %ones = nn.constant dense<1.0> : tensor<8x8xf32> : tensor<8x8xf32>
  %diagonal = nn.constant dense<1> : tensor<i64> : tensor<i64>
  %0 = nn.trilu %ones, %diagonal {upper = 1 : i64} : (tensor<8x8xf32>, tensor<i64>) -> tensor<8x8xf32>
  %c0 = nn.constant dense<0.0> : tensor<f32> : tensor<f32>
  %1 = nn.equal %0, %c0 : (tensor<8x8xf32>, tensor<f32>) -> tensor<8x8xi1>
  %2 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %c1 = nn.constant dense<-1.0e+09> : tensor<f32> : tensor<f32>
  %3 = nn.where %1, %c0, %c1 : (tensor<8x8xi1>, tensor<f32>, tensor<f32>) -> tensor<8x8xf32>
  %4 = nn.matmul %q, %2 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %5 = nn.add %4, %3 : (tensor<2x4x8x8xf32>, tensor<8x8xf32>) -> tensor<2x4x8x8xf32>
  %6 = nn.softmax %5 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %7 = nn.matmul %6, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %7 : tensor<2x4x8x16xf32>
}

// CHECK-LABEL: @causal_constant
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2 {is_causal = 1
// CHECK-NEXT: return
func.func @causal_constant(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %mask = nn.constant dense<[[0.0, -1.0e+09, -1.0e+09, -1.0e+09, -1.0e+09, -1.0e+09, -1.0e+09, -1.0e+09], [0.0, 0.0, -1.0e+09, -1.0e+09, -1.0e+09, -1.0e+09, -1.0e+09, -1.0e+09], [0.0, 0.0, 0.0, -1.0e+09, -1.0e+09, -1.0e+09, -1.0e+09, -1.0e+09], [0.0, 0.0, 0.0, 0.0, -1.0e+09, -1.0e+09, -1.0e+09, -1.0e+09], [0.0, 0.0, 0.0, 0.0, 0.0, -1.0e+09, -1.0e+09, -1.0e+09], [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1.0e+09, -1.0e+09], [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1.0e+09], [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]]> : tensor<8x8xf32> : tensor<8x8xf32>
  %0 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %1 = nn.matmul %q, %0 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %2 = nn.add %1, %mask : (tensor<2x4x8x8xf32>, tensor<8x8xf32>) -> tensor<2x4x8x8xf32>
  %3 = nn.softmax %2 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %4 = nn.matmul %3, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %4 : tensor<2x4x8x16xf32>
}

// CHECK-LABEL: @upper_triangle_is_not_causal
// CHECK-NOT: is_causal
// CHECK: return
func.func @upper_triangle_is_not_causal(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %ones = nn.constant dense<1.0> : tensor<8x8xf32> : tensor<8x8xf32>
  %0 = nn.trilu %ones {upper = 1 : i64} : (tensor<8x8xf32>) -> tensor<8x8xf32>
  %c0 = nn.constant dense<0.0> : tensor<f32> : tensor<f32>
  %1 = nn.equal %0, %c0 : (tensor<8x8xf32>, tensor<f32>) -> tensor<8x8xi1>
  %2 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %c1 = nn.constant dense<-1.0e+09> : tensor<f32> : tensor<f32>
  %3 = nn.where %1, %c1, %c0 : (tensor<8x8xi1>, tensor<f32>, tensor<f32>) -> tensor<8x8xf32>
  %4 = nn.matmul %q, %2 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %5 = nn.add %4, %3 : (tensor<2x4x8x8xf32>, tensor<8x8xf32>) -> tensor<2x4x8x8xf32>
  %6 = nn.softmax %5 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %7 = nn.matmul %6, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %7 : tensor<2x4x8x16xf32>
}

// Heads within the batch: three extents.
// CHECK-LABEL: @flat_heads
// CHECK: nn.attention {{.*}}: (tensor<8x1x8x16xf32>, tensor<8x1x8x16xf32>, tensor<8x1x8x16xf32>)
// CHECK: return %{{.*}} : tensor<8x8x16xf32>
func.func @flat_heads(%q: tensor<8x8x16xf32>, %k: tensor<8x8x16xf32>, %v: tensor<8x8x16xf32>) -> tensor<8x8x16xf32> {
  %0 = nn.transpose %k {perm = array<i64: 0, 2, 1>} : (tensor<8x8x16xf32>) -> tensor<8x16x8xf32>
  %1 = nn.matmul %q, %0 : (tensor<8x8x16xf32>, tensor<8x16x8xf32>) -> tensor<8x8x8xf32>
  %c0 = nn.constant dense<0.25> : tensor<f32> : tensor<f32>
  %2 = nn.mul %1, %c0 : (tensor<8x8x8xf32>, tensor<f32>) -> tensor<8x8x8xf32>
  %3 = nn.softmax %2 : (tensor<8x8x8xf32>) -> tensor<8x8x8xf32>
  %4 = nn.matmul %3, %v : (tensor<8x8x8xf32>, tensor<8x8x16xf32>) -> tensor<8x8x16xf32>
  return %4 : tensor<8x8x16xf32>
}

// Two query heads share a key and a value head.
// CHECK-LABEL: @grouped
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2 {{.*}}: (tensor<2x4x8x16xf32>, tensor<2x2x8x16xf32>, tensor<2x2x8x16xf32>)
// CHECK-NEXT: return
func.func @grouped(%q: tensor<2x4x8x16xf32>, %k: tensor<2x2x8x16xf32>, %v: tensor<2x2x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %i0 = nn.constant dense<[2]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.unsqueeze %k, %i0 : (tensor<2x2x8x16xf32>, tensor<1xi64>) -> tensor<2x2x1x8x16xf32>
  %i1 = nn.constant dense<[2, 2, 2, 8, 16]> : tensor<5xi64> : tensor<5xi64>
  %1 = nn.expand %0, %i1 : (tensor<2x2x1x8x16xf32>, tensor<5xi64>) -> tensor<2x2x2x8x16xf32>
  %i2 = nn.constant dense<[2, 4, 8, 16]> : tensor<4xi64> : tensor<4xi64>
  %2 = nn.reshape %1, %i2 : (tensor<2x2x2x8x16xf32>, tensor<4xi64>) -> tensor<2x4x8x16xf32>
  %3 = nn.transpose %2 {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %4 = nn.matmul %q, %3 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %c3 = nn.constant dense<0.25> : tensor<f32> : tensor<f32>
  %5 = nn.mul %4, %c3 : (tensor<2x4x8x8xf32>, tensor<f32>) -> tensor<2x4x8x8xf32>
  %6 = nn.softmax %5 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %7 = nn.unsqueeze %v, %i0 : (tensor<2x2x8x16xf32>, tensor<1xi64>) -> tensor<2x2x1x8x16xf32>
  %8 = nn.expand %7, %i1 : (tensor<2x2x1x8x16xf32>, tensor<5xi64>) -> tensor<2x2x2x8x16xf32>
  %9 = nn.reshape %8, %i2 : (tensor<2x2x2x8x16xf32>, tensor<4xi64>) -> tensor<2x4x8x16xf32>
  %10 = nn.matmul %6, %9 : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %10 : tensor<2x4x8x16xf32>
}

// CHECK-LABEL: @grouped_by_reshape
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2 {{.*}}: (tensor<2x4x8x16xf32>, tensor<2x2x8x16xf32>, tensor<2x2x8x16xf32>)
// CHECK-NEXT: return
func.func @grouped_by_reshape(%q: tensor<2x4x8x16xf32>, %k: tensor<2x2x8x16xf32>, %v: tensor<2x2x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %i0 = nn.constant dense<[2, 2, 1, 8, 16]> : tensor<5xi64> : tensor<5xi64>
  %0 = nn.reshape %k, %i0 : (tensor<2x2x8x16xf32>, tensor<5xi64>) -> tensor<2x2x1x8x16xf32>
  %i1 = nn.constant dense<[2, 2, 2, 8, 16]> : tensor<5xi64> : tensor<5xi64>
  %1 = nn.expand %0, %i1 : (tensor<2x2x1x8x16xf32>, tensor<5xi64>) -> tensor<2x2x2x8x16xf32>
  %i2 = nn.constant dense<[2, 4, 8, 16]> : tensor<4xi64> : tensor<4xi64>
  %2 = nn.reshape %1, %i2 : (tensor<2x2x2x8x16xf32>, tensor<4xi64>) -> tensor<2x4x8x16xf32>
  %3 = nn.transpose %2 {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %4 = nn.matmul %q, %3 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %5 = nn.softmax %4 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %6 = nn.reshape %v, %i0 : (tensor<2x2x8x16xf32>, tensor<5xi64>) -> tensor<2x2x1x8x16xf32>
  %7 = nn.expand %6, %i1 : (tensor<2x2x1x8x16xf32>, tensor<5xi64>) -> tensor<2x2x2x8x16xf32>
  %8 = nn.reshape %7, %i2 : (tensor<2x2x2x8x16xf32>, tensor<4xi64>) -> tensor<2x4x8x16xf32>
  %9 = nn.matmul %5, %8 : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %9 : tensor<2x4x8x16xf32>
}

// The same in front of an operator.
// CHECK-LABEL: @repeated_for_an_operator
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2 {{.*}}: (tensor<2x4x8x16xf32>, tensor<2x2x8x16xf32>, tensor<2x2x8x16xf32>)
// CHECK-NEXT: return
func.func @repeated_for_an_operator(%q: tensor<2x4x8x16xf32>, %k: tensor<2x2x8x16xf32>, %v: tensor<2x2x8x16xf32>) -> tensor<2x4x8x16xf32> {
  %i0 = nn.constant dense<[2]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.unsqueeze %k, %i0 : (tensor<2x2x8x16xf32>, tensor<1xi64>) -> tensor<2x2x1x8x16xf32>
  %i1 = nn.constant dense<[2, 2, 2, 8, 16]> : tensor<5xi64> : tensor<5xi64>
  %1 = nn.expand %0, %i1 : (tensor<2x2x1x8x16xf32>, tensor<5xi64>) -> tensor<2x2x2x8x16xf32>
  %i2 = nn.constant dense<[2, 4, 8, 16]> : tensor<4xi64> : tensor<4xi64>
  %2 = nn.reshape %1, %i2 : (tensor<2x2x2x8x16xf32>, tensor<4xi64>) -> tensor<2x4x8x16xf32>
  %3 = nn.unsqueeze %v, %i0 : (tensor<2x2x8x16xf32>, tensor<1xi64>) -> tensor<2x2x1x8x16xf32>
  %4 = nn.expand %3, %i1 : (tensor<2x2x1x8x16xf32>, tensor<5xi64>) -> tensor<2x2x2x8x16xf32>
  %5 = nn.reshape %4, %i2 : (tensor<2x2x2x8x16xf32>, tensor<4xi64>) -> tensor<2x4x8x16xf32>
  %y:4 = nn.attention %q, %2, %5 {operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0>} : (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>) -> (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>, tensor<2x4x8x8xf32>)
  return %y#0 : tensor<2x4x8x16xf32>
}

// Repeated keys that somebody else reads stay.
// CHECK-LABEL: @keys_used_elsewhere
// CHECK: nn.attention {{.*}}: (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>)
// CHECK-NEXT: return
func.func @keys_used_elsewhere(%q: tensor<2x4x8x16xf32>, %k: tensor<2x2x8x16xf32>, %v: tensor<2x2x8x16xf32>) -> (tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>) {
  %i0 = nn.constant dense<[2]> : tensor<1xi64> : tensor<1xi64>
  %0 = nn.unsqueeze %k, %i0 : (tensor<2x2x8x16xf32>, tensor<1xi64>) -> tensor<2x2x1x8x16xf32>
  %i1 = nn.constant dense<[2, 2, 2, 8, 16]> : tensor<5xi64> : tensor<5xi64>
  %1 = nn.expand %0, %i1 : (tensor<2x2x1x8x16xf32>, tensor<5xi64>) -> tensor<2x2x2x8x16xf32>
  %i2 = nn.constant dense<[2, 4, 8, 16]> : tensor<4xi64> : tensor<4xi64>
  %2 = nn.reshape %1, %i2 : (tensor<2x2x2x8x16xf32>, tensor<4xi64>) -> tensor<2x4x8x16xf32>
  %3 = nn.transpose %2 {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %4 = nn.matmul %q, %3 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %5 = nn.softmax %4 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %6 = nn.unsqueeze %v, %i0 : (tensor<2x2x8x16xf32>, tensor<1xi64>) -> tensor<2x2x1x8x16xf32>
  %7 = nn.expand %6, %i1 : (tensor<2x2x1x8x16xf32>, tensor<5xi64>) -> tensor<2x2x2x8x16xf32>
  %8 = nn.reshape %7, %i2 : (tensor<2x2x2x8x16xf32>, tensor<4xi64>) -> tensor<2x4x8x16xf32>
  %9 = nn.matmul %5, %8 : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %9, %2 : tensor<2x4x8x16xf32>, tensor<2x4x8x16xf32>
}

// A softmax in f32 between casts.
// CHECK-LABEL: @half
// CHECK-NEXT: nn.attention %arg0, %arg1, %arg2
// CHECK-NEXT: return
func.func @half(%q: tensor<2x4x8x16xf16>, %k: tensor<2x4x8x16xf16>, %v: tensor<2x4x8x16xf16>) -> tensor<2x4x8x16xf16> {
  %0 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf16>) -> tensor<2x4x16x8xf16>
  %1 = nn.matmul %q, %0 : (tensor<2x4x8x16xf16>, tensor<2x4x16x8xf16>) -> tensor<2x4x8x8xf16>
  %2 = nn.cast %1 {to = f32} : (tensor<2x4x8x8xf16>) -> tensor<2x4x8x8xf32>
  %3 = nn.softmax %2 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %4 = nn.cast %3 {to = f16} : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf16>
  %5 = nn.matmul %4, %v : (tensor<2x4x8x8xf16>, tensor<2x4x8x16xf16>) -> tensor<2x4x8x16xf16>
  return %5 : tensor<2x4x8x16xf16>
}

// A vector is no scale.
// CHECK-LABEL: @scaled_by_a_vector
// CHECK-NOT: nn.attention
// CHECK: return
func.func @scaled_by_a_vector(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x8x16xf32>, %v: tensor<2x4x8x16xf32>, %s: tensor<8xf32>) -> tensor<2x4x8x16xf32> {
  %0 = nn.transpose %k {perm = array<i64: 0, 1, 3, 2>} : (tensor<2x4x8x16xf32>) -> tensor<2x4x16x8xf32>
  %1 = nn.matmul %q, %0 : (tensor<2x4x8x16xf32>, tensor<2x4x16x8xf32>) -> tensor<2x4x8x8xf32>
  %2 = nn.mul %1, %s : (tensor<2x4x8x8xf32>, tensor<8xf32>) -> tensor<2x4x8x8xf32>
  %3 = nn.softmax %2 : (tensor<2x4x8x8xf32>) -> tensor<2x4x8x8xf32>
  %4 = nn.matmul %3, %v : (tensor<2x4x8x8xf32>, tensor<2x4x8x16xf32>) -> tensor<2x4x8x16xf32>
  return %4 : tensor<2x4x8x16xf32>
}
