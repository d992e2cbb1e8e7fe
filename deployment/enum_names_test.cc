// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/enum_names.h"

#include <gmock/gmock.h>

#include "deployment/input_error.h"

namespace swingproof {

enum class Tide { low, high };

template <>
inline constexpr auto enum_names<Tide> = names_of<Tide>("a tide",
                                                        {{Tide::low, "low"}, {Tide::high, "high"}});

namespace {

TEST(EnumNames, OneTableServesBothDirections) {
  for (const Tide tide : {Tide::low, Tide::high})
    EXPECT_EQ(parse_name<Tide>(name(tide), "t"), tide);
  EXPECT_EQ(value_named<Tide>("High"), std::nullopt);
  EXPECT_THAT(all_names<Tide>(), testing::ElementsAre("low", "high"));
}

TEST(EnumNames, AnErrorSaysWhatTheTextIsNot) {
  try {
    parse_name<Tide>("neap", "tide.toml: tide");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "tide.toml: tide: \"neap\" is not a tide; write low or high");
  }
}

}  // namespace
}  // namespace swingproof
