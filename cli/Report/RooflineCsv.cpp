//===- RooflineCsv.cpp - Roofs and points for other tools to plot ---------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/RooflineCsv.h"

#include "cli/Report/CsvLine.h"
#include "roofline/ChartData.h"

#include <string_view>

namespace perfopt::cli {

using namespace core;
using roofline::ChartData;
using roofline::Mark;

namespace {

constexpr std::string_view kHeader =
    "model,batch,device,record,name,origin,level,pipe,flop_per_s,byte_per_s,"
    "family,kernels,flops,bytes,intensity_flop_per_byte,time_ms,bound\n";
/// Of a point alone.
constexpr int kPointFields = 7;

class Rows {
public:
  Rows(const Workload &workload, const Device &device, std::string &text)
      : workload(workload), device(device), text(text) {}

  void addRoofs(const ChartData &data);
  void addPoints(const Mark &mark);

private:
  CsvLine start(std::string_view record) const {
    CsvLine line;
    line.add(workload.model.name)
        .add(workload.request.batch)
        .add(device.id)
        .add(record);
    return line;
  }

  const Workload &workload;
  const Device &device;
  std::string &text;
};

} // namespace

void Rows::addRoofs(const ChartData &data) {
  for (const roofline::ComputeRoof &roof : data.compute)
    for (Pipe pipe : roof.pipes)
      text += start("roof")
                  .add(name(pipe))
                  .add(name(device.peaks.at(pipe).from.origin))
                  .addUnknown(1)
                  .add(name(pipe))
                  .add(roof.peak.value.value())
                  .addUnknown(1 + kPointFields)
                  .ended();
  for (const roofline::MemoryRoof &roof : data.memory)
    text += start("roof")
                .add(name(roof.level))
                .add(name(roof.bandwidth.from.origin))
                .add(name(roof.level))
                .addUnknown(2)
                .add(roof.bandwidth.value.value())
                .addUnknown(kPointFields)
                .ended();
}

void Rows::addPoints(const Mark &mark) {
  if (!mark.hasPoints())
    return;
  bool measured = mark.kind == Mark::Kind::Measured;
  for (auto [level, bytes] : mark.bytes)
    text += start("point")
                .add(mark.label)
                .add(measured ? "measured" : "predicted")
                .add(name(level))
                .add(mark.pipe ? name(*mark.pipe) : std::string_view())
                .add(mark.performance().value())
                .add((bytes / mark.time).value())
                .add(name(mark.family))
                .add(int64_t(mark.kernels))
                .add(mark.flops.value())
                .add(bytes.value())
                .add((mark.flops / bytes).value())
                .add(milliseconds(mark.time))
                .add(name(mark.bound))
                .ended();
}

std::string renderRooflineCsv(const AnalyzeReport &report) {
  std::string text(kHeader);
  for (const DeviceReport &device : report.devices) {
    ChartData data =
        roofline::chartData(device.device, report.workload, device.prediction);
    Rows rows(report.workload, device.device, text);
    rows.addRoofs(data);
    for (const Mark &mark : data.marks)
      rows.addPoints(mark);
  }
  return text;
}

} // namespace perfopt::cli
