// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/document/shell_word.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "deployment/folder_fixture.h"

namespace swingproof {
namespace {

// What a shell makes of the words of these texts, as it hands them to a program.
std::string read_by(const std::string& shell, const std::vector<std::string>& texts) {
  const TemporaryFolder folder;
  std::string script = "printf '%s\\0'";
  for (const std::string& text : texts) script += ' ' + shell_word(text);
  folder.write("script", script);
  const std::string command =
      shell + ' ' + folder.path_of("script") + " >" + folder.path_of("out") + " </dev/null";
  EXPECT_EQ(std::system(command.c_str()), 0);
  return folder.read("out");
}

std::string as_handed_over(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text + '\0';
  return all;
}

TEST(ShellWord, PlainTextStaysAsItIs) {
  EXPECT_EQ(shell_word("kernels/vector.so"), "kernels/vector.so");
  EXPECT_EQ(shell_word("bayes:post_rounding=floor"), "bayes:post_rounding=floor");
}

// Every byte but 0, which no argument can hold: alone, between letters, and before a digit, which
// an octal escape must not swallow.
TEST(ShellWord, BashReadsEveryByteBack) {
  std::vector<std::string> texts = {"",     "it's",     "\\'",  "$HOME `id` $(id)",
                                    "a\nb", "\x1b[31m", "Grüße"};
  for (int byte = 1; byte < 256; ++byte) {
    const auto character = static_cast<char>(byte);
    texts.push_back({character});
    texts.push_back({'a', character, 'b'});
    texts.push_back({character, '7'});
  }
  EXPECT_EQ(read_by("bash", texts), as_handed_over(texts));
}

// Printable text needs no more than the oldest quoting.
TEST(ShellWord, AnyShellReadsPrintableText) {
  std::vector<std::string> texts = {"",    "two words", "it's", "'", "''", "\\",
                                    "\\'", "$HOME",     "~",    "#", "!!"};
  for (char character = ' '; character < '\x7F'; ++character) texts.push_back({'-', character});
  EXPECT_EQ(read_by("sh", texts), as_handed_over(texts));
}

}  // namespace
}  // namespace swingproof
