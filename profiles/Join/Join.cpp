//===- Join.cpp - Which measured unit is which predicted kernel -----------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profiles/Join/Join.h"

#include "profiles/Join/Alignment.h"
#include "profiles/Join/OperatorNames.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace perfopt::profiles {

using core::KernelFamily;
using core::Workload;

std::string_view name(MatchedBy reason) {
  switch (reason) {
  case MatchedBy::Name:
    return "name";
  case MatchedBy::Order:
    return "order";
  case MatchedBy::Family:
    return "family";
  }
  return "";
}

namespace {

/// Kernels and units as nodes of one graph whose components are the pairings.
class Pairings {
public:
  Pairings(size_t kernels, size_t units)
      : parent(kernels + units), kernelCount(kernels) {
    std::iota(parent.begin(), parent.end(), 0);
  }

  void connect(int kernel, int unit, MatchedBy by) {
    int a = find(kernel), b = find(unitNode(unit));
    parent[b] = a;
    auto [reason, added] = reasons.try_emplace(kernel, by);
    // The stronger reason stands for both.
    reason->second = std::min(reason->second, by);
  }
  void connectUnits(int unit, int other) {
    parent[find(unitNode(unit))] = find(unitNode(other));
  }

  Join result() {
    Join join;
    std::map<int, Pairing> components;
    for (size_t i = 0; i < parent.size(); ++i) {
      Pairing &pairing = components[find(static_cast<int>(i))];
      if (i < kernelCount)
        pairing.kernels.push_back(static_cast<int>(i));
      else
        pairing.units.push_back(static_cast<int>(i - kernelCount));
    }
    for (auto &[root, pairing] : components) {
      if (pairing.units.empty()) {
        join.kernelsLeft.insert(join.kernelsLeft.end(), pairing.kernels.begin(),
                                pairing.kernels.end());
      } else if (pairing.kernels.empty()) {
        join.unitsLeft.insert(join.unitsLeft.end(), pairing.units.begin(),
                              pairing.units.end());
      } else {
        pairing.by = MatchedBy::Family;
        for (int kernel : pairing.kernels)
          if (auto found = reasons.find(kernel); found != reasons.end())
            pairing.by = std::min(pairing.by, found->second);
        join.pairings.push_back(std::move(pairing));
      }
    }
    std::ranges::sort(join.kernelsLeft);
    std::ranges::sort(join.unitsLeft);
    std::ranges::sort(join.pairings, {}, [](const Pairing &pairing) {
      return pairing.kernels.front();
    });
    return join;
  }

private:
  int unitNode(int unit) const { return static_cast<int>(kernelCount) + unit; }
  int find(int node) {
    while (parent[node] != node)
      node = parent[node] = parent[parent[node]];
    return node;
  }

  std::vector<int> parent;
  size_t kernelCount;
  std::map<int, MatchedBy> reasons;
};

/// A product or convolution is never what an elementwise operator's name
/// stands for: a fused kernel may carry the name of its last operator.
bool isHeavy(KernelFamily family) {
  using enum KernelFamily;
  return family == Gemm || family == BatchedGemm || family == Conv ||
         family == Depthwise || family == Attention || family == Recurrent;
}

bool contradicts(const Unit &unit, const Workload &workload,
                 const std::vector<int> &kernels) {
  if (!unit.family || !isHeavy(*unit.family))
    return false;
  return std::ranges::none_of(kernels, [&](int kernel) {
    return isHeavy(workload.kernels[kernel].family);
  });
}

using Shapes = std::set<std::vector<int64_t>>;

/// Shapes of the operands of a kernel's operators.
std::vector<Shapes> kernelShapes(const Workload &workload) {
  std::map<int, const core::Operator *> byId;
  for (const core::Operator &op : workload.operators)
    byId[op.id] = &op;
  std::vector<Shapes> shapes;
  for (const core::Kernel &kernel : workload.kernels) {
    Shapes of;
    for (int id : kernel.operators)
      if (auto op = byId.find(id); op != byId.end())
        for (const core::TensorShape &operand : op->second->operands)
          of.insert(operand.dims);
    shapes.push_back(std::move(of));
  }
  return shapes;
}

/// How likely a unit is a kernel's, 0 for not at all.
class Likeness {
public:
  Likeness(const Workload &workload, const std::vector<Unit> &units,
           const OperatorNames &names)
      : workload(workload), units(units), shapes(kernelShapes(workload)) {
    for (const Unit &unit : units) {
      std::vector<int> scope = names.kernelsInScope(unit.ranges);
      scopes.emplace_back(scope.begin(), scope.end());
    }
  }

