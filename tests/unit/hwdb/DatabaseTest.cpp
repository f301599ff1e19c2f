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
  EXPECT_EQ(idOf("g5.xlarge"), "a10g");
  EXPECT_EQ(idOf("B200"), "b200-sxm-180gb");
  EXPECT_EQ(idOf("Intel(R) Xeon(R) Platinum 8480+"), "xeon-platinum-8480p");
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

TEST_F(DatabaseTest, LayersGoOnTopOfOneAnother) {
  fs::path root = fs::path(testing::TempDir()) / "perfopt-layers-hwdb";
  fs::remove_all(root);
  fs::create_directories(root / "own");
  fs::create_directories(root / "tables" / "prices");
  auto l4 = [](std::string_view from, std::string_view to) {
    std::ifstream file(PERFOPT_SOURCE_DIR "/hwdb/devices/nvidia/l4.yaml");
    std::string text(std::istreambuf_iterator<char>(file), {});
    return text.replace(text.find(from), from.size(), to);
  };
  std::ofstream(root / "own" / "l4.yaml")
      << l4("name: NVIDIA L4", "name: Ours");
  std::string mine = l4("id: l4\nname: NVIDIA L4", "id: mine\nname: Mine");
  mine.replace(mine.find("[l4-24gb,"), 9, "[a100, ");
  std::ofstream(root / "own" / "mine.yaml") << mine;
  std::ofstream(root / "tables" / "prices" / "prices.csv")
      << "provider,instance,region,gpu,gpus,usd_per_hour,pricing,date,source\n"
         "Cellar,rack,,T4,1,0.1,on-demand,2026,ourselves\n";
  Result<Database> database = Database::open(std::vector<std::string>{
      PERFOPT_SOURCE_DIR "/hwdb", (root / "own").string(),
      (root / "tables").string()});
  ASSERT_TRUE(database) << database.error().str();

  // The upper entry hides the lower one, and its aliases go first.
  EXPECT_EQ(database->find("l4")->name, "Ours");
  EXPECT_EQ(database->find("a100")->id, "mine");
  EXPECT_EQ(database->find("a100-sxm4-40gb")->id, "a100-sxm4-40gb");
  EXPECT_EQ(database->ids().size(), shipped().ids().size() + 1);
  // Prices add up, and so do regions.
  Device t4 = *database->find("t4");
  EXPECT_EQ(database->prices(t4)->size(), shipped().prices(t4)->size() + 1);
  EXPECT_EQ(database->prices(t4)->front().provider, "Cellar");
  EXPECT_EQ(database->grid("DEU")->name, "Germany");
  // A layer with nothing in it is a mistake.
  fs::create_directories(root / "empty");
  Result<Database> empty = Database::open((root / "empty").string());
  ASSERT_FALSE(empty);
  EXPECT_THAT(empty.error().message, HasSubstr("has no entries"));
  fs::remove_all(root);
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
