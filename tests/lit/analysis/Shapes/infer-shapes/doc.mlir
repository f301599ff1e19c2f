// perf-infer-shapes infers every type, folds the arithmetic that shapes are made
// by, and drops what is no longer used.
//
// Exporters write "flatten all but the batch" as a chain of operators on the
// shape itself. With the inputs' extents known the chain is a constant, and the
// reshape at its end has a type:

// RUN: %perf-opt opt --perf-infer-shapes %s | FileCheck %s

// CHECK-LABEL: func.func @flatten(%arg0: tensor<32x2048x1x1xf32>) -> tensor<32x2048xf32>
func.func @flatten(%x: tensor<32x2048x1x1xf32>) -> tensor<*xf32> {
  %zero = nn.constant dense<0> : tensor<i64> : tensor<i64>
  %axis = nn.constant dense<0> : tensor<1xi64> : tensor<1xi64>
  %rest = nn.constant dense<-1> : tensor<1xi64> : tensor<1xi64>
  // shape = [32, 2048, 1, 1], batch = shape[0] = 32, wanted = [32, -1]
  %shape = nn.shape %x : (tensor<32x2048x1x1xf32>) -> tensor<*xi64>
  %batch = nn.gather %shape, %zero : (tensor<*xi64>, tensor<i64>) -> tensor<*xi64>
  %first = nn.unsqueeze %batch, %axis : (tensor<*xi64>, tensor<1xi64>) -> tensor<*xi64>
  %wanted = nn.concat %first, %rest {axis = 0 : i64} : (tensor<*xi64>, tensor<1xi64>) -> tensor<*xi64>
  // CHECK-NEXT: %[[WANTED:.*]] = nn.constant dense<[32, -1]> : tensor<2xi64>
  // CHECK-NEXT: %[[Y:.*]] = nn.reshape %arg0, %[[WANTED]] {{.*}} -> tensor<32x2048xf32>
  %y = nn.reshape %x, %wanted : (tensor<32x2048x1x1xf32>, tensor<*xi64>) -> tensor<*xf32>
  // CHECK-NEXT: return %[[Y]] : tensor<32x2048xf32>
  return %y : tensor<*xf32>
}

// What inference leaves open keeps the extents that are there: here the file
// declares how many elements are not zero.

// CHECK-LABEL: func.func @declared
func.func @declared(%x: tensor<10xf32>) -> tensor<1x7xi64> {
  // CHECK: nn.non_zero {{.*}} -> tensor<1x7xi64>
  %0 = nn.non_zero %x : (tensor<10xf32>) -> tensor<1x7xi64>
  return %0 : tensor<1x7xi64>
}

// Nobody uses the product: it goes.

// CHECK-LABEL: func.func @unused
func.func @unused(%x: tensor<2x2xf32>) -> tensor<2x2xf32> {
  // CHECK-NEXT: return %arg0
  %0 = nn.matmul %x, %x : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
  return %x : tensor<2x2xf32>
}
