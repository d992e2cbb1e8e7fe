// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/settle/settle_kit.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "deployment/deployment_file.h"
#include "deployment/deployment_toml.h"
#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "deployment/whole_file.h"
#include "fixedpoint/lowering.h"
#include "fixedpoint/provenance.h"
#include "reports/certificate/strict_json.h"
#include "reports/json/figure_reader.h"
#include "reports/settle/runner_folder.h"
#include "suites/certify/capture.h"
#include "suites/certify/stimulus.h"

namespace swingproof {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view plan_schema = "swingproof.settle-plan/1";
constexpr std::size_t most_experiments = 64;
constexpr std::size_t largest_plan = std::size_t{1} << 20;

Json design_json(const SettlePlan& plan) {
  Json json = {{"datapaths", all_datapaths().size()},
               {"separated", plan.choice.separated},
               {"channel_settings_compared", plan.choice.candidates},
               {"mean", {plan.means.least, plan.means.greatest}},
               {"undecided", Json::array()},
               {"least_deployments", 1},
               {"experiments", Json::array()}};
  for (const Choice* each : plan.choice.undecided) json["undecided"].push_back(each->name);
  for (const Experiment& each : plan.experiments) {
    json["experiments"].push_back({{"pairs_separated", each.cover.pairs},
                                   {"least_pixels_per_pair", each.cover.least},
                                   {"neighbours_shown", each.neighbours},
                                   {"sweep_pixels", each.sweep},
                                   {"pixels_compared", each.cover.candidates},
                                   {"least_pixels", each.cover.lower_bound}});
  }
  return json;
}

Json plan_json(const SettlePlan& plan) {
  const Deployment& first = plan.experiments.front().deployment;
  Json json = {{"schema", plan_schema},
               {"tool", {{"name", "swingproof"}, {"version", SWINGPROOF_VERSION}}},
               {"op", name(first.op)},
               {"march", name(first.march)},
               {"notice", unconfirmed_notice},
               {"deployments", Json::array()},
               {"design", design_json(plan)}};
  for (std::size_t i = 0; i < plan.experiments.size(); ++i) {
    json["deployments"].push_back({{"file", kit_deployment_file(i)},
                                   {"probe", kit_probe_file(i)},
                                   {"capture", kit_capture_file(i)},
                                   {"run", kit_runner_folder(i)},
                                   {"pixels", plan.experiments[i].cover.pixels.size()}});
  }
  return json;
}

class KitReader {
 public:
  KitReader(std::string folder, const std::string& captures, DumpOptions form = {})
      : folder_(std::move(folder)),
        captures_(captures.empty() ? folder_ : captures),
        plan_(in_folder(kit_plan_file)),
        form_(std::move(form)),
        reader_(plan_, "give the folder that swingproof settle plan has written") {}

  std::string in_folder(std::string_view name) const { return (fs::path(folder_) / name).string(); }
  std::string captured(const std::string& name) const {
    return (fs::path(captures_) / name).string();
  }
  // Whether a runner has written the capture, and not the user.
  bool has_run(const KitEntry& entry) const {
    return !entry.run.empty() && has_runner_capture(captured(entry.run));
  }

  SettleKit plan(Sha256* digest) const {
    const Json document = parse_strict_json(read_whole_file(plan_, largest_plan, digest), plan_);
    if (!document.is_object() || document.value("schema", Json()) != plan_schema) {
      reader_.fail("schema", "is not " + std::string(plan_schema));
    }
    SettleKit kit;
    kit.op = parse_op(reader_.text(document, "op"), plan_ + ": op");
    kit.march = parse_name<March>(reader_.text(document, "march"), plan_ + ": march");
    const Json& deployments = reader_.array(document, "deployments");
    if (deployments.empty() || deployments.size() > most_experiments) {
      reader_.fail("deployments", "has none, or more than 64");
    }
    for (const Json& each : deployments) {
      kit.entries.push_back({path(each, "file"), path(each, "probe"), path(each, "capture"),
                             each.contains("run") ? path(each, "run") : "",
                             reader_.count(each, "pixels")});
    }
    return kit;
  }

  // The deployment and the pixels of an entry.
  ExperimentResult experiment(const KitEntry& entry, SettleKit& kit) const {
    const std::string file = in_folder(entry.file);
    const DeploymentSource source = read_deployment_source(file);
    ExperimentResult result{require_deployable(source), {}, {}};
    kit.subjects.push_back({"deployment", {entry.file, source.sha256}});
    if (result.deployment.op != kit.op || result.deployment.march != kit.march) {
      throw InputError(file, "has another op or march than " + plan_,
                       "give the folder as swingproof settle plan has written it");
    }
    try {
      for (const Datapath& datapath : all_datapaths()) lower(result.deployment, datapath);
    } catch (const InputError& error) {  // what lowers a deployment does not know its file
      throw InputError(file, error.what(), "");
    }
    const std::string probe = in_folder(entry.probe);
    Sha256 digest;
    const Stimulus stimulus = read_stimulus(probe, {}, &digest);
    kit.subjects.push_back({"stimulus", {entry.probe, digest.hex()}});
    result.pixels = stimulus.pixels;
    if (result.pixels.size() != entry.pixels || entry.pixels == 0) {
      throw InputError(
          probe,
          fmt::format("has {} pixels, but {} says {}", result.pixels.size(), plan_, entry.pixels),
          "give the folder as swingproof settle plan has written it");
    }
    read_capture(entry, stimulus, result, kit);
    return result;
  }

