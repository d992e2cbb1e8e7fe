// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_SETTLE_EVIDENCE_STATEMENT_H_
#define SWINGPROOF_REPORTS_SETTLE_EVIDENCE_STATEMENT_H_

#include <optional>
#include <string>
#include <string_view>

#include "reports/certificate/verification.h"
#include "reports/settle/settle_kit.h"
#include "reports/settle/settle_report.h"

namespace swingproof {

// Evidence: an in-toto Statement of what a board's captures say, as certificates are
// (reports/certificate/statement.h). Its subjects are the kit's files that were read; its predicate
// is the document of settle judge. Anybody who has the files can recompute it, to the byte.

// The bytes of a statement.
std::string evidence_text(const SettleKit& kit, const SettleJudgement& judgement,
                          const MeasuredSubject& subject);

// Reads the kit, judges it, and gives the statement.
std::string computed_evidence(const std::string& folder, const std::string& captures,
                              const MeasuredSubject& subject);

// Whether a text, bare or signed, says of itself that it is evidence. Throws InputError, with the
// name as place, for what is not JSON or not an envelope.
bool is_evidence(std::string_view text, std::string_view name);

// The predicate of evidence, and what its signature says.
struct EvidencePredicate {
  Json predicate;
  SignatureFinding signature = SignatureFinding::none;
};

// Throws InputError, with the name as place, for what is not evidence of this version, and, if a
// key is given, for what that key has not signed.
EvidencePredicate evidence_predicate(std::string_view text, std::string_view name,
                                     const std::optional<PublicKey>& key);

// Verifies evidence as verify_certificate() does certificates. Files are looked for in `kit`, if
// that is not empty, else where the evidence lies or in a folder beside it: the one whose plan.json
// is the one that was judged. Captures may lie in `captures`.
Verification verify_evidence(std::string_view text, const std::string& path,
                             const SignatureRules& rules, const std::string& kit,
                             const std::string& captures);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_SETTLE_EVIDENCE_STATEMENT_H_
