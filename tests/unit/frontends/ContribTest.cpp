//===- ContribTest.cpp - ONNX Runtime's operators, one by one -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a node to its extents and counts. Sizes where nothing else is said:
// batch 2, seq 8, hidden 16 = 4 heads of 4, so |X| = 2*8*16 = 256 and 2*4*8*8 =
// 512 scores.
//
//===----------------------------------------------------------------------===//

#include "tests/unit/frontends/ContribCases.h"

#include <gmock/gmock.h>

namespace perfopt::onnx {
namespace {

using namespace test;
using testing::IsEmpty;

const std::string kMs = "com.microsoft", kBlocked = "com.microsoft.nchwc";

// Tables read better than what clang-format makes of them.
// clang-format off
const Case kAttention[] = {
    // qkv 2*8*48 * 16 = 12288, both products 512 * (4+4) = 4096;
    // 2 * 16384 + bias 768 + softmax 5 * 512
    {kMs, "Attention", {"f 2x8x16", "w 16x48", "w 48"}, {{"num_heads", "4"}},
     "2x8x16", 16384, 36096},
    // 6 past keys: 2*4*8*14 = 896 scores; 12288 + 896 * 8;
    // 2 * 19456 + 768 + 5 * 896
    {kMs, "Attention", {"f 2x8x16", "w 16x48", "w 48", "-", "f 2x2x4x6x4"},
     {{"num_heads", "4"}, {"unidirectional", "1"}}, "2x8x16", 19456, 44160, 2},
    // Values of another width: qkv 2*8*40 * 16 = 10240, 512 * (4+2);
    // 2 * 13312 + 5 * 512
    {kMs, "Attention", {"f 2x8x16", "w 16x40"},
     {{"num_heads", "4"}, {"qkv_hidden_sizes", "[16,16,8]"}}, "2x8x8", 13312,
     29184},
    // One query, a buffer of 6 keys: 2*48 * 16 = 1536, 2*4*6 * 8 = 384;
    // 2 * 1920 + 96 + 5 * 48
    {kMs, "DecoderMaskedSelfAttention",
     {"f 2x1x16", "w 16x48", "w 48", "-", "f 2x2x4x6x4"},
     {{"num_heads", "4"}, {"past_present_share_buffer", "1"}}, "2x1x16", 1920,
     4176, 2},
    // As the first, tokens in a row.
    {kMs, "PackedAttention", {"f 16x16", "w 16x48", "w 48", "I 2x8", "I 3"},
     {{"num_heads", "4"}}, "16x16", 16384, 36096},
    // 2 * 16384 + scale and bias 2 * 768 + 5 * 512
    {kMs, "QAttention",
     {"u 2x8x16", "q 16x48", "w 48", "w", "w", "-", "q", "q"},
     {{"num_heads", "4"}}, "2x8x16", 16384, 36864},
    // Three of 2*8*16 * 16 = 4096, 4096; 2 * 16384 + 3 * 256 * (5 + 1) + 2560
    {kMs, "QOrderedAttention",
     {"b 2x8x16", "w", "w", "w", "w", "Q 16x16", "Q 16x16", "Q 16x16", "w", "w",
      "w", "w 16", "w 16", "w 16", "w", "w", "w"},
     {{"num_heads", "4"}}, "2x8x16", 16384, 39936},
    // 2*4*8*12 = 768 scores * (4 + 6); 2 * 7680 + 5 * 768
    {kMs, "MultiHeadAttention", {"f 2x8x16", "f 2x12x16", "f 2x12x24"},
     {{"num_heads", "4"}}, "2x8x24", 7680, 19200},
    // The same with a bias: 256 queries, 384 keys, 576 values
    {kMs, "MultiHeadAttention", {"f 2x8x16", "f 2x12x16", "f 2x12x24", "w 56"},
     {{"num_heads", "4"}}, "2x8x24", 7680, 20416},
    // All in one: 512 * 8; 2 * 4096 + 2560
    {kMs, "MultiHeadAttention", {"f 2x8x4x3x4"}, {{"num_heads", "4"}},
     "2x8x16", 4096, 10752},
    // Keys in heads, as cross attention has them: 768 * 8; 2 * 6144 + 3840
    {kMs, "MultiHeadAttention", {"f 2x8x16", "f 2x4x12x4", "f 2x4x12x4"},
     {{"num_heads", "4"}}, "2x8x16", 6144, 16128},
    // A buffer of 6 keys: 2*4*6 = 48 scores * 8; 768 + 240 + bias 3 * 2*16
    {kMs, "DecoderMaskedMultiHeadAttention",
     {"f 2x1x16", "f 2x1x16", "f 2x1x16", "-", "-", "f 2x4x6x4", "f 2x4x6x4",
      "-", "-", "-", "w 48"},
     {{"num_heads", "4"}, {"past_present_share_buffer", "1"}}, "2x1x16", 384,
     1104},
    {kMs, "PackedMultiHeadAttention",
     {"f 16x16", "f 16x16", "f 16x16", "-", "I 2x8", "I 3"},
     {{"num_heads", "4"}}, "16x16", 4096, 10752},
    // 2 key heads of 4; 3 FLOPs for each of 256 + 128 that are rotated
    {kMs, "GroupQueryAttention",
     {"f 2x8x16", "f 2x8x8", "f 2x8x8", "-", "-", "I 2", "I", "w 64x2",
      "w 64x2"},
     {{"num_heads", "4"}, {"kv_num_heads", "2"}, {"do_rotary", "1"}}, "2x8x16",
     4096, 11904},
    // All in one row of (4 + 2 * 2) * 4; 6 past keys: 896 * 8, 5 * 896
    {kMs, "GroupQueryAttention",
     {"f 2x8x32", "-", "-", "f 2x2x6x4", "f 2x2x6x4", "I 2", "I"},
     {{"num_heads", "4"}, {"kv_num_heads", "2"}}, "2x8x16", 7168, 18816, 3},
    // A buffer of 20 keys of which 12 are seen: 2*4*8*12 = 768 * 8
    {kMs, "GroupQueryAttention",
     {"f 2x8x32", "-", "-", "f 2x2x20x4", "f 2x2x20x4", "I 2", "C 12"},
     {{"num_heads", "4"}, {"kv_num_heads", "2"}}, "2x8x16", 6144, 16128, 3},
    // 3 * 2*4*8*4
    {kMs, "RotaryEmbedding", {"f 2x4x8x4", "i 2x8", "w 64x2", "w 64x2"}, {},
     "2x4x8x4", 0, 768},
    {kMs, "RelativePositionBias", {"f 32x4", "c 8", "c 8"},
     {{"max_distance", "128"}}, "1x4x8x8", 0, 0},
    // 256 * 8 gates' columns, and 512 products
    {kMs, "GatedRelativePositionBias",
     {"f 2x8x16", "w 16", "f 1x4x8x8", "w 4x8", "w 8", "w 1x4x1x1"},
     {{"num_heads", "4"}}, "2x4x8x8", 2048, 4608},
    {kMs, "RemovePadding", {"f 2x8x16", "I 2"}, {}, "16x16", 0, 0, 4},
    {kMs, "RestorePadding", {"f 16x16", "I 2x8"}, {}, "2x8x16", 0, 0},
};

const Case kNormalization[] = {
    // 3 and 8 + 1 for each of 256
    {kMs, "SkipLayerNormalization", {"f 2x8x16", "f 2x8x16", "w 16", "w 16"},
     {}, "2x8x16", 768, 2304},
    {kMs, "SkipLayerNormalization",
     {"f 2x8x16", "f 2x8x16", "w 16", "w 16", "w 16"}, {}, "2x8x16", 768, 2560,
     4},
    // 1 and 4 + 1
    {kMs, "SkipSimplifiedLayerNormalization", {"f 2x8x16", "f 2x8x16", "w 16"},
     {}, "2x8x16", 256, 1280},
    {"", "SimplifiedLayerNormalization", {"f 2x8x16", "w 16"}, {}, "2x8x16",
     256, 1024},
    // 3 and 8 + 2
    {kMs, "EmbedLayerNormalization",
     {"I 2x8", "I 2x8", "w 100x16", "w 64x16", "w 2x16", "w 16", "w 16"}, {},
     "2x8x16", 768, 2560, 2},
    // 3 and 8 + 1
    {kMs, "QEmbedLayerNormalization",
     {"I 2x8", "-", "q 100x16", "q 64x16", "-", "q 16", "q 16", "-", "w", "w",
      "-", "w", "w", "q", "q", "-", "q", "q"},
     {}, "2x8x16", 768, 2304},
    // |X| = 288: 3 and 8 + 5
    {kMs, "GroupNorm", {"f 1x6x6x8", "w 8", "w 8"},
     {{"groups", "2"}, {"activation", "1"}}, "1x6x6x8", 864, 3744},
    // 8 + 2
    {kMs, "SkipGroupNorm", {"f 1x6x6x8", "w 8", "w 8", "f 1x6x6x8", "w 8"},
     {{"groups", "2"}, {"activation", "0"}}, "1x6x6x8", 864, 2880, 2},
};

const Case kFused[] = {
    {kMs, "Gelu", {"f 2x8x16"}, {}, "2x8x16", 0, 1280},         // 5 * 256
    {kMs, "FastGelu", {"f 2x8x16"}, {}, "2x8x16", 0, 1280},     // 5 * 256
    {kMs, "FastGelu", {"f 2x8x16", "w 16"}, {}, "2x8x16", 0, 1536}, // 6 * 256
    {kMs, "BiasGelu", {"f 2x8x16", "w 16"}, {}, "2x8x16", 0, 1536}, // 6 * 256
    {kMs, "QuickGelu", {"f 2x8x16"}, {}, "2x8x16", 0, 1280},    // 5 * 256
    // 8 for each of 2*8*16 results
    {kMs, "BiasSplitGelu", {"f 2x8x32", "w 32"}, {}, "2x8x16", 0, 2048},
    {kMs, "BiasAdd", {"f 2x8x16", "w 16", "f 2x8x16"}, {}, "2x8x16", 0, 512},
    // 6 * 512
    {kMs, "BiasSoftmax", {"f 2x4x8x8", "f 2x1x8x8"},
     {{"axis", "3"}, {"is_inner_broadcast", "0"}}, "2x4x8x8", 0, 3072},
    {kMs, "BiasDropout", {"f 2x8x16", "w 16", "f 2x8x16"}, {}, "2x8x16", 0, 512,
     2},
    {kMs, "BitmaskDropout", {"f 2x8x16"}, {}, "2x8x16", 0, 0},
    // 2*8*8 * 16
    {kMs, "FusedMatMul", {"f 2x8x16", "f 2x8x16"}, {{"transB", "1"}}, "2x8x8",
     2048, 4096},
    {kMs, "TransposeMatMul", {"f 2x16x8", "f 2x16x8"}, {{"transA", "1"}},
     "2x8x8", 2048, 4096},
    // [4, 2, 8] is read as [2, 4, 8]: 2*4*6 * 8
    {kMs, "FusedMatMul", {"f 4x2x8", "f 2x8x6"}, {{"transBatchA", "1"}},
     "2x4x6", 384, 768},
    {kMs, "FusedMatMulActivation", {"f 2x8x16", "f 2x8x16"},
     {{"transB", "1"}, {"activation", "Relu"}}, "2x8x8", 2048, 4224},
    // 8*4 * 16; 1024 + (bias 1 + relu 1) * 32
    {kMs, "FusedGemm", {"f 8x16", "w 16x4", "w 4"}, {{"activation", "Relu"}},
     "8x4", 512, 1088},
    // 2*8*4 * 16; 2048 + (1 + 5) * 64
    {kMs, "GemmFastGelu", {"f 2x8x16", "w 16x4", "w 4"}, {}, "2x8x4", 1024,
     2432},
    // |Y| = 4*6*6 = 144, times 3*3*3; 2 * 3888 + (bias, Z, relu) 3 * 144
    {kMs, "FusedConv", {"f 1x3x8x8", "w 4x3x3x3", "w 4", "f 1x4x6x6"},
     {{"activation", "Relu"}}, "1x4x6x6", 3888, 8208},
    {kMs, "NhwcConv", {"f 1x8x8x3", "w 4x3x3x3", "w 4"}, {}, "1x6x6x4", 3888,
     7920},
    {kMs, "NhwcFusedConv", {"f 1x8x8x3", "w 4x3x3x3", "w 4"},
     {{"activation", "Relu"}}, "1x6x6x4", 3888, 8064},
    // |Y| = 32*6*6 = 1152, times 16*3*3; 2 * 165888 + 2 * 1152
    {kBlocked, "Conv", {"f 1x16x8x8", "w 32x16x3x3", "w 32"},
     {{"activation", "Relu"}}, "1x32x6x6", 165888, 334080},
    // 16*4*4 windows of 2*2
    {kBlocked, "MaxPool", {"f 1x16x8x8"},
     {{"kernel_shape", "[2,2]"}, {"strides", "[2,2]"}}, "1x16x4x4", 0, 1024},
    {kBlocked, "AveragePool", {"f 1x16x8x8"},
     {{"kernel_shape", "[2,2]"}, {"strides", "[2,2]"}}, "1x16x4x4", 0, 1024},
    {kBlocked, "GlobalMaxPool", {"f 1x16x8x8"}, {}, "1x16x1x1", 0, 1024},
    {kBlocked, "GlobalAveragePool", {"f 1x16x8x8"}, {}, "1x16x1x1", 0, 1024},
    {kBlocked, "ReorderInput", {"f 1x16x8x8"}, {}, "1x16x8x8", 0, 0},
    {kBlocked, "ReorderInput", {"f 1x8x8x16"}, {{"channels_last", "1"}},
     "1x16x8x8", 0, 0},
    {kBlocked, "ReorderOutput", {"f 1x16x8x8"}, {{"channels", "12"}},
     "1x12x8x8", 0, 0},
    {kBlocked, "Upsample", {"f 1x16x8x8"},
     {{"scales", "[1,1,2,2]"}, {"mode", "nearest"}}, "1x16x16x16", 0, 0},
};

const Case kQuantized[] = {
    {"", "DynamicQuantizeLinear", {"f 2x8"}, {}, "2x8", 0, 112, 3}, // 7 * 16
    // |Y| = 4*6*6 = 144, times 3*3*3
    {"", "ConvInteger", {"u 1x3x8x8", "q 4x3x3x3"}, {}, "1x4x6x6", 3888, 7776},
    // 2*8*4 * 16
    {"", "MatMulInteger", {"u 2x8x16", "q 16x4"}, {}, "2x8x4", 1024, 2048},
    // 2 * 3888 + 5 * 144
    {"", "QLinearConv",
     {"u 1x3x8x8", "w", "q", "q 4x3x3x3", "w", "q", "w", "q"}, {}, "1x4x6x6",
     3888, 8496},
    // 2 * 3888 + (5 + 1) * 144
    {kMs, "QLinearConv",
     {"u 1x8x8x3", "w", "q", "q 4x3x3x3", "w", "q", "w", "q", "k 4"},
     {{"channels_last", "1"}}, "1x6x6x4", 3888, 8640},
    // 2 * 1024 + 5 * 64
    {"", "QLinearMatMul",
     {"u 2x8x16", "w", "q", "q 16x4", "w", "q", "w", "q"}, {}, "2x8x4", 1024,
     2368},
    // 8*4 * 16; 1024 + (5 + 1) * 32
    {kMs, "QGemm",
     {"u 8x16", "w", "q", "q 16x4", "w", "q", "k 4", "w", "q"}, {}, "8x4", 512,
     1216},
    // 2048 + 64
    {kMs, "MatMulIntegerToFloat", {"u 2x8x16", "q 16x4", "w", "w"}, {},
     "2x8x4", 1024, 2112},
    // 7 * 256 + 2048 + 2 * 64
    {kMs, "DynamicQuantizeMatMul", {"f 2x8x16", "q 16x4", "w", "q", "w 4"}, {},
     "2x8x4", 1024, 3968},
    {kMs, "MatMulInteger16", {"a 2x8x16", "a 16x4"}, {}, "2x8x4", 1024, 2048},
    // 2048 + 5 * 64
    {kMs, "QOrderedMatMul", {"b 2x8x16", "w", "Q 16x4", "w", "w"}, {}, "2x8x4",
     1024, 2368},
    // 2*8*32 * 64
    {kMs, "MatMulNBits", {"f 2x8x64", "q 32x2x16", "w 64", "q 32"},
     {{"K", "64"}, {"N", "32"}, {"bits", "4"}, {"block_size", "32"}}, "2x8x32",
     32768, 65536},
    {kMs, "MatMulBnb4", {"f 2x8x64", "q 1024", "w 32"},
     {{"K", "64"}, {"N", "32"}, {"block_size", "64"}, {"quant_type", "1"}},
     "2x8x32", 32768, 65536},
    // Rows of 64 in 32 bytes: 2 * 2*8*64
    {kMs, "GatherBlockQuantized", {"q 100x32", "i 2x8", "w 100x2"},
     {{"block_size", "32"}, {"bits", "4"}}, "2x8x64", 0, 2048},
    // 5 steps, hidden 4: 40 states, times 4 gates * (6 + 4);
    // 3200 + 26 * 40 + 7 * (10 * 6 + 40)
    {kMs, "DynamicQuantizeLSTM",
     {"f 5x2x6", "q 1x6x16", "q 1x4x16", "w 1x32", "-", "-", "-", "-", "w 1",
      "q 1", "w 1", "q 1"},
     {{"hidden_size", "4"}}, "5x1x2x4", 1600, 4940},
};

const Case kElements[] = {
    {kMs, "QuantizeLinear", {"f 2x8", "w", "q"}, {}, "2x8", 0, 80},   // 5 * 16
    {kMs, "DequantizeLinear", {"u 2x8", "w", "q"}, {}, "2x8", 0, 32}, // 2 * 16
    {kMs, "QuantizeWithOrder", {"f 2x8", "w"}, {}, "2x8", 0, 80},     // 5 * 16
    {kMs, "DequantizeWithOrder", {"b 2x8", "w"}, {}, "2x8", 0, 32},   // 2 * 16
    // 10 * 16
    {kMs, "QLinearAdd",
     {"u 2x8", "w", "q", "u 2x8", "w", "q", "w", "q"}, {}, "2x8", 0, 160},
    {kMs, "QLinearMul",
     {"u 2x8", "w", "q", "u 8", "w", "q", "w", "q"}, {}, "2x8", 0, 160},
    {kMs, "QLinearLeakyRelu", {"u 2x8", "w", "q", "w", "q"}, {}, "2x8", 0,
     144}, // 9 * 16
    {kMs, "QLinearSigmoid", {"u 2x8", "w", "q", "w", "q"}, {}, "2x8", 0,
     176}, // 11 * 16
    {kMs, "QLinearSoftmax", {"u 2x8", "w", "q", "w", "q"}, {{"opset", "13"}},
     "2x8", 0, 192},                                              // 12 * 16
    {kMs, "QOrderedGelu", {"b 2x8", "w", "w"}, {}, "2x8", 0, 192}, // 12 * 16
    // 3 and 15 for each of 32
    {kMs, "QOrderedLayerNormalization", {"b 2x16", "w", "w 16", "w 16", "w"},
     {}, "2x16", 96, 480},
    // |Y| = 4*3*3 = 36, times 2*2 + 5
    {kMs, "QLinearAveragePool", {"u 1x4x6x6", "w", "q", "w", "q"},
     {{"kernel_shape", "[2,2]"}, {"strides", "[2,2]"}}, "1x4x3x3", 0, 324},
    // 144 + 5 * 4
    {kMs, "QLinearGlobalAveragePool", {"u 1x4x6x6", "w", "q", "w", "q"}, {},
     "1x4x1x1", 0, 164},
    {kMs, "QLinearGlobalAveragePool", {"u 1x6x6x4", "w", "q", "w", "q"},
     {{"channels_last", "1"}}, "1x1x1x4", 0, 164},
    // 16 + 5 * 2
    {kMs, "QLinearReduceMean", {"u 2x8", "w", "q", "w", "q"},
     {{"axes", "[1]"}, {"keepdims", "1"}}, "2x1", 0, 26},
    // 7 * 18
    {kMs, "QLinearConcat",
     {"w", "q", "u 2x4", "w", "q", "u 2x5", "w", "q"}, {{"axis", "1"}}, "2x9",
     0, 126},
    // 8 * 16
    {kMs, "QLinearWhere",
     {"t 2x8", "u 2x8", "w", "q", "u 2x8", "w", "q", "w", "q"}, {}, "2x8", 0,
     128},
    // 3*3*4 windows of 2*2
    {kMs, "NhwcMaxPool", {"u 1x6x6x4"},
     {{"kernel_shape", "[2,2]"}, {"strides", "[2,2]"}}, "1x3x3x4", 0, 144},
    {kMs, "ReduceSumInteger", {"u 2x8"}, {{"axes", "[1]"}, {"keepdims", "1"}},
     "2x1", 0, 16},
};

// 16 tokens of 8 values choose 2 of 4 experts of 12 hidden values: 32 * 8*12 =
// 3072 a matrix, 32 * 8 = 256 for the weighted sum. Softmax 5 * 64, selection 2
// * 64.
const Case kExperts[] = {
    // 448 + 2 * 6144 + relu 384 + 512
    {kMs, "MoE", {"f 16x8", "f 16x4", "w 4x12x8", "-", "w 4x8x12"},
     {{"k", "2"}}, "16x8", 6400, 13632},
    // Filters as before 1.22, and [batch, seq] tokens
    {kMs, "MoE", {"f 2x8x8", "f 16x4", "w 4x8x12", "-", "w 4x12x8"},
     {{"k", "2"}}, "2x8x8", 6400, 13632},
    // 448 + 3 * 6144 + swish 5 * 384 + product 384 + 512
    {kMs, "MoE",
     {"f 16x8", "f 16x4", "w 4x12x8", "-", "w 4x8x12", "-", "w 4x12x8"},
     {{"k", "2"}, {"activation_type", "silu"}}, "16x8", 9472, 21696},
    // Both matrices in one, 4 bits a weight; 448 + 12288 + 6 * 384 + 6144 + 512
    {kMs, "QMoE",
     {"f 16x8", "f 16x4", "q 4x24x4", "w 4x24", "-", "q 4x8x6", "w 4x8"},
     {{"k", "2"}, {"activation_type", "swiglu"}, {"swiglu_fusion", "1"},
      {"expert_weight_bits", "4"}},
     "16x8", 9472, 21696},
};

const Case kOthers[] = {
    {kMs, "ExpandDims", {"f 2x8", "C 1"}, {}, "2x1x8", 0, 0},
    {kMs, "Trilu", {"f 8x8"}, {}, "8x8", 0, 0},
    {kMs, "Pad", {"f 2x8", "c 0,1,0,1"}, {}, "2x10", 0, 0},
    {kMs, "GatherND", {"f 4x6", "i 2x1"}, {}, "2x6", 0, 0},
    // 2*4*5 results, 3 pairs of neighbours each
    {kMs, "GridSample", {"f 1x2x6x6", "f 1x4x5x2"}, {}, "1x2x4x5", 0, 360},
    {kMs, "TorchEmbedding", {"w 100x16", "i 2x8"}, {}, "2x8x16", 0, 0},
    // 9 * 3*4*5*6
    {kMs, "CropAndResize", {"f 1x4x8x8", "f 3x4", "I 3", "c 5,6"}, {},
     "3x4x5x6", 0, 3240},
    // 2 * 4*4*4
    {kMs, "Inverse", {"f 2x4x4"}, {}, "2x4x4", 128, 256},
    // 2.5 * 2*16 * log2(16)
    {kMs, "Rfft", {"f 2x16"}, {{"signal_ndim", "1"}}, "2x9x2", 0, 320},
    {kMs, "Irfft", {"f 2x9x2"}, {{"signal_ndim", "1"}}, "2x16", 0, 320},
    // 3 * 2*8*2
    {kMs, "ComplexMul", {"f 2x8x2", "f 2x8x2"}, {}, "2x8x2", 0, 96},
    {kMs, "ComplexMulConj", {"f 2x8x2", "f 2x8x2"}, {}, "2x8x2", 0, 96},
    // 3 * 16
    {kMs, "NGramRepeatBlock", {"i 2x8", "f 2x100"}, {{"ngram_size", "3"}},
     "2x100", 0, 48},
};

// clang-format on

class Contrib : public testing::TestWithParam<Case> {};

TEST_P(Contrib, hasItsExtentsAndCounts) {
  const Case &of = GetParam();
  ImportHarness harness;
  Outcome outcome = run(harness, of);
  expectSound(outcome);
  ASSERT_TRUE(outcome.workload) << outcome.error();
  EXPECT_THAT(outcome.warnings, IsEmpty());
  EXPECT_THAT(outcome.workload->totals.unmodelled, IsEmpty());
  EXPECT_EQ(resultOf(*outcome.workload), of.result);
  EXPECT_EQ(outcome.workload->totals.macs.value(), of.macs);
  EXPECT_EQ(outcome.workload->totals.flops.value(), of.flops);
}

INSTANTIATE_TEST_SUITE_P(Attention, Contrib, testing::ValuesIn(kAttention));
INSTANTIATE_TEST_SUITE_P(Normalization, Contrib,
                         testing::ValuesIn(kNormalization));
INSTANTIATE_TEST_SUITE_P(Fused, Contrib, testing::ValuesIn(kFused));
INSTANTIATE_TEST_SUITE_P(Quantized, Contrib, testing::ValuesIn(kQuantized));
INSTANTIATE_TEST_SUITE_P(Elements, Contrib, testing::ValuesIn(kElements));
INSTANTIATE_TEST_SUITE_P(Experts, Contrib, testing::ValuesIn(kExperts));
INSTANTIATE_TEST_SUITE_P(Others, Contrib, testing::ValuesIn(kOthers));

core::Kernel onlyKernel(const Case &of) {
  ImportHarness harness;
  Outcome outcome = run(harness, of);
  if (!outcome.workload || outcome.workload->kernels.size() != 1) {
    ADD_FAILURE() << "expected one kernel; " << outcome.error();
    return {};
  }
  return outcome.workload->kernels.front();
}

TEST(ContribKernels, multiplyIntegersAsIntegers) {
  for (const Case &of : kQuantized) {
    SCOPED_TRACE(of.opType);
    bool keepsFloats = of.opType.starts_with("MatMulNBits") ||
                       of.opType == "MatMulBnb4" || of.macs == 0;
    ImportHarness harness;
    Outcome outcome = run(harness, of);
    ASSERT_TRUE(outcome.workload) << outcome.error();
    EXPECT_EQ(outcome.workload->kernels.back().type,
              keepsFloats ? core::ElementType::F32 : core::ElementType::I8);
  }
}

TEST(ContribKernels, multiplyWeightsOfFewBitsInTheTypeOfTheActivations) {
  Case of{kMs,
          "MatMulNBits",
          {"h 1x1x64", "q 32x2x16", "w 64", "q 32"},
          {{"K", "64"}, {"N", "32"}, {"bits", "4"}, {"block_size", "32"}},
          "1x1x32",
          2048,
          4096};
  core::Kernel kernel = onlyKernel(of);
  EXPECT_EQ(kernel.type, core::ElementType::F16);
  // A 2 * 64, weights 32*64 * 4 / 8, scales 4 * 64, zero points 32
  EXPECT_EQ(kernel.bytesRead.value(), 128 + 1024 + 256 + 32);
  EXPECT_EQ(kernel.bytesWritten.value(), 2 * 32);
  ImportHarness harness;
  // Packed in 1024 bytes, they are 32 * 64 parameters.
  EXPECT_EQ(run(harness, of).workload->model.parameters, 2048);
}

TEST(ContribKernels, readTheExpertsThatAreChosen) {
  // One token with 2 of 4 experts.
  ImportHarness harness;
  Outcome outcome =
      run(harness, {kMs,
                    "MoE",
                    {"f 1x8", "f 1x4", "w 4x12x8", "-", "w 4x8x12"},
                    {{"k", "2"}},
                    "1x8",
                    0,
                    0});
  ASSERT_TRUE(outcome.workload) << outcome.error();
  for (const core::Kernel &kernel : outcome.workload->kernels)
    if (kernel.problem.contains("k") && kernel.size("n") == 12) {
      EXPECT_EQ(kernel.size("batch"), 2);
      EXPECT_EQ(kernel.size("m"), 1);
      // X 4 * 8, 2 of 4 matrices 4 * 2*12*8, choices 8 * 2
      EXPECT_EQ(kernel.bytesRead.value(), 32 + 768 + 16);
    }
}

TEST(ContribKernels, writeOnlyWhatIsNewOfASharedCache) {
  // 20 keys of which 12 are seen, 8 new ones.
  core::Kernel kernel = onlyKernel(
      {kMs,
       "GroupQueryAttention",
       {"f 2x8x32", "-", "-", "f 2x2x20x4", "f 2x2x20x4", "I 2", "C 12"},
       {{"num_heads", "4"}, {"kv_num_heads", "2"}},
       "2x8x16",
       6144,
       16128,
       3});
  // qkv 4 * 2*8*32, lengths 4 * 2, 4 past keys and values 2 * 4 * 2*2*4*4
  EXPECT_EQ(kernel.bytesRead.value(), 2048 + 8 + 512);
  // Y 4 * 2*8*16, 8 new keys and values 2 * 4 * 2*2*8*4
  EXPECT_EQ(kernel.bytesWritten.value(), 1024 + 1024);
  EXPECT_EQ(kernel.size("context"), 12);
}

TEST(ContribExtents, countThePastAndThePresent) {
  ImportHarness harness;
  Outcome outcome =
      run(harness, {kMs,
                    "Attention",
                    {"f 2x8x16", "w 16x48", "-", "-", "f 2x2x4x6x4"},
                    {{"num_heads", "4"}},
                    "",
                    0,
                    0,
                    2});
  ASSERT_TRUE(outcome.workload) << outcome.error();
  // 6 + 8 keys
  EXPECT_EQ(outcome.workload->operators.back().results.back().dims,
            (std::vector<int64_t>{2, 2, 4, 14, 4}));
}

} // namespace
} // namespace perfopt::onnx
