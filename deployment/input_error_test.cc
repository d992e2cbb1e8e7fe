// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/input_error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <iomanip>  // for what quoted() must not be confused with
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace swingproof {
namespace {

using namespace std::string_literals;

std::size_t characters_in(std::string_view text) {
  std::size_t count = 0;
  for (const char each : text) count += (static_cast<unsigned char>(each) & 0xC0U) != 0x80U;
  return count;
}

TEST(InputError, PartsOnOneLine) {
  EXPECT_STREQ(InputError("a.toml: std", "is 0", "give more").what(),
               "a.toml: std: is 0; give more");
  EXPECT_STREQ(InputError("", "is 0", "").what(), "is 0");
  EXPECT_STREQ(InputError("a\nb", "c\rd", "e\x1b[2Jf").what(), "a\\x0ab: c\\x0dd; e\\x1b[2Jf");
  EXPECT_STREQ(InputError("a\0b"s, "is bad", "").what(), "a\\x00b: is bad");
  EXPECT_STREQ(InputError("a", "is " + quoted("x\ny\\"), "").what(), "a: is \"x\\x0ay\\\\\"");
}

TEST(InputError, LongPartsLoseTheirMiddle) {
  const std::string what = InputError(std::string(1 << 20, 'p'), "q" + std::string(500, '-') + "r",
                                      std::string(400, 's'))
                               .what();
  const std::string expected = std::string(199, 'p') + "…" + std::string(200, 'p') + ": q" +
                               std::string(198, '-') + "…" + std::string(199, '-') + "r; " +
                               std::string(400, 's');
  EXPECT_EQ(what, expected);
}

TEST(Quoted, EscapesWhatIsNotPlainText) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {"plain 'text'", "plain 'text'"},
      {"\"\\", "\\\"\\\\"},
      {"a\tb\nc\x7f", "a\\x09b\\x0ac\\x7f"},
      {"\0"s, "\\x00"},
      {"ü € 🙂", "ü € 🙂"},
      {"\xff", "\\xff"},
      {"\x80", "\\x80"},
      {"\xc3", "\\xc3"},                             // cut short
      {"\xe2\x82", "\\xe2\\x82"},                    // cut short
      {"\xf0\x9f\x99", "\\xf0\\x9f\\x99"},           // cut short
      {"\xc3(", "\\xc3("},                           // no continuation
      {"\xc0\xaf", "\\xc0\\xaf"},                    // overlong
      {"\xe0\x80\xaf", "\\xe0\\x80\\xaf"},           // overlong
      {"\xf0\x80\x80\xaf", "\\xf0\\x80\\x80\\xaf"},  // overlong
      {"\xed\xa0\x80", "\\xed\\xa0\\x80"},           // surrogate
      {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},  // above U+10FFFF
      {"\xf5\x80\x80\x80", "\\xf5\\x80\\x80\\x80"},  // never a lead byte
      {"\xf4\x8f\xbf\xbf", "\xf4\x8f\xbf\xbf"},      // U+10FFFF itself
      {"\xc2\x9b", "\\xc2\\x9b"},                    // U+009B, a terminal's control
      {"\xc2\xa0", "\xc2\xa0"},                      // U+00A0
      {"\xe2\x80\xa8", "\\xe2\\x80\\xa8"},           // U+2028, a line separator
      {"\xe2\x80\xae", "\\xe2\\x80\\xae"},           // U+202E, right to left
      {"\xe2\x80\x8b", "\\xe2\\x80\\x8b"},           // U+200B, zero width
      {"\xe2\x81\xa6", "\\xe2\\x81\\xa6"},           // U+2066, an isolate
      {"\xef\xbb\xbf", "\\xef\\xbb\\xbf"},           // U+FEFF
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(quoted(text), '"' + expected + '"');
}

TEST(Quoted, ShortensLongText) {
  const std::string sixty = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX";
  ASSERT_EQ(sixty.size(), 60U);
  EXPECT_EQ(quoted(sixty), '"' + sixty + '"');
  EXPECT_EQ(quoted(sixty + "Y"),
            "\"0123456789abcdefghijklmnopqrs…vwxyzABCDEFGHIJKLMNOPQRSTUVWXY\"");
}

TEST(Quoted, IsNotTheStandardLibrarys) {
  std::string text = "a\nb";
  const std::string& constant = text;
  std::ostringstream stream;
  stream << quoted(text) << quoted(constant) << quoted(std::string(text)) << quoted("a\nb")
         << quoted(std::string_view(text));
  const std::string once = "\"a\\x0ab\"";
  EXPECT_EQ(stream.str(), once + once + once + once + once);
}

// At every length around the window that is looked at, and for characters of 1 to 4 bytes.
TEST(Quoted, KeepsCharactersWholeWhereItShortens) {
  for (const std::string character : {"a", "ü", "€", "🙂"}) {
    std::string text;
    for (std::size_t count = 1; count <= 600; ++count) {
      text += character;
      const std::string shown = quoted(text);
      EXPECT_EQ(characters_in(shown), std::min<std::size_t>(count, 60) + 2) << character << count;
      EXPECT_EQ(shown.find('\\'), std::string::npos) << character << count;
    }
  }
  EXPECT_EQ(quoted(std::string(1 << 20, '\n')).size(), 2 + 59 * 4 + std::string("…").size());
}

}  // namespace
}  // namespace swingproof
