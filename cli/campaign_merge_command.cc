// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "cli/campaign_command.h"
#include "deployment/input_error.h"
#include "deployment/whole_file.h"
#include "reports/json/exact_decimal.h"
#include "suites/campaign/claims.h"
#include "suites/campaign/recheck.h"
#include "suites/campaign/store.h"

namespace swingproof {
namespace {

struct MergeOptions {
  std::string store;
  std::vector<std::string> sources;
};

// The measures of the first. All are there, and none is the store itself, which would wait for its
// own lock.
Measures require_sources(const MergeOptions& options) {
  std::optional<Measures> first;
  for (const std::string& source : options.sources) {
    std::error_code not_there;
    if (std::filesystem::equivalent(source, options.store, not_there)) {
      throw InputError(source, "is the store that is written", "leave it out");
    }
    const Measures measures = Store(source, DatabaseUse::read).measures();
    if (!first) first = measures;
  }
  return first.value();  // CLI11 sees to it that there is one
}

int run_merge(const MergeOptions& options) {
  require_store_name(options.store);
  WholeFile output("-");
  const Measures measures = require_sources(options);
  Claims claims(options.store + ".claims", std::nullopt);
  std::string text;
  claims.in_turn([&] {
    const std::unique_ptr<Store> store = Store::open_or_create(options.store, measures);
    require_same_figures(*store);
    for (const std::string& source : options.sources) {
      Store other(source, DatabaseUse::read);
      require_same_figures(other);
      text += with_thousands(store->merge(source)) + " new settings of " + source + "\n";
    }
    text += with_thousands(store->settings()) + " settings in " + options.store + "\n";
  });
  output.write(text);
  output.commit();
  return exit_done;
}

}  // namespace

Command campaign_merge_command(CLI::App& campaign) {
  auto options = std::make_shared<MergeOptions>();
  CLI::App* app = campaign.add_subcommand("merge", "Merge stores into one");
  app->add_option("SOURCES", options->sources, "Stores to read")->required();
  app->add_option("--store", options->store, "The store to write: a new file, or a store to add to")
      ->type_name("FILE.sqlite")
      ->required();
  app->footer(
      "If two stores have different figures for a setting, nothing of the second store is copied, "
      "and\n"
      "the exit code is 2.\n\n"
      "Examples:\n"
      "  swingproof campaign merge shard-*.sqlite --store all.sqlite");
  return {app, [options] { return run_merge(*options); }};
}

}  // namespace swingproof
