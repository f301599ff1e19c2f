//===- CpuInfo.cpp - What the processor says of itself --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "roofline/measure/cpu/CpuInfo.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <sched.h>
#include <set>
#include <sstream>

using perfopt::core::Bytes;

namespace perfopt::measure {

namespace {

/// The first line of a small file; empty where there is none.
std::string firstLine(const std::string &path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

std::optional<int> parseInt(std::string_view text) {
  int value = 0;
  auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return value;
}

std::string trim(const std::string &text) {
  size_t first = text.find_first_not_of(" \t");
  return first == std::string::npos
             ? ""
             : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// "key : value" lines up to the first empty one.
std::map<std::string, std::string> readFields(const std::string &path) {
  std::map<std::string, std::string> fields;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line) && !line.empty();)
    if (size_t colon = line.find(':'); colon != std::string::npos)
      fields[trim(line.substr(0, colon))] = trim(line.substr(colon + 1));
  return fields;
}

std::string vendorName(const std::map<std::string, std::string> &fields) {
  auto id = fields.find("vendor_id");
  if (id == fields.end()) // Arm; the implementer's code
    return fields.contains("CPU implementer") ? "arm" : "unknown";
  if (id->second == "AuthenticAMD")
    return "amd";
  return id->second == "GenuineIntel" ? "intel" : id->second;
}

/// The first allowed CPU of each core.
std::vector<int> oneOfEachCore(const std::vector<int> &allowed,
                               const std::string &cpuFolder) {
  std::vector<int> result;
  std::set<std::string> cores;
  for (int cpu : allowed) {
    std::string siblings = firstLine(
        fmt::format("{}/cpu{}/topology/thread_siblings_list", cpuFolder, cpu));
    if (siblings.empty() || cores.insert(siblings).second)
      result.push_back(cpu);
  }
  return result;
}

std::vector<CacheLevel> readCaches(const std::vector<int> &cpus,
                                   const std::string &cpuFolder) {
  std::vector<CacheLevel> caches;
  for (int index = 0;; ++index) {
    std::string folder =
        fmt::format("{}/cpu{}/cache/index{}", cpuFolder, cpus[0], index);
    std::optional<int> level = parseInt(firstLine(folder + "/level"));
    if (!level)
      break;
    std::optional<Bytes> size = parseCacheSize(firstLine(folder + "/size"));
    if (firstLine(folder + "/type") == "Instruction" || !size)
      continue;
    auto sharers = parseCpuList(firstLine(folder + "/shared_cpu_list"));
    int sharedBy = 1;
    if (sharers)
      sharedBy = static_cast<int>(std::ranges::count_if(cpus, [&](int cpu) {
        return std::ranges::find(*sharers, cpu) != sharers->end();
      }));
    caches.push_back({*level, *size, std::max(1, sharedBy)});
  }
  std::ranges::sort(caches, {}, &CacheLevel::level);
  return caches;
}

/// The kernel calls the interface intel-rapl on AMD's processors too.
std::optional<core::Watts> readPowerLimit(const std::string &root) {
  std::optional<core::Watts> total;
  for (int package = 0;; ++package) {
    std::istringstream line(firstLine(fmt::format(
        "{}/sys/class/powercap/intel-rapl:{}/constraint_0_power_limit_uw", root,
        package)));
    double microwatts = 0;
    if (!(line >> microwatts) || microwatts <= 0)
      return total;
    total = total.value_or(core::Watts()) + core::Watts(microwatts * 1e-6);
  }
}

} // namespace

std::optional<std::vector<int>> parseCpuList(const std::string &text) {
  std::vector<int> cpus;
  std::stringstream stream(text);
  for (std::string range; std::getline(stream, range, ',');) {
    size_t dash = range.find('-');
    std::optional<int> first = parseInt(range.substr(0, dash));
    std::optional<int> last =
        dash == std::string::npos ? first : parseInt(range.substr(dash + 1));
    if (!first || !last || *first < 0 || *last < *first)
      return std::nullopt;
    for (int cpu = *first; cpu <= *last; ++cpu)
      cpus.push_back(cpu);
  }
  if (cpus.empty())
    return std::nullopt;
  return cpus;
}

std::optional<Bytes> parseCacheSize(const std::string &text) {
  double factor = 1;
  std::string digits = text;
  if (!text.empty() && (text.back() == 'K' || text.back() == 'M')) {
    factor = text.back() == 'K' ? 1024 : 1024 * 1024;
    digits.pop_back();
  }
  std::optional<int> value = parseInt(digits);
  if (!value || *value <= 0)
    return std::nullopt;
  return Bytes(*value * factor);
}

std::vector<int> allowedCpus() {
  cpu_set_t set;
  CPU_ZERO(&set);
  std::vector<int> cpus;
  if (sched_getaffinity(0, sizeof(set), &set) == 0)
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
      if (CPU_ISSET(cpu, &set))
        cpus.push_back(cpu);
  return cpus;
}

core::Result<CpuInfo> readCpuInfo(const std::vector<int> &allowed,
                                  const std::string &root) {
  std::string path = root + "/proc/cpuinfo";
  auto fields = readFields(path);
  if (fields.empty())
    return core::Error{"cannot read what the processor is; the kit measures "
                       "under Linux only",
                       path};
  if (allowed.empty())
    return core::Error{"found no CPU that this process may run on"};

  CpuInfo info;
  info.vendor = vendorName(fields);
  info.name = fields.contains("model name") ? fields["model name"]
                                            : info.vendor + " processor";
  std::string folder = root + "/sys/devices/system/cpu";
  info.cpus = oneOfEachCore(allowed, folder);
  info.packageCores = parseInt(fields["cpu cores"]);
  info.caches = readCaches(info.cpus, folder);
  info.governor = firstLine(
      fmt::format("{}/cpu{}/cpufreq/scaling_governor", folder, info.cpus[0]));
  info.virtualMachine =
      (" " + fields["flags"] + " ").find(" hypervisor ") != std::string::npos;
  // "MemTotal:  24028752 kB", with kB for 2^10 bytes
  std::istringstream total(readFields(root + "/proc/meminfo")["MemTotal"]);
  double kibibytes = 0;
  total >> kibibytes;
  info.memory = Bytes(kibibytes * 1024);
  info.powerLimit = readPowerLimit(root);
  std::istringstream loads(firstLine(root + "/proc/loadavg"));
  if (double load = 0; loads >> load)
    info.load = load;
  return info;
}

} // namespace perfopt::measure
