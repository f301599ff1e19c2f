// Written in the generic form, as jax prints it. It becomes nn, in nn's layouts.

// RUN: %perf-opt import %s --weights params | FileCheck %s
// RUN: %perf-opt features %s --weights params | FileCheck %s --check-prefix=JSON

// CHECK: format = "mlir (stablehlo)"
// CHECK: func.func @main(%arg0: tensor<2x8x8x3xf32> {nn.name = "x"}
// CHECK: nn.weight "params['w']" : tensor<3x3x3x4xf32>
// Channels come in front and go back.
// CHECK: nn.transpose {{.*}} {perm = array<i64: 0, 3, 1, 2>} : (tensor<2x8x8x3xf32>) -> tensor<2x3x8x8xf32>
// CHECK: nn.transpose {{.*}} {perm = array<i64: 3, 2, 0, 1>} : (tensor<3x3x3x4xf32>) -> tensor<4x3x3x3xf32>
// CHECK: nn.conv {{.*}}pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>
// CHECK: nn.transpose {{.*}} {perm = array<i64: 0, 2, 3, 1>} : (tensor<2x4x4x4xf32>) -> tensor<2x4x4x4xf32>
// A sum over all pixels, divided by their number.
// CHECK-NOT: nn.reduce_sum
// CHECK: nn.reduce_mean {{.*}} {keepdims = 0 : i64}
// CHECK: nn.matmul
// CHECK: nn.softmax {{.*}} {axis = 1 : i64}

// macs = 2*4*4*4 * 3*3*3 + 2*4*10 = 3536
// JSON: "macs": 3536
// JSON: "unmodelled": []
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x3x3x4xf32>, tensor<4x10xf32>, tensor<2x8x8x3xf32>) -> tensor<2x10xf32>, sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%w: tensor<3x3x3x4xf32> loc("params['w']"), %d: tensor<4x10xf32> loc("params['d']"), %x: tensor<2x8x8x3xf32> loc("x")):
    %0 = "stablehlo.convolution"(%x, %w) <{batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>, feature_group_count = 1 : i64, padding = dense<1> : tensor<2x2xi64>, window_strides = array<i64: 2, 2>}> : (tensor<2x8x8x3xf32>, tensor<3x3x3x4xf32>) -> tensor<2x4x4x4xf32>
    %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.reduce"(%0, %zero) <{dimensions = array<i64: 1, 2>}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>):
      %s = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%s) : (tensor<f32>) -> ()
    }) : (tensor<2x4x4x4xf32>, tensor<f32>) -> tensor<2x4xf32>
    %n = "stablehlo.constant"() <{value = dense<16.0> : tensor<f32>}> : () -> tensor<f32>
    %ns = "stablehlo.broadcast_in_dim"(%n) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x4xf32>
    %2 = "stablehlo.divide"(%1, %ns) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %3 = "stablehlo.dot_general"(%2, %d) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>}> : (tensor<2x4xf32>, tensor<4x10xf32>) -> tensor<2x10xf32>
    %low = "stablehlo.constant"() <{value = dense<0xFF800000> : tensor<f32>}> : () -> tensor<f32>
    %4 = "stablehlo.reduce"(%3, %low) <{dimensions = array<i64: 1>}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>):
      %s = "stablehlo.maximum"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%s) : (tensor<f32>) -> ()
    }) : (tensor<2x10xf32>, tensor<f32>) -> tensor<2xf32>
    %5 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64: 0>}> : (tensor<2xf32>) -> tensor<2x10xf32>
    %6 = "stablehlo.subtract"(%3, %5) : (tensor<2x10xf32>, tensor<2x10xf32>) -> tensor<2x10xf32>
    %7 = "stablehlo.exponential"(%6) : (tensor<2x10xf32>) -> tensor<2x10xf32>
    %8 = "stablehlo.reduce"(%7, %zero) <{dimensions = array<i64: 1>}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>):
      %s = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%s) : (tensor<f32>) -> ()
    }) : (tensor<2x10xf32>, tensor<f32>) -> tensor<2xf32>
    %9 = "stablehlo.broadcast_in_dim"(%8) <{broadcast_dimensions = array<i64: 0>}> : (tensor<2xf32>) -> tensor<2x10xf32>
    %10 = "stablehlo.divide"(%7, %9) : (tensor<2x10xf32>, tensor<2x10xf32>) -> tensor<2x10xf32>
    "func.return"(%10) : (tensor<2x10xf32>) -> ()
  }) : () -> ()
}) : () -> ()
