// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <vector>

#include "deployment/deployment_fields.h"
#include "reports/document/text_table.h"
#include "reports/settle/runner_folder.h"
#include "reports/settle/settle_kit.h"

namespace swingproof {
namespace {

std::size_t pixels_of(const SettlePlan& plan) {
  std::size_t pixels = 0;
  for (const Experiment& each : plan.experiments) pixels += each.cover.pixels.size();
  return pixels;
}

TextTable experiments_table(const SettlePlan& plan) {
  TextTable table{"llllllr", {{"file", "capture", "swing", "mean", "std", "q_scale", "pixels"}}};
  for (std::size_t i = 0; i < plan.experiments.size(); ++i) {
    const Deployment& deployment = plan.experiments[i].deployment;
    table.rows.push_back({kit_deployment_file(i), kit_capture_file(i),
                          std::string(name(deployment.matrix.swing)), channel_list(deployment.mean),
                          channel_list(deployment.std), deployment.q_scale.text,
                          std::to_string(plan.experiments[i].cover.pixels.size())});
  }
  return table;
}

// What captures of all of the plan's deployments leave open, in words.
std::string decided_words(const SettlePlan& plan) {
  if (plan.choice.undecided.empty()) return "every choice that a capture can show";
  std::vector<std::string_view> names;
  for (const Choice* each : plan.choice.undecided) names.push_back(each->name);
  return fmt::format("every choice that a capture can show, but for some values of {}",
                     fmt::join(names, ", "));
}

}  // namespace

std::string kit_instructions(const SettlePlan& plan) {
  const Deployment& first = plan.experiments.front().deployment;
  return fmt::format(
      R"(# One session that settles the arithmetic of {op} on {march}

{count} deployments, {pixels} pixels. All but the last decide {decided}; the last has
everyday settings and a sweep along Y, which shows the integers of an op that nobody thought of.

Nobody has run this on a board, and no time was measured there. To expect, for each deployment: one compilation of
a model that is this op alone on {side} x {side} pixels, and one run of a second or so.

{table}
For each row N, from the first on:

1. Compile a model that is the op alone, with exactly these settings (means and stds are in the op's output order):
   QuantStub with scale 1, the op, no DeQuantStub, march {march}; input (1, {side}, {side}, 3), int8. In the vendor's container

       python3 run_N/run_probe.py --build model_N.hbm

2. Copy run_N and the model to the board, and run one of these, whichever the board has:

       python3 run_N/run_hbm_runtime.py model_N.hbm
       python3 run_N/run_pyeasy_dnn.py model_N.bin
       sh run_N/run_hrt_model_exec.sh model_N.bin
       cd run_N && gcc -O2 run_libdnn.c -o run_libdnn -ldnn && ./run_libdnn ../model_N.bin

   No board has tried these either; each says in its header what it rests on. It writes the capture and capture.json
   into run_N.
3. Copy run_N back here.

Without these runners: feed the pixels of the probe (int8 NPY (N, 3): centered Y, U, V; stored bytes are the values plus
128) in YUV444 as an image of any size whose first pixels they are. Save the op's codes of these pixels, in their order,
as the capture: int8 NPY (N, 3), or any form that swingproof certify takes as NPY.

The last deployment is the quickest check that all this works. Then, with whatever captures are there:

    swingproof settle judge . -o evidence.json

Keep captures of another board in a folder of their own, with the same names: `settle judge . --captures FOLDER`.
If a compiler refuses means beyond 255, write another plan: `swingproof settle plan --mean-at-most 255 -o FOLDER`.

## Without a board

In the vendor's container `python3 run_N/run_probe.py` runs the plugin's quantized op instead, and writes the same files. This
shows what the vendor's simulation computes, not what a board does.
)",
      fmt::arg("op", name(first.op)), fmt::arg("march", name(first.march)),
      fmt::arg("count", plan.experiments.size()), fmt::arg("pixels", pixels_of(plan)),
      fmt::arg("decided", decided_words(plan)), fmt::arg("side", runner_image_side),
      fmt::arg("table", markdown(experiments_table(plan))));
}

std::string plan_text(const SettlePlan& plan, const std::string& folder) {
  const PixelCover& cover = plan.experiments.front().cover;
  std::string text =
      fmt::format("{}: {} deployments, {} pixels\n\n{}\n", folder, plan.experiments.size(),
                  pixels_of(plan), aligned(experiments_table(plan)));
  const std::size_t count = plan.choice.deployments.size();
  text += fmt::format(
      "Over all inputs, {} deployment{} of these tell{} apart {} classes of the {} datapaths. They "
      "decide\n{};\nno capture can show weight_rounding.\n",
      count, count == 1 ? "" : "s", count == 1 ? "s" : "", plan.choice.separated,
      all_datapaths().size(), decided_words(plan));
  text += fmt::format(
      "The pixels of the first separate each of its {} pairs at least {} times, and show a bias or "
      "multiplier that is off\nby 1. At least 1 deployment and {} of its pixels are needed "
      "(Singleton's bound: a pixel has {} results at most);\nits pixels were chosen greedily, from "
      "the cube and from {} candidates.\n\n",
      cover.pairs, cover.least, cover.lower_bound, cover.outcomes, cover.candidates);
  return text +
         fmt::format("README.md says what to compile and run. Then: swingproof settle judge {}\n",
                     folder);
}

}  // namespace swingproof
