//===- JoinTest.cpp - Which measured unit is which predicted kernel -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Join/Join.h"

#include "TestData.h"

#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using core::KernelFamily;
using core::Workload;
using test::addKernel;
using test::unit;
using testing::ElementsAre;
using testing::IsEmpty;

/// "kernels<-units by" of each pairing.
std::string text(const Join &join) {
  std::string all;
  for (const Pairing &pairing : join.pairings) {
    all += all.empty() ? "" : "; ";
    for (int kernel : pairing.kernels)
      all += std::to_string(kernel) + " ";
    all += "<-";
    for (int unit : pairing.units)
      all += " " + std::to_string(unit);
    all += " ";
    all += name(pairing.by);
  }
  return all;
}

/// conv, relu, conv, relu, gemm.
Workload network() {
  Workload workload;
  addKernel(workload, "/layer1/conv/Conv", KernelFamily::Conv,
            {{8, 3, 32, 32}});
  addKernel(workload, "/layer1/Relu", KernelFamily::Elementwise);
  addKernel(workload, "/layer2/conv/Conv", KernelFamily::Conv,
            {{8, 16, 32, 32}});
  addKernel(workload, "/layer2/Relu", KernelFamily::Elementwise);
  addKernel(workload, "/fc/Gemm", KernelFamily::Gemm, {{8, 16}});
  return workload;
}

TEST(Join, ByNamesWhateverTheOrder) {
  std::vector<Unit> units = {unit("/fc/Gemm", {}), unit("/layer2/Relu", {}),
                             unit("/layer1/conv/Conv_nchwc", {})};
  Join joined = join(network(), units, true);
  EXPECT_EQ(text(joined), "0 <- 2 name; 3 <- 1 name; 4 <- 0 name");
  EXPECT_THAT(joined.kernelsLeft, ElementsAre(1, 2));
  EXPECT_THAT(joined.unitsLeft, IsEmpty());
}

TEST(Join, ByTheInnermostRangeThatNamesAnOperator) {
  std::vector<Unit> units = {unit("kernel_a", {}), unit("kernel_b", {})};
  units[0].ranges = {"/fc/Gemm", "/layer1/conv/Conv", "cudnn"};
  units[1].ranges = {"/fc/Gemm"};
  EXPECT_EQ(text(join(network(), units, true)), "0 <- 0 name; 4 <- 1 name");
}

TEST(Join, FusedNamesCoverSeveralKernels) {
  std::vector<Unit> units = {
      unit("/layer1/conv/Conv + /layer1/Relu", {}),
      unit("{ForeignNode[/layer2/conv/Conv.../fc/Gemm]}", {})};
  EXPECT_EQ(text(join(network(), units, true)),
            "0 1 <- 0 name; 2 3 4 <- 1 name");
}

TEST(Join, PointwiseNamesAreUnwrapped) {
  Workload workload;
  addKernel(workload, "/Sigmoid", KernelFamily::Elementwise);
  addKernel(workload, "/Mul", KernelFamily::Elementwise);
  EXPECT_EQ(text(join(workload, {unit("PWN(PWN(/Sigmoid), /Mul)", {})}, true)),
            "0 1 <- 0 name");
}

TEST(Join, AConvolutionIsNotWhatAReluIsNamed) {
  // ONNX Runtime calls a convolution with a fused ReLU after the ReLU.
  std::vector<Unit> units = {unit("/layer1/Relu", KernelFamily::Conv),
                             unit("/layer2/Relu", KernelFamily::Conv)};
  EXPECT_EQ(text(join(network(), units, true)), "0 <- 0 order; 2 <- 1 order");
}

