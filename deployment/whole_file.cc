// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/whole_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "deployment/input_error.h"
#include "deployment/sha256.h"

namespace swingproof {
namespace {

constexpr std::size_t pending_limit = std::size_t{1} << 16;
constexpr int link_limit = 40;  // Linux's own limit on symbolic links in one path

std::string reason_of(int error_number) { return std::generic_category().message(error_number); }

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string beside(const std::string& path, const std::string& name) {
  return parent_of(path) + '/' + name;
}

std::string name_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// What C functions would cut short or misread.
void check_path(const std::string& path) {
  if (path.empty()) throw InputError("file", "the file name is empty", "give the name of a file");
  if (path.find('\0') != std::string::npos) {
    throw InputError(path, "the file name contains a zero byte", "give another file name");
  }
}

[[noreturn]] void throw_folder(const std::string& path) {
  throw InputError(path, "is a folder", "give the name of a file");
}

[[noreturn]] void throw_link_loop(const std::string& path) {
  throw InputError(path, "is a symbolic link that leads nowhere, in circles",
                   "remove the link or give another file name");
}

[[noreturn]] void throw_unreadable(const std::string& path, int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      throw InputError(path, "there is no such file", "check the name and the current folder");
    case EACCES:
    case EPERM:
      throw InputError(path, "may not be read: " + reason_of(error_number),
                       "change the permissions of the file or of its folders");
    case EISDIR:
      throw_folder(path);
    case ELOOP:
      throw_link_loop(path);
    default:
      throw InputError(path, "cannot be read: " + reason_of(error_number), "give another file");
  }
}

// target: what was opened or renamed to for the path that the user gave.
[[noreturn]] void throw_unwritable(const std::string& path, const std::string& target,
                                   int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      throw InputError(path, "there is no folder " + quoted(parent_of(target)),
                       "make the folder or give a file name in an existing one");
    case EACCES:
    case EPERM:
    case EROFS:
      throw InputError(path, "may not be written: " + reason_of(error_number),
                       "change the permissions of the file and its folder, or give another name");
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      throw InputError(path, "cannot be written whole: " + reason_of(error_number),
                       "make room on the disk or give a file name on another one");
    case EISDIR:
      throw_folder(path);
    case ELOOP:
      throw_link_loop(path);
    default:
      throw InputError(path, "cannot be written: " + reason_of(error_number),
                       "give another file name");
  }
}

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(path.c_str(), nullptr),
                                                             &std::free);
  return resolved ? std::string(resolved.get()) : std::string();
}

// The number of our own descriptor that a path like /proc/self/fd/1 stands for.
std::optional<int> descriptor_number(const std::string& path) {
  const std::string name = name_of(path);
  int number = 0;
  std::from_chars(name.data(), name.data() + name.size(), number);
  if (number < 0 || std::to_string(number) != name) return {};
  const std::string own = real_path("/proc/self/fd");
  if (own.empty() || real_path(parent_of(path)) != own) return {};
  return number;
}

struct Destination {
  std::string path;               // behind all symbolic links; need not exist
  std::optional<int> descriptor;  // the path is a name for this descriptor
};

// Follows symbolic links by hand, for two things that open() does not do: rename() must get the
// last path, and /dev/stdout must become descriptor 1 itself, with its position, instead of a
// second opening of the same file, which would start at 0 (and which sockets refuse). Whether the
// links may be followed is left to the kernel, which is asked about the path as given.
Destination destination_of(const std::string& given) {
  std::string path = given;
  for (int links = 0; links <= link_limit; ++links) {
    if (const auto number = descriptor_number(path)) return {path, number};
    std::array<char, PATH_MAX> text{};
    const ssize_t length = ::readlink(path.c_str(), text.data(), text.size());
    if (length < 0) return {path, {}};  // not a link, or nothing: open() will tell
    const std::string link(text.data(), static_cast<std::size_t>(length));
    path = link.starts_with('/') ? link : beside(path, link);
  }
  throw_link_loop(given);
}

// A descriptor of our own for one that is open already, in the wanted direction; else -1, errno.
int duplicate(int number, int unwanted_access) {
  const int flags = ::fcntl(number, F_GETFL);
  if (flags < 0) return -1;
  if ((flags & O_ACCMODE) == unwanted_access) {
    errno = EACCES;
    return -1;
  }
  return ::fcntl(number, F_DUPFD_CLOEXEC, 0);
}

