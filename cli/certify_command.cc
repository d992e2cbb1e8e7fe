// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/hypothesis_options.h"
#include "cli/result_output.h"
#include "cli/source_check.h"
#include "deployment/input_error.h"
#include "reports/certify_json.h"
#include "reports/certify_text.h"
#include "suites/certify/capture.h"
#include "suites/certify/stimulus.h"

namespace swingproof {
namespace {

struct CertifyOptions {
  DeploymentOptions deployment;
  std::string stimulus;
  std::string capture;
  std::optional<std::string> stimulus_layout;
  std::optional<std::string> layout;
  std::optional<std::string> shape;
  std::optional<std::string> stride;
  std::string tolerate = "0";
  std::optional<std::string> next_probe;
  std::optional<std::string> json;
  bool is_source = false;
  SourceCheckOptions source;
};

std::optional<ArrayLayout> layout_of(const std::optional<std::string>& text,
                                     std::string_view place) {
  if (!text) return {};
  return parse_array_layout(*text, place);
}

CaptureCodes read_capture(const CertifyOptions& options, const Stimulus& stimulus,
                          std::uint64_t tolerated) {
  const auto layout = layout_of(options.layout, "--layout");
  if (!options.shape) {
    if (options.stride) {
      throw InputError("--stride", "is for a capture of raw bytes", "give --shape as well");
    }
    return read_npy_capture(options.capture, layout, stimulus, tolerated);
  }
  if (!layout) {
    throw InputError("--shape", "is for a capture of raw bytes, which needs its layout",
                     "give --layout nhwc or nchw as well");
  }
  RawForm form{*layout, parse_shape(*options.shape, "--shape"), {}};
  if (options.stride) form.stride = parse_count(*options.stride, "--stride");
  return read_raw_capture(options.capture, form, stimulus, tolerated);
}

// --source has the files and forms of the op's capture in common.
int run_certify_source(const CertifyOptions& options) {
  SourceCheckOptions source = options.source;
  source.stimulus = options.stimulus;
  source.capture = options.capture;
  source.layout = options.layout;
  source.shape = options.shape;
  source.stride = options.stride;
  source.json = options.json;
  return run_source_check(source, resolve_deployment(options.deployment),
                          input_files(options.deployment));
}

int run_certify(const CertifyOptions& options) {
  if (options.is_source) return run_certify_source(options);
  const std::uint64_t tolerated = parse_tolerated(options.tolerate);
  const Deployment deployment = resolve_deployment(options.deployment);
  const DeclaredHypothesis declared = resolve_declared(options.deployment, deployment);
  std::vector<std::string> inputs = input_files(options.deployment);
  inputs.insert(inputs.end(), {options.stimulus, options.capture});
  ResultOutput output({{"--next-probe", options.next_probe}, {"--json", options.json}}, inputs);
  const Stimulus stimulus =
      read_stimulus(options.stimulus, layout_of(options.stimulus_layout, "--stimulus-layout"));
  const CaptureCodes capture = read_capture(options, stimulus, tolerated);
  const HypothesisClasses classes = naming_source(options.deployment, [&] {
    return hypothesis_classes(deployment, declared.hypothesis, declared.arithmetic);
  });
  const Verdict verdict = judge(classes, stimulus.pixels, capture, tolerated);
  const NextPixels next = next_pixels(classes, verdict);
  if (options.next_probe) {
    const YuvPlanes added = repeated(next.pixels, next.times, "--tolerate");
    output.write("--next-probe", pixel_list_npy(joined(stimulus.pixels, added)));
  }
  if (options.json) output.write("--json", json_text(certify_json(classes, verdict, next)));
  if (output.stdout_is_free()) output.write_stdout(certify_text(classes, verdict, next));
  output.commit();
  return verdict.judgement == Judgement::certified ? exit_done : exit_says_no;
}

}  // namespace

Command certify_command(CLI::App& root) {
  auto options = std::make_shared<CertifyOptions>();
  CLI::App* app = root.add_subcommand(
      "certify", "Judge a capture: does the board compute what the deployment declares?");
  add_deployment_file(*app, options->deployment);
  app->add_option("--stimulus", options->stimulus,
                  "NPY file of the pixels that were sent, int8 centered YUV, as probe writes it")
      ->type_name("FILE")
      ->required();
  app->add_option("--capture", options->capture,
                  "The codes that came back, for the same pixels in the same order: NPY, or raw "
                  "bytes with --shape; int8, or uint8 with the same bits")
      ->type_name("FILE")
      ->required();
  app->add_option("--layout", options->layout,
                  "Of the capture: nhwc (channels last) or nchw; default: told from its shape");
  app->add_option("--shape", options->shape, "The capture is raw bytes of this shape: 1,3,480,640")
      ->type_name("A,B,...");
  app->add_option("--stride", options->stride,
                  "Bytes from the start of one row of the raw capture to the next")
      ->type_name("BYTES");
  app->add_option("--stimulus-layout", options->stimulus_layout,
                  "Of the stimulus: nhwc or nchw; default: told from its shape");
  auto* tolerate =
      app->add_option("--tolerate", options->tolerate,
                      "How many pixels may differ or be missing at the end (default 0)")
          ->type_name("N");
  auto* next_probe =
      app->add_option("--next-probe", options->next_probe,
                      "Write the stimulus with the pixels that would decide more, as NPY (N, 3)")
          ->type_name("FILE");
  app->add_option("--json", options->json, "Write the verdict as JSON to a file, or - for stdout")
      ->type_name("FILE");
  add_source_check_options(*app, options->is_source, options->source, {tolerate, next_probe});
  add_deployment_options(*app, options->deployment);
  app->footer(
      "Exit code: 0 certified, 1 refuted or undecided.\n\n"
      "Examples:\n"
      "  swingproof certify deployment.toml --stimulus probe.npy --capture codes.npy\n"
      "  swingproof certify deployment.toml --stimulus image.npy --capture codes.bin \\\n"
      "    --layout nchw --shape 1,3,64,64 --stride 128 --json verdict.json\n"
      "  swingproof certify deployment.toml --source --stimulus patches.npy --capture yuv.npy \\\n"
      "    --tolerance 2 --against swing,chroma_order");
  return {app, [options] { return run_certify(*options); }};
}

}  // namespace swingproof
