//===- TileModel.h - Matrix products cut into tiles -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A GPU computes C (m x n) += A (m x k) B (k x n) in tiles tm x tn, one thread
// block each, cut again into warp tiles wm x wn (the public CUTLASS hierarchy).
// From the tiles follow, with s = the share of k given to each block (split-K):
//
//   blocks  = ceil(m/tm) ceil(n/tn) batch s
//   waves   = ceil(blocks / SMs): an SM works through that many blocks, so the
//             last, partly filled wave takes as long as a full one
//   compute = waves * 2 tm tn (k/s + fill) / (peak / SMs): padded tiles count
//             in full; `fill` is the main loop's start (Options). What the
//             kernel counts beyond the product (bias, activation, residual)
//             is added, at the rate of the fp32 pipe
//   L2      = batch (m k ceil(n/tn) + n k ceil(m/tm)) elements read, m n
//   written,
//             drawn by no more SMs than there are blocks
//   L1      = blocks * warps (wm + wn) (k/s) elements: what the warps read from
//             shared memory
//   HBM     = compulsory traffic; what the tiles read again comes from the L2
//
// Before and after all that, first operands and last results each make a round
// trip to memory. A split adds s m n partial sums of 4 bytes, written and read,
// and a reduction kernel with a start and round trips of its own. An SM with
// fewer than four warps at work is slower by that ratio. The tile and split
// that give the least time are taken, as an autotuned library takes them.
//
// The peaks are themselves measured with large products, so at the largest tile
// neither L1 nor L2 can be the limit: where a level's (separately measured)
// bandwidth says otherwise, it is raised to what the peak implies.
//
// Not modelled: Winograd and FFT convolutions (fewer FLOPs), layout conversions
// (their launches are the kernel's), a producer's results still in the L2.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_TILEMODEL_H
#define PERFOPT_ROOFLINE_TILEMODEL_H

#include "roofline/Ceilings.h"
#include "roofline/Demand.h"
#include "roofline/ProblemSize.h"

namespace perfopt::roofline {

/// The cut that a demand rests on.
struct TileChoice {
  double tileM = 0, tileN = 0, splits = 1;
  double blocks = 0, waves = 0;
};

struct TiledWork {
  GemmSize size;
  /// As counted: below size.flops() part of the product is left out, what is
  /// above it is elementwise.
  core::Flops flops;
  core::Bytes hbm;
  double elementBytes = 4;
};

Demand tileDemand(const TiledWork &work, core::Pipe pipe,
                  const Ceilings &ceilings, const Options &options,
                  TileChoice *choice = nullptr);

} // namespace perfopt::roofline

#endif // PERFOPT_ROOFLINE_TILEMODEL_H
