//===- SymbolicFit.cpp - Samples, interpolates, compares ------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis/Symbolic/SymbolicFit.h"
#include "analysis/Symbolic/WorkloadNumbers.h"

#include <algorithm>

namespace perfopt::analysis {

using core::Error;
using core::Workload;

namespace {

// Degree 2 in b and 3 in s.
constexpr int kBatches = 3;
constexpr int kSeqs = 4;
/// Extents of 1 change strides: fits start above.
constexpr int64_t kFirstBatch = 2;
/// Steps of the sequence that are tried in turn: a model that pads or cuts its
/// sequence into windows is a polynomial at multiples of them only.
constexpr int64_t kSeqSteps[] = {1, 16, 64, 256};
/// With a step of 1, the first length; odd, so that nothing happens to divide.
constexpr int64_t kFirstOddSeq = 17;

/// Where polynomials are compared: beyond the grid in each direction, and far
/// from it, so that padding or a window cannot hide between the points. Lengths
/// stay below 512, which many models with a table of positions end at.
constexpr int64_t kFurtherBatches[] = {2, 11, 64, 3, 257};
constexpr int64_t kFurtherOddSeqs[] = {29, 18, 38, 131, 509};
/// With a larger step, in steps.
constexpr int64_t kFurtherSteps[] = {6, 2, 7, 5, 8};

std::string pointText(const SymbolPoint &point, bool hasSeq) {
  std::string text = "batch " + std::to_string(point.batch);
  if (hasSeq)
    text += ", sequence " + std::to_string(point.seq);
  return text;
}

/// The same operators and kernels in the same order, whatever their sizes.
bool sameStructure(const Workload &a, const Workload &b) {
  auto sameTensors = [](const auto &x, const auto &y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                      [](const auto &s, const auto &t) {
                        return s.element == t.element &&
                               s.dims.size() == t.dims.size();
                      });
  };
  auto sameKeys = [](const auto &x, const auto &y) {
    return std::equal(
        x.begin(), x.end(), y.begin(), y.end(),
        [](const auto &s, const auto &t) { return s.first == t.first; });
  };
  auto sameOperator = [&](const core::Operator &x, const core::Operator &y) {
    return x.op == y.op && x.rule == y.rule &&
           x.flops.has_value() == y.flops.has_value() &&
           x.macs.has_value() == y.macs.has_value() &&
           x.bytesRead.has_value() == y.bytesRead.has_value() &&
           x.bytesWritten.has_value() == y.bytesWritten.has_value() &&
           sameKeys(x.attributes, y.attributes) &&
           sameTensors(x.operands, y.operands) &&
           sameTensors(x.results, y.results);
  };
  auto sameKernel = [&](const core::Kernel &x, const core::Kernel &y) {
    return x.family == y.family && x.type == y.type && x.phase == y.phase &&
           x.operators == y.operators && sameKeys(x.problem, y.problem);
  };
  auto sameBuffer = [](const core::Buffer &x, const core::Buffer &y) {
    return x.use == y.use && x.first == y.first && x.last == y.last;
  };
  return a.edges.size() == b.edges.size() &&
         std::equal(a.memory.buffers.begin(), a.memory.buffers.end(),
                    b.memory.buffers.begin(), b.memory.buffers.end(),
                    sameBuffer) &&
         std::equal(a.operators.begin(), a.operators.end(),
                    b.operators.begin(), b.operators.end(), sameOperator) &&
         std::equal(a.kernels.begin(), a.kernels.end(), b.kernels.begin(),
                    b.kernels.end(), sameKernel);
}

std::vector<double> countsOf(const Workload &workload) {
  std::vector<double> numbers;
  visitCounts(workload,
              [&](const auto &field) { numbers.push_back(numberOf(field)); });
  return numbers;
}

/// The name of the record that holds the number at `position`.
std::string ownerOf(const Workload &workload, size_t position) {
  size_t seen = 0;
  auto holds = [&](const Workload &part) {
    size_t count = 0;
    visitCounts(part, [&](const auto &) { ++count; });
    constexpr size_t kTotals = 4; // visited in every part
    bool inside = position < seen + count - kTotals;
    seen += count - kTotals;
    return inside;
  };
  for (const core::Operator &op : workload.operators) {
    Workload part;
    part.operators.push_back(op);
    if (holds(part))
      return "operator '" + op.name + "' (" + op.op + ")";
  }
  seen += workload.edges.size();
  for (const core::Kernel &kernel : workload.kernels) {
    Workload part;
    part.kernels.push_back(kernel);
    if (holds(part))
      return "kernel '" + kernel.name + "'";
  }
  return "the model";
}

bool allEqual(const std::vector<double> &values) {
  return std::all_of(values.begin(), values.end(),
                     [&](double value) { return value == values.front(); });
}

} // namespace

