//===- PerfDialect.td - Kernels and their costs ---------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_PERF_PERFDIALECT_TD
#define PERFOPT_DIALECTS_PERF_PERFDIALECT_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/OpBase.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Perf_Dialect : Dialect {
  let name = "perf";
  let cppNamespace = "::perfopt::perf";
  let summary = "What launches on the device, and what it costs";
  let description = [{
    `perf.kernel` holds the operators that launch as one kernel under a runtime
    model; `#perf.cost` is the count of an operator or a kernel.
  }];
  let useDefaultAttributePrinterParser = 1;
}

def Perf_CostAttr : AttrDef<Perf_Dialect, "Cost"> {
  let mnemonic = "cost";
  let summary = "FLOPs, multiply-accumulates, bytes read and written";
  let parameters = (ins "int64_t":$flops, "int64_t":$macs, "int64_t":$read,
                        "int64_t":$written, StringRefParameter<"rule">:$rule);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Perf_KernelOp : Op<Perf_Dialect, "kernel", [SingleBlockImplicitTerminator<"::perfopt::perf::YieldOp">, RecursiveMemoryEffects]> {
  let summary = "Operators that launch as one kernel";
  let description = [{
    Operands are captured from around it. `family` and `problem` size the kernel
    in its family's terms (core/Schema/Workload.h). Traffic is that of the whole
    kernel: values that stay inside are not counted. `fusions` says how many
    operators joined by which rule of the runtime (docs/runtimes.md). `phase` is the
    part of a training step that it belongs to.

    ```mlir
    %y = perf.kernel gemm {problem = {m = 32 : i64, n = 1000 : i64, k = 2048 : i64},
                           cost = #perf.cost<...>} {
      %0 = nn.matmul %x, %w : ...
      %1 = nn.add %0, %b : ...
      perf.yield %1 : tensor<32x1000xf32>
    } : tensor<32x1000xf32>
    ```
  }];
  let arguments = (ins StrAttr:$family, DictionaryAttr:$problem, Perf_CostAttr:$cost,
                       DefaultValuedAttr<I64Attr, "1">:$launches,
                       UnitAttr:$allow_tf32,
                       OptionalAttr<DictionaryAttr>:$fusions,
                       DefaultValuedStrAttr<StrAttr, "forward">:$phase);
  let results = (outs Variadic<AnyType>:$outputs);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat =
      "$family attr-dict-with-keyword $body (`:` type($outputs)^)?";
  let hasVerifier = 1;
}

def Perf_YieldOp : Op<Perf_Dialect, "yield",
    [Pure, Terminator, ReturnLike, ParentOneOf<["KernelOp"]>]> {
  let summary = "The results of a kernel";
  let arguments = (ins Variadic<AnyType>:$outputs);
  let builders = [OpBuilder<(ins), [{ /* no results */ }]>];
  let assemblyFormat = "attr-dict ($outputs^ `:` type($outputs))?";
}

#endif // PERFOPT_DIALECTS_PERF_PERFDIALECT_TD
