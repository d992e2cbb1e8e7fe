// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/sha256.h"

#include <sodium.h>

#include <array>

namespace swingproof {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

}  // namespace swingproof
