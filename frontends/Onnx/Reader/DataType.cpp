//===- DataType.cpp - Element types of ONNX tensors -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/DataType.h"

#include <array>

namespace perfopt::onnx {

namespace {
struct Entry {
  const char *name;
  int bits;
};

// Indexed by the number of the type.
constexpr std::array kEntries = {
    Entry{"UNDEFINED", 0},      Entry{"FLOAT", 32},
    Entry{"UINT8", 8},          Entry{"INT8", 8},
    Entry{"UINT16", 16},        Entry{"INT16", 16},
    Entry{"INT32", 32},         Entry{"INT64", 64},
    Entry{"STRING", 0},         Entry{"BOOL", 8},
    Entry{"FLOAT16", 16},       Entry{"DOUBLE", 64},
    Entry{"UINT32", 32},        Entry{"UINT64", 64},
    Entry{"COMPLEX64", 64},     Entry{"COMPLEX128", 128},
    Entry{"BFLOAT16", 16},      Entry{"FLOAT8E4M3FN", 8},
    Entry{"FLOAT8E4M3FNUZ", 8}, Entry{"FLOAT8E5M2", 8},
    Entry{"FLOAT8E5M2FNUZ", 8}, Entry{"UINT4", 4},
    Entry{"INT4", 4},           Entry{"FLOAT4E2M1", 4},
    Entry{"FLOAT8E8M0", 8},     Entry{"UINT2", 2},
    Entry{"INT2", 2},
};

const Entry *find(DataType type) {
  auto number = static_cast<int32_t>(type);
  bool known = number >= 0 && number < static_cast<int32_t>(kEntries.size());
  return known ? &kEntries[number] : nullptr;
}
} // namespace

std::string name(DataType type) {
  if (const Entry *entry = find(type))
    return entry->name;
  return "element type " + std::to_string(static_cast<int32_t>(type));
}

int storageBits(DataType type) {
  const Entry *entry = find(type);
  return entry ? entry->bits : 0;
}

} // namespace perfopt::onnx
