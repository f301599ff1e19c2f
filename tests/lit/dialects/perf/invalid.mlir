// RUN: %perf-opt opt --split-input-file --verify-diagnostics %s

func.func @family(%x: tensor<4xf32>) {
  // expected-error@+1 {{unknown family 'gem'}}
  %y = perf.kernel "gem" attributes {problem = {}, cost = #perf.cost<flops = 4, macs = 0, read = 16, written = 16, rule = "elementwise_c1">} {
    %0 = nn.relu %x : (tensor<4xf32>) -> tensor<4xf32>
    perf.yield %0 : tensor<4xf32>
  } : tensor<4xf32>
  return
}

// -----

func.func @results(%x: tensor<4xf32>) {
  // expected-error@+1 {{yields 'tensor<4xf32>', but results are 'tensor<4xf32>', 'tensor<4xf32>'}}
  %y:2 = perf.kernel "elementwise" attributes {problem = {}, cost = #perf.cost<flops = 4, macs = 0, read = 16, written = 16, rule = "elementwise_c1">} {
    %0 = nn.relu %x : (tensor<4xf32>) -> tensor<4xf32>
    perf.yield %0 : tensor<4xf32>
  } : tensor<4xf32>, tensor<4xf32>
  return
}

// -----

func.func @cost(%x: tensor<4xf32>) {
  // expected-error@+1 {{requires attribute 'cost'}}
  %y = perf.kernel "elementwise" attributes {problem = {}} {
    %0 = nn.relu %x : (tensor<4xf32>) -> tensor<4xf32>
    perf.yield %0 : tensor<4xf32>
  } : tensor<4xf32>
  return
}

// -----

func.func @yield_outside(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{'perf.yield' op expects parent op 'perf.kernel'}}
  perf.yield %x : tensor<4xf32>
}
