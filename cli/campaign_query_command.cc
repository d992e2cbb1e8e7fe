// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <string>

#include "cli/campaign_command.h"
#include "deployment/whole_file.h"
#include "suites/campaign/query.h"

namespace swingproof {
namespace {

struct QueryOptions {
  std::string sql;
  std::string store;
};

int run_query(const QueryOptions& options) {
  WholeFile output("-");
  query_store(options.store, options.sql, [&](const std::string& line) { output.write(line); });
  output.commit();
  return exit_done;
}

}  // namespace

Command campaign_query_command(CLI::App& campaign) {
  auto options = std::make_shared<QueryOptions>();
  CLI::App* app = campaign.add_subcommand("query", "Query a store with SQL, read-only");
  app->add_option("SQL", options->sql,
                  "One SELECT statement of SQLite; SELECT sql FROM sqlite_schema prints the tables")
      ->required();
  app->add_option("--store", options->store, "The store")->type_name("FILE.sqlite")->required();
  app->footer(
      "Prints tab-separated values below the column names. Tabs and line ends in values become \\t "
      "and \\n.\n\n"
      "Examples:\n"
      "  swingproof campaign query 'SELECT count(*) FROM setting' --store common.sqlite\n"
      "  swingproof campaign query 'SELECT channel, max(max_abs_error_near) FROM error GROUP BY "
      "channel' --store common.sqlite");
  return {app, [options] { return run_query(*options); }};
}

}  // namespace swingproof
