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
  EXPECT_EQ(accepted_changes(statement, {}, every_place(statement)), 0U);
}

TEST_F(Certificates, EveryChangedByteOfAnEnvelopeIsRefused) {
  const SigningKey key = SigningKey::generate();
  const std::string envelope = envelope_text(signed_envelope(statement, key));
  EXPECT_EQ(accepted_changes(envelope, {key.public_key(), false}, every_place(envelope)), 0U);
}

}  // namespace
}  // namespace swingproof
