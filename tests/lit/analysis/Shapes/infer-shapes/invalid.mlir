// What becomes contradictory once extents are known is an error at the operator.

// RUN: %perf-opt opt --perf-infer-shapes --split-input-file --verify-diagnostics %s

// The types in the text agree as far as they are known; 2 * 3 elements are no 8.
func.func @baked_batch(%x: tensor<2x3xf32>) -> tensor<*xf32> {
  %shape = nn.constant dense<[4, 2]> : tensor<2xi64> : tensor<2xi64>
  %0 = nn.relu %x : (tensor<2x3xf32>) -> tensor<*xf32>
  // expected-error@+1 {{the input has 6 elements, the shape 8}}
  %1 = nn.reshape %0, %shape : (tensor<*xf32>, tensor<2xi64>) -> tensor<*xf32>
  return %1 : tensor<*xf32>
}

// -----

// The parts become three when their sizes are known.
func.func @parts(%x: tensor<4xf32>) -> (tensor<*xf32>, tensor<*xf32>) {
  %sizes = nn.constant dense<[1, 1, 2]> : tensor<3xi64> : tensor<3xi64>
  %same = nn.identity %sizes : (tensor<3xi64>) -> tensor<*xi64>
  // expected-error@+1 {{has 2 results, but its operands make 3}}
  %0:2 = nn.split %x, %same {num_outputs = 2 : i64} : (tensor<4xf32>, tensor<*xi64>) -> (tensor<*xf32>, tensor<*xf32>)
  return %0#0, %0#1 : tensor<*xf32>, tensor<*xf32>
}

// -----

// A declaration has nothing to infer.
func.func private @declared(tensor<?xf32>) -> tensor<?xf32>
