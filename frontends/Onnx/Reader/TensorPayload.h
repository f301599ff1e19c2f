//===- TensorPayload.h - Values of a tensor as they are stored ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The steps that decoding shares, whatever the element type: is everything in
// this file, does it agree with the dims, what does the field hold. Used
// inside this folder only.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_FRONTENDS_ONNX_READER_TENSORPAYLOAD_H
#define PERFOPT_FRONTENDS_ONNX_READER_TENSORPAYLOAD_H

#include "core/Support/Result.h"
#include "frontends/Onnx/Reader/TensorValues.h"
#include "frontends/Onnx/Reader/WireReader.h"

#include <fmt/format.h>

#include <type_traits>

namespace perfopt::onnx {

core::Error refuse(const Tensor &tensor, std::string_view why);
core::Error refuseField(const Tensor &tensor);

/// The number of elements, where all of them can be decoded from this file.
core::Result<int64_t> countDecodable(const Tensor &tensor,
                                     const ValueOptions &options);

/// The field that holds the values; raw where there are none.
Storage storageOf(const Tensor &tensor);

/// The bytes of raw data; they agree with the dims.
core::Result<std::string_view> rawBytes(const Tensor &tensor, int64_t count);

/// Element `index` of little-endian words of 2, 4, 8, 16, 32 or 64 bits; the
/// first of several elements in a byte is in its lowest bits.
uint64_t loadBits(std::string_view bytes, int64_t index, int bits);

/// What the typed field holds: `expected` values, or it is an error.
template <typename T>
core::Result<std::vector<T>> fieldValues(const Tensor &tensor,
                                         int64_t expected) {
  std::vector<T> values;
  bool whole = true;
  auto limit = static_cast<size_t>(expected);
  for (const PayloadRun &run : tensor.payload) {
    if (run.tagged) {
      WireState state{run.bytes.data()};
      WireReader in(run.bytes, state);
      while (values.size() <= limit && in.next())
        in.append(values);
      whole = whole && !state.failed;
      continue;
    }
    // A varint takes at most 10 bytes: more need not be decoded to be counted.
    if (run.bytes.size() / 10 > limit)
      return refuse(tensor, fmt::format("it has {} bytes of values, too many "
                                        "for its dims",
                                        run.bytes.size()));
    if constexpr (!std::is_same_v<T, std::string_view>)
      whole = whole && decodePacked(run.bytes, values);
  }
  if (!whole)
    return refuse(tensor, "its values are damaged");
  if (values.size() != limit)
    return refuse(tensor, fmt::format("the count of its values differs from "
                                      "the {} that its dims and {} ask for",
                                      expected, name(tensor.dataType)));
  return values;
}

} // namespace perfopt::onnx

#endif // PERFOPT_FRONTENDS_ONNX_READER_TENSORPAYLOAD_H
