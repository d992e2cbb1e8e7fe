// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/campaign_command.h"
#include "cli/diagnostic.h"
#include "cli/interruption.h"
#include "cli/plan_argument.h"
#include "cli/result_output.h"
#include "deployment/input_error.h"
#include "deployment/whole_file.h"
#include "fixedpoint/arithmetic_toml.h"
#include "reports/campaign/campaign_report.h"
#include "suites/campaign/execution.h"
#include "suites/campaign/plan.h"
#include "suites/campaign/recheck.h"
#include "suites/campaign/worst_search.h"
#include "suites/certify/capture_check.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

struct RunOptions {
  std::string plan;
  std::string store;
  std::optional<std::string> deployment;
  std::optional<std::string> q_scale;
  std::optional<std::string> input;
  std::optional<std::string> arithmetic;
  std::optional<std::string> shard;
  std::optional<std::string> share;
  std::optional<std::string> limit;
  std::optional<std::string> seed;
};

std::optional<std::uint64_t> number_of(const std::optional<std::string>& text,
                                       std::string_view option, std::uint64_t least) {
  constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();  // of TOML
  if (!text) return {};
  const std::uint64_t number = parse_count(*text, option);
  if (number >= least && number <= most) return number;
  throw InputError(std::string(option), quoted(*text) + " is out of range",
                   fmt::format("write a number from {} to {}", least, most));
}

// What would be overwritten, or be taken for something else.
void check_files(const RunOptions& options) {
  require_store_name(options.store);
  std::vector<std::string> inputs;
  if (!options.plan.starts_with("preset:")) inputs.push_back(options.plan);
  if (options.deployment) inputs.push_back(*options.deployment);
  if (options.arithmetic && is_arithmetic_path(*options.arithmetic)) {
    inputs.push_back(*options.arithmetic);
  }
  check_outputs({{"--store", options.store}, {"--share", options.share}}, inputs);
}

Plan plan_of(const RunOptions& options) {
  Plan plan = read_plan({options.plan, options.deployment, number_of(options.seed, "--seed", 0),
                         options.q_scale, options.input});
  if (options.arithmetic) {
    set_arithmetic(plan, plan_arithmetic(*options.arithmetic, "--arithmetic"), "--arithmetic");
  }
  return plan;
}

