//===- ExternalData.cpp - Where weights outside the model would lie -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/ExternalData.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <map>

namespace perfopt::onnx {

namespace fs = std::filesystem;

//===----------------------------------------------------------------------===//
// Locations
//===----------------------------------------------------------------------===//

/// What is wrong with a location as text; empty when nothing is.
static std::string_view faultOf(std::string_view location) {
  if (location.empty())
    return "it names no file";
  if (location.find('\0') != std::string_view::npos)
    return "it contains a NUL";
  if (location.find('\\') != std::string_view::npos)
    return "it contains a backslash";
  if (location.size() > 1 && location[1] == ':' &&
      std::isalpha(static_cast<unsigned char>(location[0])))
    return "it names a drive";
  fs::path path(location);
  if (path.is_absolute())
    return "it is absolute";
  if (std::find(path.begin(), path.end(), "..") != path.end())
    return "it leaves the model's folder by '..'";
  return {};
}

static bool isWithin(const fs::path &file, const fs::path &folder) {
  auto [folderEnd, fileRest] =
      std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return folderEnd == folder.end() && fileRest != file.end();
}

namespace {
/// A file that tensors refer to, looked at once.
struct DataFile {
  std::string fault = {};
  /// Unset when the file is missing.
  std::optional<uint64_t> size = {};
  bool tooShort = false;
};

class Checker {
public:
  explicit Checker(const std::string &modelPath);
  void check(const Tensor &tensor);
  void check(const SparseTensor &tensor);
  void check(const Attribute &attribute);
  void check(const Node &node);
  void check(const Graph &graph);
  template <typename Record>
  void checkAll(const std::vector<Record> &records) {
    for (const Record &record : records)
      check(record);
  }

  std::optional<core::Error> error;
  std::vector<std::string> notes() const;

private:
  DataFile lookAt(std::string_view location) const;
  std::optional<uint64_t> readNumber(const Tensor &tensor,
                                     std::string_view key);
  void fail(const Tensor &tensor, std::string_view location,
            std::string_view fault);

  std::string modelPath;
  fs::path folder;
  /// Links resolved: where the model is named, and where it lies.
  std::vector<fs::path> roots;
  std::map<std::string_view, DataFile> files;
};
} // namespace

Checker::Checker(const std::string &modelPath) : modelPath(modelPath) {
  folder = fs::path(modelPath).parent_path();
  // A missing file beside it resolves to an absolute path from "." only.
  if (folder.empty())
    folder = ".";
  std::error_code error;
  for (const fs::path &root :
       {fs::weakly_canonical(folder, error),
        fs::weakly_canonical(modelPath, error).parent_path()})
    if (!root.empty())
      roots.push_back(root);
}

DataFile Checker::lookAt(std::string_view location) const {
  if (std::string_view fault = faultOf(location); !fault.empty())
    return {std::string(fault)};
  std::error_code error;
  fs::path file = folder / fs::path(location);
  fs::path resolved = fs::weakly_canonical(file, error);
  if (error)
    return {"its place cannot be resolved: " + error.message()};
  if (std::none_of(roots.begin(), roots.end(), [&](const fs::path &root) {
        return isWithin(resolved, root);
      }))
    return {"it leaves the model's folder by a symbolic link"};
  fs::file_status status = fs::status(resolved, error);
  if (!fs::exists(status))
    return {};
  if (!fs::is_regular_file(status))
    return {"it is no regular file"};
  DataFile found;
  uint64_t size = fs::file_size(resolved, error);
  if (!error)
    found.size = size;
  return found;
}

void Checker::fail(const Tensor &tensor, std::string_view location,
                   std::string_view fault) {
  if (!error)
    error = core::Error{
        fmt::format("external data of tensor '{}' at '{}' is refused: {}",
                    tensor.name, location, fault),
        modelPath};
}

/// A decimal number of bytes; 0 when the key is missing, nothing on an error.
std::optional<uint64_t> Checker::readNumber(const Tensor &tensor,
                                            std::string_view key) {
  std::optional<std::string_view> text = find(tensor.externalData, key);
  if (!text)
    return 0;
  uint64_t number = 0;
  const char *end = text->data() + text->size();
  auto [stopped, code] = std::from_chars(text->data(), end, number);
  if (code == std::errc() && stopped == end && !text->empty())
    return number;
  fail(tensor, find(tensor.externalData, "location").value_or(""),
       fmt::format("expected a number of bytes as its {}, found '{}'", key,
                   *text));
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Walking the model
//===----------------------------------------------------------------------===//

void Checker::check(const Tensor &tensor) {
  if (!tensor.external || error)
    return;
  std::string_view location =
      find(tensor.externalData, "location").value_or("");
  auto [entry, isNew] = files.try_emplace(location);
  DataFile &file = entry->second;
  if (isNew)
    file = lookAt(location);
  if (!file.fault.empty())
    return fail(tensor, location, file.fault);
  std::optional<uint64_t> offset = readNumber(tensor, "offset");
  std::optional<uint64_t> length = readNumber(tensor, "length");
  if (!offset || !length || !file.size)
    return;
  file.tooShort |= *offset > *file.size || *length > *file.size - *offset;
}

void Checker::check(const SparseTensor &tensor) {
  check(tensor.values);
  check(tensor.indices);
}

void Checker::check(const Attribute &attribute) {
  if (attribute.tensor)
    check(*attribute.tensor);
  if (attribute.graph)
    check(*attribute.graph);
  if (!attribute.rare)
    return;
  if (attribute.rare->sparseTensor)
    check(*attribute.rare->sparseTensor);
  checkAll(attribute.rare->tensors);
  checkAll(attribute.rare->graphs);
  checkAll(attribute.rare->sparseTensors);
}

void Checker::check(const Node &node) { checkAll(node.attributes); }

void Checker::check(const Graph &graph) {
  checkAll(graph.initializers);
  checkAll(graph.sparseInitializers);
  checkAll(graph.nodes);
}

std::vector<std::string> Checker::notes() const {
  std::vector<std::string> notes;
  for (const auto &[location, file] : files) {
    if (!file.size)
      notes.push_back(fmt::format(
          "external data file '{}' is missing; weights are not needed",
          location));
    else if (file.tooShort)
      notes.push_back(fmt::format("external data file '{}' is shorter than the "
                                  "model says; weights are not needed",
                                  location));
  }
  return notes;
}

core::Result<std::vector<std::string>>
checkExternalData(const Model &model, const std::string &modelPath) {
  Checker checker(modelPath);
  checker.check(model.graph);
  for (const Function &function : model.functions) {
    checker.checkAll(function.nodes);
    checker.checkAll(function.attributeDefaults);
  }
  if (checker.error)
    return *checker.error;
  return checker.notes();
}

} // namespace perfopt::onnx
