// RUN: %perf-opt opt --perf-bind-dimensions='batch=4 seq=32' --split-input-file --verify-diagnostics %s

// expected-error@+1 {{not bound: 'frames'; give --seq N}}
func.func @main(%x: tensor<?x?x?xf32> {nn.name = "x", nn.dim_names = ["batch", "seq", "frames"]}) {
  return
}

// -----

// expected-error@+1 {{not bound: extent 1 of input 'x'}}
func.func @main(%x: tensor<?x?xf32> {nn.name = "x", nn.dim_names = ["batch", ""]},
                %ids: tensor<?x?xi64> {nn.name = "ids", nn.dim_names = ["batch", "seq"]}) {
  return
}

// -----

// A length that nothing takes up is an error: the answer would be for another.
// expected-error@+1 {{--seq 32: the model has no sequence dimension; its dimensions are batch; give --dim NAME=N or --input NAME=1x128}}
func.func @main(%x: tensor<?x3x224x224xf32> {nn.name = "x", nn.dim_names = ["batch", "", "", ""]}) {
  return
}

// -----

// expected-error@+1 {{--batch 4: the model has no batch dimension; none of its dimensions has a name}}
func.func @main(%x: tensor<f32> {nn.name = "x", nn.dim_names = []}) {
  return
}

// -----

// 4 * 32 * 2^50 = 2^57 elements
// expected-error@+1 {{an input of type 'tensor<4x32x1125899906842624xi64>' has more than 2^56 elements}}
func.func @main(%x: tensor<?x?x1125899906842624xi64> {nn.name = "x", nn.dim_names = ["batch", "seq", ""]}) {
  return
}

// -----

// expected-error@below {{expected a function 'main' with a body}}
module {
}

// -----

// expected-error@below {{expected a function 'main' with a body}}
module {
  func.func private @main(%x: tensor<?xf32>)
}
