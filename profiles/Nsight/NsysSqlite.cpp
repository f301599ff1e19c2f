//===- NsysSqlite.cpp - Nsight Systems' SQLite export ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Nsight/NsysSqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace perfopt::profiles {

using core::Error;
using core::Result;
using core::Status;

namespace {

constexpr const char *kKernels = "CUPTI_ACTIVITY_KIND_KERNEL";
constexpr const char *kRuntime = "CUPTI_ACTIVITY_KIND_RUNTIME";

/// Throws core::Error; readNsysSqlite() catches it.
class Sqlite {
public:
  Sqlite(std::string_view bytes, const std::string &path) : path(path) {
    sqlite3 *opened = nullptr;
    int status =
        sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE, nullptr);
    handle.reset(opened);
    auto size = static_cast<sqlite3_int64>(bytes.size());
    // SQLite frees it.
    auto *copy = static_cast<unsigned char *>(sqlite3_malloc64(bytes.size()));
    if (status != SQLITE_OK || !copy)
      throw Error{"not enough memory to open the database", path};
    std::copy(bytes.begin(), bytes.end(), copy);
    // Read and write version: a log beside the file (2) cannot be opened from
    // memory, and an export needs none.
    copy[18] = copy[19] = 1;
    status = sqlite3_deserialize(opened, "main", copy, size, size,
                                 SQLITE_DESERIALIZE_FREEONCLOSE |
                                     SQLITE_DESERIALIZE_READONLY);
    if (status != SQLITE_OK)
      fail("opening");
  }

  [[noreturn]] void fail(const std::string &doing) const {
    throw Error{fmt::format("{}: {}; the database is damaged or cut off", doing,
                            sqlite3_errmsg(handle.get())),
                path};
  }

  /// `read(statement)` for each row.
  template <typename Read>
  void query(const std::string &sql, const std::string &what, Read read) {
    sqlite3_stmt *prepared = nullptr;
    int status =
        sqlite3_prepare_v2(handle.get(), sql.c_str(), -1, &prepared, nullptr);
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt *)> statement(
        prepared, sqlite3_finalize);
    if (status != SQLITE_OK)
      fail("reading " + what);
    while ((status = sqlite3_step(prepared)) == SQLITE_ROW)
      read(prepared);
    if (status != SQLITE_DONE)
      fail("reading " + what);
  }

  std::vector<std::string> columns(const std::string &table) {
    std::vector<std::string> names;
    query("SELECT name FROM pragma_table_info('" + table + "')", table,
          [&](sqlite3_stmt *row) { names.push_back(text(row, 0)); });
    return names;
  }

  /// Throws unless `table` has all of `wanted`.
  void require(const std::string &table,
               std::initializer_list<const char *> wanted) {
    std::vector<std::string> names = columns(table);
    for (const char *column : wanted)
      if (std::ranges::find(names, column) == names.end())
        throw Error{
            fmt::format("the table {} has no column '{}'", table, column),
            path};
  }

  static std::string text(sqlite3_stmt *row, int column) {
    auto *bytes =
        reinterpret_cast<const char *>(sqlite3_column_text(row, column));
    return bytes ? std::string(bytes, sqlite3_column_bytes(row, column))
                 : std::string();
  }

private:
  std::string path;
  std::unique_ptr<sqlite3, int (*)(sqlite3 *)> handle{nullptr, sqlite3_close};
};

/// Nanoseconds, as the export has them.
struct Span {
  int64_t start = 0, end = 0;
};

struct NvtxRange {
  Span span;
  std::string message;
};

