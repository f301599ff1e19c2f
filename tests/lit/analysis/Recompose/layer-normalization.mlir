// (x - mean) / sqrt(mean((x - mean)^2) + epsilon) * scale + b over the last
// extent. ONNX has LayerNormalization from opset 17 on.

// RUN: %perf-opt opt --perf-recompose %s | FileCheck %s

module attributes {nn.model = {opset = {ai.onnx = 16 : i64}}} {
  // CHECK-LABEL: @with_pow
  // CHECK: %[[Y:.*]] = nn.layer_normalization %arg0, %{{.*}}, %{{.*}} {epsilon = 9.99999996E-13 : f32}
  // CHECK-NEXT: return %[[Y]]
  func.func @with_pow(%x: tensor<2x8x768xf32>) -> tensor<2x8x768xf32> {
    %scale = nn.weight "scale" : tensor<768xf32>
    %b = nn.weight "b" : tensor<768xf32>
    %axis = nn.constant dense<-1> : tensor<1xi64> : tensor<1xi64>
    %two = nn.constant dense<2.0> : tensor<f32> : tensor<f32>
    %epsilon = nn.constant dense<1.0e-12> : tensor<f32> : tensor<f32>
    %mean = nn.reduce_mean %x, %axis : (tensor<2x8x768xf32>, tensor<1xi64>) -> tensor<2x8x1xf32>
    %centered = nn.sub %x, %mean : (tensor<2x8x768xf32>, tensor<2x8x1xf32>) -> tensor<2x8x768xf32>
    %square = nn.pow %centered, %two : (tensor<2x8x768xf32>, tensor<f32>) -> tensor<2x8x768xf32>
    %variance = nn.reduce_mean %square, %axis : (tensor<2x8x768xf32>, tensor<1xi64>) -> tensor<2x8x1xf32>
    %sum = nn.add %variance, %epsilon : (tensor<2x8x1xf32>, tensor<f32>) -> tensor<2x8x1xf32>
    %root = nn.sqrt %sum : (tensor<2x8x1xf32>) -> tensor<2x8x1xf32>
    %unit = nn.div %centered, %root : (tensor<2x8x768xf32>, tensor<2x8x1xf32>) -> tensor<2x8x768xf32>
    %scaled = nn.mul %unit, %scale : (tensor<2x8x768xf32>, tensor<768xf32>) -> tensor<2x8x768xf32>
    %y = nn.add %scaled, %b : (tensor<2x8x768xf32>, tensor<768xf32>) -> tensor<2x8x768xf32>
    return %y : tensor<2x8x768xf32>
  }

  // The square as a product, the affine part the other way round, the axis
  // counted from the front.
  // CHECK-LABEL: @with_mul
  // CHECK: nn.layer_normalization %arg0, %{{.*}}, %{{.*}}
  // CHECK-NEXT: return
  func.func @with_mul(%x: tensor<8x768xf32>) -> tensor<8x768xf32> {
    %scale = nn.weight "scale" : tensor<768xf32>
    %b = nn.weight "b" : tensor<768xf32>
    %axis = nn.constant dense<1> : tensor<1xi64> : tensor<1xi64>
    %epsilon = nn.constant dense<1.0e-5> : tensor<f32> : tensor<f32>
    %mean = nn.reduce_mean %x, %axis : (tensor<8x768xf32>, tensor<1xi64>) -> tensor<8x1xf32>
    %centered = nn.sub %x, %mean : (tensor<8x768xf32>, tensor<8x1xf32>) -> tensor<8x768xf32>
    %square = nn.mul %centered, %centered : (tensor<8x768xf32>, tensor<8x768xf32>) -> tensor<8x768xf32>
    %variance = nn.reduce_mean %square, %axis : (tensor<8x768xf32>, tensor<1xi64>) -> tensor<8x1xf32>
    %sum = nn.add %epsilon, %variance : (tensor<f32>, tensor<8x1xf32>) -> tensor<8x1xf32>
    %root = nn.sqrt %sum : (tensor<8x1xf32>) -> tensor<8x1xf32>
    %unit = nn.div %centered, %root : (tensor<8x768xf32>, tensor<8x1xf32>) -> tensor<8x768xf32>
    %scaled = nn.mul %scale, %unit : (tensor<768xf32>, tensor<8x768xf32>) -> tensor<8x768xf32>
    %y = nn.add %b, %scaled : (tensor<768xf32>, tensor<8x768xf32>) -> tensor<8x768xf32>
    return %y : tensor<8x768xf32>
  }

