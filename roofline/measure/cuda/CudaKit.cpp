//===- CudaKit.cpp - An entry for this machine's GPU ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cuda/CudaKit.h"
#include "roofline/measure/Plateau.h"
#include "roofline/measure/cuda/CublasLt.h"
#include "roofline/measure/cuda/CudaPlan.h"
#include "roofline/measure/cuda/Kernels.h"
#include "roofline/measure/cuda/Nvml.h"
#include "roofline/measure/cuda/Runtime.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

using namespace perfopt;
using core::Bytes;
using core::BytesPerSecond;
using core::Device;
using core::FlopsPerSecond;
using core::MemoryLevel;
using core::Pipe;
using core::Seconds;

namespace perfopt::measure {

namespace {

constexpr size_t kVectorBytes = 16;
/// What one launch of the multiply-add kernel repeats: milliseconds on slow
/// pipes (fp64 of consumer boards), far more than a launch costs on fast ones.
constexpr int64_t kFmaIterations = 4096;
/// How long a board is kept busy while its power is read, and when the reading
/// begins: boards report means over up to a second.
constexpr Seconds kBusy(6), kSettle(2);

/// By compute capability.
std::string architectureOf(int major, int minor) {
  switch (major) {
  case 7:
    return minor >= 5 ? "Turing" : "Volta";
  case 8:
    return minor == 9 ? "Ada" : "Ampere";
  case 9:
    return "Hopper";
  default:
    return major > 9 ? "Blackwell" : "unknown";
  }
}

Bytes bytes(size_t count) { return Bytes(static_cast<double>(count)); }
size_t vectorsIn(Bytes size) {
  return static_cast<size_t>(size.value()) / kVectorBytes;
}

/// Fills a Device step by step.
class CudaKit {
public:
  explicit CudaKit(const MeasureOptions &options) : options(options) {}
  core::Result<Device> run();

private:
  core::Status open();
  void describe();
  void measureIdle();
  void measureContext();
  core::Status measureFma();
  core::Status measureLaunches();
  core::Status measureGraph();
  core::Status measureMemory();
  core::Status measureCaches();
  core::Status measureCopyEngines();
  core::Status measureProducts();
  void measurePower(const std::string &activity,
                    const std::function<void()> &launch, Seconds each);

  template <typename Q>
  core::Figure<Q> figure(Q value, std::string conditions) const {
    return measured(value, options, std::move(conditions));
  }
  int attribute(cudaDeviceAttr which) const {
    int value = 0;
    cudaDeviceGetAttribute(&value, which, 0);
    return value;
  }
  /// Long enough for clocks and power to settle.
  SamplingOptions sustained() const {
    SamplingOptions result = options.sampling;
    result.atLeast = result.atLeast * 10;
    return result;
  }
  int blocks() const { return 32 * properties.multiProcessorCount; }

