//===- TensorPayload.cpp - Values of a tensor as they are stored ----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/TensorPayload.h"

#include <algorithm>

namespace perfopt::onnx {

std::optional<int64_t> elementCount(const std::vector<int64_t> &dims) {
  if (std::any_of(dims.begin(), dims.end(), [](int64_t d) { return d < 0; }))
    return std::nullopt;
  if (std::find(dims.begin(), dims.end(), 0) != dims.end())
    return 0;
  int64_t count = 1;
  for (int64_t dim : dims)
    if (__builtin_mul_overflow(count, dim, &count))
      return std::nullopt;
  return count;
}

core::Error refuse(const Tensor &tensor, std::string_view why) {
  return core::Error{fmt::format("tensor '{}': {}", tensor.name, why)};
}

core::Error refuseField(const Tensor &tensor) {
  return refuse(tensor,
                fmt::format("its values are in a field that {} does not "
                            "use",
                            name(tensor.dataType)));
}

core::Result<int64_t> countDecodable(const Tensor &tensor,
                                     const ValueOptions &options) {
  if (tensor.external)
    return refuse(tensor, "its values lie in another file, which is not read");
  std::optional<int64_t> count = elementCount(tensor.dims);
  if (!count)
    return refuse(tensor, "its dims are negative or their product overflows");
  if (*count > options.maxElements)
    return refuse(tensor, fmt::format("its {} elements exceed the {} that are "
                                      "decoded",
                                      *count, options.maxElements));
  for (const PayloadRun &run : tensor.payload)
    if (run.storage != storageOf(tensor))
      return refuse(tensor, "it holds values in more than one field");
  return *count;
}

Storage storageOf(const Tensor &tensor) {
  return tensor.payload.empty() ? Storage::Raw : tensor.payload.front().storage;
}

core::Result<std::string_view> rawBytes(const Tensor &tensor, int64_t count) {
  std::string_view bytes;
  if (!tensor.payload.empty())
    bytes = tensor.payload.front().bytes;
  int64_t expected = (count * storageBits(tensor.dataType) + 7) / 8;
  if (static_cast<int64_t>(bytes.size()) != expected)
    return refuse(tensor,
                  fmt::format("it has {} bytes of data, expected {} for "
                              "{} elements of {}",
                              bytes.size(), expected, count,
                              name(tensor.dataType)));
  return bytes;
}

uint64_t loadBits(std::string_view bytes, int64_t index, int bits) {
  if (bits < 8) {
    int perByte = 8 / bits;
    auto byte = static_cast<uint8_t>(bytes[index / perByte]);
    return byte >> (index % perByte * bits);
  }
  int size = bits / 8;
  uint64_t word = 0;
  for (int i = size - 1; i >= 0; --i)
    word = word << 8 | static_cast<uint8_t>(bytes[index * size + i]);
  return word;
}

} // namespace perfopt::onnx
