// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "cli/command_runner.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* nine_settings =
    "[[settings]]\nmean = [\"127.5\", 128, [\"123.675\", \"116.28\", \"103.53\"]]\n"
    "q_scale = {from = \"1/128\", to = \"3/128\", count = 3}\n";

// Every row of every table but the plans, whose order is the order of the runs.
std::string rows(const TemporaryFolder& folder, const std::string& store) {
  std::string all;
  for (const std::string table : {"setting", "error", "path"}) {
    const CommandResult result = run_command(
        folder, "campaign query 'SELECT * FROM " + table + " ORDER BY 1, 2, 3' --store " + store);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    all += result.out;
  }
  return all;
}

TEST(CampaignCommand, RunsResumesShardsAndMergesToTheSameRows) {
  const TemporaryFolder folder;
  folder.write("plan.toml", nine_settings);
  const CommandResult first = run_command(folder, "campaign run plan.toml --store a.sqlite");
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("swept         9"));
  EXPECT_EQ(first.err, "");
  const CommandResult again = run_command(folder, "campaign run plan.toml --store a.sqlite");
  EXPECT_THAT(again.out, HasSubstr("there         9"));
  for (const std::string index : {"1", "2", "3"}) {
    run_command(folder, "--threads 1 campaign run plan.toml --shard " + index + "/3 --store shard" +
                            index + ".sqlite");
  }
  const CommandResult merged = run_command(
      folder, "campaign merge shard1.sqlite shard2.sqlite shard3.sqlite --store b.sqlite");
  EXPECT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_EQ(rows(folder, "a.sqlite"), rows(folder, "b.sqlite"));
}

// The figures of `swingproof report`.
TEST(CampaignCommand, FiguresAreThoseOfTheReport) {
  const TemporaryFolder folder;
  folder.write("plan.toml", "[[settings]]\n");
  run_command(folder, "campaign run plan.toml --store a.sqlite");
  const CommandResult result = run_command(
      folder,
      "campaign query \"SELECT max_abs_error, at_y, at_u, at_v FROM error WHERE channel = 'G' AND "
      "inputs_in = 'all_inputs'\" --store a.sqlite");
  EXPECT_EQ(result.out, "max_abs_error\tat_y\tat_u\tat_v\n328213/146750\t-128\t126\t-122\n");
}

// The worst setting that a search prints is one that it stored; running it again sweeps nothing.
TEST(CampaignCommand, ASearchPrintsTheWorstOfWhatItStores) {
  const TemporaryFolder folder;
  folder.write("plan.toml",
               "[search]\nseed = 3\ncandidates = 100\nstarts = 1\n[[settings]]\n"
               "mean = {from = 126, to = 128, step = 1}\nstd = {from = 58, to = 60, step = 1}\n"
               "q_scale = \"1/48\"\n");
  const CommandResult first = run_command(folder, "campaign run plan.toml --store a.sqlite");
  EXPECT_EQ(first.exit_code, 0) << first.err;
  const std::size_t begin = first.out.find('(') + 1;
  const std::string error = first.out.substr(begin, first.out.find(')') - begin);
  const std::string stored = rows(folder, "a.sqlite");
  EXPECT_THAT(stored, HasSubstr("\t" + error + "\t"));
  EXPECT_EQ(run_command(folder, "campaign run plan.toml --store a.sqlite").out, first.out);
  EXPECT_EQ(rows(folder, "a.sqlite"), stored);
}

TEST(CampaignCommand, ASearchThatNothingPassesIsRefused) {
  const TemporaryFolder folder;
  folder.write("plan.toml",
               "[search]\nseed = 3\n[[settings]]\n[filter]\n"
               "most_grey_levels_per_code = \"0.001\"\n");
  const CommandResult result = run_command(folder, "campaign run plan.toml --store a.sqlite");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("plan.toml: has no setting that its filter"));
}

constexpr const char* own_constants =
    "[arithmetic]\nswing = \"full\"\n[arithmetic.constants]\n"
    "weight_scale = [\"0.0114918\", \"0.0084012\", \"0.0175445\"]\n";

