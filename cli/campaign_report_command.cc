// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <optional>
#include <string>

#include "cli/campaign_command.h"
#include "cli/diagnostic.h"
#include "cli/result_output.h"
#include "deployment/input_error.h"
#include "reports/campaign/campaign_report.h"
#include "reports/document/page_files.h"
#include "suites/campaign/plan.h"
#include "suites/campaign/recheck.h"

namespace swingproof {
namespace {

struct CampaignReportOptions {
  std::string store;
  std::optional<std::string> page;
  std::optional<std::string> csv;
  std::optional<std::string> json;
  std::optional<std::string> budget;
};

// Limits of the file, else of the plan that was run last; nothing if neither has any.
struct CampaignBudget {
  std::optional<Budget> budget;
  std::string place;
};

CampaignBudget budget_of(const CampaignReportOptions& options, Store& store) {
  if (options.budget) return {read_budget_toml(*options.budget), *options.budget};
  const std::string place = options.store + ": plan";
  const std::string plan = store.last_plan();
  return {plan.empty() ? std::nullopt : parse_plan_budget(plan, place), place};
}

// Limits that apply to nothing would let anything pass.
void require_judged(const CampaignBudget& budget, const CampaignOverview& overview) {
  if (!budget.budget || overview.judged > 0) return;
  if (overview.worst_first.empty()) {
    throw InputError(budget.place, "has a budget, but the store has no figures to hold against it",
                     overview.refused > 0 ? "the lowering refuses every setting: correct the plan"
                                          : "run the campaign first");
  }
  throw InputError(budget.place,
                   "sets no limit on the op's error that applies to a setting of the store",
                   "add max_abs_error or max_rms_error; max_code_difference is of gate, and full "
                   "swing has no legal inputs");
}

int run_report(const CampaignReportOptions& options) {
  if (options.page && !has_chart_libraries()) {
    throw InputError("--output", "this build of swingproof cannot write HTML",
                     "install npm, check that it reaches its registry, and build again");
  }
  Store store(options.store, DatabaseUse::read);
  require_same_figures(store);
  const CampaignBudget found = budget_of(options, store);
  const Budget budget = found.budget.value_or(Budget());
  std::vector<std::string> inputs = {options.store};
  if (options.budget) inputs.push_back(*options.budget);
  ResultOutput output(
      {{"--output", options.page}, {"--csv", options.csv}, {"--json", options.json}}, inputs);
  const CampaignOverview overview = campaign_overview(store, budget);
  require_judged(found, overview);
  if (options.page) output.write("--output", campaign_page(overview, page_files()));
  if (options.csv) {
    std::string csv;
    campaign_csv(store, [&](const std::string& line) { csv += line; });
    output.write("--csv", csv);
  }
  if (options.json) output.write("--json", json_text(campaign_json(store, budget, overview)));
  if (output.stdout_is_free()) output.write_stdout(campaign_text(overview));
  output.commit();
  const bool is_whole = overview.progress.is_whole();
  if (!is_whole) print_warning(missing_words(overview));
  // What is not there was not held against the budget.
  const bool is_judged_whole = is_whole || !found.budget;
  return overview.over_budget == 0 && is_judged_whole ? exit_done : exit_says_no;
}

}  // namespace

Command campaign_report_command(CLI::App& campaign) {
  auto options = std::make_shared<CampaignReportOptions>();
  CLI::App* app =
      campaign.add_subcommand("report", "Report extremes, cliffs and error surfaces of a store");
  app->add_option("--store", options->store, "The store")->type_name("FILE.sqlite")->required();
  app->add_option("-o,--output", options->page, "Write one HTML file, or - for stdout")
      ->type_name("FILE.html");
  app->add_option("--csv", options->csv, "Write every row, ordered by key, or - for stdout")
      ->type_name("FILE");
  app->add_option("--json", options->json, "Write all figures as JSON, or - for stdout")
      ->type_name("FILE");
  app->add_option("--budget", options->budget,
                  "Limits (TOML, as for gate) that replace those of the last plan")
      ->type_name("FILE");
  app->footer(
      "Exit code 1: a setting exceeds the budget, or there is a budget and the store lacks "
      "settings of\n"
      "the last plan without a search, or a search has not ended.\n\n"
      "Examples:\n"
      "  swingproof campaign report --store common.sqlite\n"
      "  swingproof campaign report --store common.sqlite -o campaign.html --csv rows.csv");
  return {app, [options] { return run_report(*options); }};
}

}  // namespace swingproof
