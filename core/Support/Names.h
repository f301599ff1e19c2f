//===- Names.h - Matching names as people type them -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_CORE_SUPPORT_NAMES_H
#define PERFOPT_CORE_SUPPORT_NAMES_H

#include <string>
#include <string_view>
#include <vector>

namespace perfopt::core {

/// Lower case, letters and digits only: "A100-SXM4-40GB" and "a100 sxm4 40gb"
/// become "a100sxm440gb".
std::string normalizeName(std::string_view name);

/// Up to `limit` of `candidates`, nearest to `name` first (normalised, by edit
/// distance; a candidate that contains the name is near). Those that share
/// little with it are left out.
std::vector<std::string> nearestNames(std::string_view name,
                                      const std::vector<std::string> &candidates,
                                      size_t limit = 5);

/// "a, b or c"; empty for no items.
std::string joinAlternatives(const std::vector<std::string> &items);

} // namespace perfopt::core

#endif // PERFOPT_CORE_SUPPORT_NAMES_H
