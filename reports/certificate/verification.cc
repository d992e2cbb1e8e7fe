// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certificate/verification.h"

#include <algorithm>
#include <utility>

#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "reports/certificate/coverage.h"
#include "reports/certificate/dsse_envelope.h"
#include "reports/certificate/strict_json.h"

namespace swingproof {
namespace {

constexpr std::size_t most_differences = 5;

std::string value_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string joined_path(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + "." + key;
}

// The first values that differ, in the order of the recomputed document, then what only the
// certificate has. Both have passed parse_strict_json(): they are not deep.
void add_differences(const std::string& path, const Json& certificate, const Json& found,
                     std::vector<CertificateDifference>& differences) {
  if (differences.size() == most_differences || certificate == found) return;
  const bool both_objects = certificate.is_object() && found.is_object();
  const bool both_arrays = certificate.is_array() && found.is_array();
  if (both_objects) {
    for (const auto& [key, value] : found.items()) {
      const auto other = certificate.find(key);
      add_differences(joined_path(path, key), other == certificate.end() ? Json() : *other, value,
                      differences);
    }
    for (const auto& [key, value] : certificate.items()) {
      if (!found.contains(key)) add_differences(joined_path(path, key), value, Json(), differences);
    }
  } else if (both_arrays && certificate.size() == found.size()) {
    for (std::size_t i = 0; i < found.size(); ++i) {
      add_differences(joined_path(path, std::to_string(i)), certificate[i], found[i], differences);
    }
  } else {
    differences.push_back({path, value_text(certificate), value_text(found)});
  }
}

// Texts that differ though they say the same: white space, order of keys, escapes.
CertificateDifference form_difference(std::string_view certificate, std::string_view found) {
  const auto [here, there] =
      std::mismatch(certificate.begin(), certificate.end(), found.begin(), found.end());
  const auto line = 1 + std::count(certificate.begin(), here, '\n');
  return {"bytes", "it differs in its form from line " + std::to_string(line) + " on",
          "the same values in the form in which swingproof writes them"};
}

std::vector<CertificateDifference> text_differences(std::string_view certificate,
                                                    const Json& document,
                                                    std::string_view computed) {
  std::vector<CertificateDifference> differences;
  if (certificate == computed) return differences;
  add_differences("", document, Json::parse(computed), differences);
  if (differences.empty()) differences.push_back(form_difference(certificate, computed));
  return differences;
}

void verify_statement(std::string_view text, const Json& document, std::string_view name,
                      const Locate& locate, const Compute& compute, Verification& verification) {
  const StatementBasis basis = read_statement(document, name);
  verification.verdict = value_text(document.at("predicate").value("verdict", Json()));
  verification.deployment = document.at("predicate").value("deployment", Json());
  const SubjectPaths paths = locate(basis.subjects);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    verification.subjects.push_back({std::string(subject_roles[i]), basis.subjects[i], paths[i]});
  }
  compare_subjects(verification);
  if (!verification.differences.empty()) return;
  try {
    const std::string computed = compute(paths, basis);
    compare_statements(text, document, computed, verification);
    verification.coverage = coverage_json(Json::parse(computed).at("predicate"));
  } catch (const InputError& error) {
    throw InputError(name, error.what(), "");
  }
}

}  // namespace

bool is_verified(const Verification& verification) {
  return verification.differences.empty() && verification.signature != SignatureFinding::wrong;
}

void compare_subjects(Verification& verification) {
  for (const VerifiedSubject& each : verification.subjects) {
    const std::string digest = sha256_of_file(each.path);
    if (digest == each.subject.sha256) continue;
    verification.differences.push_back(
        {each.role + " " + each.path, "SHA-256 " + each.subject.sha256, "SHA-256 " + digest});
  }
}

void compare_statements(std::string_view text, const Json& document, std::string_view computed,
                        Verification& verification) {
  for (CertificateDifference& each : text_differences(text, document, computed)) {
    verification.differences.push_back(std::move(each));
  }
}

AuthenticStatement authentic_statement(std::string_view text, std::string_view name,
                                       const SignatureRules& rules,
                                       const std::function<void(const Json&)>& require_kind) {
  AuthenticStatement statement;
  Verification& verification = statement.verification;
  const Json document = parse_strict_json(text, name);
  if (!is_envelope(document)) {
    require_kind(document);
    if (rules.key) {
      verification.signature = SignatureFinding::wrong;
      verification.differences = {
          {"signature", "there is none", "one by the key with id " + key_id(*rules.key)}};
      return statement;
    }
    statement.text = text;
    statement.document = document;
    return statement;
  }
  const DsseEnvelope envelope = read_envelope(document, name);
  verification.key_id = envelope.key_id;
  if (!rules.key && !rules.accept_unauthenticated) {
    throw InputError(name, "is signed, but no key is given to check that",
                     "give --key FILE.pub, or --unauthenticated to check its content alone");
  }
  verification.signature = rules.key ? SignatureFinding::valid : SignatureFinding::not_checked;
  if (rules.key && !is_authentic(envelope, *rules.key)) {
    verification.signature = SignatureFinding::wrong;
    verification.differences = {
        {"signature", "one by the key with id " + envelope.key_id,
         "one by the key with id " + key_id(*rules.key) + ", over exactly this payload"}};
    return statement;
  }
  const std::string canonical = envelope_text(envelope);
  if (text != canonical) verification.differences.push_back(form_difference(text, canonical));
  statement.text = envelope.payload;
  statement.document = parse_strict_json(envelope.payload, name);
  require_kind(statement.document);
  return statement;
}

Verification verify_certificate(std::string_view text, std::string_view name,
                                const SignatureRules& rules, const Locate& locate,
                                const Compute& compute) {
  AuthenticStatement statement = authentic_statement(
      text, name, rules, [&](const Json& document) { read_statement(document, name); });
  Verification verification = std::move(statement.verification);
  if (statement.document.is_null()) return verification;
  // That of the form comes last: values that differ say more.
  const std::vector<CertificateDifference> form = std::exchange(verification.differences, {});
  verify_statement(statement.text, statement.document, name, locate, compute, verification);
  verification.differences.insert(verification.differences.end(), form.begin(), form.end());
  return verification;
}

}  // namespace swingproof
