// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_DATABASE_H_
#define SWINGPROOF_SUITES_CAMPAIGN_DATABASE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace swingproof {

enum class DatabaseUse { read, write, create };

// An SQLite database. What SQLite refuses is thrown as InputError with the file as place: disk
// full, not a database, corrupted, busy for a minute, and what else it says in its own words.
class Database {
 public:
  Database(const std::string& path, DatabaseUse use);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const std::string& sql);
  std::int64_t integer(const std::string& sql);  // the first column of the first row
  std::string text(const std::string& sql);      // likewise

  const std::string& path() const { return path_; }
  sqlite3* handle() const { return handle_; }
  [[noreturn]] void fail(int code) const;

 private:
  std::string path_;
  sqlite3* handle_ = nullptr;
};

// One SQL statement, prepared; it may be run often.
class Statement {
 public:
  Statement(const Database& database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Parameters from 1.
  Statement& bind(int place, std::string_view text);
  Statement& bind(int place, std::int64_t number);
  Statement& bind(int place, double number);
  Statement& bind_null(int place);

  bool step();  // whether there is a row
  void run();   // to the end, and back to the beginning
  void reset();

  int columns() const;
  std::string column_name(int column) const;
  bool is_null(int column) const;
  std::string text(int column) const;
  std::int64_t integer(int column) const;
  sqlite3_stmt* handle() const { return handle_; }

 private:
  const Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

// All or nothing: what is written after it is undone unless commit() is called.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool is_open_ = true;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_DATABASE_H_
