//===- EntryWriter.h - A measured device as an hwdb entry -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_MEASURE_ENTRYWRITER_H
#define PERFOPT_ROOFLINE_MEASURE_ENTRYWRITER_H

#include "core/Schema/Device.h"

#include <string>

namespace perfopt::measure {

/// The hwdb entry (hwdb/README.md) of a measured device: everything that the
/// kits fill, in the order of the entries that are shipped. What only a
/// datasheet knows (nominal peaks, MIG profiles, prices) is not written.
std::string writeEntry(const core::Device &device);

} // namespace perfopt::measure

#endif // PERFOPT_ROOFLINE_MEASURE_ENTRYWRITER_H
