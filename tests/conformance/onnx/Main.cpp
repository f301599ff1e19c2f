//===- Main.cpp - ONNX's backend tests against perf-opt's inference -------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// usage: onnx-conformance [--list] TABLES DATA...
//
// TABLES is the folder with refused.csv and light.csv, DATA folders with the
// kinds node, simple, ... Ends with 0 when every test is right or listed, 1
// when not, 2 on wrong usage, 77 (skipped, to ctest) when there is no data.
//
//===----------------------------------------------------------------------===//

#include "tests/conformance/onnx/Checker.h"
#include "tests/conformance/onnx/LightOracle.h"
#include "tests/conformance/onnx/RefusedTable.h"

#include <fmt/format.h>

#include <map>

using namespace perfopt;
using namespace perfopt::conformance;

namespace {

constexpr int kSkipped = 77;

struct Count {
  size_t right = 0, withValues = 0, open = 0, refused = 0, wrong = 0;

  size_t total() const { return right + withValues + open + refused + wrong; }
  void add(Outcome outcome) {
    switch (outcome) {
    case Outcome::Right:
      ++right;
      break;
    case Outcome::RightWithValues:
      ++withValues;
      break;
    case Outcome::Open:
      ++open;
      break;
    case Outcome::Refused:
      ++refused;
      break;
    case Outcome::Wrong:
      ++wrong;
      break;
    }
  }
};

void printCount(const std::string &kind, const Count &count) {
  auto share = [&](size_t part) {
    return 100.0 * double(part) / double(std::max<size_t>(count.total(), 1));
  };
  fmt::print("{:<18} {:>5} tests: {:>5} right ({:.1f} %), of them {} once the "
             "inputs' values are known; {} open ({:.1f} %), {} refused "
             "({:.1f} %), {} wrong\n",
             kind, count.total(), count.right + count.withValues,
             share(count.right + count.withValues), count.withValues,
             count.open, share(count.open), count.refused, share(count.refused),
             count.wrong);
}

class Run {
public:
  Run(RefusedTable table, LightOracle oracle, bool list)
      : table(std::move(table)), oracle(std::move(oracle)), list(list) {}

  void folder(const std::string &data) {
    for (const TestLocation &location : findTests(data))
      one(location);
  }

  int finish() {
    if (counts.empty()) {
      fmt::print(
          "skipped: found no tests; on Debian, install libonnx-testdata, "
          "or name a folder that has some\n");
      return kSkipped;
    }
    Count all;
    for (const auto &[kind, count] : counts) {
      printCount(kind, count);
      all.right += count.right, all.withValues += count.withValues;
      all.open += count.open, all.refused += count.refused;
      all.wrong += count.wrong;
    }
    if (counts.size() > 1)
      printCount("all", all);
    if (std::vector<std::string> unused = table.unusedRows(); !unused.empty())
      fmt::print("{} rows of refused.csv are about tests that are not here: "
                 "{}\n",
                 unused.size(), fmt::join(unused, " "));
    fmt::print("{} of {} tests are not as expected\n", failures, all.total());
    return failures == 0 ? 0 : 1;
  }

private:
  void one(const TestLocation &location) {
    std::string message;
    core::Result<TestCase> test = loadTest(location);
    if (!test) {
      counts[location.kind].add(Outcome::Wrong);
      message = test.error().str();
    } else {
      Verdict verdict = checker.check(*test);
      counts[location.kind].add(verdict.outcome);
      message = table.judge(location.name, *test, verdict);
      if (message.empty())
        message = oracle.judge(location.name, verdict.workload);
      if (list && verdict.outcome >= Outcome::Open)
        fmt::print("{}/{}: {}: {}\n", location.kind, location.name, verdict.op,
                   verdict.reason);
    }
    if (message.empty())
      return;
    ++failures;
    fmt::print("FAILED {}/{}: {}\n", location.kind, location.name, message);
  }

  RefusedTable table;
  LightOracle oracle;
  bool list;
  Checker checker;
  std::map<std::string, Count> counts;
  size_t failures = 0;
};

} // namespace

int main(int argc, char **argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  bool list = !arguments.empty() && arguments.front() == "--list";
  if (list)
    arguments.erase(arguments.begin());
  if (arguments.size() < 2) {
    fmt::print(stderr, "usage: onnx-conformance [--list] TABLES DATA...\n");
    return 2;
  }
  core::Result<RefusedTable> table =
      RefusedTable::load(arguments.front() + "/refused.csv");
  core::Result<LightOracle> oracle =
      LightOracle::load(arguments.front() + "/light.csv");
  if (!table || !oracle) {
    fmt::print(stderr, "onnx-conformance: {}\n",
               (!table ? table.error() : oracle.error()).str());
    return 2;
  }
  Run run(std::move(*table), std::move(*oracle), list);
  for (size_t i = 1; i < arguments.size(); ++i)
    run.folder(arguments[i]);
  return run.finish();
}
