//===- Predictor.h - What every predictor offers --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_CORE_PREDICTOR_H
#define PERFOPT_PREDICTORS_CORE_PREDICTOR_H

#include "core/Schema/Device.h"
#include "core/Schema/Prediction.h"
#include "core/Schema/Workload.h"
#include "core/Support/Result.h"

#include <string_view>

namespace perfopt::predictors {

/// Answers what a workload costs on a device. Implementations hold no state
/// that `predict` changes, so one object serves any number of threads.
class Predictor {
public:
  virtual ~Predictor() = default;

  /// What the user types, e.g. "roofline".
  virtual std::string_view name() const = 0;
  /// Changes whenever the same input would give another answer.
  virtual std::string_view version() const = 0;
  /// One line for `perf-opt predictors list`.
  virtual std::string_view description() const = 0;

  /// Fails where the device's entry lacks what the predictor needs.
  virtual core::Result<core::Prediction>
  predict(const core::Workload &workload, const core::Device &device) const = 0;
};

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_CORE_PREDICTOR_H
