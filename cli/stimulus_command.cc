// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <optional>
#include <string>

#include "cli/capture_options.h"
#include "cli/command.h"
#include "cli/result_output.h"
#include "deployment/input_error.h"
#include "suites/certify/stimulus.h"
#include "suites/gate/stimulus.h"
#include "suites/pixels/image_size.h"

namespace swingproof {
namespace {

struct StimulusOptions {
  bool full = false;
  std::optional<std::string> size;
  DumpOptions form;
  std::string output;
};

int run_stimulus(const StimulusOptions& options) {
  if (options.full == options.size.has_value()) {
    throw InputError("stimulus", "needs one of --full and --size",
                     "see swingproof stimulus --help");
  }
  check_binary_output({"--output", options.output});
  if (options.full) {
    write_full_stimulus(options.output, pixel_form(options.output, options.form, cube_inputs, {}));
    return exit_done;
  }
  const ImageSize size = parse_image_size(*options.size, "--size");
  if (size.width * size.height > largest_stimulus_image || size.width * size.height == 0) {
    throw InputError("--size", quoted(*options.size) + " has no pixels or more than 2^28",
                     "name a size such as 1920x1080");
  }
  // An image is nhwc here, as it always was.
  DumpOptions form = options.form;
  if (!form.layout) form.layout = "nhwc";
  write_image_stimulus(options.output, size,
                       pixel_form(options.output, form, size.width * size.height, size));
  return exit_done;
}

}  // namespace

Command stimulus_command(CLI::App& root) {
  auto options = std::make_shared<StimulusOptions>();
  CLI::App* app = root.add_subcommand("stimulus", "Write inputs for a kernel that runs elsewhere");
  app->add_flag("--full", options->full, "All 2^24 inputs, int8 (256, 256, 256, 3)");
  app->add_option("--size", options->size, "One image of varied pixels, int8 (H, W, 3)")
      ->type_name("WxH");
  add_pixel_form_options(*app, options->form);
  app->add_option("-o,--output", options->output,
                  "The file, NPY or, if it ends in .bin, without a header; or - for stdout")
      ->required()
      ->type_name("FILE");
  app->footer(
      "Examples:\n"
      "  swingproof stimulus --full -o stimulus.npy\n"
      "  swingproof stimulus --size 1920x1080 -o image.npy\n"
      "  swingproof stimulus --size 640x480 --layout nv12 --stride 704 -o frame.bin");
  return {app, [options] { return run_stimulus(*options); }};
}

}  // namespace swingproof
