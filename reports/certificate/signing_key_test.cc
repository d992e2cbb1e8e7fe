// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certificate/signing_key.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <string>

#include "deployment/folder_fixture.h"
#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "reports/certificate/dsse_envelope.h"
#include "reports/document/base64.h"

namespace swingproof {
namespace {

std::string bytes_of_hex(const std::string& hex) {
  std::string bytes(hex.size() / 2, '\0');
  EXPECT_EQ(sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), hex.data(),
                           hex.size(), nullptr, nullptr, nullptr),
            0);
  return bytes;
}

// RFC 8032, section 7.1, test 2.
const std::string seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
const std::string public_bytes = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
const std::string signature_of_72 =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d"
    "8c387b2eaeb4302aeeb00d291612bb0c00";
// RFC 8410, section 10.3, and its public key of section 10.1.
const std::string example_private =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
    "-----END PRIVATE KEY-----\n";
const std::string example_public =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
    "-----END PUBLIC KEY-----\n";

std::string private_pem(const std::string& key_bytes) {
  return "-----BEGIN PRIVATE KEY-----\n" +
         base64(bytes_of_hex("302e020100300506032b657004220420") + key_bytes) +
         "\n-----END PRIVATE KEY-----\n";
}

TEST(SigningKey, SignsAsRfc8032Says) {
  const SigningKey key = SigningKey::parse(private_pem(bytes_of_hex(seed)), "k");
  const PublicKey public_key = key.public_key();
  EXPECT_EQ(std::string(public_key.bytes.begin(), public_key.bytes.end()),
            bytes_of_hex(public_bytes));
  EXPECT_EQ(key.sign("\x72"), bytes_of_hex(signature_of_72));
  EXPECT_TRUE(is_signed_by(public_key, "\x72", bytes_of_hex(signature_of_72)));
  EXPECT_FALSE(is_signed_by(public_key, "\x73", bytes_of_hex(signature_of_72)));
  EXPECT_FALSE(is_signed_by(public_key, "\x72", bytes_of_hex(signature_of_72).substr(1)));
  EXPECT_FALSE(is_signed_by({}, "\x72", bytes_of_hex(signature_of_72)));
}

TEST(SigningKey, PemIsThatOfRfc8410) {
  const SigningKey key = SigningKey::parse(example_private, "k");
  EXPECT_EQ(key.pem(), example_private);
  EXPECT_EQ(pem(key.public_key()), example_public);
  EXPECT_EQ(parse_public_key(example_public, "k"), key.public_key());
  std::string windows = example_public;
  windows.insert(windows.find('\n'), "\r");
  EXPECT_EQ(parse_public_key(windows, "k"), key.public_key());
}

TEST(SigningKey, NewKeysDifferAndAreReadBack) {
  const SigningKey one = SigningKey::generate();
  EXPECT_NE(one.pem(), SigningKey::generate().pem());
  EXPECT_EQ(SigningKey::parse(one.pem(), "k").sign("x"), one.sign("x"));
}

// Every byte of a key file is part of the key, but for the ends of lines.
TEST(SigningKey, OtherFilesAreRefusedWithoutAWordOfThem) {
  for (std::size_t at = 0; at < example_public.size(); ++at) {
    std::string changed = example_public;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    try {
      EXPECT_NE(parse_public_key(changed, "k"), parse_public_key(example_public, "k")) << at;
    } catch (const InputError&) {
    }
  }
  for (const std::string& bad :
       {std::string(), example_public, example_private.substr(0, 60),
        std::string("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"), private_pem("short"),
        private_pem(std::string(33, 'x')), example_private + example_private}) {
    try {
      SigningKey::parse(bad, "k");
      ADD_FAILURE() << bad;
    } catch (const InputError& error) {
      EXPECT_EQ(std::string(error.what()).find("MC4C"), std::string::npos);
    }
  }
  EXPECT_THROW(parse_public_key(example_private, "k"), InputError);
}

TEST(Sha256, IsThatOfFips180) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const TemporaryFolder folder;
  for (const std::size_t size : {0U, 1U, (1U << 18) - 1, 1U << 18, (1U << 18) + 1, 1U << 19}) {
    const std::string content(size, 'x');
    folder.write("f", content);
    EXPECT_EQ(sha256_of_file(folder.path_of("f")), sha256_hex(content)) << size;
  }
  EXPECT_THROW(sha256_of_file("/dev/null"), InputError);
}

TEST(Base64, IsThatOfRfc4648AndNothingElse) {
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64_bytes("Zm9vYg=="), "foob");
  EXPECT_EQ(base64_bytes(""), "");
  for (const char* bad :
       {"Zm9vYh==", "Zm9vYg=", "Zm9vYg", "Zm9v\n", " Zm9v", "Zm9v=", "Zm-v", "Z"}) {
    EXPECT_FALSE(base64_bytes(bad)) << bad;
  }
}

TEST(DsseEnvelope, EncodesWhatIsSignedAsTheProtocolSays) {
  EXPECT_EQ(pre_authentication_encoding("{}"), "DSSEv1 28 application/vnd.in-toto+json 2 {}");
  EXPECT_EQ(pre_authentication_encoding(""), "DSSEv1 28 application/vnd.in-toto+json 0 ");
}

}  // namespace
}  // namespace swingproof
