//===- CpuInfoTest.cpp - Tests of reading a machine's files ---------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/CpuInfo.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

using namespace perfopt;
using measure::parseCacheSize;
using measure::parseCpuList;
using measure::readCpuInfo;
using testing::ElementsAre;
namespace fs = std::filesystem;

namespace {

/// A machine's /proc and /sys in a folder.
class CpuInfoTest : public testing::Test {
protected:
  void SetUp() override {
    root = fs::path(testing::TempDir()) /
           testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(root);
  }
  void TearDown() override { fs::remove_all(root); }

  void write(const std::string &path, const std::string &text) {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path) << text;
  }
  void cache(int cpu, int index, const std::string &level,
             const std::string &type, const std::string &size,
             const std::string &sharers) {
    std::string folder = "sys/devices/system/cpu/cpu" + std::to_string(cpu) +
                         "/cache/index" + std::to_string(index) + "/";
    write(folder + "level", level + "\n");
    write(folder + "type", type + "\n");
    write(folder + "size", size + "\n");
    write(folder + "shared_cpu_list", sharers + "\n");
  }

  fs::path root;
};

} // namespace

TEST_F(CpuInfoTest, ReadsTwoCoresWithTwoThreadsEach) {
  write("proc/cpuinfo", "processor\t: 0\nvendor_id\t: GenuineIntel\n"
                        "model name\t: Some Xeon @ 2.00GHz\n"
                        "cpu cores\t: 24\n"
                        "flags\t\t: fpu avx2\n\nprocessor\t: 1\n");
  write("proc/meminfo", "MemTotal:       1048576 kB\nMemFree: 1 kB\n");
  // Two packages of 150 and 120.5 W.
  write("sys/class/powercap/intel-rapl:0/constraint_0_power_limit_uw",
        "150000000\n");
  write("sys/class/powercap/intel-rapl:1/constraint_0_power_limit_uw",
        "120500000\n");
  write("proc/loadavg", "0.25 0.50 0.75 1/99 1234\n");
  for (int cpu = 0; cpu < 4; ++cpu)
    write("sys/devices/system/cpu/cpu" + std::to_string(cpu) +
              "/topology/thread_siblings_list",
          cpu % 2 == 0 ? "0,2\n" : "1,3\n");
  cache(0, 0, "1", "Data", "48K", "0,2");
  cache(0, 1, "1", "Instruction", "32K", "0,2");
  cache(0, 2, "2", "Unified", "2M", "0,2");
  cache(0, 3, "3", "Unified", "32768K", "0-3");
  write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor",
        "performance\n");

  auto info = readCpuInfo({0, 1, 2, 3}, root.string());
  ASSERT_TRUE(info);
  EXPECT_EQ(info->name, "Some Xeon @ 2.00GHz");
  EXPECT_EQ(info->vendor, "intel");
  EXPECT_EQ(info->governor, "performance");
  EXPECT_EQ(info->packageCores, 24);
  EXPECT_FALSE(info->virtualMachine);
  ASSERT_TRUE(info->powerLimit);
  EXPECT_DOUBLE_EQ(info->powerLimit->value(), 270.5);
  ASSERT_TRUE(info->load);
  EXPECT_DOUBLE_EQ(*info->load, 0.25);
  EXPECT_DOUBLE_EQ(info->memory.value(), 1073741824); // 2^20 KiB
  // The second thread of each core adds nothing.
  EXPECT_THAT(info->cpus, ElementsAre(0, 1));
  ASSERT_EQ(info->caches.size(), 3u);
  EXPECT_DOUBLE_EQ(info->caches[0].size.value(), 49152); // 48 * 1024
  EXPECT_EQ(info->caches[0].sharedBy, 1);
  EXPECT_DOUBLE_EQ(info->caches[1].size.value(), 2097152); // 2 * 2^20
  // Of the cores that are used, both.
  EXPECT_EQ(info->caches[2].sharedBy, 2);
}

TEST_F(CpuInfoTest, ReadsAnArmGuestThatSaysLittle) {
  write("proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\n");
  auto info = readCpuInfo({0}, root.string());
  ASSERT_TRUE(info);
  EXPECT_EQ(info->vendor, "arm");
  EXPECT_EQ(info->name, "arm processor");
  EXPECT_THAT(info->cpus, ElementsAre(0));
  EXPECT_TRUE(info->caches.empty());
  EXPECT_FALSE(info->packageCores);
  EXPECT_FALSE(info->load);
  EXPECT_FALSE(info->powerLimit);
}

TEST_F(CpuInfoTest, SeesAVirtualMachine) {
  write("proc/cpuinfo", "vendor_id\t: AuthenticAMD\nmodel name\t: AMD EPYC\n"
                        "flags\t\t: fpu hypervisor\n");
  auto info = readCpuInfo({0}, root.string());
  ASSERT_TRUE(info);
  EXPECT_TRUE(info->virtualMachine);
  EXPECT_EQ(info->vendor, "amd");
}

TEST_F(CpuInfoTest, FailsWithoutProc) {
  auto info = readCpuInfo({0}, root.string());
  ASSERT_FALSE(info);
  EXPECT_THAT(info.error().str(), testing::HasSubstr("proc/cpuinfo"));
}

TEST(CpuList, ReadsRangesAndSingles) {
  EXPECT_THAT(*parseCpuList("0-2,5"), ElementsAre(0, 1, 2, 5));
  for (const char *wrong : {"", "a", "3-1", "1-", "-2"})
    EXPECT_FALSE(parseCpuList(wrong)) << wrong;
}

TEST(CacheSize, ReadsKibibytesAndMebibytes) {
  EXPECT_DOUBLE_EQ(parseCacheSize("512K")->value(), 524288); // 512 * 1024
  EXPECT_DOUBLE_EQ(parseCacheSize("1M")->value(), 1048576);
  for (const char *wrong : {"", "K", "12G", "0K"})
    EXPECT_FALSE(parseCacheSize(wrong)) << wrong;
}
