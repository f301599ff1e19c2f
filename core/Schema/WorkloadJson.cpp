//===- WorkloadJson.cpp - A workload as JSON ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writer and reader of each record stand together, so that they stay equal.
//
//===----------------------------------------------------------------------===//

#include "core/Schema/WorkloadJson.h"

#include "core/Support/JsonReader.h"

namespace perfopt::core {

using Json = nlohmann::ordered_json;

namespace {

template <typename Record>
Json listToJson(const std::vector<Record> &records,
                Json (*write)(const Record &)) {
  Json list = Json::array();
  for (const Record &record : records)
    list.push_back(write(record));
  return list;
}

template <typename Q>
std::optional<Q> optionalQuantity(const JsonReader &in, std::string_view key) {
  std::optional<JsonReader> value = in.find(key);
  return value ? std::optional<Q>(value->quantity<Q>()) : std::nullopt;
}

std::map<std::string, int64_t> readIntegers(const JsonReader &in) {
  std::map<std::string, int64_t> values;
  in.forEachMember([&](const std::string &key, const JsonReader &value) {
    values[key] = value.integer();
  });
  return values;
}

int readInt32(const JsonReader &in) { return in.int32(); }
std::string readText(const JsonReader &in) { return in.text(); }
ElementType readElementType(const JsonReader &in) {
  return in.parsed(parseElementType, "an element type");
}

//===----------------------------------------------------------------------===//
// Operators and edges
//===----------------------------------------------------------------------===//

Json writeShape(const TensorShape &shape) {
  return {{"type", name(shape.element)},
          {"dims", shape.ranked ? Json(shape.dims) : Json()}};
}

TensorShape readShape(const JsonReader &in) {
  TensorShape shape;
  shape.element = readElementType(in.at("type"));
  JsonReader dims = in.at("dims");
  shape.ranked = !dims.isNull();
  if (shape.ranked)
    shape.dims = dims.list([](const JsonReader &dim) { return dim.integer(); });
  return shape;
}

Json writeOperator(const Operator &op) {
  Json attributes = Json::object();
  for (const auto &[key, value] : op.attributes)
    attributes[key] = numberToJson(value);
  return {{"id", op.id},
          {"name", op.name},
          {"op", op.op},
          {"attributes", attributes},
          {"operands", listToJson(op.operands, writeShape)},
          {"results", listToJson(op.results, writeShape)},
          {"flops", toJson(op.flops)},
          {"macs", toJson(op.macs)},
          {"bytes_read", toJson(op.bytesRead)},
          {"bytes_written", toJson(op.bytesWritten)},
          {"parameters", op.parameters},
          {"rule", op.rule}};
}

Operator readOperator(const JsonReader &in) {
  Operator op;
  op.id = in.at("id").int32();
  op.name = in.at("name").text();
  op.op = in.at("op").text();
  in.at("attributes")
      .forEachMember([&](const std::string &key, const JsonReader &value) {
        op.attributes[key] = value.number();
      });
  op.operands = in.at("operands").list(readShape);
  op.results = in.at("results").list(readShape);
  op.flops = optionalQuantity<Flops>(in, "flops");
  op.macs = optionalQuantity<Macs>(in, "macs");
  op.bytesRead = optionalQuantity<Bytes>(in, "bytes_read");
  op.bytesWritten = optionalQuantity<Bytes>(in, "bytes_written");
  op.parameters = in.at("parameters").integer();
  op.rule = in.at("rule").text();
  return op;
}

Json writeEdge(const Edge &edge) {
  return {{"producer", edge.producer},
          {"consumer", edge.consumer},
          {"bytes", toJson(edge.bytes)}};
}

Edge readEdge(const JsonReader &in) {
  return {in.at("producer").int32(), in.at("consumer").int32(),
          in.at("bytes").quantity<Bytes>()};
}

//===----------------------------------------------------------------------===//
// Kernels and memory
//===----------------------------------------------------------------------===//

Json writeKernel(const Kernel &kernel) {
  return {{"name", kernel.name},
          {"family", name(kernel.family)},
          {"problem", kernel.problem},
          {"type", name(kernel.type)},
          {"allow_tf32", kernel.allowTf32},
          {"flops", toJson(kernel.flops)},
          {"macs", toJson(kernel.macs)},
          {"bytes_read", toJson(kernel.bytesRead)},
          {"bytes_written", toJson(kernel.bytesWritten)},
          {"launches", kernel.launches},
          {"phase", name(kernel.phase)},
          {"operators", kernel.operators}};
}

Kernel readKernel(const JsonReader &in) {
  Kernel kernel;
  kernel.name = in.at("name").text();
  kernel.family = in.at("family").parsed(parseKernelFamily, "a kernel family");
  kernel.problem = readIntegers(in.at("problem"));
  kernel.type = readElementType(in.at("type"));
  kernel.allowTf32 = in.at("allow_tf32").boolean();
  kernel.flops = in.at("flops").quantity<Flops>();
  kernel.macs = in.at("macs").quantity<Macs>();
  kernel.bytesRead = in.at("bytes_read").quantity<Bytes>();
  kernel.bytesWritten = in.at("bytes_written").quantity<Bytes>();
  kernel.launches = in.at("launches").int32();
  kernel.phase = in.at("phase").parsed(parsePhase, "a phase");
  kernel.operators = in.at("operators").list(readInt32);
  return kernel;
}

Json writeHolder(const MemoryProfile::Holder &holder) {
  return {{"tensor", holder.tensor}, {"bytes", toJson(holder.bytes)}};
}

Json writeBytes(const Bytes &bytes) { return toJson(bytes); }

Json writeBuffer(const Buffer &buffer) {
  return {{"name", buffer.name},
          {"use", name(buffer.use)},
          {"bytes", toJson(buffer.bytes)},
          {"first_kernel", buffer.first},
          {"last_kernel", buffer.last ? Json(*buffer.last) : Json()}};
}

Buffer readBuffer(const JsonReader &in) {
  Buffer buffer;
  buffer.name = in.at("name").text();
  buffer.use = in.at("use").parsed(parseMemoryUse, "a use of memory");
  buffer.bytes = in.at("bytes").quantity<Bytes>();
  buffer.first = in.at("first_kernel").int32();
  if (auto last = in.find("last_kernel"))
    buffer.last = last->int32();
  return buffer;
}

Json writeMemory(const MemoryProfile &memory) {
  return {{"weights_bytes", toJson(memory.weights)},
          {"gradients_bytes", toJson(memory.gradients)},
          {"optimizer_state_bytes", toJson(memory.optimizerState)},
          {"peak_activations_bytes", toJson(memory.peakActivations)},
          {"timeline_bytes", listToJson(memory.timeline, writeBytes)},
          {"peak_kernel", memory.peakKernel},
          {"holders", listToJson(memory.holders, writeHolder)},
          {"buffers", listToJson(memory.buffers, writeBuffer)}};
}

MemoryProfile readMemory(const JsonReader &in) {
  MemoryProfile memory;
  memory.weights = in.at("weights_bytes").quantity<Bytes>();
  memory.gradients = in.at("gradients_bytes").quantity<Bytes>();
  memory.optimizerState = in.at("optimizer_state_bytes").quantity<Bytes>();
  memory.peakActivations = in.at("peak_activations_bytes").quantity<Bytes>();
  memory.timeline = in.at("timeline_bytes").list([](const JsonReader &value) {
    return value.quantity<Bytes>();
  });
  memory.peakKernel = in.at("peak_kernel").int32();
  memory.holders = in.at("holders").list([](const JsonReader &holder) {
    return MemoryProfile::Holder{holder.at("tensor").text(),
                                 holder.at("bytes").quantity<Bytes>()};
  });
  memory.buffers = in.at("buffers").list(readBuffer);
  return memory;
}

//===----------------------------------------------------------------------===//
// Identity, request, totals
//===----------------------------------------------------------------------===//

Json writeModel(const ModelIdentity &model) {
  return {{"name", model.name},       {"format", model.format},
          {"sha256", model.sha256},   {"parameters", model.parameters},
          {"buffers", model.buffers}, {"nodes", model.nodes},
          {"edges", model.edges}};
}

ModelIdentity readModel(const JsonReader &in) {
  return {in.at("name").text(),       in.at("format").text(),
          in.at("sha256").text(),     in.at("parameters").integer(),
          in.at("buffers").integer(), in.at("nodes").integer(),
          in.at("edges").integer()};
}

Json writeTraining(const TrainingRequest &training) {
  return {{"optimizer", name(training.optimizer)},
          {"momentum", training.momentum},
          {"foreach", training.foreach},
          {"master_weights", training.masterWeights},
          {"accumulate", training.accumulate},
          {"checkpointing", training.checkpointing},
          {"steps", training.steps ? Json(*training.steps) : Json()}};
}

TrainingRequest readTraining(const JsonReader &in) {
  TrainingRequest training;
  training.optimizer =
      in.at("optimizer").parsed(parseOptimizer, "an optimizer");
  training.momentum = in.at("momentum").boolean();
  training.foreach = in.at("foreach").boolean();
  training.masterWeights = in.at("master_weights").boolean();
  training.accumulate = in.at("accumulate").integer();
  training.checkpointing = in.at("checkpointing").boolean();
  if (auto steps = in.find("steps"))
    training.steps = steps->integer();
  return training;
}

Request readRequest(const JsonReader &in) {
  Request request;
  request.batch = in.at("batch").integer();
  if (auto seq = in.find("seq"))
    request.seq = seq->integer();
  if (auto dtype = in.find("dtype"))
    request.dtype = readElementType(*dtype);
  request.mode = in.at("mode").text();
  if (auto training = in.find("training"))
    request.training = readTraining(*training);
  request.runtime = in.at("runtime").text();
  request.keepActivations = in.at("keep_activations").boolean();
  request.dims = readIntegers(in.at("dims"));
  return request;
}

Json writeTotals(const Totals &totals) {
  return {{"flops", toJson(totals.flops)},
          {"macs", toJson(totals.macs)},
          {"bytes", toJson(totals.bytes)},
          {"parameter_bytes", toJson(totals.parameterBytes)},
          {"launches", totals.launches},
          {"unmodelled_flops_pct", numberToJson(totals.unmodelledFlopsPct)},
          {"unmodelled_bytes_pct", numberToJson(totals.unmodelledBytesPct)},
          {"unmodelled", totals.unmodelled}};
}

Totals readTotals(const JsonReader &in) {
  Totals totals;
  totals.flops = in.at("flops").quantity<Flops>();
  totals.macs = in.at("macs").quantity<Macs>();
  totals.bytes = in.at("bytes").quantity<Bytes>();
  totals.parameterBytes = in.at("parameter_bytes").quantity<Bytes>();
  totals.launches = in.at("launches").int32();
  totals.unmodelledFlopsPct = in.at("unmodelled_flops_pct").number();
  totals.unmodelledBytesPct = in.at("unmodelled_bytes_pct").number();
  totals.unmodelled = in.at("unmodelled").list(readInt32);
  return totals;
}

Json writeRecomposed(const Recomposed &recomposed) {
  return {{"function", recomposed.function},
          {"into", recomposed.into},
          {"count", recomposed.count},
          {"operators", recomposed.operators}};
}

Recomposed readRecomposed(const JsonReader &in) {
  return {in.at("function").text(), in.at("into").text(),
          in.at("count").int32(), in.at("operators").int32()};
}

} // namespace

Json toJson(const Request &request) {
  return {{"batch", request.batch},
          {"seq", request.seq ? Json(*request.seq) : Json()},
          {"dtype", request.dtype ? Json(name(*request.dtype)) : Json()},
          {"mode", request.mode},
          {"training",
           request.training ? writeTraining(*request.training) : Json()},
          {"runtime", request.runtime},
          {"keep_activations", request.keepActivations},
          {"dims", request.dims}};
}

Json toJson(const std::vector<Recomposed> &recomposed) {
  return listToJson(recomposed, writeRecomposed);
}

Json toJson(const Workload &workload) {
  return {{"schema", kWorkloadSchema},
          {"model", writeModel(workload.model)},
          {"request", toJson(workload.request)},
          {"totals", writeTotals(workload.totals)},
          {"operators", listToJson(workload.operators, writeOperator)},
          {"edges", listToJson(workload.edges, writeEdge)},
          {"kernels", listToJson(workload.kernels, writeKernel)},
          {"fusions", workload.fusions},
          {"memory", writeMemory(workload.memory)},
          {"recomposed", toJson(workload.recomposed)},
          {"diagnostics", workload.diagnostics}};
}

template <>
Result<Workload> fromJson<Workload>(const nlohmann::json &json) {
  return readRecord(json, kWorkloadSchema, [](const JsonReader &in) {
    Workload workload;
    workload.model = readModel(in.at("model"));
    workload.request = readRequest(in.at("request"));
    workload.totals = readTotals(in.at("totals"));
    workload.operators = in.at("operators").list(readOperator);
    workload.edges = in.at("edges").list(readEdge);
    workload.kernels = in.at("kernels").list(readKernel);
    if (std::optional<JsonReader> fusions = in.find("fusions"))
      workload.fusions = readIntegers(*fusions);
    workload.memory = readMemory(in.at("memory"));
    workload.recomposed = in.at("recomposed").list(readRecomposed);
    workload.diagnostics = in.at("diagnostics").list(readText);
    return workload;
  });
}

} // namespace perfopt::core
