//===- BatchNormalization.cpp - Into the weights before it ----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// With stored statistics, scale (W x + b0 - mean) / sqrt(var + epsilon) + b is
// W' x + b' with f = scale / sqrt(var + epsilon), W' = f W and
// b' = (b0 - mean) f + b. Both are computed from weights alone, when the model
// is loaded, so they cost nothing and its parameters stay in the count.
//
//===----------------------------------------------------------------------===//

#include "analysis/Recompose/Matching.h"
#include "analysis/Recompose/Patterns.h"
#include "analysis/Recompose/Session.h"

using namespace mlir;

namespace perfopt::analysis {

namespace {

/// What the normalisation goes into.
struct Host {
  Operation *op = nullptr;
  Value weight, bias;
  /// The factor's shape beside the weight.
  SmallVector<int64_t> factorShape;
  /// An addition of `bias` behind the operator.
  nn::AddOp sum;
};

std::optional<Host> hostBehind(Value value, int64_t channels) {
  Host host;
  if (auto sum = commuted<nn::AddOp>(value, isParameter)) {
    host.sum = value.getDefiningOp<nn::AddOp>();
    host.bias = sum->first;
    value = sum->second;
  }
  host.op = value.getDefiningOp();
  int64_t position = 0;
  if (auto conv = value.getDefiningOp<nn::ConvOp>(); conv && !host.sum) {
    host.weight = conv.getW();
    host.bias = conv.getB();
  } else if (auto conv = value.getDefiningOp<nn::ConvTransposeOp>();
             conv && !host.sum && conv.getGroup() == 1) {
    host.weight = conv.getW();
    host.bias = conv.getB();
    position = 1;
  } else if (auto gemm = value.getDefiningOp<nn::GemmOp>();
             gemm && !host.sum && gemm.getAlpha().convertToDouble() == 1 &&
             gemm.getBeta().convertToDouble() == 1) {
    host.weight = gemm.getB();
    host.bias = gemm.getC();
    position = gemm.getTransB() ? 0 : 1;
  } else if (auto matmul = value.getDefiningOp<nn::MatMulOp>()) {
    host.weight = matmul.getB();
    position = 1;
    auto type = nn::rankedType(value);
    if (!type || type.getRank() != 2)
      return std::nullopt;
  } else {
    return std::nullopt;
  }
  auto type = nn::rankedType(host.weight);
  if (!type || position >= type.getRank() ||
      type.getDimSize(position) != channels || !isParameter(host.weight) ||
      (host.bias && (!isParameter(host.bias) ||
                     nn::elementCount(host.bias.getType()) != channels)))
    return std::nullopt;
  host.factorShape.assign(type.getRank(), 1);
  host.factorShape[position] = channels;
  return host;
}

/// The host with another weight and a bias.
Value createHost(OpBuilder &b, Location loc, const Host &host, Value weight,
                 Value bias) {
  if (auto matmul = dyn_cast<nn::MatMulOp>(host.op)) {
    Value product = nn::MatMulOp::create(b, loc, matmul.getA(), weight);
    return nn::AddOp::create(b, loc, product, bias);
  }
  if (auto gemm = dyn_cast<nn::GemmOp>(host.op))
    return nn::GemmOp::create(b, loc, gemm.getA(), weight, bias,
                              gemm.getAlpha(), gemm.getBeta(), gemm.getTransA(),
                              gemm.getTransB());
  // A convolution keeps its attributes.
  Value x = host.op->getOperand(0);
  OperationState state(loc, host.op->getName());
  state.addOperands({x, weight, bias});
  state.addTypes(host.op->getResultTypes());
  state.propertiesAttr = host.op->getPropertiesAsAttribute();
  state.addAttributes(llvm::to_vector(host.op->getDiscardableAttrs()));
  return b.create(state)->getResult(0);
}

bool formFolded(Value result, Session &session) {
  auto norm = result.getDefiningOp<nn::BatchNormalizationOp>();
  auto type = nn::rankedType(result);
  if (!type || type.getRank() < 2 || norm.getTrainingMode() ||
      type.isDynamicDim(1))
    return false;
  for (Value statistic :
       {norm.getScale(), norm.getB(), norm.getMean(), norm.getVar()})
    if (!isParameter(statistic))
      return false;
  int64_t channels = type.getDimSize(1);
  auto host = hostBehind(norm.getX(), channels);
  if (!host)
    return false;
  Found found{Function::FoldedBatchNormalization, {result}, {}, {}};
  found.inputs = {host->op->getOperand(0), host->weight,
                  norm.getScale(),         norm.getB(),
                  norm.getMean(),          norm.getVar()};
  if (host->bias)
    found.inputs.push_back(host->bias);
  return session.form(found, [&](OpBuilder &b, Location loc) -> Value {
    using namespace nn;
    Value epsilon = createFilled(b, loc, 1, norm.getEpsilon().convertToDouble(),
                                 norm.getVar());
    Value spread =
        SqrtOp::create(b, loc, AddOp::create(b, loc, norm.getVar(), epsilon));
    Value factor = DivOp::create(b, loc, norm.getScale(), spread);
    Value weight = MulOp::create(
        b, loc, host->weight, createReshape(b, loc, factor, host->factorShape));
    Value offset = NegOp::create(b, loc, norm.getMean());
    if (host->bias)
      offset =
          SubOp::create(b, loc, createReshape(b, loc, host->bias, {channels}),
                        norm.getMean());
    Value bias = AddOp::create(b, loc, MulOp::create(b, loc, offset, factor),
                               norm.getB());
    return createHost(b, loc, *host, weight, bias);
  });
}

} // namespace

void addBatchNormalizationPatterns(Session &session) {
  session.add<nn::BatchNormalizationOp>(formFolded);
}

} // namespace perfopt::analysis
