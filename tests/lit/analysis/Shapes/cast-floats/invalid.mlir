// RUN: %perf-opt opt --perf-cast-floats=type=f7 --verify-diagnostics %s

// expected-error@+1 {{unknown element type 'f7'}}
module {
}
