//===- CudaLaunches.cpp - What starting a kernel costs --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cuda/CudaSession.h"
#include "roofline/measure/cuda/Kernels.h"

#include <fmt/format.h>

using namespace perfopt;
using core::Seconds;

namespace perfopt::measure {

core::Status CudaSession::measureLaunches() {
  options.progress("launches back to back");
  constexpr int kLaunches = 1000;
  Summary samples = sample(stream->timed([&] {
    for (int i = 0; i < kLaunches; ++i)
      kernels::empty(stream->get());
  }),
                           options.sampling);
  device.launchInterval =
      figure(Seconds(samples.median / kLaunches),
             fmt::format("empty kernels launched back to back in one stream, "
                         "{} at a time; {}",
                         kLaunches, measure::describe(samples)));
  if (core::Status status = deviceStatus("launches"); !status)
    return status;
  return measureGraph();
}

core::Status CudaSession::measureGraph() {
  options.progress("kernels of a graph");
  constexpr int kNodes = 1000;
  cudaGraph_t graph = nullptr;
  cudaGraphExec_t executable = nullptr;
  cudaStreamBeginCapture(stream->get(), cudaStreamCaptureModeThreadLocal);
  for (int i = 0; i < kNodes; ++i)
    kernels::empty(stream->get());
  cudaStreamEndCapture(stream->get(), &graph);
  cudaGraphInstantiate(&executable, graph, 0);
  Summary samples =
      sample(stream->timed([&] { cudaGraphLaunch(executable, stream->get()); }),
             options.sampling);
  core::Status status = deviceStatus("a graph of kernels");
  cudaGraphExecDestroy(executable);
  cudaGraphDestroy(graph);
  if (!status)
    return status;
  std::string conditions =
      fmt::format("a chain of {} empty kernels in a CUDA graph; {}", kNodes,
                  measure::describe(samples));
  Seconds each(samples.median / kNodes);
  device.graphLaunchInterval = figure(each, conditions);
  device.kernelFloor = figure(each, "from one to the next of " + conditions +
                                        ", so with the start of the next");
  return core::success();
}

} // namespace perfopt::measure
