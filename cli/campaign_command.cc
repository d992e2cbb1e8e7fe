// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/campaign_command.h"

#include <stdexcept>
#include <string>
#include <vector>

#include "deployment/input_error.h"

namespace swingproof {

void require_store_name(const std::string& store) {
  if (store != "-") return;
  throw InputError("--store", "\"-\" is not the name of a store", "name a file");
}

Command campaign_command(CLI::App& root) {
  CLI::App* app = root.add_subcommand(
      "campaign", "Sweep many settings of mean, std and q_scale exactly; resumable");
  app->require_subcommand(1);
  const std::vector<Command> commands = {campaign_run_command(*app), campaign_merge_command(*app),
                                         campaign_report_command(*app),
                                         campaign_query_command(*app)};
  app->footer(
      "Examples:\n"
      "  swingproof campaign run preset:common --limit 3 --store common.sqlite\n"
      "  swingproof campaign report --store common.sqlite -o campaign.html\n"
      "  swingproof campaign query 'SELECT max(max_abs_error_near) FROM error' --store "
      "common.sqlite\n\n"
      "swingproof campaign COMMAND --help explains a command. docs/campaign.md has plans and the "
      "store.");
  return {app, [commands] {
            for (const Command& command : commands) {
              if (command.app->parsed()) return command.run();
            }
            throw std::logic_error("a campaign without a command");
          }};
}

}  // namespace swingproof
