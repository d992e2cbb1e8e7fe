// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_CLAIMS_H_
#define SWINGPROOF_SUITES_CAMPAIGN_CLAIMS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>

#include "suites/campaign/setting.h"

namespace swingproof {

// Who sweeps what, among processes that share a file. A claim is a lock on one byte of it, far
// beyond its end, chosen by the setting's key: the kernel gives it to one process, and takes it
// back when that process ends, however it ends. So claims of the dead need no clock to be found.
//
// Where every process has a store of its own, the file also is a log: what it is shared for, then
// the keys of settings that are in one of the stores, 16 bytes each. A log that lost its end only
// causes some settings to be swept twice.
//
// The file is never deleted here: if it were deleted while another process opens it, both could
// claim the same setting. MPI ranks share work through it as well, so they need no MPI in the
// program, and a lost rank loses nothing but its unfinished settings.
class Claims {
 public:
  // Opens or creates the file. log_of: what a log is shared for, the same for all who share it;
  // nothing: no log. Throws InputError if that fails, its folder cannot lock, or the log is of
  // something else.
  Claims(const std::string& path, const std::optional<SettingKey>& log_of);
  ~Claims();
  Claims(const Claims&) = delete;
  Claims& operator=(const Claims&) = delete;

  // Whether the claim is ours now; not if another process has it. Never waits.
  bool take(const SettingKey& key);
  void release(const SettingKey& key);

  // Runs the action while no other process that shares the file runs one here.
  void in_turn(const std::function<void()>& action);

  // Whether the log has the key. Always false without a log.
  bool is_logged(const SettingKey& key);
  void log(std::span<const SettingKey> keys);

 private:
  struct KeyHash {
    std::size_t operator()(const SettingKey& key) const { return key_number(key); }
  };

  bool set_lock(std::uint64_t byte, bool is_taken, bool waits);
  void begin_log(const SettingKey& log_of);
  void read_log();

  std::string path_;
  int descriptor_ = -1;
  bool is_log_;
  std::uint64_t log_read_ = 0;  // bytes
  std::unordered_set<SettingKey, KeyHash> logged_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_CLAIMS_H_
