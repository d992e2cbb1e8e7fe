// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <numeric>

#include "reports/certificate/changed_certificate_fixture.h"
#include "reports/certificate/dsse_envelope.h"

namespace swingproof {
namespace {

std::vector<std::size_t> every_place(const std::string& text) {
  std::vector<std::size_t> places(text.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  return places;
}

// Every byte, one bit of each: digits, names and white space.
TEST_F(Certificates, EveryChangedByteIsRefused) {
  const std::string small = source_statement();
  EXPECT_TRUE(is_verified(verify(small)));
  EXPECT_EQ(accepted_changes(small, {}, every_place(small)), 0U);
}

TEST_F(Certificates, EveryChangedByteOfAnEnvelopeIsRefused) {
  const SigningKey key = SigningKey::generate();
  const std::string envelope = envelope_text(signed_envelope(source_statement(), key));
  const SignatureRules rules{key.public_key(), false};
  EXPECT_TRUE(is_verified(verify(envelope, rules)));
  EXPECT_EQ(accepted_changes(envelope, rules, every_place(envelope)), 0U);
}

TEST_F(Certificates, EveryChangedBitOfAFileIsRefused) {
  for (const std::string name : {"codes.npy", "probe.npy", "d.toml"}) {
    for (std::size_t bit = 0; bit < 8; ++bit) {
      EXPECT_EQ(accepted_changes_of_file(name, [&](std::size_t) { return bit; }), 0U) << name;
    }
  }
}

}  // namespace
}  // namespace swingproof
