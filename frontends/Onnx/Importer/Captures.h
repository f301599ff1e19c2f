//===- Captures.h - What a node's graphs read from around it --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_CAPTURES_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_CAPTURES_H

#include "frontends/Onnx/Reader/Model.h"

#include <string_view>
#include <vector>

namespace perfopt::onnx {

/// The outer values that the graphs in the node's attributes (branches, loop
/// bodies) use by name, each once, in the order of their first use. Empty for
/// nodes without graphs.
std::vector<std::string_view> capturedNames(const Node &node);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_CAPTURES_H
