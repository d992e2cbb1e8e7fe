// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/store.h"

#include <fmt/format.h>

#include <cmath>
#include <exception>
#include <stdexcept>

#include "deployment/deployment_fields.h"
#include "deployment/input_error.h"
#include "fixedpoint/arithmetic_toml.h"
#include "suites/campaign/stored_figures.h"

namespace swingproof {
namespace {

constexpr const char* schema = R"(
CREATE TABLE campaign (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE plan (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE planned (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE arithmetic (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE setting (
  key TEXT PRIMARY KEY, op TEXT NOT NULL, march TEXT NOT NULL, swing TEXT NOT NULL,
  mean_0 TEXT NOT NULL, mean_1 TEXT NOT NULL, mean_2 TEXT NOT NULL,
  std_0 TEXT NOT NULL, std_1 TEXT NOT NULL, std_2 TEXT NOT NULL,
  q_scale TEXT NOT NULL, rounding TEXT NOT NULL, arithmetic TEXT NOT NULL,
  refusal TEXT NOT NULL, digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE error (
  key TEXT NOT NULL REFERENCES setting, channel TEXT NOT NULL, inputs_in TEXT NOT NULL,
  inputs INTEGER NOT NULL, max_abs_error TEXT NOT NULL,
  at_y INTEGER NOT NULL, at_u INTEGER NOT NULL, at_v INTEGER NOT NULL,
  sum_error TEXT NOT NULL, sum_squared_error TEXT NOT NULL, code_difference TEXT NOT NULL,
  max_abs_error_near REAL NOT NULL, mean_error_near REAL NOT NULL, rms_error_near REAL NOT NULL,
  PRIMARY KEY (key, channel, inputs_in)
) STRICT, WITHOUT ROWID;
CREATE TABLE path (
  key TEXT NOT NULL REFERENCES setting, channel TEXT NOT NULL, code_difference TEXT NOT NULL,
  PRIMARY KEY (key, channel)
) STRICT, WITHOUT ROWID;
)";

constexpr const char* setting_columns =
    "key, op, march, swing, mean_0, mean_1, mean_2, std_0, std_1, std_2, q_scale, rounding, "
    "arithmetic, refusal, digest";

constexpr const char* damaged_remedy = "restore a copy, or begin a new store";

std::string select_settings(const std::string& where) {
  return std::string("SELECT ") + setting_columns + " FROM setting " + where;
}

Measures parse_measures(const std::string& text, const std::string& path) {
  for (const bool code_difference : {false, true}) {
    for (const bool with_path : {false, true}) {
      const Measures measures{code_difference, with_path};
      if (name(measures) == text) return measures;
    }
  }
  throw InputError(path, "has the unknown measures " + quoted(text), damaged_remedy);
}

void bind_setting(const SettingResult& result, Statement& insert) {
  int place = 0;
  const auto bind = [&](std::string_view text) { insert.bind(++place, text); };
  bind(key_text(setting_key(result.setting)));
  for (const DeploymentField& field : op_fields()) {
    for (const std::string& text : full_texts(field, result.setting.deployment)) bind(text);
  }
  bind(result.setting.arithmetic);
  bind(result.refusal);
  bind(result_digest(result));
}

void bind_error(const std::string& key, Channel channel, const NamedMeasures& named,
                Statement& insert) {
  const ErrorMeasures& measures = *named.measures;
  insert.bind(1, key).bind(2, name(channel)).bind(3, named.set);
  insert.bind(4, static_cast<std::int64_t>(measures.inputs));
  insert.bind(5, stored_text(measures.max_abs_error));
  insert.bind(6, std::int64_t{measures.max_at.y});
  insert.bind(7, std::int64_t{measures.max_at.u});
  insert.bind(8, std::int64_t{measures.max_at.v});
  insert.bind(9, stored_text(measures.sum_error));
  insert.bind(10, stored_text(measures.sum_squared_error));
  insert.bind(11, stored_text(measures.code_difference));
  insert.bind(12, measures.max_abs_error.convert_to<double>());
  insert.bind(13, mean_error(measures).convert_to<double>());
  insert.bind(14, std::sqrt(mean_squared_error(measures).convert_to<double>()));
}

Setting read_setting(const Statement& row, const std::string& place) {
  Setting setting;
  int column = 1;  // behind the key
  for (const DeploymentField& field : op_fields()) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < column_names(field).size(); ++i)
      texts.push_back(row.text(column++));
    field.set(setting.deployment, texts, place);
  }
  setting.arithmetic = row.text(column);
  return setting;
}

void make_last_plan(Database& database, std::string_view text) {
  Statement(database, "DELETE FROM plan WHERE text = ?").bind(1, text).run();
  Statement(database, "INSERT INTO plan (text) VALUES (?)").bind(1, text).run();
}

// In the table campaign, from the beginning of a search to its end.
std::string search_name(const SettingKey& search) { return "search " + key_text(search); }
constexpr const char* of_searches = "WHERE name LIKE 'search %'";

void add_own_arithmetic(Database& database, const Setting& setting) {
  Statement(database, "INSERT OR IGNORE INTO arithmetic VALUES (?, ?)")
      .bind(1, setting.arithmetic)
      .bind(2, arithmetic_toml(*setting.own_arithmetic))
      .run();
}

ErrorMeasures read_measures(const Statement& row) {
  ErrorMeasures measures;
  measures.inputs = static_cast<std::uint64_t>(row.integer(1));
  measures.max_abs_error = parse_stored_number(row.text(2));
  measures.max_at = {static_cast<std::int8_t>(row.integer(3)),
                     static_cast<std::int8_t>(row.integer(4)),
                     static_cast<std::int8_t>(row.integer(5))};
  measures.sum_error = parse_stored_number(row.text(6));
  measures.sum_squared_error = parse_stored_number(row.text(7));
  measures.code_difference = parse_stored_histogram(row.text(8));
  return measures;
}

}  // namespace

Store::Store(const std::string& path, DatabaseUse use) : database_(path, use) {
  require_schema();
  prepare();
}

Store::Store(const std::string& path, const Measures& measures, DatabaseUse use)
    : database_(path, use) {
  const bool is_empty = database_.integer("PRAGMA application_id") == 0 &&
                        database_.integer("SELECT count(*) FROM sqlite_schema") == 0;
  if (is_empty) create_schema(measures);
  require_schema();
  if (!(measures_ == measures)) {
    throw InputError(
        path, "has the measures " + name(measures_) + ", but the plan wants " + name(measures),
        "name another --store");
  }
  prepare();
}

std::unique_ptr<Store> Store::open_or_create(const std::string& path, const Measures& measures) {
  return std::unique_ptr<Store>(new Store(path, measures, DatabaseUse::create));
}

void Store::require_schema() {
  if (database_.integer("PRAGMA application_id") != application_id) {
    throw InputError(path(), "is not a store of campaigns", "name another file");
  }
  const std::int64_t version = database_.integer("PRAGMA user_version");
  if (version != schema_version) {
    throw InputError(path(),
                     fmt::format("has version {} of the schema, and this swingproof reads {}",
                                 version, schema_version),
                     "use the swingproof that wrote it");
  }
  const std::string check = database_.text("PRAGMA quick_check(1)");
  if (check != "ok") {
    throw InputError(path(), "is corrupted (" + quoted(check) + ")", damaged_remedy);
  }
  measures_ =
      parse_measures(database_.text("SELECT value FROM campaign WHERE name = 'measures'"), path());
}

void Store::create_schema(const Measures& measures) {
  database_.text("PRAGMA journal_mode = WAL");
  Transaction transaction(database_);
  database_.execute(schema);
  database_.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}",
                                application_id, schema_version));
  Statement insert(database_, "INSERT INTO campaign VALUES (?, ?)");
  insert.bind(1, "measures").bind(2, name(measures)).run();
  insert.bind(1, "tool").bind(2, "swingproof " SWINGPROOF_VERSION).run();
  transaction.commit();
}

