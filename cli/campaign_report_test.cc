// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The browser looks at the page (reports/document/browser/campaign_test.mjs).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command_runner.h"
#include "suites/campaign/plan.h"
#include "suites/campaign/store.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

// Nine settings, and one that the lowering refuses.
constexpr const char* plan =
    "[[settings]]\nmean = [\"127.5\", 128, [\"123.675\", \"116.28\", \"103.53\"]]\n"
    "q_scale = {from = \"1/128\", to = \"3/128\", count = 3}\n"
    "[[settings]]\nmean = \"1e9\"\n";

class CampaignReport : public testing::Test {
 protected:
  void SetUp() override {
    // Swept once for all tests of a process.
    static const std::map<std::string, std::string> swept = [] {
      const TemporaryFolder folder;
      folder.write("plan.toml", plan);
      const CommandResult result = run_command(folder, "campaign run plan.toml --store a.sqlite");
      EXPECT_EQ(result.exit_code, 0) << result.err;
      std::map<std::string, std::string> files;
      for (const std::string& name : folder.names()) files[name] = folder.read(name);
      return files;
    }();
    for (const auto& [name, content] : swept) folder_.write(name, content);
  }

  CommandResult report(const std::string& options) {
    return run_command(folder_, "campaign report --store " + options);
  }

  json document(const std::string& options = "a.sqlite") {
    report(options + " --json r.json");
    return json::parse(folder_.read("r.json"));
  }

  bool can_write_pages() {
    return report("a.sqlite -o page.html").err.find("cannot write HTML") == std::string::npos;
  }

  TemporaryFolder folder_;
};

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  bool is_quoted = false;
  cells.emplace_back();
  for (const char c : line) {
    if (c == '"') is_quoted = !is_quoted;
    if (c == ',' && !is_quoted) {
      cells.emplace_back();
    } else if (c != '"') {
      cells.back() += c;
    }
  }
  return cells;
}

TEST_F(CampaignReport, EveryFigureOfTheCsvIsTheDocumentsAndTheQuerys) {
  const json all = document();
  EXPECT_EQ(all.at("schema"), "swingproof.campaign/1");
  EXPECT_EQ(all.at("settings"), 10);
  EXPECT_EQ(all.at("refused"), 1);
  ASSERT_EQ(report("a.sqlite --csv rows.csv").exit_code, 0);
  std::istringstream csv(folder_.read("rows.csv"));
  std::string line;
  std::getline(csv, line);
  const std::size_t columns = cells_of(line).size();
  std::string last_key;
  std::size_t rows = 0;
  for (const json& result : all.at("results")) {
    EXPECT_LT(last_key, result.at("key").get<std::string>()) << "ordered by key";
    last_key = result.at("key");
    if (result.contains("refusal")) {
      ASSERT_TRUE(std::getline(csv, line));
      EXPECT_EQ(result.at("refusal"), cells_of(line)[13]);
      EXPECT_EQ(cells_of(line).size(), columns);
      continue;
    }
    for (const json& channel : result.at("channels")) {
      for (const char* set : {"all_inputs", "in_gamut"}) {
        ASSERT_TRUE(std::getline(csv, line));
        ++rows;
        const std::vector<std::string> cells = cells_of(line);
        ASSERT_EQ(cells.size(), columns);
        const json& figures = channel.at(set);
        const json& greatest = figures.at("max_abs_error");
        EXPECT_EQ(cells[0], last_key);
        EXPECT_EQ(channel.at("channel"), cells[14]);
        EXPECT_EQ(cells[15], set);
        EXPECT_EQ(greatest.at("value"), cells[17]);
        EXPECT_EQ(greatest.at("exact"), cells[18]);
        EXPECT_EQ(cells[19] + cells[20] + cells[21],
                  std::to_string(greatest.at("at")[0].get<int>()) +
                      std::to_string(greatest.at("at")[1].get<int>()) +
                      std::to_string(greatest.at("at")[2].get<int>()));
        EXPECT_EQ(figures.at("mean_error"), cells[22]);
        EXPECT_EQ(figures.at("rms_error"), cells[23]);
        const CommandResult query =
            run_command(folder_, "campaign query \"SELECT max_abs_error FROM error WHERE key = '" +
                                     last_key + "' AND channel = '" + cells[14] +
                                     "' AND inputs_in = '" + set + "'\" --store a.sqlite");
        EXPECT_EQ(query.out, "max_abs_error\n" + cells[18] + "\n");
      }
    }
  }
  EXPECT_EQ(rows, 9U * 3 * 2);
  EXPECT_FALSE(std::getline(csv, line));
}

