// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/database.h"

#include <sqlite3.h>

#include <cerrno>
#include <stdexcept>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

constexpr int busy_milliseconds = 60'000;

int open_flags(DatabaseUse use) {
  switch (use) {
    case DatabaseUse::read:
      return SQLITE_OPEN_READONLY;
    case DatabaseUse::write:
      return SQLITE_OPEN_READWRITE;
    case DatabaseUse::create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  }
  throw std::logic_error("a use of databases without a name");
}

}  // namespace

Database::Database(const std::string& path, DatabaseUse use) : path_(path) {
  // A path that begins so would be read as a URI or as no file at all.
  const std::string file = path.starts_with('/') ? path : "./" + path;
  const int code =
      sqlite3_open_v2(file.c_str(), &handle_, open_flags(use) | SQLITE_OPEN_FULLMUTEX, nullptr);
  try {
    if (code != SQLITE_OK) fail(code);
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, busy_milliseconds);
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Database::~Database() { sqlite3_close(handle_); }

void Database::fail(int code) const {
  const std::string words = sqlite3_errmsg(handle_);
  const bool is_full = sqlite3_system_errno(handle_) == ENOSPC && (code & 0xFF) == SQLITE_IOERR;
  switch (is_full ? SQLITE_FULL : code & 0xFF) {
    case SQLITE_FULL:
      throw InputError(path_, "the disk is full",
                       "make room and run the same command again; what "
                       "the store has is kept");
    case SQLITE_NOTADB:
      throw InputError(path_, "is not a store of campaigns", "name another file");
    case SQLITE_CORRUPT:
      throw InputError(path_, "is corrupted (" + words + ")",
                       "restore a copy, or begin a new store");
    case SQLITE_CANTOPEN:
      throw InputError(path_, "cannot be opened",
                       "check that it exists and that its folder is writable");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw InputError(path_, "is not writable", "change its permissions or name another file");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw InputError(path_, "is locked by another process", "wait for its end");
    case SQLITE_IOERR:
      throw InputError(path_, "cannot be read or written (" + words + ")",
                       "check that the disk has room and works, and run the same command again; "
                       "what the store has is kept");
    default:
      throw InputError(path_, "SQLite says: " + words,
                       "use tables that the store has: SELECT sql FROM sqlite_schema");
  }
}

void Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::integer(const std::string& sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string Database::text(const std::string& sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.text(0) : "";
}

Statement::Statement(const Database& database, std::string_view sql) : database_(database) {
  const int code = sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                      &handle_, nullptr);
  if (code != SQLITE_OK) database.fail(code);
}

Statement::~Statement() { sqlite3_finalize(handle_); }

Statement& Statement::bind(int place, std::string_view text) {
  sqlite3_bind_text(handle_, place, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::bind(int place, std::int64_t number) {
  sqlite3_bind_int64(handle_, place, number);
  return *this;
}

Statement& Statement::bind(int place, double number) {
  sqlite3_bind_double(handle_, place, number);
  return *this;
}

Statement& Statement::bind_null(int place) {
  sqlite3_bind_null(handle_, place);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  database_.fail(code);
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() { sqlite3_reset(handle_); }

int Statement::columns() const { return sqlite3_column_count(handle_); }

std::string Statement::column_name(int column) const {
  return sqlite3_column_name(handle_, column);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

std::string Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  const int size = sqlite3_column_bytes(handle_, column);
  return bytes == nullptr ? "" : std::string(bytes, static_cast<std::size_t>(size));
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

Transaction::Transaction(Database& database) : database_(database) {
  database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!is_open_) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const InputError&) {
    // SQLite has rolled back itself already.
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  is_open_ = false;
}

}  // namespace swingproof
