// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <optional>
#include <string>

#include "cli/build_commit.h"
#include "cli/command.h"
#include "cli/result_output.h"
#include "reports/doctor/doctor_report.h"

namespace swingproof {
namespace {

int run_doctor(const std::optional<std::string>& json) {
  ResultOutput output({{"--json", json}}, {});
  const Installation found = installation(build_commit());
  if (json) output.write("--json", json_text(doctor_json(found)));
  if (output.stdout_is_free()) output.write_stdout(doctor_text(found));
  output.commit();
  return exit_done;
}

}  // namespace

Command doctor_command(CLI::App& root) {
  auto json = std::make_shared<std::optional<std::string>>();
  CLI::App* app = root.add_subcommand(
      "doctor", "Say what is installed, and what is missing: its cost, and how to get it");
  app->add_option("--json", *json, "Write the same as JSON to a file, or - for stdout")
      ->type_name("FILE");
  app->footer(
      "Exit code 0, whatever is missing: most users need none of it.\n\n"
      "Examples:\n"
      "  swingproof doctor\n"
      "  swingproof doctor --json doctor.json");
  return {app, [json] { return run_doctor(*json); }};
}

}  // namespace swingproof
