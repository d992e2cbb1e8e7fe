// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/new_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

[[noreturn]] void refuse(const std::string& path, int error_number) {
  if (error_number == EEXIST) {
    throw InputError(path, "already exists and is never overwritten",
                     "give another name, or move it away");
  }
  throw InputError(path, "cannot be written: " + std::generic_category().message(error_number),
                   "give a file name in a folder that is there and may be written");
}

std::string folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

// 0, or the error's number.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return written < 0 ? errno : ENOSPC;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) != 0 && errno != EINVAL ? errno : 0;
}

// Where the file system has files without a name: written first, named then. A link never replaces.
// Gives what write_all() gives, or -1 if this cannot be done here.
int write_nameless(const std::string& path, std::string_view text, mode_t mode) {
  if (::access("/proc/self/fd", X_OK) != 0) return -1;
  const int descriptor = ::open(folder_of(path).c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, mode);
  if (descriptor < 0) return -1;
  int failed = write_all(descriptor, text);
  const std::string nameless = "/proc/self/fd/" + std::to_string(descriptor);
  if (failed == 0 &&
      ::linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) != 0) {
    failed = errno;
  }
  ::close(descriptor);
  return failed;
}

int write_named(const std::string& path, std::string_view text, mode_t mode) {
  const int descriptor =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  if (descriptor < 0) return errno;
  const int failed = write_all(descriptor, text);
  ::close(descriptor);
  if (failed != 0) ::unlink(path.c_str());
  return failed;
}

}  // namespace

void write_new_file(const std::string& path, std::string_view text, mode_t mode) {
  if (path.empty() || path.find('\0') != std::string::npos) {
    throw InputError("file", "the file name is empty or has a zero byte",
                     "give the name of a file");
  }
  int failed = write_nameless(path, text, mode);
  if (failed < 0) failed = write_named(path, text, mode);
  if (failed != 0) refuse(path, failed);
}

}  // namespace swingproof
