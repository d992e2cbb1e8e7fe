// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// What swingproof gate writes for other programs: JUnit, SARIF, Markdown and GitHub's annotations.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"
#include "cli/mutant_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

TEST(GateResultsTest, SameBytesTwice) {
  const TemporaryFolder folder;
  const std::string gate = "gate " + mutant_option(71) + "--sarif s --markdown m --junit x --json ";
  EXPECT_EQ(run_command(folder, gate + "1.json").exit_code, 1);
  const std::string others = folder.read("s") + folder.read("m") + folder.read("x");
  EXPECT_EQ(run_command(folder, gate + "2.json").exit_code, 1);
  EXPECT_EQ(folder.read("1.json"), folder.read("2.json"));
  EXPECT_EQ(others, folder.read("s") + folder.read("m") + folder.read("x"));
}

// The required parts of JUnit's schema as Jenkins publishes it (junit-10.xsd), by a real XML
// parser.
constexpr const char* junit_check = R"(
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
assert root.tag == 'testsuites'
suite, = root
assert suite.tag == 'testsuite' and suite.get('name')
assert set(suite.attrib) <= {'name', 'tests', 'failures', 'errors', 'skipped'}
counts = {key: int(suite.get(key)) for key in ('tests', 'failures', 'errors', 'skipped')}
assert counts['tests'] == len(suite) and counts['errors'] == 0
for kind in ('failure', 'skipped'):
    assert len(suite.findall('.//' + kind)) == counts[kind + 's' if kind == 'failure' else kind]
for case in suite:
    assert case.tag == 'testcase' and set(case.attrib) == {'name', 'classname'}
    assert len(case) <= 1
    for child in case:
        assert child.tag in ('failure', 'skipped') and set(child.attrib) <= {'type', 'message'}
        assert child.get('message')
print(counts['tests'], counts['failures'], counts['skipped'])
)";

TEST(GateResultsTest, JUnitIsWellFormed) {
  const TemporaryFolder folder;
  folder.write("check.py", junit_check);
  folder.write("bgr.toml", "[deployment]\nop = \"centered_yuv2bgr\"\n");
  folder.write("rgb.toml", "[deployment]\n");
  const CommandResult skipped =
      run_command(folder, "gate " + mutant_option(93) +
                              "--deployment bgr.toml --deployment rgb.toml --junit a.xml");
  EXPECT_EQ(skipped.exit_code, 0);
  // A command with every character that XML and shells care about.
  run_command(folder, "gate --exec \"echo '<&\\\"]]>' >&2\" --junit b.xml");
  const auto check = [&](const std::string& name) {
    const CommandResult result = run_shell(folder, "/usr/bin/python3 check.py " + name);
    EXPECT_EQ(result.exit_code, 0) << result.err << folder.read(name);
    return result.out;
  };
  EXPECT_EQ(check("a.xml"), "2 0 1\n");
  // What makes the gate fail is a failure.
  run_command(folder,
              "gate " + mutant_option(93) +
                  "--deployment bgr.toml --deployment rgb.toml --require-all --junit c.xml");
  EXPECT_EQ(check("c.xml"), "2 1 0\n");
  run_command(folder, "gate " + mutant_option(93) + "--deployment bgr.toml --junit d.xml");
  EXPECT_EQ(check("d.xml"), "1 1 0\n");
  EXPECT_EQ(check("b.xml"), "1 1 0\n");
}

TEST(GateResultsTest, SarifHasWhatItsSchemaRequires) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_command(folder, "gate " + mutant_option(80) + "--sarif s.json").exit_code, 1);
  const json log = json::parse(folder.read("s.json"));
  EXPECT_EQ(log["version"], "2.1.0");
  ASSERT_EQ(log["runs"].size(), 1U);
  const json& run = log["runs"][0];
  const json& driver = run["tool"]["driver"];
  EXPECT_EQ(driver["name"], "swingproof");
  ASSERT_FALSE(run["results"].empty());
  for (const json& result : run["results"]) {
    EXPECT_EQ(driver["rules"][result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
    EXPECT_EQ(result["level"], "error");
    EXPECT_FALSE(result["message"]["text"].get<std::string>().empty());
  }
  EXPECT_EQ(run["results"][0]["ruleId"], "fp_environment");
}

// A host of code shows a log without results as a success.
TEST(GateResultsTest, SarifNamesWhatWasSkipped) {
  const TemporaryFolder folder;
  folder.write("bgr.toml", "[deployment]\nop = \"centered_yuv2bgr\"\n");
  folder.write("rgb.toml", "[deployment]\n");
  const std::string bgr = "gate " + mutant_option(93) + "--sarif s.json --deployment bgr.toml ";
  const auto only_result = [&](const std::string& arguments, int exit_code) {
    EXPECT_EQ(run_command(folder, arguments).exit_code, exit_code);
    const json results = json::parse(folder.read("s.json"))["runs"][0]["results"];
    EXPECT_EQ(results.size(), 1U);
    return results.at(0);
  };
  const json allowed = only_result(bgr + "--deployment rgb.toml", 0);
  EXPECT_EQ(allowed["ruleId"], "skipped");
  EXPECT_EQ(allowed["level"], "note");
  EXPECT_THAT(allowed["message"]["text"].get<std::string>(), HasSubstr("centered_yuv2bgr"));
  EXPECT_EQ(only_result(bgr + "--require-all", 1)["level"], "error");
}

TEST(GateResultsTest, AnnotationsOnlyUnderGitHub) {
  const TemporaryFolder folder;
  const CommandResult plain =
      run_shell(folder, "unset GITHUB_ACTIONS; $swingproof gate " + mutant_option(76));
  EXPECT_EQ(plain.exit_code, 1);
  EXPECT_THAT(plain.out, testing::Not(HasSubstr("::error")));
  const CommandResult github =
      run_shell(folder, "GITHUB_ACTIONS=true $swingproof gate " + mutant_option(47));
  EXPECT_THAT(github.out, HasSubstr("\n::error title=swingproof gate%3A value::value: 1 of"));
  EXPECT_THAT(github.out, HasSubstr("%0Aswingproof gate --kernel"));
}

}  // namespace
}  // namespace swingproof
