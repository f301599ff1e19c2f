//===- RegistryTest.cpp - Tests of finding predictors ---------------------===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "predictors/Builtin.h"

#include <gmock/gmock.h>

using namespace perfopt;
using namespace perfopt::predictors;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class Named : public Predictor {
public:
  explicit Named(std::string name) : text(std::move(name)) {}
  std::string_view name() const override { return text; }
  std::string_view version() const override { return "1"; }
  std::string_view description() const override { return "a test"; }
  core::Result<core::Prediction> predict(const core::Workload &,
                                         const core::Device &) const override {
    return core::Prediction();
  }

private:
  std::string text;
};

} // namespace

TEST(Registry, ListsAndFindsWhatWasAdded) {
  Registry registry;
  ASSERT_TRUE(registry.add(std::make_unique<Named>("b")));
  ASSERT_TRUE(registry.add(std::make_unique<Named>("a")));
  EXPECT_THAT(registry.names(), ElementsAre("b", "a"));
  auto found = registry.find("a");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->get().name(), "a");
}

TEST(Registry, ListsTheNamesForAnUnknownOne) {
  Registry registry;
  ASSERT_TRUE(registry.add(std::make_unique<Named>("roofline")));
  ASSERT_TRUE(registry.add(std::make_unique<Named>("kernel")));
  auto found = registry.find("graphsage");
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().message,
              AllOf(HasSubstr("'graphsage'"), HasSubstr("roofline or kernel")));
}

TEST(Registry, RefusesATakenName) {
  Registry registry;
  ASSERT_TRUE(registry.add(std::make_unique<Named>("a")));
  EXPECT_FALSE(registry.add(std::make_unique<Named>("a")));
}

TEST(Builtin, HoldsTheDefault) {
  Registry registry = makeBuiltinRegistry();
  EXPECT_TRUE(registry.find(kDefaultPredictor));
  for (const auto &predictor : registry.all()) {
    EXPECT_FALSE(predictor->version().empty());
    EXPECT_FALSE(predictor->description().empty());
  }
}
