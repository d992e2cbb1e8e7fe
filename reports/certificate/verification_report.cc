// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "deployment/input_error.h"
#include "reports/certificate/coverage.h"
#include "reports/certificate/verification.h"
#include "reports/document/text_table.h"

namespace swingproof {
namespace {

// The words of a certificate come from whoever wrote it.
std::string shown(const std::string& text) { return quoted(text); }

std::string headline(const Verification& verification) {
  if (verification.signature == SignatureFinding::wrong) {
    return "not verified: the signature is not one by this key; nothing else was looked at\n";
  }
  if (!is_verified(verification)) {
    return "not verified: the certificate is not what these files give\n";
  }
  if (!verification.evidence.empty()) {
    return fmt::format(
        "verified evidence: {}; swingproof {} finds the same in these files, to the "
        "byte\n",
        verification.evidence, SWINGPROOF_VERSION);
  }
  const std::string same =
      fmt::format("swingproof {} finds the same in these files, to the byte", SWINGPROOF_VERSION);
  if (verification.verdict == "certified") {
    return fmt::format("verified: the verdict is certified, of {}, and {}\n",
                       coverage_words(verification.coverage), same);
  }
  return fmt::format("verified, but the verdict is {}: the certificate is right, and {}\n",
                     verification.verdict, same);
}

std::string signature_words(const Verification& verification) {
  switch (verification.signature) {
    case SignatureFinding::valid:
      return "valid, by the key with id " + verification.key_id;
    case SignatureFinding::wrong:
      return verification.key_id.empty() ? "missing" : "not by this key, or of another content";
    case SignatureFinding::none:
      return "none: who made the certificate is not known";
    case SignatureFinding::not_checked:
      return "NOT CHECKED, as no key was given: who made the certificate is not known";
  }
  return {};
}

}  // namespace

std::string verification_text(const Verification& verification) {
  std::string text = headline(verification) + "\n";
  TextTable table{"ll", {{"signature", signature_words(verification)}}};
  // Of what differs it is not the file's.
  const std::string_view whose = verification.differences.empty() ? "" : "certificate's ";
  for (const VerifiedSubject& each : verification.subjects) {
    table.rows.push_back(
        {each.role, fmt::format("{}, {}SHA-256 {}", shown(each.path), whose, each.subject.sha256)});
  }
  if (is_verified(verification) && verification.evidence.empty()) {
    const auto rows = coverage_rows(verification.coverage);
    table.rows.insert(table.rows.end(), rows.begin(), rows.end());
  }
  text += aligned(table);
  if (!verification.differences.empty()) text += "\nWhat differs:\n";
  for (const CertificateDifference& each : verification.differences) {
    text += fmt::format("  {}\n    certificate  {}\n    found        {}\n", shown(each.where),
                        shown(each.certificate), shown(each.found));
  }
  return text;
}

Json verification_json(const Verification& verification) {
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? Json() : Json(text);
  };
  Json json = {
      {"schema", "swingproof.verify/1"},
      {"tool", {{"name", "swingproof"}, {"version", SWINGPROOF_VERSION}}},
      {"deployment", verification.deployment},
      {"verified", is_verified(verification)},
      {"verdict", text_or_null(verification.verdict)},
      {"coverage", is_verified(verification) ? verification.coverage : Json()},
      {"signature",
       {{"finding", name(verification.signature)}, {"keyid", text_or_null(verification.key_id)}}},
      {"subjects", Json::array()},
      {"differences", Json::array()}};
  for (const VerifiedSubject& each : verification.subjects) {
    json["subjects"].push_back({{"role", each.role},
                                {"name", each.subject.name},
                                {"sha256", each.subject.sha256},
                                {"path", each.path}});
  }
  for (const CertificateDifference& each : verification.differences) {
    json["differences"].push_back(
        {{"where", each.where}, {"certificate", each.certificate}, {"found", each.found}});
  }
  return json;
}

}  // namespace swingproof
