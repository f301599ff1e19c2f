//===- MeasureOptions.cpp - How thorough a measurement is -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/MeasureOptions.h"

#include <fmt/format.h>

#include <cctype>

namespace perfopt::measure {

std::string idOf(std::string_view name) {
  std::string id;
  for (char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)))
      id += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!id.empty() && id.back() != '-')
      id += '-';
  while (!id.empty() && id.back() == '-')
    id.pop_back();
  return id;
}

std::string compilerName() {
#ifdef __clang__
  return fmt::format("Clang {}.{}.{}", __clang_major__, __clang_minor__,
                     __clang_patchlevel__);
#else
  return fmt::format("GCC {}.{}.{}", __GNUC__, __GNUC_MINOR__,
                     __GNUC_PATCHLEVEL__);
#endif
}

core::Provenance measuredBy(const MeasureOptions &options,
                            std::string conditions) {
  return {core::Origin::Measured,
          fmt::format("perf-opt {} (`perf-opt hwdb measure`, built with {})",
                      options.version, compilerName()),
          options.date, std::move(conditions)};
}

} // namespace perfopt::measure
