//===- Workspaces.cpp - Temporary memory of the GPU libraries -------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Memory/Workspaces.h"

#include <algorithm>
#include <array>

using namespace perfopt;
using namespace perfopt::predictors;
using core::Bytes;
using core::Kernel;
using core::KernelFamily;

static constexpr double kKiB = 1024;

/// An image, not features: red, green, blue and perhaps one more.
static constexpr double kImageChannels = 4;

Bytes predictors::blasWorkspace(const core::Device &device) {
  static constexpr std::array<std::string_view, 2> large = {"Hopper",
                                                            "Blackwell"};
  bool isLarge =
      std::find(large.begin(), large.end(), device.architecture) != large.end();
  return Bytes(isLarge ? 8 * 4096 * kKiB : 2 * 4096 * kKiB + 8 * 16 * kKiB);
}

bool predictors::usesBlas(const Kernel &kernel) {
  return kernel.family == KernelFamily::Gemm ||
         kernel.family == KernelFamily::BatchedGemm;
}

namespace {

/// A convolution's extents in the terms of its forward. The gradient of a
/// filter is described as a convolution with images and channels exchanged,
/// whose window is the whole map (analysis/Training).
struct ConvSizes {
  explicit ConvSizes(const Kernel &kernel) {
    auto size = [&](const char *key) { return double(kernel.size(key)); };
    groups = size("groups");
    images = size("n");
    channels = size("c");
    filters = size("k");
    map = size("h") * size("w") * size("d");
    window = {size("t"), size("r"), size("s")};
    places = {size("o"), size("p"), size("q")};
    if (kernel.phase == core::Phase::Backward &&
        volume(window) > volume(places)) {
      std::swap(window, places);
      images = size("c") / groups;
      channels = size("n") * groups;
    }
    // The gradient of an input states no stride: it shows in the extents,
    // which differ by less than the window where the stride is 1.
    plain3x3 = window == std::array<double, 3>{1, 3, 3} && groups == 1 &&
               size("stride_h") == 1 && size("stride_w") == 1 &&
               std::abs(size("h") - places[1]) < 3 &&
               std::abs(size("w") - places[2]) < 3;
  }

  static double volume(const std::array<double, 3> &extents) {
    return extents[0] * extents[1] * extents[2];
  }
  double input() const { return images * channels * map; }
  double output() const { return images * filters * volume(places); }
  double weight() const { return filters * channels / groups * volume(window); }
  double columns() const {
    return images * channels * volume(window) * volume(places);
  }

  double images, channels, filters, groups, map;
  std::array<double, 3> window, places; // depth, height, width
  bool plain3x3 = false;
};

} // namespace

Workspace predictors::convWorkspace(const Kernel &kernel) {
  if (kernel.family != KernelFamily::Conv)
    return {};
  ConvSizes sizes(kernel);
  double element = double(core::storageBits(kernel.type)) / 8;
  if (element <= 2)
    return {Bytes(element * (sizes.input() + sizes.weight() + sizes.output())),
            "conv_ws1"};
  if (kernel.phase != core::Phase::Backward)
    return {Bytes(), "conv_ws4"};
  if (sizes.channels <= kImageChannels)
    return {Bytes(element * sizes.columns()), "conv_ws3"};
  if (sizes.plain3x3)
    return {Bytes(element * (2.25 * (sizes.input() + sizes.output()) +
                             4 * sizes.weight())),
            "conv_ws2"};
  return {Bytes(), "conv_ws4"};
}
