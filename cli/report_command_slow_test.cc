// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Pages, most of which take two seconds and more.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/report_page_fixture.h"

namespace swingproof {
namespace {

using testing::HasSubstr;

TEST(ReportPages, SayHowTheyAreWrittenAgainByteForByte) {
  if (!can_write_pages()) GTEST_SKIP() << "built without npm";
  for (const std::string call :
       {"report -o p.html", "report --mean 100,101,102 --swing studio -o p.html",
        "report 'camera 1.toml' --budget b.toml --image a.png -o p.html",
        "report 'camera 1.toml' --arithmetic arithmetics/own.toml -o p.html",
        "report --arithmetic bayes:post_rounding=floor -o p.html"}) {
    expect_page_is_written_again(call);
  }
}

// As of a channel that the op is not to have.
TEST(ReportPages, OneOfWeightsThatAreZeroHasNoScaleToChoose) {
  if (!can_write_pages()) GTEST_SKIP() << "built without npm";
  const TemporaryFolder folder;
  folder.write("zero.toml",
               "[arithmetic]\nswing = \"full\"\n[arithmetic.constants]\nweight = [[\"0\", \"0\", "
               "\"0\"], [1, \"-0.3441\", \"-0.7141\"], [1, \"1.772\", 0]]\n");
  ASSERT_EQ(run_command(folder, "report --arithmetic zero.toml -o p.html").exit_code, 0);
  EXPECT_THAT(folder.read("p.html"), HasSubstr("there is none to choose"));
}

// The section has what tune prints, and the command in it gives the op.
TEST(ReportPages, SayWhatTheOpCouldBe) {
  if (!can_write_pages()) GTEST_SKIP() << "built without npm";
  const TemporaryFolder folder;
  // Not by a matcher, which would print the whole page.
  const auto page_has = [&](const std::string& text) {
    return folder.read("p.html").find(text) != std::string::npos;
  };
  const CommandResult tuned = run_command(folder, "tune -o tuned.toml");
  EXPECT_THAT(tuned.out, HasSubstr("G 0.0084028"));
  ASSERT_EQ(run_command(folder, "report -o p.html").exit_code, 0);
  EXPECT_TRUE(page_has("would be R <strong>0.0114937</strong>, G <strong>0.0084028</strong>"));
  EXPECT_TRUE(page_has("<td class=\"r\">0.0084028</td>"));
  // Nothing is better than the best.
  ASSERT_EQ(run_command(folder, "report --arithmetic tuned.toml -o p.html").exit_code, 0);
  EXPECT_TRUE(page_has("No other weight scales"));
  folder.write("own.toml", own_integers_toml);
  ASSERT_EQ(run_command(folder, "report --arithmetic own.toml -o p.html").exit_code, 0);
  EXPECT_TRUE(page_has("integers of its own"));
}

TEST(ReportPages, OfSeveralDeploymentsHaveDistinctIds) {
  if (!can_write_pages()) GTEST_SKIP() << "built without npm";
  const TemporaryFolder folder;
  folder.write("a.toml", "[deployment]\n");
  folder.write("b.toml", imagenet_toml);
  ASSERT_EQ(
      run_command(folder, "report --deployment a.toml --deployment b.toml -o p.html").exit_code, 0);
  const std::string page = folder.read("p.html");
  const std::string html = page.substr(0, page.find("<script"));
  std::vector<std::string> ids;
  for (std::size_t at = 0; (at = html.find(" id=\"", at)) != std::string::npos; ++at) {
    ids.push_back(html.substr(at + 5, html.find('"', at + 5) - at - 5));
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_GT(ids.size(), 40U);
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

}  // namespace
}  // namespace swingproof