// By the plan or by the option: one setting, with the figures of `report --arithmetic`. The store
// has the constants, so that the file may go.
TEST(CampaignCommand, OwnConstantsAreSweptAndKept) {
  const TemporaryFolder folder;
  run_shell(folder, "mkdir plans");
  folder.write("plans/own.toml", own_constants);
  folder.write("plans/plan.toml", "[[settings]]\narithmetic = [\"bayes\", \"./own.toml\"]\n");
  folder.write("plans/plain.toml", "[[settings]]\n");
  const CommandResult planned =
      run_command(folder, "campaign run plans/plan.toml --store a.sqlite");
  EXPECT_EQ(planned.exit_code, 0) << planned.err;
  EXPECT_THAT(planned.out, HasSubstr("swept         2"));
  run_command(folder, "campaign run plans/plain.toml --arithmetic plans/own.toml --store b.sqlite");
  run_command(folder, "report --arithmetic plans/own.toml --json report.json");
  std::filesystem::remove(folder.path_of("plans/own.toml"));
  const CommandResult again =
      run_command(folder, "campaign merge a.sqlite b.sqlite --store all.sqlite");
  EXPECT_THAT(again.out, HasSubstr("0 new settings of b.sqlite"));
  EXPECT_EQ(rows(folder, "a.sqlite"), rows(folder, "all.sqlite"));
  const CommandResult result =
      run_command(folder, "campaign report --store all.sqlite --json all.json");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const json report = json::parse(folder.read("report.json"));
  const json all = json::parse(folder.read("all.json"));
  int own = 0;
  for (const json& each : all.at("results")) {
    if (each.at("arithmetic") != report.at("arithmetic")) continue;
    ++own;
    for (std::size_t c = 0; c < 3; ++c) {
      EXPECT_EQ(each.at("channels")[c].at("all_inputs").at("max_abs_error"),
                report.at("channels")[c].at("all_inputs").at("max_abs_error"));
    }
  }
  EXPECT_EQ(own, 1);
  // Other constants under the same name.
  run_shell(folder,
            "python3 -c \"import sqlite3; c = sqlite3.connect('a.sqlite'); c.execute(\\\"UPDATE "
            "arithmetic SET text = replace(text, '0.0114918', '0.0114919')\\\"); c.commit()\"");
  EXPECT_THAT(run_command(folder, "campaign report --store a.sqlite").err,
              HasSubstr("do not fit its digest"));
}

TEST(CampaignCommand, StopsOnASignalAndSaysHowToGoOn) {
  const TemporaryFolder folder;
  folder.write("plan.toml",
               "[[settings]]\nmean = {from = 1, to = 200, step = 1}\nstd = {from = 1, to = 200, "
               "step = 1}\n");
  // The signal comes when the store has rows; the loop ends by itself if it never does.
  const CommandResult result = run_shell(
      folder,
      "$swingproof campaign run plan.toml --store a.sqlite & p=$!; i=0; "
      "while [ $i -lt 2000 ]; do i=$((i + 1)); n=$($swingproof campaign query 'SELECT count(*) "
      "FROM setting' --store a.sqlite 2>/dev/null | tail -n 1); [ \"${n:-0}\" -gt 0 ] && break; "
      "done; kill -TERM $p; wait $p");
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.err, HasSubstr("run the same command again to continue"));
}

