// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/diagnostic.h"
#include "cli/evidence_options.h"
#include "cli/plan_argument.h"
#include "cli/result_output.h"
#include "deployment/input_error.h"
#include "fixedpoint/arithmetic_toml.h"
#include "reports/tune/tune_report.h"
#include "suites/tune/deployment_set.h"

namespace swingproof {
namespace {

struct TuneOptions {
  DeploymentOptions settings;
  std::vector<std::string> deployments;
  std::optional<std::string> plan;
  std::optional<std::string> store;
  std::string freedom = "constants";
  std::string objective = "max";
  std::string set = "all_inputs";
  std::string over = "worst";
  std::optional<std::string> arithmetic;
  std::optional<std::string> header;
  std::optional<std::string> json;
  TextOutputs texts;
};

// What names a whole set of deployments, if it is one.
std::optional<std::string> set_option(const TuneOptions& options) {
  if (options.plan) return "--plan";
  if (options.store) return "--store";
  return std::nullopt;
}

void check_set_options(const TuneOptions& options) {
  const DeploymentOptions& settings = options.settings;
  const auto set = set_option(options);
  if (!set) return;
  if (options.plan && options.store) {
    throw InputError("--plan", "and --store both name deployments", "use one of them");
  }
  if (settings.evidence) {
    throw InputError("--evidence", "is for deployment files, but " + *set + " has an arithmetic",
                     "tune deployment files, or give --arithmetic alone");
  }
  if (settings.positional_file || !options.deployments.empty()) {
    throw InputError(*set, "and deployment files both name deployments", "use one of them");
  }
  const bool has_others = std::ranges::any_of(deployment_fields(), [&](const auto& field) {
    return field.key != "swing" && overrides(settings, field.key);
  });
  if (has_others) {
    throw InputError(*set, "has settings of its own", "override none of them but --swing");
  }
}

DeploymentSet read_set(const TuneOptions& options, const std::string& file) {
  std::optional<Swing> swing;
  if (overrides(options.settings, "swing")) {
    swing = parse_name<Swing>(*options.settings.settings.at("swing"), "--swing");
  }
  if (options.plan) return planned_deployments(read_plan({file, {}}), swing, file);
  Store store(file, DatabaseUse::read);
  return stored_deployments(store, swing);
}

// The deployments of a plan or a store, with their arithmetic unless an option names one. What
// cannot be lowered has no codes, now or tuned.
void add_set(const TuneOptions& options, TuneTask& task) {
  const std::string file = options.plan ? *options.plan : *options.store;
  DeploymentSet set = read_set(options, file);
  task.arithmetic = options.settings.arithmetic
                        ? resolve_arithmetic(options.settings, set.deployments.front())
                        : shared_arithmetic(set, file);
  task.deployments = std::move(set.deployments);
  const auto is_refused = [&](const Deployment& deployment) {
    try {
      lower(deployment, task.arithmetic);
      return false;
    } catch (const InputError&) {
      return true;
    }
  };
  task.left_out = std::erase_if(task.deployments, is_refused);
  if (task.left_out > 0) {
    print_warning(file + ": " + std::to_string(task.left_out) +
                  " deployments cannot be lowered, and are left out");
  }
  if (task.deployments.empty()) {
    throw InputError(file, "has no deployment that can be lowered", "name one that has");
  }
}

void add_files(const TuneOptions& options, TuneTask& task) {
  const std::optional<std::string> arithmetic = read_arithmetic_file(options.settings);
  for (const DeploymentOptions& one : each_deployment(options.settings, options.deployments)) {
    task.deployments.push_back(resolve_deployment(one));
    task.arithmetic = resolve_arithmetic(one, task.deployments.back(), arithmetic);
    naming_source(one, [&] { return lower(task.deployments.back(), task.arithmetic); });
  }
}

TuneTask tune_task(const TuneOptions& options) {
  TuneTask task;
  task.freedom = parse_name<Freedom>(options.freedom, "--freedom");
  task.objective = parse_name<Objective>(options.objective, "--objective");
  task.set = parse_set(options.set, "--set");
  task.over = parse_name<Over>(options.over, "--over");
  check_set_options(options);
  if (const auto set = set_option(options)) {
    task.named_by = *set;
    add_set(options, task);
  } else {
    add_files(options, task);
  }
  if (options.header && task.deployments.size() > 1) {
    throw InputError("--header", "is for one deployment, as integers are",
                     "tune one deployment, or leave --header out");
  }
  return task;
}

std::vector<std::string> files_read(const TuneOptions& options) {
  std::vector<std::string> files = deployment_files(options.settings, options.deployments);
  if (const auto file = arithmetic_file(options.settings)) files.push_back(*file);
  for (const std::string& file : evidence_inputs(options.settings)) files.push_back(file);
  if (options.plan && !options.plan->starts_with("preset:")) files.push_back(*options.plan);
  if (options.store) files.push_back(*options.store);
  return files;
}

int run_tune(const TuneOptions& options) {
  const TuneTask task = tune_task(options);
  ResultOutput output(with_texts({{"--output", options.arithmetic},
                                  {"--header", options.header},
                                  {"--json", options.json}},
                                 options.texts),
                      files_read(options));
  const Tuning tuning = tune(task);
  if (options.arithmetic) output.write("--output", arithmetic_toml(tuning.tuned));
  if (options.header) output.write("--header", tune_header(tuning));
  if (options.json) output.write("--json", json_text(tune_json(tuning)));
  const Document document = tune_document(tuning);
  write_texts(output, options.texts, document);
  write_terminal(output, document);
  output.commit();
  return exit_done;
}

}  // namespace

Command tune_command(CLI::App& root) {
  auto options = std::make_shared<TuneOptions>();
  CLI::App* app =
      root.add_subcommand("tune", "Find the constants with the least error, with proof");
  add_deployment_file(*app, options->settings);
  add_setting_options(*app, options->settings);
  add_evidence_options(*app, options->settings);
  app->add_option("--deployment", options->deployments,
                  "Deployment file (TOML); may be repeated, for one set of constants")
      ->type_name("FILE")
      ->group("Deployment")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app->add_option("--plan", options->plan,
                  "All deployments of a campaign's plan (TOML), or of preset:common, and their "
                  "arithmetic")
      ->type_name("FILE|preset:common")
      ->group("Deployment");
  app->add_option("--store", options->store,
                  "All deployments of a campaign's store, and their arithmetic")
      ->type_name("FILE.sqlite")
      ->group("Deployment");
  app->add_option("--freedom", options->freedom,
                  "The numbers that may change: constants (the plugin's three weight scales), "
                  "coefficients (also its nine weights and the offset), or integers (weights, "
                  "bias, multiplier and shifts); the last two for one deployment only")
      ->type_name("constants|coefficients|integers")
      ->capture_default_str();
  app->add_option("--objective", options->objective,
                  "max (greatest error), rms, or mismatch (codes that differ from the ideal ones)")
      ->type_name("max|rms|mismatch")
      ->capture_default_str();
  app->add_option("--set", options->set, "all_inputs, in_gamut or, with studio swing, legal")
      ->type_name("all_inputs|in_gamut|legal")
      ->capture_default_str();
  app->add_option("--over", options->over, "Of several deployments: the worst or the average")
      ->type_name("worst|average")
      ->capture_default_str();
  const auto add = [&](const char* option, std::optional<std::string>& path, const char* text) {
    app->add_option(option, path, text)->type_name("FILE");
  };
  add("-o,--output", options->arithmetic, "Write the arithmetic file for --arithmetic, or -");
  add("--header", options->header, "Write the integers and their code as a C header, or -");
  add("--json", options->json, "Write the result as JSON to a file, or - for stdout");
  add_text_options(*app, options->texts);
  app->footer(
      "Examples:\n"
      "  swingproof tune\n"
      "  swingproof tune deployment.toml -o tuned.toml && swingproof report deployment.toml \\\n"
      "    --arithmetic tuned.toml\n"
      "  swingproof tune --objective rms --set in_gamut --json -\n"
      "  swingproof tune --deployment a.toml --deployment b.toml --over average\n"
      "  swingproof tune --plan preset:common -o tuned.toml\n"
      "  swingproof tune --swing studio --freedom coefficients -o tuned.toml\n"
      "  swingproof tune deployment.toml --freedom integers -o own.toml --header own.h");
  return {app, [options] { return run_tune(*options); }};
}

}  // namespace swingproof
