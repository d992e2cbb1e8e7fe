// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "cli/command_runner.h"
#include "cli/compared_documents_fixture.h"
#include "deployment/exact_number.h"

namespace swingproof {
namespace {

using nlohmann::ordered_json;
using testing::HasSubstr;

ordered_json compare(const std::string& arguments) {
  const CommandResult result = run_command(documents(), "compare " + arguments + " --json -");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return ordered_json::parse(result.out);
}

ordered_json figure(const ordered_json& comparison, const std::string& channel,
                    const std::string& set, const std::string& measure) {
  for (const ordered_json& one : comparison.at("deployments")[0].at("figures")) {
    if (one.at("channel") == channel && one.at("set") == set && one.at("measure") == measure) {
      return one;
    }
  }
  return {};
}

TEST(CompareCommand, ADocumentIsTheSameAsItself) {
  const ordered_json comparison = compare("plain.json plain.json");
  EXPECT_EQ(comparison.at("better"), 0);
  EXPECT_EQ(comparison.at("worse"), 0);
  EXPECT_EQ(comparison.at("same"), 3 * (2 * 4 + 2));
  EXPECT_TRUE(comparison.at("deployments")[0].at("differences").empty());
  EXPECT_EQ(comparison.at("before").at("sha256").get<std::string>().size(), 64U);
}

TEST(CompareCommand, SwappingTheDocumentsSwapsBetterAndWorse) {
  const ordered_json there = compare("plain.json floor.json");
  const ordered_json back = compare("floor.json plain.json");
  EXPECT_GT(there.at("worse"), 0);
  EXPECT_EQ(there.at("worse"), back.at("better"));
  EXPECT_EQ(there.at("better"), back.at("worse"));
  EXPECT_EQ(there.at("deployments")[0].at("differences")[0],
            "arithmetic: \"bayes\" -> \"bayes:post_rounding=floor\"");
}

// Half the resolution: the same LSB are twice the grey levels.
TEST(CompareCommand, ErrorsAreComparedInGreyLevels) {
  const ordered_json comparison = compare("plain.json coarse.json");
  const ordered_json greatest = figure(comparison, "R", "all_inputs", "greatest error");
  const ordered_json document = ordered_json::parse(documents().read("coarse.json"));
  const std::string lsb =
      document.at("channels")[0].at("all_inputs").at("max_abs_error").at("exact");
  EXPECT_EQ(greatest.at("before").at("exact"), "5/4");
  const Rational grey = Rational(lsb) * 2;
  EXPECT_EQ(Rational(greatest.at("after").at("exact").get<std::string>()), grey);
  EXPECT_EQ(greatest.at("change"), "worse");
}

TEST(CompareCommand, OneUnitInTheLastPlaceOfAFractionIsSeen) {
  const TemporaryFolder folder;
  ordered_json changed = ordered_json::parse(documents().read("plain.json"));
  changed["channels"][1]["in_gamut"]["sum_squared_error"] =
      "1" + changed["channels"][1]["in_gamut"]["sum_squared_error"].get<std::string>();
  changed["channels"][0]["all_inputs"]["max_abs_error"]["exact"] =
      "12499999999999999999999999999999/10000000000000000000000000000000";
  folder.write("a.json", documents().read("plain.json"));
  folder.write("b.json", changed.dump());
  const CommandResult result = run_command(folder, "compare a.json b.json --json -");
  const ordered_json comparison = ordered_json::parse(result.out);
  EXPECT_EQ(comparison.at("better"), 1);
  EXPECT_EQ(comparison.at("worse"), 1);
}

TEST(CompareCommand, EqualDeploymentsAreFoundAmongSeveral) {
  const ordered_json comparison = compare("ab.json ca.json");
  EXPECT_EQ(comparison.at("deployments").size(), 1U);
  EXPECT_EQ(comparison.at("worse"), 0);
  EXPECT_EQ(comparison.at("only_before").size(), 1U);
  EXPECT_THAT(comparison.at("only_before")[0].get<std::string>(), HasSubstr("q_scale 1/64"));
  EXPECT_THAT(comparison.at("only_after")[0].get<std::string>(), HasSubstr("q_scale 1/32"));
  const CommandResult none = run_command(documents(), "compare ab.json coarse.json");
  EXPECT_EQ(none.exit_code, 0) << none.err;
  const CommandResult other = run_command(documents(), "compare ab.json floor.json");
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.err, HasSubstr("no deployment in common"));
}

TEST(CompareCommand, AGateIsComparedWithAReport) {
  const TemporaryFolder folder;
  const CommandResult gate =
      run_command(folder, "gate --kernel " SWINGPROOF_KERNELS "/scalar.so --json gate.json");
  ASSERT_EQ(gate.exit_code, 0) << gate.err;
  folder.write("plain.json", documents().read("plain.json"));
  const CommandResult result = run_command(folder, "compare plain.json gate.json --json -");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const ordered_json comparison = ordered_json::parse(result.out);
  EXPECT_EQ(comparison.at("same"), 3 * 2 * 4);
}

// A gate that compared fewer inputs is not the better one for its fewer mismatches.
TEST(CompareCommand, AKernelThatCrashesIsWorseThanOneWithRightCodes) {
  const TemporaryFolder folder;
  run_command(folder, "gate --kernel " SWINGPROOF_KERNELS "/scalar.so --json right.json");
  const ordered_json right = ordered_json::parse(folder.read("right.json"));
  ordered_json crashed = right;
  ordered_json& entry = crashed.at("deployments")[0];
  entry.update({{"status", "failed"}, {"inputs", 0}});
  entry.at("findings").push_back({{"kind", "crash"}});
  entry.erase("channels");
  folder.write("crashed.json", crashed.dump());
  ordered_json wrong = right;
  ordered_json& mismatched = wrong.at("deployments")[0];
  mismatched.update({{"status", "failed"}, {"mismatches", 5000}, {"max_code_difference", 1}});
  mismatched.at("findings").push_back({{"kind", "value"}});
  folder.write("wrong.json", wrong.dump());
  const auto compare = [&](const std::string& files) {
    const CommandResult result = run_command(folder, "compare " + files + " --json c.json");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return ordered_json::parse(folder.read("c.json"));
  };
  EXPECT_EQ(compare("right.json crashed.json").at("worse"), 1);
  EXPECT_EQ(compare("right.json wrong.json").at("worse"), 3);
  const ordered_json worse = compare("wrong.json crashed.json");
  EXPECT_EQ(worse.at("better"), 0);
  EXPECT_THAT(worse.at("deployments")[0].at("only_before").dump(), HasSubstr("16,777,216 inputs"));
  EXPECT_THAT(run_command(folder, "compare wrong.json crashed.json").out,
              HasSubstr("others only one of the files has"));
  entry.at("status") = "passed";
  folder.write("crashed.json", crashed.dump());
  const CommandResult forged = run_command(folder, "compare right.json crashed.json");
  EXPECT_EQ(forged.exit_code, 2);
  EXPECT_THAT(forged.err, HasSubstr("does not fit the findings"));
}

TEST(CompareCommand, HostileDocumentsAreRefusedInOneLine) {
  const TemporaryFolder folder;
  const std::string plain = documents().read("plain.json");
  folder.write("good.json", plain);
  const auto changed = [&](const std::string& pointer, const ordered_json& value) {
    ordered_json document = ordered_json::parse(plain);
    document[ordered_json::json_pointer(pointer)] = value;
    return document.dump();
  };
  const std::string set = "/channels/0/all_inputs";
  const std::vector<std::string> bad = {
      "",
      "[]",
      "{",
      "{\"schema\": \"swingproof.lint/1\"}",
      std::string(100000, '['),
      std::string(100000, '[') + std::string(100000, ']'),
      changed("/schema", 3),
      changed("/deployment/std", {"0"}),
      changed("/deployment/mean", {"1e999999999"}),
      changed("/deployment/op", "x\x1b[31m"),
      changed("/channels", 1),
      changed("/channels/0/channel", "<script>"),
      changed("/channels/1/channel", "R"),
      changed(set + "/inputs", -1),
      changed(set + "/max_abs_error/exact", "1/0"),
      changed(set + "/max_abs_error/exact", "0x10/1"),
      changed(set + "/max_abs_error/exact", 1.5),
      changed(set + "/max_abs_error/at", {1, 2}),
      changed(set + "/max_abs_error/at", {1, 2, 1000}),
      changed(set + "/sum_squared_error", "-1/2"),
      changed(set + "/sum_squared_error", std::string(5000, '9') + "/1"),
      changed(set + "/code_difference/0", 1),
      changed(set + "/code_difference/999", 0),
      changed(set + "/code_difference", ordered_json::array()),
      changed("/path/0/code_difference/0", "many"),
      changed("/conv/0/weights", {1, 2}),
      changed("/conv/0/bias", 1.5)};
  for (std::size_t i = 0; i < bad.size(); ++i) {
    folder.write("bad.json", bad[i]);
    for (const char* order : {"bad.json good.json", "good.json bad.json"}) {
      const CommandResult result =
          run_command(folder, std::string("compare --json out.json ") + order);
      EXPECT_EQ(result.exit_code, 2) << i << bad[i].substr(0, 200);
      EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
      EXPECT_THAT(result.err, HasSubstr("bad.json"));
      EXPECT_EQ(result.err.find('\x1b'), std::string::npos);
      EXPECT_FALSE(std::filesystem::exists(folder.path_of("out.json")));
    }
  }
}

// Names in a document are its author's: they end no element, and send a terminal no escape.
TEST(CompareCommand, TextOfADocumentIsShownAsText) {
  const TemporaryFolder folder;
  ordered_json document = ordered_json::parse(documents().read("plain.json"));
  document["arithmetic"] = "</script><script>alert(1)</script>\x1b[31m";
  folder.write("a.json", documents().read("plain.json"));
  folder.write("b.json", document.dump());
  const CommandResult text = run_command(folder, "compare a.json b.json");
  EXPECT_EQ(text.exit_code, 0) << text.err;
  EXPECT_EQ(text.out.find('\x1b'), std::string::npos);
  const CommandResult page = run_command(folder, "compare a.json b.json -o -");
  if (page.err.find("cannot write HTML") != std::string::npos) GTEST_SKIP() << "without npm";
  EXPECT_EQ(page.exit_code, 0) << page.err;
  EXPECT_EQ(page.out.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.out.find('\x1b'), std::string::npos);
}

TEST(CompareCommand, MapsAreNotDrawnFromFiguresThatDoNotComeOutAgain) {
  if (!has_pages()) GTEST_SKIP() << "without npm";
  documents().write("own.toml",
                    "[arithmetic]\nswing = \"full\"\n[arithmetic.constants]\n"
                    "weight_scale = [\"0.0114918\", \"0.0084012\", \"0.0175445\"]\n");
  run_command(documents(), "report --arithmetic own.toml --json own.json");
  std::string changed = documents().read("plain.json");
  const std::size_t at = changed.find("\"5/4\"");
  ASSERT_NE(at, std::string::npos);
  documents().write("changed.json", changed.replace(at, 5, "\"7/4\""));
  ordered_json hostile = ordered_json::parse(documents().read("own.json"));
  hostile["arithmetic"]["constants"]["offset"] = ordered_json::object({{"a", 1}});
  documents().write("hostile.json", hostile.dump());
  for (const auto& [other, has_maps] :
       {std::pair("own.json", true), std::pair("changed.json", false),
        std::pair("hostile.json", false)}) {
    const std::string page = page_of(std::string("compare plain.json ") + other);
    EXPECT_EQ(page.find("d1-G-where") != std::string::npos, has_maps) << other;
    EXPECT_EQ(page.find("No maps") == std::string::npos, has_maps) << other;
  }
}

TEST(CompareCommand, MarkdownSaysWhatChanged) {
  const CommandResult result =
      run_command(documents(), "compare plain.json coarse.json --markdown -");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("- q_scale: \"1/128\" -> \"1/64\""));
  EXPECT_THAT(result.out, HasSubstr("| worse | R |"));
}

}  // namespace
}  // namespace swingproof
