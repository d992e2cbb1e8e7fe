// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/query.h"

#include <sqlite3.h>

#include "deployment/input_error.h"
#include "suites/campaign/store.h"

namespace swingproof {
namespace {

std::string with_escapes(const std::string& value) {
  std::string text;
  for (const char c : value) {
    switch (c) {
      case '\t':
        text += "\\t";
        break;
      case '\n':
        text += "\\n";
        break;
      case '\r':
        text += "\\r";
        break;
      case '\\':
        text += "\\\\";
        break;
      default:
        text += c;
    }
  }
  return text;
}

template <typename Cell>
std::string tabbed(int columns, const Cell& cell) {
  std::string text;
  for (int column = 0; column < columns; ++column) {
    text += (column == 0 ? "" : "\t") + cell(column);
  }
  return text + "\n";
}

}  // namespace

void query_store(const std::string& path, const std::string& sql,
                 const std::function<void(const std::string&)>& line) {
  { const Store checked(path, DatabaseUse::read); }
  const Database database(path, DatabaseUse::read);
  // No other file, whatever is asked for.
  sqlite3_limit(database.handle(), SQLITE_LIMIT_ATTACHED, 0);
  const char* tail = nullptr;
  sqlite3_stmt* parsed = nullptr;
  const int code = sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &parsed, &tail);
  if (code != SQLITE_OK) {
    throw InputError("SQL", sqlite3_errmsg(database.handle()),
                     "SELECT sql FROM sqlite_schema prints the tables");
  }
  const bool is_empty = parsed == nullptr;
  const bool only_reads = !is_empty && sqlite3_stmt_readonly(parsed) != 0;
  sqlite3_finalize(parsed);
  const bool is_one =
      tail == nullptr || std::string(tail).find_first_not_of(" \t\r\n;") == std::string::npos;
  if (is_empty || !only_reads || !is_one) {
    throw InputError("SQL", "is not one statement that only reads", "write one SELECT");
  }
  Statement statement(database, sql);
  const int columns = statement.columns();
  line(tabbed(columns, [&](int column) { return with_escapes(statement.column_name(column)); }));
  while (statement.step()) {
    line(tabbed(columns, [&](int column) {
      return statement.is_null(column) ? std::string("\\N") : with_escapes(statement.text(column));
    }));
  }
}

}  // namespace swingproof
