// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_WHOLE_FILE_H_
#define SWINGPROOF_DEPLOYMENT_WHOLE_FILE_H_

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace swingproof {

class Sha256;

// A file that is written whole or not at all. The bytes go to a temporary file in the target's
// folder, and commit() renames it over the target; until then the target stays as it was, and
// without commit() nothing is left of the temporary file.
//
// - Where the file system can, the temporary file has no name before commit() (O_TMPFILE), so that
//   nothing stays behind either when the program is killed. Elsewhere it is .swingproof-* until
//   then.
// - An existing target keeps its permission bits, and its owner where we may give files away; a new
//   one gets 0666 less the umask. Of a symbolic link the file it points to is replaced, or made.
// - A pipe or a character device (/dev/null) is written directly, and so is an open descriptor
//   (/dev/stdout, /dev/fd/3), whatever is behind it: what a shell appends to must not be replaced.
// - The path "-" is stdout; a file of that name is "./-".
//
// Throws InputError, with the path as place, if the target is a folder, a socket, a block device or
// not writable, if its folder is missing or not writable, and when a write fails (disk full); the
// temporary file is gone then. Throws std::logic_error if used after commit() or after an error.
class WholeFile {
 public:
  explicit WholeFile(const std::string& path);
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  // Small pieces are collected before they are written.
  void write(std::span<const std::byte> bytes);
  void write(std::string_view text);

  // Writes what is still collected, and synchronises a temporary file with the disk: what can fail
  // for want of space fails here, and commit() has only a rename to do.
  void flush();

  // Flushes, and puts the file in the target's place.
  void commit();

 private:
  void create_temporary();
  void name_temporary();
  void write_now(std::string_view text);
  void require_open() const;
  void discard() noexcept;
  [[noreturn]] void fail(int error_number);

  std::string path_;       // as given, for messages; stdout for "-"
  std::string target_;     // behind all symbolic links; empty: written directly
  std::string temporary_;  // empty: none, or it has no name
  std::string pending_;    // not written yet
  std::optional<mode_t> kept_mode_;
  int descriptor_ = -1;
};

// The whole content of a file at once, as WholeFile does it.
void write_whole_file(const std::string& path, std::string_view text);

// A file opened for reading: a regular file, a pipe, a character device or an open descriptor
// (/dev/stdin); "-" has no special meaning. Throws InputError, with the path as place, if it is
// missing, a folder or unreadable, and when reading fails.
class InputFile {
 public:
  // What is read is added to the digest, if there is one.
  explicit InputFile(const std::string& path, Sha256* digest = nullptr);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  // Bytes from the current position to the end, as far as the file system knows; none for anything
  // but a regular file. A promise only: the file may be growing.
  std::optional<std::uint64_t> remaining_size() const;

  // Whether the current position is the start of something that has one. An open descriptor may be
  // anywhere, and shares its position with whoever else has it.
  bool is_at_start() const;
  void rewind();

  // Fills the span, or as much of it as there is before the end; returns the number of bytes.
  std::size_t read(std::span<std::byte> into);

 private:
  std::string path_;
  Sha256* digest_;
  int descriptor_ = -1;
};

// The content of a file of at most max_bytes bytes; throws InputError like InputFile, and for a
// longer one: before memory is allocated if its size is known, and else while reading, so that
// memory grows only with what really arrives. The content is added to the digest, if there is one.
std::string read_whole_file(const std::string& path, std::size_t max_bytes,
                            Sha256* digest = nullptr);

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_WHOLE_FILE_H_
