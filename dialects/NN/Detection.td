//===- Detection.td - Regions, boxes and sampling grids of images --------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_DETECTION_TD
#define PERFOPT_DIALECTS_NN_DETECTION_TD

include "dialects/NN/Base.td"

def NN_GridSampleOp : NN_InferredOp<"grid_sample"> {
  let summary = "X [N, C, d...] read at the positions of grid [N, y..., rank]";
  let arguments = (ins NN_Value:$x, NN_Value:$grid, NN_Int<"0">:$align_corners,
                       NN_Str<"linear">:$mode, NN_Str<"zeros">:$padding_mode);
  let results = (outs NN_Value:$y);
}

def NN_AffineGridOp : NN_InferredOp<"affine_grid"> {
  let summary = "The grid [N, d..., rank] of theta [N, rank, rank + 1] over size [N, C, d...]";
  let arguments = (ins NN_Value:$theta, NN_Value:$size, NN_Int<"0">:$align_corners);
  let results = (outs NN_Value:$grid);
}

def NN_RoiAlignOp : NN_InferredOp<"roi_align"> {
  let summary = "Regions [R, 4] of X, each averaged from interpolated samples";
  let arguments = (ins NN_Value:$x, NN_Value:$rois, NN_Value:$batch_indices,
                       NN_Str<"half_pixel">:$coordinate_transformation_mode,
                       NN_Str<"avg">:$mode, NN_Int<"1">:$output_height,
                       NN_Int<"1">:$output_width, NN_Int<"0">:$sampling_ratio,
                       NN_Float<"1.0f">:$spatial_scale);
  let results = (outs NN_Value:$y);
}

def NN_MaxRoiPoolOp : NN_InferredOp<"max_roi_pool"> {
  let summary = "Regions [R, 5] of X, each cut into bins whose maxima are taken";
  let arguments = (ins NN_Value:$x, NN_Value:$rois, DenseI64ArrayAttr:$pooled_shape,
                       NN_Float<"1.0f">:$spatial_scale);
  let results = (outs NN_Value:$y);
}

def NN_NonMaxSuppressionOp
    : NN_InferredOp<"non_max_suppression", [AttrSizedOperandSegments]> {
  let summary = "As many boxes as the data decide: an extent that stays unknown";
  let arguments = (ins NN_Value:$boxes, NN_Value:$scores,
                       Optional<NN_Value>:$max_output_boxes_per_class,
                       Optional<NN_Value>:$iou_threshold,
                       Optional<NN_Value>:$score_threshold,
                       NN_Int<"0">:$center_point_box);
  let results = (outs NN_Value:$selected);
}

def NN_ImageDecoderOp : NN_InferredOp<"image_decoder"> {
  let summary = "An image [height, width, channels] whose size the stream decides";
  let arguments = (ins NN_Value:$stream, NN_Str<"RGB">:$pixel_format);
  let results = (outs NN_Value:$image);
}

#endif // PERFOPT_DIALECTS_NN_DETECTION_TD
