//===- ExternalDataTest.cpp -----------------------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "frontends/Onnx/Reader/ExternalData.h"

#include "frontends/Onnx/Reader/LoadedModel.h"
#include "tests/unit/frontends/SampleModels.h"
#include "tests/unit/frontends/TemporaryFolder.h"

#include <gmock/gmock.h>

namespace perfopt::onnx {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace fs = std::filesystem;

using Entries = std::vector<std::pair<std::string, std::string>>;

std::string errorOf(const std::string &path) {
  core::Result<LoadedModel> model = loadModel(path);
  return model ? "no error" : model.error().str();
}

std::vector<std::string> notesOf(const std::string &path) {
  core::Result<LoadedModel> model = loadModel(path);
  EXPECT_TRUE(bool(model)) << model.error().str();
  return model ? model->notes : std::vector<std::string>();
}

TEST(ExternalData, acceptsFilesInTheFolder) {
  TemporaryFolder folder;
  folder.write("w.bin", std::string(16, 'w'));
  folder.write("data/w.bin", std::string(16, 'w'));
  for (std::string location : {"w.bin", "./w.bin", "data/w.bin", "data//w.bin"})
    EXPECT_THAT(notesOf(folder.write(
                    "m.onnx", externalModel(location, {{"offset", "0"},
                                                       {"length", "16"},
                                                       {"checksum", "abc"}})
                                  .bytes)),
                IsEmpty())
        << location;
}

TEST(ExternalData, notesMissingAndShortFiles) {
  TemporaryFolder folder;
  folder.write("w.bin", std::string(16, 'w'));
  EXPECT_THAT(
      notesOf(folder.write("m.onnx", externalModel("none.bin").bytes)),
      ElementsAre("external data file 'none.bin' is missing; weights are not "
                  "needed"));
  for (const Entries &entries :
       {Entries{{"length", "17"}}, Entries{{"offset", "8"}, {"length", "9"}},
        Entries{{"offset", "17"}},
        Entries{{"offset", "1"}, {"length", "18446744073709551615"}}})
    EXPECT_THAT(
        notesOf(folder.write("m.onnx", externalModel("w.bin", entries).bytes)),
        ElementsAre(HasSubstr("'w.bin' is shorter than the model says")));
}

TEST(ExternalData, refusesLocationsOutsideTheFolder) {
  using namespace std::string_literals;
  TemporaryFolder folder;
  struct Case {
    std::string location;
    std::string fault;
  };
  for (const Case &bad :
       {Case{"/etc/passwd", "it is absolute"},
        Case{"../w.bin", "it leaves the model's folder by '..'"},
        Case{"data/../../w.bin", "by '..'"}, Case{"data/../w.bin", "by '..'"},
        Case{"..", "by '..'"}, Case{"", "it names no file"},
        Case{"..\\w.bin", "a backslash"}, Case{"C:w.bin", "it names a drive"},
        Case{"w.bin\0.txt"s, "a NUL"}, Case{".", "by a symbolic link"}}) {
    std::string path =
        folder.write("m.onnx", externalModel(bad.location).bytes);
    EXPECT_THAT(errorOf(path), HasSubstr(bad.fault)) << bad.location;
    EXPECT_THAT(errorOf(path),
                HasSubstr(path + ": external data of tensor 'weight' at '"));
  }
}

TEST(ExternalData, refusesLinksThatLeaveTheFolder) {
  TemporaryFolder folder;
  folder.write("secret/w.bin", "x");
  std::string path = folder.write("model/m.onnx", externalModel("w.bin").bytes);
  fs::create_symlink(folder / "secret/w.bin", folder / "model/w.bin");
  EXPECT_THAT(errorOf(path), HasSubstr("by a symbolic link"));

  folder.write("model/m.onnx", externalModel("link/w.bin").bytes);
  fs::create_directory_symlink(folder / "secret", folder / "model/link");
  EXPECT_THAT(errorOf(path), HasSubstr("by a symbolic link"));
  // Also where the file is missing.
  folder.write("model/m.onnx", externalModel("link/none.bin").bytes);
  EXPECT_THAT(errorOf(path), HasSubstr("by a symbolic link"));
}

TEST(ExternalData, acceptsLinksThatStay) {
  TemporaryFolder folder;
  folder.write("model/data/w.bin", "x");
  fs::create_symlink("data/w.bin", folder / "model/w.bin");
  EXPECT_THAT(
      notesOf(folder.write("model/m.onnx", externalModel("w.bin").bytes)),
      IsEmpty());
  // A folder that is reached through a link is the same folder.
  fs::create_directory_symlink(folder / "model", folder / "alias");
  EXPECT_THAT(notesOf(folder / "alias/m.onnx"), IsEmpty());
}

TEST(ExternalData, acceptsCachesThatLinkModelAndWeights) {
  // As Hugging Face's cache does: both names are links into one folder.
  TemporaryFolder folder;
  folder.write("blobs/1234", externalModel("w.bin").bytes);
  folder.write("blobs/5678", "x");
  fs::create_directories(folder / "snapshots/main");
  fs::create_symlink("../../blobs/1234", folder / "snapshots/main/m.onnx");
  fs::create_symlink("../../blobs/5678", folder / "snapshots/main/w.bin");
  EXPECT_THAT(notesOf(folder / "snapshots/main/m.onnx"), IsEmpty());
}

TEST(ExternalData, refusesFoldersAsData) {
  TemporaryFolder folder;
  fs::create_directory(folder / "data");
  EXPECT_THAT(errorOf(folder.write("m.onnx", externalModel("data").bytes)),
              HasSubstr("it is no regular file"));
}

TEST(ExternalData, refusesOffsetsAndLengthsThatAreNoNumbers) {
  TemporaryFolder folder;
  for (const char *text :
       {"-1", "", "12x", "0x10", " 1", "1e3", "18446744073709551616"})
    for (const char *key : {"offset", "length"})
      EXPECT_THAT(errorOf(folder.write(
                      "m.onnx", externalModel("w.bin", {{key, text}}).bytes)),
                  HasSubstr("at 'w.bin' is refused: expected a number of bytes "
                            "as its " +
                            std::string(key) + ", found '" + text + "'"));
}

TEST(ExternalData, findsTensorsWhereverTheyAre) {
  TemporaryFolder folder;
  Message bad = externalTensor("hidden", "../w.bin", {});
  Message constant = node("Constant", {}, {"c"})
                         .nested(5, Message().text(1, "value").nested(5, bad));
  Message branch =
      Message().text(1, "then_branch").nested(6, Message().nested(1, constant));
  Message sparse = Message().nested(2, bad);
  Message function = Message().text(1, "f").nested(7, constant);
  Message defaults =
      Message().text(1, "f").nested(11, Message().text(1, "a").nested(10, bad));
  for (const Message &bytes :
       {model(reluGraph().nested(1, constant)),
        model(reluGraph().nested(1, node("If", {}, {}).nested(5, branch))),
        model(reluGraph().nested(15, sparse)),
        model(reluGraph()).nested(25, function),
        model(reluGraph()).nested(25, defaults)})
    EXPECT_THAT(errorOf(folder.write("m.onnx", bytes.bytes)),
                HasSubstr("tensor 'hidden'"));
}

} // namespace
} // namespace perfopt::onnx
