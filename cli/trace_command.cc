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
#include "reports/trace_report.h"

namespace swingproof {
namespace {

struct TraceOptions {
  DeploymentOptions deployment;
  std::vector<std::string> arguments;
  std::vector<std::string> rgb;
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
                     "write three integers from 0 to 255: R, G and B");
  }
  return static_cast<std::uint8_t>(value);
}

// Takes the deployment file away from the front of the arguments, if there is one.
void take_file(TraceOptions& options) {
  const std::size_t values = options.rgb.empty() ? 3 : 0;
  const std::size_t count = options.arguments.size();
  if (count != values && count != values + 1) {
    throw InputError("command line",
                     "has " + std::to_string(count) + " argument" + (count == 1 ? "" : "s") +
                         (values == 0 ? " beside --rgb" : " for [FILE] Y U V"),
                     values == 0
                         ? "give Y U V or --rgb R G B, not both; see swingproof trace --help"
                         : "see swingproof trace --help");
  }
  if (count == values) return;
  options.deployment.positional_file = options.arguments.front();
  options.arguments.erase(options.arguments.begin());
}

int run_trace(TraceOptions options) {
  take_file(options);
  const bool is_training = !options.rgb.empty();
  std::array<std::uint8_t, 3> rgb = {};
  for (std::size_t i = 0; is_training && i < 3; ++i) rgb[i] = parse_byte(options.rgb[i], "--rgb");
  CenteredYuv yuv;
  if (!is_training) {
    yuv = {parse_centered(options.arguments[0], "Y"), parse_centered(options.arguments[1], "U"),
           parse_centered(options.arguments[2], "V")};
  }
  const Deployment deployment = resolve_deployment(options.deployment);
  const Arithmetic arithmetic = resolve_arithmetic(options.deployment, deployment);
  ResultOutput output({{"--json", options.json}}, input_files(options.deployment));
  const LoweredOp op =
      naming_source(options.deployment, [&] { return lower(deployment, arithmetic); });
  if (is_training) {
    const TrainingTrace training = trace_training(deployment, rgb);
    const auto traces = trace(deployment, op, training.yuv());
    if (options.json) {
      output.write("--json",
                   json_text(training_trace_json(deployment, arithmetic, training, traces)));
    }
    if (output.stdout_is_free()) output.write_stdout(training_trace_text(training, traces));
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
  app->add_option("INPUT", options->arguments,
                  "Deployment file (optional), then centered Y, U and V, each -128..127")
      ->option_text("[FILE] Y U V")
      ->expected(0, 4);
  app->add_option("--rgb", options->rgb,
                  "In place of Y U V: a training pixel, each 0..255, through the training-side op "
                  "(beside exact BT.601) and on through the fallback op")
      ->type_name("R G B")
      ->expected(3);
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