  const MeasureOptions &options;
  cudaDeviceProp properties{};
  std::unique_ptr<Nvml> board;
  std::unique_ptr<CublasLt> library;
  std::unique_ptr<Stream> stream;
  /// One value that no kernel writes.
  std::unique_ptr<DeviceBuffer> sink;
  std::optional<Bytes> usedBefore;
  Device device;
};

} // namespace

core::Status CudaKit::open() {
  int count = 0;
  cudaError_t status = cudaGetDeviceCount(&count);
  if (status != cudaSuccess || count == 0)
    return core::Error{fmt::format(
        "no CUDA device can be used: {}; check the driver with nvidia-smi, or "
        "measure the processor with --cpu",
        status == cudaSuccess ? "none is visible"
                              : cudaGetErrorString(status))};
  status = cudaGetDeviceProperties(&properties, 0);
  if (status != cudaSuccess)
    return core::Error{fmt::format("the CUDA device does not answer: {}",
                                   cudaGetErrorString(status))};
  char busId[32] = {};
  cudaDeviceGetPCIBusId(busId, sizeof(busId), 0);
  auto opened = Nvml::open(busId);
  if (opened)
    board = std::move(*opened);
  else
    device.notes.push_back(opened.error().message + ".");
  return core::success();
}

void CudaKit::describe() {
  std::string_view name = properties.name;
  device.name = name;
  if (name.starts_with("NVIDIA "))
    name.remove_prefix(7);
  device.id = idOf(name);
  device.vendor = "nvidia";
  device.architecture = architectureOf(properties.major, properties.minor);
  device.computeCapability =
      fmt::format("{}.{}", properties.major, properties.minor);
  device.smCount = properties.multiProcessorCount;
  device.warpSize = properties.warpSize;
  auto reported = [&](double value) {
    return figure(core::Count(value), "as the driver reports");
  };
  device.memoryCapacity =
      figure(bytes(properties.totalGlobalMem), "total that the driver reports");
  device.l2Capacity =
      figure(Bytes(properties.l2CacheSize), "as the driver reports");
  device.memoryBusWidth = reported(properties.memoryBusWidth);
  device.multiprocessor.sharedMemory = figure(
      bytes(properties.sharedMemPerMultiprocessor), "as the driver reports");
  device.multiprocessor.registers = reported(properties.regsPerMultiprocessor);
  device.multiprocessor.threads =
      reported(properties.maxThreadsPerMultiProcessor);
  device.multiprocessor.threadsPerBlock =
      reported(properties.maxThreadsPerBlock);
  if (int kilohertz = attribute(cudaDevAttrClockRate); kilohertz > 0)
    device.boostClock = figure(core::Hertz(kilohertz * 1e3),
                               "the highest clock that the driver reports");

  int driver = 0, runtime = 0;
  cudaDriverGetVersion(&driver);
  cudaRuntimeGetVersion(&runtime);
  device.notes.push_back(fmt::format(
      "Measured with CUDA {}.{} under a driver for CUDA {}.{}{}; ECC is {}.",
      runtime / 1000, runtime % 1000 / 10, driver / 1000, driver % 1000 / 10,
      board ? fmt::format(" ({})", board->driverVersion()) : "",
      properties.ECCEnabled ? "on" : "off"));
}

void CudaKit::measureIdle() {
  if (!board)
    return;
  options.progress("idle power, before there is a context");
  usedBefore = board->usedMemory();
  if (auto reading = readPower(*board, 30, Seconds(0.1), [] { return false; }))
    device.idlePower = figure(
        reading->power,
        fmt::format("without a CUDA context; median of {} readings of NVML in "
                    "3 s",
                    reading->readings));
  if (auto limit = board->powerLimit())
    device.tdp = figure(*limit, "the limit that the driver enforces");
}

void CudaKit::measureContext() {
  cudaSetDevice(0);
  cudaFree(nullptr); // creates the context
  auto opened = CublasLt::open();
  if (opened)
    library = std::move(*opened);
  else
    device.notes.push_back(opened.error().message + ".");
  stream = std::make_unique<Stream>();
  sink = std::make_unique<DeviceBuffer>(Bytes(256));
  kernels::empty(stream->get());
  cudaStreamSynchronize(stream->get());
  std::optional<Bytes> usedAfter;
  if (board)
    usedAfter = board->usedMemory();
  if (usedBefore && usedAfter && *usedAfter > *usedBefore)
    device.contextMemory = figure(
        *usedAfter - *usedBefore,
        "growth of NVML's used memory by context, one kernel and cuBLASLt with "
        "its workspace of 32 MiB; a framework's libraries take more");
}

core::Status CudaKit::measureFma() {
  struct Case {
    kernels::Arithmetic arithmetic;
    std::string name;
    std::optional<Pipe> pipe;
    int lanes;
  };
  using kernels::Arithmetic;
  for (const Case &each :
       {Case{Arithmetic::Fp64, "fp64", Pipe::Fp64, 1},
        Case{Arithmetic::Fp32, "fp32", Pipe::Fp32, 1},
        Case{Arithmetic::Fp16x2, "fp16x2", Pipe::Fp16, 2},
        Case{Arithmetic::Bf16x2, "bf16x2", std::nullopt, 2}}) {
    // Before Ampere these instructions are emulated.
    if (each.arithmetic == Arithmetic::Bf16x2 && properties.major < 8)
      continue;
    options.progress("multiply-adds, " + each.name);
    FmaLaunch launch = fillingLaunch(
        properties.multiProcessorCount, properties.maxThreadsPerMultiProcessor,
        kFmaIterations, kernels::kFmaChains, each.lanes);
    Summary samples = sample(stream->timed([&] {
      kernels::multiplyAdd(each.arithmetic, static_cast<int>(launch.blocks),
                           static_cast<int>(launch.threads), launch.iterations,
                           sink->get(), stream->get());
    }),
                             sustained());
    if (core::Status status = deviceStatus(each.name); !status)
      return status;
    FlopsPerSecond rate = launch.flops() / Seconds(samples.median);
    if (each.pipe)
      device.peaks[*each.pipe] = figure(
          rate,
          fmt::format("{} multiply-adds on registers, {} independent ones "
                      "in each of {} threads a multiprocessor; {}",
                      each.name, launch.chains,
                      properties.maxThreadsPerMultiProcessor,
                      measure::describe(samples)));
    else
      device.notes.push_back(fmt::format(
          "The CUDA cores attain {:.5g} TFLOP/s of bf16x2 multiply-adds.",
          rate.value() / 1e12));
  }
  return core::success();
}

core::Status CudaKit::measureLaunches() {
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

core::Status CudaKit::measureGraph() {
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

core::Status CudaKit::measureMemory() {
  core::CeilingFamily patterns{
      "perf-opt memory patterns", core::Regime::Sustained, {}, {}};
  auto &best = patterns.ceilings.bandwidths;
  std::vector<Bytes> sizes =
      streamSizes(freeDeviceMemory(), Bytes(properties.l2CacheSize));
  for (Bytes total : sizes) {
    DeviceBuffer buffer(total);
    if (!buffer)
      break;
    cudaMemsetAsync(buffer.get(), 0, static_cast<size_t>(total.value()),
                    stream->get());
    struct Pattern {
      std::string name;
      int buffers;
      std::function<void(size_t vectors)> launch;
    };
    char *data = buffer.get();
    auto part = [&](size_t vectors, size_t index) {
      return data + vectors * kVectorBytes * index;
    };
    for (const Pattern &pattern : {
             Pattern{"hbm_read", 1,
                     [&](size_t vectors) {
                       kernels::read(data, vectors, sink->get(), blocks(),
                                     stream->get());
                     }},
             Pattern{"hbm_write", 1,
                     [&](size_t vectors) {
                       cudaMemsetAsync(data, 0, vectors * kVectorBytes,
                                       stream->get());
                     }},
             Pattern{"hbm_copy", 2,
                     [&](size_t vectors) {
                       kernels::copy(data, part(vectors, 1), vectors, blocks(),
                                     stream->get());
                     }},
             Pattern{"hbm_triad", 3,
                     [&](size_t vectors) {
                       kernels::triad(data, part(vectors, 1), part(vectors, 2),
                                      vectors, blocks(), stream->get());
                     }},
         }) {
      options.progress(fmt::format("{} over {:.0f} MiB", pattern.name,
                                   total.value() / 1048576));
      size_t vectors = vectorsIn(total) / static_cast<size_t>(pattern.buffers);
      Summary samples = sample(stream->timed([&] { pattern.launch(vectors); }),
                               options.sampling);
      if (core::Status status = deviceStatus(pattern.name); !status)
        return status;
      Bytes moved =
          bytes(vectors * static_cast<size_t>(pattern.buffers) * kVectorBytes);
      BytesPerSecond rate = moved / Seconds(samples.median);
      if (!best.contains(pattern.name) || best[pattern.name].value < rate)
        best[pattern.name] = figure(
            rate,
            fmt::format("buffers of {:.0f} MiB together, the best of "
                        "sizes from 48 MiB doubled up to that of the "
                        "memory; {}",
                        total.value() / 1048576, measure::describe(samples)));
    }
    if (total == sizes.back())
      measurePower(
          "copy in memory",
          [&] {
            size_t vectors = vectorsIn(total) / 2;
            kernels::copy(data, part(vectors, 1), vectors, blocks(),
                          stream->get());
          },
          total / best["hbm_copy"].value);
  }
  if (best.empty())
    return core::Error{"there is too little free device memory to stream "
                       "through; free some memory"};
  auto fastest = std::ranges::max_element(
      best, {}, [](const auto &entry) { return entry.second.value; });
  device.bandwidths[MemoryLevel::Hbm] =
      figure(fastest->second.value,
             fastest->first + ": " + fastest->second.from.conditions);
  device.families.push_back(std::move(patterns));
  return core::success();
}

core::Status CudaKit::measureCaches() {
  CacheRanges ranges = cacheRanges(bytes(properties.sharedMemPerMultiprocessor),
                                   Bytes(properties.l2CacheSize));
  std::vector<Bytes> sizes =
      cacheSizes(ranges, options.pointsPerDoubling, bytes(kernels::kCacheStep));
  DeviceBuffer buffer(ranges.l2To);
  if (!buffer || sizes.empty())
    return core::success();
  cudaMemsetAsync(buffer.get(), 0, static_cast<size_t>(ranges.l2To.value()),
                  stream->get());
  // About 64 MiB a block and launch.
  auto passesOver = [](Bytes size) {
    return std::max<int64_t>(1,
                             static_cast<int64_t>(core::mebibytes(64) / size));
  };
  std::vector<BandwidthPoint> curve;
  for (Bytes size : sizes) {
    options.progress(fmt::format("one block a multiprocessor reads {:.0f} KiB",
                                 size.value() / 1024));
    int64_t passes = passesOver(size);
    Summary samples = sample(stream->timed([&] {
      kernels::readShared(buffer.get(), vectorsIn(size), passes,
                          properties.multiProcessorCount, sink->get(),
                          stream->get());
    }),
                             options.sampling);
    if (core::Status status = deviceStatus("reading a shared buffer"); !status)
      return status;
    curve.push_back(
        {size, cacheBandwidth(size, properties.multiProcessorCount,
                              Seconds(samples.median / double(passes)))});
  }
  auto add = [&](MemoryLevel level, Bytes from, Bytes to) {
    if (auto plateau = findPlateau(curve, from, to))
      device.bandwidths[level] = figure(
          plateau->bandwidth,
          fmt::format("one block of {} threads a multiprocessor, all of which "
                      "read the same buffer of {:.4g} to {:.4g} KiB: median of "
                      "{} sizes within 10 % of each other, {} repeats each",
                      kernels::kCacheThreads, plateau->from.value() / 1024,
                      plateau->to.value() / 1024, plateau->points,
                      options.sampling.repeats));
  };
  add(MemoryLevel::L1, ranges.l1From, ranges.l1To);
  add(MemoryLevel::L2, ranges.l2From, ranges.l2To);
  return core::success();
}

core::Status CudaKit::measureCopyEngines() {
  Bytes size = core::mebibytes(256);
  size_t count = static_cast<size_t>(size.value());
  DeviceBuffer buffer(size);
  void *host = nullptr;
  if (!buffer || cudaMallocHost(&host, count) != cudaSuccess) {
    cudaGetLastError();
    return core::success();
  }
  auto add = [&](const std::string &name, void *to, const void *from,
                 cudaMemcpyKind kind) {
    options.progress("copy engine, " + name);
    Summary samples = sample(stream->timed([&] {
      cudaMemcpyAsync(to, from, count, kind, stream->get());
    }),
                             options.sampling);
    device.links.push_back(
        {"copy engine, " + name, "host", "copy",
         figure(size / Seconds(samples.median),
                fmt::format("256 MiB of pinned memory; the device has {} copy "
                            "engines; {}",
                            properties.asyncEngineCount,
                            measure::describe(samples)))});
  };
  add("host to device", buffer.get(), host, cudaMemcpyHostToDevice);
  add("device to host", host, buffer.get(), cudaMemcpyDeviceToHost);
  core::Status status = deviceStatus("the copy engines");
  cudaFreeHost(host);
  return status;
}

core::Status CudaKit::measureProducts() {
  if (!library)
    return core::success();
  struct Case {
    Product product;
    std::string name;
    Pipe pipe;
    kernels::Values values;
  };
  using kernels::Values;
  for (const Case &each :
       {Case{Product::Fp16, "fp16", Pipe::Fp16Tensor, Values::Fp16},
        Case{Product::Bf16, "bf16", Pipe::Bf16Tensor, Values::Bf16},
        Case{Product::Tf32, "tf32", Pipe::Tf32Tensor, Values::Fp32},
        Case{Product::Fp8, "fp8 (e4m3)", Pipe::Fp8Tensor, Values::Fp8},
        Case{Product::Int8, "int8", Pipe::Int8Tensor, Values::Int8}}) {
    // Turing's tensor cores know neither bf16 nor TF32, and fp8 came with Ada;
    // the library would compute them elsewhere.
    int capability = 10 * properties.major + properties.minor;
    int needed =
        each.product == Product::Fp8                                     ? 89
        : each.product == Product::Bf16 || each.product == Product::Tf32 ? 80
                                                                         : 75;
    if (capability < needed)
      continue;
    Bytes operand = operandBytes(each.product),
          result = resultBytes(each.product);
    int64_t n = productSize(freeDeviceMemory(), operand, result);
    size_t values = static_cast<size_t>(n * n);
    options.progress(
        fmt::format("{0} product of {1} x {1} x {1}", each.name, n));
    DeviceBuffer a(operand * double(values)), b(operand * double(values)),
        c(result * double(values));
    if (!a || !b || !c)
      continue;
    kernels::fill(each.values, a.get(), values, stream->get());
    kernels::fill(each.values, b.get(), values, stream->get());
    auto launch = library->prepare(each.product, n, n, n, a.get(), b.get(),
                                   c.get(), *stream);
    if (!launch) {
      device.notes.push_back(
          fmt::format("No {} peak: {}.", each.name, launch.error().message));
      continue;
    }
    auto once = [&] { (*launch)(a.get(), b.get(), c.get()); };
    Summary samples = sample(stream->timed(once), sustained());
    if (core::Status status = deviceStatus(each.name); !status)
      return status;
    Seconds time(samples.median);
    device.peaks[each.pipe] =
        figure(productFlops(n) / time,
               fmt::format("m = n = k = {}, operands that look random; {}; {}",
                           n, library->version(), measure::describe(samples)));
    measurePower(each.name + " product", once, time);
  }
  return core::success();
}

void CudaKit::measurePower(const std::string &activity,
                           const std::function<void()> &launch, Seconds each) {
  if (!board)
    return;
  options.progress("power during " + activity);
  stream->start(launch, std::max<int64_t>(1, int64_t(kBusy / each)));
  std::this_thread::sleep_for(std::chrono::duration<double>(kSettle.value()));
  auto reading =
      readPower(*board, 100, Seconds(0.1), [&] { return stream->isDone(); });
  cudaStreamSynchronize(stream->get());
  if (reading)
    device.powerPoints.push_back(
        {activity,
         figure(reading->power,
                fmt::format("median of {} readings of NVML{}",
                            reading->readings,
                            reading->clock
                                ? fmt::format("; multiprocessors at {:.0f} MHz",
                                              reading->clock->value() / 1e6)
                                : ""))});
}

core::Result<Device> CudaKit::run() {
  if (core::Status status = open(); !status)
    return status.error();
  describe();
  measureIdle();
  measureContext();
  using Step = core::Status (CudaKit::*)();
  for (Step step : {&CudaKit::measureFma, &CudaKit::measureLaunches,
                    &CudaKit::measureMemory, &CudaKit::measureCaches,
                    &CudaKit::measureCopyEngines, &CudaKit::measureProducts})
    if (core::Status status = (this->*step)(); !status)
      return status.error();
  return std::move(device);
}

bool hasCudaDevice() {
  int count = 0;
  return cudaGetDeviceCount(&count) == cudaSuccess && count > 0;
}

core::Result<Device> measureCuda(const MeasureOptions &options) {
  return CudaKit(options).run();
}

} // namespace perfopt::measure