TEST_F(CampaignReport, TheWorstTheBestAndTheGreatestCliffAreThose) {
  const json all = document();
  std::string worst;
  std::string best;
  for (const json& result : all.at("results")) {
    if (result.contains("refusal")) continue;
    std::string greatest;
    for (const json& channel : result.at("channels")) {
      greatest = std::max(
          greatest, channel.at("all_inputs").at("max_abs_error").at("value").get<std::string>());
    }
    if (worst.empty() || greatest > worst) worst = greatest;
    if (best.empty() || greatest < best) best = greatest;
  }
  EXPECT_EQ(all.at("worst").at("max_abs_error").at("value"), worst);
  EXPECT_EQ(all.at("best").at("max_abs_error").at("value"), best);
  EXPECT_THAT(report("a.sqlite").out, HasSubstr(worst.substr(0, 5)));
  std::vector<std::string> axes;
  std::string last = "9";
  for (const json& cliff : all.at("cliffs")) {
    axes.push_back(cliff.at("axis"));
    EXPECT_LE(cliff.at("jump").at("value").get<std::string>(), last);
    last = cliff.at("jump").at("value");
  }
  EXPECT_THAT(axes, testing::Contains("q_scale"));
  EXPECT_THAT(axes, testing::Contains("mean"));
}

// The rows came in another order, from two stores.
TEST_F(CampaignReport, TheSameRowsAreTheSameBytes) {
  for (const std::string part : {"1", "2"}) {
    run_command(folder_, "campaign run plan.toml --shard " + part + "/2 --store s" + part);
  }
  run_command(folder_, "campaign merge s2 s1 --store b.sqlite");
  const bool with_page = can_write_pages();
  for (const std::string store : {"a", "b"}) {
    const CommandResult result = report(store + ".sqlite --csv " + store + ".csv --json " + store +
                                        ".json" + (with_page ? " -o " + store + ".html" : ""));
    ASSERT_EQ(result.exit_code, 0) << result.err;
  }
  EXPECT_EQ(folder_.read("a.csv"), folder_.read("b.csv"));
  EXPECT_EQ(folder_.read("a.json"), folder_.read("b.json"));
  if (with_page) {
    EXPECT_TRUE(folder_.read("a.html") == folder_.read("b.html"));
  }
}

TEST_F(CampaignReport, BudgetsAreExactAndDecideTheExitCode) {
  const json worst = document().at("worst").at("max_abs_error");
  const std::string exact = worst.at("exact");
  folder_.write("kept.toml", "[budget]\nmax_abs_error = \"" + exact + "\"\n");
  EXPECT_EQ(report("a.sqlite --budget kept.toml").exit_code, 0);
  // Just below: the same in all twelve digits.
  const std::size_t slash = exact.find('/');
  folder_.write("over.toml",
                "[budget]\nmax_abs_error = \"" +
                    std::to_string(std::stoll(exact.substr(0, slash)) * 1'000'000'000'000 - 1) +
                    exact.substr(slash) + "000000000000\"\n");
  const CommandResult over = report("a.sqlite --budget over.toml --json r.json --csv r.csv");
  EXPECT_EQ(over.exit_code, 1);
  EXPECT_THAT(over.out, HasSubstr("1 of 9 over budget"));
  EXPECT_THAT(over.out, HasSubstr("settings over budget"));
  const json all = json::parse(folder_.read("r.json"));
  EXPECT_EQ(all.at("judged"), 9);
  EXPECT_EQ(all.at("over_budget"), 1);
  int exceeded = 0;
  for (const json& result : all.at("results")) {
    if (!result.contains("over_budget") || result.at("over_budget").empty()) continue;
    ++exceeded;
    EXPECT_EQ(result.at("key"), all.at("worst").at("key"));
    EXPECT_EQ(result.at("over_budget")[0].at("exact"), exact);
  }
  EXPECT_EQ(exceeded, 1);
  EXPECT_FALSE(folder_.read("r.csv").empty());
  // rms errors, by their squares; one channel over one set.
  folder_.write("rms.toml", "[budget.in_gamut.G]\nmax_rms_error = \"0.4\"\n");
  const json rms = document("a.sqlite --budget rms.toml");
  for (const json& result : rms.at("results")) {
    if (result.contains("refusal")) continue;
    const std::string figure = result.at("channels")[1].at("in_gamut").at("rms_error");
    EXPECT_EQ(result.at("over_budget").size(), figure > "0.4" ? 1U : 0U) << figure;
  }
}

