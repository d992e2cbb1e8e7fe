// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "deployment/deployment_fields.h"
#include "reports/document/text_table.h"
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

std::string simulation_command(const Experiment& experiment, std::size_t i) {
  const Deployment& deployment = experiment.deployment;
  return fmt::format(
      "    python3 run_probe.py {} -o {} --op {} --march {} \\\n"
      "      --swing {} --mean {} --std {} --q-scale {}\n",
      kit_probe_file(i), kit_capture_file(i), name(deployment.op), name(deployment.march),
      name(deployment.matrix.swing), channel_list(deployment.mean, ","),
      channel_list(deployment.std, ","), deployment.q_scale.text);
}

}  // namespace

std::string kit_instructions(const SettlePlan& plan) {
  const Deployment& first = plan.experiments.front().deployment;
  std::string text = fmt::format(
      "# One session that settles the arithmetic of {op} on {march}\n"
      "\n"
      "{count} deployments, {pixels} pixels. The first deployment decides every choice that a "
      "capture can show; the others add\n"
      "everyday settings and a sweep along Y, which shows the integers of an op that nobody "
      "thought of. Nobody has run this\n"
      "on a board yet. No time was measured: each deployment costs one compilation of a model "
      "that has this op and nothing\n"
      "behind it that changes its codes, and one run of a small image.\n"
      "\n"
      "{table}"
      "\n"
      "For each row, in this order:\n"
      "\n"
      "1. Build a model that hands out the op's int8 output, with exactly these settings (the op's "
      "output order), a QuantStub\n"
      "   of scale 1, and march {march}. Compile it.\n"
      "2. Feed the pixels of the probe (int8 NPY (N, 3): centered Y, U, V) in their order, in "
      "YUV444. The stored bytes are the\n"
      "   values plus 128. An image of N x 1 pixels, or of any size whose first N pixels they "
      "are, will do.\n"
      "3. Save the op's codes of these pixels, in their order, as the capture: int8 NPY (N, 3), or "
      "any form that\n"
      "   swingproof certify takes as NPY.\n"
      "\n"
      "Then, with whatever captures are there:\n"
      "\n"
      "    swingproof settle judge . -o evidence.json\n"
      "\n"
      "Keep captures of another board in a folder of their own: `settle judge . --captures "
      "FOLDER`.\n"
      "\n"
      "## Without a board\n"
      "\n"
      "In the vendor's container, run_probe.py (docs/examples in the source of swingproof) runs "
      "the plugin's quantized op. This\n"
      "shows what the vendor's simulation computes, not what a board does:\n"
      "\n",
      fmt::arg("op", name(first.op)), fmt::arg("march", name(first.march)),
      fmt::arg("count", plan.experiments.size()), fmt::arg("pixels", pixels_of(plan)),
      fmt::arg("table", markdown(experiments_table(plan))));
  for (std::size_t i = 0; i < plan.experiments.size(); ++i) {
    text += simulation_command(plan.experiments[i], i) + "\n";
  }
  return text;
}

std::string plan_text(const SettlePlan& plan, const std::string& folder) {
  const PixelCover& cover = plan.experiments.front().cover;
  std::string text =
      fmt::format("{}: {} deployments, {} pixels\n\n{}\n", folder, plan.experiments.size(),
                  pixels_of(plan), aligned(experiments_table(plan)));
  text += fmt::format(
      "Over all inputs, {} deployment{} of these tell{} apart {} classes of the {} datapaths: "
      "every "
      "pair but those\nthat differ in weight_rounding alone, which no capture can show.\n",
      plan.choice.deployments.size(), plan.choice.deployments.size() == 1 ? "" : "s",
      plan.choice.deployments.size() == 1 ? "s" : "", plan.choice.separated,
      all_datapaths().size());
  text += fmt::format(
      "Its pixels separate each of these {} pairs at least {} times, and show a bias or multiplier "
      "that is off by 1.\nAt least 1 deployment and {} of its pixels are needed (Singleton's "
      "bound: a pixel has {} results at most); its\npixels were chosen greedily, from the cube and "
      "from {} candidates.\n\n",
      cover.pairs, cover.least, cover.lower_bound, cover.outcomes, cover.candidates);
  return text +
         fmt::format("README.md says what to compile and run. Then: swingproof settle judge {}\n",
                     folder);
}

}  // namespace swingproof
