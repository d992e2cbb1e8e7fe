// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/claims.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

// Claims lie in the upper half of what a file's offset can be; the log grows in the lower one, and
// turns are bytes in between.
constexpr std::uint64_t first_claim = std::uint64_t{1} << 62U;
constexpr std::uint64_t log_turn = first_claim - 1;
constexpr std::uint64_t common_turn = first_claim - 2;
constexpr std::size_t key_bytes = sizeof(SettingKey);

std::uint64_t claim_byte(const SettingKey& key) {
  return first_claim + (key_number(key) >> 2U) % (first_claim - 1);
}

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw InputError(path, what + ": " + std::strerror(errno),
                   "see that its folder is writable, has room and supports file locks");
}

}  // namespace

Claims::Claims(const std::string& path, const std::optional<SettingKey>& log_of)
    : path_(path),
      descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)),
      is_log_(log_of.has_value()) {
  if (descriptor_ < 0) fail(path_, "cannot be opened");
  if (log_of) begin_log(*log_of);
}

Claims::~Claims() { ::close(descriptor_); }

bool Claims::set_lock(std::uint64_t byte, bool is_taken, bool waits) {
  struct flock lock = {};
  lock.l_type = is_taken ? F_WRLCK : F_UNLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = static_cast<off_t>(byte);
  lock.l_len = 1;
  // Locks of this opened file, not of the process: two stores in one process keep apart as well.
  while (::fcntl(descriptor_, waits ? F_OFD_SETLKW : F_OFD_SETLK, &lock) != 0) {
    if (errno == EINTR) continue;
    if (errno == EAGAIN || errno == EACCES) return false;
    fail(path_, "cannot be locked");
  }
  return true;
}

bool Claims::take(const SettingKey& key) { return set_lock(claim_byte(key), true, false); }

void Claims::release(const SettingKey& key) { set_lock(claim_byte(key), false, false); }

void Claims::in_turn(const std::function<void()>& action) {
  set_lock(common_turn, true, true);
  action();
  set_lock(common_turn, false, false);
}

void Claims::begin_log(const SettingKey& log_of) {
  set_lock(log_turn, true, true);
  SettingKey found = {};
  const ssize_t bytes = ::pread(descriptor_, found.data(), key_bytes, 0);
  if (bytes < 0) fail(path_, "cannot be read");
  // What a process that was killed here left is written over. It is what we write: other bytes are
  // somebody's file.
  const bool is_new = bytes < static_cast<ssize_t>(key_bytes) &&
                      std::equal(found.begin(), found.begin() + bytes, log_of.begin());
  if (is_new &&
      ::pwrite(descriptor_, log_of.data(), key_bytes, 0) != static_cast<ssize_t>(key_bytes)) {
    fail(path_, "cannot be written");
  }
  set_lock(log_turn, false, false);
  if (!is_new && found != log_of) {
    throw InputError(path_,
                     "is another kind of file, or shared by runs of other settings, measures or "
                     "another version",
                     "use one file for each plan, and a new one after a change");
  }
  log_read_ = key_bytes;
  read_log();
}

void Claims::read_log() {
  std::vector<SettingKey> keys(4096);
  for (;;) {
    const ssize_t bytes =
        ::pread(descriptor_, keys.data(), keys.size() * key_bytes, static_cast<off_t>(log_read_));
    if (bytes < 0) fail(path_, "cannot be read");
    const std::size_t whole = static_cast<std::size_t>(bytes) / key_bytes;
    logged_.insert(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(whole));
    log_read_ += whole * key_bytes;
    if (whole < keys.size()) return;
  }
}

bool Claims::is_logged(const SettingKey& key) {
  if (!is_log_) return false;
  if (!logged_.contains(key)) read_log();
  return logged_.contains(key);
}

void Claims::log(std::span<const SettingKey> keys) {
  if (!is_log_ || keys.empty()) return;
  set_lock(log_turn, true, true);
  struct stat status = {};
  if (::fstat(descriptor_, &status) != 0) fail(path_, "cannot be read");
  // What a process that was killed here left of a key is written over.
  const auto end = static_cast<std::uint64_t>(status.st_size) / key_bytes * key_bytes;
  const std::size_t bytes = keys.size() * key_bytes;
  const ssize_t written = ::pwrite(descriptor_, keys.data(), bytes, static_cast<off_t>(end));
  if (written != static_cast<ssize_t>(bytes)) {
    if (written >= 0) errno = ENOSPC;
    fail(path_, "cannot be written");
  }
  set_lock(log_turn, false, false);
}

}  // namespace swingproof
