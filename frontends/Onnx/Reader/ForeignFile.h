//===- ForeignFile.h - Naming files that are no ONNX models ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ONNX files carry no magic number, so this is asked only after reading
// failed.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_READER_FOREIGNFILE_H
#define PERFOPT_FRONTENDS_ONNX_READER_FOREIGNFILE_H

#include <string_view>

namespace perfopt::onnx {

/// What the file is and what to do about it, as "a zip archive, ...; ...";
/// empty when its first bytes name no format.
std::string_view describeForeignFile(std::string_view bytes);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_READER_FOREIGNFILE_H
