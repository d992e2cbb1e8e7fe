// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFICATE_VERIFICATION_H_
#define SWINGPROOF_REPORTS_CERTIFICATE_VERIFICATION_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/enum_names.h"
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

template <>
inline constexpr auto enum_names<SignatureFinding> =
    names_of<SignatureFinding>({{SignatureFinding::valid, "valid"},
                                {SignatureFinding::wrong, "wrong"},
                                {SignatureFinding::none, "none"},
                                {SignatureFinding::not_checked, "not_checked"}});

struct CertificateDifference {
  std::string where;        // "predicate.verdict", "capture codes.npy", "bytes", "signature"
  std::string certificate;  // what the certificate says there
  std::string found;        // what it should be
};

// A file that a statement names, and where it was looked for.
struct VerifiedSubject {
  std::string role;
  Subject subject;
  std::string path;
};

struct Verification {
  SignatureFinding signature = SignatureFinding::none;
  std::string key_id;  // of the signature; empty if there is none
  // All below is empty if the signature is wrong: then nothing of the certificate was looked at.
  std::vector<VerifiedSubject> subjects;
  Json deployment;  // of a certificate
  std::string verdict;
  Json coverage;         // coverage_json() of what the files give; null if that was not computed
  std::string evidence;  // what evidence says, in words; empty: it is a certificate
  std::vector<CertificateDifference> differences;  // the first ones
};

// Nothing differs, and no signature that was asked for is missing.
bool is_verified(const Verification& verification);

struct SignatureRules {
  std::optional<PublicKey> key;         // has to have signed the certificate
  bool accept_unauthenticated = false;  // of a signed one, without a key
};

// A statement whose signature is as the rules want it, or why it is not: then it has no document.
struct AuthenticStatement {
  std::string text;
  Json document;
  Verification verification;  // signature, key_id and differences so far
};

// Opens the envelope, if there is one. require_kind throws InputError for a document that is not of
// the wanted kind: nothing else is said of one that lacks the signature that was asked for.
AuthenticStatement authentic_statement(std::string_view text, std::string_view name,
                                       const SignatureRules& rules,
                                       const std::function<void(const Json&)>& require_kind);

// Adds what differs between a statement, which is this document, and the recomputed one.
void compare_statements(std::string_view text, const Json& document, std::string_view computed,
                        Verification& verification);

// Adds the subjects whose files have another digest.
void compare_subjects(Verification& verification);

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
