//===- CudaBandwidths.cpp - Memory, caches and copy engines ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/Plateau.h"
#include "roofline/measure/cuda/CudaPlan.h"
#include "roofline/measure/cuda/CudaSession.h"
#include "roofline/measure/cuda/Kernels.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

using namespace perfopt;
using core::Bytes;
using core::BytesPerSecond;
using core::MemoryLevel;
using core::Seconds;

namespace perfopt::measure {

/// Of the vectors that the kernels move.
static constexpr size_t kVectorBytes = 16;

static Bytes bytes(size_t count) { return Bytes(static_cast<double>(count)); }
static size_t vectorsIn(Bytes size) {
  return static_cast<size_t>(size.value()) / kVectorBytes;
}

core::Status CudaSession::measureMemory() {
  core::CeilingFamily patterns{
      "perf-opt memory patterns", core::Regime::Sustained, {}, {}};
  std::map<std::string, std::vector<BandwidthPoint>> curves;
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
             Pattern{std::string(kHbmWrite), 1,
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
      curves[pattern.name].push_back({total, moved / Seconds(samples.median)});
    }
    if (total == sizes.back())
      measurePower(
          "copy in memory",
          [&] {
            size_t vectors = vectorsIn(total) / 2;
            kernels::copy(data, part(vectors, 1), vectors, blocks(),
                          stream->get());
          },
          total / curves["hbm_copy"].back().bandwidth);
  }
  auto &streams = patterns.ceilings.bandwidths;
  for (const auto &[name, points] : curves) {
    Plateau all = streamBandwidth(points);
    streams[name] = figure(
        all.bandwidth,
        fmt::format("{}: median of {} sizes, buffers of {:.0f} to {:.0f} MiB "
                    "together, {} repeats each",
                    name, all.points, all.from.value() / 1048576,
                    all.to.value() / 1048576, options.sampling.repeats));
  }
  const auto *ceiling = memoryCeiling(streams);
  if (!ceiling)
    return core::Error{"there is too little free device memory to stream "
                       "through; free some memory"};
  device.bandwidths[MemoryLevel::Hbm] = *ceiling;
  device.families.push_back(std::move(patterns));
  return core::success();
}

core::Status CudaSession::measureCaches() {
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

core::Status CudaSession::measureCopyEngines() {
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

} // namespace perfopt::measure
