//===- TorchTrace.cpp - PyTorch profiler's Chrome trace -------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Trace/TorchTrace.h"

#include "profiles/Trace/JsonEvents.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace perfopt::profiles {

using core::JsonReader;
using core::Result;

namespace {

enum class Category { Operator, Annotation, Launch, Kernel, Transfer, Other };

/// Names up to PyTorch 1.10 begin with a capital.
Category categoryOf(std::string_view text) {
  static const std::map<std::string_view, Category> kCategories = {
      {"cpu_op", Category::Operator},
      {"Operator", Category::Operator},
      {"user_annotation", Category::Annotation},
      {"cuda_runtime", Category::Launch},
      {"cuda_driver", Category::Launch},
      {"Runtime", Category::Launch},
      {"kernel", Category::Kernel},
      {"Kernel", Category::Kernel},
      {"gpu_memcpy", Category::Transfer},
      {"gpu_memset", Category::Transfer},
      {"Memcpy", Category::Transfer},
      {"Memset", Category::Transfer},
  };
  auto found = kCategories.find(text);
  return found == kCategories.end() ? Category::Other : found->second;
}

struct TraceEvent {
  std::string name;
  std::string thread;
  /// Microseconds.
  double start = 0, length = 0;
  std::optional<int64_t> externalId, correlation;
  std::vector<std::vector<int64_t>> shapes;
  /// Of operators and annotations: the one around it on its thread.
  int parent = -1;

  double end() const { return start + length; }
};

std::optional<int64_t> findInteger(const JsonReader &args,
                                   std::initializer_list<const char *> names) {
  for (const char *name : names)
    if (auto value = args.find(name))
      return value->integer();
  return std::nullopt;
}

/// "Input Dims": a list an input; lists of tensors and scalars are left out.
std::vector<std::vector<int64_t>> shapesOf(const JsonReader &args) {
  std::vector<std::vector<int64_t>> shapes;
  auto dims = args.find("Input Dims");
  if (!dims)
    dims = args.find("Input dims");
  if (!dims)
    return shapes;
  auto extent = [](const JsonReader &item) { return item.integer(); };
  dims->list([&](const JsonReader &input) {
    try {
      std::vector<int64_t> shape = input.list(extent);
      if (!shape.empty())
        shapes.push_back(std::move(shape));
    } catch (const core::Error &) {
      // A list of tensors.
    }
    return 0;
  });
  return shapes;
}

/// pid and tid are numbers, or words for threads that are none.
std::string threadOf(const JsonReader &event) {
  std::string thread;
  for (const char *name : {"pid", "tid"}) {
    auto id = event.find(name);
    if (!id)
      continue;
    try {
      thread += std::to_string(id->integer());
    } catch (const core::Error &) {
      thread += id->text();
    }
    thread += '/';
  }
  return thread;
}

TraceEvent readEvent(const JsonReader &json) {
  TraceEvent event;
  event.name = json.at("name").text();
  event.start = json.at("ts").number();
  event.length = json.at("dur").number();
  if (event.length < 0)
    json.at("dur").fail("expected a duration from 0");
  event.thread = threadOf(json);
  if (auto args = json.find("args")) {
    event.externalId = findInteger(*args, {"External id", "external id"});
    event.correlation = findInteger(*args, {"correlation"});
    event.shapes = shapesOf(*args);
  }
  return event;
}

struct Trace {
  /// Operators and annotations, sorted so that a parent is before its child.
  std::vector<TraceEvent> host;
  std::vector<bool> isAnnotation;
  std::vector<TraceEvent> launches, kernels, transfers;
};

/// Of a namespace, and not the engine that runs a backward pass.
bool isOperatorName(std::string_view name) {
  return name.find("::") != std::string_view::npos &&
         !name.starts_with("autograd::engine");
}

/// Finds, on each thread, what encloses what.
class Nesting {
public:
  explicit Nesting(Trace &trace) : trace(trace) {
    std::map<std::string_view, std::vector<int>> threads;
    for (size_t i = 0; i < trace.host.size(); ++i)
      threads[trace.host[i].thread].push_back(static_cast<int>(i));
    for (auto &[thread, ids] : threads) {
      std::ranges::sort(ids, [&](int a, int b) {
        const TraceEvent &first = trace.host[a], &second = trace.host[b];
        return std::tuple(first.start, -first.length, a) <
               std::tuple(second.start, -second.length, b);
      });
      std::vector<int> open;
      for (int id : ids) {
        TraceEvent &event = trace.host[id];
        while (!open.empty() && trace.host[open.back()].end() <= event.start)
          open.pop_back();
        if (!open.empty())
          event.parent = open.back();
        open.push_back(id);
      }
    }
    byThread = std::move(threads);
  }

