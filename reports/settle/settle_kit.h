// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_SETTLE_SETTLE_KIT_H_
#define SWINGPROOF_REPORTS_SETTLE_SETTLE_KIT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "reports/certificate/statement.h"
#include "reports/kit/kit_files.h"
#include "suites/dump/dump_options.h"
#include "suites/settle/judgement.h"
#include "suites/settle/reconstruction.h"
#include "suites/settle/settle_plan.h"

namespace swingproof {

// The folder that settle plan writes and settle judge reads: plan.json, and for each experiment a
// deployment file, its probe (NPY, int8, (N, 3)), a place for the capture, and a folder with the
// same pixels for the runners of a kit (runner_folder.h), where the capture may be instead.

inline constexpr std::string_view kit_plan_file = "plan.json";

// All files of a plan's kit but the captures, plan.json first.
std::vector<KitFile> settle_files(const SettlePlan& plan);

// README.md: what to compile and run, in which order.
std::string kit_instructions(const SettlePlan& plan);

// The names of experiment i (from 0) in its kit.
std::string kit_deployment_file(std::size_t i);  // "deployment_1.toml"
std::string kit_probe_file(std::size_t i);       // "probe_1.npy"
std::string kit_capture_file(std::size_t i);     // "capture_1.npy"
std::string kit_runner_folder(std::size_t i);    // "run_1"

// What settle plan prints.
std::string plan_text(const SettlePlan& plan, const std::string& folder);

// An experiment as plan.json has it: paths in the folder.
struct KitEntry {
  std::string file;
  std::string probe;
  std::string capture;
  std::string run;  // the folder for runners; empty if there is none
  std::uint64_t pixels = 0;
};

// A file of the kit that was read, its name in the folder, and the digest of what was read.
struct KitSubject {
  std::string role;  // "plan", "deployment", "stimulus", "capture"
  Subject file;
};

// A kit with the captures that are there.
struct SettleKit {
  Op op = Op::centered_yuv2rgb;
  March march = March::bayes;
  std::vector<KitEntry> entries;
  std::vector<ExperimentResult> results;  // of the entries
  std::vector<KitSubject> subjects;       // all files that were read
};

// Whether it is a path in a folder that does not lead out of it, whatever system reads it.
bool is_kit_path(const std::string& path);

// Reads plan.json and what it names; captures from another folder, a board's own, if that is not
// empty; form is that of captures without a header. Throws InputError, naming file and field, for a
// plan that is not one, for paths that lead out of the folder, for files that are missing or do not
// belong together, and if no capture is there.
SettleKit read_settle_kit(const std::string& folder, const std::string& captures,
                          const DumpOptions& form = {});

// One channel of one capture: what its codes say of its integers, beside the model's.
struct ReconstructedChannel {
  KitEntry entry;
  Channel channel = Channel::red;
  LoweredChannel model;
  ChannelReconstruction found;
};

// The channels of all captures that are there, in the plan's order.
std::vector<ReconstructedChannel> reconstructed_channels(const SettleKit& kit);

// All files that read_settle_kit() may read.
std::vector<std::string> kit_inputs(const std::string& folder, const std::string& captures);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_SETTLE_SETTLE_KIT_H_
