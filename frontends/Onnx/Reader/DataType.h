//===- DataType.h - Element types of ONNX tensors -------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The numbers of TensorProto.DataType and the storage each takes. Source:
// onnx/onnx.proto of ONNX 1.23.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_READER_DATATYPE_H
#define PERFOPT_FRONTENDS_ONNX_READER_DATATYPE_H

#include <cstdint>
#include <string>

namespace perfopt::onnx {

/// A file may hold numbers that are not listed here; they are kept as read.
enum class DataType : int32_t {
  Undefined = 0,
  Float = 1,
  Uint8 = 2,
  Int8 = 3,
  Uint16 = 4,
  Int16 = 5,
  Int32 = 6,
  Int64 = 7,
  String = 8,
  Bool = 9,
  Float16 = 10,
  Double = 11,
  Uint32 = 12,
  Uint64 = 13,
  Complex64 = 14,
  Complex128 = 15,
  Bfloat16 = 16,
  Float8E4M3FN = 17,
  Float8E4M3FNUZ = 18,
  Float8E5M2 = 19,
  Float8E5M2FNUZ = 20,
  Uint4 = 21,
  Int4 = 22,
  Float4E2M1 = 23,
  Float8E8M0 = 24,
  Uint2 = 25,
  Int2 = 26
};

/// "FLOAT", "INT64", ... as ONNX spells them; "element type 99" for an unknown
/// number.
std::string name(DataType type);

/// Bits that one element takes in raw data; 0 for strings, the undefined type
/// and unknown numbers.
int storageBits(DataType type);

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_READER_DATATYPE_H
