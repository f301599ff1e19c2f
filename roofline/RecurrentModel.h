//===- RecurrentModel.h - LSTM, GRU and RNN layers ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The products with the input run over all steps at once; those with the hidden
// state wait for each other, so a step's small product is priced with the tile
// model and multiplied by the steps. The weights of the hidden state are read
// from the HBM once where they fit the L2, and at every step where they do not.
//
//===----------------------------------------------------------------------===//

#ifndef PERFOPT_ROOFLINE_RECURRENTMODEL_H
#define PERFOPT_ROOFLINE_RECURRENTMODEL_H

#include "roofline/Ceilings.h"
#include "roofline/Demand.h"
#include "roofline/ProblemSize.h"

namespace perfopt::roofline {

Demand recurrentDemand(const RecurrentSize &size, const core::Kernel &kernel,
                       core::Pipe pipe, const Ceilings &ceilings,
                       const Options &options);

} // namespace perfopt::roofline

#endif // PERFOPT_ROOFLINE_RECURRENTMODEL_H
