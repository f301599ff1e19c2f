//===- ModelArguments.cpp - Options that say which model, and how --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Commands/ModelArguments.h"

#include <charconv>

namespace perfopt::cli {

static std::vector<std::string> runtimeNames() {
  std::vector<std::string> names;
  for (analysis::Runtime runtime : analysis::allRuntimes())
    names.emplace_back(analysis::name(runtime));
  return names;
}

void ModelArguments::addTo(CLI::App &command) {
  addModelTo(command);
  command
      .add_option(
          "-b,--batch", batch,
          "batch size: dimensions named batch, else the first extent of "
          "every input (default 1)")
      ->check(CLI::Range(int64_t(1), kMaxExtent));
  command
      .add_option("-s,--seq", seq,
                  "sequence length: dimensions named seq, else the second "
                  "extent of integer inputs")
      ->check(CLI::Range(int64_t(1), kMaxExtent));
  command.add_option(
      "--dtype", dtype,
      "cast the model's floating types: fp32 tf32 fp16 bf16 int8 "
      "(default: as in the file)");
}

void ModelArguments::addModelTo(CLI::App &command) {
  command
      .add_option("model", model,
                  "ONNX file or MLIR (linalg, tosa, StableHLO in generic form, "
                  "nn; text "
                  "or bytecode), also .gz .xz .zst; weights are never read")
      ->required();
  // Each takes one argument, or the model behind them would be taken for
  // another value.
  command
      .add_option("--dim", dims,
                  "bind a named dimension: --dim frames=16; may be repeated")
      ->type_name("NAME=N")
      ->allow_extra_args(false);
  command
      .add_option("--input", inputs,
                  "bind all extents of an input: --input x=1x3x224x224; may be "
                  "repeated")
      ->type_name("NAME=AxBxC")
      ->allow_extra_args(false);
  command
      .add_option("--trip-count", tripCount,
                  "trips of loops whose number the model leaves to its data")
      ->check(CLI::Range(int64_t(1), kMaxExtent));
  command
      .add_option(
          "--weights", weights,
          "inputs of an MLIR function that are weights: --weights params "
          "means params, params['w'], params.w; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command
      .add_option("--mode", mode,
                  "what runs: inference, or a step of training (forward, "
                  "backward, optimizer)")
      ->check(CLI::IsMember({"inference", "training"}))
      ->capture_default_str();
  training.addTo(command);
  command
      .add_option("--runtime", runtime,
                  "what groups operators into kernels: eager (PyTorch), "
                  "inductor (torch.compile), onnxruntime, tensorrt")
      ->check(CLI::IsMember(runtimeNames()))
      ->capture_default_str();
  command.add_flag("--keep-activations", keepActivations,
                   "keep what a backward pass would need, as a forward with "
                   "gradients enabled does");
  command.add_flag(
      "--no-recompose", noRecompose,
      "leave GELU, LayerNorm, attention as the exporter spelled them");
}

static std::optional<int64_t> parseExtent(std::string_view text) {
  int64_t value = 0;
  auto [end, status] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size() || value < 1 ||
      value > kMaxExtent)
    return std::nullopt;
  return value;
}

/// "name=value" at the last "=": input names may hold one.
static std::optional<std::pair<std::string, std::string>>
splitAssignment(const std::string &text) {
  size_t at = text.rfind('=');
  if (at == std::string::npos || at == 0 || at + 1 == text.size())
    return std::nullopt;
  return std::pair(text.substr(0, at), text.substr(at + 1));
}

core::Result<analysis::PipelineOptions> ModelArguments::options() const {
  analysis::PipelineOptions options;
  core::Result<std::optional<core::TrainingRequest>> request =
      training.request(mode);
  if (!request)
    return request.error();
  if (*request && keepActivations)
    return core::Error{"--keep-activations cannot be combined with --mode "
                       "training: a step keeps them for its own backward pass"};
  options.training = *request;
  options.dimensions.batch = batch;
  options.dimensions.seq = seq;
  options.tripCount = tripCount;
  options.keepActivations = keepActivations;
  options.recompose = !noRecompose;
  // The option's check lets no other name through.
  options.runtime = analysis::parseRuntime(runtime).value_or(options.runtime);
  for (const std::string &text : dims) {
    auto assignment = splitAssignment(text);
    auto extent = assignment ? parseExtent(assignment->second) : std::nullopt;
    if (!extent)
      return core::Error{"--dim " + text +
                         ": expected NAME=N with N of 1 or more"};
    options.dimensions.dims[assignment->first] = *extent;
  }
  for (const std::string &text : inputs) {
    auto assignment = splitAssignment(text);
    std::vector<int64_t> shape;
    bool valid = assignment.has_value();
    if (valid) {
      std::string_view rest = assignment->second;
      while (valid && !rest.empty()) {
        size_t length = std::min(rest.find_first_of("x,"), rest.size());
        auto extent = parseExtent(rest.substr(0, length));
        valid = extent.has_value();
        shape.push_back(extent.value_or(0));
        rest.remove_prefix(std::min(length + 1, rest.size()));
      }
    }
    if (!valid)
      return core::Error{"--input " + text +
                         ": expected NAME=1x3x224x224, extents of 1 or more"};
    options.dimensions.inputs[assignment->first] = shape;
  }
  if (!dtype.empty()) {
    using core::ElementType;
    options.dtype = core::parseElementType(dtype);
    bool castable = options.dtype == ElementType::F32 ||
                    options.dtype == ElementType::TF32 ||
                    options.dtype == ElementType::F16 ||
                    options.dtype == ElementType::BF16 ||
                    options.dtype == ElementType::I8;
    if (!castable)
      return core::Error{"--dtype " + dtype +
                         ": expected fp32, tf32, fp16, bf16 or int8"};
    if (options.training && options.dtype == ElementType::I8)
      return core::Error{"--dtype " + dtype +
                         " cannot be combined with --mode training: integers "
                         "have no gradients; give fp32, tf32, fp16 or bf16"};
    if (training.masterWeights && (options.dtype == ElementType::F32 ||
                                   options.dtype == ElementType::TF32))
      return core::Error{"--master-weights cannot be combined with --dtype " +
                         dtype +
                         ": parameters are fp32 then; give fp16 or bf16"};
  }
  return options;
}

} // namespace perfopt::cli
