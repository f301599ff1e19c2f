//===- ModelReader.h - From the bytes of a file to records ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors say the byte offset, what was being read there, and why it failed;
// files of other formats are told apart by name where they can be.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_READER_MODELREADER_H
#define PERFOPT_FRONTENDS_ONNX_READER_MODELREADER_H

#include "core/Support/Result.h"
#include "frontends/Onnx/Reader/Model.h"

#include <string>
#include <string_view>

namespace perfopt::onnx {

/// Reads a ModelProto; the records point into `bytes`. Bytes of weights are
/// not touched. Linear in the rest. `path` is only named in errors.
core::Result<Model> readModel(std::string_view bytes, const std::string &path);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_READER_MODELREADER_H
