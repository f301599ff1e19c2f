//===- MigPackingsTest.cpp - Every way to cut a board ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/MigPackings.h"

#include "hwdb/EntryLoader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

using namespace perfopt::core;
using namespace perfopt::hwdb;
using testing::ElementsAre;

namespace {

Device entry(const std::string &id) {
  Result<Device> device =
      loadEntry(PERFOPT_SOURCE_DIR "/hwdb/devices/nvidia/" + id + ".yaml");
  EXPECT_TRUE(device) << device.error().str();
  return *device;
}

std::string text(const MigPacking &packing) {
  std::string result;
  for (const MigInstance &instance : packing)
    result += instance.profile.substr(0, 2) + "@" +
              std::to_string(instance.start) + " ";
  return result;
}

/// How many there are when the place does not matter.
size_t distinctSets(const std::vector<MigPacking> &packings) {
  std::set<std::multiset<std::string>> sets;
  for (const MigPacking &packing : packings) {
    std::multiset<std::string> names;
    for (const MigInstance &instance : packing)
      names.insert(instance.profile);
    sets.insert(names);
  }
  return sets.size();
}

TEST(MigPackingsTest, AnA100HasTheNineteenThatNvidiaDocuments) {
  std::vector<MigPacking> found = standardPackings(entry("a100-sxm4-40gb"));
  std::vector<std::string> texts;
  for (const MigPacking &packing : found)
    texts.push_back(text(packing));
  EXPECT_EQ(texts.size(), 19u);
  EXPECT_EQ(texts.front(), "7g@0 ");
  EXPECT_EQ(texts[1], "4g@0 3g@4 ");
  EXPECT_EQ(texts.back(), "1g@0 1g@1 1g@2 1g@3 1g@4 1g@5 1g@6 ");
  // Seven single instances leave the eighth slot empty: 1g starts at 0 to 6.
  EXPECT_THAT(texts, testing::Contains("3g@0 3g@4 "));
  EXPECT_THAT(texts, testing::Contains("2g@0 2g@2 2g@4 1g@6 "));
  // A 3g beside the whole board, or two 4g, are none.
  EXPECT_THAT(texts, testing::Not(testing::Contains("4g@0 4g@4 ")));
}

TEST(MigPackingsTest, OnlyTheProfileWithTwiceTheMemoryIsDoubled) {
  Device a100 = entry("a100-sxm4-40gb");
  std::vector<std::string> doubled;
  for (const MigProfile &profile : a100.mig)
    if (isDoubled(profile, a100))
      doubled.push_back(profile.name);
  EXPECT_THAT(doubled, ElementsAre("1g.10gb"));
  // An A30 has 1g, 2g and 4g alone: every packing is a standard one.
  Device a30 = entry("a30");
  EXPECT_EQ(standardPackings(a30).size(), packings(a30).size());
}

TEST(MigPackingsTest, TheDoubledProfileMakes78) {
  std::vector<MigPacking> found = packings(entry("a100-sxm4-40gb"));
  EXPECT_EQ(found.size(), 78u);
  EXPECT_EQ(distinctSets(found), 38u);
}

TEST(MigPackingsTest, NoPackingOverlapsOrExceedsTheBoard) {
  for (const char *id : {"a100-sxm4-40gb", "h200-sxm-141gb", "a30",
                         "rtx-pro-6000-blackwell-server"}) {
    Device device = entry(id);
    auto profileOf = [&](const MigInstance &instance) {
      return *std::ranges::find(device.mig, instance.profile,
                                &MigProfile::name);
    };
    std::set<std::set<std::pair<int, std::string>>> seen;
    for (const MigPacking &packing : packings(device)) {
      std::set<std::pair<int, std::string>> placed;
      for (const MigInstance &instance : packing)
        placed.emplace(instance.start, instance.profile);
      EXPECT_TRUE(seen.insert(placed).second) << id << ": " << text(packing);
      int end = 0, sms = 0;
      for (const MigInstance &instance : packing) {
        EXPECT_GE(instance.start, end) << id << ": " << text(packing);
        end = instance.start + profileOf(instance).memorySlots;
        sms += profileOf(instance).smCount;
      }
      EXPECT_LE(end, device.migMemorySlots) << id << ": " << text(packing);
      EXPECT_LE(sms, device.smCount) << id << ": " << text(packing);
    }
  }
}

TEST(MigPackingsTest, BoardsOfFourSlices) {
  // 4; 2+2; 2+1+1 and 1+1+2; 1+1+1+1.
  for (const char *id : {"a30", "rtx-pro-6000-blackwell-server"}) {
    std::vector<MigPacking> found = packings(entry(id));
    EXPECT_EQ(found.size(), 5u) << id;
    EXPECT_EQ(distinctSets(found), 4u) << id;
  }
}

TEST(MigPackingsTest, MaxInstancesLimitsThem) {
  MigProfile one{"1g.5gb", 1, 1, 14, Bytes(5e9), Bytes(5e9), 1, {0, 1, 2}};
  MigProfile whole{"3g.15gb", 3, 3, 42, Bytes(15e9), Bytes(15e9), 1, {0}};
  std::vector<std::string> texts;
  for (const MigPacking &packing : packings({one, whole}, 3))
    texts.push_back(text(packing));
  EXPECT_THAT(texts, ElementsAre("3g@0 ", "1g@0 ", "1g@1 ", "1g@2 "));
}

TEST(MigPackingsTest, ABoardWithoutProfilesHasNone) {
  EXPECT_TRUE(packings(entry("t4")).empty());
}

} // namespace
