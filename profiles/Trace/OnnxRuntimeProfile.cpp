//===- OnnxRuntimeProfile.cpp - ONNX Runtime's profile --------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Trace/OnnxRuntimeProfile.h"

#include "profiles/Trace/JsonEvents.h"

#include <algorithm>

namespace perfopt::profiles {

using core::JsonReader;
using core::Result;

namespace {

constexpr std::string_view kNodeSuffix = "_kernel_time";

/// `[{"float":[1,3,96,128]}, ...]`
std::vector<std::vector<int64_t>> shapesOf(const JsonReader &args) {
  std::vector<std::vector<int64_t>> shapes;
  auto inputs = args.find("input_type_shape");
  if (!inputs)
    return shapes;
  inputs->list([&](const JsonReader &input) {
    input.forEachMember([&](const std::string &, const JsonReader &dims) {
      shapes.push_back(
          dims.list([](const JsonReader &dim) { return dim.integer(); }));
    });
    return 0;
  });
  return shapes;
}

std::string textOr(const JsonReader &args, const char *key) {
  auto value = args.find(key);
  return value ? value->text() : "";
}

struct Span {
  double start = 0, end = 0;
};

struct Events {
  std::vector<MeasuredEvent> nodes, kernels;
  std::vector<Span> runs;
  bool hostOnly = true;
};

MeasuredEvent readEvent(const JsonReader &json, std::string name) {
  MeasuredEvent event;
  event.name = std::move(name);
  event.start = core::fromMicroseconds(json.at("ts").number());
  double length = json.at("dur").number();
  if (length < 0)
    json.at("dur").fail("expected a duration from 0");
  event.time = core::fromMicroseconds(length);
  return event;
}

void readInto(Events &events, const JsonReader &json) {
  std::string category = json.at("cat").text();
  std::string name = json.at("name").text();
  if (category == "Session" && name == "model_run") {
    double start = json.at("ts").number();
    events.runs.push_back({start, start + json.at("dur").number()});
  } else if (category == "Node" && name.ends_with(kNodeSuffix)) {
    name.resize(name.size() - kNodeSuffix.size());
    MeasuredEvent event = readEvent(json, name);
    JsonReader args = json.at("args");
    event.op = args.at("op_name").text();
    event.shapes = shapesOf(args);
    events.hostOnly &= textOr(args, "provider") == "CPUExecutionProvider";
    events.nodes.push_back(std::move(event));
  } else if (category == "Kernel") {
    MeasuredEvent event = readEvent(json, name);
    if (auto args = json.find("args")) {
      event.op = textOr(*args, "op_name");
      std::string node = textOr(*args, "parent_name");
      if (node.ends_with(kNodeSuffix))
        node.resize(node.size() - kNodeSuffix.size());
      if (!node.empty())
        event.ranges.push_back(node);
    }
    events.kernels.push_back(std::move(event));
  }
}

/// The run that an event is in; unset outside all of them.
void assignRuns(std::vector<MeasuredEvent> &list, std::vector<Span> &runs) {
  std::ranges::sort(runs, {}, &Span::start);
  for (MeasuredEvent &event : list)
    for (size_t i = 0; i < runs.size(); ++i) {
      double start = core::microseconds(*event.start);
      if (runs[i].start <= start && start <= runs[i].end)
        event.run = static_cast<int>(i);
    }
}

} // namespace

Result<Profile> readOnnxRuntimeProfile(std::string_view text,
                                       const std::string &path) {
  Events events;
  Result<nlohmann::json> rest = readEvents(
      text, path, "", [&](const JsonReader &json) { readInto(events, json); });
  if (!rest)
    return rest.error();
  if (events.nodes.empty() && events.kernels.empty())
    return core::Error{"the profile has no event of category Node or Kernel; "
                       "was the session run before it ended profiling?",
                       path};
  Profile profile;
  profile.format = ProfileFormat::OnnxRuntime;
  profile.path = path;
  profile.onHost = events.kernels.empty() && events.hostOnly;
  profile.events =
      std::move(events.kernels.empty() ? events.nodes : events.kernels);
  if (!events.runs.empty()) {
    profile.runs = static_cast<int>(events.runs.size());
    assignRuns(profile.events, events.runs);
  }
  std::ranges::stable_sort(profile.events, {}, &MeasuredEvent::start);
  if (events.kernels.empty() && !events.hostOnly)
    profile.warnings.push_back(
        "the provider recorded no kernels: the time of a node on a GPU is that "
        "of its launch");
  return profile;
}

} // namespace perfopt::profiles
