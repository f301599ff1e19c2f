//===- FunctionType.cpp - The type that a function has now ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Shapes/FunctionType.h"

using namespace mlir;

namespace perfopt::analysis {

void restateType(func::FuncOp function) {
  if (function.isExternal())
    return;
  // The returning block need be neither the first nor the last.
  for (Block &block : function.getBody())
    if (!block.empty())
      if (auto end = dyn_cast<func::ReturnOp>(block.back()))
        return function.setType(FunctionType::get(
            function.getContext(),
            function.getBody().front().getArgumentTypes(),
            end.getOperandTypes()));
}

} // namespace perfopt::analysis
