//===- StoredValue.h - Types of the values that ONNX's tests store --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file input_N.pb or output_N.pb holds one TensorProto, SequenceProto,
// OptionalProto or MapProto without a frame (onnx/onnx-data.proto); which of
// them, only the graph's input or output says.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_TESTS_CONFORMANCE_ONNX_STOREDVALUE_H
#define PERFOPT_TESTS_CONFORMANCE_ONNX_STOREDVALUE_H

#include "core/Support/Result.h"
#include "frontends/Onnx/Reader/Model.h"
#include "frontends/Support/ModelFile.h"

#include <memory>
#include <vector>

namespace perfopt::conformance {

struct StoredValue {
  onnx::Type::Kind kind = onnx::Type::Kind::Tensor;
  /// Of tensors.
  onnx::Tensor tensor;
  /// Of sequences all, of optionals at most one.
  std::vector<StoredValue> elements;
};

/// A value and the bytes that its records point into.
struct StoredFile {
  std::unique_ptr<frontends::ModelFile> file;
  StoredValue value;
};

core::Result<StoredFile> readStoredValue(const std::string &path,
                                         const onnx::Type &type);

} // namespace perfopt::conformance

#endif // PERFOPT_TESTS_CONFORMANCE_ONNX_STOREDVALUE_H
