// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFICATE_VERIFICATION_H_
#define SWINGPROOF_REPORTS_CERTIFICATE_VERIFICATION_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/certificate/signing_key.h"
#include "reports/certificate/statement.h"

namespace swingproof {

// What the signature says about the signer.
enum class SignatureFinding {
  valid,       // the key that was given has signed it
  wrong,       // it has not, or the certificate is not signed at all
  none,        // the certificate is not signed, and nobody asked for that
  not_checked  // it is signed, but the caller does without the key
};

std::string_view name(SignatureFinding finding);

struct CertificateDifference {
  std::string where;        // "predicate.verdict", "capture codes.npy", "bytes", "signature"
  std::string certificate;  // what the certificate says there
  std::string found;        // what it should be
};

struct Verification {
  SignatureFinding signature = SignatureFinding::none;
  std::string key_id;  // of the signature; empty if there is none
  // All below is empty if the signature is wrong: then nothing of the certificate was looked at.
  Subjects subjects;
  SubjectPaths paths;
  Json deployment;
  std::string verdict;
  Json coverage;  // coverage_json() of what the files give; null if that was not computed
  std::vector<CertificateDifference> differences;  // the first ones
};

// Nothing differs, and no signature that was asked for is missing.
bool is_verified(const Verification& verification);

struct SignatureRules {
  std::optional<PublicKey> key;         // has to have signed the certificate
  bool accept_unauthenticated = false;  // of a signed one, without a key
};

using Locate = std::function<SubjectPaths(const Subjects&)>;
using Compute = std::function<std::string(const SubjectPaths&, const StatementBasis&)>;

// Verifies the text of a certificate, a statement or an envelope: the signature first, then the
// digests of the files that locate() finds, then, byte for byte, what compute() makes of them
// (computed_statement()), the digests of the very bytes that it judged among that. Throws
// InputError, with the name as place, for a text that is no certificate of this version, and for a
// signed one if there is neither a key nor consent to do without; and what locate() and compute()
// throw.
//
// Another version of swingproof is refused, as it may write other bytes. verify exits with 1 for a
// correct certificate whose verdict is not certified: `verify && deploy` must not pass a
// refutation. A key refuses an unsigned certificate, so that nothing is gained by removing the
// envelope.
Verification verify_certificate(std::string_view text, std::string_view name,
                                const SignatureRules& rules, const Locate& locate,
                                const Compute& compute);

// The result of `verify` as people read it, and as JSON, schema "swingproof.verify/1":
//
//   deployment:  {...}     as the certificate says; null if the signature is wrong
//   verified:    true|false
//   verdict:     certified|refuted|undecided|null
//   coverage:    {...}     coverage.h: what was judged, and how strictly; null unless verified
//   signature:   {finding: valid|wrong|none|not_checked, keyid: "..."|null}
//   subjects:    [{role, name, sha256, path}]
//   differences: [{where, certificate, found}]
std::string verification_text(const Verification& verification);
Json verification_json(const Verification& verification);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFICATE_VERIFICATION_H_
