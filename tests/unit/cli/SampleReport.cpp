//===- SampleReport.cpp - Hand-made reports for the tests -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SampleReport.h"

#include <algorithm>
#include <array>
#include <limits>

namespace perfopt::cli::test {

using namespace core;

namespace {

constexpr int64_t kBatch = 16;
constexpr double kFloatBytes = 4;

/// Appends operators and the kernels that run them one to one.
class NetworkBuilder {
public:
  /// `size` is the output's height and width; the input's is stride times it.
  void conv(const std::string &name, int64_t c, int64_t k, int64_t window,
            int64_t size, int64_t stride) {
    double outputs = double(kBatch * k * size * size);
    double macs = outputs * double(c * window * window);
    double weights = double(k * c * window * window);
    double inputs = double(kBatch * c * size * stride * size * stride);
    add(name + "/Conv", "nn.conv", KernelFamily::Conv, macs, inputs + weights,
        outputs);
    workload.kernels.back().allowTf32 = true;
    workload.kernels.back().problem = {{"n", kBatch},
                                       {"c", c},
                                       {"h", size * stride},
                                       {"w", size * stride},
                                       {"k", k},
                                       {"r", window},
                                       {"s", window},
                                       {"p", size},
                                       {"q", size},
                                       {"stride_h", stride},
                                       {"stride_w", stride},
                                       {"groups", 1}};
    workload.operators.back().parameters = int64_t(weights);
    workload.model.parameters += int64_t(weights);
  }
  void elementwise(const std::string &name, const std::string &op,
                   double elements, int reads) {
    add(name, op, KernelFamily::Elementwise, 0, elements * reads, elements);
    Kernel &kernel = workload.kernels.back();
    kernel.flops = Flops(elements);
    kernel.problem = {{"elements", int64_t(elements)}};
    workload.operators.back().flops = Flops(elements);
  }

