// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/sha256.h"

#include <sodium.h>

#include <array>
#include <vector>

#include "deployment/input_error.h"
#include "deployment/whole_file.h"

namespace swingproof {
namespace {

using Digest = std::array<unsigned char, crypto_hash_sha256_BYTES>;

std::string hex_text(const Digest& digest) {
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  return sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  Digest digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  return hex_text(digest);
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
  return hex_text(digest);
}

}  // namespace swingproof
