//===- Main.cpp - Times of the stages of `perf-opt analyze` ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names are <stage>/<model>; times are those of the stage alone. The baseline
// is the least that anything must do that connects a graph by names.
//
//===----------------------------------------------------------------------===//

#include "benchmarks/ModelFolder.h"
#include "benchmarks/PipelineRun.h"
#include "hwdb/Database.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

using namespace perfopt;
using namespace perfopt::benchmarks;

namespace {

struct NamedStage {
  const char *name;
  Stage stage;
  /// Can run again on what it has started from.
  bool repeatable = false;
};

constexpr NamedStage kStages[] = {
    {"read", Stage::Read, true},       {"import", Stage::Import},
    {"shapes", Stage::Shapes},         {"recompose", Stage::Recompose},
    {"kernels", Stage::Kernels},       {"workload", Stage::Workload, true},
    {"predict", Stage::Predict, true},
};

/// Where a model comes from; chains take their length from the benchmark.
using Source = std::function<core::Result<Input>(benchmark::State &)>;

void reportNodes(benchmark::State &state, const PipelineRun &run) {
  auto nodes = static_cast<int64_t>(run.graph().nodes.size());
  state.SetComplexityN(nodes);
  state.counters["nodes"] = double(nodes);
  // A rate, inverted: the seconds of each node.
  state.counters["per_node"] = benchmark::Counter(
      double(nodes), benchmark::Counter::kIsIterationInvariantRate |
                         benchmark::Counter::kInvert);
}

/// Puts every value's name into a hash table and looks up every operand.
int64_t connectByName(const onnx::Graph &graph) {
  std::unordered_map<std::string_view, int64_t> producers;
  int64_t position = 0, found = 0;
  for (const onnx::Node &node : graph.nodes) {
    for (std::string_view operand : node.inputs)
      found += producers.count(operand);
    for (std::string_view output : node.outputs)
      producers[output] = position++;
  }
  return found;
}

void timeBaseline(benchmark::State &state, const Source &source) {
  core::Result<Input> input = source(state);
  if (!input)
    return state.SkipWithError(input.error().str().c_str());
  PipelineRun run(*input);
  if (core::Status read = run.run(Stage::Read); !read)
    return state.SkipWithError(read.error().str().c_str());
  for (auto _ : state)
    benchmark::DoNotOptimize(connectByName(run.graph()));
  reportNodes(state, run);
}

void timeStage(benchmark::State &state, const NamedStage &timed,
               const Source &source) {
  core::Result<Input> input = source(state);
  if (!input)
    return state.SkipWithError(input.error().str().c_str());
  std::unique_ptr<PipelineRun> run;
  core::Status status = core::success();
  for (auto _ : state) {
    state.PauseTiming();
    if (!run || !timed.repeatable) {
      run.reset();
      run = std::make_unique<PipelineRun>(*input);
      status = run->runUntil(timed.stage);
    }
    state.ResumeTiming();
    if (status)
      status = run->run(timed.stage);
    if (!status) {
      state.SkipWithError(status.error().str().c_str());
      break;
    }
  }
  if (status)
    reportNodes(state, *run);
}

/// Calls `add` with the name of each stage and what times it.
template <typename Add>
void addAll(const Add &add) {
  add("baseline", timeBaseline);
  for (const NamedStage &stage : kStages)
    add(stage.name, [stage](benchmark::State &state, const Source &source) {
      timeStage(state, stage, source);
    });
}

void addBenchmarks(const ModelFolder &folder, const core::Device &device) {
  auto input =
      [&device](
          core::Result<std::string> path,
          const analysis::PipelineOptions &options) -> core::Result<Input> {
    if (!path)
      return path.error();
    return Input{std::move(*path), options, device};
  };
  auto add = [&](const std::string &stage, analysis::Runtime runtime,
                 const auto &time) {
    auto options = [runtime](std::optional<int64_t> seq = std::nullopt) {
      analysis::PipelineOptions chosen;
      chosen.dimensions.seq = seq;
      chosen.runtime = runtime;
      return chosen;
    };
    Source resnet50 = [&folder, input, options](benchmark::State &) {
      return input(folder.zoo("resnet50"), options());
    };
    Source gpt2 = [&folder, input, options](benchmark::State &) {
      return input(folder.zoo("gpt2"), options(128));
    };
    Source chain = [&folder, input, options](benchmark::State &state) {
      return input(folder.chain(state.range(0)), options());
    };
    auto addModel = [&](const char *model, const Source &source) {
      // Short: most stages start from a model that is read anew each time.
      constexpr double kSeconds = 0.02;
      return benchmark::RegisterBenchmark((stage + model).c_str(), time, source)
          ->Unit(benchmark::kMillisecond)
          ->MinTime(kSeconds);
    };
    addModel("/resnet50", resnet50);
    addModel("/gpt2", gpt2);
    addModel("/chain", chain)
        ->RangeMultiplier(10)
        ->Range(1000, 1000000)
        ->Complexity(benchmark::oN);
  };
  addAll([&](const std::string &stage, const auto &time) {
    add(stage, analysis::Runtime::Eager, time);
  });
  // Grouping is all that hangs on the runtime.
  for (analysis::Runtime runtime : analysis::allRuntimes())
    if (runtime != analysis::Runtime::Eager)
      add("kernels-" + std::string(analysis::name(runtime)), runtime,
          [](benchmark::State &state, const Source &source) {
            timeStage(state, {"kernels", Stage::Kernels}, source);
          });
}

} // namespace

int main(int argc, char **argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv))
    return 2;
  core::Result<hwdb::Database> database =
      hwdb::Database::open(PERFOPT_SOURCE_DIR "/hwdb");
  core::Result<core::Device> device =
      database ? database->find("a100-sxm4-40gb")
               : core::Result<core::Device>(database.error());
  if (!device) {
    std::fprintf(stderr, "error: %s\n", device.error().str().c_str());
    return 3;
  }
  ModelFolder folder;
  addBenchmarks(folder, *device);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