// True if the failed call can be repeated: it was interrupted, or the descriptor, made non-blocking
// by somebody else, was not ready and now is.
bool can_retry(int descriptor, short wanted_event) {
  if (errno == EINTR) return true;
  if (errno != EAGAIN) return false;
  pollfd wait{descriptor, wanted_event, 0};
  return ::poll(&wait, 1, -1) > 0 || errno == EINTR;
}

std::string temporary_name(const std::string& target, std::random_device& random) {
  // Not made from the target's name, which may be as long as names can be.
  std::array<char, 40> name{};
  std::snprintf(name.data(), name.size(), ".swingproof-%08x%08x", random(), random());
  return beside(target, name.data());
}

// So that the new name outlasts a power failure. The file is in place by now: a folder that may not
// be opened, or a file system that cannot do this, is no failure of the write.
void synchronise_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

WholeFile::WholeFile(const std::string& path) : path_(path == "-" ? "stdout" : path) {
  check_path(path);
  const Destination destination =
      path == "-" ? Destination{path, STDOUT_FILENO} : destination_of(path);
  struct stat status {};
  if (destination.descriptor) {
    descriptor_ = duplicate(*destination.descriptor, O_RDONLY);
    if (descriptor_ < 0) {
      throw InputError(path_, "is not a descriptor open for writing: " + reason_of(errno),
                       "give a file name or open the descriptor");
    }
  } else if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT) throw_unwritable(path, destination.path, errno);
    if (name_of(destination.path).empty()) throw_folder(path);
    target_ = destination.path;
    create_temporary();
  } else if (S_ISREG(status.st_mode)) {
    // The rename would not ask for the file's own permission, only for the folder's.
    if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) {
      throw_unwritable(path, destination.path, errno);
    }
    target_ = destination.path;
    kept_mode_ = status.st_mode & 0777U;
    create_temporary();
    // Only root may do this, and only root needs it: a user's file must not become root's.
    if ((status.st_uid != ::geteuid() || status.st_gid != ::getegid()) &&
        ::fchown(descriptor_, status.st_uid, status.st_gid) != 0) {
      // Then it is ours now, as after any rename by another user.
    }
  } else if (S_ISCHR(status.st_mode) || S_ISFIFO(status.st_mode)) {
    descriptor_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor_ < 0) throw_unwritable(path, destination.path, errno);
  } else if (S_ISDIR(status.st_mode)) {
    throw_folder(path);
  } else {
    throw InputError(path, "is a socket or a block device", "give the name of a file");
  }
}

WholeFile::~WholeFile() { discard(); }

void WholeFile::create_temporary() {
  const mode_t mode = kept_mode_.value_or(0666);
  // Only /proc can give such a file its name later (without privileges).
  if (::access("/proc/self/fd", X_OK) == 0) {
    const std::string folder = parent_of(target_);
    do {
      descriptor_ = ::open(folder.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, mode);
    } while (descriptor_ < 0 && errno == EINTR);
    if (descriptor_ >= 0) return;
  }
  // A file system that has no such files says so in several ways; what else is wrong shows again.
  std::random_device random;
  do {
    std::string name = temporary_name(target_, random);
    // Unlike mkostemp this lets the kernel apply the umask, which cannot be read without
    // changing it for other threads.
    descriptor_ = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor_ >= 0) temporary_ = std::move(name);
  } while (descriptor_ < 0 && (errno == EEXIST || errno == EINTR));
  if (descriptor_ < 0) throw_unwritable(path_, target_, errno);
}

// A link cannot replace a file, only rename() can: so for some microseconds the file has a
// temporary name after all.
void WholeFile::name_temporary() {
  const std::string nameless = "/proc/self/fd/" + std::to_string(descriptor_);
  std::random_device random;
  std::string name;
  int failed = 0;
  do {
    name = temporary_name(target_, random);
    failed = ::linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW);
  } while (failed != 0 && errno == EEXIST);
  if (failed != 0) fail(errno);
  temporary_ = std::move(name);
}

void WholeFile::require_open() const {
  if (descriptor_ < 0) throw std::logic_error("WholeFile used after its end: " + path_);
}

