//===- TrtexecProfile.cpp - trtexec's layer profile -----------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Trace/TrtexecProfile.h"

#include "profiles/Trace/JsonEvents.h"

namespace perfopt::profiles {

using core::JsonReader;
using core::Result;

Result<Profile> readTrtexecProfile(std::string_view text,
                                   const std::string &path) {
  Profile profile;
  profile.format = ProfileFormat::Trtexec;
  profile.path = path;
  profile.averaged = true;
  auto read = [&](const JsonReader &json) {
    if (auto count = json.find("count")) {
      profile.runs = count->int32();
      return;
    }
    MeasuredEvent event;
    event.name = json.at("name").text();
    double time = json.at("averageMs").number();
    if (time < 0)
      json.at("averageMs").fail("expected a time from 0");
    event.time = core::Seconds(time * 1e-3);
    profile.events.push_back(std::move(event));
  };
  Result<nlohmann::json> rest = readEvents(text, path, "", read);
  if (!rest)
    return rest.error();
  if (profile.events.empty())
    return core::Error{"the profile has no layer", path};
  profile.warnings.push_back(
      "trtexec runs one layer after the other to measure them: their sum is "
      "longer than a run");
  return profile;
}

} // namespace perfopt::profiles
