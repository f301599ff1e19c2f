//===- WeightRoles.h - Which initializers are parameters by their use -----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_WEIGHTROLES_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_WEIGHTROLES_H

#include "frontends/Onnx/Reader/Model.h"

#include "llvm/ADT/StringSet.h"

namespace perfopt::onnx {

/// What initializers are for, where the exporter left no note: known by the
/// operators that read them.
struct WeightRoles {
  /// Running statistics, scales and zero points, tables of rotations: state
  /// that training does not change, although it is of floats.
  llvm::StringSet<> state;
  /// Weights of integers: parameters, although they are not of floats.
  llvm::StringSet<> quantized;

  static WeightRoles of(const Graph &graph);
};

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_WEIGHTROLES_H
