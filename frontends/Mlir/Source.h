//===- Source.h - The text or bytecode of a module ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What of a file goes to MLIR's parser, and what is known before it does.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_MLIR_SOURCE_H
#define PERFOPT_FRONTENDS_MLIR_SOURCE_H

#include "core/Support/Result.h"

#include <string>
#include <string_view>

namespace perfopt::upstream {

/// MLIR's bytecode, or text that starts as MLIR's does.
bool isMlir(std::string_view bytes);

struct Source {
  /// Text without the payload of large constants, or bytecode as it is.
  std::string text;
  bool isBytecode = false;
  /// Who wrote the bytecode, e.g. "MLIR22.1.8".
  std::string producer;
  /// Of `text`: it names the structure, not the weights (of bytecode, both).
  std::string sha256;
};

/// Fails for what MLIR's parser should not see: StableHLO's portable artefacts
/// and text that nests deeper than any model.
core::Result<Source> prepareSource(std::string_view bytes);

/// `text` with each `dense<"0x...">` of more than a few numbers replaced by
/// `dense_resource<elided>`, and without its section of resources. Lines stay
/// where they are.
std::string elidePayloads(std::string_view text);

} // namespace perfopt::upstream

#endif // PERFOPT_FRONTENDS_MLIR_SOURCE_H
