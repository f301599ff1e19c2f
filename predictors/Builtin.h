//===- Builtin.h - The predictors that come with perf-opt -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_PREDICTORS_BUILTIN_H
#define PERFOPT_PREDICTORS_BUILTIN_H

#include "predictors/Core/Registry.h"

namespace perfopt::predictors {

/// The one that is used when none is named.
inline constexpr std::string_view kDefaultPredictor = "roofline";

Registry makeBuiltinRegistry();

} // namespace perfopt::predictors

#endif // PERFOPT_PREDICTORS_BUILTIN_H
