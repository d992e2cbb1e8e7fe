// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_SHA256_H_
#define SWINGPROOF_DEPLOYMENT_SHA256_H_

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace swingproof {

// The SHA-256 of some bytes, as 64 lower-case hexadecimal digits: what `sha256sum` prints.
std::string sha256_hex(std::string_view bytes);

// The SHA-256 of bytes that come piece by piece: what a file is read through, so that the digest is
// of the very bytes that were used, whatever becomes of the file.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::span<const std::byte> bytes);

  // Of all that was added, which must be once only.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Throws InputError as InputFile does, and for what nobody could compute the digest of again: a
// pipe, a device, and an open descriptor that is not at the start of its file. An open descriptor
// (/dev/stdin) stays where it is.
void require_digestible(const std::string& path);

// Of a file's content, read piece by piece. Throws InputError as require_digestible() does; an open
// descriptor is at the start of its file again.
std::string sha256_of_file(const std::string& path);

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_SHA256_H_