/// The ranges of each thread, and which of them enclose a moment.
class NvtxRanges {
public:
  explicit NvtxRanges(Sqlite &database,
                      const std::unordered_map<int64_t, std::string> &strings) {
    std::vector<std::string> columns = database.columns("NVTX_EVENTS");
    if (columns.empty())
      return;
    database.require("NVTX_EVENTS", {"start", "end", "globalTid"});
    auto has = [&](const char *name) {
      return std::ranges::find(columns, name) != columns.end();
    };
    // Marks have no end.
    std::string sql = fmt::format(
        "SELECT start, end, globalTid, {}, {} FROM NVTX_EVENTS WHERE end IS "
        "NOT NULL AND globalTid IS NOT NULL",
        has("text") ? "text" : "NULL", has("textId") ? "textId" : "NULL");
    database.query(sql, "NVTX_EVENTS", [&](sqlite3_stmt *row) {
      NvtxRange range;
      range.span = {sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1)};
      range.message = Sqlite::text(row, 3);
      auto found = strings.find(sqlite3_column_int64(row, 4));
      if (range.message.empty() && found != strings.end())
        range.message = found->second;
      threads[sqlite3_column_int64(row, 2)].push_back(std::move(range));
    });
    for (auto &[thread, ranges] : threads)
      std::ranges::sort(ranges, [](const NvtxRange &a, const NvtxRange &b) {
        return std::pair(a.span.start, -a.span.end) <
               std::pair(b.span.start, -b.span.end);
      });
  }

  /// For calls in the order of their start: the ranges around each, outermost
  /// first.
  void enclose(int64_t thread, const std::vector<Span> &calls,
               const std::vector<MeasuredEvent *> &events) const {
    auto found = threads.find(thread);
    if (found == threads.end())
      return;
    std::vector<const NvtxRange *> open;
    auto next = found->second.begin();
    for (size_t i = 0; i < calls.size(); ++i) {
      while (next != found->second.end() && next->span.start <= calls[i].start)
        open.push_back(&*next++);
      std::erase_if(open, [&](const NvtxRange *range) {
        return range->span.end < calls[i].start;
      });
      for (const NvtxRange *range : open)
        events[i]->ranges.push_back(range->message);
    }
  }

private:
  std::map<int64_t, std::vector<NvtxRange>> threads;
};

struct Launch {
  int64_t thread = 0;
  Span span;
};

/// API calls by process and correlation id, which is unique in a process only.
using CallKey = std::pair<int64_t, int64_t>;

/// A globalTid or globalPid without its thread.
int64_t processOf(int64_t id) { return id >> 24; }

std::map<CallKey, Launch> readLaunches(Sqlite &database) {
  std::map<CallKey, Launch> launches;
  if (database.columns(kRuntime).empty())
    return launches;
  database.require(kRuntime, {"start", "end", "globalTid", "correlationId"});
  database.query(
      fmt::format("SELECT start, end, globalTid, correlationId FROM {}",
                  kRuntime),
      kRuntime, [&](sqlite3_stmt *row) {
        int64_t thread = sqlite3_column_int64(row, 2);
        launches[{processOf(thread), sqlite3_column_int64(row, 3)}] = {
            thread,
            {sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1)}};
      });
  return launches;
}

