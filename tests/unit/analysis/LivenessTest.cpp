//===- LivenessTest.cpp - Tests of what lives when ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Memory/Liveness.h"

#include "analysis/Cost/CostModels.h"
#include "analysis/Kernels/FormKernels.h"
#include "dialects/NN/NNDialect.h"
#include "dialects/Perf/PerfDialect.h"

#include "mlir/Parser/Parser.h"

#include <gmock/gmock.h>

#include <tuple>

namespace perfopt::analysis {
namespace {

using core::Bytes;
using testing::ElementsAre;
using testing::IsEmpty;

/// Parses the body of @main, forms eager kernels and profiles them.
class LivenessTest : public testing::Test {
protected:
  LivenessTest() {
    mlir::DialectRegistry registry;
    registerNNCostModels(registry);
    registry
        .insert<mlir::func::FuncDialect, nn::NNDialect, perf::PerfDialect>();
    context.appendDialectRegistry(registry);
    context.loadAllAvailableDialects();
  }

  core::MemoryProfile profile(const std::string &function,
                              LivenessOptions options = {}) {
    auto module = mlir::parseSourceString<mlir::ModuleOp>(function, &context);
    if (!module)
      return {};
    formKernels(*module, Runtime::Eager);
    return profileMemory(*module->getOps<mlir::func::FuncOp>().begin(),
                         options);
  }

  /// Bytes, first and last kernel of each buffer; -2 is the end.
  using Row = std::tuple<double, int, int>;
  static std::vector<Row> rows(const core::MemoryProfile &profile) {
    std::vector<Row> rows;
    for (const core::Buffer &buffer : profile.buffers)
      rows.emplace_back(buffer.bytes.value(), buffer.first,
                        buffer.last.value_or(-2));
    return rows;
  }

  mlir::MLIRContext context{mlir::MLIRContext::Threading::DISABLED};
};

// 1024 values of 4 B: 4096 B each.
TEST_F(LivenessTest, ValuesDieWithTheirLastReader) {
  auto memory = profile(R"(
func.func @main(%x: tensor<1024xf32>) -> tensor<1024xf32> {
  %0 = nn.tanh %x : (tensor<1024xf32>) -> tensor<1024xf32>
  %1 = nn.sigmoid %0 : (tensor<1024xf32>) -> tensor<1024xf32>
  %2 = nn.add %0, %1 : (tensor<1024xf32>, tensor<1024xf32>) -> tensor<1024xf32>
  return %2 : tensor<1024xf32>
})");
  EXPECT_THAT(rows(memory), ElementsAre(Row(4096, -1, -2), Row(4096, 0, 2),
                                        Row(4096, 1, 2), Row(4096, 2, -2)));
  // x and %0; x, %0 and %1; all four.
  EXPECT_THAT(memory.timeline,
              ElementsAre(Bytes(8192), Bytes(12288), Bytes(16384)));
  EXPECT_EQ(memory.peakActivations, Bytes(16384));
  EXPECT_EQ(memory.peakKernel, 2);
}

TEST_F(LivenessTest, ViewsKeepWhatTheyShow) {
  auto memory = profile(R"(
func.func @main(%x: tensor<1024xf32>) -> tensor<4x256xf32> {
  %0 = nn.tanh %x : (tensor<1024xf32>) -> tensor<1024xf32>
  %s = nn.constant dense<[4, 256]> : tensor<2xi64> : tensor<2xi64>
  %1 = nn.reshape %0, %s : (tensor<1024xf32>, tensor<2xi64>) -> tensor<4x256xf32>
  %2 = nn.sigmoid %x : (tensor<1024xf32>) -> tensor<1024xf32>
  %3 = nn.tanh %1 : (tensor<4x256xf32>) -> tensor<4x256xf32>
  return %3 : tensor<4x256xf32>
})");
  // %0 lives until its view was read; nobody reads %2.
  EXPECT_THAT(rows(memory), ElementsAre(Row(4096, -1, -2), Row(4096, 0, 2),
                                        Row(4096, 1, 1), Row(4096, 2, -2)));
}

TEST_F(LivenessTest, ReluRunsInPlaceWhereItsOperandDies) {
  const char *function = R"(
func.func @main(%x: tensor<1024xf32>) -> tensor<1024xf32> {
  %0 = nn.tanh %x : (tensor<1024xf32>) -> tensor<1024xf32>
  %1 = nn.relu %0 : (tensor<1024xf32>) -> tensor<1024xf32>
  %2 = nn.relu %1 : (tensor<1024xf32>) -> tensor<1024xf32>
  %3 = nn.tanh %2 : (tensor<1024xf32>) -> tensor<1024xf32>
  return %3 : tensor<1024xf32>
})";
  // One memory for %0, %1 and %2.
  EXPECT_THAT(
      rows(profile(function)),
      ElementsAre(Row(4096, -1, -2), Row(4096, 0, 3), Row(4096, 3, -2)));
}

TEST_F(LivenessTest, WhatIsReadLaterIsNotWrittenOver) {
  auto memory = profile(R"(
func.func @main(%x: tensor<1024xf32>) -> tensor<1024xf32> {
  %0 = nn.tanh %x : (tensor<1024xf32>) -> tensor<1024xf32>
  %1 = nn.relu %0 : (tensor<1024xf32>) -> tensor<1024xf32>
  %2 = nn.add %0, %1 : (tensor<1024xf32>, tensor<1024xf32>) -> tensor<1024xf32>
  return %2 : tensor<1024xf32>
})");
  EXPECT_THAT(rows(memory), ElementsAre(Row(4096, -1, -2), Row(4096, 0, 2),
                                        Row(4096, 1, 2), Row(4096, 2, -2)));
}

TEST_F(LivenessTest, InputsAreNotWrittenOver) {
  auto memory = profile(R"(
func.func @main(%x: tensor<1024xf32>) -> tensor<1024xf32> {
  %0 = nn.relu %x : (tensor<1024xf32>) -> tensor<1024xf32>
  return %0 : tensor<1024xf32>
})");
  EXPECT_THAT(rows(memory), ElementsAre(Row(4096, -1, -2), Row(4096, 0, -2)));
}

// PyTorch's sigmoid and residual sums make new tensors.
TEST_F(LivenessTest, EagerAdditionsAndGatesAreNotInPlace) {
  const char *function = R"(
func.func @main(%x: tensor<1024xf32>) -> tensor<1024xf32> {
  %0 = nn.tanh %x : (tensor<1024xf32>) -> tensor<1024xf32>
  %1 = nn.sigmoid %0 : (tensor<1024xf32>) -> tensor<1024xf32>
  %2 = nn.add %x, %1 : (tensor<1024xf32>, tensor<1024xf32>) -> tensor<1024xf32>
  return %2 : tensor<1024xf32>
})";
  EXPECT_EQ(profile(function).buffers.size(), 4u);
  // Runtimes that plan memory put all three results into one.
  LivenessOptions planned;
  planned.runtime = "onnxruntime";
  EXPECT_THAT(rows(profile(function, planned)),
              ElementsAre(Row(4096, -1, -2), Row(4096, 0, -2)));
}

