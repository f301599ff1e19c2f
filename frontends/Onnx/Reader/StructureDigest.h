//===- StructureDigest.h - A name for a model's structure -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SHA-256 (FIPS 180-4) of the unpacked file without the stretches that reading
// passed over, so that it costs the same whatever the weights. Two files that
// differ in large weights alone have the same digest; their lengths, names,
// shapes and small constants are part of it.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_READER_STRUCTUREDIGEST_H
#define PERFOPT_FRONTENDS_ONNX_READER_STRUCTUREDIGEST_H

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::onnx {

/// 64 lower-case hexadecimal digits. Each of `unread` lies within `bytes`; they
/// may come in any order and overlap.
std::string structureDigest(std::string_view bytes,
                            std::vector<std::string_view> unread);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_READER_STRUCTUREDIGEST_H
