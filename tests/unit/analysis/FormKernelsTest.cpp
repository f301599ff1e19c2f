//===- FormKernelsTest.cpp - Which operators launch together --------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether fusing is legal: the verifier finds every value that is read before
// it is written.
//
//===----------------------------------------------------------------------===//

#include "analysis/Kernels/FormKernels.h"

#include "analysis/Cost/CostModels.h"
#include "dialects/NN/NNOps.h"
#include "dialects/Perf/PerfDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"

#include <gmock/gmock.h>

#include <random>
#include <sstream>

using namespace mlir;

namespace perfopt::analysis {
namespace {

class FormKernels : public testing::Test {
protected:
  FormKernels() {
    DialectRegistry registry;
    registry.insert<func::FuncDialect, nn::NNDialect, perf::PerfDialect>();
    registerNNCostModels(registry);
    context.appendDialectRegistry(registry);
  }

  /// The operators of each kernel, e.g. "add relu", in order of execution.
  std::vector<std::string> form(const std::string &body, Runtime runtime) {
    module = parseSourceString<ModuleOp>(body, &context);
    EXPECT_TRUE(module);
    formKernels(*module, runtime);
    EXPECT_TRUE(succeeded(verify(*module)));
    std::vector<std::string> kernels;
    module->walk([&](perf::KernelOp kernel) {
      std::string names;
      for (Operation &op : kernel.getBody().front().without_terminator())
        names += (names.empty() ? "" : " ") + op.getName().stripDialect().str();
      kernels.push_back(names);
    });
    return kernels;
  }

