//===- KernelNames.cpp - What a name says about a kernel ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Join/KernelNames.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string>

namespace perfopt::profiles {

using core::KernelFamily;

namespace {

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return lower;
}

struct Pattern {
  std::string_view part;
  Role role;
  std::optional<KernelFamily> family;
};

/// The first that is part of the name, in lower case, decides: what is more
/// special stands above.
const Pattern kKernelPatterns[] = {
    // Around a product or convolution.
    {"reformatting copynode", Role::Before, KernelFamily::Copy},
    {"memset", Role::Before, {}},
    {"nchwtonhwc", Role::Before, KernelFamily::Copy},
    {"nhwctonchw", Role::After, KernelFamily::Copy},
    {"nchwaddpadding", Role::Before, KernelFamily::Copy},
    {"splitkreduce", Role::After, KernelFamily::Gemm},
    {"splitk_reduce", Role::After, KernelFamily::Gemm},
    {"reduce_1block_kernel", Role::After, KernelFamily::Gemm},
    {"splitkv_combine", Role::After, KernelFamily::Attention},
    // Winograd and FFT take several kernels.
    {"winogradforwardfilter", Role::Before, KernelFamily::Conv},
    {"winogradforwarddata", Role::Before, KernelFamily::Conv},
    {"winogradforwardoutput", Role::After, KernelFamily::Conv},
    {"fft2d_r2c", Role::Before, KernelFamily::Conv},
    {"fft2d_c2r", Role::After, KernelFamily::Conv},
    // torch.compile names the operators in its kernels.
    {"triton_tem_", Role::Work, KernelFamily::Gemm},
    {"nccl", Role::Work, KernelFamily::Collective},
    {"flash_fwd", Role::Work, KernelFamily::Attention},
    {"flash_bwd", Role::Work, KernelFamily::Attention},
    {"fmha", Role::Work, KernelFamily::Attention},
    {"sdpa", Role::Work, KernelFamily::Attention},
    {"gemm_mha", Role::Work, KernelFamily::Attention},
    {"attention", Role::Work, KernelFamily::Attention},
    {"batch_norm", Role::Work, KernelFamily::Norm},
    {"batchnorm", Role::Work, KernelFamily::Norm},
    {"bn_fw", Role::Work, KernelFamily::Norm},
    {"bn_bw", Role::Work, KernelFamily::Norm},
    {"layer_norm", Role::Work, KernelFamily::Norm},
    {"layernorm", Role::Work, KernelFamily::Norm},
    {"rms_norm", Role::Work, KernelFamily::Norm},
    {"rmsnorm", Role::Work, KernelFamily::Norm},
    {"group_norm", Role::Work, KernelFamily::Norm},
    {"groupnorm", Role::Work, KernelFamily::Norm},
    {"rowwisemoments", Role::Before, KernelFamily::Norm},
    {"computefusedparams", Role::Before, KernelFamily::Norm},
    {"softmax", Role::Work, KernelFamily::Softmax},
    {"convert", Role::Work, KernelFamily::Elementwise},
    {"depthwise", Role::Work, KernelFamily::Depthwise},
    {"dgrad", Role::Work, KernelFamily::Conv},
    {"wgrad", Role::Work, KernelFamily::Conv},
    {"fprop", Role::Work, KernelFamily::Conv},
    {"winograd", Role::Work, KernelFamily::Conv},
    {"scudnn", Role::Work, KernelFamily::Conv},
    {"implicit_gemm", Role::Work, KernelFamily::Conv},
    {"conv", Role::Work, KernelFamily::Conv},
    {"rnn", Role::Work, KernelFamily::Recurrent},
    {"lstm", Role::Work, KernelFamily::Recurrent},
    {"gru_", Role::Work, KernelFamily::Recurrent},
    {"gemm", Role::Work, KernelFamily::Gemm},
    {"gemv", Role::Work, KernelFamily::Gemm},
    {"nvjet", Role::Work, KernelFamily::Gemm},
    {"cublas", Role::Work, KernelFamily::Gemm},
    {"dot_kernel", Role::Work, KernelFamily::Gemm},
    {"matmul", Role::Work, KernelFamily::Gemm},
    {"marlin", Role::Work, KernelFamily::Gemm},
    {"pool", Role::Work, KernelFamily::Pool},
    {"indexselect", Role::Work, KernelFamily::Gather},
    {"index_elementwise", Role::Work, KernelFamily::Gather},
    {"gather", Role::Work, KernelFamily::Gather},
    {"scatter", Role::Work, KernelFamily::Gather},
    {"embedding", Role::Work, KernelFamily::Gather},
    {"direct_copy_kernel", Role::Work, KernelFamily::Copy},
    {"catarraybatchedcopy", Role::Work, KernelFamily::Copy},
    {"copy", Role::Work, KernelFamily::Copy},
    {"transpose", Role::Work, KernelFamily::Copy},
    {"triton_red_", Role::Work, KernelFamily::Reduction},
    {"triton_per_", Role::Work, KernelFamily::Reduction},
    {"triton_poi_", Role::Work, KernelFamily::Elementwise},
    {"reduce_kernel", Role::Work, KernelFamily::Reduction},
    {"reduce", Role::Work, KernelFamily::Reduction},
    {"scan", Role::Work, KernelFamily::Reduction},
    {"sort", Role::Work, KernelFamily::Reduction},
    {"topk", Role::Work, KernelFamily::Reduction},
    {"elementwise", Role::Work, KernelFamily::Elementwise},
    {"pointwise", Role::Work, KernelFamily::Elementwise},
    {"pwn(", Role::Work, KernelFamily::Elementwise},
};

/// Operators that compute nothing on any device.
constexpr std::string_view kBookkeeping[] = {
    "view",       "_unsafe_view", "reshape",     "flatten",
    "unflatten",  "transpose",    "t",           "permute",
    "movedim",    "slice",        "select",      "narrow",
    "expand",     "expand_as",    "unsqueeze",   "squeeze",
    "split",      "chunk",        "unbind",      "detach",
    "detach_",    "as_strided",   "as_strided_", "empty",
    "empty_like", "resize_",      "view_as",     "alias",
    "lift_fresh", "set_",         "shape",       "identity",
    "size",       "constant",     "numpy_t",     "reshape_as",
    "is_nonzero", "item",         "result_type", "contiguous",
};

struct OperatorFamily {
  KernelFamily family;
  std::string_view names;
};
/// Names without namespace, in lower case, between spaces.
constexpr OperatorFamily kOperators[] = {
    {KernelFamily::Conv,
     " conv conv1d conv2d conv3d convolution _convolution cudnn_convolution "
     "conv_transpose1d conv_transpose2d conv_transpose3d convtranspose "
     "mkldnn_convolution convolution_backward fusedconv nhwcfusedconv "
     "qlinearconv convinteger conv_transpose conv2d_transpose "
     "convolution_overrideable miopen_convolution nhwcconv "},
    {KernelFamily::Depthwise,
     " _conv_depthwise2d conv_depthwise2d conv_depthwise3d "},
    {KernelFamily::Gemm,
     " linear addmm mm matmul gemm fusedmatmul fusedgemm _addmm_activation "
     "qlinearmatmul matmulinteger matmulnbits dynamicquantizematmul _int_mm "
     "_scaled_mm addmv mv dot transposematmul einsum fully_connected "
     "matmulintegertofloat fusedmatmulactivation "},
    {KernelFamily::BatchedGemm, " bmm baddbmm "},
    {KernelFamily::Attention,
     " scaled_dot_product_attention multiheadattention attention "
     "_scaled_dot_product_flash_attention groupqueryattention "
     "_scaled_dot_product_efficient_attention packedattention "
     "_scaled_dot_product_cudnn_attention _flash_attention_forward "
     "_efficient_attention_forward multi_head_attention_forward "
     "_native_multi_head_attention packedmultiheadattention "
     "decodermaskedmultiheadattention qattention "},
    {KernelFamily::Norm,
     " batch_norm native_batch_norm cudnn_batch_norm layer_norm "
     "native_layer_norm group_norm native_group_norm instance_norm rms_norm "
     "_fused_rms_norm batchnormalization layernormalization lpnormalization "
     "groupnormalization instancenormalization skiplayernormalization "
     "groupnorm "
     "simplifiedlayernormalization skipsimplifiedlayernormalization "
     "rmsnormalization embedlayernormalization batch_normalization "
     "layer_normalization group_normalization instance_normalization "
     "rms_normalization _native_batch_norm_legit_no_training "},
    {KernelFamily::Softmax,
     " softmax _softmax log_softmax _log_softmax logsoftmax biassoftmax "
     "_safe_softmax "},
    {KernelFamily::Pool,
     " max_pool1d max_pool2d max_pool3d avg_pool2d avg_pool3d "
     "adaptive_avg_pool2d adaptive_max_pool2d maxpool averagepool "
     "globalaveragepool globalmaxpool mkldnn_max_pool2d "
     "max_pool2d_with_indices _adaptive_avg_pool2d max_pool average_pool "
     "global_average_pool global_max_pool avg_pool1d adaptive_avg_pool1d "},
    {KernelFamily::Reduction,
     " sum mean max min amax amin argmax argmin any all prod std var norm "
     "cumsum topk sort reducemean reducesum reducemax reducemin reducel2 "
     "reduceprod reducesumsquare reduce_mean reduce_sum reduce_max var_mean "
     "linalg_vector_norm "},
    {KernelFamily::Gather,
     " embedding index index_select gather gatherelements gathernd scatter "
     "index_put index_put_ index_add scatterelements scatternd take_along_dim "
     "scatter_add onehot masked_select gather_elements gather_nd "
     "embedding_bag "},
    {KernelFamily::Copy,
     " copy_ clone cat concat stack _to_copy to repeat pad constant_pad_nd "
     "roll flip tile slice split concatenate reorderinput reorderoutput fill_ "
     "zeros zero_ ones full arange pad repeat_interleave memcpyfromhost "
     "memcpytohost reflection_pad2d pixel_shuffle depthtospace spacetodepth "
     "quantizelinear "},
    {KernelFamily::Recurrent, " lstm gru rnn _cudnn_rnn rnn_tanh rnn_relu "},
    {KernelFamily::Elementwise,
     " add add_ mul mul_ sub sub_ div div_ pow sqrt rsqrt exp log tanh sigmoid "
     "relu relu_ gelu silu silu_ hardswish hardswish_ hardsigmoid clamp "
     "clamp_min clip elu leaky_relu leakyrelu prelu mish neg abs erf sin cos "
     "where maximum minimum eq ne lt gt le ge logical_not logical_and cast "
     "biasgelu fastgelu quickgelu relu6 softplus reciprocal square rsub sign "
     "equal greater less not and or floor ceil round masked_fill masked_fill_ "
     "addcmul addcdiv dropout native_dropout threshold_backward swiglu glu "
     "bitwise_and bitwise_not leaky_relu_ hardtanh hardtanh_ hard_swish "
     "hard_sigmoid less_equal greater_equal lessorequal greaterorequal triu "
     "tril rotaryembedding dequantizelinear biasadd biasaddgelu fusedrelu "},
};

/// "aten::addmm" -> "addmm", "nn.conv" -> "conv", "triton_poi_..." as it is.
std::string bareName(std::string_view name) {
  if (size_t at = name.rfind("::"); at != std::string_view::npos)
    name = name.substr(at + 2);
  if (name.starts_with("nn."))
    name = name.substr(3);
  return lowerCase(name);
}

} // namespace

