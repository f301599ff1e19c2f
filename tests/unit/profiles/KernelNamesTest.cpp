//===- KernelNamesTest.cpp - What a name says about a kernel --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Join/KernelNames.h"

#include <gtest/gtest.h>

namespace perfopt::profiles {
namespace {

using core::KernelFamily;

TEST(KernelNames, FamiliesOfGpuKernels) {
  struct {
    const char *name;
    KernelFamily family;
  } cases[] = {
      {"sm90_xmma_gemm_bf16bf16_bf16f32_f32_tn_n_tilesize128x128x64_cublas",
       KernelFamily::Gemm},
      {"cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_64x64_32x6_tn_align8",
       KernelFamily::Gemm},
      {"nvjet_tst_128x256_64x4_2x1_v_bz_TNT", KernelFamily::Gemm},
      {"void gemvx::kernel<int, int, float>", KernelFamily::Gemm},
      {"cutlass_tensorop_bf16_s16816fprop_optimized_bf16_64x64_nhwc_align8",
       KernelFamily::Conv},
      {"sm80_xmma_fprop_implicit_gemm_tf32f32_tf32f32_f32_nhwckrsc_nchw",
       KernelFamily::Conv},
      {"volta_scudnn_128x64_relu_interior_nn_v1", KernelFamily::Conv},
      {"void implicit_convolve_sgemm<float, float, 1024>", KernelFamily::Conv},
      {"void at::native::conv_depthwise2d_forward_kernel<3, float>",
       KernelFamily::Depthwise},
      {"void pytorch_flash::flash_fwd_kernel<Flash_fwd_kernel_traits<64>>",
       KernelFamily::Attention},
      {"fmha_cutlassF_f32_aligned_64x64_rf_sm80", KernelFamily::Attention},
      {"cudnn_generated_fort_native_sdpa_sm90_flash_fprop_wgmma_f16_knob_7",
       KernelFamily::Attention},
      {"void at::native::batch_norm_transform_input_kernel<float>",
       KernelFamily::Norm},
      {"void at::native::vectorized_layer_norm_kernel<float, float>",
       KernelFamily::Norm},
      {"void (anonymous namespace)::softmax_warp_forward<float, 7>",
       KernelFamily::Softmax},
      {"void at::native::cunn_SoftMaxForward<4, float>", KernelFamily::Softmax},
      {"void at::native::vectorized_elementwise_kernel<4, GeluCUDAKernelImpl>",
       KernelFamily::Elementwise},
      {"void at::native::elementwise_kernel<128, 4, direct_copy_kernel_cuda>",
       KernelFamily::Copy},
      {"void at::native::reduce_kernel<512, 1, ReduceOp<float, MeanOps>>",
       KernelFamily::Reduction},
      {"void at::native::CatArrayBatchedCopy<float, 4, 128, 1>",
       KernelFamily::Copy},
      {"void at::native::indexSelectLargeIndex<float, long>",
       KernelFamily::Gather},
      {"void at::native::max_pool_forward_nchw<float>", KernelFamily::Pool},
      {"triton_poi_fused_add_relu_3", KernelFamily::Elementwise},
      {"triton_per_fused_native_layer_norm_0", KernelFamily::Norm},
      {"ncclDevKernel_AllReduce_Sum_f32_RING_LL", KernelFamily::Collective},
  };
  for (const auto &one : cases) {
    NameMeaning meaning = meaningOfKernel(one.name);
    EXPECT_EQ(meaning.role, Role::Work) << one.name;
    EXPECT_EQ(meaning.family, one.family) << one.name;
  }
}

TEST(KernelNames, HelpersOfProductsAndConvolutions) {
  for (const char *name :
       {"Memset (Device)", "void cudnn::ops::nchwToNhwcKernel<float>",
        "void cudnn::ops::nchwAddPaddingKernel<float>",
        "Reformatting CopyNode for Input Tensor 0 to conv"})
    EXPECT_EQ(meaningOfKernel(name).role, Role::Before) << name;
  for (const char *name : {"void cublasLt::splitKreduce_kernel<32, 16>",
                           "void cudnn::ops::nhwcToNchwKernel<float>",
                           "void flash_fwd_splitkv_combine_kernel<Traits>"})
    EXPECT_EQ(meaningOfKernel(name).role, Role::After) << name;
}

TEST(KernelNames, OperatorsOfThreeVocabularies) {
  EXPECT_EQ(meaningOfOperator("aten::addmm").family, KernelFamily::Gemm);
  EXPECT_EQ(meaningOfOperator("MatMul").family, KernelFamily::Gemm);
  EXPECT_EQ(meaningOfOperator("nn.conv").family, KernelFamily::Conv);
  EXPECT_EQ(meaningOfOperator("aten::scaled_dot_product_attention").family,
            KernelFamily::Attention);
  EXPECT_EQ(meaningOfOperator("LayerNormalization").family, KernelFamily::Norm);
  EXPECT_EQ(meaningOfOperator("mylib::mystery").family, std::nullopt);
  EXPECT_EQ(meaningOfOperator("mylib::mystery").role, Role::Work);
  EXPECT_EQ(meaningOfOperator("ReorderInput").role, Role::Before);
  EXPECT_EQ(meaningOfOperator("ReorderOutput").role, Role::After);
}

TEST(KernelNames, ViewsAreBookkeepingInPyTorchOnly) {
  for (const char *name : {"aten::view", "aten::transpose", "aten::slice"})
    EXPECT_EQ(meaningOfOperator(name).role, Role::Bookkeeping) << name;
  for (const char *name : {"Transpose", "Slice"})
    EXPECT_EQ(meaningOfOperator(name).family, KernelFamily::Copy) << name;
  EXPECT_EQ(meaningOfOperator("Reshape").role, Role::Bookkeeping);
}

TEST(KernelNames, WhatMayBeNamedForWhat) {
  EXPECT_TRUE(compatible(KernelFamily::Conv, KernelFamily::Conv));
  EXPECT_TRUE(compatible(KernelFamily::Gemm, KernelFamily::Conv));
  EXPECT_FALSE(compatible(KernelFamily::Elementwise, KernelFamily::Conv));
  EXPECT_FALSE(compatible(KernelFamily::Softmax, KernelFamily::Gemm));
}

} // namespace
} // namespace perfopt::profiles
