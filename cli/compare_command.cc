// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/result_output.h"
#include "deployment/deployment_file.h"
#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "deployment/whole_file.h"
#include "reports/compare/comparison.h"
#include "reports/compare/deployment_comparison.h"
#include "reports/json/figure_reader.h"

namespace swingproof {
namespace {

struct CompareOptions {
  std::string before;
  std::string after;
  std::optional<std::string> page;
  std::optional<std::string> json;
  TextOutputs texts;
  std::vector<std::string> images;
  // Of deployments.
  std::optional<std::string> q_scale;
  std::optional<std::string> input;
  DeploymentOptions arithmetic;  // --arithmetic alone
};

struct ReadFile {
  std::string path;
  std::string text;
};

// A document of report or gate; a deployment file begins with no brace.
bool is_document(const ReadFile& file) {
  const std::size_t first = file.text.find_first_not_of(" \t\r\n");
  return first != std::string::npos && file.text[first] == '{';
}

// --q-scale is for files that have none: files that have one are compared as they are.
ComparedSide read_side(const CompareOptions& options, const ReadFile& file) {
  DeploymentSource source = parse_deployment_file(
      file.text, file.path, is_toolchain_yaml(file.text, file.path) ? options.input : std::nullopt);
  if (options.q_scale && source.file_without_q_scale) {
    set_field(*find_field("q_scale"), {*options.q_scale}, "--q-scale", source);
  }
  ComparedSide side;
  side.file = file.path.substr(file.path.find_last_of('/') + 1);
  side.sha256 = sha256_hex(file.text);
  side.deployment = require_deployment(source);
  side.arithmetic = resolve_arithmetic(options.arithmetic, side.deployment);
  DeploymentOptions place;
  place.file = file.path;
  side.op = naming_source(place, [&] { return lower(side.deployment, side.arithmetic); });
  return side;
}

void write_deployments(const CompareOptions& options, const ReadFile& before, const ReadFile& after,
                       ResultOutput& output) {
  const bool has_yaml =
      is_toolchain_yaml(before.text, before.path) || is_toolchain_yaml(after.text, after.path);
  if (!has_yaml && (options.input || options.q_scale)) {
    throw InputError(options.input ? "--input" : "--q-scale",
                     "is for a toolchain's YAML, but both files are TOML", "leave it out");
  }
  std::vector<Picture> pictures;
  for (const std::string& image : options.images) pictures.push_back(read_picture(image));
  const DeploymentComparison comparison =
      compare_deployments(read_side(options, before), read_side(options, after), pictures);
  if (options.page) {
    output.write("--output", deployment_comparison_page(comparison, page_files()));
  }
  if (options.json) output.write("--json", json_text(deployment_comparison_json(comparison)));
  const Document document = deployment_comparison_document(comparison);
  write_texts(output, options.texts, document);
  write_terminal(output, document);
}

void write_documents(const CompareOptions& options, const ReadFile& before, const ReadFile& after,
                     ResultOutput& output) {
  if (!options.images.empty() || options.q_scale || options.input ||
      options.arithmetic.arithmetic) {
    throw InputError("command line", "has options for deployments, but compares JSON documents",
                     "leave out --image, --q-scale, --input and --arithmetic");
  }
  const Comparison comparison = compare_documents(before.text, before.path, after.text, after.path);
  if (options.page) output.write("--output", comparison_page(comparison, page_files()));
  if (options.json) output.write("--json", json_text(comparison_json(comparison)));
  const Document document = comparison_document(comparison);
  write_texts(output, options.texts, document);
  write_terminal(output, document);
}

int run_compare(const CompareOptions& options) {
  if (options.page && !has_chart_libraries()) {
    throw InputError("--output", "this build of swingproof cannot write HTML",
                     "install npm, check that it reaches its registry, and build again");
  }
  std::vector<std::string> inputs = {options.before, options.after};
  inputs.insert(inputs.end(), options.images.begin(), options.images.end());
  if (const auto file = arithmetic_file(options.arithmetic)) inputs.push_back(*file);
  ResultOutput output(
      with_texts({{"--output", options.page}, {"--json", options.json}}, options.texts), inputs);
  const ReadFile before{options.before, read_whole_file(options.before, largest_read_document)};
  const ReadFile after{options.after, read_whole_file(options.after, largest_read_document)};
  if (is_document(before) != is_document(after)) {
    const ReadFile& deployment = is_document(before) ? after : before;
    throw InputError(deployment.path, "is a deployment, and the other file is JSON",
                     "compare two deployments, or the JSON of two reports or gates");
  }
  if (is_document(before)) {
    write_documents(options, before, after, output);
  } else {
    write_deployments(options, before, after, output);
  }
  output.commit();
  return exit_done;
}

}  // namespace

Command compare_command(CLI::App& root) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App* app = root.add_subcommand(
      "compare", "Compare two deployments in codes, or two reports or gates figure by figure");
  app->add_option("BEFORE", options->before,
                  "Deployment file (TOML or YAML), or JSON of swingproof report or gate")
      ->required();
  app->add_option("AFTER", options->after, "Another of the same kind")->required();
  app->add_option("-o,--output", options->page,
                  "Write the comparison as one HTML file, or - for stdout")
      ->type_name("FILE.html");
  app->add_option("--json", options->json, "Write it as JSON to a file, or - for stdout")
      ->type_name("FILE");
  add_text_options(*app, options->texts);
  app->add_option("--image", options->images,
                  "Picture to put through both deployments (PNG or JPEG); may be repeated")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
  app->add_option("--q-scale", options->q_scale,
                  "The q_scale of a deployment file that has none: a YAML");
  app->add_option("--input", options->input, "The input that is meant, if a YAML has several")
      ->type_name("NAME");
  app->add_option("--arithmetic", options->arithmetic.arithmetic,
                  "Model of the BPU for both deployments (default bayes)");
  app->footer(
      "The exit code is 0 whatever has changed; use gate --baseline as a check.\n\n"
      "Examples:\n"
      "  swingproof compare script.toml config.yaml --q-scale 0.0207\n"
      "  swingproof compare a.toml b.toml --image photo.png -o diff.html --json diff.json\n"
      "  swingproof compare before.json after.json\n"
      "  swingproof compare before.json after.json -o diff.html\n"
      "  swingproof compare before.json after.json --markdown - --json diff.json");
  return {app, [options] { return run_compare(*options); }};
}

}  // namespace swingproof
