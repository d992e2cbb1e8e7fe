// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFICATE_SIGNING_KEY_H_
#define SWINGPROOF_REPORTS_CERTIFICATE_SIGNING_KEY_H_

#include <array>
#include <string>
#include <string_view>

namespace swingproof {

// Ed25519 (RFC 8032) by libsodium. Keys are PEM files as OpenSSL writes and reads them: PKCS#8 for
// the private key, SubjectPublicKeyInfo for the public one, both as RFC 8410 says.

struct PublicKey {
  std::array<unsigned char, 32> bytes = {};

  friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

// Forgets its bytes when it goes.
class SigningKey {
 public:
  static SigningKey generate();

  // Throws InputError, with the name as place and without a word of its content, for what is not
  // an unencrypted Ed25519 private key.
  static SigningKey parse(std::string_view pem, std::string_view name);

  ~SigningKey();
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;

  std::string pem() const;
  PublicKey public_key() const;
  std::string sign(std::string_view message) const;  // 64 bytes

 private:
  explicit SigningKey(std::string_view seed);

  std::array<unsigned char, 64> bytes_ = {};  // libsodium's form: seed, public key
};

std::string pem(const PublicKey& key);

// Throws InputError, with the name as place, for what is not an Ed25519 public key.
PublicKey parse_public_key(std::string_view pem, std::string_view name);

// The SHA-256 of the key's DER form: openssl pkey -pubin -in KEY -outform DER | sha256sum.
std::string key_id(const PublicKey& key);

bool is_signed_by(const PublicKey& key, std::string_view message, std::string_view signature);

// Both keys are a few lines; a larger file is refused unread.
inline constexpr std::size_t largest_key_file = 4096;

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFICATE_SIGNING_KEY_H_