TEST_F(CampaignReport, TheBudgetIsThePlansUnlessAnotherIsGiven) {
  folder_.write("strict.toml", std::string("[budget]\nmax_abs_error = 0\n") + plan);
  run_command(folder_, "campaign run strict.toml --store a.sqlite");
  EXPECT_EQ(report("a.sqlite").exit_code, 1);
  folder_.write("loose.toml", "[budget]\nmax_abs_error = 9\n");
  EXPECT_EQ(report("a.sqlite --budget loose.toml").exit_code, 0);
  run_command(folder_, "campaign run plan.toml --store a.sqlite");
  const CommandResult unjudged = report("a.sqlite");
  EXPECT_EQ(unjudged.exit_code, 0) << "the plan that was run last has none";
  EXPECT_THAT(unjudged.out, HasSubstr("held against no budget"));
}

// To merge is not to run.
TEST_F(CampaignReport, AMergeDoesNotTakeTheBudgetAway) {
  folder_.write("strict.toml", std::string("[budget]\nmax_abs_error = 0\n") + plan);
  run_command(folder_, "campaign run strict.toml --store strict.sqlite");
  ASSERT_EQ(run_command(folder_, "campaign merge a.sqlite --store strict.sqlite").exit_code, 0);
  EXPECT_EQ(report("strict.sqlite").exit_code, 1);
  ASSERT_EQ(
      run_command(folder_, "campaign merge strict.sqlite a.sqlite --store new.sqlite").exit_code,
      0);
  EXPECT_EQ(report("new.sqlite").exit_code, 1) << "a new store has the first one's budget";
}

// Shards of which one was lost, and a run that was not for all: no pass until all is there.
TEST_F(CampaignReport, ABudgetIsNotKeptBySettingsThatAreMissing) {
  folder_.write("budget.toml", std::string(plan) + "[budget]\nmax_abs_error = 99\n");
  for (const std::string shard : {"1", "2", "3"}) {
    run_command(folder_, "campaign run budget.toml --shard " + shard + "/3 --store s" + shard);
  }
  ASSERT_EQ(run_command(folder_, "campaign merge s1 s3 --store b.sqlite").exit_code, 0);
  const json part = document("b.sqlite");
  ASSERT_GT(part.at("missing"), 0);
  EXPECT_EQ(part.at("planned"), 10);
  EXPECT_EQ(part.at("settings").get<int>() + part.at("missing").get<int>(), 10);
  const CommandResult result = report("b.sqlite");
  EXPECT_EQ(result.exit_code, 1);
  const std::string words =
      " of the 10 settings that the last plan without a search asked for are not";
  EXPECT_THAT(result.out, HasSubstr(words));
  EXPECT_THAT(result.err, HasSubstr(words));
  ASSERT_EQ(run_command(folder_, "campaign merge s2 --store b.sqlite").exit_code, 0);
  EXPECT_EQ(document("b.sqlite").at("missing"), 0);
  EXPECT_EQ(report("b.sqlite").exit_code, 0);
  EXPECT_EQ(report("b.sqlite").err, "");
  // A run for less asks for less; the others are told.
  ASSERT_EQ(run_command(folder_, "campaign run budget.toml --limit 3 --store b.sqlite").exit_code,
            0);
  EXPECT_THAT(report("b.sqlite").out,
              HasSubstr("7 settings are not among those that the last plan without a search"));
}

