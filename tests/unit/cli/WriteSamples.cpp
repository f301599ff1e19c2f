//===- WriteSamples.cpp - Real output for the schema test -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes what `perf-opt analyze` and `perf-opt features` print for the sample
// reports into the folder given, for validate_schema.py and check_pages.py.
//
//===----------------------------------------------------------------------===//

#include "SampleCompare.h"
#include "SampleReport.h"

#include "cli/Report/HtmlReport.h"
#include "cli/Report/JsonReport.h"
#include "cli/Report/MemoryChart.h"
#include "cli/Report/RooflineChart.h"
#include "cli/Report/TimeChart.h"
#include "core/Schema/WorkloadJson.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

using namespace perfopt;

int main(int argc, char **argv) {
  if (argc != 2) {
    std::cerr << "usage: " << argv[0] << " FOLDER\n";
    return EXIT_FAILURE;
  }
  std::string folder = argv[1];
  auto write = [&](const std::string &name, const std::string &text) {
    std::ofstream file(folder + "/" + name);
    file << text;
    if (!file.flush()) {
      std::cerr << folder << "/" << name << ": cannot be written\n";
      std::exit(EXIT_FAILURE);
    }
  };
  auto writeAll = [&](const std::string &stem,
                      const cli::AnalyzeReport &report) {
    write(stem + ".analyze.json", cli::printJson(cli::renderJson(report)));
    write(stem + ".workload.json",
          cli::printJson(core::toJson(report.workload)));
    write(stem + ".html", cli::renderHtml(report));
    const cli::DeviceReport &device = report.devices.front();
    write(stem + ".roofline.svg",
          cli::drawRooflineChart(report.workload, device).file());
    write(stem + ".time.svg",
          cli::drawTimeChart(report.workload, device).file());
    write(stem + ".memory.svg",
          cli::drawMemoryChart(report.workload, device).file());
  };
  writeAll("sample", cli::test::sampleReport());
  writeAll("empty", cli::test::emptyReport());
  writeAll("awkward", cli::test::awkwardReport());
  write("sample.compare.json",
        cli::printJson(cli::renderCompareJson(cli::test::sampleCompare())));
  write("sample.fits.json",
        cli::printJson(cli::renderFitsJson(cli::test::sampleFits())));
  write("held.fits.json",
        cli::printJson(cli::renderFitsJson(cli::test::heldFits())));
  write("sample.sweep.json",
        cli::printJson(cli::renderSweepJson(cli::test::sampleSweep())));
  return EXIT_SUCCESS;
}
