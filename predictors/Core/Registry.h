//===- Registry.h - The predictors at hand, by name -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_CORE_REGISTRY_H
#define PERFOPT_PREDICTORS_CORE_REGISTRY_H

#include "predictors/Core/Predictor.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace perfopt::predictors {

class Registry {
public:
  /// Fails when the name is taken.
  core::Status add(std::unique_ptr<Predictor> predictor);

  /// The predictor of that name, or an error that lists those there are. The
  /// reference lives as long as the registry.
  core::Result<std::reference_wrapper<const Predictor>>
  find(std::string_view name) const;

  /// In the order of their addition.
  std::vector<std::string> names() const;
  const std::vector<std::unique_ptr<Predictor>> &all() const {
    return predictors;
  }

private:
  std::vector<std::unique_ptr<Predictor>> predictors;
};

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_CORE_REGISTRY_H
