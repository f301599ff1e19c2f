//===- SyntheticChain.h - ONNX models of any length -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A chain of units that exporters write, drawn with the frequency with which
// they occur in the 22 models of tests/models (19,531 nodes). Every unit takes
// and returns a tensor of one shape, so that a chain can have any length.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_BENCHMARKS_SYNTHETICCHAIN_H
#define PERFOPT_BENCHMARKS_SYNTHETICCHAIN_H

#include <cstdint>
#include <string>

namespace perfopt::benchmarks {

/// The bytes of an ONNX file with at least `nodes` nodes, fewer than ten more.
/// Weights are external data without a file. The same every time.
std::string syntheticChain(int64_t nodes);

} // namespace perfopt::benchmarks

#endif // PERFOPT_BENCHMARKS_SYNTHETICCHAIN_H