TEST(Join, ByOrderAndFamily) {
  std::vector<Unit> units = {unit("fprop", KernelFamily::Conv),
                             unit("add", KernelFamily::Elementwise),
                             unit("relu", KernelFamily::Elementwise),
                             unit("sgemm", KernelFamily::Gemm)};
  Join joined = join(network(), units, true);
  // The second convolution was not measured, and one elementwise kernel has no
  // counterpart between the products... both relus have one.
  EXPECT_EQ(text(joined),
            "0 <- 0 order; 1 <- 1 order; 3 <- 2 order; 4 <- 3 order");
  EXPECT_THAT(joined.kernelsLeft, ElementsAre(2));
}

TEST(Join, ShapesTellLikeKernelsApart) {
  std::vector<Unit> units = {unit("aten::conv2d", KernelFamily::Conv)};
  units[0].shapes = {{8, 16, 32, 32}, {16, 16, 3, 3}};
  EXPECT_EQ(text(join(network(), units, true)), "2 <- 0 order");
}

TEST(Join, ScopesTellLikeKernelsApart) {
  std::vector<Unit> units = {unit("fprop", KernelFamily::Conv)};
  units[0].ranges = {"model", "layer2"};
  EXPECT_EQ(text(join(network(), units, true)), "2 <- 0 order");
}

TEST(Join, NamesAreAnchorsForTheOrder) {
  // The named product keeps what follows it from being taken for what
  // precedes it.
  std::vector<Unit> units = {unit("/layer2/conv/Conv", KernelFamily::Conv),
                             unit("relu", KernelFamily::Elementwise)};
  EXPECT_EQ(text(join(network(), units, true)), "2 <- 0 name; 3 <- 1 order");
}

TEST(Join, HelpersJoinTheirNeighbour) {
  std::vector<Unit> units = {
      unit("nchwToNhwc", KernelFamily::Copy, 1, Role::Before),
      unit("fprop", KernelFamily::Conv),
      unit("nhwcToNchw", KernelFamily::Copy, 1, Role::After),
      unit("relu", KernelFamily::Elementwise), unit("[CUDA memcpy]", {})};
  units[4].isTransfer = true;
  Join joined = join(network(), units, true);
  EXPECT_EQ(text(joined), "0 <- 0 1 2 order; 1 <- 3 order");
  EXPECT_THAT(joined.unitsLeft, ElementsAre(4));
}

TEST(Join, ABiasBehindAConvolutionThatLaunchesTwo) {
  Workload workload = network();
  workload.kernels[0].launches = 2;
  // Of three elementwise units two are the ReLUs' and one the bias'. The order
  // gives the ReLU the first; the kernel that launches two takes what is left
  // only right behind its own.
  std::vector<Unit> units = {unit("fprop", KernelFamily::Conv),
                             unit("bias", {}, 1, Role::Work),
                             unit("sgemm", KernelFamily::Gemm)};
  units[1].family = KernelFamily::Elementwise;
  workload.kernels[1].family = KernelFamily::Norm;
  workload.kernels[3].family = KernelFamily::Norm;
  EXPECT_EQ(text(join(workload, units, true)), "0 <- 0 1 order; 4 <- 2 order");
}

TEST(Join, BookkeepingIsLeftUnmatched) {
  std::vector<Unit> units = {unit("aten::view", {}, 1, Role::Bookkeeping)};
  Join joined = join(network(), units, true);
  EXPECT_THAT(joined.pairings, IsEmpty());
  EXPECT_THAT(joined.unitsLeft, ElementsAre(0));
}

TEST(Join, WithoutOrderByFamily) {
  std::vector<Unit> units = {unit("relu", KernelFamily::Elementwise),
                             unit("fprop", KernelFamily::Conv),
                             unit("mystery", {})};
  Join joined = join(network(), units, false);
  EXPECT_EQ(text(joined), "0 2 <- 1 family; 1 3 <- 0 family");
  EXPECT_THAT(joined.kernelsLeft, ElementsAre(4));
  EXPECT_THAT(joined.unitsLeft, ElementsAre(2));
}

} // namespace
} // namespace perfopt::profiles
