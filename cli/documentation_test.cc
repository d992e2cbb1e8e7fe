// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Man pages and completions, as the build has the command write them, against its --help, and in
// the programs that read them: mandoc, bash, zsh, fish.

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_runner.h"
#include "cli/help_examples_fixture.h"

namespace swingproof {
namespace {

std::set<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::set<std::string> words;
  for (std::string word; stream >> word;) words.insert(word);
  return words;
}

// Files and help, made once.
class Documentation : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = new TemporaryFolder;
    EXPECT_EQ(run_command(*folder, "documentation share").exit_code, 0);
    read_help("");
  }
  static void TearDownTestSuite() { delete folder; }

  // Of a command, "" or "campaign run", and of all below it.
  static void read_help(const std::string& command) {
    help[command] = run_command(*folder, command + " --help").out;
    for (const std::string& line : lines_behind(help[command], "Subcommands:")) {
      const std::string name = line.substr(2, line.find(' ', 2) - 2);
      read_help(command.empty() ? name : command + " " + name);
    }
  }

  static std::set<std::string> options(const std::string& text) {
    std::set<std::string> names;
    const std::regex option("(^|\n)  (?:(-[a-z]),)?(--[a-z0-9-]+)");
    for (std::sregex_iterator each(text.begin(), text.end(), option), end; each != end; ++each) {
      if ((*each)[2].matched) names.insert((*each)[2]);
      names.insert((*each)[3]);
    }
    return names;
  }

  // What bash offers behind each of these lines, whose words are separated by single spaces.
  static std::vector<std::set<std::string>> bash_words(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "|\n";
    folder->write("lines", text);
    folder->write("complete.bash", R"(source share/bash-completion/completions/swingproof
while IFS= read -r line; do
  IFS=' ' read -ra COMP_WORDS <<<"$line"
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMP_WORDS[COMP_CWORD]=${COMP_WORDS[COMP_CWORD]%?}
  _swingproof
  echo "${COMPREPLY[@]}"
done <lines
)");
    const CommandResult result = run_shell(*folder, "bash complete.bash");
    EXPECT_EQ(result.err, "");
    std::vector<std::set<std::string>> offers;
    std::istringstream stream(result.out);
    for (std::string line; std::getline(stream, line);) offers.push_back(words_of(line));
    EXPECT_EQ(offers.size(), lines.size());
    offers.resize(lines.size());
    return offers;
  }

  static inline const TemporaryFolder* folder = nullptr;
  static inline std::map<std::string, std::string> help;  // of each command
};

using Words = std::set<std::string>;

TEST_F(Documentation, HasAPageOfEachCommandWithEachOption) {
  EXPECT_GE(help.size(), 25U);
  for (const auto& [command, text] : help) {
    const std::string name = std::regex_replace(command, std::regex(" "), "-");
    const std::string file = "share/man/man1/swingproof" + (name.empty() ? "" : "-" + name) + ".1";
    const std::string page = std::regex_replace(folder->read(file), std::regex(R"(\\-)"), "-");
    EXPECT_FALSE(page.empty()) << file;
    for (const std::string& option : options(text)) {
      EXPECT_NE(page.find("\\fB" + option + "\\fR"), std::string::npos) << file << option;
    }
    EXPECT_NE(page.find(".SH EXAMPLES\n"), std::string::npos) << file;
  }
  const CommandResult lint = run_shell(*folder, "mandoc -T lint -W warning share/man/man1/*.1");
  EXPECT_EQ(lint.out + lint.err, "");
}

TEST_F(Documentation, BashCompletesEveryOption) {
  std::vector<std::string> lines;
  for (const auto& [command, text] : help) {
    lines.push_back("swingproof " + command + (command.empty() ? "-" : " -"));
  }
  const auto offers = bash_words(lines);
  std::size_t i = 0;
  for (const auto& [command, text] : help) EXPECT_EQ(offers[i++], options(text)) << command;
}

TEST_F(Documentation, BashCompletesCommandsAndValues) {
  const std::vector<std::pair<std::string, Words>> expected = {
      {"swingproof re", {"report"}},
      {"swingproof campaign ", {"run", "merge", "report", "query"}},
      {"swingproof report --swing ", {"full", "studio"}},
      {"swingproof report --swing = st", {"studio"}},
      {"swingproof campaign run preset:c", {"preset:common"}},
      {"swingproof report --json ", {}}};  // bash adds files
  std::vector<std::string> lines;
  for (const auto& [line, words] : expected) lines.push_back(line);
  const auto offers = bash_words(lines);
  for (std::size_t i = 0; i < lines.size(); ++i)
    EXPECT_EQ(offers[i], expected[i].second) << lines[i];
}

TEST_F(Documentation, FishCompletesCommandsOptionsAndValues) {
  const auto offers = [&](const std::string& line) {
    const CommandResult result =
        run_shell(*folder,
                  "HOME=$PWD fish -N -c 'source share/fish/vendor_completions.d/swingproof.fish; "
                  "complete -C \"" +
                      line + "\" | string split -f1 \\t'");
    EXPECT_EQ(result.err, "");
    return words_of(result.out);
  };
  EXPECT_EQ(offers("swingproof re"), Words{"report"});
  EXPECT_EQ(offers("swingproof campaign run --sh"), (Words{"--shard", "--share"}));
  EXPECT_EQ(offers("swingproof report --op centered"),
            (Words{"centered_yuv2rgb", "centered_yuv2bgr"}));
}

// In a terminal of its own: types the line and a tab, and waits for what has to appear.
TEST_F(Documentation, ZshCompletesCommandsOptionsAndValues) {
  folder->write("type.zsh",
                "zmodload zsh/zpty\n"
                "zpty z zsh -f -i\n"
                "zpty -w z \"PS1='ready> '; fpath=($PWD/share/zsh/site-functions \\$fpath); "
                "autoload -Uz compinit; compinit -u -D; stty columns 200\"\n"
                "zpty -r z out '*[^S]*ready> *ready> *'\n"
                "zpty -w -n z \"$1\"$'\\t'\n"
                "zpty -r z out \"*$2*\"\n");
  const auto offers = [&](const std::string& line, const std::string& word) {
    return run_shell(*folder, "timeout 20 zsh -f type.zsh '" + line + "' '" + word + "'").exit_code;
  };
  EXPECT_EQ(offers("swingproof key", "keygen"), 0);
  EXPECT_EQ(offers("swingproof campaign run --shard 1/2 --sto", "--store"), 0);
  EXPECT_EQ(offers("swingproof gate --compare-speed mem", "memcpy"), 0);
}

}  // namespace
}  // namespace swingproof
