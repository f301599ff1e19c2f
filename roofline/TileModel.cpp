//===- TileModel.cpp - Matrix products cut into tiles ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/TileModel.h"

#include <algorithm>
#include <cstdint>
#include <limits>

using namespace perfopt;
using namespace perfopt::roofline;

namespace {

struct Tile {
  double m, n;
  double warpM, warpN;

  double warps() const { return m * n / (warpM * warpN); }
};

/// Tile shapes that CUTLASS and cuBLAS kernels are commonly built for, largest
/// first.
constexpr Tile kTiles[] = {
    {256, 128, 64, 64}, {128, 256, 64, 64}, {128, 128, 64, 64},
    {128, 64, 64, 32},  {64, 128, 32, 64},  {64, 64, 32, 32},
    {64, 32, 32, 32},   {32, 64, 32, 32},   {32, 32, 32, 32},
};

/// The smallest height and width above.
constexpr double kSmallestSide = 32;
constexpr double kMaxSplits = 32;
/// Partial sums are kept in fp32.
constexpr double kPartialBytes = 4;

/// Faster than std::ceil, which is a call without SSE 4.1. Sizes are far below
/// the range of int64_t.
double ceilDiv(double a, double b) {
  double quotient = a / b;
  double whole = static_cast<double>(static_cast<int64_t>(quotient));
  return whole < quotient ? whole + 1 : whole;
}

/// Tries tiles and splits on one product.
class TileSearch {
public:
  TileSearch(const TiledWork &work, core::Pipe pipe, const Ceilings &ceilings,
             const Options &options);

  void run();

  Demand best;
  TileChoice choice;

private:
  /// True when more splits of this tile could help.
  bool attempt(const Tile &tile, double splits);

  const TiledWork &work;
  const GemmSize &size;
  const Ceilings &ceilings;
  const Options &options;
  double peakPerSm, l1PerSm, l2PerSm;
  /// Share of the product that is computed: below 1 with a mask.
  double scale;
  /// Seconds that one SM would take for everything but the product.
  double epilogue;
  core::Seconds hbm;
  core::Seconds bestTime{std::numeric_limits<double>::infinity()};
};

} // namespace

TileSearch::TileSearch(const TiledWork &work, core::Pipe pipe,
                       const Ceilings &ceilings, const Options &options)
    : work(work), size(work.size), ceilings(ceilings), options(options),
      scale(std::min(1.0, work.flops.value() / work.size.flops())),
      hbm(work.hbm / ceilings.hbm) {
  double sms = ceilings.smCount;
  double peak = ceilings.peak(pipe).value();
  const Tile &largest = kTiles[0];
  double l2PerFlop =
      (largest.m + largest.n) * work.elementBytes / (2 * largest.m * largest.n);
  double l1PerFlop = (largest.warpM + largest.warpN) * work.elementBytes /
                     (2 * largest.warpM * largest.warpN);
  peakPerSm = peak / sms;
  bool onItsOwnPipe =
      pipe == core::Pipe::Fp64 || !ceilings.has(core::Pipe::Fp32);
  double pointwisePeak =
      onItsOwnPipe ? peak : ceilings.peak(core::Pipe::Fp32).value();
  epilogue =
      std::max(0.0, work.flops.value() - size.flops()) * sms / pointwisePeak;
  l1PerSm = std::max(ceilings.l1.value(), peak * l1PerFlop) / sms;
  l2PerSm = std::max(ceilings.smDraw.value(), peak * l2PerFlop / sms);
}

bool TileSearch::attempt(const Tile &tile, double splits) {
  double tilesM = ceilDiv(size.m, tile.m), tilesN = ceilDiv(size.n, tile.n);
  double blocks = tilesM * tilesN * size.batch * splits;
  double waves = ceilDiv(blocks, ceilings.smCount);
  double k =
      ceilDiv(size.k / splits, options.mainLoopStep) * options.mainLoopStep;
  double smShare = std::min(1.0, waves * tile.warps() / options.warpsToFillSm);
  double blockFlops = 2 * tile.m * tile.n * (k + options.mainLoopFill) * scale;

  Demand demand;
  demand.bytesHbm = work.hbm;
  demand.hbm = hbm;
  demand.compute = core::Seconds(
      waves * (blockFlops / peakPerSm + epilogue / blocks) / smShare);

  double operands = size.batch * size.k * work.elementBytes * scale *
                    (size.m * tilesN + size.n * tilesM);
  double outputs = size.batch * size.m * size.n;
  double partials = splits > 1 ? splits * outputs * kPartialBytes : 0;
  double l2 = operands + outputs * work.elementBytes + partials;
  demand.bytesL2 = core::Bytes(l2 + partials);
  demand.draw(core::Bytes(l2 * waves / blocks), core::BytesPerSecond(l2PerSm),
              ceilings.l2.value() > 0);

  double l1PerBlock =
      tile.warps() * (tile.warpM + tile.warpN) * k * work.elementBytes * scale;
  demand.bytesL1 = core::Bytes(l1PerBlock * blocks);
  if (ceilings.l1.value() > 0)
    demand.l1 = core::Seconds(waves * l1PerBlock / l1PerSm);

  demand.serial = options.memoryLatency * 2;
  if (splits > 1)
    demand.serial +=
        options.memoryLatency * 2 + ceilings.kernelFloor +
        core::Seconds(partials / (ceilings.smDraw.value() * ceilings.smCount));

  if (demand.total() < bestTime) {
    best = demand;
    bestTime = demand.total();
    choice = {tile.m, tile.n, splits, blocks, waves};
  }
  return blocks < ceilings.smCount &&
         size.k >= 2 * splits * options.mainLoopStep;
}

void TileSearch::run() {
  core::Seconds unbeatable = hbm + options.memoryLatency * 2;
  for (const Tile &tile : kTiles) {
    // A tile of half the height or width would do the same with less padding.
    if ((tile.m > kSmallestSide && size.m <= tile.m / 2) ||
        (tile.n > kSmallestSide && size.n <= tile.n / 2))
      continue;
    // Splitting k helps only while SMs are idle.
    for (double splits = 1; splits <= kMaxSplits; splits *= 2)
      if (!attempt(tile, splits))
        break;
    if (bestTime <= unbeatable)
      return;
  }
}

Demand roofline::tileDemand(const TiledWork &work, core::Pipe pipe,
                            const Ceilings &ceilings, const Options &options,
                            TileChoice *choice) {
  TileSearch search(work, pipe, ceilings, options);
  search.run();
  if (choice)
    *choice = search.choice;
  return search.best;
}
