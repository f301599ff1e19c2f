//===- Model.cpp - What an ONNX file says, without its weights ------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/Model.h"

#include <algorithm>

namespace perfopt::onnx {

std::optional<std::string_view> find(const std::vector<StringEntry> &entries,
                                     std::string_view key) {
  auto found =
      std::find_if(entries.rbegin(), entries.rend(),
                   [&](const auto &entry) { return entry.key == key; });
  if (found == entries.rend())
    return std::nullopt;
  return found->value;
}

const Attribute *Node::attribute(std::string_view wanted) const {
  auto found = std::find_if(
      attributes.begin(), attributes.end(),
      [&](const Attribute &attribute) { return attribute.name == wanted; });
  return found == attributes.end() ? nullptr : &*found;
}

} // namespace perfopt::onnx
