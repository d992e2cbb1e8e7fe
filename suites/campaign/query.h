// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_QUERY_H_
#define SWINGPROOF_SUITES_CAMPAIGN_QUERY_H_

#include <functional>
#include <string>

namespace swingproof {

// Runs one statement that only reads, on a store, and gives its result line by line: the columns'
// names, then the rows, values separated by tabs (tab, line feed, carriage return and backslash in
// them as \t, \n, \r, \\; NULL as \N). Throws InputError for SQL that SQLite refuses, that writes,
// and for more than one statement.
void query_store(const std::string& path, const std::string& sql,
                 const std::function<void(const std::string&)>& line);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_QUERY_H_
