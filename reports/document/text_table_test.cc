// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/document/text_table.h"

#include <gtest/gtest.h>

namespace swingproof {
namespace {

const TextTable table{"lrl", {{"name", "n", ""}, {"a", "1,000", "▏"}, {"Größe", "-2", "█▌"}}};

// Widths are in characters, not bytes; nothing ends in spaces.
TEST(TextTable, AlignsColumnsByCharacters) {
  EXPECT_EQ(aligned(table),
            "  name       n\n"
            "  a      1,000  ▏\n"
            "  Größe     -2  █▌\n");
  EXPECT_EQ(aligned({"l", {}}), "");
}

TEST(TextTable, IsAMarkdownTable) {
  EXPECT_EQ(markdown(table),
            "| name | n |  |\n"
            "| :--- | ---: | :--- |\n"
            "| a | 1,000 | ▏ |\n"
            "| Größe | -2 | █▌ |\n");
  EXPECT_EQ(markdown({"l", {{"a|b.toml"}}}), "| a\\|b.toml |\n| :--- |\n");
}

}  // namespace
}  // namespace swingproof
