//===- DataMovement.td - Elements copied, selected or made ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_DATAMOVEMENT_TD
#define PERFOPT_DIALECTS_NN_DATAMOVEMENT_TD

include "dialects/NN/Base.td"

def NN_ConcatOp : NN_InferredOp<"concat"> {
  let arguments = (ins Variadic<NN_Value>:$inputs, I64Attr:$axis);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_GatherOp : NN_InferredOp<"gather"> {
  let arguments = (ins NN_Value:$x, NN_Value:$indices, NN_Int<"0">:$axis);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_GatherElementsOp : NN_InferredOp<"gather_elements"> {
  let arguments = (ins NN_Value:$x, NN_Value:$indices, NN_Int<"0">:$axis);
  let results = (outs NN_Value:$y);
}

def NN_GatherNdOp : NN_InferredOp<"gather_nd"> {
  let arguments = (ins NN_Value:$x, NN_Value:$indices, NN_Int<"0">:$batch_dims);
  let results = (outs NN_Value:$y);
}

class NN_Scatter<string mnemonic> : NN_InferredOp<mnemonic> {
  let arguments = (ins NN_Value:$x, NN_Value:$indices, NN_Value:$updates,
                       NN_Int<"0">:$axis, NN_Str<"none">:$reduction);
  let results = (outs NN_Value:$y);
}
def NN_ScatterElementsOp : NN_Scatter<"scatter_elements">;
def NN_ScatterNdOp : NN_Scatter<"scatter_nd">;

def NN_PadOp : NN_InferredOp<"pad", [AttrSizedOperandSegments]> {
  let arguments = (ins NN_Value:$x, NN_Value:$pads, Optional<NN_Value>:$value,
                       Optional<NN_Value>:$axes, NN_Str<"constant">:$mode);
  let results = (outs NN_Value:$y);
}

def NN_TileOp : NN_InferredOp<"tile"> {
  let arguments = (ins NN_Value:$x, NN_Value:$repeats);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_ResizeOp : NN_InferredOp<"resize", [AttrSizedOperandSegments]> {
  let arguments = (ins NN_Value:$x, Optional<NN_Value>:$roi, Optional<NN_Value>:$scales,
                       Optional<NN_Value>:$sizes, NN_Int<"0">:$antialias, NN_Ints:$axes,
                       NN_Str<"half_pixel">:$coordinate_transformation_mode,
                       NN_Float<"-0.75f">:$cubic_coeff_a, NN_Int<"0">:$exclude_outside,
                       NN_Float<"0.0f">:$extrapolation_value,
                       NN_Str<"stretch">:$keep_aspect_ratio_policy,
                       NN_Str<"nearest">:$mode, NN_Str<"round_prefer_floor">:$nearest_mode);
  let results = (outs NN_Value:$y);
}

def NN_DepthToSpaceOp : NN_InferredOp<"depth_to_space"> {
  let arguments = (ins NN_Value:$x, I64Attr:$blocksize, NN_Str<"DCR">:$mode);
  let results = (outs NN_Value:$y);
}

def NN_SpaceToDepthOp : NN_InferredOp<"space_to_depth"> {
  let arguments = (ins NN_Value:$x, I64Attr:$blocksize);
  let results = (outs NN_Value:$y);
}

def NN_TriluOp : NN_InferredOp<"trilu"> {
  let arguments = (ins NN_Value:$x, Optional<NN_Value>:$k, NN_Int<"1">:$upper);
  let results = (outs NN_Value:$y);
}

def NN_OneHotOp : NN_InferredOp<"one_hot"> {
  let arguments = (ins NN_Value:$indices, NN_Value:$depth, NN_Value:$values,
                       NN_Int<"-1">:$axis);
  let results = (outs NN_Value:$y);
}

def NN_RangeOp : NN_InferredOp<"range"> {
  let arguments = (ins NN_Value:$start, NN_Value:$limit, NN_Value:$delta);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_ConstantOfShapeOp : NN_InferredOp<"constant_of_shape"> {
  let arguments = (ins NN_Value:$shape, OptionalAttr<ElementsAttr>:$value);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

def NN_EyeLikeOp : NN_InferredOp<"eye_like"> {
  let arguments = (ins NN_Value:$x, OptionalAttr<TypeAttr>:$dtype, NN_Int<"0">:$k);
  let results = (outs NN_Value:$y);
}

def NN_NonZeroOp : NN_InferredOp<"non_zero"> {
  let summary = "As many columns as the data decide: an extent that stays unknown";
  let arguments = (ins NN_Value:$x);
  let results = (outs NN_Value:$y);
  let hasFolder = 1;
}

#endif // PERFOPT_DIALECTS_NN_DATAMOVEMENT_TD