  // Over another extent it is another function.
  // CHECK-LABEL: @other_axis
  // CHECK-NOT: nn.layer_normalization
  // CHECK: return
  func.func @other_axis(%x: tensor<8x768xf32>) -> tensor<8x768xf32> {
    %scale = nn.weight "scale" : tensor<768xf32>
    %b = nn.weight "b" : tensor<768xf32>
    %axis = nn.constant dense<0> : tensor<1xi64> : tensor<1xi64>
    %epsilon = nn.constant dense<1.0e-5> : tensor<f32> : tensor<f32>
    %mean = nn.reduce_mean %x, %axis : (tensor<8x768xf32>, tensor<1xi64>) -> tensor<1x768xf32>
    %centered = nn.sub %x, %mean : (tensor<8x768xf32>, tensor<1x768xf32>) -> tensor<8x768xf32>
    %square = nn.mul %centered, %centered : (tensor<8x768xf32>, tensor<8x768xf32>) -> tensor<8x768xf32>
    %variance = nn.reduce_mean %square, %axis : (tensor<8x768xf32>, tensor<1xi64>) -> tensor<1x768xf32>
    %sum = nn.add %variance, %epsilon : (tensor<1x768xf32>, tensor<f32>) -> tensor<1x768xf32>
    %root = nn.sqrt %sum : (tensor<1x768xf32>) -> tensor<1x768xf32>
    %unit = nn.div %centered, %root : (tensor<8x768xf32>, tensor<1x768xf32>) -> tensor<8x768xf32>
    %scaled = nn.mul %unit, %scale : (tensor<8x768xf32>, tensor<768xf32>) -> tensor<8x768xf32>
    %y = nn.add %scaled, %b : (tensor<8x768xf32>, tensor<768xf32>) -> tensor<8x768xf32>
    return %y : tensor<8x768xf32>
  }

  // The spread of something else is no variance of x.
  // CHECK-LABEL: @other_spread
  // CHECK-NOT: nn.layer_normalization
  // CHECK: return
  func.func @other_spread(%x: tensor<8x768xf32>, %z: tensor<8x768xf32>) -> tensor<8x768xf32> {
    %scale = nn.weight "scale" : tensor<768xf32>
    %b = nn.weight "b" : tensor<768xf32>
    %axis = nn.constant dense<1> : tensor<1xi64> : tensor<1xi64>
    %epsilon = nn.constant dense<1.0e-5> : tensor<f32> : tensor<f32>
    %mean = nn.reduce_mean %x, %axis : (tensor<8x768xf32>, tensor<1xi64>) -> tensor<8x1xf32>
    %centered = nn.sub %x, %mean : (tensor<8x768xf32>, tensor<8x1xf32>) -> tensor<8x768xf32>
    %square = nn.mul %z, %z : (tensor<8x768xf32>, tensor<8x768xf32>) -> tensor<8x768xf32>
    %variance = nn.reduce_mean %square, %axis : (tensor<8x768xf32>, tensor<1xi64>) -> tensor<8x1xf32>
    %sum = nn.add %variance, %epsilon : (tensor<8x1xf32>, tensor<f32>) -> tensor<8x1xf32>
    %root = nn.sqrt %sum : (tensor<8x1xf32>) -> tensor<8x1xf32>
    %unit = nn.div %centered, %root : (tensor<8x768xf32>, tensor<8x1xf32>) -> tensor<8x768xf32>
    %scaled = nn.mul %unit, %scale : (tensor<8x768xf32>, tensor<768xf32>) -> tensor<8x768xf32>
    %y = nn.add %scaled, %b : (tensor<8x768xf32>, tensor<768xf32>) -> tensor<8x768xf32>
    return %y : tensor<8x768xf32>
  }
}