// A search that was stopped, which leaves what an earlier run still lacks as it is.
TEST_F(CampaignReport, ABudgetIsNotKeptByASearchThatWasStopped) {
  folder_.write("budget.toml", std::string(plan) + "[budget]\nmax_abs_error = 99\n");
  folder_.write("search.toml",
                "[budget]\nmax_abs_error = 99\n[search]\ncandidates = 9\nstarts = 1\n[[settings]]\n"
                "mean = {from = 126, to = 128, step = 1}\nq_scale = \"1/48\"\n");
  ASSERT_EQ(run_command(folder_, "campaign run budget.toml --store s.sqlite").exit_code, 0);
  EXPECT_EQ(report("s.sqlite").exit_code, 0);
  const std::string search = folder_.read("search.toml");
  const SettingKey key = search_key(parse_plan_toml(search, "search.toml"));
  Store(folder_.path_of("s.sqlite"), DatabaseUse::write).begin_search(search, key);
  const std::string words = "a search was stopped before its end";
  for (const std::string store : {"s.sqlite", "merged.sqlite"}) {
    SCOPED_TRACE(store);
    EXPECT_EQ(report(store).exit_code, 1);
    EXPECT_THAT(report(store).out, HasSubstr(words));
    EXPECT_THAT(report(store).err, HasSubstr(words));
    EXPECT_EQ(document(store).at("search_under_way"), true);
    EXPECT_EQ(document(store).at("planned"), 10);
    run_command(folder_, "campaign merge s.sqlite --store merged.sqlite");
  }
  ASSERT_EQ(run_command(folder_, "campaign run search.toml --store s.sqlite").exit_code, 0);
  EXPECT_EQ(report("s.sqlite").exit_code, 0);
  EXPECT_EQ(report("s.sqlite").err, "");
  EXPECT_EQ(document("s.sqlite").at("planned"), 10);
  // Another one that was under way meanwhile, and was stopped.
  Store(folder_.path_of("s.sqlite"), DatabaseUse::write)
      .begin_search(search + "\n", stable_key(""));
  ASSERT_EQ(run_command(folder_, "campaign run search.toml --store s.sqlite").exit_code, 0);
  EXPECT_EQ(report("s.sqlite").exit_code, 1);
  EXPECT_THAT(report("s.sqlite").err, HasSubstr(words));
  ASSERT_EQ(run_command(folder_, "campaign run budget.toml --store s.sqlite").exit_code, 0);
  EXPECT_EQ(report("s.sqlite").exit_code, 0);
}

// Of both swings one is held against nothing, and the report does not show it as one that keeps it.
TEST_F(CampaignReport, SettingsToWhichNoLimitAppliesAreTold) {
  folder_.write("legal.toml",
                "[budget.legal]\nmax_abs_error = 99\n[[settings]]\n"
                "swing = [\"full\", \"studio\"]\n");
  ASSERT_EQ(run_command(folder_, "campaign run legal.toml --store l.sqlite").exit_code, 0);
  const CommandResult result = report("l.sqlite");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("0 of 1 over budget, 1 held against no limit"));
  const json rows = document("l.sqlite").at("results");
  EXPECT_EQ(rows.size(), 2U);
  for (const json& row : rows) {
    EXPECT_EQ(row.contains("over_budget"), row.at("deployment").at("swing") == "studio");
  }
}

TEST_F(CampaignReport, SettingsToWhichOneLimitOfTwoAppliesAreTold) {
  folder_.write("swings.toml",
                "[budget]\nmax_abs_error = 99\n[budget.legal]\nmax_abs_error = 99\n"
                "[[settings]]\nswing = [\"full\", \"studio\"]\n");
  ASSERT_EQ(run_command(folder_, "campaign run swings.toml --store s.sqlite").exit_code, 0);
  const CommandResult result = report("s.sqlite --json s.json");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("0 of 2 over budget, 1 of them judged by a part of its limits "
                                    "(full swing has no legal inputs, and "));
  EXPECT_EQ(json::parse(folder_.read("s.json")).at("partly_judged"), 1);
  // Each limit applies to all settings.
  folder_.write("all.toml", "[budget]\nmax_abs_error = 99\n");
  EXPECT_THAT(report("s.sqlite --budget all.toml").out, HasSubstr("0 of 2 over budget\n"));
}

