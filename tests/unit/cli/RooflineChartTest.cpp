//===- RooflineChartTest.cpp - Tests of the roofline chart ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SampleReport.h"

#include "cli/Report/RooflineChart.h"
#include "cli/Report/RooflineFrame.h"

#include <gmock/gmock.h>

#include <iterator>
#include <regex>

namespace perfopt::cli {
namespace {

using core::Bytes;
using core::Flops;
using core::MemoryLevel;
using core::Pipe;
using core::Seconds;
using roofline::ChartData;
using roofline::Mark;
using testing::HasSubstr;
using testing::Not;

std::string chart(const AnalyzeReport &report) {
  return drawRooflineChart(report.workload, report.devices[0]).file();
}

/// One roof of 10 TFLOP/s over 1 TB/s, and a mark of 1 TFLOP/s at 1 FLOP/byte.
ChartData small() {
  ChartData data;
  data.compute.push_back(
      {{Pipe::Fp32}, {core::FlopsPerSecond(10e12), {}}, true});
  data.memory.push_back({MemoryLevel::Hbm, {core::BytesPerSecond(1e12), {}}});
  Mark mark;
  mark.label = "product";
  mark.family = core::KernelFamily::Gemm;
  mark.flops = Flops(1e9);
  mark.time = Seconds(1e-3);
  mark.bytes[MemoryLevel::Hbm] = Bytes(1e9);
  data.marks.push_back(mark);
  return data;
}

/// The same with four levels of memory, each of which is asked for half of what
/// the one before is.
ChartData processor() {
  ChartData data = small();
  data.kind = core::DeviceKind::Cpu;
  const std::pair<MemoryLevel, double> faster[] = {
      {MemoryLevel::L3, 2}, {MemoryLevel::L2, 4}, {MemoryLevel::L1, 8}};
  for (auto [level, factor] : faster) {
    data.memory.insert(data.memory.begin(),
                       {level, {core::BytesPerSecond(factor * 1e12), {}}});
    data.marks[0].bytes[level] = Bytes(factor * 1e9);
  }
  return data;
}

std::ptrdiff_t count(const std::string &text, const std::string &pattern) {
  std::regex regex(pattern);
  return std::distance(std::sregex_iterator(text.begin(), text.end(), regex),
                       {});
}

constexpr PlotArea kArea{.left = 0, .right = 600, .top = 0, .bottom = 400};

TEST(RooflineFrame, DecadesOfBothAxesAreEqual) {
  RooflineFrame frame = frameOf(small(), kArea);
  double right = frame.x.at(10) - frame.x.at(1);
  double up = frame.y.at(1e12) - frame.y.at(1e13);
  EXPECT_NEAR(right, up, 1e-9);
}

TEST(RooflineFrame, HoldsRoofsRidgesAndMarks) {
  ChartData data = small();
  RooflineFrame frame = frameOf(data, kArea);
  EXPECT_TRUE(frame.holds(data.marks[0]));
  EXPECT_TRUE(frame.y.holds(10e12));
  EXPECT_TRUE(frame.x.holds(10e12 / 1e12));
  // The slanted roof ends at the ridge: 10 FLOP/byte.
  auto [from, to] = frame.line(data.memory[0]);
  EXPECT_NEAR(to.x, frame.x.at(10), 1e-9);
  EXPECT_NEAR(to.y, frame.y.at(10e12), 1e-9);
  EXPECT_LT(from.x, to.x);
}

TEST(RooflineFrame, AKernelOfNextToNoTimeStretchesNothing) {
  ChartData data = small();
  Mark speck = data.marks[0];
  speck.flops = Flops(1);
  speck.time = Seconds(1e-7); // a ten-thousandth of the time
  data.marks.push_back(speck);
  RooflineFrame frame = frameOf(data, kArea);
  EXPECT_FALSE(frame.holds(speck));
  EXPECT_THAT(drawRoofline(data, {"t", "s"}).file(),
              HasSubstr("not drawn: 1 kernel beyond the axes"));
}

TEST(RooflineChart, SaysWhatIsWhere) {
  std::string svg = chart(test::sampleReport());
  EXPECT_THAT(svg, HasSubstr("Roofline of resnet50 on Example GPU SXM 40GB"));
  EXPECT_THAT(svg, HasSubstr(">Arithmetic intensity (FLOP/byte)<"));
  EXPECT_THAT(svg, HasSubstr(">Performance (FLOP/s)<"));
  EXPECT_THAT(svg, HasSubstr(">tf32 tensor 124.5 TFLOP/s<"));
  EXPECT_THAT(svg, HasSubstr(">HBM 1346 GB/s<"));
  EXPECT_THAT(svg, HasSubstr(">10 T<"));
  EXPECT_THAT(svg, HasSubstr("longest, with those alike"));
  EXPECT_THAT(svg, HasSubstr("<title>/layer1/layer1.0/Add and 2 alike\n"
                             "elementwise on fp32, held back by hbm\n"));
  EXPECT_THAT(svg, HasSubstr("class=\"mark f-conv\""));
}

TEST(RooflineChart, SaysWhatWasAsked) {
  // Of the awkward report: a training step in f16 with a sequence of 128.
  EXPECT_THAT(chart(test::awkwardReport()),
              HasSubstr(">training step of batch 16, sequence 128, f16, eager "
                        "runtime: "));
}

TEST(RooflineChart, EachLevelHasAShape) {
  ChartData data = small();
  Mark &mark = data.marks[0];
  std::string one = drawRoofline(data, {"t", "s"}).file();
  EXPECT_THAT(one, Not(HasSubstr("<polygon class=\"hollow\"")));
  mark.bytes[MemoryLevel::L1] = Bytes(4e9);
  mark.bytes[MemoryLevel::L2] = Bytes(2e9);
  std::string three = drawRoofline(data, {"t", "s"}).file();
  EXPECT_THAT(three, HasSubstr("<polygon class=\"hollow\""));
  EXPECT_THAT(three, HasSubstr("<rect class=\"hollow\""));
  // 1e9 FLOP over 4e9, 2e9 and 1e9 bytes.
  EXPECT_THAT(three, HasSubstr("L1 0.250, L2 0.500, HBM 1.00 FLOP/B"));
}

TEST(RooflineChart, AProcessorHasFourLevelsAndDram) {
  std::string svg = drawRoofline(processor(), {"t", "s"}).file();
  EXPECT_THAT(svg, HasSubstr(">DRAM 1000 GB/s<"));
  EXPECT_THAT(svg, HasSubstr(">FLOP per byte of DRAM, and of levels"));
  // 1e9 FLOP over 8e9, 4e9, 2e9 and 1e9 bytes.
  EXPECT_THAT(svg, HasSubstr("L1 0.125, L2 0.250, L3 0.500, DRAM 1.00 FLOP/B"));
  EXPECT_THAT(svg, Not(HasSubstr("HBM")));
}

TEST(RooflineChart, APeakBelowATeraIsInGiga) {
  ChartData data = processor();
  data.compute[0].peak.value = core::FlopsPerSecond(201.44e9);
  EXPECT_THAT(drawRoofline(data, {"t", "s"}).file(),
              HasSubstr(">fp32 201.4 GFLOP/s<"));
}

TEST(RooflineChart, FourLevelsHaveFourShapes) {
  // Of the mark and of the legend: triangles, squares and diamonds.
  std::string svg = drawRoofline(processor(), {"t", "s"}).file();
  const std::string corner = "[0-9.]+,[0-9.]+";
  auto polygon = [&](const std::string &corners) {
    return "<polygon class=\"hollow\" points=\"" + corners + "\"";
  };
  std::string three = corner + " " + corner + " " + corner;
  EXPECT_EQ(count(svg, polygon(three)), 2);
  EXPECT_EQ(count(svg, polygon(three + " " + corner)), 2);
  EXPECT_EQ(count(svg, "<rect class=\"hollow\""), 2);
}

TEST(RooflineChart, NothingIsBeyondItsRightEdge) {
  ChartData data = processor();
  data.marks[0].kind = Mark::Kind::Measured; // the longest legend
  std::string svg = drawRoofline(data, {"t", "s"}).file();
  std::smatch box;
  ASSERT_TRUE(
      std::regex_search(svg, box, std::regex("viewBox=\"0 0 ([0-9.]+) ")));
  double width = std::stod(box[1]);
  auto matches = [&](const std::string &pattern) {
    std::regex regex(pattern);
    std::vector<std::smatch> found(
        std::sregex_iterator(svg.begin(), svg.end(), regex), {});
    EXPECT_FALSE(found.empty()) << pattern;
    return found;
  };
  for (const std::smatch &at : matches(" c?x[12]?=\"([0-9.]+)\""))
    EXPECT_LE(std::stod(at[1]), width) << at[0];
  for (const std::smatch &at : matches("[ \"]([0-9.]+),[0-9.]+"))
    EXPECT_LE(std::stod(at[1]), width) << at[0];
  for (const std::smatch &text :
       matches("x=\"([0-9.]+)\" y=\"[0-9.]+\" font-size=\"([0-9.]+)\" "
               "text-anchor=\"start\"[^>]*>([^<]*)<"))
    EXPECT_LE(std::stod(text[1]) +
                  textWidth(text[3].str(), {.size = std::stod(text[2])}),
              width)
        << text[3];
}

TEST(RooflineChart, MeasuredMarksLookOtherwise) {
  ChartData data = small();
  EXPECT_THAT(drawRoofline(data, {"t", "s"}).file(),
              Not(HasSubstr("point measured")));
  data.marks[0].kind = Mark::Kind::Measured;
  std::string svg = drawRoofline(data, {"t", "s"}).file();
  EXPECT_THAT(svg, HasSubstr("class=\"point measured\""));
  EXPECT_THAT(svg, HasSubstr(">outlined: measured<"));
}

TEST(RooflineChart, AnEntryWithoutRoofsIsNoError) {
  std::string svg = chart(test::emptyReport());
  EXPECT_THAT(svg, HasSubstr("Roofline of empty on example-bare"));
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_THAT(svg, Not(HasSubstr("inf\"")));
}

TEST(RooflineChart, NamesAreNoMarkup) {
  AnalyzeReport report = test::sampleReport();
  report.workload.model.name = "<script>&\xff";
  for (core::Kernel &kernel : report.workload.kernels)
    kernel.name = "</text><script>alert(1)</script>";
  std::string svg = chart(report);
  EXPECT_THAT(svg, HasSubstr("&lt;script&gt;&amp;?"));
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
}

TEST(RooflineChart, IsTheSameEveryTime) {
  EXPECT_EQ(chart(test::sampleReport()), chart(test::sampleReport()));
}

} // namespace
} // namespace perfopt::cli
