// An extent that the file fixes can be bound to another value. What it declares
// further down no longer holds then and is inferred anew.

// RUN: %perf-opt opt --perf-bind-dimensions=batch=32 %s | FileCheck %s
// CHECK: func.func @main(%arg0: tensor<32x3x8x8xf32>

func.func @main(%x: tensor<1x3x8x8xf32> {nn.name = "x", nn.dim_names = ["", "", "", ""]}) {
  return
}
