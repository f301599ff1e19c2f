//===- OperatorNames.cpp - Operators by the names that profilers print ----===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Join/OperatorNames.h"

#include <algorithm>
#include <cctype>

namespace perfopt::profiles {

namespace {

/// Lower case, every run of other characters than letters and digits as one
/// underscore, none at the ends.
std::string normalised(std::string_view name) {
  std::string result;
  for (char c : name) {
    auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte))
      result += static_cast<char>(std::tolower(byte));
    else if (!result.empty() && result.back() != '_')
      result += '_';
  }
  if (result.ends_with('_'))
    result.pop_back();
  return result;
}

/// "_token_35" and the like, without the number.
bool dropCounter(std::string_view &name, std::string_view word) {
  size_t digits = name.size();
  while (digits > 0 &&
         std::isdigit(static_cast<unsigned char>(name[digits - 1])))
    --digits;
  bool counted = digits < name.size() && name.substr(0, digits).ends_with(word);
  if (counted)
    name = name.substr(0, digits - word.size());
  return counted;
}

/// "node_silu/QuickGeluFusion/" without the fusion.
bool dropFusion(std::string_view &name) {
  std::string_view inner =
      name.ends_with('/') ? name.substr(0, name.size() - 1) : name;
  size_t slash = inner.rfind('/');
  bool fused = slash != std::string_view::npos && slash > 0 &&
               inner.substr(slash).find("Fusion") != std::string_view::npos;
  if (fused)
    name = name.substr(0, slash);
  return fused;
}

bool dropSuffix(std::string_view &name) {
  for (std::string_view suffix :
       {"_nchwc", "_nhwc", "_fused", "_transformed", "_quant", "_output_0"})
    if (name.ends_with(suffix) && name.size() > suffix.size()) {
      name.remove_suffix(suffix.size());
      return true;
    }
  return false;
}

/// What ONNX Runtime's optimisers and PyTorch's NVTX ranges append.
std::string_view withoutAdditions(std::string_view name) {
  for (std::string_view behind : {", seq = ", ", op_id = "})
    name = name.substr(0, name.find(behind));
  while (dropSuffix(name) || dropCounter(name, "_token_") || dropFusion(name)) {
  }
  return name;
}

std::vector<std::string> split(std::string_view text,
                               std::string_view separator) {
  std::vector<std::string> parts;
  while (true) {
    size_t at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos)
      return parts;
    text.remove_prefix(at + separator.size());
  }
}

/// Strips "PWN(" ... ")" and spaces around a name.
std::string_view unwrapped(std::string_view name) {
  while (name.starts_with("PWN("))
    name.remove_prefix(4);
  while (name.ends_with(')') &&
         std::ranges::count(name, ')') > std::ranges::count(name, '('))
    name.remove_suffix(1);
  while (name.starts_with(' '))
    name.remove_prefix(1);
  while (name.ends_with(' '))
    name.remove_suffix(1);
  return name;
}

void sortUnique(std::vector<int> &list) {
  std::ranges::sort(list);
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

} // namespace

OperatorNames::OperatorNames(const core::Workload &workload) {
  std::map<int, int> kernelOf;
  for (size_t i = 0; i < workload.kernels.size(); ++i)
    for (int id : workload.kernels[i].operators)
      kernelOf.try_emplace(id, static_cast<int>(i));
  for (const core::Operator &op : workload.operators) {
    auto kernel = kernelOf.find(op.id);
    Entry entry{normalised(op.name),
                kernel == kernelOf.end() ? -1 : kernel->second};
    byName[entry.path].push_back(static_cast<int>(operators.size()));
    operators.push_back(std::move(entry));
  }
}

std::vector<int> OperatorNames::find(std::string_view single) const {
  // The new exporter calls the node of a value "conv2d" "node_conv2d"; fused
  // nodes are named after the value.
  std::string plain = normalised(withoutAdditions(unwrapped(single)));
  if (plain.empty())
    return {};
  for (const std::string &candidate : {plain, "node_" + plain})
    if (auto found = byName.find(candidate); found != byName.end())
      return found->second;
  return {};
}

/// Operators that one label names; empty when a part names none.
std::vector<int> OperatorNames::lookUp(std::string_view label) const {
  // TensorRT: "{ForeignNode[first...last]}" is everything between.
  constexpr std::string_view kForeign = "ForeignNode[";
  if (size_t at = label.find(kForeign); at != std::string_view::npos) {
    std::string_view inside = label.substr(at + kForeign.size());
    inside = inside.substr(0, inside.find(']'));
    size_t dots = inside.find("...");
    std::vector<int> first = find(inside.substr(0, dots));
    std::vector<int> last =
        dots == std::string_view::npos ? first : find(inside.substr(dots + 3));
    std::vector<int> all;
    if (!first.empty() && !last.empty())
      for (int i = first.front(); i <= last.back(); ++i)
        all.push_back(i);
    return all;
  }
  std::vector<int> whole = find(label);
  if (!whole.empty())
    return whole;
  // "Conv_0 + Relu_1", "PWN(PWN(Sigmoid_2), Mul_3)".
  std::vector<int> all;
  for (const std::string &part : split(label, " + "))
    for (const std::string &piece : part.starts_with("PWN(")
                                        ? split(part, ", ")
                                        : std::vector<std::string>{part}) {
      std::vector<int> found = find(piece);
      all.insert(all.end(), found.begin(), found.end());
    }
  return all;
}

std::vector<int> OperatorNames::kernelsNamed(const Unit &unit) const {
  std::vector<std::string_view> labels = {unit.name};
  for (auto range = unit.ranges.rbegin(); range != unit.ranges.rend(); ++range)
    labels.push_back(*range);
  for (std::string_view label : labels) {
    std::vector<int> kernels;
    for (int op : lookUp(label))
      if (operators[op].kernel >= 0)
        kernels.push_back(operators[op].kernel);
    sortUnique(kernels);
    if (!kernels.empty())
      return kernels;
  }
  return {};
}

std::vector<int>
OperatorNames::kernelsInScope(const std::vector<std::string> &ranges) const {
  // A shorter word is part of too many paths.
  constexpr size_t kShortest = 4;
  for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
    std::string scope = normalised(withoutAdditions(*range));
    if (scope.size() < kShortest)
      continue;
    std::vector<int> kernels;
    for (const Entry &entry : operators)
      if (entry.kernel >= 0 &&
          ("_" + entry.path + "_").find("_" + scope + "_") != std::string::npos)
        kernels.push_back(entry.kernel);
    sortUnique(kernels);
    if (!kernels.empty())
      return kernels;
  }
  return {};
}

} // namespace perfopt::profiles
