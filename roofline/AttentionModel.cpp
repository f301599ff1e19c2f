//===- AttentionModel.cpp - Attention as one kernel -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/AttentionModel.h"

#include <cmath>
#include <limits>

using namespace perfopt;
using namespace perfopt::roofline;

namespace {

struct QueryTile {
  double rows;
  double warps;
};

/// Query rows of a block and the warps that share them, as the public
/// FlashAttention-2 kernels are cut (16 to 32 rows a warp).
constexpr QueryTile kTiles[] = {{128, 4}, {64, 4}, {32, 2}, {16, 1}};

constexpr double kMaxSplits = 64;
constexpr double kPartialBytes = 4;
/// Keys that a block handles at once: a split is no smaller.
constexpr double kContextStep = 64;

/// The counted products of a backward, in those of a forward of that size.
double passesOver(const AttentionSize &size, const core::Kernel &kernel) {
  double forward = size.batch * size.heads * size.seq * size.context *
                   (size.headDim + size.valueDim);
  bool isBackward = kernel.phase == core::Phase::Backward;
  return isBackward ? std::max(1.0, kernel.macs.value() / forward) : 1;
}

} // namespace

Demand roofline::attentionDemand(const AttentionSize &size,
                                 const core::Kernel &kernel, core::Pipe pipe,
                                 const Ceilings &ceilings,
                                 const Options &options) {
  double element = core::storageBits(kernel.type) / 8.0;
  double sms = ceilings.smCount;
  double peak = ceilings.peak(pipe).value();
  // Every device with a pipe for the products computes exponentials on fp32.
  double fp32 = ceilings.has(core::Pipe::Fp32)
                    ? ceilings.peak(core::Pipe::Fp32).value()
                    : peak;
  double dims = size.headDim + size.valueDim;
  bool decode = size.seq == 1;
  double groups = size.batch * (decode ? size.kvHeads : size.heads);
  double rows = decode ? size.heads / size.kvHeads : size.seq;
  double scale = size.computedShare();
  // A backward computes more products over the same square.
  double passes = passesOver(size, kernel);

  Demand best;
  core::Seconds bestTime(std::numeric_limits<double>::infinity());
  for (const QueryTile &tile : kTiles) {
    double tiles = std::ceil(rows / tile.rows);
    for (double splits = 1; splits <= kMaxSplits; splits *= 2) {
      double blocks = groups * tiles * splits;
      double waves = std::ceil(blocks / sms);
      double context = size.context / splits * scale;
      double smShare =
          std::min(1.0, waves * tile.warps / options.warpsToFillSm);

      Demand demand;
      demand.bytesHbm = kernel.bytes();
      demand.hbm = kernel.bytes() / ceilings.hbm;
      double products = 2 * passes * tile.rows * context * dims / peak;
      double softmax =
          passes * tile.rows * context * options.softmaxFlopsPerScore / fp32;
      demand.compute =
          core::Seconds(waves * (products + softmax) * sms / smShare);

      double partials =
          splits > 1 ? splits * groups * rows * size.valueDim * kPartialBytes
                     : 0;
      double l2 = passes * groups * (rows + tiles * size.context * scale) *
                      dims * element +
                  partials;
      demand.bytesL2 = core::Bytes(l2 + partials);
      demand.draw(core::Bytes(l2 * waves / blocks), ceilings.smDraw,
                  ceilings.l2.value() > 0);
      double l1PerBlock = passes * tile.warps * context * dims * element;
      demand.bytesL1 = core::Bytes(l1PerBlock * blocks);
      if (ceilings.l1.value() > 0)
        demand.l1 =
            core::Seconds(waves * l1PerBlock * sms / ceilings.l1.value());
      demand.serial = options.memoryLatency * 4;
      if (splits > 1)
        demand.serial +=
            options.memoryLatency * 2 + ceilings.kernelFloor +
            core::Seconds(partials / (ceilings.smDraw.value() * sms));

      if (demand.total() < bestTime) {
        best = demand;
        bestTime = demand.total();
      }
      if (blocks >= sms || size.context < 2 * splits * kContextStep)
        break;
    }
  }
  return best;
}
