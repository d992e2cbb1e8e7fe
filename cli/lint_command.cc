// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/result_output.h"
#include "reports/lint/lint_report.h"

namespace swingproof {
namespace {

struct LintOptions {
  DeploymentOptions deployment;
  std::optional<std::string> json;
  std::optional<std::string> sarif;
};

int run_lint(const LintOptions& options) {
  LintReport report;
  report.source = resolve_deployment_source(options.deployment);
  report.arithmetic = resolve_arithmetic(options.deployment, report.source.deployment);
  report.file = deployment_file(options.deployment);
  ResultOutput output({{"--json", options.json}, {"--sarif", options.sarif}},
                      input_files(options.deployment));
  report.findings = lint(report.source, report.arithmetic);
  if (options.json) output.write("--json", json_text(lint_json(report)));
  if (options.sarif) output.write("--sarif", json_text(lint_sarif(report)));
  if (output.stdout_is_free()) {
    const bool is_github = std::getenv("GITHUB_ACTIONS") != nullptr;
    output.write_stdout(lint_text(report) + (is_github ? lint_annotations(report) : ""));
  }
  output.commit();
  return has_errors(report) ? exit_says_no : exit_done;
}

}  // namespace

Command lint_command(CLI::App& root) {
  auto options = std::make_shared<LintOptions>();
  CLI::App* app =
      root.add_subcommand("lint", "Find mistakes in a deployment, and the cost of each");
  add_deployment_file(*app, options->deployment);
  add_deployment_options(*app, options->deployment);
  app->add_option("--json", options->json, "Write the findings as JSON to a file, or - for stdout")
      ->type_name("FILE");
  app->add_option("--sarif", options->sarif,
                  "Write the findings as SARIF 2.1.0 to a file, or - for stdout")
      ->type_name("FILE");
  app->footer(
      "Exit code 1 if a finding is an error, 0 if all are warnings and notes.\n\n"
      "Examples:\n"
      "  swingproof lint deployment.toml\n"
      "  swingproof lint deployment.toml --sarif lint.sarif\n"
      "  swingproof lint --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225 --q-scale 0.0207");
  return {app, [options] { return run_lint(*options); }};
}

}  // namespace swingproof
