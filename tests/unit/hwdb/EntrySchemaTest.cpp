//===- EntrySchemaTest.cpp - The table of keys and what follows from it ---===//
//
// Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "hwdb/EntrySchema.h"

#include "hwdb/EntryJsonSchema.h"
#include "hwdb/TextFile.h"

#include <gtest/gtest.h>

using namespace perfopt::core;
using namespace perfopt::hwdb;

namespace {

std::string fileText(const char *path) {
  Result<std::string> text =
      readTextFile(std::string(PERFOPT_SOURCE_DIR) + "/" + path);
  EXPECT_TRUE(text) << text.error().str();
  return text ? *text : "";
}

TEST(EntrySchemaTest, ThePublishedFileIsTheTable) {
  EXPECT_EQ(fileText("docs/schema/device.schema.json"),
            entryJsonSchema().dump(2) + "\n")
      << "write it anew: perf-opt hwdb schema > docs/schema/device.schema.json";
}

TEST(EntrySchemaTest, TheReadmeNamesEveryKey) {
  std::string readme = fileText("hwdb/README.md");
  for (const SchemaKey &key : entrySchema().members) {
    bool isNamed = readme.find("`" + key.name + "`") != std::string::npos ||
                   readme.find("`" + key.name + "[]`") != std::string::npos;
    EXPECT_TRUE(isNamed) << key.name;
    EXPECT_FALSE(key.meaning.empty()) << key.name;
  }
}

TEST(EntrySchemaTest, FiguresHaveTheirKeys) {
  const SchemaKey &tdp = entrySchema().member("tdp");
  EXPECT_EQ(tdp.memberNames(),
            (std::vector<std::string_view>{"value", "unit", "kind", "source",
                                           "date", "conditions"}));
  EXPECT_EQ(tdp.member("unit").choices,
            (std::vector<std::string>{"W", "mW", "kW"}));
  EXPECT_EQ(entrySchema().findMember("tdpp"), nullptr);
}

} // namespace