void WholeFile::discard() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  temporary_.clear();
}

void WholeFile::fail(int error_number) {
  discard();
  throw_unwritable(path_, target_, error_number);
}

void WholeFile::write_now(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor_, text.data(), text.size());
    if (written < 0 && can_retry(descriptor_, POLLOUT)) continue;
    if (written < 0) fail(errno);
    if (written == 0) fail(ENOSPC);  // cannot happen on Linux; must not loop for ever elsewhere
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void WholeFile::write(std::string_view text) {
  require_open();
  if (pending_.size() + text.size() > pending_limit) {
    write_now(pending_);
    pending_.clear();
  }
  if (text.size() > pending_limit) {
    write_now(text);
  } else {
    pending_ += text;
  }
}

void WholeFile::write(std::span<const std::byte> bytes) {
  write(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

void WholeFile::flush() {
  require_open();
  write_now(pending_);
  pending_.clear();
  if (target_.empty()) return;
  // Undoes the umask. If that fails (FAT), fewer may read the file than before, never more.
  if (kept_mode_) ::fchmod(descriptor_, *kept_mode_);
  // EINVAL: a file system that cannot synchronise, which is no reason not to write.
  if (::fsync(descriptor_) != 0 && errno != EINVAL) fail(errno);
}

void WholeFile::commit() {
  flush();
  if (!target_.empty() && temporary_.empty()) name_temporary();
  const int closed = ::close(std::exchange(descriptor_, -1));
  if (closed != 0 && errno != EINTR) fail(errno);
  if (target_.empty()) return;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
  temporary_.clear();
  synchronise_folder(parent_of(target_));
}

void write_whole_file(const std::string& path, std::string_view text) {
  WholeFile file(path);
  file.write(text);
  file.commit();
}

InputFile::InputFile(const std::string& path, Sha256* digest) : path_(path), digest_(digest) {
  check_path(path);
  const Destination destination = destination_of(path);
  descriptor_ = destination.descriptor ? duplicate(*destination.descriptor, O_WRONLY)
                                       : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor_ < 0) throw_unreadable(path, errno);
  struct stat status {};
  const bool known = ::fstat(descriptor_, &status) == 0;
  const int error_number = known ? EISDIR : errno;
  if (known && !S_ISDIR(status.st_mode)) return;
  ::close(descriptor_);
  throw_unreadable(path, error_number);
}

InputFile::~InputFile() { ::close(descriptor_); }

std::optional<std::uint64_t> InputFile::remaining_size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return {};
  const off_t position = ::lseek(descriptor_, 0, SEEK_CUR);
  if (position < 0) return {};
  return static_cast<std::uint64_t>(std::max<off_t>(status.st_size - position, 0));
}

bool InputFile::is_at_start() const { return ::lseek(descriptor_, 0, SEEK_CUR) == 0; }

void InputFile::rewind() {
  if (::lseek(descriptor_, 0, SEEK_SET) != 0) throw_unreadable(path_, errno);
}

std::size_t InputFile::read(std::span<std::byte> into) {
  std::size_t count = 0;
  while (count < into.size()) {
    const ssize_t got = ::read(descriptor_, into.data() + count, into.size() - count);
    if (got < 0 && can_retry(descriptor_, POLLIN)) continue;
    if (got < 0) throw_unreadable(path_, errno);
    if (got == 0) break;
    count += static_cast<std::size_t>(got);
  }
  if (digest_ != nullptr) digest_->add(into.first(count));
  return count;
}

std::string read_whole_file(const std::string& path, std::size_t max_bytes, Sha256* digest) {
  const auto throw_too_long = [&] {
    throw InputError(path, "is longer than " + std::to_string(max_bytes) + " bytes",
                     "give the right file: nothing this long is expected here");
  };
  InputFile file(path, digest);
  const std::uint64_t expected = file.remaining_size().value_or(0);
  if (expected > max_bytes) throw_too_long();
  std::string text;
  text.reserve(static_cast<std::size_t>(expected));
  std::array<std::byte, 16384> piece{};
  for (;;) {
    const std::size_t count = file.read(piece);
    if (count > max_bytes - text.size()) throw_too_long();
    text.append(reinterpret_cast<const char*>(piece.data()), count);
    if (count < piece.size()) return text;
  }
}

}  // namespace swingproof
