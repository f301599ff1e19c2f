//===- PredictionJson.cpp - A prediction as JSON --------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/Schema/PredictionJson.h"

namespace perfopt::core {

using Json = nlohmann::ordered_json;

namespace {

template <typename Q>
Json writeEstimate(const Estimate<Q> &estimate) {
  return {{"value", toJson(estimate.value)},
          {"low", toJson(estimate.low)},
          {"high", toJson(estimate.high)},
          {"coverage",
           estimate.coverage ? numberToJson(*estimate.coverage) : Json()}};
}

Json writeMemory(const MemoryPrediction &memory) {
  Json json = writeEstimate(memory.total);
  json["weights"] = toJson(memory.weights);
  json["gradients"] = toJson(memory.gradients);
  json["optimizer_state"] = toJson(memory.optimizerState);
  json["activations"] = toJson(memory.activations);
  json["workspace"] = toJson(memory.workspace);
  json["fragmentation"] = toJson(memory.fragmentation);
  json["context"] = toJson(memory.context);
  json["capacity"] = toJson(memory.capacity);
  json["peak_kernel"] = memory.peak.kernel;
  return json;
}

Json writeKernel(const KernelPrediction &kernel) {
  return {{"kernel", kernel.kernel},
          {"time_s", toJson(kernel.time)},
          {"bound", name(kernel.bound)},
          {"pipe", kernel.pipe ? Json(name(*kernel.pipe)) : Json()},
          {"ceiling", kernel.ceiling},
          {"fraction_of_peak", numberToJson(kernel.fractionOfPeak)},
          {"fraction_of_ceiling", numberToJson(kernel.fractionOfCeiling)},
          {"bytes_l1", toJson(kernel.bytesL1)},
          {"bytes_l2", toJson(kernel.bytesL2)},
          {"bytes_hbm", toJson(kernel.bytesHbm)}};
}

} // namespace

Json toJson(const Prediction &prediction) {
  Json kernels = Json::array();
  for (const KernelPrediction &kernel : prediction.kernels)
    kernels.push_back(writeKernel(kernel));
  const Provenances &from = prediction.provenance;
  return {{"schema", kPredictionSchema},
          {"device", prediction.device},
          {"latency_s", writeEstimate(prediction.latency)},
          {"memory_bytes", writeMemory(prediction.memory)},
          {"energy_j", writeEstimate(prediction.energy)},
          {"power_w", toJson(prediction.power)},
          {"utilization", numberToJson(prediction.utilization)},
          {"kernels", std::move(kernels)},
          {"predictor",
           {{"name", from.predictor},
            {"version", from.version},
            {"provenance", from.basis},
            {"out_of_range", from.outOfRange}}},
          {"diagnostics", prediction.diagnostics}};
}

} // namespace perfopt::core
