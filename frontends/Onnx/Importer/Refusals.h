//===- Refusals.h - Why an operator or a type is not modelled -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_IMPORTER_REFUSALS_H
#define PERFOPT_FRONTENDS_ONNX_IMPORTER_REFUSALS_H

#include "frontends/Onnx/Reader/Model.h"

#include "llvm/ADT/StringRef.h"

#include <string>

namespace perfopt::onnx {

/// Why nn has no operator of this name: what it computes is none of a GPU's
/// work, or only that it is not known.
llvm::StringRef refusalReason(llvm::StringRef domain, llvm::StringRef opType);

/// "a tensor of strings", "a map", ...: of types that nn does not have.
std::string describeType(const Type &type);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_IMPORTER_REFUSALS_H
