//===- ControlFlow.td - Branches and loops --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_CONTROLFLOW_TD
#define PERFOPT_DIALECTS_NN_CONTROLFLOW_TD

include "dialects/NN/Base.td"

// They exist between import and inference only: inference replaces them by what
// they run, or by nn.opaque where that is not known. Bodies read values from
// around them freely.
class NN_RegionOp<string mnemonic, list<Trait> traits = []>
    : Op<NN_Dialect, mnemonic, !listconcat([RecursiveMemoryEffects], traits)> {
  let results = (outs Variadic<AnyType>:$outputs);
  let hasVerifier = 1;
}

def NN_IfOp : NN_RegionOp<"if"> {
  let summary = "One of two bodies, which take no arguments";
  let arguments = (ins AnyType:$condition);
  let regions = (region SizedRegion<1>:$then_branch, SizedRegion<1>:$else_branch);
  let assemblyFormat = [{
    operands attr-dict-with-keyword $then_branch `else` $else_branch
    `:` functional-type(operands, results)
  }];
}

def NN_LoopOp : NN_RegionOp<"loop", [AttrSizedOperandSegments]> {
  let summary = "A body that runs a number of times, or while a condition holds";
  let description = [{
    The body takes the iteration's number, the condition and the values that the
    loop carries; it yields the condition, the carried values, and what is
    stacked along a new leading extent. Without `trip_count` or `condition`
    neither ends it.
  }];
  let arguments = (ins Optional<AnyType>:$trip_count, Optional<AnyType>:$condition,
                       Variadic<AnyType>:$initial);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    operands attr-dict-with-keyword $body `:` functional-type(operands, results)
  }];
}

def NN_ScanOp : NN_RegionOp<"scan", [AttrSizedOperandSegments]> {
  let summary = "A body that runs for every slice of its inputs";
  let description = [{
    The body takes the carried values and a slice of each input; it yields the
    carried values and a slice of each further result. An axis that is not given
    is 0, a direction 0 (forward; 1 is backward).
  }];
  let arguments = (ins Variadic<AnyType>:$initial, Variadic<AnyType>:$inputs,
                       NN_Ints:$scan_input_axes, NN_Ints:$scan_input_directions,
                       NN_Ints:$scan_output_axes, NN_Ints:$scan_output_directions);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    operands attr-dict-with-keyword $body `:` functional-type(operands, results)
  }];
}

def NN_SequenceMapOp : NN_RegionOp<"sequence_map"> {
  let summary = "A body that runs for every element of a sequence";
  let description = [{
    The body takes one value for each operand: of a sequence its element, of a
    tensor the whole. Results are sequences of what it yields.
  }];
  let arguments = (ins Variadic<AnyType>:$inputs);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    operands attr-dict-with-keyword $body `:` functional-type(operands, results)
  }];
}

def NN_YieldOp : NN_Op<"yield", [Terminator,
    ParentOneOf<["IfOp", "LoopOp", "ScanOp", "SequenceMapOp"]>]> {
  let summary = "What a body hands back";
  let arguments = (ins Variadic<AnyType>:$values);
  let assemblyFormat = "attr-dict ($values^ `:` type($values))?";
}

#endif // PERFOPT_DIALECTS_NN_CONTROLFLOW_TD
