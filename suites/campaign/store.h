// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_STORE_H_
#define SWINGPROOF_SUITES_CAMPAIGN_STORE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "suites/campaign/database.h"
#include "suites/campaign/setting.h"

namespace swingproof {

// The results of campaigns: one SQLite file in WAL mode, whose tables docs/campaign.md describes.
// A setting is in it with all its figures, exact as fractions, or not at all; a digest of each
// setting's figures tells if they were changed afterwards.
class Store {
 public:
  static constexpr std::int64_t application_id = 0x53575043;  // "SWPC"
  static constexpr std::int64_t schema_version = 3;

  // An existing store, for reading or writing. Throws InputError if it is none, is of another
  // version, or is corrupted (SQLite's quick_check).
  Store(const std::string& path, DatabaseUse use);

  // A store that is there, or a new one. Throws InputError as above, and if it is there with other
  // measures. Processes that may create the same one must take turns (Claims::in_turn).
  static std::unique_ptr<Store> open_or_create(const std::string& path, const Measures& measures);

  const Measures& measures() const { return measures_; }
  const std::string& path() const { return database_.path(); }

  bool has(const SettingKey& key);
  std::int64_t settings();  // how many there are

  // All of them or, if this throws, none.
  void add(std::span<const SettingResult> results);

  // Ordered by key, which is the same order in every store. Throws InputError where a setting's
  // figures do not fit its digest.
  void for_each(const std::function<void(const SettingResult&)>& visit);
  std::optional<SettingResult> find(const SettingKey& key);

  // Remembers the plan that is run; its text once. One that is run again becomes the last one.
  // planned: what the run asks for, of all shards.
  void add_plan(std::string_view text, std::span<const SettingKey> planned);

  // A search finds out as it goes what it asks for: until it has ended the store lacks something.
  // What an earlier run asked for stays. search: search_key(), as several may be under way at
  // once.
  void begin_search(std::string_view text, const SettingKey& search);
  void end_search(const SettingKey& search);

  std::string last_plan();  // empty: none

  // Of the settings that the last run without a search asked for, and of those that are there.
  struct Progress {
    std::int64_t planned = 0;
    std::int64_t missing = 0;    // planned, and not there
    std::int64_t unplanned = 0;  // there, and not planned: of earlier plans, or of a search
    bool is_searching = false;   // one that has begun since that run has not ended

    bool is_whole() const { return missing == 0 && !is_searching; }
  };
  Progress progress();

  // One setting, the first by key, of each arithmetic and swing that is there.
  std::vector<SettingResult> samples();

  // Copies every setting of another store. Throws InputError, naming the first one, if a setting is
  // in both with different figures; nothing is copied then. Its plans are copied as well, but the
  // last plan, with what it asked for, stays the last one. Returns how many settings were new.
  std::int64_t merge(const std::string& other_path);

 private:
  Store(const std::string& path, const Measures& measures, DatabaseUse use);

  void require_schema();
  void create_schema(const Measures& measures);
  void prepare();
  SettingResult read_result(Statement& row);
  std::shared_ptr<const Arithmetic> own_arithmetic(const std::string& name);

  Database database_;
  Measures measures_;
  std::map<std::string, std::shared_ptr<const Arithmetic>, std::less<>> own_arithmetics_;  // read
  std::unique_ptr<Statement> find_;
  std::unique_ptr<Statement> errors_of_;
  std::unique_ptr<Statement> paths_of_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_STORE_H_
