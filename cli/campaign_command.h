// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_CAMPAIGN_COMMAND_H_
#define SWINGPROOF_CLI_CAMPAIGN_COMMAND_H_

#include <string>

#include "cli/command.h"

namespace swingproof {

// Throws InputError for "-": a store is a file that SQLite opens.
void require_store_name(const std::string& store);

// The subcommands of campaign.
Command campaign_run_command(CLI::App& campaign);
Command campaign_merge_command(CLI::App& campaign);
Command campaign_report_command(CLI::App& campaign);
Command campaign_query_command(CLI::App& campaign);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_CAMPAIGN_COMMAND_H_