core::Result<SymbolicFit::Samples> SymbolicFit::sample(const Grid &grid) const {
  Samples samples;
  for (int i = 0; i < grid.size(); ++i) {
    core::Result<Workload> workload = countAt(grid.at(i));
    if (!workload)
      return workload.error();
    samples.push_back(std::move(*workload));
  }
  for (const Workload &one : samples)
    if (!sameStructure(one, samples.front()))
      return Error{"the model's kernels change with its size, so its cost is no "
                   "polynomial: between " +
                   pointText(grid.at(0), result.sequence) + " and " +
                   pointText(grid.at(grid.size() - 1), result.sequence)};
  return samples;
}

core::Status SymbolicFit::interpolate(const Grid &grid,
                                      const Samples &samples) {
  std::vector<std::vector<double>> numbers;
  for (const Workload &one : samples)
    numbers.push_back(countsOf(one));
  result.varying.clear();
  std::vector<double> values(samples.size());
  for (size_t position = 0; position < numbers.front().size(); ++position) {
    for (size_t i = 0; i < samples.size(); ++i)
      values[i] = numbers[i][position];
    if (allEqual(values))
      continue;
    auto polynomial = Polynomial::through(grid, values);
    if (!polynomial)
      return Error{"a count of " + ownerOf(samples.front(), position) +
                   " is too large or no whole number of bits"};
    result.varying.emplace_back(position, std::move(*polynomial));
  }
  return core::success();
}

core::Status SymbolicFit::compare(const SymbolPoint &point) const {
  core::Result<Workload> counted = countAt(point);
  if (!counted)
    return counted.error();
  if (!sameStructure(*counted, result.counted))
    return Error{"the model's kernels change with its size, so its cost is no "
                 "polynomial: at " +
                 pointText(point, result.sequence)};
  std::vector<double> expected = countsOf(*counted);
  std::vector<double> evaluated = countsOf(result.at(point));
  for (size_t i = 0; i < expected.size(); ++i)
    if (expected[i] != evaluated[i])
      return Error{"a count of " + ownerOf(*counted, i) +
                   " is no polynomial in batch and sequence: " +
                   std::to_string(expected[i]) + " at " +
                   pointText(point, result.sequence) + ", interpolated " +
                   std::to_string(evaluated[i])};
  return core::success();
}

core::Status SymbolicFit::fitCounts(int64_t seqStep) {
  Grid grid;
  grid.batch = {kFirstBatch, 1, kBatches};
  if (result.sequence)
    grid.seq = {seqStep == 1 ? kFirstOddSeq : seqStep, seqStep, kSeqs};
  core::Result<Samples> samples = sample(grid);
  if (!samples)
    return samples.error();
  result.counted = samples->front();
  if (core::Status status = interpolate(grid, *samples); !status)
    return status;
  result.fittedAt.clear();
  for (int i = 0; i < grid.size(); ++i)
    result.fittedAt.push_back(grid.at(i));
  result.multiple = seqStep;

  std::vector<SymbolPoint> further;
  const auto &lengths = seqStep == 1 ? kFurtherOddSeqs : kFurtherSteps;
  for (size_t i = 0; i < std::size(kFurtherBatches); ++i)
    further.push_back(
        {kFurtherBatches[i], result.sequence ? lengths[i] * seqStep : 1});
  if (request.batch > 1 && request.seq % seqStep == 0)
    further.push_back(request);
  result.verifiedAt.clear();
  for (const SymbolPoint &point : further) {
    if (core::Status status = compare(point); !status)
      return status;
    result.verifiedAt.push_back(point);
  }
  return core::success();
}

