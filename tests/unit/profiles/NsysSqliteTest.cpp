//===- NsysSqliteTest.cpp - Nsight Systems' SQLite export -----------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Nsight/NsysSqlite.h"

#include "TestData.h"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <memory>

namespace perfopt::profiles {
namespace {

using test::readData;
using test::replaced;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A database made by these statements, as bytes.
std::string database(const std::string &sql) {
  sqlite3 *opened = nullptr;
  EXPECT_EQ(sqlite3_open(":memory:", &opened), SQLITE_OK);
  std::unique_ptr<sqlite3, int (*)(sqlite3 *)> handle(opened, sqlite3_close);
  char *message = nullptr;
  EXPECT_EQ(sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, &message),
            SQLITE_OK)
      << (message ? message : "");
  sqlite3_int64 size = 0;
  std::unique_ptr<unsigned char, void (*)(void *)> bytes(
      sqlite3_serialize(opened, "main", &size, 0), sqlite3_free);
  return {reinterpret_cast<char *>(bytes.get()), static_cast<size_t>(size)};
}

core::Result<Profile> read(const std::string &sql) {
  return readNsysSqlite(database(sql), "r.sqlite");
}

TEST(NsysSqlite, ReadsKernelsWithTheRangesOfTheirLaunches) {
  auto profile = read(readData("nsys.sql"));
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_EQ(profile->device, "NVIDIA A100-SXM4-40GB");
  ASSERT_EQ(profile->events.size(), 3u);
  EXPECT_EQ(profile->events[0].name, "sm80_xmma_fprop_implicit_gemm_f16f16");
  // 95000 - 5000 ns.
  EXPECT_DOUBLE_EQ(profile->events[0].time->value(), 90e-6);
  // The launch at 2000 lies in forward (1000 to 9000) and conv1 (1900 to
  // 2600), that at 3000 in forward and relu (2900 to 3500).
  EXPECT_THAT(profile->events[0].ranges, ElementsAre("forward", "conv1"));
  EXPECT_THAT(profile->events[1].ranges, ElementsAre("forward", "relu"));
  EXPECT_THAT(profile->events[2].ranges, IsEmpty());
  EXPECT_THAT(profile->warnings,
              Contains(HasSubstr("1 of 3 kernels have no API call")));
}

TEST(NsysSqlite, DoesWithoutRangesAndLaunches) {
  std::string sql = readData("nsys.sql") +
                    "DROP TABLE NVTX_EVENTS; DROP TABLE TARGET_INFO_GPU; "
                    "DROP TABLE CUPTI_ACTIVITY_KIND_RUNTIME;";
  auto profile = read(sql);
  ASSERT_TRUE(profile) << profile.error().str();
  EXPECT_EQ(profile->events.size(), 3u);
  EXPECT_EQ(profile->device, "");
}

TEST(NsysSqlite, NamesWhatIsMissing) {
  std::string sql = readData("nsys.sql");
  EXPECT_THAT(read("CREATE TABLE StringIds (id, value);").error().str(),
              HasSubstr("r.sqlite: the database has no table "
                        "CUPTI_ACTIVITY_KIND_KERNEL"));
  EXPECT_EQ(read(sql + "ALTER TABLE CUPTI_ACTIVITY_KIND_KERNEL RENAME COLUMN "
                       "demangledName TO name;")
                .error()
                .str(),
            "r.sqlite: the table CUPTI_ACTIVITY_KIND_KERNEL has no column "
            "'demangledName'");
  EXPECT_EQ(read(sql + "ALTER TABLE NVTX_EVENTS DROP COLUMN globalTid;")
                .error()
                .str(),
            "r.sqlite: the table NVTX_EVENTS has no column 'globalTid'");
  EXPECT_THAT(read(sql + "DELETE FROM StringIds WHERE id = 2;").error().str(),
              HasSubstr("has the name 2, which StringIds does not have"));
  EXPECT_THAT(
      read(sql + "DELETE FROM CUPTI_ACTIVITY_KIND_KERNEL;").error().str(),
      HasSubstr("is empty"));
}

TEST(NsysSqlite, EveryPrefixIsAnErrorWithItsPath) {
  std::string bytes = database(readData("nsys.sql"));
  ASSERT_TRUE(isSqlite(bytes));
  // Some 30 KB: every byte of the header, then every 97th.
  for (size_t size = 16; size < bytes.size(); size += size < 200 ? 1 : 97) {
    auto profile = readNsysSqlite(bytes.substr(0, size), "r.sqlite");
    ASSERT_FALSE(profile) << size;
    EXPECT_THAT(profile.error().str(), HasSubstr("r.sqlite: "));
    EXPECT_THAT(profile.error().str(), HasSubstr("cut off"));
  }
}

TEST(NsysSqlite, DamagedPagesAreAnErrorOrReadable) {
  std::string bytes = database(readData("nsys.sql"));
  for (size_t at = 100; at < bytes.size(); at += 311) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(~damaged[at]);
    // Neither may crash; what is read has times that are no nonsense.
    if (auto profile = readNsysSqlite(damaged, "r.sqlite")) {
      for (const MeasuredEvent &event : profile->events)
        EXPECT_GE(event.time->value(), 0);
    }
  }
}

} // namespace
} // namespace perfopt::profiles
