//===- ForeignFile.cpp - Naming files that are no ONNX models -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/ForeignFile.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace perfopt::onnx {

namespace {
struct Signature {
  size_t offset;
  std::string_view bytes;
  std::string_view description;
};

using namespace std::string_view_literals;

constexpr std::string_view kHtml =
    "a web page; download the file itself, not the page that shows it";

// The first match counts.
constexpr std::array kSignatures = {
    Signature{0, "version https://git-lfs"sv,
              "a Git LFS pointer, not the model; fetch it with `git lfs pull`"},
    Signature{0, "PK\3\4"sv,
              "a zip archive, as PyTorch's .pt and .pt2 and Keras' .keras are; "
              "export the model to ONNX or unpack the archive"},
    Signature{0, "\x1f\x8b"sv,
              "compressed by gzip; give its name the ending .gz"},
    Signature{0,
              "\xfd"
              "7zXZ\0"sv,
              "compressed by xz; give its name the ending .xz"},
    Signature{0, "\x28\xb5\x2f\xfd"sv,
              "compressed by zstd; give its name the ending .zst"},
    Signature{0, "\x89HDF\r\n\x1a\n"sv,
              "an HDF5 file, as Keras' .h5 is; export the model to ONNX"},
    Signature{0, "GGUF"sv, "a GGUF file; export the model to ONNX"},
    Signature{0, "\x80\2"sv,
              "a Python pickle, as old PyTorch checkpoints are; export the "
              "model to ONNX"},
    Signature{4, "ORTM"sv,
              "a model in onnxruntime's ORT format; use the ONNX file it was "
              "made from"},
    Signature{4, "TFL3"sv, "a TensorFlow Lite model; export it to ONNX"},
    Signature{8, "{\""sv,
              "a safetensors file, which holds weights alone; export the model "
              "to ONNX"},
    Signature{0, "<!doctype"sv, kHtml},
    Signature{0, "<html"sv, kHtml},
};

/// Letters in any case.
bool startsWith(std::string_view text, std::string_view wanted) {
  auto same = [](unsigned char a, unsigned char b) {
    return a == b || std::tolower(a) == b;
  };
  return text.size() >= wanted.size() &&
         std::equal(wanted.begin(), wanted.end(), text.begin(),
                    [&](char w, char t) { return same(t, w); });
}

/// Enough to tell text from binary.
constexpr size_t kTextSample = 256;

bool isText(std::string_view sample) {
  return std::all_of(sample.begin(), sample.end(), [](unsigned char c) {
    return std::isprint(c) || std::isspace(c) || c >= 0x80;
  });
}
} // namespace

std::string_view describeForeignFile(std::string_view bytes) {
  for (const Signature &signature : kSignatures)
    if (bytes.size() > signature.offset &&
        startsWith(bytes.substr(signature.offset), signature.bytes))
      return signature.description;
  if (isText(bytes.substr(0, kTextSample)))
    return "text; only the binary form of ONNX is read, and MLIR where the "
           "name ends in .mlir";
  return {};
}

} // namespace perfopt::onnx
