// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/evidence_options.h"
#include "cli/result_output.h"
#include "deployment/sha256.h"
#include "reports/certificate/statement.h"
#include "reports/document/page_files.h"
#include "reports/review/review_report.h"
#include "suites/picture/test_picture.h"

namespace swingproof {
namespace {

struct ReportOptions {
  DeploymentOptions settings;
  std::vector<std::string> deployments;  // of --deployment; at most one of the two
  std::optional<std::string> budget;
  std::vector<std::string> images;
  std::optional<std::string> page;
  std::optional<std::string> json;
  TextOutputs texts;
};

void check_page_option(const ReportOptions& options) {
  if (options.page && !has_chart_libraries()) {
    throw InputError("--output", "this build of swingproof cannot write HTML",
                     "install npm, check that it reaches its registry, and build again");
  }
}

std::vector<std::string> deployment_files(const ReportOptions& options) {
  return deployment_files(options.settings, options.deployments);
}

std::vector<std::string> files_read(const ReportOptions& options) {
  std::vector<std::string> files = deployment_files(options);
  files.insert(files.end(), options.images.begin(), options.images.end());
  for (const auto& file : {options.budget, arithmetic_file(options.settings)}) {
    if (file) files.push_back(*file);
  }
  for (const std::string& file : evidence_inputs(options.settings)) files.push_back(file);
  return files;
}

std::string without_folders(const std::string& path) {
  return path.substr(path.find_last_of('/') + 1);
}

// What the report calls its deployments: their files, unless options or equal names make that
// ambiguous.
std::vector<std::string> deployment_names(const ReportOptions& options) {
  std::vector<std::string> names;
  for (const std::string& file : deployment_files(options)) names.push_back(without_folders(file));
  std::vector<std::string> sorted = names;
  std::sort(sorted.begin(), sorted.end());
  const bool are_distinct = std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
  if (names.empty()) return {"deployment.toml"};
  if (are_distinct && !overrides_any(options.settings)) return names;
  if (names.size() == 1) return {"deployment.toml"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    names[i] = "deployment-" + std::to_string(i + 1) + ".toml";
  }
  return names;
}

std::vector<Picture> read_pictures(const ReportOptions& options) {
  std::vector<Picture> pictures;
  for (const std::string& image : options.images) pictures.push_back(read_picture(image));
  if (pictures.empty()) pictures.push_back(test_picture());
  return pictures;
}

// Limits that do not apply would let anything pass.
std::vector<LimitCheck> check_budget_of(const ReportOptions& options, const Budget& budget,
                                        const DeploymentReport& deployment) {
  std::vector<LimitCheck> limits = check_error_limits(budget, deployment.review.accuracy.errors);
  if (limits.empty()) {
    throw InputError(*options.budget,
                     "sets no limit on the op's error that applies to " + deployment.name,
                     "add max_abs_error or max_rms_error; max_code_difference is of gate");
  }
  return limits;
}

ReviewReport measure(const ReportOptions& options, const std::vector<Picture>& pictures,
                     const std::optional<std::string>& arithmetic_content,
                     const std::optional<Budget>& budget) {
  ReviewReport report;
  report.has_budget = budget.has_value();
  const std::vector<std::string> names = deployment_names(options);
  for (const DeploymentOptions& one : each_deployment(options.settings, options.deployments)) {
    const Deployment deployment = resolve_deployment(one);
    Arithmetic arithmetic = resolve_arithmetic(one, deployment, arithmetic_content);
    arithmetic.file = without_folders(arithmetic.file);
    // The page needs more than the figures, and takes longer.
    Review review = naming_source(one, [&] {
      return options.page ? review_deployment(deployment, arithmetic)
                          : Review{measure_accuracy(deployment, arithmetic), {}, {}};
    });
    DeploymentReport measured =
        deployment_report(names[report.deployments.size()], std::move(review), pictures);
    if (budget) {
      measured.limits = check_budget_of(options, *budget, measured);
      measured.unjudged = unjudged_error_limits(*budget, deployment.matrix.swing);
    }
    report.deployments.push_back(std::move(measured));
  }
  return report;
}

int run_report(const ReportOptions& options) {
  check_page_option(options);
  ResultOutput output(
      with_texts({{"--output", options.page}, {"--json", options.json}}, options.texts),
      files_read(options));
  std::vector<ReportInput> inputs;
  std::optional<Budget> budget;
  const std::optional<std::string> arithmetic = read_arithmetic_file(options.settings);
  if (arithmetic) {
    inputs.push_back(
        {"--arithmetic", without_folders(*options.settings.arithmetic), sha256_hex(*arithmetic)});
  }
  for (const std::string& file : evidence_files(options.settings)) {
    inputs.push_back({"--evidence", without_folders(file),
                      sha256_hex(read_whole_file(file, largest_certificate))});
  }
  if (options.budget) {
    const std::string text = read_whole_file(*options.budget, largest_budget_file);
    budget = parse_budget_toml(text, *options.budget);
    inputs.push_back({"--budget", without_folders(*options.budget), sha256_hex(text)});
  }
  const std::vector<Picture> pictures = read_pictures(options);
  for (const Picture& picture : pictures) {
    if (!options.images.empty()) inputs.push_back({"--image", picture.name, picture.sha256});
  }
  ReviewReport report = measure(options, pictures, arithmetic, budget);
  report.inputs = inputs;
  if (options.page) output.write("--output", review_page(report, page_files()));
  if (options.json) output.write("--json", json_text(review_json(report)));
  Document document = review_document(report);
  write_terminal(output, document);
  document.add(Paragraph{Text("Reproduce: ") + code_span(reproducing_command(report))});
  write_texts(output, options.texts, document);
  output.commit();
  return light_of(report) == Light::fail ? exit_says_no : exit_done;
}

void add_input_options(CLI::App& app, ReportOptions& options) {
  add_deployment_file(app, options.settings);
  app.add_option("--deployment", options.deployments,
                 "Deployment file (TOML); may be repeated, for one report with a summary; options "
                 "override each")
      ->type_name("FILE")
      ->group("Deployment")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
  add_setting_options(app, options.settings);
  add_evidence_options(app, options.settings);
  app.add_option("--budget", options.budget,
                 "Limits on the error (TOML, as for gate): exit code 1 if one is exceeded")
      ->type_name("B.toml");
  app.add_option("--image", options.images,
                 "Picture to try (PNG or JPEG); may be repeated; without one: a test picture")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

}  // namespace

Command report_command(CLI::App& root) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* app = root.add_subcommand("report", "Exact error of the op over all 2^24 inputs");
  add_input_options(*app, *options);
  app->add_option("-o,--output", options->page,
                  "Write the review report as one HTML file, or - for stdout")
      ->type_name("FILE.html");
  app->add_option("--json", options->json, "Write the figures as JSON to a file, or - for stdout")
      ->type_name("FILE");
  add_text_options(*app, options->texts);
  app->footer(
      "Examples:\n"
      "  swingproof report\n"
      "  swingproof report deployment.toml -o report.html\n"
      "  swingproof report deployment.toml --budget budget.toml --image photo.png -o report.html\n"
      "  swingproof report deployment.toml --json report.json --markdown report.md\n"
      "  swingproof report --deployment front.toml --deployment rear.toml -o cameras.html\n"
      "  swingproof report --mean 123.675,116.28,103.53 --std 58.395,57.12,57.375 --q-scale "
      "0.0207\n"
      "  swingproof report --json - | jq '.channels[].in_gamut.max_abs_error'");
  return {app, [options] { return run_report(*options); }};
}

}  // namespace swingproof
