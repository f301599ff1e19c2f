//===- Source.cpp - The text or bytecode of a module ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Mlir/Source.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/SHA256.h"

#include <algorithm>

namespace perfopt::upstream {

static constexpr std::string_view kBytecodeMagic = "ML\xEFR";

/// Behind white space and comments.
static std::string_view skipComments(std::string_view text) {
  while (!text.empty()) {
    if (llvm::isSpace(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with("//")) {
      text.remove_prefix(std::min(text.find('\n'), text.size()));
    } else {
      break;
    }
  }
  return text;
}

bool isMlir(std::string_view bytes) {
  if (bytes.starts_with(kBytecodeMagic))
    return true;
  std::string_view text = skipComments(bytes);
  // Aliases of attributes and types come before the module.
  if (text.size() > 1 && (text[0] == '#' || text[0] == '!'))
    return llvm::isAlpha(text[1]);
  for (std::string_view start :
       {"module", "builtin.module", "\"builtin.module\"", "func.func",
        "\"func.func\"", "func @", "{-#"})
    if (text.starts_with(start))
      return true;
  return false;
}

/// Behind the magic: the version as a varint, then a string that ends with 0.
static std::string producerOf(std::string_view bytes) {
  bytes.remove_prefix(kBytecodeMagic.size());
  if (bytes.empty())
    return {};
  // The number of trailing zeros says how many bytes follow.
  unsigned first = static_cast<unsigned char>(bytes.front());
  size_t length = first == 0 ? 9 : 1 + llvm::countr_zero(first);
  if (bytes.size() <= length)
    return {};
  bytes.remove_prefix(length);
  constexpr size_t kMost = 64;
  return std::string(bytes.substr(0, std::min(bytes.find('\0'), kMost)));
}

std::string elidePayloads(std::string_view text) {
  constexpr std::string_view kPayload = "dense<\"0x", kResources = "{-#";
  constexpr size_t kKept = 256;
  std::string result;
  // The resources are the last thing in a file.
  if (size_t at = text.rfind(kResources);
      at != std::string_view::npos && text.find("#-}", at) != text.npos)
    text = text.substr(0, at);
  while (true) {
    size_t at = text.find(kPayload);
    size_t end =
        at == text.npos ? text.npos : text.find('"', at + kPayload.size());
    bool closed =
        end != text.npos && end + 1 < text.size() && text[end + 1] == '>';
    if (!closed)
      return result.append(text);
    if (end - at > kKept)
      result.append(text.substr(0, at)).append("dense_resource<elided>");
    else
      result.append(text.substr(0, end + 2));
    text.remove_prefix(end + 2);
  }
}

/// The deepest nesting of brackets; those in strings and comments count, too,
/// which does no harm at this limit.
static size_t deepestNesting(std::string_view text) {
  size_t depth = 0, deepest = 0;
  char previous = 0;
  for (char c : text) {
    if (c == '(' || c == '[' || c == '{' || c == '<')
      deepest = std::max(deepest, ++depth);
    else if ((c == ')' || c == ']' || c == '}' ||
              (c == '>' && previous != '-')) &&
             depth > 0)
      --depth;
    previous = c;
  }
  return deepest;
}

core::Result<Source> prepareSource(std::string_view bytes) {
  Source source;
  source.isBytecode = bytes.starts_with(kBytecodeMagic);
  if (source.isBytecode) {
    source.producer = producerOf(bytes);
    if (source.producer.starts_with("StableHLO"))
      return core::Error{
          "a portable artefact (" + source.producer +
          "), which StableHLO's own library reads; write it as generic text: "
          "stablehlo-translate --deserialize FILE | stablehlo-opt "
          "--mlir-print-op-generic"};
    source.text = bytes;
  } else {
    source.text = elidePayloads(bytes);
    constexpr size_t kDeepest = 512;
    if (size_t depth = deepestNesting(source.text); depth > kDeepest)
      return core::Error{"brackets nest " + std::to_string(depth) +
                         " deep, expected at most " + std::to_string(kDeepest)};
  }
  auto digest = llvm::SHA256::hash(llvm::arrayRefFromStringRef(source.text));
  source.sha256 = llvm::toHex(digest, /*LowerCase=*/true);
  return source;
}

} // namespace perfopt::upstream
