// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certificate/signing_key.h"

#include <sodium.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "reports/document/base64.h"

namespace swingproof {
namespace {

using namespace std::string_view_literals;

// DER of the structures around the key, RFC 8410 sections 4 and 7: each of fixed size, as the
// algorithm has no parameters; the 32 bytes follow.
constexpr std::string_view private_der =
    "\x30\x2E\x02\x01\x00\x30\x05\x06\x03\x2B\x65\x70\x04\x22\x04\x20"sv;
constexpr std::string_view public_der = "\x30\x2A\x30\x05\x06\x03\x2B\x65\x70\x03\x21\x00"sv;
constexpr std::size_t key_bytes = 32;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string_view text_of(const unsigned char* bytes) {
  return {reinterpret_cast<const char*>(bytes), key_bytes};
}

void require_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

std::string fence(std::string_view which, std::string_view label) {
  return "-----" + std::string(which) + " " + std::string(label) + "-----";
}

std::string pem_text(std::string_view label, std::string_view der, std::string_view key) {
  return fence("BEGIN", label) + "\n" + base64(std::string(der) + std::string(key)) + "\n" +
         fence("END", label) + "\n";
}

// The key in a PEM text of one block of one line, which every Ed25519 key is; the lines may end in
// CRLF, and white space may follow them.
std::optional<std::string> pem_key(std::string_view text, std::string_view label,
                                   std::string_view der) {
  std::string lines;
  std::copy_if(text.begin(), text.end(), std::back_inserter(lines),
               [](char each) { return each != '\r'; });
  while (!lines.empty() && (lines.back() == '\n' || lines.back() == ' ')) lines.pop_back();
  const std::string begin = fence("BEGIN", label) + "\n";
  const std::string end = "\n" + fence("END", label);
  if (lines.size() < begin.size() + end.size()) return {};
  if (!lines.starts_with(begin) || !lines.ends_with(end)) return {};
  const auto bytes = base64_bytes(
      std::string_view(lines).substr(begin.size(), lines.size() - begin.size() - end.size()));
  if (!bytes || bytes->size() != der.size() + key_bytes || !bytes->starts_with(der)) return {};
  return bytes->substr(der.size());
}

}  // namespace

SigningKey::SigningKey(std::string_view seed) {
  std::array<unsigned char, key_bytes> public_part{};
  crypto_sign_seed_keypair(public_part.data(), bytes_.data(), bytes_of(seed));
}

SigningKey::~SigningKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

SigningKey SigningKey::generate() {
  require_sodium();
  std::array<unsigned char, key_bytes> seed{};
  randombytes_buf(seed.data(), seed.size());
  const SigningKey key(text_of(seed.data()));
  sodium_memzero(seed.data(), seed.size());
  return key;
}

SigningKey SigningKey::parse(std::string_view pem, std::string_view name) {
  require_sodium();
  const auto seed = pem_key(pem, "PRIVATE KEY", private_der);
  if (!seed) {
    throw InputError(name, "is not an Ed25519 private key, PKCS#8 in PEM without a password",
                     "give the .key file of swingproof keygen, or of openssl genpkey -algorithm "
                     "ed25519");
  }
  return SigningKey(*seed);
}

std::string SigningKey::pem() const {
  return pem_text("PRIVATE KEY", private_der, text_of(bytes_.data()));
}

PublicKey SigningKey::public_key() const {
  PublicKey key;
  std::copy_n(bytes_.begin() + key_bytes, key_bytes, key.bytes.begin());
  return key;
}

std::string SigningKey::sign(std::string_view message) const {
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                       bytes_of(message), message.size(), bytes_.data());
  return signature;
}

std::string pem(const PublicKey& key) {
  return pem_text("PUBLIC KEY", public_der, text_of(key.bytes.data()));
}

PublicKey parse_public_key(std::string_view pem, std::string_view name) {
  const auto bytes = pem_key(pem, "PUBLIC KEY", public_der);
  if (!bytes) {
    throw InputError(name, "is not an Ed25519 public key, SubjectPublicKeyInfo in PEM",
                     "give the .pub file of swingproof keygen, or of openssl pkey -pubout");
  }
  PublicKey key;
  std::copy_n(bytes_of(*bytes), key_bytes, key.bytes.begin());
  return key;
}

std::string key_id(const PublicKey& key) {
  return sha256_hex(std::string(public_der) + std::string(text_of(key.bytes.data())));
}

bool is_signed_by(const PublicKey& key, std::string_view message, std::string_view signature) {
  require_sodium();
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(bytes_of(signature), bytes_of(message), message.size(),
                                     key.bytes.data()) == 0;
}

}  // namespace swingproof
