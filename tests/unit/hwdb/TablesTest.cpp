//===- TablesTest.cpp - Prices, grid intensity and PUE --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/Database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

using namespace perfopt::core;
using namespace perfopt::hwdb;
using testing::AnyOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

namespace {

class TablesTest : public testing::Test {
protected:
  void SetUp() override {
    Result<Database> opened = Database::open(PERFOPT_SOURCE_DIR "/hwdb");
    ASSERT_TRUE(opened) << opened.error().str();
    database = std::make_unique<Database>(std::move(*opened));
  }
  std::vector<Price> pricesOf(std::string_view name) {
    Result<Device> device = database->find(name);
    EXPECT_TRUE(device);
    Result<std::vector<Price>> prices = database->prices(*device);
    EXPECT_TRUE(prices) << prices.error().str();
    return *prices;
  }
  std::string gridError(std::string_view region) {
    Result<GridIntensity> grid = database->grid(region);
    return grid ? "no error" : grid.error().message;
  }

  std::unique_ptr<Database> database;
};

TEST_F(TablesTest, PricesOfTheThesis) {
  // Table 3.4: one A100 of GCP at 2.93 USD/h, p4d.24xlarge (8) at 32.77.
  std::vector<Price> prices = pricesOf("a100-sxm4-40gb");
  auto has = [&](std::string_view instance, std::string_view date, int gpus,
                 double perHour) {
    return std::ranges::any_of(prices, [&](const Price &price) {
      return price.instance == instance && price.date == date &&
             price.gpus == gpus && price.perHour == UsdPerHour(perHour) &&
             price.pricing == "on-demand";
    });
  };
  EXPECT_TRUE(has("A100 x1", "2022", 1, 2.93));
  EXPECT_TRUE(has("p4d.24xlarge", "2022", 8, 32.77));
  EXPECT_TRUE(has("p4d.24xlarge", "2026-01-21", 8, 21.957642));
}

TEST_F(TablesTest, PricesAreSourced) {
  size_t priced = 0;
  for (const std::string &id : database->ids()) {
    std::vector<Price> prices = pricesOf(id);
    priced += !prices.empty();
    for (const Price &price : prices) {
      EXPECT_GT(price.perHour, UsdPerHour(0)) << id;
      EXPECT_FALSE(price.source.empty()) << id;
      EXPECT_FALSE(price.provider.empty()) << id;
      EXPECT_THAT(price.pricing,
                  testing::AnyOf("on-demand", "spot", "community"));
    }
  }
  // Boards of data centres that clouds rent out; no GeForce but one, no CPU.
  EXPECT_GE(priced, 24u);
  EXPECT_TRUE(pricesOf("gtx-1080-ti").empty());
}

TEST_F(TablesTest, FormsAreNotMixed) {
  // Azure's NC A100 v4 carries the PCIe board.
  for (const Price &price : pricesOf("a100-sxm4-80gb"))
    EXPECT_THAT(price.instance, testing::Not(HasSubstr("NC24ads")));
}

TEST_F(TablesTest, CountriesByCodeAndName) {
  Result<GridIntensity> germany = database->grid("DEU");
  ASSERT_TRUE(germany) << germany.error().str();
  EXPECT_EQ(germany->name, "Germany");
  EXPECT_EQ(germany->date, "2025"); // there is a row for 2024 too
  Result<GridIntensity> byName = database->grid("germany");
  ASSERT_TRUE(byName) << byName.error().str();
  EXPECT_EQ(byName->intensity, germany->intensity);
  EXPECT_FALSE(germany->pue);
}

TEST_F(TablesTest, CloudRegions) {
  Result<GridIntensity> ireland = database->grid("eu-west-1");
  ASSERT_TRUE(ireland) << ireland.error().str();
  EXPECT_EQ(ireland->provider, "AWS");
  EXPECT_EQ(ireland->intensity, GramsCo2ePerKwh(403.4));
  EXPECT_EQ(ireland->pue, 1.11);
}

TEST_F(TablesTest, Fuels) {
  EXPECT_EQ(database->grid("coal")->intensity, GramsCo2ePerKwh(995));
  EXPECT_EQ(database->grid("natural gas")->intensity, GramsCo2ePerKwh(743));
  EXPECT_EQ(database->grid("solar")->name, "electricity from solar");
}

TEST_F(TablesTest, CodesThatTwoProvidersSpellAlike) {
  Result<GridIntensity> aws = database->grid("us-east-1");
  Result<GridIntensity> gcp = database->grid("us-east1");
  ASSERT_TRUE(aws && gcp);
  EXPECT_EQ(aws->provider, "AWS");
  EXPECT_EQ(gcp->provider, "GCP");
  EXPECT_EQ(database->grid("gcp us-east1")->provider, "GCP");
  EXPECT_EQ(gridError("useast1"), "the region 'useast1' is ambiguous; expected "
                                  "AWS us-east-1 or GCP us-east1");
}

TEST_F(TablesTest, UnknownRegions) {
  EXPECT_THAT(gridError("us-east-11"), HasSubstr("did you mean us-east-1"));
  EXPECT_THAT(gridError("Germoney"), HasSubstr("Germany"));
  // Rows without a name offer none.
  EXPECT_THAT(gridError("Mars"),
              Not(AnyOf(HasSubstr("mean ,"), EndsWith(" "), HasSubstr(" or or"),
                        HasSubstr(", ,"))));
  EXPECT_THAT(gridError(""), HasSubstr("unknown region ''"));
  EXPECT_EQ(gridError("ca-west-1"),
            "no carbon intensity is known for AWS ca-west-1 (Canada West "
            "(Calgary)); name its country instead");
}

TEST_F(TablesTest, PueTakesTheNewestFigure) {
  Result<PueEntry> aws = database->pue("aws");
  ASSERT_TRUE(aws) << aws.error().str();
  EXPECT_EQ(aws->pue, 1.15);
  EXPECT_EQ(aws->date, "2024");
  EXPECT_EQ(database->pue("Azure")->pue, 1.17);
  EXPECT_EQ(database->pue("microsoft")->pue, 1.17);
  EXPECT_EQ(database->pue("GCP")->company, "Google");
  EXPECT_EQ(database->pue("Meta")->provider, "Meta");
  EXPECT_EQ(database->pue("on-premises average")->pue, 1.63);
  EXPECT_FALSE(database->pue("Gogle"));
  EXPECT_THAT(database->pue("Gogle").error().message, HasSubstr("Google"));
  EXPECT_FALSE(database->pue(""));
}

} // namespace