// One line of stderr that is written over, on a terminal only.
class ProgressLine {
 public:
  explicit ProgressLine(std::uint64_t size)
      : size_(size), is_terminal_(::isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() {
    if (is_shown_) std::fputs("\r\x1b[K", stderr);
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const CampaignState& state) {
    if (!is_terminal_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - shown_ < std::chrono::milliseconds(500)) return;
    shown_ = now;
    is_shown_ = true;
    const std::chrono::duration<double> elapsed = now - start_;
    const std::string line = campaign_progress_line(state, size_, elapsed.count());
    std::fputs(("\r\x1b[K" + line).c_str(), stderr);
  }

 private:
  std::uint64_t size_;
  bool is_terminal_;
  bool is_shown_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point shown_ = start_;
};

// What one run works with.
struct OpenCampaign {
  const RunOptions& options;
  const Plan& plan;
  Store& store;
  Claims& claims;
  WholeFile& output;
  const std::atomic<bool>& stop;
};

CampaignState sweep_list(const OpenCampaign& open, const SettingList& settings, const Shard& shard,
                         MeasureSettings& measure, ProgressLine& progress) {
  Campaign campaign;
  campaign.settings = settings;
  campaign.shard = shard;
  campaign.threads = available_threads();
  campaign.measure = [&](const Setting& setting) { return measure(setting); };
  campaign.progress = [&](const CampaignState& state) { progress.show(state); };
  return run_campaign(campaign, open.store, open.claims, open.stop);
}

int stopped() {
  print_warning(
      "stopped; the store keeps the finished settings; run the same command again to continue");
  return exit_says_no;
}

int run_search(const OpenCampaign& open) {
  MeasureSettings measure(open.plan.measures);
  const std::optional<WorstFound> found = find_worst(
      open.plan, [&](const std::vector<Setting>& settings) -> std::optional<std::vector<Rational>> {
        ProgressLine progress(settings.size());
        const SettingList list = {settings.size(), [&](std::uint64_t i) { return settings[i]; }};
        if (!sweep_list(open, list, {}, measure, progress).is_complete) return std::nullopt;
        return stored_errors(open.store, settings);
      });
  if (open.stop) return stopped();
  open.store.end_search(search_key(open.plan));
  if (!found) {
    throw InputError(open.options.plan, "has no setting that its filter and the lowering let pass",
                     "widen its ranges");
  }
  open.output.write(worst_found_text(*found));
  open.output.commit();
  return exit_done;
}

int run_plan(const OpenCampaign& open, const PlannedSettings& planned, const Shard& shard) {
  ProgressLine progress(planned.size());
  MeasureSettings measure(open.plan.measures);
  const SettingList list = {planned.size(),
                            [&](std::uint64_t number) { return planned.at(number); }};
  const CampaignState state = sweep_list(open, list, shard, measure, progress);
  open.output.write(campaign_run_text(state, open.options.store, open.store.settings()));
  open.output.commit();
  return state.is_complete ? exit_done : stopped();
}

// What a search does next depends on all that it has seen: it has no parts, and ends by itself.
void refuse_parts_of_search(const RunOptions& options) {
  for (const auto& [option, is_given] : {std::pair("--shard", options.shard.has_value()),
                                         std::pair("--limit", options.limit.has_value()),
                                         std::pair("--share", options.share.has_value())}) {
    if (is_given) throw InputError(option, "does not go with a search", "leave it out");
  }
}

// What runs that share a file have to have in common, beside the version.
SettingKey work_key(const std::vector<SettingKey>& keys, const Measures& measures) {
  std::string text = "swingproof " SWINGPROOF_VERSION ", " + name(measures);
  for (const SettingKey& key : keys) text.append(key.begin(), key.end());
  return stable_key(text);
}

int run_run(const RunOptions& options) {
  check_files(options);
  WholeFile output("-");
  const Shard shard = options.shard ? parse_shard(*options.shard, "--shard") : Shard{};
  const Plan plan = plan_of(options);
  std::optional<PlannedSettings> planned;
  if (plan.search) {
    refuse_parts_of_search(options);
  } else {
    planned.emplace(plan, number_of(options.limit, "--limit", 1), options.plan);
  }
  const Interruption interruption;
  const std::vector<SettingKey> keys = planned ? planned_keys(*planned) : std::vector<SettingKey>();
  std::optional<SettingKey> shared;
  if (options.share) shared = work_key(keys, plan.measures);
  Claims claims(options.share ? *options.share : options.store + ".claims", shared);
  std::unique_ptr<Store> store;
  claims.in_turn([&] {
    store = Store::open_or_create(options.store, plan.measures);
    require_same_figures(*store);
    if (planned) {
      store->add_plan(plan.text, keys);
    } else {
      store->begin_search(plan.text, search_key(plan));
    }
  });
  const OpenCampaign open{options, plan, *store, claims, output, interruption.is_wanted()};
  return planned ? run_plan(open, *planned, shard) : run_search(open);
}

}  // namespace

Command campaign_run_command(CLI::App& campaign) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* app =
      campaign.add_subcommand("run", "Sweep the settings of a plan that the store lacks");
  app->add_option("PLAN", options->plan,
                  "Plan (TOML), or preset:common, preset:around, preset:worst")
      ->type_name("FILE|preset:common|preset:around|preset:worst")
      ->required();
  app->add_option("--store", options->store, "The store of results: a new file, or one to continue")
      ->type_name("FILE.sqlite")
      ->required();
  app->add_option("--limit", options->limit, "Sweep at most N settings, spread over the whole plan")
      ->type_name("N");
  app->add_option("--shard", options->shard, "Sweep part INDEX (from 1) of COUNT parts of the plan")
      ->type_name("INDEX/COUNT");
  app->add_option("--share", options->share,
                  "File through which processes, each with its own store, share one plan")
      ->type_name("FILE");
  app->add_option("--seed", options->seed, "Seed of the search preset:worst (default 1)")
      ->type_name("N");
  app->add_option("--arithmetic", options->arithmetic,
                  "Arithmetic that replaces the plan's: a name, or a TOML file of constants")
      ->type_name("NAME|FILE");
  app->add_option("--deployment", options->deployment, "The centre of preset:around (TOML or YAML)")
      ->type_name("FILE");
  app->add_option("--q-scale", options->q_scale, "The q_scale of --deployment, as a YAML has none");
  app->add_option("--input", options->input, "The input that is meant, if a YAML has several")
      ->type_name("NAME");
  app->footer(
      "Exit code 1: stopped by SIGINT or SIGTERM. The same command continues.\n\n"
      "Examples:\n"
      "  swingproof campaign run preset:common --store common.sqlite\n"
      "  swingproof campaign run preset:around --deployment deployment.toml --limit 9 --store "
      "around.sqlite\n"
      "  swingproof campaign run preset:common --arithmetic tuned.toml --store tuned.sqlite\n"
      "  swingproof campaign run preset:common --shard 3/64 --store shard-3.sqlite");
  return {app, [options] { return run_run(*options); }};
}

}  // namespace swingproof
