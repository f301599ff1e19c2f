//===- HtmlReportTest.cpp - Tests of the page ----------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SampleReport.h"

#include "cli/Report/HtmlReport.h"
#include "cli/Report/HtmlWriter.h"

#include <gmock/gmock.h>

namespace perfopt::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(HtmlWriter, FactsAndItemsAreLists) {
  HtmlWriter out;
  out.heading("model");
  out.fact("latency", "1 ms");
  out.fact("", "more of it", Tone::Bad);
  out.fact("nothing", "");
  out.item("assumed");
  out.paragraph("end");
  EXPECT_THAT(
      out.page("t"),
      HasSubstr("<h1 id=\"part-0\">model</h1>\n"
                "<dl class=\"facts\">\n<dt>latency</dt><dd>1 ms</dd>\n"
                "<dd><span class=\"bad\">more of it</span></dd>\n</dl>\n"
                "<ul>\n<li>assumed</li>\n</ul>\n<p>end</p>\n"));
}

TEST(HtmlWriter, TablesSayWhichColumnsAreNumbers) {
  Table table({{.title = "a<b"}, {"ms", Align::Right}});
  table.addRow({{"x", Tone::Good}, "1.5"});
  HtmlWriter out;
  out.table(table);
  std::string page = out.page("t");
  EXPECT_THAT(page, HasSubstr("<th scope=\"col\">a&lt;b</th>"
                              "<th scope=\"col\" class=\"number\">ms</th>"));
  EXPECT_THAT(page, HasSubstr("<td><span class=\"good\">x</span></td>"
                              "<td class=\"number\">1.5</td>"));
}

TEST(HtmlReport, HoldsEverything) {
  std::string page = renderHtml(test::sampleReport());
  EXPECT_THAT(page, StartsWith("<!DOCTYPE html>"));
  for (const char *text :
       {">Latency<", ">Throughput<", ">Memory<", ">Energy<", ">Carbon<",
        ">1000 samples<", ">MIG<", "Roofline of resnet50 on Example GPU SXM",
        "Time of resnet50 on", "Device memory of resnet50 on",
        "Multi-Instance GPU", "cloud cost of 1000", "all 102 kernels",
        "what the numbers rest on", "assumptions and sources",
        "public price list", "href=\"#part-2\"", "2 devices, batch of 16",
        "the entry has no launch interval"})
    EXPECT_THAT(page, HasSubstr(text));
}

TEST(HtmlReport, NeedsNoNetwork) {
  std::string page = renderHtml(test::sampleReport());
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  for (const char *text :
       {" src=", "href=\"http", "url(", "@import", "<link", "<iframe"})
    EXPECT_THAT(page, Not(HasSubstr(text)));
}

TEST(HtmlReport, NamesAreNoMarkup) {
  AnalyzeReport report = test::awkwardReport();
  std::string hostile = "\"><script>alert(1)</script>";
  report.workload.model.name = hostile;
  report.workload.diagnostics = {hostile};
  for (core::Kernel &kernel : report.workload.kernels)
    kernel.name = hostile;
  for (core::Operator &op : report.workload.operators)
    op.op = op.name = hostile;
  for (auto &holder : report.devices[0].prediction.memory.peak.holders)
    holder.tensor = hostile;
  report.devices[0].device.name = hostile;
  std::string page = renderHtml(report);
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, HasSubstr("&quot;&gt;&lt;script&gt;alert(1)"));
}

TEST(HtmlReport, AModelWithoutKernelsHasAPage) {
  std::string page = renderHtml(test::emptyReport());
  EXPECT_THAT(page, HasSubstr("the model has no operators"));
  EXPECT_THAT(page, HasSubstr("the model launches no kernel"));
}

TEST(HtmlReport, IsTheSameEveryTime) {
  EXPECT_EQ(renderHtml(test::awkwardReport()),
            renderHtml(test::awkwardReport()));
}

} // namespace
} // namespace perfopt::cli