// Backward of tanh reads its result: relu must not write over it.
TEST_F(LivenessTest, WhatBackwardReadsIsKept) {
  auto memory = profile(R"(
func.func @main(%x: tensor<1024xf32>) -> (tensor<1024xf32>, tensor<1024xf32>) {
  %0 = nn.tanh %x : (tensor<1024xf32>) -> tensor<1024xf32>
  %1 = nn.relu %0 : (tensor<1024xf32>) -> tensor<1024xf32>
  %2 = nn.gradient "nn.tanh" %1, %0 {family = "elementwise", rule = "x_c1"} : (tensor<1024xf32>, tensor<1024xf32>) -> tensor<1024xf32>
  return %1, %2 : tensor<1024xf32>, tensor<1024xf32>
})");
  EXPECT_THAT(rows(memory), ElementsAre(Row(4096, -1, -2), Row(4096, 0, 2),
                                        Row(4096, 1, -2), Row(4096, 2, -2)));
}

// The second batch's gradient is added to the first one's in place, which is
// what the step returns.
TEST_F(LivenessTest, GradientsAndStateAreKnownAsSuch) {
  auto memory = profile(R"(
func.func @main(%x: tensor<1024xf32>) -> (tensor<1024xf32> {nn.gradient}) {
  %state = nn.weight "w.exp_avg" {kind = "state"} : tensor<1024xf32>
  %0 = nn.tanh %x : (tensor<1024xf32>) -> tensor<1024xf32>
  %1 = nn.tanh %x : (tensor<1024xf32>) -> tensor<1024xf32>
  %2 = nn.accumulate %0, %1 : (tensor<1024xf32>, tensor<1024xf32>) -> tensor<1024xf32>
  nn.optimizer "adam" %state, %2 {family = "elementwise", rule = "adam_c1", nn.phase = "optimizer"} : (tensor<1024xf32>, tensor<1024xf32>) -> ()
  return %2 : tensor<1024xf32>
})");
  EXPECT_EQ(memory.optimizerState, Bytes(4096));
  EXPECT_EQ(memory.gradients, Bytes(4096));
  EXPECT_EQ(memory.weights, Bytes(0));
  // State from the optimizer on, input, first gradient to the end, second until
  // it is added.
  EXPECT_THAT(rows(memory), ElementsAre(Row(4096, 3, -2), Row(4096, -1, -2),
                                        Row(4096, 0, -2), Row(4096, 1, 2)));
}

