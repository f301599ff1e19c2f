//===- CostOpInterface.td - What an operator costs ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_INTERFACES_COSTOPINTERFACE_TD
#define PERFOPT_DIALECTS_INTERFACES_COSTOPINTERFACE_TD

include "mlir/IR/OpBase.td"

def CostOpInterface : OpInterface<"CostOpInterface"> {
  let cppNamespace = "::perfopt::dialects";
  let description = [{
    What an operator costs by itself, whatever runs it. Implemented by external
    models (analysis/Cost/Rules), so that counting rules live apart from the
    operators' definitions and upstream dialects can be priced the same way.
    Everything that counts dispatches on this interface alone.
  }];
  let methods = [
    InterfaceMethod<[{
      FLOPs, multiply-accumulates and compulsory traffic in bytes (each operand
      once, each result once), with the label of the rule in docs/counting.md.
      Unset when a shape or an element type it depends on is unknown: unknown
      is not zero.
    }], "std::optional<::perfopt::dialects::OpCost>", "getCost">,
    InterfaceMethod<[{
      How the operator launches by itself under an eager runtime: family,
      problem size in the family's terms, number of launches. Unset for an
      operator that launches nothing, such as a view.
    }], "std::optional<::perfopt::dialects::KernelShape>", "getKernelShape">,
    InterfaceMethod<[{
      Appends the operands and results that automatic differentiation keeps for
      the backward of this operator (as PyTorch saves them).
    }], "void", "getSavedForBackward",
    (ins "::llvm::SmallVectorImpl<::mlir::Value> &":$saved)>,
  ];
}

#endif // PERFOPT_DIALECTS_INTERFACES_COSTOPINTERFACE_TD
