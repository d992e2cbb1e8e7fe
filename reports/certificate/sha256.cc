// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certificate/sha256.h"

#include <sodium.h>

#include <array>
#include <vector>

#include "deployment/input_error.h"
#include "deployment/whole_file.h"

namespace swingproof {
namespace {

using Digest = std::array<unsigned char, crypto_hash_sha256_BYTES>;

std::string hex(const Digest& digest) {
  std::string text(2 * digest.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  text.pop_back();
  return text;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  Digest digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  return hex(digest);
}

std::string sha256_of_file(const std::string& path) {
  InputFile file(path);
  if (!file.remaining_size()) {
    throw InputError(path, "is not a regular file, but a certificate names files by their digest",
                     "save it as a file first");
  }
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::vector<std::byte> piece(std::size_t{1} << 18);
  for (std::size_t count = piece.size(); count == piece.size();) {
    count = file.read(piece);
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(piece.data()), count);
  }
  Digest digest{};
  crypto_hash_sha256_final(&state, digest.data());
  return hex(digest);
}

}  // namespace swingproof