  /// The innermost event around the start of `event`, -1 for none.
  int around(const TraceEvent &event) const {
    auto found = byThread.find(event.thread);
    if (found == byThread.end())
      return -1;
    const std::vector<int> &ids = found->second;
    auto after = std::ranges::upper_bound(
        ids, event.start, {}, [&](int id) { return trace.host[id].start; });
    if (after == ids.begin())
      return -1;
    int id = *std::prev(after);
    while (id >= 0 && trace.host[id].end() < event.start)
      id = trace.host[id].parent;
    return id;
  }

  /// The outermost operator around `id`, itself included; -1 for none.
  int outermostOperator(int id) const {
    int outermost = -1;
    for (; id >= 0; id = trace.host[id].parent)
      if (!trace.isAnnotation[id] && isOperatorName(trace.host[id].name))
        outermost = id;
    return outermost;
  }

  /// Annotations around `id`, outermost first.
  std::vector<std::string> annotations(int id) const {
    std::vector<std::string> names;
    for (; id >= 0; id = trace.host[id].parent)
      if (trace.isAnnotation[id] && !isStep(trace.host[id].name))
        names.push_back(trace.host[id].name);
    std::ranges::reverse(names);
    return names;
  }

  static bool isStep(std::string_view name) {
    return name.starts_with("ProfilerStep#");
  }

private:
  Trace &trace;
  std::map<std::string_view, std::vector<int>> byThread;
};

/// Which ProfilerStep a moment on the host is in.
class Steps {
public:
  explicit Steps(const Trace &trace) {
    for (const TraceEvent &event : trace.host)
      if (Nesting::isStep(event.name))
        spans.emplace_back(event.start, event.end());
    std::ranges::sort(spans);
  }
  int count() const { return static_cast<int>(spans.size()); }
  std::optional<int> at(double moment) const {
    for (size_t i = 0; i < spans.size(); ++i)
      if (spans[i].first <= moment && moment < spans[i].second)
        return static_cast<int>(i);
    return std::nullopt;
  }

private:
  std::vector<std::pair<double, double>> spans;
};

class Builder {
public:
  Builder(Trace &trace, Profile &profile)
      : trace(trace), profile(profile), nesting(trace), steps(trace) {
    if (steps.count() > 0)
      profile.runs = steps.count();
  }

  void addDeviceEvents() {
    for (const TraceEvent &launch : trace.launches)
      if (launch.correlation)
        launchOf[*launch.correlation] = &launch;
    for (size_t i = 0; i < trace.host.size(); ++i)
      if (trace.host[i].externalId && !trace.isAnnotation[i])
        operatorOf.try_emplace(*trace.host[i].externalId, static_cast<int>(i));
    size_t unlaunched = 0;
    for (const TraceEvent &kernel : trace.kernels)
      unlaunched += !addDeviceEvent(kernel, false);
    for (const TraceEvent &transfer : trace.transfers)
      addDeviceEvent(transfer, true);
    if (unlaunched > 0)
      profile.warnings.push_back(fmt::format(
          "{} of {} kernels have neither a launch record nor an operator (a "
          "CUDA graph, or launched before the trace began): they are joined by "
          "name and order only",
          unlaunched, trace.kernels.size()));
    std::ranges::stable_sort(profile.events, {}, &MeasuredEvent::start);
  }