Profile read(Sqlite &database, const std::string &path) {
  Profile profile;
  profile.format = ProfileFormat::NsysSqlite;
  profile.path = path;
  if (database.columns(kKernels).empty())
    throw Error{
        fmt::format("the database has no table {}; was CUDA traced (nsys "
                    "profile --trace cuda,nvtx), and for CUDA graphs "
                    "--cuda-graph-trace=node given?",
                    kKernels),
        path};
  database.require("StringIds", {"id", "value"});
  database.require(kKernels, {"start", "end", "demangledName"});
  std::unordered_map<int64_t, std::string> strings;
  database.query("SELECT id, value FROM StringIds", "StringIds",
                 [&](sqlite3_stmt *row) {
                   strings[sqlite3_column_int64(row, 0)] = Sqlite::text(row, 1);
                 });

  std::vector<std::string> columns = database.columns(kKernels);
  auto orNull = [&](const char *name) {
    return std::ranges::find(columns, name) == columns.end() ? "NULL" : name;
  };
  std::vector<CallKey> calls;
  database.query(
      fmt::format("SELECT start, end, demangledName, {}, {} FROM {} ORDER BY "
                  "start, end",
                  orNull("correlationId"), orNull("globalPid"), kKernels),
      kKernels, [&](sqlite3_stmt *row) {
        int64_t start = sqlite3_column_int64(row, 0);
        int64_t end = sqlite3_column_int64(row, 1);
        if (end < start)
          throw Error{fmt::format("a row of {} ends at {} before its start {}",
                                  kKernels, end, start),
                      path};
        MeasuredEvent event;
        auto found = strings.find(sqlite3_column_int64(row, 2));
        if (found == strings.end())
          throw Error{fmt::format("a row of {} has the name {}, which "
                                  "StringIds does not have",
                                  kKernels, sqlite3_column_int64(row, 2)),
                      path};
        event.name = found->second;
        event.start = core::Seconds(double(start) * 1e-9);
        event.time = core::Seconds(double(end - start) * 1e-9);
        calls.emplace_back(processOf(sqlite3_column_int64(row, 4)),
                           sqlite3_column_int64(row, 3));
        profile.events.push_back(std::move(event));
      });
  if (profile.events.empty())
    throw Error{fmt::format("the table {} is empty", kKernels), path};

  // By thread, in the order of the calls.
  std::map<CallKey, Launch> launches = readLaunches(database);
  std::map<int64_t, std::vector<std::pair<Span, MeasuredEvent *>>> threads;
  size_t unlaunched = 0;
  for (size_t i = 0; i < calls.size(); ++i) {
    auto launch = launches.find(calls[i]);
    if (launch == launches.end())
      ++unlaunched;
    else
      threads[launch->second.thread].emplace_back(launch->second.span,
                                                  &profile.events[i]);
  }
  NvtxRanges ranges(database, strings);
  for (auto &[thread, list] : threads) {
    std::ranges::stable_sort(
        list, {}, [](const auto &entry) { return entry.first.start; });
    std::vector<Span> spans;
    std::vector<MeasuredEvent *> events;
    for (auto &[span, event] : list) {
      spans.push_back(span);
      events.push_back(event);
    }
    ranges.enclose(thread, spans, events);
  }
  if (unlaunched > 0 && !launches.empty())
    profile.warnings.push_back(
        fmt::format("{} of {} kernels have no API call that launched them (a "
                    "CUDA graph, or launched before the trace began): they "
                    "have no ranges",
                    unlaunched, calls.size()));

  if (!database.columns("TARGET_INFO_GPU").empty()) {
    database.require("TARGET_INFO_GPU", {"name"});
    database.query(
        "SELECT name FROM TARGET_INFO_GPU LIMIT 1", "TARGET_INFO_GPU",
        [&](sqlite3_stmt *row) { profile.device = Sqlite::text(row, 0); });
  }
  return profile;
}

} // namespace

bool isSqlite(std::string_view bytes) {
  return bytes.starts_with(std::string_view("SQLite format 3\0", 16));
}

Result<Profile> readNsysSqlite(std::string_view bytes,
                               const std::string &path) {
  // Pages missing at the end are found here, not when a query needs one.
  constexpr size_t kHeader = 100;
  if (bytes.size() < kHeader)
    return Error{"the database is cut off inside its header", path};
  auto byte = [&](size_t i) {
    return static_cast<uint64_t>(static_cast<unsigned char>(bytes[i]));
  };
  // File format of SQLite: page size at 16, page count at 28, big-endian; a
  // page size of 1 is 65536.
  uint64_t pageSize = byte(16) << 8 | byte(17);
  pageSize = pageSize == 1 ? 65536 : pageSize;
  uint64_t pages = byte(28) << 24 | byte(29) << 16 | byte(30) << 8 | byte(31);
  if (bytes.size() < pageSize * pages)
    return Error{
        fmt::format("the database is cut off: found {} bytes, expected "
                    "{}",
                    bytes.size(), pageSize * pages),
        path};
  try {
    Sqlite database(bytes, path);
    return read(database, path);
  } catch (const Error &error) {
    return error;
  } catch (const std::exception &error) {
    return Error{error.what(), path};
  }
}

} // namespace perfopt::profiles
