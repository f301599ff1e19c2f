//===- OperatorNames.h - Operators by the names that profilers print ------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A runtime keeps the names of the model's operators and adds to them: suffixes
// of its own optimisations, several operators in one name, module paths as
// ranges.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PROFILES_JOIN_OPERATORNAMES_H
#define PERFOPT_PROFILES_JOIN_OPERATORNAMES_H

#include "core/Schema/Workload.h"
#include "profiles/Join/Units.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace perfopt::profiles {

class OperatorNames {
public:
  explicit OperatorNames(const core::Workload &workload);

  /// Kernels of the operators that the unit's name, or the innermost of its
  /// ranges that names any, stands for. In order, each once.
  std::vector<int> kernelsNamed(const Unit &unit) const;

  /// Kernels of the operators whose path goes through the innermost range that
  /// is part of any path: "layer1.0.conv1" in "/layer1/layer1.0/conv1/Conv".
  std::vector<int> kernelsInScope(const std::vector<std::string> &ranges) const;

private:
  std::vector<int> lookUp(std::string_view label) const;
  std::vector<int> find(std::string_view single) const;

  /// By normalised name: indices into `operators`, in execution order.
  std::map<std::string, std::vector<int>> byName;
  struct Entry {
    std::string path;
    int kernel = -1;
  };
  std::vector<Entry> operators;
};

} // namespace perfopt::profiles

#endif // PERFOPT_PROFILES_JOIN_OPERATORNAMES_H
