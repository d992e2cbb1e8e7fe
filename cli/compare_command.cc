// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/result_output.h"
#include "deployment/input_error.h"
#include "deployment/whole_file.h"
#include "reports/comparison.h"
#include "reports/figure_reader.h"
#include "reports/html/comparison_page.h"

namespace swingproof {
namespace {

struct CompareOptions {
  std::string before;
  std::string after;
  std::optional<std::string> page;
  std::optional<std::string> json;
  std::optional<std::string> markdown;
};

int run_compare(const CompareOptions& options) {
  if (options.page && !has_chart_libraries()) {
    throw InputError("--output", "this build of swingproof cannot write HTML",
                     "install npm, check that it reaches its registry, and build again");
  }
  ResultOutput output(
      {{"--output", options.page}, {"--json", options.json}, {"--markdown", options.markdown}},
      {options.before, options.after});
  const Comparison comparison =
      compare_documents(read_whole_file(options.before, largest_read_document), options.before,
                        read_whole_file(options.after, largest_read_document), options.after);
  if (options.page) output.write("--output", comparison_page(comparison, page_files()));
  if (options.json) output.write("--json", json_text(comparison_json(comparison)));
  if (options.markdown) output.write("--markdown", comparison_markdown(comparison));
  if (output.stdout_is_free()) output.write_stdout(comparison_text(comparison));
  output.commit();
  return exit_done;
}

}  // namespace

Command compare_command(CLI::App& root) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App* app =
      root.add_subcommand("compare", "Compare two reports or gates exactly, figure by figure");
  app->add_option("BEFORE", options->before, "JSON of swingproof report or gate")->required();
  app->add_option("AFTER", options->after, "JSON of another report or gate")->required();
  app->add_option("-o,--output", options->page,
                  "Write the comparison as one HTML file, or - for stdout")
      ->type_name("FILE.html");
  app->add_option("--json", options->json, "Write it as JSON to a file, or - for stdout")
      ->type_name("FILE");
  app->add_option("--markdown", options->markdown, "Write it as Markdown, or - for stdout")
      ->type_name("FILE");
  app->footer(
      "The exit code is 0 whatever has changed; use gate --baseline as a check.\n\n"
      "Examples:\n"
      "  swingproof compare before.json after.json\n"
      "  swingproof compare before.json after.json -o diff.html\n"
      "  swingproof compare before.json after.json --markdown - --json diff.json");
  return {app, [options] { return run_compare(*options); }};
}

}  // namespace swingproof
