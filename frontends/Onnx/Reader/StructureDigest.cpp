//===- StructureDigest.cpp - A name for a model's structure ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nettle, because a cold process starts within 1 ms with it (OpenSSL's
// libcrypto: 4 ms; 60 runs of a program that digests three bytes).
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/StructureDigest.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

#include <algorithm>
#include <array>

namespace perfopt::onnx {

std::string structureDigest(std::string_view bytes,
                            std::vector<std::string_view> unread) {
  std::sort(unread.begin(), unread.end(),
            [](std::string_view a, std::string_view b) {
              return a.data() < b.data();
            });
  sha256_ctx context;
  sha256_init(&context);
  size_t position = 0;
  auto digestUpTo = [&](size_t end) {
    if (end > position)
      sha256_update(&context, end - position,
                    reinterpret_cast<const uint8_t *>(bytes.data() + position));
  };
  for (std::string_view range : unread) {
    size_t begin = range.data() - bytes.data();
    digestUpTo(begin);
    position = std::max(position, begin + range.size());
  }
  digestUpTo(bytes.size());

  std::array<uint8_t, SHA256_DIGEST_SIZE> digest;
  sha256_digest(&context, digest.size(), digest.data());
  std::string text(BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE), '\0');
  base16_encode_update(text.data(), digest.size(), digest.data());
  return text;
}

} // namespace perfopt::onnx
