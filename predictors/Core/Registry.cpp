//===- Registry.cpp - The predictors at hand, by name ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Core/Registry.h"
#include "core/Support/Names.h"

#include <fmt/format.h>

using namespace perfopt;
using namespace perfopt::predictors;

core::Status Registry::add(std::unique_ptr<Predictor> predictor) {
  if (find(predictor->name()))
    return core::Error{fmt::format(
        "predictor '{}' exists already; names must differ", predictor->name())};
  predictors.push_back(std::move(predictor));
  return core::success();
}

core::Result<std::reference_wrapper<const Predictor>>
Registry::find(std::string_view name) const {
  for (const auto &predictor : predictors)
    if (predictor->name() == name)
      return std::cref(*predictor);
  return core::Error{fmt::format("unknown predictor '{}', expected {}", name,
                                 core::joinAlternatives(names()))};
}

std::vector<std::string> Registry::names() const {
  std::vector<std::string> result;
  for (const auto &predictor : predictors)
    result.emplace_back(predictor->name());
  return result;
}
