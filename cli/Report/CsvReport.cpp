//===- CsvReport.cpp - One row per device and kernel ----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cli/Report/CsvReport.h"

#include "cli/Report/CsvLine.h"
#include "cli/Report/Summary.h"

#include <string_view>

namespace perfopt::cli {

using namespace core;

namespace {

constexpr std::string_view kHeader =
    "model,batch,device,kernel,name,op,family,phase,dtype,launches,flops,macs,"
    "bytes_read,bytes_written,intensity_flop_per_byte,bound,pipe,ceiling,"
    "peak_pct,ceiling_pct,bytes_l1,bytes_l2,bytes_hbm,time_ms,time_pct,"
    "device_latency_ms\n";

std::string kernelLine(const Workload &workload, const DeviceReport &report,
                       const KernelRow &row) {
  const Kernel &kernel = *row.kernel;
  CsvLine line;
  line.add(workload.model.name)
      .add(workload.request.batch)
      .add(report.device.id)
      .add(int64_t(row.index))
      .add(kernel.name)
      .add(row.op)
      .add(name(kernel.family))
      .add(name(kernel.phase))
      .add(name(kernel.type))
      .add(int64_t(kernel.launches))
      .add(kernel.flops.value())
      .add(kernel.macs.value())
      .add(kernel.bytesRead.value())
      .add(kernel.bytesWritten.value())
      .add((kernel.flops / kernel.bytes()).value());
  if (const KernelPrediction *predicted = row.prediction)
    line.add(name(predicted->bound))
        .add(predicted->pipe ? name(*predicted->pipe) : std::string_view())
        .add(predicted->ceiling)
        .add(100 * predicted->fractionOfPeak)
        .add(100 * predicted->fractionOfCeiling)
        .add(predicted->bytesL1.value())
        .add(predicted->bytesL2.value())
        .add(predicted->bytesHbm.value())
        .add(milliseconds(predicted->time))
        .add(100 * row.timeShare);
  else
    line.addUnknown(10);
  if (knowsLatency(report.prediction))
    line.add(milliseconds(report.prediction.latency.value));
  else
    line.addUnknown(1);
  return line.ended();
}

} // namespace

std::string renderCsv(const AnalyzeReport &report) {
  std::string text(kHeader);
  for (const DeviceReport &device : report.devices)
    for (const KernelRow &row : kernelRows(report.workload, device.prediction))
      text += kernelLine(report.workload, device, row);
  return text;
}

} // namespace perfopt::cli
