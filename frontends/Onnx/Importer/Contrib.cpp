//===- Contrib.cpp - ONNX Runtime's operators in nn -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/Contrib.h"

#include "frontends/Onnx/Importer/ContribExpansion.h"

#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace perfopt::onnx {

static constexpr StringLiteral kMicrosoft = "com.microsoft";
static constexpr StringLiteral kBlocked = "com.microsoft.nchwc";

bool isContrib(StringRef domain, StringRef opType) {
  return domain == kMicrosoft || domain == kBlocked ||
         (domain.empty() && opType == "SimplifiedLayerNormalization");
}

namespace {

/// An operator under nn's name; operand i of nn is the node's operand
/// order[i], none for -1. Without an order they are the same.
struct Renamed {
  StringLiteral opType;
  StringLiteral name;
  std::initializer_list<int> order = {};
};

} // namespace

// What is not listed has the operands of nn's operator of its name behind "Ms".
static const Renamed kRenamed[] = {
    {"BitmaskDropout", "Dropout"},
    {"DecoderMaskedMultiHeadAttention",
     "MsMultiHeadAttention",
     {0, 1, 2, 10, 3, 4, 5, 6, 7, 9}},
    {"DequantizeLinear", "DequantizeLinear"},
    {"DynamicQuantizeLSTM",
     "MsDynamicQuantizeLSTM",
     {0, 1, 2, 8, 9, 10, 11, 3, 4, 5, 6, 7}},
    {"EmbedLayerNormalization",
     "MsEmbedLayerNormalization",
     {0, 2, 3, 5, 6, 1, 4, 7, 8}},
    {"ExpandDims", "Unsqueeze"},
    {"FusedConv", "MsFusedConv"},
    {"GatherND", "GatherND"},
    {"Gelu", "Gelu"},
    {"GroupQueryAttention",
     "MsGroupQueryAttention",
     {0, 5, 6, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15}},
    {"MatMulInteger16", "MatMulInteger"},
    {"PackedMultiHeadAttention",
     "MsPackedMultiHeadAttention",
     {0, 4, 5, 1, 2, 3, 6}},
    {"Pad", "Pad"},
    {"QEmbedLayerNormalization",
     "MsEmbedLayerNormalization",
     {0, 2, 3, 5, 6, 1, 4, 7, -1, 8}},
    {"QLinearAdd", "MsQLinearAdd", {0, 1, 3, 4, 6, 2, 5, 7}},
    {"QLinearAveragePool", "MsQLinearAveragePool", {0, 1, 3, 2, 4}},
    {"QLinearConv", "QLinearConv"},
    {"QLinearGlobalAveragePool", "MsQLinearGlobalAveragePool", {0, 1, 3, 2, 4}},
    {"QLinearLeakyRelu", "MsQLinearLeakyRelu", {0, 1, 3, 2, 4}},
    {"QLinearMul", "MsQLinearMul", {0, 1, 3, 4, 6, 2, 5, 7}},
    {"QLinearReduceMean", "MsQLinearReduceMean", {0, 1, 3, 2, 4}},
    {"QLinearSigmoid", "MsQLinearSigmoid", {0, 1, 3, 2, 4}},
    {"QLinearSoftmax", "MsQLinearSoftmax", {0, 1, 3, 2, 4}},
    {"QOrderedLayerNormalization",
     "MsQOrderedLayerNormalization",
     {0, 1, 2, 4, 3}},
    {"QuantizeLinear", "QuantizeLinear"},
    {"RotaryEmbedding", "RotaryEmbedding", {0, 2, 3, 1}},
    {"SimplifiedLayerNormalization", "RMSNormalization"},
    {"TorchEmbedding", "Gather", {0, 1}},
    {"Trilu", "Trilu"},
};

/// Why an operator is not counted although its name is known; empty for others.
static StringRef refusalOf(StringRef opType) {
  constexpr StringLiteral loop =
      "it is a whole generation, as many steps as the data decide: analyse the "
      "decoder in its attribute by itself";
  constexpr StringLiteral compiled =
      "it holds what another program compiled, and no operators";
  constexpr StringLiteral strings = "it works on strings";
  return llvm::StringSwitch<StringRef>(opType)
      .Cases({"BeamSearch", "GreedySearch", "Sampling", "WhisperBeamSearch"},
             loop)
      .Cases({"EPContext", "Snpe"}, compiled)
      .Cases({"Tokenizer", "MurmurHash3", "WordConvEmbedding"}, strings)
      .Case("BifurcationDetector", "how many tokens it keeps is for the data "
                                   "to decide")
      .Cases({"SparseAttention", "LongformerAttention",
              "QOrderedLongformerAttention"},
             "which blocks of keys it visits is not in its types")
      .Default("");
}

static std::string known(StringRef opType, const OperatorTable &table) {
  std::string own = ("Ms" + opType).str();
  return table.find(own) ? own : std::string();
}

static void importBlocked(StringRef opType, ContribExpansion &expansion) {
  if (opType == "Upsample")
    return expandBlockedUpsample(expansion);
  StringRef name = llvm::StringSwitch<StringRef>(opType)
                       .Case("Conv", "MsFusedConv")
                       .Case("MaxPool", "MaxPool")
                       .Case("AveragePool", "AveragePool")
                       .Case("GlobalMaxPool", "GlobalMaxPool")
                       .Case("GlobalAveragePool", "GlobalAveragePool")
                       .Case("ReorderInput", "MsReorderInput")
                       .Case("ReorderOutput", "MsReorderOutput")
                       .Default("");
  if (name.empty())
    return expansion.refuse("this operator is not known");
  expansion.finish(name, expansion.operands(), expansion.attributes());
}

static void importMicrosoft(StringRef opType, const OperatorTable &table,
                            ContribExpansion &expansion) {
  if (StringRef refusal = refusalOf(opType); !refusal.empty())
    return expansion.refuse(refusal);
  if (auto *expand = findExpansion(opType))
    return expand(opType, expansion);
  for (const Renamed &renamed : kRenamed) {
    if (renamed.opType != opType)
      continue;
    SmallVector<Value> operands;
    for (int position : renamed.order)
      operands.push_back(position < 0 ? Value() : expansion.operand(position));
    if (renamed.order.size() == 0)
      operands = SmallVector<Value>(expansion.operands());
    if (!table.find(renamed.name))
      return expansion.refuse("this operator is not known");
    return expansion.finish(renamed.name, operands, expansion.attributes());
  }
  std::string own = known(opType, table);
  if (own.empty())
    return expansion.refuse("this operator is not known");
  expansion.finish(own, expansion.operands(), expansion.attributes());
}

ContribOutcome importContrib(StringRef domain, StringRef opType,
                             OperatorRequest &request,
                             const OperatorTable &table, OpBuilder &builder,
                             Location loc) {
  ContribExpansion expansion(request, table, builder, loc);
  if (domain == kBlocked)
    importBlocked(opType, expansion);
  else
    importMicrosoft(opType, table, expansion);
  return expansion.take();
}

} // namespace perfopt::onnx
