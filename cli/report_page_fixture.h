// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_REPORT_PAGE_FIXTURE_H_
#define SWINGPROOF_CLI_REPORT_PAGE_FIXTURE_H_

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "cli/command_runner.h"
#include "suites/picture/test_picture.h"
#include "suites/png/png_image.h"

namespace swingproof {

// For tests: what pages are written from, and what must be true of them.
inline constexpr const char* imagenet_toml =
    "[deployment]\nmean = [\"123.675\", \"116.28\", \"103.53\"]\n"
    "std = [\"58.395\", \"57.12\", \"57.375\"]\nq_scale = \"0.0207\"\n";

inline constexpr const char* own_integers_toml =
    "[arithmetic]\nswing = \"full\"\n[arithmetic.integers]\n"
    "weights = [[87, 0, 122], [119, -41, -85], [57, 101, 0]]\nbias = [0, 0, 0]\n"
    "bias_shift = [0, 0, 0]\nmultiplier = [24104, 17622, 18395]\n"
    "pre_shift = [0, 0, 0]\npost_shift = [21, 21, 20]\n[deployment]\n";

// The page of the default deployment, written once; empty where swingproof was built without npm.
inline const std::string& default_page() {
  static const std::string page = [] {
    const TemporaryFolder folder;
    const CommandResult result = run_command(folder, "report -o page.html");
    const bool can = result.err.find("cannot write HTML") == std::string::npos;
    EXPECT_EQ(result.exit_code, can ? 0 : 2) << result.err;
    return can ? folder.read("page.html") : "";
  }();
  return page;
}

inline bool can_write_pages() { return !default_page().empty(); }

inline std::string small_png() {
  const Picture picture = test_picture();
  const std::size_t row_bytes = 3 * static_cast<std::size_t>(picture.size.width);
  return png_bytes(picture.size.width, 4, {picture.rgb.data() + 164 * row_bytes, 4 * row_bytes});
}

// What a pre element of a class has, as text.
inline std::string pre_text(const std::string& page, const std::string& name) {
  const std::string begin = "<pre tabindex=\"0\" class=\"" + name + "\">";
  const std::size_t from = page.find(begin) + begin.size();
  std::string text = page.substr(from, page.find("</pre>", from) - from);
  const std::vector<std::pair<std::string, std::string>> entities = {
      {"&quot;", "\""}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}};
  for (const auto& [entity, character] : entities) {
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at) {
      text.replace(at, entity.size(), character);
    }
  }
  return text;
}

// The command that the page names gives the page, byte for byte, from the files that it shows.
inline void expect_page_is_written_again(const std::string& call) {
  const TemporaryFolder first;
  first.write("camera 1.toml", imagenet_toml);
  first.write("plain.toml", "[deployment]\n");

  first.write("a.png", small_png());
  first.write("b.toml", "[budget]\nmax_abs_error = 9\n");
  run_shell(first, "mkdir arithmetics");
  first.write("arithmetics/integers.toml", own_integers_toml);
  first.write("arithmetics/own.toml",
              "[arithmetic]\nswing = \"full\"\n[arithmetic.constants]\n"
              "weight_scale = [\"0.0114918\", \"0.0084012\", \"0.0175445\"]\n");
  SCOPED_TRACE(call);
  const CommandResult result = run_command(first, call);
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const std::string page = first.read("p.html");
  const std::string command = pre_text(page, "command");
  ASSERT_EQ(command.rfind("swingproof report ", 0), 0U) << command;
  const TemporaryFolder second;
  second.write("a.png", first.read("a.png"));
  second.write("b.toml", first.read("b.toml"));
  second.write("own.toml", first.read("arithmetics/own.toml"));
  second.write("integers.toml", first.read("arithmetics/integers.toml"));
  // Whatever file the command names beside the deployment is there with the hash of what was
  // read.
  for (const std::string file : {"a.png", "b.toml", "own.toml", "integers.toml"}) {
    const bool is_named = command.find(file) != std::string::npos;
    const std::string hash = run_shell(second, "sha256sum " + file).out.substr(0, 64);
    EXPECT_EQ(
        page.find("<td class=\"l\">" + file + "</td><td class=\"l\">" + hash) != std::string::npos,
        is_named)
        << file;
  }
  second.write("deployment.toml", pre_text(page, "deployment"));
  second.write("camera 1.toml", pre_text(page, "deployment"));
  second.write("plain.toml", pre_text(page, "deployment"));
  const CommandResult again = run_shell(second, "$" + command);
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_TRUE(second.read("report.html") == page);
}

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_REPORT_PAGE_FIXTURE_H_