  Workload workload;

private:
  void add(const std::string &name, const std::string &op, KernelFamily family,
           double macs, double read, double written) {
    int id = static_cast<int>(workload.operators.size());
    Operator node;
    node.id = id;
    node.name = name;
    node.op = op;
    node.flops = Flops(2 * macs);
    node.macs = Macs(macs);
    node.bytesRead = Bytes(read * kFloatBytes);
    node.bytesWritten = Bytes(written * kFloatBytes);
    node.rule = "example";
    node.results = {{ElementType::F32, {int64_t(written)}, true}};
    if (id > 0)
      workload.edges.push_back({id - 1, id, *node.bytesWritten});
    Kernel kernel;
    kernel.name = name;
    kernel.family = family;
    kernel.flops = *node.flops;
    kernel.macs = *node.macs;
    kernel.bytesRead = *node.bytesRead;
    kernel.bytesWritten = *node.bytesWritten;
    kernel.operators = {id};
    workload.operators.push_back(std::move(node));
    workload.kernels.push_back(std::move(kernel));
  }
};

void addBottleneck(NetworkBuilder &network, const std::string &name, int64_t in,
                   int64_t middle, int64_t size, int64_t stride) {
  int64_t out = 4 * middle;
  double inner = double(kBatch * middle * size * size);
  network.conv(name + "/conv1", in, middle, 1, size * stride, 1);
  network.elementwise(name + "/relu/Relu", "nn.relu",
                      inner * double(stride * stride), 1);
  network.conv(name + "/conv2", middle, middle, 3, size, stride);
  network.elementwise(name + "/relu_1/Relu", "nn.relu", inner, 1);
  network.conv(name + "/conv3", middle, out, 1, size, 1);
  if (in != out)
    network.conv(name + "/downsample/downsample.0", in, out, 1, size, stride);
  network.elementwise(name + "/Add", "nn.add", 4 * inner, 2);
}

Workload resnetLike() {
  NetworkBuilder network;
  network.conv("/conv1", 3, 64, 7, 112, 2);
  network.elementwise("/relu/Relu", "nn.relu", double(kBatch) * 64 * 112 * 112,
                      1);
  constexpr std::array<int, 4> blocks = {3, 4, 6, 3};
  int64_t in = 64;
  for (int stage = 0; stage < 4; ++stage) {
    int64_t middle = int64_t(64) << stage;
    int64_t size = 56 >> stage;
    for (int block = 0; block < blocks[stage]; ++block) {
      std::string name = "/layer" + std::to_string(stage + 1) + "/layer" +
                         std::to_string(stage + 1) + "." +
                         std::to_string(block);
      addBottleneck(network, name, in, middle, size,
                    block == 0 && stage > 0 ? 2 : 1);
      in = 4 * middle;
    }
  }
  Workload workload = std::move(network.workload);
  workload.model.name = "resnet50";
  workload.model.format = "onnx";
  workload.model.sha256 =
      "9f2c1ab04d7e55c0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718";
  workload.model.buffers = 53120;
  workload.model.nodes = int64_t(workload.operators.size());
  workload.model.edges = int64_t(workload.edges.size());
  workload.request.batch = kBatch;
  workload.request.dims = {{"batch", kBatch}};
  for (const Kernel &kernel : workload.kernels) {
    workload.totals.flops += kernel.flops;
    workload.totals.macs += kernel.macs;
    workload.totals.bytes += kernel.bytes();
    workload.totals.launches += kernel.launches;
  }
  workload.totals.parameterBytes =
      Bytes(double(workload.model.parameters) * kFloatBytes);
  workload.memory.weights = workload.totals.parameterBytes;
  workload.memory.peakActivations = Bytes(205520896);
  workload.memory.peakKernel = 7;
  workload.memory.holders = {
      {"/layer1/layer1.0/conv3/Conv_output_0", Bytes(51380224)},
      {"/layer1/layer1.0/downsample/Conv_output_0", Bytes(51380224)}};
  return workload;
}

Provenance measured(std::string source) {
  return {Origin::Measured, std::move(source), "2025",
          "sustained, clocks free"};
}
Provenance datasheet(std::string source) {
  return {Origin::Datasheet, std::move(source), "2021-06", ""};
}

Device bigDevice() {
  Device device;
  device.id = "example-40gb";
  device.name = "Example GPU SXM 40GB";
  device.vendor = "example";
  device.priceName = "Example-40GB";
  device.memoryCapacity = {Bytes(42.4e9),
                           datasheet("example data sheet, page 2")};
  device.peaks[Pipe::Fp32] = {
      FlopsPerSecond(18.5e12),
      measured("empirical roofline tool on a cluster's node")};
  device.peaks[Pipe::Tf32Tensor] = {
      FlopsPerSecond(124.5e12),
      measured("matrix library's profiler, best shape over a sweep of sizes, "
               "on a cluster's node")};
  device.peaks[Pipe::Fp16Tensor] = {FlopsPerSecond(292.2e12),
                                    measured("matrix library's profiler")};
  device.bandwidths[MemoryLevel::Hbm] = {
      BytesPerSecond(1346e9),
      measured("empirical roofline tool on a cluster's node")};
  device.bandwidths[MemoryLevel::L2] = {
      BytesPerSecond(3877.6e9),
      measured("empirical roofline tool on a cluster's node")};
  device.launchInterval = {Seconds(2.7e-6), measured("queue of empty kernels")};
  device.contextMemory = {Bytes(430e6),
                          {Origin::Derived,
                           "capacity minus free memory after start-up",
                           "2026-01", ""}};
  device.idlePower = {Watts(52), datasheet("example data sheet, page 4")};
  device.mig = {{"1g.5gb",
                 1,
                 1,
                 14,
                 Bytes(5e9),
                 Bytes(4.95e9),
                 7,
                 {0, 1, 2, 3, 4, 5, 6}}};
  // (|9 - 10| / 10 + |22 - 20| / 20) / 2 = 10 %
  device.accuracy = Accuracy{
      10,
      {{"gemm", "m 512 n 512 k 512 fp32", Seconds(9e-6), Seconds(10e-6)},
       {"copy", "1 MB", Seconds(22e-6), Seconds(20e-6)}},
      measured("held-back kernels")};
  device.notes = {
      "the data sheet states 1555 GB/s, the measured ceiling is used"};
  return device;
}

Device smallDevice() {
  Device device;
  device.id = "example-16gb";
  device.name = "Example GPU 16GB";
  device.vendor = "example";
  device.memoryCapacity = {Bytes(16.9e9),
                           datasheet("example data sheet, page 2")};
  device.peaks[Pipe::Fp32] = {FlopsPerSecond(7.8e12),
                              datasheet("example data sheet, page 1")};
  device.bandwidths[MemoryLevel::Hbm] = {
      BytesPerSecond(270e9), datasheet("example data sheet, page 1")};
  return device;
}

/// The plain roofline, so that shares and bounds look as they do in practice.
Prediction predict(const Workload &workload, const Device &device,
                   Pipe matrixPipe) {
  Prediction prediction;
  prediction.device = device.id;
  BytesPerSecond bandwidth = device.bandwidths.at(MemoryLevel::Hbm).value;
  Seconds sum;
  for (size_t i = 0; i < workload.kernels.size(); ++i) {
    const Kernel &kernel = workload.kernels[i];
    KernelPrediction predicted;
    predicted.kernel = static_cast<int>(i);
    predicted.pipe =
        kernel.family == KernelFamily::Conv ? matrixPipe : Pipe::Fp32;
    FlopsPerSecond peak = device.peaks.at(*predicted.pipe).value;
    Seconds compute = kernel.flops / peak;
    Seconds traffic = kernel.bytes() / bandwidth;
    predicted.bound = compute > traffic ? Bound::Compute : Bound::Hbm;
    predicted.time = std::max(compute, traffic);
    if (device.launchInterval &&
        predicted.time < device.launchInterval->value * 4) {
      predicted.time = device.launchInterval->value * 4;
      predicted.bound = Bound::Launch;
    }
    predicted.ceiling =
        predicted.bound == Bound::Compute ? "tensor pipe" : "HBM";
    predicted.fractionOfPeak = compute / predicted.time;
    predicted.fractionOfCeiling = std::max(compute, traffic) / predicted.time;
    predicted.bytesHbm = kernel.bytes();
    sum += predicted.time;
    prediction.kernels.push_back(predicted);
  }
  prediction.latency = {sum * 1.1, sum * 0.95, sum * 1.4, std::nullopt};
  MemoryPrediction &memory = prediction.memory;
  memory.weights = workload.memory.weights;
  memory.activations = workload.memory.peakActivations;
  memory.workspace = Bytes(67108864);
  memory.fragmentation = Bytes(25e6);
  memory.context = Bytes(430e6);
  Bytes total = memory.weights + memory.activations + memory.workspace +
                memory.fragmentation + memory.context;
  memory.peak.kernel = workload.memory.peakKernel;
  memory.peak.use[MemoryUse::Weights] = memory.weights;
  memory.peak.use[MemoryUse::Activations] = memory.activations;
  memory.peak.use[MemoryUse::Workspace] = memory.workspace;
  for (const MemoryProfile::Holder &holder : workload.memory.holders)
    memory.peak.holders.push_back(
        {holder.tensor, MemoryUse::Activations, holder.bytes});
  memory.timeline.assign(workload.kernels.size(), memory.peak.use);
  memory.total = {total, total * 0.9, total * 1.15, std::nullopt};
  memory.capacity = device.memoryCapacity->value;
  prediction.provenance.predictor = "roofline";
  prediction.provenance.version = "1";
  prediction.provenance.basis = {"latency corrected by a factor of 1.1"};
  prediction.utilization = 0.41;
  return prediction;
}

CloudCost cost(std::string provider, std::string instance, std::string region,
               int gpus, double perGpuHour, Seconds latency,
               std::string source) {
  CloudCost row;
  row.price = {std::move(provider),
               std::move(instance),
               std::move(region),
               gpus,
               UsdPerHour(perGpuHour * gpus),
               "on-demand",
               "2026-01-21",
               std::move(source)};
  row.perGpuHour = UsdPerHour(perGpuHour);
  row.per1000 = UsdPerHour(perGpuHour) * (latency * (1000.0 / kBatch));
  row.per10000 = row.per1000 * 10;
  return row;
}

DeviceReport bigReport(const Workload &workload) {
  DeviceReport report;
  report.device = bigDevice();
  report.prediction = predict(workload, report.device, Pipe::Tf32Tensor);
  Prediction &prediction = report.prediction;
  Seconds latency = prediction.latency.value;
  prediction.power = Watts(252);
  prediction.energy = {Watts(252) * latency, Watts(200) * latency,
                       Watts(400) * latency, std::nullopt};
  report.mig = MigAdvice{};
  report.mig->byMemory = "1g.5gb";
  report.mig->byUtilization = "3g.20gb";
  report.mig->recommended = "3g.20gb";
  report.mig->rule = "utilisation decides: 41.0 % of the board in use; 821 MB "
                     "need only 1g.5gb";
  report.mig->utilization = 0.41;
  report.mig->profiles = {
      {"1g.5gb", Bytes(5e9), Bytes(4.95e9), 7, true, true, 0.167},
      {"2g.10gb", Bytes(10e9), Bytes(9.94e9), 3, true, true, 0.083},
      {"3g.20gb", Bytes(20e9), Bytes(19.9e9), 2, true, true, 0.042},
      {"7g.40gb", Bytes(40e9), Bytes(39.6e9), 1, true, true, 0.021}};
  report.cost = {cost("Alpha Cloud", "alpha8.24xlarge", "us-east-1", 8, 2.745,
                      latency, "public instance table (example instance data)"),
                 cost("Beta Cloud", "beta-highgpu-1g", "us-central1", 1, 3.67,
                      latency, "public price list"),
                 cost("Alpha Cloud", "alpha8.24xlarge", "eu-west-1", 8, 3.1,
                      latency, "public instance table (example instance data)"),
                 cost("Gamma", "gpu_1x_example_sxm", "", 1, 1.29, latency,
                      "provider's price page")};
  report.carbon = CarbonFootprint{};
  report.carbon->grid = {
      "LUX",  "Luxembourg",        "", GramsCo2ePerKwh(130), std::nullopt,
      "2024", "example grid table"};
  report.carbon->pue = 1.2;
  report.carbon->pueSource = "example operator's report";
  report.carbon->perRun = GramsCo2ePerKwh(130) * prediction.energy.value * 1.2;
  return report;
}

} // namespace

AnalyzeReport sampleReport() {
  AnalyzeReport report;
  report.workload = resnetLike();
  report.devices.push_back(bigReport(report.workload));
  DeviceReport small;
  small.device = smallDevice();
  small.prediction = predict(report.workload, small.device, Pipe::Fp32);
  small.prediction.latency.coverage = 0.9;
  small.prediction.provenance.basis.push_back(
      "no launch interval: none counted");
  small.prediction.diagnostics = {
      "the entry has no launch interval: times of short kernels are too low"};
  report.devices.push_back(std::move(small));
  return report;
}

FitsReport sampleFits() {
  FitsReport report;
  report.model.name = "bert";
  report.model.format = "onnx";
  report.request.batch = 4;
  report.request.seq = 128;
  FitAnswer batch{512, false, Bytes(40.1e9)};
  FitAnswer sequence{2048, true, Bytes(12e9)};
  report.rows.push_back({"example-40gb", "Example GPU SXM 40GB", "",
                         Bytes(42.4e9), batch, sequence});
  FitAnswer none{0, false, Bytes(6e9)};
  report.rows.push_back({"example-40gb", "Example GPU SXM 40GB", "1g.5gb",
                         Bytes(4.95e9), none, none});
  return report;
}

FitsReport heldFits() {
  FitsReport report = sampleFits();
  report.heldBatch = HeldExtent{4, "given with --batch"};
  report.request.seq.reset();
  report.request.mode = "training";
  report.request.training.emplace();
  report.request.training->optimizer = Optimizer::AdamW;
  report.request.training->accumulate = 8;
  report.request.training->checkpointing = true;
  for (FitRow &row : report.rows)
    row.batch.reset();
  return report;
}

AnalyzeReport emptyReport() {
  AnalyzeReport report;
  report.workload.model.name = "empty";
  report.workload.model.format = "onnx";
  DeviceReport device;
  device.device.id = "example-bare";
  device.prediction.device = "example-bare";
  device.prediction.provenance.predictor = "roofline";
  report.devices.push_back(std::move(device));
  return report;
}

/// A product and an addition; for one device.
static SymbolicReport sampleSymbolic() {
  SymbolicReport symbolic;
  symbolic.hasSeq = true;
  symbolic.seqMultiple = 16;
  symbolic.holdsForBatchOne = false;
  symbolic.fitted = 12;
  symbolic.verified = 6;
  symbolic.flops = "65·b·s";
  symbolic.macs = "32·b·s";
  symbolic.bytes = "96·b·s + 128";
  symbolic.weights = Bytes(128);
  symbolic.live = "48·b·s";
  symbolic.liveKernel = "product";
  symbolic.groups = {
      {"product", KernelFamily::Gemm, 2, "64·b·s", "32·b·s", "48·b·s + 128",
       Flops(8192)},
      {"sum", KernelFamily::Elementwise, 1, "b·s", "0", "48·b·s", Flops(128)}};
  return symbolic;
}

SweepReport sampleSweep() {
  SweepReport sweep;
  sweep.model.name = "sample";
  sweep.predictor = "roofline";
  sweep.request.mode = "training";
  sweep.request.training.emplace();
  sweep.request.training->momentum = true;
  sweep.evaluated = 1;
  sweep.counted = 1;
  sweep.points = {{"example-board", "", 1, std::nullopt, Seconds(1e-3),
                   Bytes(2e9), Bytes(4e9), Joules(0.25)},
                  {"example-board", "", 8, std::nullopt, Seconds(4e-3),
                   Bytes(5e9), Bytes(4e9), Joules(1)},
                  {"example-bare", "fp16", 8, 128, Seconds(4e-3), Bytes(5e9),
                   std::nullopt, std::nullopt}};
  sweep.diagnostics = {"counted size by size"};
  return sweep;
}

AnalyzeReport awkwardReport() {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  AnalyzeReport report = sampleReport();
  report.devices.resize(1);
  report.symbolic = sampleSymbolic();
  report.devices[0].crossovers = {
      {{Crossover::Kind::From, 24}, Crossover{Crossover::Kind::Always, 0}},
      {{Crossover::Kind::Never, 0}, std::nullopt}};
  Workload &workload = report.workload;
  workload.request.mode = "training";
  workload.request.training =
      TrainingRequest{Optimizer::Adam, false, 1, false, 1000};
  workload.request.seq = 128;
  workload.request.dtype = ElementType::F16;
  workload.request.keepActivations = true;
  workload.recomposed = {{"layer norm", "nn.layer_normalization", 25, 225},
                         {"GELU", "nn.gelu", 12, 60}};
  workload.diagnostics = {"/fancy: no counting rule for 'com.acme.fancy'"};
  Operator unknown;
  unknown.id = static_cast<int>(workload.operators.size());
  unknown.name = "/fancy";
  unknown.op = "com.acme.fancy";
  unknown.rule = "no rule for this operator";
  workload.operators.push_back(unknown);
  workload.totals.unmodelled = {unknown.id};
  workload.totals.unmodelledFlopsPct = 3.25;
  workload.totals.unmodelledBytesPct = 0.01;
  workload.kernels[0].name = "comma, \"quote\"\nand \x1b[31mescape";
  workload.kernels[1].name = "畳み込み/層一/畳み込み/層二/畳み込み";
  workload.kernels[2].bytesRead = Bytes();
  workload.kernels[2].bytesWritten = Bytes();
  workload.kernels[3].name = "not UTF-8: \xff";
  workload.kernels.back().phase = Phase::Backward;
  Prediction &prediction = report.devices[0].prediction;
  // 1000 steps of 36 s are 10 h; the power is not known.
  TrainingRun run;
  run.steps = 1000;
  run.time = {Seconds(36000), Seconds(18000), Seconds(72000), std::nullopt};
  run.costs = {{report.devices[0].cost.front().price, Usd(20)}};
  report.devices[0].run = run;
  prediction.kernels.pop_back();
  prediction.kernels[1].fractionOfPeak = kNan;
  prediction.power = Watts(kNan);
  prediction.memory.total = {Bytes(41e9), Bytes(38e9), Bytes(45e9), 0.9};
  prediction.provenance.outOfRange = true;
  report.devices[0].mig->recommended.clear();
  report.devices[0].mig->byMemory.clear();
  return report;
}

} // namespace perfopt::cli::test
