//===- ElementType.h - What a tensor holds --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SCHEMA_ELEMENTTYPE_H
#define PERFOPT_CORE_SCHEMA_ELEMENTTYPE_H

#include <optional>
#include <string_view>

namespace perfopt::core {

/// Element types that kernels are priced in. TF32 is stored in 32 bits; the
/// name says which pipe multiplies it.
enum class ElementType {
  F64, F32, TF32, F16, BF16, F8, I64, I32, I16, I8, I4, Bool, Other
};

/// "f32", "bf16", ...; the spelling of MLIR where it has one.
std::string_view name(ElementType type);

/// Accepts the spellings of MLIR, PyTorch and NumPy: f32, fp32, float32, half,
/// bfloat16, int8, ...
std::optional<ElementType> parseElementType(std::string_view text);

/// Storage in bits; 4 for i4, 8 for bool, 32 for tf32.
int storageBits(ElementType type);

} // namespace perfopt::core

#endif // PERFOPT_CORE_SCHEMA_ELEMENTTYPE_H
