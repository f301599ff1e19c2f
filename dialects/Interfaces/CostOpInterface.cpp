//===- CostOpInterface.cpp - What an operator costs -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/Interfaces/CostOpInterface.h"

#include "dialects/Interfaces/CostOpInterface.cpp.inc"