TEST_F(CampaignReport, ABudgetThatAppliesToNothingIsNoPass) {
  const std::vector<std::string> budgets = {"[budget]\n", "[budget]\nbit_exact = true\n",
                                            "[budget]\nmax_code_difference = 0\n",
                                            "[budget.legal]\nmax_abs_error = 0\n"};
  for (const std::string& budget : budgets) {
    SCOPED_TRACE(budget);
    folder_.write("b.toml", budget);
    const CommandResult result = report("a.sqlite --budget b.toml --json wrong.json");
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, HasSubstr("b.toml: sets no limit"));
    EXPECT_FALSE(folder_.names().contains("wrong.json"));
  }
  folder_.write("legal.toml", "[budget.legal]\nmax_abs_error = 0\n" + std::string(plan));
  run_command(folder_, "campaign run legal.toml --store legal.sqlite");
  EXPECT_EQ(report("legal.sqlite").exit_code, 2);
  // No figures at all.
  folder_.write("refused.toml", "[budget]\nmax_abs_error = 9\n[[settings]]\nmean = \"1e9\"\n");
  const CommandResult run =
      run_command(folder_, "campaign run refused.toml --store refused.sqlite");
  EXPECT_THAT(run.out, Not(HasSubstr("Greatest error"))) << "what is refused has no error";
  const CommandResult refused = report("refused.sqlite");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("the lowering refuses every setting"));
}

TEST_F(CampaignReport, AStoreWithoutFiguresIsReported) {
  const bool with_page = can_write_pages();
  folder_.write("none.toml",
                "[[settings]]\n[filter]\nleast_grey_levels_per_code = 2\nkeeps_range = true\n");
  folder_.write("refused.toml", "[[settings]]\nmean = \"1e9\"\n");
  for (const std::string name : {"none", "refused"}) {
    SCOPED_TRACE(name);
    const std::string store = name + ".sqlite";
    run_command(folder_, "campaign run " + name + ".toml --store " + store);
    const CommandResult result = report(store + " --csv r.csv --json r.json" +
                                        (with_page ? std::string(" -o p.html") : std::string()));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr(name == "none" ? "0 settings" : "1 refused"));
    const json all = json::parse(folder_.read("r.json"));
    EXPECT_EQ(all.at("results").size(), name == "none" ? 0U : 1U);
    EXPECT_FALSE(all.contains("worst"));
    if (with_page) {
      EXPECT_THAT(folder_.read("p.html"), HasSubstr("</html>"));
    }
  }
}

TEST_F(CampaignReport, WrongStoresLeaveNothingBehind) {
  folder_.write("text.sqlite", "no store");
  run_shell(folder_, "head -c 8000 a.sqlite >cut.sqlite");
  const std::vector<std::pair<std::string, std::string>> mistakes = {
      {"absent.sqlite", "absent.sqlite: cannot be opened"},
      {"text.sqlite", "text.sqlite: is not a store of campaigns"},
      {"cut.sqlite", "cut.sqlite"},
      {".", "."},
      {"a.sqlite --budget absent.toml", "absent.toml"},
      {"a.sqlite --budget text.sqlite", "text.sqlite"},
      {"a.sqlite --csv a.sqlite", "a.sqlite"},
      {"a.sqlite --csv no/rows.csv", "no/rows.csv"}};
  const std::string before = folder_.read("a.sqlite");
  for (const auto& [options, words] : mistakes) {
    SCOPED_TRACE(options);
    const CommandResult result = report(options + " --json wrong.json");
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, HasSubstr(words));
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_FALSE(folder_.names().contains("wrong.json"));
  }
  EXPECT_EQ(folder_.read("a.sqlite"), before);
}

}  // namespace
}  // namespace swingproof