void Store::prepare() {
  // A commit that power failure takes back is only work to be done again.
  database_.execute("PRAGMA synchronous = NORMAL");
  find_ = std::make_unique<Statement>(database_, select_settings("WHERE key = ?"));
  errors_of_ = std::make_unique<Statement>(
      database_,
      "SELECT channel || ' ' || inputs_in, inputs, max_abs_error, at_y, at_u, at_v, sum_error, "
      "sum_squared_error, code_difference FROM error WHERE key = ?");
  paths_of_ = std::make_unique<Statement>(
      database_, "SELECT channel, code_difference FROM path WHERE key = ?");
}

bool Store::has(const SettingKey& key) {
  find_->bind(1, key_text(key));
  const bool found = find_->step();
  find_->reset();
  return found;
}

std::int64_t Store::settings() { return database_.integer("SELECT count(*) FROM setting"); }

void Store::add(std::span<const SettingResult> results) {
  Statement setting(database_,
                    "INSERT INTO setting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  Statement error(database_, "INSERT INTO error VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  Statement path(database_, "INSERT INTO path VALUES (?, ?, ?)");
  Transaction transaction(database_);
  for (const SettingResult& result : results) {
    if (result.setting.own_arithmetic) add_own_arithmetic(database_, result.setting);
    bind_setting(result, setting);
    setting.run();
    if (!result.refusal.empty()) continue;
    const std::string key = key_text(setting_key(result.setting));
    for (std::size_t c = 0; c < 3; ++c) {
      const Channel channel = result.errors[c].channel;
      for (const NamedMeasures& named : named_measures(result.errors[c])) {
        bind_error(key, channel, named, error);
        error.run();
      }
      if (!measures_.path) continue;
      path.bind(1, key).bind(2, name(channel));
      path.bind(3, stored_text(result.path[c].code_difference)).run();
    }
  }
  transaction.commit();
}

// Null for a published one. Its name is a digest of its text.
std::shared_ptr<const Arithmetic> Store::own_arithmetic(const std::string& name) {
  if (!name.starts_with("constants:")) return nullptr;
  const auto found = own_arithmetics_.find(name);
  if (found != own_arithmetics_.end()) return found->second;
  Statement select(database_, "SELECT text FROM arithmetic WHERE name = ?");
  select.bind(1, name);
  if (!select.step()) throw std::invalid_argument("no text of an arithmetic");
  auto own = campaign_arithmetic(parse_arithmetic_toml(select.text(0), name));
  if (own_arithmetic_name(*own) != name) throw std::invalid_argument("another arithmetic");
  return own_arithmetics_.emplace(name, std::move(own)).first->second;
}

SettingResult Store::read_result(Statement& row) {
  const std::string place = path() + ": setting " + row.text(0);
  SettingResult result;
  try {
    result.setting = read_setting(row, place);
    result.setting.own_arithmetic = own_arithmetic(result.setting.arithmetic);
    result.refusal = row.text(13);
    const std::array<Channel, 3> channels = output_channels(result.setting.deployment.op);
    std::map<std::string, ErrorMeasures, std::less<>> errors;
    errors_of_->bind(1, row.text(0));
    while (errors_of_->step()) errors[errors_of_->text(0)] = read_measures(*errors_of_);
    errors_of_->reset();
    std::map<std::string, CodeDifferences, std::less<>> paths;
    paths_of_->bind(1, row.text(0));
    while (paths_of_->step())
      paths[paths_of_->text(0)] = parse_stored_histogram(paths_of_->text(1));
    paths_of_->reset();
    for (std::size_t c = 0; c < 3 && result.refusal.empty(); ++c) {
      const std::string channel(name(channels[c]));
      ChannelErrors& into = result.errors[c];
      into.channel = channels[c];
      if (result.setting.deployment.matrix.swing == Swing::studio) into.legal.emplace();
      for_each_set(into, [&](SetName set, ErrorMeasures& measures) {
        measures = errors.at(channel + " " + std::string(name(set)));
      });
      result.path[c].channel = channels[c];
      if (measures_.path) result.path[c].code_difference = paths.at(channel);
    }
    const bool is_whole = row.text(0) == key_text(setting_key(result.setting)) &&
                          row.text(14) == result_digest(result);
    if (!is_whole) throw std::invalid_argument("other figures");
  } catch (const std::exception&) {
    errors_of_->reset();
    paths_of_->reset();
    throw InputError(place, "has figures that do not fit its digest: the store is corrupted",
                     damaged_remedy);
  }
  return result;
}

void Store::for_each(const std::function<void(const SettingResult&)>& visit) {
  Statement all(database_, select_settings("ORDER BY key"));
  while (all.step()) visit(read_result(all));
}

std::optional<SettingResult> Store::find(const SettingKey& key) {
  find_->bind(1, key_text(key));
  std::optional<SettingResult> result;
  if (find_->step()) result = read_result(*find_);
  find_->reset();
  return result;
}

void Store::add_plan(std::string_view text, std::span<const SettingKey> planned) {
  Transaction transaction(database_);
  make_last_plan(database_, text);
  database_.execute("DELETE FROM planned");
  database_.execute(fmt::format("DELETE FROM campaign {}", of_searches));
  Statement insert(database_, "INSERT OR IGNORE INTO planned VALUES (?)");
  for (const SettingKey& key : planned) insert.bind(1, key_text(key)).run();
  transaction.commit();
}

void Store::begin_search(std::string_view text, const SettingKey& search) {
  Transaction transaction(database_);
  make_last_plan(database_, text);
  Statement(database_, "INSERT OR IGNORE INTO campaign VALUES (?, 'under way')")
      .bind(1, search_name(search))
      .run();
  transaction.commit();
}

void Store::end_search(const SettingKey& search) {
  Statement(database_, "DELETE FROM campaign WHERE name = ?").bind(1, search_name(search)).run();
}

Store::Progress Store::progress() {
  const std::int64_t planned = database_.integer("SELECT count(*) FROM planned");
  const std::int64_t swept =
      database_.integer("SELECT count(*) FROM planned JOIN setting USING (key)");
  const bool is_searching =
      database_.integer(fmt::format("SELECT count(*) FROM campaign {}", of_searches)) > 0;
  return {planned, planned - swept, settings() - swept, is_searching};
}

std::vector<SettingResult> Store::samples() {
  std::vector<SettingResult> results;
  Statement first(database_, select_settings("WHERE key IN (SELECT min(key) FROM setting "
                                             "GROUP BY arithmetic, swing) ORDER BY key"));
  while (first.step()) results.push_back(read_result(first));
  return results;
}

std::string Store::last_plan() {
  return database_.text("SELECT text FROM plan ORDER BY number DESC LIMIT 1");
}

std::int64_t Store::merge(const std::string& other_path) {
  {
    Store other(other_path, DatabaseUse::read);
    if (!(other.measures() == measures_)) {
      throw InputError(other_path,
                       "has the measures " + name(other.measures()) + ", but " + path() + " has " +
                           name(measures_),
                       "merge stores of the same measures");
    }
    other.for_each([](const SettingResult&) {});  // throws where figures are damaged
  }
  const std::string file = other_path.starts_with('/') ? other_path : "./" + other_path;
  Statement(database_, "ATTACH ? AS other").bind(1, file).run();
  std::int64_t added = 0;
  {
    Transaction transaction(database_);
    const std::string differing = database_.text(
        "SELECT key FROM other.setting JOIN main.setting AS own USING (key) "
        "WHERE own.digest <> other.setting.digest ORDER BY key LIMIT 1");
    if (!differing.empty()) {
      throw InputError(
          other_path, "has other figures than " + path() + " for the setting " + differing,
          "find out which store is wrong: one of them was not written by this version");
    }
    const std::int64_t before = settings();
    const std::string own_plan = last_plan();
    for (const char* table : {"error", "path"}) {
      database_.execute(
          fmt::format("INSERT INTO main.{0} SELECT * FROM other.{0} WHERE key NOT IN "
                      "(SELECT key FROM main.setting)",
                      table));
    }
    database_.execute("INSERT OR IGNORE INTO main.arithmetic SELECT * FROM other.arithmetic");
    database_.execute("INSERT OR IGNORE INTO main.setting SELECT * FROM other.setting");
    database_.execute(
        "INSERT INTO main.plan (text) SELECT text FROM other.plan "
        "WHERE text NOT IN (SELECT text FROM main.plan) ORDER BY number");
    // To merge is not to run: the plan whose budget report applies stays.
    if (own_plan.empty()) {
      database_.execute("INSERT OR IGNORE INTO main.planned SELECT * FROM other.planned");
      database_.execute(fmt::format(
          "INSERT OR IGNORE INTO main.campaign SELECT * FROM other.campaign {}", of_searches));
    } else {
      make_last_plan(database_, own_plan);
    }
    added = settings() - before;
    transaction.commit();
  }
  database_.execute("DETACH other");
  return added;
}

}  // namespace swingproof
