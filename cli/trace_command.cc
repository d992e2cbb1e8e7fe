// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <array>
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
#include "reports/trace/trace_report.h"

namespace swingproof {
namespace {

struct TraceOptions {
  DeploymentOptions deployment;
  std::vector<std::string> arguments;
  bool is_rgb = false;
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

std::uint8_t parse_byte(std::string_view text, std::string_view place) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_integer = error == std::errc() && end == text.data() + text.size();
  if (!is_integer || value < 0 || value > 255) {
    throw InputError(place, quoted(text) + " is not a grey level",
                     "write an integer from 0 to 255");
  }
  return static_cast<std::uint8_t>(value);
}

bool is_integer(const std::string& text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789", text[0] == '-' ? 1 : 0) == std::string::npos;
}

// Takes the deployment file away from the arguments, if there is one: the first, or behind numbers
// the last.
void take_file(TraceOptions& options) {
  if (options.arguments.size() < 4) return;
  const bool is_last =
      is_integer(options.arguments.front()) && !is_integer(options.arguments.back());
  const auto file = is_last ? options.arguments.end() - 1 : options.arguments.begin();
  options.deployment.positional_file = *file;
  options.arguments.erase(file);
}

int run_trace(TraceOptions options) {
  take_file(options);
  const std::vector<std::string>& values = options.arguments;
  std::array<std::uint8_t, 3> rgb = {};
  CenteredYuv yuv;
  if (options.is_rgb) {
    rgb = {parse_byte(values[0], "R"), parse_byte(values[1], "G"), parse_byte(values[2], "B")};
  } else {
    yuv = {parse_centered(values[0], "Y"), parse_centered(values[1], "U"),
           parse_centered(values[2], "V")};
  }
  const Deployment deployment = resolve_deployment(options.deployment);
  const Arithmetic arithmetic = resolve_arithmetic(options.deployment, deployment);
  ResultOutput output({{"--json", options.json}}, input_files(options.deployment));
  const LoweredOp op =
      naming_source(options.deployment, [&] { return lower(deployment, arithmetic); });
  if (options.is_rgb) {
    const TrainingTrace training = trace_training(deployment, rgb);
    const auto traces = trace(deployment, op, training.yuv());
    if (options.json) {
      output.write("--json",
                   json_text(training_trace_json(deployment, arithmetic, training, traces)));
    }
    if (output.stdout_is_free())
      output.write_stdout(training_trace_text(deployment, training, traces));
  } else {
    const auto traces = trace(deployment, op, yuv);
    if (options.json) {
      output.write("--json", json_text(trace_json(deployment, arithmetic, yuv, traces)));
    }
    if (output.stdout_is_free()) output.write_stdout(trace_text(yuv, traces));
  }
  output.commit();
  return exit_done;
}

}  // namespace

Command trace_command(CLI::App& root) {
  auto options = std::make_shared<TraceOptions>();
  CLI::App* app =
      root.add_subcommand("trace", "Show every stage of one input, exact beside the model");
  app->add_option(
         "INPUT", options->arguments,
         "Deployment file (optional), then centered Y, U and V, each -128..127; with --rgb "
         "R, G and B of a training pixel, each 0..255")
      ->option_text("[FILE] Y U V")
      ->required()
      ->expected(3, 4);
  app->add_flag("--rgb", options->is_rgb,
                "The numbers are R G B: show them through the training-side op as well, beside "
                "exact BT.601, and on through the fallback op");
  add_deployment_options(*app, options->deployment);
  app->add_option("--json", options->json, "Write the trace as JSON to a file, or - for stdout")
      ->type_name("FILE");
  app->footer(
      "Examples:\n"
      "  swingproof trace -128 126 -122\n"
      "  swingproof trace deployment.toml 0 0 0 --json -\n"
      "  swingproof trace deployment.toml --rgb 255 128 0");
  return {app, [options] { return run_trace(*options); }};
}

}  // namespace swingproof
