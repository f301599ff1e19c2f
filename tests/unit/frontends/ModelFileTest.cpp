//===- ModelFileTest.cpp --------------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Support/ModelFile.h"
#include "tests/unit/frontends/TemporaryFolder.h"

#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filter/lzma.hpp>
#include <boost/iostreams/filter/zstd.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <gmock/gmock.h>

#include <random>

namespace perfopt::onnx {
namespace {

using frontends::ModelFile;
using frontends::ModelFileOptions;
using test::TemporaryFolder;
using testing::HasSubstr;

namespace io = boost::iostreams;

template <typename Compressor>
std::string compress(std::string_view bytes) {
  std::string packed;
  io::filtering_ostream out;
  out.push(Compressor());
  out.push(io::back_inserter(packed));
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.reset();
  return packed;
}

std::string errorOf(const std::string &path,
                    const ModelFileOptions &options = {}) {
  core::Result<ModelFile> file = ModelFile::open(path, options);
  return file ? "no error" : file.error().str();
}

/// Bytes that hardly compress, so that truncation hits every part.
std::string sampleBytes() {
  std::mt19937 random(1);
  std::string bytes(3000, '\0');
  for (char &byte : bytes)
    byte = static_cast<char>(random());
  return bytes;
}

TEST(ModelFile, opensAPlainFile) {
  TemporaryFolder folder;
  std::string path = folder.write("m.onnx", "some bytes");
  core::Result<ModelFile> file = ModelFile::open(path);
  ASSERT_TRUE(bool(file)) << file.error().str();
  EXPECT_EQ(file->bytes(), "some bytes");
  EXPECT_EQ(file->path(), path);
}

TEST(ModelFile, keepsItsBytesWhenMoved) {
  TemporaryFolder folder;
  for (const std::string &path :
       {folder.write("m.onnx", "short"),
        folder.write("m.onnx.gz", compress<io::gzip_compressor>("short"))}) {
    core::Result<ModelFile> file = ModelFile::open(path);
    ASSERT_TRUE(bool(file)) << file.error().str();
    std::string_view before = file->bytes();
    ModelFile moved = std::move(*file);
    EXPECT_EQ(moved.bytes().data(), before.data());
    EXPECT_EQ(before, "short");
  }
}

TEST(ModelFile, saysWhatIsWrongWithAPath) {
  TemporaryFolder folder;
  EXPECT_EQ(errorOf(folder / "none.onnx"),
            (folder / "none.onnx") + ": no such file");
  EXPECT_THAT(errorOf(folder.path), HasSubstr("found a folder"));
  EXPECT_THAT(errorOf(folder.write("e.onnx", "")), HasSubstr("an empty file"));
  EXPECT_THAT(errorOf("/dev/null"), HasSubstr("a pipe or device"));
  EXPECT_THAT(errorOf(folder.write("file", "x") + "/m.onnx"),
              HasSubstr("no such file"));
}

struct Format {
  std::string suffix;
  std::string (*compress)(std::string_view);
};
void PrintTo(const Format &format, std::ostream *out) { *out << format.suffix; }

class CompressedFile : public testing::TestWithParam<Format> {};

TEST_P(CompressedFile, unpacks) {
  TemporaryFolder folder;
  std::string bytes = sampleBytes();
  std::string packed = GetParam().compress(bytes);
  core::Result<ModelFile> file =
      ModelFile::open(folder.write("m.onnx" + GetParam().suffix, packed));
  ASSERT_TRUE(bool(file)) << file.error().str();
  EXPECT_EQ(file->bytes(), bytes);
}

TEST_P(CompressedFile, unpacksConcatenatedArchives) {
  TemporaryFolder folder;
  std::string packed = GetParam().compress("one") + GetParam().compress("two");
  core::Result<ModelFile> file =
      ModelFile::open(folder.write("m.onnx" + GetParam().suffix, packed));
  ASSERT_TRUE(bool(file)) << file.error().str();
  EXPECT_EQ(file->bytes(), "onetwo");
}

TEST_P(CompressedFile, refusesEveryTruncation) {
  TemporaryFolder folder;
  std::string packed = GetParam().compress(sampleBytes());
  for (size_t length = 1; length < packed.size(); length += 7) {
    std::string error =
        errorOf(folder.write("m.onnx" + GetParam().suffix,
                             std::string_view(packed).substr(0, length)));
    EXPECT_THAT(error, HasSubstr("cut off, damaged or of another format"))
        << length << " of " << packed.size() << " bytes";
  }
}

TEST_P(CompressedFile, refusesOtherBytes) {
  TemporaryFolder folder;
  EXPECT_THAT(errorOf(folder.write("m.onnx" + GetParam().suffix, "no archive")),
              HasSubstr("of another format"));
}

TEST_P(CompressedFile, refusesAnArchiveOfNothing) {
  TemporaryFolder folder;
  EXPECT_THAT(errorOf(folder.write("m.onnx" + GetParam().suffix,
                                   GetParam().compress(""))),
              HasSubstr("an empty archive"));
}

TEST_P(CompressedFile, refusesWhatUnpacksBeyondTheLimit) {
  TemporaryFolder folder;
  std::string packed = GetParam().compress(std::string(1 << 20, '\0'));
  std::string path = folder.write("m.onnx" + GetParam().suffix, packed);
  EXPECT_LT(packed.size(), 8192u);
  EXPECT_THAT(errorOf(path, {.maxUnpackedBytes = (1 << 20) - 1}),
              HasSubstr("unpacks to more than 1048575 bytes"));
  EXPECT_EQ(errorOf(path, {.maxUnpackedBytes = 1 << 20}), "no error");
}

INSTANTIATE_TEST_SUITE_P(
    Formats, CompressedFile,
    testing::Values(Format{".gz", compress<io::gzip_compressor>},
                    Format{".xz", compress<io::lzma_compressor>},
                    Format{".zst", compress<io::zstd_compressor>}),
    [](const auto &info) { return info.param.suffix.substr(1); });

} // namespace
} // namespace perfopt::onnx
