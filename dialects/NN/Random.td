//===- Random.td - Numbers that are drawn --------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_DIALECTS_NN_RANDOM_TD
#define PERFOPT_DIALECTS_NN_RANDOM_TD

include "dialects/NN/Base.td"

// Not pure: what they make is not known before the model runs (RandomState.h).
def NN_RandomState : Resource<"::perfopt::nn::RandomState">;
class NN_RandomOp<string mnemonic>
    : NN_InferredOp<mnemonic, [], [MemoryEffects<[MemRead<NN_RandomState>]>]>;

class NN_RandomShaped<string mnemonic, dag distribution> : NN_RandomOp<mnemonic> {
  let arguments = !con((ins DenseI64ArrayAttr:$shape, OptionalAttr<TypeAttr>:$dtype,
                            OptionalAttr<F32Attr>:$seed), distribution);
  let results = (outs NN_Value:$y);
}
class NN_RandomLike<string mnemonic, dag distribution> : NN_RandomOp<mnemonic> {
  let arguments = !con((ins NN_Value:$x, OptionalAttr<TypeAttr>:$dtype,
                            OptionalAttr<F32Attr>:$seed), distribution);
  let results = (outs NN_Value:$y);
}

class NN_Distribution {
  dag normal = (ins NN_Float<"0.0f">:$mean, NN_Float<"1.0f">:$scale);
  dag uniform = (ins NN_Float<"1.0f">:$high, NN_Float<"0.0f">:$low);
}
def NN_Distributions : NN_Distribution;

def NN_RandomNormalOp : NN_RandomShaped<"random_normal", NN_Distributions.normal>;
def NN_RandomUniformOp : NN_RandomShaped<"random_uniform", NN_Distributions.uniform>;
def NN_RandomNormalLikeOp : NN_RandomLike<"random_normal_like", NN_Distributions.normal>;
def NN_RandomUniformLikeOp : NN_RandomLike<"random_uniform_like", NN_Distributions.uniform>;

def NN_BernoulliOp : NN_RandomLike<"bernoulli", (ins)> {
  let summary = "1 with the probability that the operand gives, else 0";
}

def NN_MultinomialOp : NN_RandomOp<"multinomial"> {
  let summary = "`sample_size` classes for each row of log-probabilities [batch, classes]";
  let arguments = (ins NN_Value:$x, OptionalAttr<TypeAttr>:$dtype,
                       NN_Int<"1">:$sample_size, OptionalAttr<F32Attr>:$seed);
  let results = (outs NN_Value:$y);
}

#endif // PERFOPT_DIALECTS_NN_RANDOM_TD
