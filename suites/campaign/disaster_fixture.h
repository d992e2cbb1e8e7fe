// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_DISASTER_FIXTURE_H_
#define SWINGPROOF_SUITES_CAMPAIGN_DISASTER_FIXTURE_H_

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "deployment/folder_fixture.h"
#include "deployment/input_error.h"
#include "suites/campaign/small_campaign_fixture.h"

namespace swingproof {

// For tests: campaigns that are killed, or whose disk is full.

// SQLite's changes to files, counted down: at the last one it writes half of what it wanted and
// the process is killed, or it and all later ones find the disk full.
enum class Disaster { kill, full_disk };
inline Disaster disaster;
inline std::int64_t changes_left = -1;  // below 0: no disaster

inline bool strikes() { return changes_left >= 0 && changes_left-- <= 0; }

inline ssize_t failing_pwrite(int descriptor, const void* bytes, std::size_t size, off_t offset) {
  if (strikes()) {
    if (disaster == Disaster::full_disk) {
      changes_left = 0;
      errno = ENOSPC;
      return -1;
    }
    if (::pwrite(descriptor, bytes, size / 2, offset) >= 0) ::raise(SIGKILL);
  }
  return ::pwrite(descriptor, bytes, size, offset);
}

inline int failing_ftruncate(int descriptor, off_t size) {
  if (disaster == Disaster::kill && strikes()) ::raise(SIGKILL);
  return ::ftruncate(descriptor, size);
}

inline int failing_unlink(const char* path) {
  if (disaster == Disaster::kill && strikes()) ::raise(SIGKILL);
  return ::unlink(path);
}

inline void expect_disaster(Disaster kind, std::int64_t after_changes) {
  disaster = kind;
  changes_left = after_changes;
  sqlite3_initialize();
  sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
  const auto replace = [&](const char* name, auto* function) {
    vfs->xSetSystemCall(vfs, name, reinterpret_cast<sqlite3_syscall_ptr>(function));
  };
  replace("pwrite", failing_pwrite);
  replace("pwrite64", failing_pwrite);
  replace("ftruncate", failing_ftruncate);
  replace("unlink", failing_unlink);
}

// Hundreds of campaigns: in memory where there is a file system for it, as commits wait for disks.
class CampaignExecution : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (::access("/dev/shm", W_OK) == 0) ::setenv("TMPDIR", "/dev/shm", 0);
  }
};

// In a process of its own; how it ended, as waitpid says.
template <typename Action>
pid_t start_process(const Action& action) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  int code = 0;
  try {
    action();
  } catch (const InputError&) {
    code = 2;
  } catch (...) {
    code = 3;
  }
  ::_exit(code);
}

inline int end_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

// How many campaigns were killed, each a number of writes later than the one before; the first that
// is not ends it. Each goes on afterwards and must come to the rows of an undisturbed one.
inline int kills_with_the_same_rows(std::int64_t step) {
  const std::vector<std::string> expected = undisturbed_rows();
  EXPECT_EQ(expected.size(), setting_count);
  int kills = 0;
  for (std::int64_t change = 0;; change += step) {
    const TemporaryFolder folder;
    const int status = end_of(start_process([&] {
      expect_disaster(Disaster::kill, change);
      run_small(folder);
    }));
    if (WIFEXITED(status)) {
      EXPECT_EQ(WEXITSTATUS(status), 0);
      return kills;
    }
    ++kills;
    EXPECT_TRUE(run_small(folder).is_complete);
    EXPECT_EQ(rows(folder.path_of("s.sqlite")), expected) << "killed at change " << change;
    if (testing::Test::HasFailure()) return kills;
  }
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_DISASTER_FIXTURE_H_