  void addHostOperators() {
    profile.onHost = true;
    for (size_t i = 0; i < trace.host.size(); ++i) {
      int id = static_cast<int>(i);
      if (nesting.outermostOperator(id) != id)
        continue;
      const TraceEvent &host = trace.host[i];
      MeasuredEvent event;
      event.name = event.op = host.name;
      event.call = id;
      event.shapes = host.shapes;
      event.ranges = nesting.annotations(id);
      event.run = steps.at(host.start);
      event.start = core::fromMicroseconds(host.start);
      event.time = core::fromMicroseconds(host.length);
      profile.events.push_back(std::move(event));
    }
    std::ranges::stable_sort(profile.events, {}, &MeasuredEvent::start);
  }

private:
  /// False when nothing says what launched it.
  bool addDeviceEvent(const TraceEvent &kernel, bool isTransfer) {
    MeasuredEvent event;
    event.name = kernel.name;
    event.start = core::fromMicroseconds(kernel.start);
    event.time = core::fromMicroseconds(kernel.length);
    event.isTransfer = isTransfer;
    int host = -1;
    bool known = false;
    if (kernel.correlation)
      if (auto launch = launchOf.find(*kernel.correlation);
          launch != launchOf.end()) {
        known = true;
        host = nesting.around(*launch->second);
        event.run = steps.at(launch->second->start);
      }
    if (host < 0 && kernel.externalId)
      if (auto found = operatorOf.find(*kernel.externalId);
          found != operatorOf.end()) {
        known = true;
        host = found->second;
        event.run = steps.at(trace.host[host].start);
      }
    event.ranges = nesting.annotations(host);
    if (int op = nesting.outermostOperator(host); op >= 0) {
      event.op = trace.host[op].name;
      event.shapes = trace.host[op].shapes;
      event.call = op;
    }
    profile.events.push_back(std::move(event));
    return known;
  }

  Trace &trace;
  Profile &profile;
  Nesting nesting;
  Steps steps;
  std::unordered_map<int64_t, const TraceEvent *> launchOf;
  std::unordered_map<int64_t, int> operatorOf;
};

std::string deviceName(const nlohmann::json &trace) {
  auto devices = trace.find("deviceProperties");
  if (devices == trace.end() || !devices->is_array() || devices->empty() ||
      !devices->front().is_object())
    return "";
  auto name = devices->front().find("name");
  return name != devices->front().end() && name->is_string()
             ? name->get<std::string>()
             : "";
}

} // namespace

Result<Profile> readTorchTrace(std::string_view text, const std::string &path) {
  Trace trace;
  auto read = [&](const JsonReader &json) {
    auto phase = json.find("ph");
    auto category = json.find("cat");
    if (!phase || !category || phase->text() != "X")
      return;
    switch (categoryOf(category->text())) {
    case Category::Operator:
      trace.host.push_back(readEvent(json));
      trace.isAnnotation.push_back(false);
      break;
    case Category::Annotation:
      trace.host.push_back(readEvent(json));
      trace.isAnnotation.push_back(true);
      break;
    case Category::Launch:
      trace.launches.push_back(readEvent(json));
      break;
    case Category::Kernel:
      trace.kernels.push_back(readEvent(json));
      break;
    case Category::Transfer:
      trace.transfers.push_back(readEvent(json));
      break;
    case Category::Other:
      break;
    }
  };
  size_t start = text.find_first_not_of(" \t\r\n");
  bool bareArray = start != std::string_view::npos && text[start] == '[';
  Result<nlohmann::json> rest =
      readEvents(text, path, bareArray ? "" : "traceEvents", read);
  if (!rest)
    return rest.error();

  Profile profile;
  profile.format = ProfileFormat::TorchTrace;
  profile.path = path;
  profile.device = deviceName(*rest);
  Builder builder(trace, profile);
  if (trace.kernels.empty())
    builder.addHostOperators();
  else
    builder.addDeviceEvents();
  if (profile.events.empty())
    return core::Error{"the trace has neither kernels nor operators; profile "
                       "with activities=[CPU, CUDA]",
                       path};
  if (profile.onHost && !trace.launches.empty())
    profile.warnings.push_back(
        "the trace has launches but no kernels, so the operators' times on the "
        "host are compared; profile with ProfilerActivity.CUDA");
  return profile;
}

} // namespace perfopt::profiles
