//===- ElementType.cpp - What a tensor holds ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Schema/ElementType.h"

#include <array>

namespace perfopt::core {

namespace {
struct Spelling {
  std::string_view text;
  ElementType type;
};

// The first spelling of a type is its name.
constexpr std::array kSpellings = {
    Spelling{"f64", ElementType::F64},
    Spelling{"f32", ElementType::F32},
    Spelling{"tf32", ElementType::TF32},
    Spelling{"f16", ElementType::F16},
    Spelling{"bf16", ElementType::BF16},
    Spelling{"f8", ElementType::F8},
    Spelling{"i64", ElementType::I64},
    Spelling{"i32", ElementType::I32},
    Spelling{"i16", ElementType::I16},
    Spelling{"i8", ElementType::I8},
    Spelling{"i4", ElementType::I4},
    Spelling{"bool", ElementType::Bool},
    Spelling{"other", ElementType::Other},
    Spelling{"fp64", ElementType::F64},
    Spelling{"double", ElementType::F64},
    Spelling{"float64", ElementType::F64},
    Spelling{"fp32", ElementType::F32},
    Spelling{"float32", ElementType::F32},
    Spelling{"float", ElementType::F32},
    Spelling{"fp16", ElementType::F16},
    Spelling{"float16", ElementType::F16},
    Spelling{"half", ElementType::F16},
    Spelling{"bfloat16", ElementType::BF16},
    Spelling{"fp8", ElementType::F8},
    Spelling{"int64", ElementType::I64},
    Spelling{"int32", ElementType::I32},
    Spelling{"int16", ElementType::I16},
    Spelling{"int8", ElementType::I8},
    Spelling{"int4", ElementType::I4},
    Spelling{"i1", ElementType::Bool},
};
} // namespace

std::string_view name(ElementType type) {
  for (const Spelling &spelling : kSpellings)
    if (spelling.type == type)
      return spelling.text;
  return "other";
}

std::optional<ElementType> parseElementType(std::string_view text) {
  for (const Spelling &spelling : kSpellings)
    if (spelling.text == text)
      return spelling.type;
  return std::nullopt;
}

int storageBits(ElementType type) {
  switch (type) {
  case ElementType::F64:
  case ElementType::I64:
    return 64;
  case ElementType::F32:
  case ElementType::TF32:
  case ElementType::I32:
    return 32;
  case ElementType::F16:
  case ElementType::BF16:
  case ElementType::I16:
    return 16;
  case ElementType::F8:
  case ElementType::I8:
  case ElementType::Bool:
    return 8;
  case ElementType::I4:
    return 4;
  case ElementType::Other:
    return 0;
  }
  return 0;
}

} // namespace perfopt::core