TEST(CampaignCommand, MistakesAreExplained) {
  const TemporaryFolder folder;
  folder.write("plan.toml", nine_settings);
  folder.write("huge.toml",
               "[[settings]]\nmean = {from = 0, to = 9999, count = 10000}\n"
               "std = {from = 1, to = 10000, count = 10000}\n"
               "q_scale = {from = 1, to = 10000, count = 10000}\n");
  folder.write("path.toml", std::string("measures = [\"path\"]\n") + nine_settings);
  folder.write("own.toml", own_constants);
  folder.write("integers.toml",
               "[arithmetic]\nswing = \"full\"\n[arithmetic.integers]\n"
               "weights = [[87, 0, 122], [119, -41, -85], [57, 101, 0]]\nbias = [0, 0, 0]\n"
               "bias_shift = [0, 0, 0]\nmultiplier = [24096, 17618, 18396]\n"
               "pre_shift = [0, 0, 0]\npost_shift = [21, 21, 20]\n[deployment]\n");
  folder.write("studio.toml", "[[settings]]\nswing = [\"full\", \"studio\"]\n");
  folder.write("both.toml",
               "[[settings]]\nswing = [\"full\", \"studio\"]\narithmetic = \"own.toml\"\n");
  run_command(folder, "campaign run plan.toml --limit 1 --store a.sqlite");
  run_command(folder, "campaign run plan.toml --share shared --store c.sqlite");
  const std::pair<const char*, const char*> mistakes[] = {
      {"campaign", "there is no command; write swingproof campaign COMMAND"},
      {"campaign walk", "\"walk\" is not a command"},
      {"campaign run", "PLAN: is missing"},
      {"campaign run plan.toml", "--store: is missing"},
      {"campaign run none.toml --store b.sqlite", "none.toml"},
      {"campaign run huge.toml --store b.sqlite", "has 1000000000000 settings"},
      {"campaign run preset:best --store b.sqlite", "is not a preset"},
      {"campaign run preset:around --store b.sqlite", "--deployment: is missing"},
      {"campaign run plan.toml --deployment plan.toml --store b.sqlite", "for preset:around only"},
      {"campaign run plan.toml --shard 4/3 --store b.sqlite", "is not a shard"},
      {"campaign run preset:worst --shard 1/3 --store b.sqlite", "does not go with a search"},
      {"campaign run preset:worst --limit 3 --store b.sqlite", "does not go with a search"},
      {"campaign run preset:worst --share s --store b.sqlite", "does not go with a search"},
      {"campaign run path.toml --share shared --store b.sqlite",
       "shared by runs of other settings"},
      {"campaign run plan.toml --limit 2 --share shared --store b.sqlite", "use one file for each"},
      {"campaign run huge.toml --limit 10000001 --store b.sqlite", "10,000,000 at most"},
      {"campaign run plan.toml --seed 3 --store b.sqlite", "for preset:worst only"},
      {"campaign run plan.toml --limit 0 --store b.sqlite", "--limit: \"0\" is out of range"},
      {"campaign run plan.toml --limit 1e3 --store b.sqlite", "--limit: \"1e3\" is not a count"},
      {"campaign run preset:worst --seed -1 --store b.sqlite", "--seed: \"-1\" is not a count"},
      {"campaign run preset:worst --seed 9223372036854775808 --store b.sqlite", "is out of range"},
      {"campaign run plan.toml --store -", "--store: \"-\" is not the name of a store"},
      {"campaign run plan.toml --store plan.toml", "is a file that the command reads"},
      {"campaign run plan.toml --share plan.toml --store b.sqlite", "file that the command reads"},
      {"campaign run plan.toml --share b.sqlite --store b.sqlite", "where --store goes too"},
      {"campaign merge a.sqlite --store a.sqlite", "is the store that is written"},
      {"campaign merge a.sqlite none.sqlite --store b.sqlite", "none.sqlite: cannot be opened"},
      {"campaign run plan.toml --arithmetic horizon --store b.sqlite", "is not an arithmetic"},
      {"campaign run plan.toml --arithmetic none.toml --store b.sqlite", "none.toml"},
      {"campaign run plan.toml --arithmetic plan.toml --store b.sqlite", "plan.toml"},
      {"campaign run plan.toml --arithmetic integers.toml --store b.sqlite", "one deployment only"},
      {"campaign run studio.toml --arithmetic own.toml --store b.sqlite", "settings have studio"},
      {"campaign run both.toml --store b.sqlite", "both.toml: [[settings]] 1: arithmetic"},
      {"campaign run plan.toml --store both.toml", "is not a store of campaigns"},
      {"campaign run path.toml --store a.sqlite", "has the measures error, but the plan wants"},
      {"campaign run plan.toml --store no/b.sqlite", "no/b.sqlite"},
      {"campaign query 'DELETE FROM error' --store a.sqlite", "only reads"},
      {"campaign query 'SELECT 1; SELECT 2' --store a.sqlite", "one statement"},
      {"campaign query 'SELECT absent' --store a.sqlite", "no such column"},
      {"campaign query \"ATTACH 'x.sqlite' AS x\" --store a.sqlite",
       "databases - max 0; use tables that the store has"},
      {"campaign query 'SELECT 1' --store b.sqlite", "cannot be opened"},
      {"campaign merge a.sqlite plan.toml --store b2.sqlite", "is not a store of campaigns"},
      {"campaign merge --store b2.sqlite", "SOURCES"},
  };
  for (const auto& [arguments, part] : mistakes) {
    SCOPED_TRACE(arguments);
    const CommandResult result = run_command(folder, arguments);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, HasSubstr(part));
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  }
  for (const std::string command : {"run plan.toml", "merge a.sqlite"}) {
    const std::string line = "$swingproof campaign " + command + " --store b.sqlite >&-";
    EXPECT_EQ(run_shell(folder, line).exit_code, 2);
  }
  EXPECT_FALSE(folder.names().contains("b.sqlite"));
  EXPECT_FALSE(folder.names().contains("b.sqlite.claims"));
  EXPECT_FALSE(folder.names().contains("x.sqlite"));
}

// A file system of 200 KiB, where one may be mounted.
TEST(CampaignCommand, AFullDiskIsSaidAndTheCampaignGoesOnWithRoom) {
  const TemporaryFolder folder;
  const CommandResult result = run_shell(
      folder,
      "mkdir small && { unshare -m true || exit 77; } && unshare -m sh -c 'mount -t tmpfs -o "
      "size=200k none small || exit 77; "
      "$0 campaign run preset:common --limit 60 --store small/a.sqlite; echo \"exit $?\" >&2; "
      "$0 campaign query \"SELECT count(*) > 0 FROM setting\" --store small/a.sqlite; "
      "mount -o remount,size=4m small; "
      "$0 campaign run preset:common --limit 60 --store small/a.sqlite && "
      "cp small/a.sqlite after.sqlite' $swingproof");
  if (result.exit_code == 77) GTEST_SKIP() << "nothing can be mounted here: " << result.err;
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("small/a.sqlite: the disk is full"));
  EXPECT_THAT(result.err, HasSubstr("exit 2"));
  EXPECT_THAT(result.out, HasSubstr("\n1\n"));
  run_command(folder, "campaign run preset:common --limit 60 --store b.sqlite");
  EXPECT_EQ(rows(folder, "after.sqlite"), rows(folder, "b.sqlite"));
}

}  // namespace
}  // namespace swingproof
