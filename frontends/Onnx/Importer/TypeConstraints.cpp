//===- TypeConstraints.cpp - Element types that ONNX allows --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Importer/TypeConstraints.h"

#include "dialects/NN/TypeInference.h"

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace perfopt::onnx {

namespace {

/// Operators by what their operands may be, one word an operand: f floating, n
/// number, i integer, x i32 or i64, b bool, * anything; operands with the same
/// digit have one type; + repeats the last word. What all opsets together
/// allow. Source: ONNX's Changelog.md.
struct Signature {
  const char *operands;
  const char *operators;
};

constexpr Signature kSignatures[] = {
    {"b",
     "Not"},
    {"f",
     "Acos Acosh Asin Asinh Atan Atanh AveragePool Bernoulli Ceil "
     "Celu Cos Cosh Det Elu Exp Floor Gelu GlobalAveragePool "
     "GlobalLpPool GlobalMaxPool HardSigmoid HardSwish Hardmax IsInf "
     "IsNaN LRN LeakyRelu Log LogSoftmax LpNormalization LpPool "
     "MeanVarianceNormalization Mish Multinomial Reciprocal Round "
     "Selu Sigmoid Sin Sinh Softmax Softplus Softsign Sqrt Swish Tan "
     "Tanh ThresholdedRelu"},
    {"i",
     "BitwiseNot ImageDecoder"},
    {"n",
     "Abs ArgMax ArgMin Erf MaxPool Neg Relu Shrink Sign"},
    {"x",
     "BlackmanWindow ConstantOfShape HammingWindow HannWindow"},
    {"* b",
     "Compress"},
    {"* f",
     "GridSample Upsample"},
    {"* n",
     "Split"},
    {"* x",
     "CenterCropPad Expand Gather GatherElements GatherND ReduceMax "
     "ReduceMin Reshape ReverseSequence Squeeze Tile Trilu Unsqueeze"},
    {"*1+",
     "Concat"},
    {"f f",
     "RMSNormalization"},
    {"f x",
     "AffineGrid"},
    {"f1+",
     "Mean Sum"},
    {"n n",
     "Pow"},
    {"n x",
     "CumProd CumSum ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp "
     "ReduceMean ReduceProd ReduceSum ReduceSumSquare TopK"},
    {"n1+",
     "Einsum Max Min"},
    {"* x x",
     "Col2Im"},
    {"*1 *1",
     "Equal"},
    {"b1 b1",
     "And Or Xor"},
    {"f f b",
     "Dropout"},
    {"f x x",
     "DFT"},
    {"f1 f1",
     "MaxRoiPool SwiGLU"},
    {"i1 i1",
     "BitShift BitwiseAnd BitwiseOr BitwiseXor"},
    {"n n *",
     "OneHot"},
    {"n1 n1",
     "Add Div Greater GreaterOrEqual Less LessOrEqual MatMul Mod Mul "
     "PRelu Sub"},
    {"* f f x",
     "Resize"},
    {"*1 *1 x",
     "TensorScatter"},
    {"*1 x *1",
     "Scatter ScatterElements ScatterND"},
    {"b *1 *1",
     "Where"},
    {"f x1 x1",
     "MaxUnpool"},
    {"f1 f1 x",
     "RoiAlign"},
    {"f1 x f1",
     "NegativeLogLikelihoodLoss SoftmaxCrossEntropyLoss"},
    {"f1 f1 f1",
     "Conv ConvTranspose GroupNormalization InstanceNormalization "
     "LayerNormalization"},
    {"n1 n1 n1",
     "Clip Gemm Range"},
    {"*1 x *1 x",
     "Pad"},
    {"f f x f f",
     "NonMaxSuppression"},
    {"f1 f1 f1 x",
     "RotaryEmbedding"},
    {"f1 f1 f1 f1",
     "CausalConvWithState"},
    {"f1 x2 f1 x2",
     "STFT"},
    {"i1 i2 i1 i2",
     "ConvInteger MatMulInteger"},
    {"* x1 x1 x1 x1",
     "Slice"},
    {"f f1 f1 f2 f2",
     "BatchNormalization"},
    {"f1 f1 f1 f1 f1",
     "DeformConv"},
    {"x1 x1 x1 f2 f2",
     "MelWeightMatrix"},
    {"f1 f1 f1 f f1 f1",
     "LinearAttention"},
    {"f1 f1 f1 f1 x f1",
     "GRU RNN"},
    {"f1 f1 f2 * f1 f2 x",
     "Attention"},
    {"f1 f1 f1 f1 x f1 f1 f1",
     "LSTM"},
};

bool isOfKind(char kind, mlir::Type element) {
  auto integer = dyn_cast<IntegerType>(element);
  bool isBool = element.isInteger(1);
  switch (kind) {
  case 'f':
    return isa<FloatType>(element);
  case 'n':
    return isa<FloatType>(element) || (integer && !isBool);
  case 'i':
    return integer && !isBool;
  case 'x':
    return element.isSignlessInteger(32) || element.isSignlessInteger(64);
  case 'b':
    return isBool;
  default:
    return true;
  }
}

StringRef describe(char kind) {
  switch (kind) {
  case 'f':
    return "a floating type";
  case 'n':
    return "numbers";
  case 'i':
    return "integers";
  case 'x':
    return "i32 or i64";
  case 'b':
    return "bool (i1)";
  default:
    return "anything";
  }
}

} // namespace

TypeConstraints::TypeConstraints() {
  for (const Signature &signature : kSignatures) {
    SmallVector<StringRef> operators;
    StringRef(signature.operators).split(operators, ' ');
    for (StringRef name : operators)
      signatures[name] = signature.operands;
  }
}

std::string TypeConstraints::check(StringRef opType,
                                   ArrayRef<Value> operands) const {
  SmallVector<StringRef> rules;
  signatures.lookup(opType).split(rules, ' ', -1, /*KeepEmpty=*/false);
  std::string reason;
  llvm::raw_string_ostream out(reason);
  // The first operand of each group of one type.
  SmallVector<int> firstOf(10, -1);
  for (auto [i, operand] : llvm::enumerate(operands)) {
    if (rules.empty() || (i >= rules.size() && !rules.back().ends_with("+")))
      break;
    StringRef rule = rules[std::min(i, rules.size() - 1)];
    mlir::Type element = nn::elementType(operand);
    if (!element)
      continue;
    if (!isOfKind(rule.front(), element)) {
      out << "operand " << i << " has elements of " << element << ", expected "
          << describe(rule.front());
      break;
    }
    if (rule.size() < 2 || !llvm::isDigit(rule[1]))
      continue;
    int &first = firstOf[rule[1] - '0'];
    if (first < 0) {
      first = static_cast<int>(i);
    } else if (mlir::Type expected = nn::elementType(operands[first]);
               element != expected) {
      out << "operand " << i << " has elements of " << element << ", expected "
          << expected << " as operand " << first << " has";
      break;
    }
  }
  return reason;
}

} // namespace perfopt::onnx