TEST_F(LivenessTest, WeightsAreRoundedAndStay) {
  auto memory = profile(R"(
func.func @main(%x: tensor<8x16xf32>) -> tensor<8x32xf32> {
  %w = nn.weight "w" : tensor<16x32xf32>
  %b = nn.weight "b" : tensor<32xf32>
  %0 = nn.matmul %x, %w : (tensor<8x16xf32>, tensor<16x32xf32>) -> tensor<8x32xf32>
  %1 = nn.add %0, %b : (tensor<8x32xf32>, tensor<32xf32>) -> tensor<8x32xf32>
  return %1 : tensor<8x32xf32>
})");
  // 16*32*4 = 2048; 32*4 = 128, rounded to 512
  EXPECT_EQ(memory.weights, Bytes(2048 + 512));
  // 8*16*4 = 512 (x), 8*32*4 = 1024; product and bias are one kernel
  EXPECT_EQ(memory.peakActivations, Bytes(1536));
  EXPECT_EQ(memory.buffers.size(), 4u);
}

// As in a training step: what backward returns are gradients, what an optimizer
// makes is temporary.
TEST_F(LivenessTest, PhasesSayWhatMemoryIsFor) {
  auto memory = profile(R"(
#none = #perf.cost<flops = 0, macs = 0, read = 0, written = 0, rule = "none">
func.func @main(%x: tensor<1024xf32>) -> (tensor<1024xf32>, tensor<1024xf32> {nn.gradient}) {
  %w = nn.weight "w" : tensor<1024xf32>
  %0 = nn.mul %x, %w : (tensor<1024xf32>, tensor<1024xf32>) -> tensor<1024xf32>
  %1 = nn.tanh %0 : (tensor<1024xf32>) -> tensor<1024xf32>
  %g = perf.kernel "elementwise" attributes {cost = #none, phase = "backward", problem = {}} {
    %b = nn.mul %1, %x : (tensor<1024xf32>, tensor<1024xf32>) -> tensor<1024xf32>
    perf.yield %b : tensor<1024xf32>
  } : tensor<1024xf32>
  %t = perf.kernel "elementwise" attributes {cost = #none, phase = "optimizer", problem = {}} {
    %s = nn.sqrt %g : (tensor<1024xf32>) -> tensor<1024xf32>
    perf.yield %s : tensor<1024xf32>
  } : tensor<1024xf32>
  %u = perf.kernel "elementwise" attributes {cost = #none, phase = "optimizer", problem = {}} {
    %p = nn.mul %t, %w : (tensor<1024xf32>, tensor<1024xf32>) -> tensor<1024xf32>
    perf.yield %p : tensor<1024xf32>
  } : tensor<1024xf32>
  return %1, %g : tensor<1024xf32>, tensor<1024xf32>
})");
  using core::MemoryUse;
  std::vector<std::tuple<MemoryUse, int, int>> lives;
  for (const core::Buffer &buffer : memory.buffers)
    lives.emplace_back(buffer.use, buffer.first, buffer.last.value_or(-2));
  // Kernels: mul 0, tanh 1, backward 2, optimizer 3 and 4.
  EXPECT_THAT(lives,
              ElementsAre(std::tuple(MemoryUse::Weights, -1, -2),
                          std::tuple(MemoryUse::Activations, -1, -2), // x
                          std::tuple(MemoryUse::Activations, 0, 1),   // w x
                          std::tuple(MemoryUse::Activations, 1, -2),  // y
                          std::tuple(MemoryUse::Gradients, 2, -2),
                          std::tuple(MemoryUse::Workspace, 3, 4),
                          std::tuple(MemoryUse::Workspace, 4, 4)));
  EXPECT_EQ(memory.gradients, Bytes(4096));
}

TEST_F(LivenessTest, NothingForAnEmptyFunction) {
  auto memory = profile("func.func @main() { return }");
  EXPECT_THAT(memory.buffers, IsEmpty());
  EXPECT_EQ(memory.peakKernel, -1);
}

} // namespace
} // namespace perfopt::analysis
