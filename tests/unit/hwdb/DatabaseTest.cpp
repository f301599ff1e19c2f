//===- DatabaseTest.cpp - Looking up devices ------------------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

using namespace perfopt::core;
using namespace perfopt::hwdb;
using testing::HasSubstr;
namespace fs = std::filesystem;

namespace {

class DatabaseTest : public testing::Test {
protected:
  Database shipped() {
    Result<Database> database = Database::open(PERFOPT_SOURCE_DIR "/hwdb");
    EXPECT_TRUE(database);
    return *database;
  }
  std::string idOf(std::string_view name) {
    Result<Device> device = shipped().find(name);
    return device ? device->id : device.error().str();
  }
};

TEST_F(DatabaseTest, FindsByIdHoweverItIsSpelled) {
  EXPECT_EQ(idOf("a100-sxm4-40gb"), "a100-sxm4-40gb");
  EXPECT_EQ(idOf("A100-SXM4-40GB"), "a100-sxm4-40gb");
  EXPECT_EQ(idOf("a100 sxm4_40GB"), "a100-sxm4-40gb");
  EXPECT_EQ(idOf("L4"), "l4");
}

TEST_F(DatabaseTest, FindsWhatNvidiaSmiPrints) {
  EXPECT_EQ(idOf("NVIDIA A100-SXM4-40GB"), "a100-sxm4-40gb");
  EXPECT_EQ(idOf("NVIDIA A100-SXM4-80GB"), "a100-sxm4-80gb");
  EXPECT_EQ(idOf("Tesla V100-SXM2-16GB"), "v100-sxm2-16gb");
  EXPECT_EQ(idOf("NVIDIA H100 80GB HBM3"), "h100-sxm5-80gb");
  EXPECT_EQ(idOf("NVIDIA H200"), "h200-sxm-141gb");
  EXPECT_EQ(idOf("NVIDIA L4"), "l4");
  EXPECT_EQ(idOf("Tesla T4"), "t4");
}

TEST_F(DatabaseTest, FindsWhatPeopleAndCloudsSay) {
  EXPECT_EQ(idOf("a100"), "a100-sxm4-40gb");
  EXPECT_EQ(idOf("a100-80gb"), "a100-sxm4-80gb");
  EXPECT_EQ(idOf("h100"), "h100-sxm5-80gb");
  EXPECT_EQ(idOf("v100"), "v100-sxm2-16gb");
  EXPECT_EQ(idOf("p4d"), "a100-sxm4-40gb");
  EXPECT_EQ(idOf("p4d.24xlarge"), "a100-sxm4-40gb");
  EXPECT_EQ(idOf("g4dn.xlarge"), "t4");
}

TEST_F(DatabaseTest, UnknownNamesListNearOnes) {
  Result<Device> device = shipped().find("a100-sxm4-48gb");
  ASSERT_FALSE(device);
  EXPECT_THAT(device.error().message,
              HasSubstr("unknown device 'a100-sxm4-48gb'; expected "));
  EXPECT_THAT(device.error().message, HasSubstr("a100-sxm4-40gb"));
  EXPECT_THAT(idOf("zzzzzzzzzzzz"), HasSubstr("v100-sxm2-16gb"));
  EXPECT_THAT(idOf(""), HasSubstr("unknown device ''"));
  // A part of a name is not a name.
  EXPECT_THAT(idOf("sxm"), HasSubstr("unknown device 'sxm'"));
}

TEST_F(DatabaseTest, IdsAreSortedAndAllLoad) {
  std::vector<std::string> ids = shipped().ids();
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_THAT(ids, testing::IsSupersetOf({"a100-sxm4-40gb", "a100-sxm4-80gb",
                                          "h100-sxm5-80gb", "h200-sxm-141gb",
                                          "l4", "t4", "v100-sxm2-16gb"}));
  Result<std::vector<Device>> all = shipped().all();
  ASSERT_TRUE(all) << all.error().str();
  EXPECT_EQ(all->size(), ids.size());
}

TEST_F(DatabaseTest, AMissingDatabaseIsAnError) {
  Result<Database> database = Database::open("/nonexistent");
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().str(),
            "/nonexistent/devices: cannot list the hardware database: No such "
            "file or directory");
}

TEST_F(DatabaseTest, ABrokenEntryOnlyBreaksItsOwnNames) {
  fs::path root = fs::path(testing::TempDir()) / "perfopt-broken-hwdb";
  fs::remove_all(root);
  fs::create_directories(root / "devices" / "nvidia");
  fs::copy(PERFOPT_SOURCE_DIR "/hwdb/devices/nvidia/t4.yaml",
           root / "devices" / "nvidia");
  std::ofstream(root / "devices" / "nvidia" / "toy.yaml") << "id: [\n";
  std::ofstream(root / "devices" / "nvidia" / "copy.yaml")
      << std::ifstream(PERFOPT_SOURCE_DIR "/hwdb/devices/nvidia/l4.yaml")
             .rdbuf();
  Result<Database> database = Database::open(root.string());
  ASSERT_TRUE(database) << database.error().str();

  Result<Device> byAlias = database->find("g4dn");
  ASSERT_TRUE(byAlias) << byAlias.error().str();
  EXPECT_EQ(byAlias->id, "t4");
  Result<Device> broken = database->find("toy");
  ASSERT_FALSE(broken);
  EXPECT_THAT(broken.error().str(), HasSubstr("toy.yaml:"));
  Result<Device> renamed = database->find("copy");
  ASSERT_FALSE(renamed);
  EXPECT_EQ(renamed.error().message, "found the id 'l4', expected 'copy' as in "
                                     "the name of the file");
  EXPECT_FALSE(database->all());
  fs::remove_all(root);
}

} // namespace