  int operator()(int kernel, int unit) const {
    // What is more certain outweighs any number of less certain ones.
    constexpr int kSameFamily = 8, kNearFamily = 3, kUnknownFamily = 1;
    constexpr int kSameShape = 4, kSameScope = 64;
    const Unit &measured = units[unit];
    if (measured.role != Role::Work || measured.isTransfer)
      return 0;
    KernelFamily family = workload.kernels[kernel].family;
    int score = 0;
    if (!measured.family)
      score = kUnknownFamily;
    else if (*measured.family == family)
      score = kSameFamily;
    else if (compatible(*measured.family, family))
      score = kNearFamily;
    if (score == 0)
      return 0;
    for (const std::vector<int64_t> &shape : measured.shapes)
      if (shapes[kernel].contains(shape)) {
        score += kSameShape;
        break;
      }
    if (scopes[unit].contains(kernel))
      score += kSameScope;
    return score;
  }

private:
  const Workload &workload;
  const std::vector<Unit> &units;
  std::vector<Shapes> shapes;
  std::vector<std::set<int>> scopes;
};

/// Units that are part of a neighbour's work.
void joinHelpers(const Workload &workload, const std::vector<Unit> &units,
                 Pairings &pairings, const std::vector<int> &kernelOf) {
  int count = static_cast<int>(units.size());
  auto attach = [&](int unit, int step) {
    for (int other = unit + step; other >= 0 && other < count; other += step) {
      if (units[other].role == Role::Work && !units[other].isTransfer) {
        if (kernelOf[other] >= 0)
          pairings.connectUnits(unit, other);
        return;
      }
    }
  };
  for (int i = 0; i < count; ++i) {
    if (kernelOf[i] >= 0)
      continue;
    if (units[i].role == Role::Before)
      attach(i, 1);
    else if (units[i].role == Role::After)
      attach(i, -1);
  }
  // A kernel that is known to launch several (a bias behind a convolution)
  // takes the unmatched elementwise units right behind it.
  for (int i = 0; i < count; ++i) {
    if (kernelOf[i] < 0)
      continue;
    int missing = workload.kernels[kernelOf[i]].launches -
                  static_cast<int>(units[i].launches);
    for (int next = i + 1; next < count && missing > 0 && kernelOf[next] < 0 &&
                           units[next].family == KernelFamily::Elementwise;
         ++next, --missing)
      pairings.connectUnits(next, i);
  }
}

Join joinByFamily(const Workload &workload, const std::vector<Unit> &units) {
  Pairings pairings(workload.kernels.size(), units.size());
  for (size_t unit = 0; unit < units.size(); ++unit)
    for (size_t kernel = 0; kernel < workload.kernels.size(); ++kernel)
      if (units[unit].family == workload.kernels[kernel].family)
        pairings.connect(static_cast<int>(kernel), static_cast<int>(unit),
                         MatchedBy::Family);
  return pairings.result();
}

} // namespace

Join join(const Workload &workload, const std::vector<Unit> &units,
          bool ordered) {
  if (!ordered)
    return joinByFamily(workload, units);
  OperatorNames names(workload);
  Pairings pairings(workload.kernels.size(), units.size());
  // The kernel of each unit, -1 while there is none.
  std::vector<int> kernelOf(units.size(), -1);
  std::set<int> named;
  for (size_t i = 0; i < units.size(); ++i) {
    std::vector<int> kernels = names.kernelsNamed(units[i]);
    if (kernels.empty() || contradicts(units[i], workload, kernels))
      continue;
    for (int kernel : kernels) {
      pairings.connect(kernel, static_cast<int>(i), MatchedBy::Name);
      named.insert(kernel);
    }
    kernelOf[i] = kernels.front();
  }

  // Names are anchors: between two of them only what lies between the others
  // can match.
  Likeness likeness(workload, units, names);
  auto score = [&](int kernel, int unit) {
    constexpr int kAnchor = 1 << 16;
    if (kernelOf[unit] >= 0 || named.contains(kernel))
      return kernelOf[unit] == kernel ? kAnchor : 0;
    return likeness(kernel, unit);
  };
  for (auto [kernel, unit] : align(static_cast<int>(workload.kernels.size()),
                                   static_cast<int>(units.size()), score))
    if (kernelOf[unit] < 0) {
      pairings.connect(kernel, unit, MatchedBy::Order);
      kernelOf[unit] = kernel;
    }
  joinHelpers(workload, units, pairings, kernelOf);
  return pairings.result();
}

} // namespace perfopt::profiles
