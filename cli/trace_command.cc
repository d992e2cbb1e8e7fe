// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <charconv>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/result_output.h"
#include "deployment/input_error.h"
#include "reports/trace_report.h"

namespace swingproof {
namespace {

struct TraceOptions {
  DeploymentOptions deployment;
  std::vector<std::string> arguments;
  std::optional<std::string> json;
};

std::int8_t parse_centered(std::string_view text, std::string_view place) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_integer = error == std::errc() && end == text.data() + text.size();
  if (!is_integer || value < -128 || value > 127) {
    throw InputError(place, quoted(text) + " is not centered YUV",
                     "write an integer from -128 to 127: the stored byte minus 128");
  }
  return static_cast<std::int8_t>(value);
}

int run_trace(TraceOptions options) {
  if (options.arguments.size() == 4) {
    options.deployment.positional_file = options.arguments.front();
    options.arguments.erase(options.arguments.begin());
  }
  const CenteredYuv yuv{parse_centered(options.arguments[0], "Y"),
                        parse_centered(options.arguments[1], "U"),
                        parse_centered(options.arguments[2], "V")};
  const Deployment deployment = resolve_deployment(options.deployment);
  const Arithmetic arithmetic = resolve_arithmetic(options.deployment, deployment);
  ResultOutput output({{"--json", options.json}}, input_files(options.deployment));
  const LoweredOp op =
      naming_source(options.deployment, [&] { return lower(deployment, arithmetic); });
  const auto traces = trace(deployment, op, yuv);
  if (options.json)
    output.write("--json", json_text(trace_json(deployment, arithmetic, yuv, traces)));
  if (output.stdout_is_free()) output.write_stdout(trace_text(yuv, traces));
  output.commit();
  return exit_done;
}

}  // namespace

Command trace_command(CLI::App& root) {
  auto options = std::make_shared<TraceOptions>();
  CLI::App* app =
      root.add_subcommand("trace", "Show every stage of one input, exact beside the model");
  app->add_option("INPUT", options->arguments,
                  "Deployment file (optional), then centered Y, U and V, each -128..127")
      ->option_text("[FILE] Y U V")
      ->required()
      ->expected(3, 4);
  add_deployment_options(*app, options->deployment);
  app->add_option("--json", options->json, "Write the trace as JSON to a file, or - for stdout")
      ->type_name("FILE");
  app->footer(
      "Examples:\n"
      "  swingproof trace -128 126 -122\n"
      "  swingproof trace deployment.toml 0 0 0 --json -");
  return {app, [options] { return run_trace(*options); }};
}

}  // namespace swingproof
