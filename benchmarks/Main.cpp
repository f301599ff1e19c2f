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

#include <memory>
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

void reportNodes(benchmark::State &state, int64_t nodes) {
  state.SetComplexityN(nodes);
  // Inverted, a rate of billions of nodes is the nanoseconds of each.
  state.counters["ns_per_node"] = benchmark::Counter(
      double(nodes) * 1e-9, benchmark::Counter::kIsIterationInvariantRate |
                                benchmark::Counter::kInvert);
  state.counters["nodes"] = double(nodes);
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
  reportNodes(state, static_cast<int64_t>(run.graph().nodes.size()));
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
    reportNodes(state, static_cast<int64_t>(run->graph().nodes.size()));
}

template <typename Register>
void addAll(const Register &add) {
  add("baseline", timeBaseline);
  for (const NamedStage &stage : kStages)
    add(stage.name, [stage](benchmark::State &state, const Source &source) {
      timeStage(state, stage, source);
    });
}

void addBenchmarks(const ModelFolder &folder, const core::Device &device) {
  auto zoo = [&](std::string name, analysis::PipelineOptions options) {
    return [&folder, &device, name,
            options](benchmark::State &) -> core::Result<Input> {
      core::Result<std::string> path = folder.zoo(name);
      if (!path)
        return path.error();
      return Input{*path, options, device};
    };
  };
  analysis::PipelineOptions image, text;
  text.dimensions.seq = 128;
  Source chain = [&](benchmark::State &state) -> core::Result<Input> {
    core::Result<std::string> path = folder.chain(state.range(0));
    if (!path)
      return path.error();
    return Input{*path, {}, device};
  };
  addAll([&](const std::string &stage, auto time) {
    constexpr double kSeconds = 0.1;
    for (auto &[name, source] :
         {std::pair<std::string, Source>("resnet50", zoo("resnet50", image)),
          std::pair<std::string, Source>("gpt2", zoo("gpt2", text))})
      benchmark::RegisterBenchmark((stage + "/" + name).c_str(), time, source)
          ->Unit(benchmark::kMillisecond)
          ->MinTime(kSeconds);
    benchmark::RegisterBenchmark((stage + "/chain").c_str(), time, chain)
        ->RangeMultiplier(10)
        ->Range(1000, 1000000)
        ->Complexity(benchmark::oN)
        ->Unit(benchmark::kMillisecond)
        ->MinTime(kSeconds);
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