 private:
  std::string path(const Json& entry, const std::string& key) const {
    const std::string& text = reader_.text(entry, key);
    if (!is_kit_path(text)) reader_.fail(key, quoted(text) + " is not a path in the folder");
    return text;
  }

  void read_capture(const KitEntry& entry, const Stimulus& stimulus, ExperimentResult& result,
                    SettleKit& kit) const {
    const std::string file = captured(entry.capture);
    std::error_code ignored;
    const bool has_file = fs::exists(fs::symlink_status(file, ignored));
    if (has_run(entry)) {
      if (has_file) {
        throw InputError(file, "is there, and so is a capture in " + captured(entry.run),
                         "move one of the two elsewhere: they may be of two boards");
      }
      return read_run(entry, result, kit);
    }
    if (!has_file) return;
    Sha256 digest;
    CaptureRules rules;
    rules.request = parse_dump_options(form_);
    rules.floats = {CaptureKind::codes, rules.request.scale, result.deployment.q_scale.text, true};
    rules.positions = stimulus.positions;
    result.capture = swingproof::read_capture({file}, rules, &digest);
    kit.subjects.push_back({"capture", {entry.capture, digest.hex()}});
  }

  void read_run(const KitEntry& entry, ExperimentResult& result, SettleKit& kit) const {
    RunnerCapture run =
        read_runner_capture(captured(entry.run), result.deployment, result.pixels, form_);
    result.pixels = std::move(run.pixels);
    result.capture = std::move(run.codes);
    for (const Subject& each : run.files) {
      kit.subjects.push_back({"capture", {entry.run + "/" + each.name, each.sha256}});
    }
  }

  std::string folder_;
  std::string captures_;
  std::string plan_;
  DumpOptions form_;  // of the captures
  FigureReader reader_;
};

}  // namespace

bool is_kit_path(const std::string& path) {
  constexpr std::size_t longest_path = 1024;
  if (path.empty() || path.size() > longest_path || path.front() == '/') return false;
  const bool is_plain = std::ranges::none_of(path, [](char each) {
    return static_cast<unsigned char>(each) < ' ' || each == '\x7F' || each == '\\';
  });
  return is_plain && std::ranges::none_of(fs::path(path), [](const fs::path& part) {
           return part == ".." || part == "." || part.empty();
         });
}

std::string kit_deployment_file(std::size_t i) { return fmt::format("deployment_{}.toml", i + 1); }
std::string kit_probe_file(std::size_t i) { return fmt::format("probe_{}.npy", i + 1); }
std::string kit_capture_file(std::size_t i) { return fmt::format("capture_{}.npy", i + 1); }
std::string kit_runner_folder(std::size_t i) { return fmt::format("run_{}", i + 1); }

std::vector<KitFile> settle_files(const SettlePlan& plan) {
  std::vector<KitFile> files = {{std::string(kit_plan_file), json_text(plan_json(plan))},
                                {"README.md", kit_instructions(plan)}};
  for (std::size_t i = 0; i < plan.experiments.size(); ++i) {
    const Experiment& each = plan.experiments[i];
    files.push_back({kit_deployment_file(i), deployment_toml(each.deployment)});
    files.push_back({kit_probe_file(i), pixel_list_npy(each.cover.pixels)});
    for (KitFile& of_run : runner_folder_files(each.deployment, each.cover.pixels)) {
      files.push_back({kit_runner_folder(i) + "/" + of_run.name, std::move(of_run.content)});
    }
  }
  return files;
}

SettleKit read_settle_kit(const std::string& folder, const std::string& captures,
                          const DumpOptions& form) {
  const KitReader reader(folder, captures, form);
  Sha256 digest;
  SettleKit kit = reader.plan(&digest);
  kit.subjects.push_back({"plan", {std::string(kit_plan_file), digest.hex()}});
  for (const KitEntry& entry : kit.entries) kit.results.push_back(reader.experiment(entry, kit));
  const bool has_capture = std::ranges::any_of(
      kit.results, [](const ExperimentResult& each) { return each.capture.has_value(); });
  if (!has_capture) {
    throw InputError(reader.captured(kit.entries.front().capture),
                     "is missing, and so is every other capture of the plan",
                     "run a probe and save its codes there");
  }
  return kit;
}

std::vector<ReconstructedChannel> reconstructed_channels(const SettleKit& kit) {
  std::vector<ReconstructedChannel> all;
  for (std::size_t i = 0; i < kit.entries.size(); ++i) {
    const ExperimentResult& result = kit.results[i];
    if (!result.capture) continue;
    const LoweredOp op = lower(result.deployment, Datapath{});
    for (std::size_t c = 0; c < 3; ++c) {
      all.push_back({kit.entries[i], output_channels(result.deployment.op)[c], op[c],
                     reconstruct(result.pixels, result.capture->planes[c], op[c].weights)});
    }
  }
  return all;
}

std::vector<std::string> kit_inputs(const std::string& folder, const std::string& captures) {
  const KitReader reader(folder, captures);
  std::vector<std::string> files = {reader.in_folder(kit_plan_file)};
  for (const KitEntry& entry : reader.plan(nullptr).entries) {
    files.insert(files.end(), {reader.in_folder(entry.file), reader.in_folder(entry.probe)});
    if (reader.has_run(entry)) {
      const auto of_run = runner_capture_files(reader.captured(entry.run));
      files.insert(files.end(), of_run.begin(), of_run.end());
    }
    const std::string capture = reader.captured(entry.capture);
    std::error_code ignored;
    if (fs::exists(capture, ignored)) files.push_back(capture);
  }
  return files;
}

}  // namespace swingproof