core::Status SymbolicFit::checkBatchOne() {
  SymbolPoint one{1, result.verifiedAt.front().seq};
  result.batchOne = bool(compare(one));
  if (result.batchOne)
    result.verifiedAt.push_back(one);
  return core::success();
}

/// Sums the buffers that each kernel finds in memory, in one sweep over their
/// lifetimes.
void SymbolicFit::sumLiveBytes(const std::vector<Polynomial> &buffers) {
  const core::MemoryProfile &memory = result.counted.memory;
  size_t kernels = result.counted.kernels.size();
  // What comes and goes with each kernel.
  std::vector<Polynomial> change(kernels + 1);
  for (size_t i = 0; i < buffers.size(); ++i) {
    const core::Buffer &buffer = memory.buffers[i];
    if (buffer.use == core::MemoryUse::Weights)
      continue;
    change[std::max(buffer.first, 0)] += buffers[i];
    if (buffer.last)
      change[*buffer.last + 1] -= buffers[i];
  }
  result.live.resize(kernels);
  Polynomial live;
  for (size_t i = 0; i < kernels; ++i)
    result.live[i] = live += change[i];
}

/// Gives the polynomials their names: which of the numbers they are.
void SymbolicFit::sortPolynomials() {
  std::vector<Polynomial> all(countsOf(result.counted).size());
  std::vector<double> numbers = countsOf(result.counted);
  for (size_t i = 0; i < numbers.size(); ++i)
    if (auto constant = Polynomial::through(Grid(), {numbers[i]}))
      all[i] = std::move(*constant);
  for (const auto &[position, polynomial] : result.varying)
    all[position] = polynomial;

  // A map from fields to polynomials, by walking over them once more.
  Workload &workload = result.counted;
  size_t position = 0;
  std::vector<std::pair<const void *, size_t>> positions;
  visitCounts(workload, [&](auto &field) {
    positions.emplace_back(&field, position++);
  });
  auto of = [&](const void *field) -> const Polynomial & {
    auto found = std::lower_bound(positions.begin(), positions.end(),
                                  std::pair(field, size_t(0)));
    return all[found->second];
  };
  std::sort(positions.begin(), positions.end());
  for (const core::Kernel &kernel : workload.kernels)
    result.kernelCosts.push_back({of(&kernel.flops), of(&kernel.macs),
                                  of(&kernel.bytesRead),
                                  of(&kernel.bytesWritten)});
  std::vector<Polynomial> buffers;
  for (const core::Buffer &buffer : workload.memory.buffers)
    buffers.push_back(of(&buffer.bytes));
  sumLiveBytes(buffers);
  result.totalFlops = of(&workload.totals.flops);
  result.totalMacs = of(&workload.totals.macs);
  result.totalBytes = of(&workload.totals.bytes);
}

core::Result<SymbolicWorkload> SymbolicFit::run() {
  core::Status status = fitCounts(1);
  if (result.sequence)
    for (int64_t step : kSeqSteps)
      if (!status && step > 1)
        status = fitCounts(step);
  if (!status)
    return status.error();
  if (core::Status one = checkBatchOne(); !one)
    return one.error();
  core::Result<Workload> requested = countAt(request);
  if (!requested)
    return requested.error();
  sortPolynomials();
  // The structure is that of the fit; a batch of 1 may have another one.
  if (sameStructure(*requested, result.counted))
    result.counted = std::move(*requested);
  return std::move(result);
}

} // namespace perfopt::analysis