NameMeaning meaningOfKernel(std::string_view name) {
  std::string lower = lowerCase(name);
  for (const Pattern &pattern : kKernelPatterns)
    if (lower.find(pattern.part) != std::string::npos) {
      // Batched products are told by their launch, seldom by their name.
      bool batched = pattern.family == KernelFamily::Gemm &&
                     (lower.find("batched") != std::string::npos ||
                      lower.find("bmm") != std::string::npos);
      return {pattern.role, batched ? std::optional(KernelFamily::BatchedGemm)
                                    : pattern.family};
    }
  return {};
}

NameMeaning meaningOfOperator(std::string_view name) {
  std::string bare = bareName(name);
  // ONNX spells its operators with capitals: its Slice, Split and Transpose
  // move data, PyTorch's do not.
  bool onnx =
      !name.empty() && std::isupper(static_cast<unsigned char>(name[0]));
  constexpr std::string_view kMovesInOnnx[] = {"slice", "split", "transpose",
                                               "expand"};
  if (onnx && std::ranges::find(kMovesInOnnx, bare) != std::end(kMovesInOnnx))
    return {Role::Work, KernelFamily::Copy};
  if (std::ranges::find(kBookkeeping, bare) != std::end(kBookkeeping))
    return {Role::Bookkeeping, {}};
  std::string framed = " " + bare + " ";
  for (const OperatorFamily &entry : kOperators)
    if (entry.names.find(framed) != std::string_view::npos) {
      // ONNX Runtime's blocked layouts around convolutions.
      Role role = bare == "reorderinput"    ? Role::Before
                  : bare == "reorderoutput" ? Role::After
                                            : Role::Work;
      return {role, entry.family};
    }
  return {};
}

bool compatible(KernelFamily measured, KernelFamily predicted) {
  if (measured == predicted)
    return true;
  auto isOneOf = [](KernelFamily family,
                    std::initializer_list<KernelFamily> group) {
    return std::ranges::find(group, family) != group.end();
  };
  using enum KernelFamily;
  for (std::initializer_list<KernelFamily> group :
       {std::initializer_list<KernelFamily>{Gemm, BatchedGemm, Conv},
        {Conv, Depthwise},
        {Norm, Reduction},
        {Softmax, Reduction},
        {Pool, Reduction},
        {Elementwise, Copy},
        {Copy, Gather}})
    if (isOneOf(measured, group) && isOneOf(predicted, group))
      return true;
  return predicted == Other;
}

} // namespace perfopt::profiles
