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
/// Steps of the sequence that are tried after 1: a model that pads or cuts its
/// sequence into windows is a polynomial at multiples of them only.
constexpr int64_t kSeqSteps[] = {16, 64};
/// With a step of 1, the first length: odd, so that nothing happens to divide,
/// and long enough that no table over it is a launch argument.
constexpr int64_t kFirstOddSeq = 33;

/// Where polynomials are compared: beyond the grid in each direction, and far
/// from it, so that padding or a window cannot hide between the points. Lengths
/// stay below 512, which many models with a table of positions end at.
constexpr int64_t kFurtherBatches[] = {2, 11, 64, 3, 257};
constexpr int64_t kFurtherOddSeqs[] = {45, 34, 54, 131, 509};
/// With a larger step, in steps.
constexpr int64_t kFurtherSteps[] = {6, 2, 7, 5, 8};

std::string pointText(const SymbolPoint &point, bool hasSeq) {
  std::string text = "batch " + std::to_string(point.batch);
  if (hasSeq)
    text += ", sequence " + std::to_string(point.seq);
  return text;
}

template <typename Map>
bool sameKeys(const Map &a, const Map &b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const auto &x, const auto &y) { return x.first == y.first; });
}

bool sameTensors(const std::vector<core::TensorShape> &a,
                 const std::vector<core::TensorShape> &b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto &x, const auto &y) {
                      return x.element == y.element &&
                             x.dims.size() == y.dims.size();
                    });
}

bool sameForm(const core::Operator &a, const core::Operator &b) {
  return a.op == b.op && a.rule == b.rule &&
         a.flops.has_value() == b.flops.has_value() &&
         a.macs.has_value() == b.macs.has_value() &&
         a.bytesRead.has_value() == b.bytesRead.has_value() &&
         a.bytesWritten.has_value() == b.bytesWritten.has_value() &&
         sameKeys(a.attributes, b.attributes) &&
         sameTensors(a.operands, b.operands) &&
         sameTensors(a.results, b.results);
}

bool sameForm(const core::Kernel &a, const core::Kernel &b) {
  return a.family == b.family && a.type == b.type && a.phase == b.phase &&
         a.operators == b.operators && sameKeys(a.problem, b.problem);
}

bool sameForm(const core::Buffer &a, const core::Buffer &b) {
  return a.use == b.use && a.first == b.first && a.last == b.last;
}

/// The name of the first record of `a` that `b` has not, or has otherwise;
/// empty where there is none.
template <typename Record>
std::string firstOther(const std::vector<Record> &a,
                       const std::vector<Record> &b) {
  for (size_t i = 0; i < std::max(a.size(), b.size()); ++i)
    if (i >= a.size() || i >= b.size() || !sameForm(a[i], b[i]))
      return "'" + (i < a.size() ? a[i] : b[i]).name + "'";
  return "";
}

/// What makes two workloads differ in more than their numbers; empty for
/// nothing.
std::string difference(const Workload &a, const Workload &b) {
  if (auto op = firstOther(a.operators, b.operators); !op.empty())
    return "operator " + op;
  if (auto kernel = firstOther(a.kernels, b.kernels); !kernel.empty())
    return "kernel " + kernel;
  if (auto buffer = firstOther(a.memory.buffers, b.memory.buffers);
      !buffer.empty())
    return "the lifetime of " + buffer;
  return a.edges.size() == b.edges.size() ? "" : "the edges";
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

core::Error SymbolicFit::changes(const std::string &what,
                                 const SymbolPoint &from,
                                 const SymbolPoint &to) const {
  return {"the model itself changes with its size, so its cost is no "
          "polynomial: " +
          what + " between " + pointText(from, result.sequence) + " and " +
          pointText(to, result.sequence)};
}

core::Result<SymbolicFit::Samples> SymbolicFit::sample(const Grid &grid) {
  Samples samples;
  for (int i = 0; i < grid.size(); ++i) {
    core::Result<Workload> workload = countAt(grid.at(i));
    if (!workload)
      return workload.error();
    samples.push_back(std::move(*workload));
  }
  findTables(samples);
  for (size_t i = 1; i < samples.size(); ++i)
    if (std::string what = difference(samples.front(), samples[i]);
        !what.empty())
      return changes(what, grid.at(0), grid.at(static_cast<int>(i)));
  return samples;
}

/// Tables over batch and sequence (positions, initial states) are made when the
/// model is loaded. Small ones are folded before, piece by piece, so how many
/// buffers they are depends on the size: they are taken together.
void SymbolicFit::findTables(Samples &samples) {
  auto weightsOf = [](const Workload &workload) {
    std::set<std::pair<std::string, double>> weights;
    for (const core::Buffer &buffer : workload.memory.buffers)
      if (buffer.use == core::MemoryUse::Weights)
        weights.emplace(buffer.name, buffer.bytes.value());
    return weights;
  };
  fixedWeights = weightsOf(samples.front());
  hasTables = false;
  for (const Workload &one : samples) {
    auto weights = weightsOf(one);
    hasTables |= weights != weightsOf(samples.front());
    std::erase_if(fixedWeights, [&](const auto &weight) {
      return !weights.contains(weight);
    });
  }
  for (Workload &one : samples)
    mergeTables(one);
}

void SymbolicFit::mergeTables(Workload &workload) const {
  if (!hasTables)
    return;
  core::Buffer tables;
  tables.name = "tables made at load time";
  tables.use = core::MemoryUse::Weights;
  std::erase_if(workload.memory.buffers, [&](const core::Buffer &buffer) {
    bool isTable =
        buffer.use == core::MemoryUse::Weights &&
        !fixedWeights.contains({buffer.name, buffer.bytes.value()});
    if (isTable)
      tables.bytes += buffer.bytes;
    return isTable;
  });
  workload.memory.buffers.insert(workload.memory.buffers.begin(), tables);
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
  mergeTables(*counted);
  if (std::string what = difference(result.counted, *counted); !what.empty())
    return changes(what, result.fittedAt.front(), point);
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
  core::Status first = fitCounts(1), status = first;
  if (result.sequence)
    for (int64_t step : kSeqSteps)
      if (!status)
        status = fitCounts(step);
  // The first reason is the plainest.
  if (!status)
    return first.error();
  if (core::Status one = checkBatchOne(); !one)
    return one.error();
  core::Result<Workload> requested = countAt(request);
  if (!requested)
    return requested.error();
  mergeTables(*requested);
  sortPolynomials();
  // The structure is that of the fit; a batch of 1 may have another one.
  if (difference(*requested, result.counted).empty())
    result.counted = std::move(*requested);
  return std::move(result);
}

} // namespace perfopt::analysis