  MLIRContext context{MLIRContext::Threading::DISABLED};
  OwningOpRef<ModuleOp> module;
};

using testing::ElementsAre;

/// A function of `x` and `w` (4x4 both, `w` a weight) that returns `results`.
std::string function(const std::string &body, const std::string &results,
                     int count = 1) {
  std::string types = "tensor<4x4xf32>";
  for (int i = 1; i < count; ++i)
    types += ", tensor<4x4xf32>";
  return "func.func @main(%x: tensor<4x4xf32>) -> (" + types + ") {\n" +
         "%w = nn.weight \"w\" : tensor<4x4xf32>\n" + body + "return " +
         results + " : " + types + "\n}\n";
}

std::string op(const std::string &name, const std::string &op,
               const std::string &operands) {
  std::string types = "tensor<4x4xf32>";
  for (char c : operands)
    types += c == ',' ? ", tensor<4x4xf32>" : "";
  return "%" + name + " = nn." + op + " " + operands + " : (" + types +
         ") -> tensor<4x4xf32>\n";
}

TEST_F(FormKernels, NoCycleThroughAThirdKernel) {
  // a -> product -> c and a -> c: a and c together would wait for the product,
  // which waits for a.
  std::string model =
      function(op("a", "relu", "%x") + op("b", "matmul", "%a, %w") +
                   op("c", "add", "%a, %b"),
               "%c");
  EXPECT_THAT(form(model, Runtime::Inductor),
              ElementsAre("relu", "matmul", "add"));
}

TEST_F(FormKernels, NoCycleThroughSeveralKernels) {
  // a reaches e through two products; c and e do not wait for each other.
  std::string model =
      function(op("a", "relu", "%x") + op("b", "matmul", "%a, %w") +
                   op("c", "relu", "%b") + op("d", "matmul", "%c, %w") +
                   op("e", "add", "%a, %d") + op("f", "add", "%e, %c"),
               "%f");
  EXPECT_THAT(form(model, Runtime::Inductor),
              ElementsAre("relu", "matmul", "relu", "matmul", "add add"));
}

TEST_F(FormKernels, AKernelMovesBehindWhatItsNewOperatorReads) {
  // a can wait for the product: nobody else reads it.
  std::string model =
      function(op("a", "relu", "%x") + op("b", "matmul", "%x, %w") +
                   op("c", "add", "%a, %b"),
               "%c");
  EXPECT_THAT(form(model, Runtime::Inductor),
              ElementsAre("matmul", "relu add"));
}

TEST_F(FormKernels, AnOperatorMovesUpInFrontOfAReader) {
  // c joins a although a product that reads a lies between: it runs before it.
  std::string model =
      function(op("a", "relu", "%x") + op("b", "matmul", "%a, %w") +
                   op("c", "exp", "%a"),
               "%b, %c", 2);
  EXPECT_THAT(form(model, Runtime::Inductor),
              ElementsAre("relu exp", "matmul"));
}

TEST_F(FormKernels, ViewsMoveAlong) {
  // The transposition is needed inside and, again, by the product outside.
  std::string model =
      function(op("a", "relu", "%x") + op("t", "transpose", "%a") +
                   op("b", "exp", "%t") + op("c", "matmul", "%t, %w"),
               "%b, %c", 2);
  EXPECT_THAT(form(model, Runtime::Inductor),
              ElementsAre("relu transpose exp", "matmul"));
}

TEST_F(FormKernels, WhatHasNoCountIsWaitedFor) {
  std::string model = function(
      op("a", "relu", "%x") +
          "%b = nn.opaque %a {op_type = \"F\", reason = \"unknown\"} : "
          "(tensor<4x4xf32>) -> tensor<4x4xf32>\n" +
          op("c", "add", "%a, %b"),
      "%c");
  EXPECT_THAT(form(model, Runtime::Inductor), ElementsAre("relu", "add"));
}

TEST_F(FormKernels, AtMostSixtyFourOperatorsAKernel) {
  std::string body, last = "%x";
  for (int i = 0; i < 100; ++i) {
    std::string name = "v" + std::to_string(i);
    body += op(name, "relu", last);
    last = "%" + name;
  }
  std::vector<std::string> kernels =
      form(function(body, last), Runtime::Inductor);
  ASSERT_EQ(kernels.size(), 2u);
  // 64 times "relu", 63 blanks: 64 * 4 + 63 = 319; then 36: 36 * 4 + 35 = 179
  EXPECT_EQ(kernels[0].size(), 319u);
  EXPECT_EQ(kernels[1].size(), 179u);
}

TEST_F(FormKernels, PhasesStayApart) {
  std::string model = R"(
    func.func @main(%x: tensor<4x4xf32>) -> tensor<4x4xf32> {
      %a = nn.relu %x : (tensor<4x4xf32>) -> tensor<4x4xf32>
      %b = nn.exp %a {nn.phase = "backward"} : (tensor<4x4xf32>) -> tensor<4x4xf32>
      %c = nn.neg %b {nn.phase = "backward"} : (tensor<4x4xf32>) -> tensor<4x4xf32>
      return %c : tensor<4x4xf32>
    })";
  EXPECT_THAT(form(model, Runtime::Inductor), ElementsAre("relu", "exp neg"));
}

/// What must not depend on how operators are grouped.
struct Sums {
  int64_t operators = 0, transposes = 0, kernels = 0, flops = 0, bytes = 0;
};

Sums sumsOf(ModuleOp module) {
  Sums sums;
  module.walk([&](Operation *op) {
    auto kernel = dyn_cast<perf::KernelOp>(op);
    bool counts = op->getDialect()->getNamespace() == "nn" &&
                  !op->hasAttr(kRepeatedView);
    int64_t &sum = isa<nn::TransposeOp>(op) ? sums.transposes : sums.operators;
    sum += counts ? 1 : 0;
    if (!kernel)
      return;
    ++sums.kernels;
    sums.flops += kernel.getCost().getFlops();
    sums.bytes += kernel.getCost().getRead() + kernel.getCost().getWritten();
  });
  return sums;
}

/// Any mix of operators over 4x4 tensors, each reading what came before.
std::string randomModel(std::mt19937 &random) {
  static constexpr const char *kUnary[] = {"relu",    "exp",      "transpose",
                                           "softmax", "identity", "gelu"};
  static constexpr const char *kBinary[] = {"add", "mul", "matmul"};
  std::vector<std::string> values = {"%x", "%w"};
  std::string body;
  auto pick = [&] {
    // Mostly what is near, as in models.
    size_t back = random() % 4 ? random() % 4 : random() % values.size();
    return values[values.size() - 1 - std::min(back, values.size() - 1)];
  };
  int count = 5 + static_cast<int>(random() % 40);
  for (int i = 0; i < count; ++i) {
    std::string name = "v" + std::to_string(i);
    body += random() % 2
                ? op(name, kUnary[random() % std::size(kUnary)], pick())
                : op(name, kBinary[random() % std::size(kBinary)],
                     pick() + ", " + pick());
    values.push_back("%" + name);
  }
  return function(body, values.back() + ", " + pick(), 2);
}

TEST_F(FormKernels, RandomModelsStayTheSame) {
  std::mt19937 random(20261127);
  int fused = 0;
  for (int round = 0; round < 400; ++round) {
    std::string model = randomModel(random);
    form(model, Runtime::Eager);
    Sums eager = sumsOf(*module);
    for (Runtime runtime :
         {Runtime::Inductor, Runtime::TensorRt, Runtime::OnnxRuntime}) {
      form(model, runtime);
      ASSERT_FALSE(HasFailure()) << model;
      Sums sums = sumsOf(*module);
      ASSERT_EQ(sums.operators, eager.operators) << model;
      // Where they move, some cancel.
      if (rulesOf(runtime).passedByTransposes.empty()) {
        ASSERT_EQ(sums.transposes, eager.transposes) << model;
      }
      ASSERT_EQ(sums.flops, eager.flops) << model;
      // ONNX Runtime copies where eager has views.
      if (runtime == Runtime::OnnxRuntime)
        continue;
      ASSERT_LE(sums.bytes, eager.bytes) << model;
      ASSERT_LE(sums.kernels, eager.kernels) << model;
      fused += sums.kernels < eager.kernels ? 1 : 0;
    }
  }
  EXPECT_GT(fused, 400);
}

TEST_F(FormKernels, RuntimesAreKnownByName) {
  for (Runtime runtime : allRuntimes())
    EXPECT_EQ(parseRuntime(name(runtime)), runtime);
  EXPECT_EQ(parseRuntime("openvino"), std::nullopt);
}

TEST_F(FormKernels, RulesHaveNamesOfTheirRuntime) {
  for (Runtime runtime : allRuntimes()) {
    RuntimeRules rules = rulesOf(runtime);
    std::string prefix = std::string(rules.name) + "_";
    for (const FusionRule &rule : rules.rules) {
      EXPECT_TRUE(rule.origin.name.starts_with(prefix)) << rule.origin.name;
      EXPECT_FALSE(rule.origin.source.empty());
    }
  }
}

} // namespace
} // namespace perfopt::analysis
