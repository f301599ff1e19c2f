//===- JsonReport.cpp - The report as a versioned JSON object -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/JsonReport.h"

#include "cli/Report/Figures.h"
#include "cli/Report/Offers.h"
#include "cli/Report/Summary.h"
#include "core/Schema/DeviceJson.h"
#include "core/Schema/WorkloadJson.h"
#include "core/Support/Json.h"

#include <utility>

namespace perfopt::cli {

using namespace core;
using Json = nlohmann::ordered_json;

namespace {

Json number(double value) { return numberToJson(value); }
Json number(std::optional<double> value) {
  return value ? numberToJson(*value) : Json();
}

Json megabyteNumber(Bytes size) { return number(megabytes(size)); }
Json millisecondNumber(Seconds time) { return number(milliseconds(time)); }

Json textOrNull(const std::string &text) {
  return text.empty() ? Json() : Json(text);
}

template <typename Q, typename Convert>
Json estimate(const Estimate<Q> &estimated, Convert convert) {
  return {{"value", convert(estimated.value)},
          {"low", convert(estimated.low)},
          {"high", convert(estimated.high)},
          {"coverage", number(estimated.coverage)}};
}

Json modelJson(const AnalyzeReport &report) {
  const ModelIdentity &model = report.workload.model;
  return {{"name", model.name},       {"format", model.format},
          {"sha256", model.sha256},   {"parameters", model.parameters},
          {"buffers", model.buffers}, {"nodes", model.nodes},
          {"edges", model.edges},     {"longest_chain", report.longestChain}};
}

Json symbolicJson(const AnalyzeReport &report) {
  if (!report.symbolic)
    return Json();
  const SymbolicReport &symbolic = *report.symbolic;
  Json groups = Json::array();
  for (const SymbolicGroup &group : symbolic.groups)
    groups.push_back({{"kernel", group.kernel},
                      {"family", name(group.family)},
                      {"kernels", group.kernels},
                      {"flops", group.flops},
                      {"macs", group.macs},
                      {"bytes", group.bytes}});
  return {{"variables",
           {{"b", "batch"}, {"s", symbolic.hasSeq ? Json("seq") : Json()}}},
          {"seq_multiple", symbolic.seqMultiple},
          {"holds_for_batch_1", symbolic.holdsForBatchOne},
          {"fitted_points", symbolic.fitted},
          {"verified_points", symbolic.verified},
          {"flops", symbolic.flops},
          {"macs", symbolic.macs},
          {"bytes", symbolic.bytes},
          {"weight_bytes", number(symbolic.weights.value())},
          {"live_bytes", textOrNull(symbolic.live)},
          {"live_kernel", textOrNull(symbolic.liveKernel)},
          {"groups", groups}};
}

Json crossoverJson(const Crossover &crossover) {
  switch (crossover.kind) {
  case Crossover::Kind::Never:
    return Json();
  case Crossover::Kind::Always:
    return 1;
  case Crossover::Kind::From:
    return crossover.from;
  }
  return Json();
}

/// One object for each group of `symbolic`.
Json crossoversJson(const DeviceReport &report) {
  Json crossovers = Json::array();
  for (const GroupCrossovers &group : report.crossovers)
    crossovers.push_back(
        {{"compute_bound_from_batch", crossoverJson(group.batch)},
         {"compute_bound_from_seq",
          group.seq ? crossoverJson(*group.seq) : Json()}});
  return crossovers;
}

Json unmodelledJson(const Workload &workload) {
  Json list = Json::array();
  std::map<int, const Operator *> byId;
  for (const Operator &op : workload.operators)
    byId.emplace(op.id, &op);
  for (int id : workload.totals.unmodelled) {
    auto found = byId.find(id);
    if (found != byId.end())
      list.push_back({{"id", id},
                      {"name", found->second->name},
                      {"op", found->second->op},
                      {"reason", found->second->rule}});
  }
  return list;
}

Json totalsJson(const Workload &workload) {
  const Totals &totals = workload.totals;
  return {{"flops", toJson(totals.flops)},
          {"macs", toJson(totals.macs)},
          {"bytes", toJson(totals.bytes)},
          {"parameter_bytes", toJson(totals.parameterBytes)},
          {"intensity", toJson(totals.flops / totals.bytes)},
          {"kernels", workload.kernels.size()},
          {"launches", totals.launches},
          {"unmodelled_flops_pct", number(totals.unmodelledFlopsPct)},
          {"unmodelled_bytes_pct", number(totals.unmodelledBytesPct)},
          {"unmodelled", unmodelledJson(workload)}};
}

/// The moment at which most is in use.
Json peakJson(const std::vector<KernelRow> &rows, const MemoryPeak &peak) {
  const KernelRow *at =
      peak.kernel >= 0 && static_cast<size_t>(peak.kernel) < rows.size()
          ? &rows[peak.kernel]
          : nullptr;
  Json holders = Json::array();
  for (const MemoryPeak::Holder &holder : peak.holders)
    holders.push_back({{"tensor", holder.tensor},
                       {"use", name(holder.use)},
                       {"size_mb", megabyteNumber(holder.bytes)}});
  return {{"kernel", at ? Json(at->index) : Json()},
          {"name", at ? Json(at->kernel->name) : Json()},
          {"op", at ? textOrNull(at->op) : Json()},
          {"in_use", megabyteNumber(peak.use.total())},
          {"holders", std::move(holders)}};
}

/// For each use a list with one number a kernel.
Json timelineJson(const std::vector<MemoryByUse> &timeline) {
  Json object = Json::object();
  for (size_t i = 0; i < kMemoryUseCount; ++i) {
    auto use = static_cast<MemoryUse>(i);
    Json list = Json::array();
    for (const MemoryByUse &moment : timeline)
      list.push_back(megabyteNumber(moment[use]));
    object[std::string(name(use))] = std::move(list);
  }
  return object;
}

Json memoryJson(const std::vector<KernelRow> &rows,
                const MemoryPrediction &memory) {
  Json object = estimate(memory.total, megabyteNumber);
  object["weights"] = megabyteNumber(memory.weights);
  object["gradients"] = megabyteNumber(memory.gradients);
  object["optimizer_state"] = megabyteNumber(memory.optimizerState);
  object["activations"] = megabyteNumber(memory.activations);
  object["workspace"] = megabyteNumber(memory.workspace);
  object["fragmentation"] = megabyteNumber(memory.fragmentation);
  object["context"] = megabyteNumber(memory.context);
  object["capacity"] =
      memory.capacity ? megabyteNumber(*memory.capacity) : Json();
  object["peak"] = peakJson(rows, memory.peak);
  object["timeline"] = timelineJson(memory.timeline);
  return object;
}

Json fitsJson(Fit fits) {
  return fits == Fit::Unknown ? Json() : Json(fits != Fit::No);
}

Json latencyJson(const Prediction &prediction) {
  bool known = knowsLatency(prediction);
  return estimate(prediction.latency, [known](Seconds time) {
    return known ? millisecondNumber(time) : Json();
  });
}

Json energyJson(const Prediction &prediction) {
  if (!knowsEnergy(prediction))
    return nullptr;
  return estimate(prediction.energy,
                  [](Joules energy) { return toJson(energy); });
}

Json migJson(const std::optional<MigAdvice> &advice) {
  if (!advice)
    return nullptr;
  Json profiles = Json::array();
  for (const MigChoice &choice : advice->profiles)
    profiles.push_back({{"profile", choice.profile},
                        {"nominal_mb", megabyteNumber(choice.nominal)},
                        {"usable_mb", megabyteNumber(choice.usable)},
                        {"instances", choice.instances},
                        {"fits_nominal", choice.fitsNominal},
                        {"fits_usable", choice.fitsUsable},
                        {"memory_share", number(choice.memoryShare)}});
  return {{"recommended", textOrNull(advice->recommended)},
          {"rule", advice->rule},
          {"by_memory", textOrNull(advice->byMemory)},
          {"by_utilization", textOrNull(advice->byUtilization)},
          {"utilization", number(advice->utilization)},
          {"profiles", std::move(profiles)}};
}

Json costJson(const std::vector<CloudCost> &cost) {
  Json list = Json::array();
  for (const CloudCost &row : sortedCost(cost))
    list.push_back({{"provider", row.price.provider},
                    {"instance", row.price.instance},
                    {"region", textOrNull(row.price.region)},
                    {"gpus", row.price.gpus},
                    {"pricing", row.price.pricing},
                    {"usd_per_hour", toJson(row.price.perHour)},
                    {"usd_per_gpu_hour", toJson(row.perGpuHour)},
                    {"usd_per_1k", toJson(row.per1000)},
                    {"usd_per_10k", toJson(row.per10000)},
                    {"date", row.price.date},
                    {"source", row.price.source}});
  return list;
}

Json runJson(const std::optional<TrainingRun> &run, bool energyKnown) {
  if (!run)
    return nullptr;
  Json costs = Json::array();
  for (const TrainingRun::Cost &cost : run->costs)
    costs.push_back({{"provider", cost.price.provider},
                     {"instance", cost.price.instance},
                     {"region", textOrNull(cost.price.region)},
                     {"pricing", cost.price.pricing},
                     {"date", cost.price.date},
                     {"usd", toJson(cost.total)}});
  auto hours = [](Seconds time) { return number(time.value() / 3600); };
  auto joules = [](Joules energy) { return toJson(energy); };
  return {
      {"steps", run->steps},
      {"hours", estimate(run->time, hours)},
      {"energy_j", energyKnown ? estimate(run->energy, joules) : Json()},
      {"carbon_g", energyKnown && run->carbon ? toJson(*run->carbon) : Json()},
      {"cost", std::move(costs)}};
}

Json carbonJson(const std::optional<CarbonFootprint> &carbon) {
  if (!carbon)
    return nullptr;
  return {{"region", carbon->grid.region},
          {"name", carbon->grid.name},
          {"provider", textOrNull(carbon->grid.provider)},
          {"intensity_g_per_kwh", toJson(carbon->grid.intensity)},
          {"pue", number(carbon->pue)},
          {"pue_source", textOrNull(carbon->pueSource)},
          {"date", carbon->grid.date},
          {"source", carbon->grid.source}};
}

Json predictorJson(const Provenances &provenance) {
  return {{"name", provenance.predictor},
          {"version", provenance.version},
          {"provenance", provenance.basis},
          {"out_of_range", provenance.outOfRange}};
}

Json ceilingsJson(const Device &device) {
  Json list = Json::array();
  for (const DeviceFigure &figure : deviceFigures(device))
    list.push_back({{"name", figure.name},
                    {"value", number(figure.value)},
                    {"unit", figure.unit},
                    {"origin", name(figure.from.origin)},
                    {"source", figure.from.source},
                    {"date", figure.from.date},
                    {"conditions", figure.from.conditions}});
  return list;
}

Json kernelJson(const KernelRow &row) {
  const Kernel &kernel = *row.kernel;
  Json object = {{"name", kernel.name},
                 {"op", textOrNull(row.op)},
                 {"family", name(kernel.family)},
                 {"phase", name(kernel.phase)},
                 {"dtype", name(kernel.type)},
                 {"problem", kernel.problem},
                 {"operators", kernel.operators},
                 {"launches", kernel.launches},
                 {"flops", toJson(kernel.flops)},
                 {"macs", toJson(kernel.macs)},
                 {"bytes", toJson(kernel.bytes())},
                 {"bytes_read", toJson(kernel.bytesRead)},
                 {"bytes_written", toJson(kernel.bytesWritten)},
                 {"intensity", toJson(kernel.flops / kernel.bytes())}};
  const KernelPrediction *predicted = row.prediction;
  auto known = [&](auto valueOf) {
    return predicted ? Json(valueOf(*predicted)) : Json();
  };
  using P = const KernelPrediction &;
  object["bound"] = name(predicted ? predicted->bound : Bound::Unknown);
  object["time_ms"] = known([](P p) { return millisecondNumber(p.time); });
  object["time_pct"] = known([&](P) { return number(100 * row.timeShare); });
  object["pipe"] =
      known([](P p) { return p.pipe ? Json(name(*p.pipe)) : Json(); });
  object["ceiling"] = known([](P p) { return textOrNull(p.ceiling); });
  object["peak_pct"] =
      known([](P p) { return number(100 * p.fractionOfPeak); });
  object["ceiling_pct"] =
      known([](P p) { return number(100 * p.fractionOfCeiling); });
  object["bytes_l1"] = known([](P p) { return toJson(p.bytesL1); });
  object["bytes_l2"] = known([](P p) { return toJson(p.bytesL2); });
  object["bytes_hbm"] = known([](P p) { return toJson(p.bytesHbm); });
  return object;
}

Json deviceJson(const Workload &workload, const DeviceReport &report) {
  const Prediction &prediction = report.prediction;
  Json kernels = Json::array();
  std::vector<KernelRow> rows = kernelRows(workload, prediction);
  for (const KernelRow &row : rows)
    kernels.push_back(kernelJson(row));
  bool latencyKnown = knowsLatency(prediction);
  bool energyKnown = knowsEnergy(prediction);
  bool carbonKnown = energyKnown && report.carbon;
  return {
      {"device", report.device.id},
      {"device_name", report.device.name},
      {"latency_ms", latencyJson(prediction)},
      {"throughput_per_s", number(throughput(workload, prediction))},
      {"critical_path_ms", latencyKnown && report.criticalPath
                               ? millisecondNumber(*report.criticalPath)
                               : Json()},
      {"memory_mb", memoryJson(rows, prediction.memory)},
      {"fits_memory", fitsJson(fit(prediction.memory))},
      {"energy_j", energyJson(prediction)},
      {"power_w", energyKnown ? toJson(prediction.power) : Json()},
      {"utilization", latencyKnown ? number(prediction.utilization) : Json()},
      {"mig", latencyKnown ? migJson(report.mig) : Json()},
      {"cost", latencyKnown ? costJson(report.cost) : Json::array()},
      {"carbon_g", carbonKnown ? toJson(report.carbon->perRun) : Json()},
      {"carbon", carbonJson(report.carbon)},
      {"training_run",
       latencyKnown ? runJson(report.run, energyKnown) : Json()},
      {"predictor", predictorJson(prediction.provenance)},
      {"ceilings", ceilingsJson(report.device)},
      {"accuracy",
       report.device.accuracy ? toJson(*report.device.accuracy) : Json()},
      {"crossovers", crossoversJson(report)},
      {"kernels", std::move(kernels)},
      {"diagnostics", prediction.diagnostics}};
}

} // namespace

Json renderJson(const AnalyzeReport &report) {
  const Workload &workload = report.workload;
  Json devices = Json::array();
  for (const DeviceReport &device : report.devices)
    devices.push_back(deviceJson(workload, device));
  return {{"schema", kAnalyzeSchema},
          {"model", modelJson(report)},
          {"request", toJson(workload.request)},
          {"totals", totalsJson(workload)},
          {"symbolic", symbolicJson(report)},
          {"fusions", workload.fusions},
          {"recomposed", toJson(workload.recomposed)},
          {"devices", std::move(devices)},
          {"diagnostics", workload.diagnostics}};
}

std::string printJson(const Json &document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace perfopt::cli
