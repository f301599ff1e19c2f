//===- NoCuda.cpp - Builds without the CUDA toolkit -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cuda/CudaKit.h"

namespace perfopt::measure {

static core::Error notBuilt() {
  return core::Error{
      "this perf-opt was built without the CUDA toolkit; install it and build "
      "again with PERFOPT_ENABLE_CUDA=ON"};
}

bool hasCudaDevice() { return false; }

core::Result<core::Device> measureCuda(const MeasureOptions &) {
  return notBuilt();
}

core::Result<core::Accuracy> checkCudaEntry(const core::Device &,
                                            const MeasureOptions &) {
  return notBuilt();
}

} // namespace perfopt::measure
