//===- NodeOrder.h - Nodes after those they depend on ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_NODEORDER_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_NODEORDER_H

#include "frontends/Onnx/Reader/Model.h"

#include "mlir/IR/Location.h"
#include "mlir/Support/LLVM.h"

#include <vector>

namespace perfopt::onnx {

/// The nodes in the file's order, which ONNX wants sorted; where it is not, in
/// topological order with a warning. A cycle is an error that names a node.
mlir::FailureOr<std::vector<const Node *>> nodeOrder(const Graph &graph,
                                                     mlir::Location loc);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_NODEORDER_H
