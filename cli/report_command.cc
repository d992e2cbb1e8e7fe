// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/result_output.h"
#include "reports/accuracy_json.h"
#include "reports/accuracy_text.h"
#include "reports/html/page_files.h"
#include "reports/html/review_page.h"

namespace swingproof {
namespace {

struct ReportOptions {
  DeploymentOptions deployment;
  std::optional<std::string> page;
  std::optional<std::string> json;
  std::optional<std::string> markdown;
};

void check_page_option(const ReportOptions& options) {
  if (options.page && !has_chart_libraries()) {
    throw InputError("--output", "this build of swingproof cannot write HTML",
                     "install npm, see that it reaches its registry, and build again");
  }
}

int run_report(const ReportOptions& options) {
  check_page_option(options);
  const Deployment deployment = resolve_deployment(options.deployment);
  const Arithmetic arithmetic = resolve_arithmetic(options.deployment, deployment);
  ResultOutput output(
      {{"--output", options.page}, {"--json", options.json}, {"--markdown", options.markdown}},
      input_files(options.deployment));
  // The page needs more than the figures, and takes longer.
  const Review review = naming_source(options.deployment, [&] {
    return options.page ? review_deployment(deployment, arithmetic)
                        : Review{measure_accuracy(deployment, arithmetic), {}, {}};
  });
  const Accuracy& accuracy = review.accuracy;
  if (options.page) output.write("--output", review_page(review, page_files()));
  if (options.json) output.write("--json", json_text(accuracy_json(accuracy)));
  if (options.markdown) output.write("--markdown", accuracy_markdown(accuracy));
  if (output.stdout_is_free()) {
    output.write_stdout(accuracy_text(accuracy, stdout_takes_escape_codes()));
  }
  output.commit();
  return exit_done;
}

}  // namespace

Command report_command(CLI::App& root) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* app = root.add_subcommand("report", "Exact error of the op over all 2^24 inputs");
  add_deployment_file(*app, options->deployment);
  add_deployment_options(*app, options->deployment);
  app->add_option("-o,--output", options->page,
                  "Write the review report as one HTML file, or - for stdout")
      ->type_name("FILE.html");
  app->add_option("--json", options->json, "Write the figures as JSON to a file, or - for stdout")
      ->type_name("FILE");
  app->add_option("--markdown", options->markdown, "Write the report as Markdown, or - for stdout")
      ->type_name("FILE");
  app->footer(
      "Examples:\n"
      "  swingproof report\n"
      "  swingproof report deployment.toml -o report.html\n"
      "  swingproof report deployment.toml --json report.json\n"
      "  swingproof report --mean 123.675,116.28,103.53 --std 58.395,57.12,57.375 "
      "--q-scale 0.0207\n"
      "  swingproof report --json - | jq '.channels[].in_gamut.max_abs_error'");
  return {app, [options] { return run_report(*options); }};
}

}  // namespace swingproof
