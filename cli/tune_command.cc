// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/result_output.h"
#include "deployment/input_error.h"
#include "fixedpoint/arithmetic_toml.h"
#include "reports/tune_report.h"

namespace swingproof {
namespace {

struct TuneOptions {
  DeploymentOptions settings;
  std::vector<std::string> deployments;
  std::string freedom = "constants";
  std::string objective = "max";
  std::string set = "all_inputs";
  std::string over = "worst";
  std::optional<std::string> arithmetic;
  std::optional<std::string> header;
  std::optional<std::string> json;
  std::optional<std::string> markdown;
};

void check_freedom(const std::string& freedom) {
  if (freedom == "constants") return;
  if (freedom == "coefficients" || freedom == "integers") {
    throw InputError("--freedom", freedom + " cannot be searched yet", "write constants");
  }
  throw InputError("--freedom", quoted(freedom) + " is not a freedom", "write constants");
}

// One deployment for each file, or one for the options alone.
TuneTask tune_task(const TuneOptions& options) {
  TuneTask task;
  task.objective = parse_objective(options.objective, "--objective");
  task.set = parse_set(options.set, "--set");
  task.over = parse_over(options.over, "--over");
  if (options.settings.positional_file && !options.deployments.empty()) {
    throw InputError("--deployment", "and FILE both name deployments", "use one of them");
  }
  if (options.header && options.deployments.size() > 1) {
    throw InputError("--header", "is for one deployment, as integers are",
                     "tune one deployment, or leave --header out");
  }
  std::vector<DeploymentOptions> all;
  for (const std::string& file : options.deployments) {
    all.push_back(options.settings);
    all.back().file = file;
  }
  if (all.empty()) all.push_back(options.settings);
  for (const DeploymentOptions& one : all) {
    task.deployments.push_back(resolve_deployment(one));
    task.arithmetic = resolve_arithmetic(one, task.deployments.back());
    naming_source(one, [&] { return lower(task.deployments.back(), task.arithmetic); });
  }
  return task;
}

std::vector<std::string> files_read(const TuneOptions& options) {
  std::vector<std::string> files = options.deployments;
  for (const std::string& file : input_files(options.settings)) files.push_back(file);
  return files;
}

int run_tune(const TuneOptions& options) {
  check_freedom(options.freedom);
  const TuneTask task = tune_task(options);
  ResultOutput output({{"--output", options.arithmetic},
                       {"--header", options.header},
                       {"--json", options.json},
                       {"--markdown", options.markdown}},
                      files_read(options));
  const Tuning tuning = tune(task);
  if (options.arithmetic) output.write("--output", arithmetic_toml(tuning.tuned));
  if (options.header) output.write("--header", tune_header(tuning));
  if (options.json) output.write("--json", json_text(tune_json(tuning)));
  if (options.markdown) output.write("--markdown", tune_markdown(tuning));
  if (output.stdout_is_free()) output.write_stdout(tune_text(tuning));
  output.commit();
  return exit_done;
}

}  // namespace

Command tune_command(CLI::App& root) {
  auto options = std::make_shared<TuneOptions>();
  CLI::App* app = root.add_subcommand(
      "tune", "The least error that the op can have, and the constants that reach it");
  add_deployment_file(*app, options->settings);
  add_setting_options(*app, options->settings);
  app->add_option("--deployment", options->deployments,
                  "Deployment file (TOML); repeated: one set of constants for all of them")
      ->type_name("FILE")
      ->group("Deployment")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app->add_option("--freedom", options->freedom,
                  "What may change: constants, the three weight scales of the plugin")
      ->capture_default_str();
  app->add_option("--objective", options->objective,
                  "max (greatest error), rms, or mismatch (codes that differ from the ideal ones)")
      ->capture_default_str();
  app->add_option("--set", options->set, "all_inputs, in_gamut or, with studio swing, legal")
      ->capture_default_str();
  app->add_option("--over", options->over, "Of several deployments: the worst or the average")
      ->capture_default_str();
  const auto add = [&](const char* option, std::optional<std::string>& path, const char* text) {
    app->add_option(option, path, text)->type_name("FILE");
  };
  add("-o,--output", options->arithmetic, "Write the arithmetic file for --arithmetic, or -");
  add("--header", options->header, "Write the integers and their code as a C header, or -");
  add("--json", options->json, "Write the result as JSON to a file, or - for stdout");
  add("--markdown", options->markdown, "Write it as Markdown, or - for stdout");
  app->footer(
      "Examples:\n"
      "  swingproof tune\n"
      "  swingproof tune deployment.toml -o tuned.toml && swingproof report deployment.toml \\\n"
      "    --arithmetic tuned.toml\n"
      "  swingproof tune --objective rms --set in_gamut --json -\n"
      "  swingproof tune --deployment a.toml --deployment b.toml --over average");
  return {app, [options] { return run_tune(*options); }};
}

}  // namespace swingproof
