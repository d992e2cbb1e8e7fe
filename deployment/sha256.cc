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

void require_digestible(const InputFile& file, const std::string& path) {
  if (!file.remaining_size()) {
    throw InputError(path, "is not a regular file, but a certificate names files by their digest",
                     "save it as a file first");
  }
  if (!file.is_at_start()) {
    throw InputError(path, "is not at its start, but a certificate names whole files",
                     "give the name of the file");
  }
}

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

struct Sha256::State {
  crypto_hash_sha256_state state;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->state); }

Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes) {
  crypto_hash_sha256_update(&state_->state, reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size());
}

std::string Sha256::hex() {
  Digest digest{};
  crypto_hash_sha256_final(&state_->state, digest.data());
  return hex_text(digest);
}

void require_digestible(const std::string& path) { require_digestible(InputFile(path), path); }

std::string sha256_of_file(const std::string& path) {
  Sha256 digest;
  InputFile file(path, &digest);
  require_digestible(file, path);
  std::vector<std::byte> piece(std::size_t{1} << 18);
  while (file.read(piece) == piece.size()) {
  }
  file.rewind();
  return digest.hex();
}

}  // namespace swingproof
