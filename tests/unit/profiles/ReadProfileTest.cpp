//===- ReadProfileTest.cpp - A profile from a file ------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/ReadProfile.h"

#include "TestData.h"

#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <gmock/gmock.h>

namespace perfopt::profiles {
namespace {

using test::dataPath;
using test::readData;
using testing::HasSubstr;

struct Sample {
  const char *file;
  ProfileFormat format;
};
const Sample kSamples[] = {
    {"ncu_raw.csv", ProfileFormat::NcuRaw},
    {"ncu_details.csv", ProfileFormat::NcuDetails},
    {"ncu_details_european.csv", ProfileFormat::NcuDetails},
    {"nsys_gpu_trace.csv", ProfileFormat::NsysTrace},
    {"nsys_kern_sum.csv", ProfileFormat::NsysKernelSummary},
    {"torch_cuda.json", ProfileFormat::TorchTrace},
    {"onnxruntime_cuda.json", ProfileFormat::OnnxRuntime},
    {"trtexec.json", ProfileFormat::Trtexec},
};

std::string gzipped(const std::string &text) {
  namespace io = boost::iostreams;
  std::string packed;
  {
    io::filtering_ostream out;
    out.push(io::gzip_compressor());
    out.push(io::back_inserter(packed));
    out << text;
  }
  return packed;
}

TEST(ReadProfile, TellsTheFormatFromTheContent) {
  for (const Sample &sample : kSamples) {
    auto profile = readProfile(dataPath(sample.file));
    ASSERT_TRUE(profile) << profile.error().str();
    EXPECT_EQ(profile->format, sample.format) << sample.file;
    EXPECT_EQ(profile->path, dataPath(sample.file));
    // The same under any name, packed or not.
    auto packed = parseProfile(gzipped(readData(sample.file)), "anything");
    ASSERT_TRUE(packed) << packed.error().str();
    EXPECT_EQ(packed->format, sample.format);
    EXPECT_EQ(packed->events.size(), profile->events.size());
  }
}

/// A prefix is refused with its path, or it holds whole rows only: then a
/// table ends at one of its lines.
TEST(ReadProfile, EveryPrefixIsRefusedOrHoldsWholeRows) {
  for (const Sample &sample : kSamples) {
    std::string text = readData(sample.file);
    size_t whole = parseProfile(text, "p")->events.size();
    for (size_t size = 0; size < text.size(); ++size) {
      auto profile = parseProfile(text.substr(0, size), "p");
      if (!profile) {
        EXPECT_THAT(profile.error().str(), testing::StartsWith("p"))
            << sample.file << " " << size;
        EXPECT_FALSE(profile.error().message.empty());
        continue;
      }
      EXPECT_LE(profile->events.size(), whole) << sample.file << " " << size;
      bool isTable = text[0] != '[' && text[0] != '{';
      bool onlySpaceLeft =
          text.find_first_not_of(" \t\r\n", size) == std::string::npos;
      EXPECT_TRUE(isTable || onlySpaceLeft) << sample.file << " " << size;
      bool rowEnds = text[size - 1] == '\n';
      if (isTable && !rowEnds) {
        bool said = false;
        for (const std::string &warning : profile->warnings)
          said |= warning.find("may be cut off") != std::string::npos;
        EXPECT_TRUE(said) << sample.file << " " << size;
      }
    }
  }
}

TEST(ReadProfile, CutJsonHasTheLineWhereItEnds) {
  std::string text = readData("torch_cuda.json");
  size_t cut = text.size() / 2;
  auto profile = parseProfile(text.substr(0, cut), "p.json");
  ASSERT_FALSE(profile);
  EXPECT_EQ(profile.error().line,
            1 + std::count(text.begin(), text.begin() + cut, '\n'));
  EXPECT_THAT(profile.error().message, HasSubstr("cut off"));
}

TEST(ReadProfile, EveryPrefixOfGzipIsRefused) {
  std::string packed = gzipped(readData("trtexec.json"));
  for (size_t size = 2; size < packed.size(); ++size) {
    auto profile = parseProfile(packed.substr(0, size), "p.gz");
    ASSERT_FALSE(profile) << size;
    EXPECT_THAT(profile.error().str(), testing::StartsWith("p.gz"));
  }
}

TEST(ReadProfile, FlippedBytesDoNotCrash) {
  for (const Sample &sample : kSamples) {
    std::string text = readData(sample.file);
    for (size_t at = 0; at < text.size(); at += 7)
      for (char byte : {'\0', '"', ',', '9', '\xff'}) {
        std::string damaged = text;
        damaged[at] = byte;
        auto profile = parseProfile(damaged, "p");
        EXPECT_TRUE(profile || !profile.error().message.empty());
      }
  }
}

TEST(ReadProfile, BinaryReportsSayHowToExportThem) {
  std::string binary("NVR\0\1\2", 6);
  EXPECT_THAT(parseProfile(binary, "r.ncu-rep").error().str(),
              HasSubstr("ncu --import FILE --csv --page raw"));
  EXPECT_THAT(parseProfile(binary, "r.nsys-rep").error().str(),
              HasSubstr("nsys export --type sqlite"));
  EXPECT_THAT(parseProfile(binary, "r").error().str(),
              HasSubstr("the format is unknown; expected the CSV of ncu"));
}

TEST(ReadProfile, OtherTextSaysWhatIsExpected) {
  EXPECT_THAT(parseProfile("", "p").error().str(), HasSubstr("p: the file is "
                                                             "empty"));
  EXPECT_THAT(parseProfile("a,b\n1,2\n", "p").error().str(),
              HasSubstr("the format is unknown"));
  EXPECT_THAT(parseProfile("{\"Layers\": []}", "p").error().str(),
              HasSubstr("--exportLayerInfo, which has no times"));
}

TEST(ReadProfile, FilesThatAreNone) {
  EXPECT_EQ(readProfile("/nowhere/p").error().str(),
            "/nowhere/p: no such file");
  EXPECT_THAT(readProfile(dataPath("")).error().str(),
              HasSubstr("expected a file"));
}

} // namespace
} // namespace perfopt::profiles
